import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

/** A line of Master.csv with linkedid; what is not said is empty. */
function line(cells: Record<string, string | number>): string {
  const bare = ["duration", "billsec", "sequence"];
  const names =
    "accountcode,src,dst,dcontext,clid,channel,dstchannel,lastapp,lastdata,start,answer,end,duration,billsec,disposition,amaflags,uniqueid,userfield,peeraccount,linkedid,sequence";
  return names
    .split(",")
    .map((name) => {
      const cell = cells[name] ?? "";
      return bare.includes(name) || (name === "answer" && cell === "") ? cell : `"${cell}"`;
    })
    .join(",");
}
const file = (rows: Record<string, string | number>[], width = 21) =>
  `${rows.map((row) => line(row).split(",").slice(0, width).join(",")).join("\n")}\n`;

const client = "79120000001";
const trunk = "PJSIP/trunk-000000a1";

test("Asterisk: a queue that answers at once bills its music too; the half that rings the telephone says the talk", async () => {
  const common = {src: client, disposition: "ANSWERED", linkedid: "1772434800.1"};
  const rows = [
    // the queue answers at 07:00:00, 202 comes after 25 s and speaks 40 s
    {
      ...common,
      dst: "600",
      dcontext: "ext-queues",
      channel: trunk,
      dstchannel: "Local/202@from-queue-00000001;1",
      lastapp: "Queue",
      start: "2026-03-02 07:00:00",
      answer: "2026-03-02 07:00:00",
      duration: 65,
      billsec: 65,
      uniqueid: "1772434800.1",
      sequence: 1,
    },
    {
      ...common,
      dst: "202",
      dcontext: "from-internal",
      channel: "Local/202@from-queue-00000001;2",
      dstchannel: "PJSIP/202-000000a2",
      lastapp: "Dial",
      start: "2026-03-02 07:00:15",
      answer: "2026-03-02 07:00:25",
      duration: 50,
      billsec: 40,
      uniqueid: "1772434815.2",
      sequence: 2,
    },
    // then passed on to 203 for 20 s more
    {
      ...common,
      dst: "203",
      dcontext: "from-internal",
      channel: trunk,
      dstchannel: "PJSIP/203-000000a3",
      lastapp: "Dial",
      start: "2026-03-02 07:01:05",
      answer: "2026-03-02 07:01:10",
      duration: 25,
      billsec: 20,
      uniqueid: "1772434865.3",
      sequence: 3,
    },
  ];
  await load("asterisk", file(rows), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        "select direction, operator, client_phone, talk_seconds, duration_seconds, transfer_count from stage.calls",
      ),
    ).toEqual([
      {
        direction: "in",
        operator: "202",
        client_phone: "+79120000001",
        talk_seconds: 60,
        duration_seconds: 90,
        transfer_count: 1,
      },
    ]);
    expect(
      await open.rows(
        "select leg_number, operator, talk_seconds, is_transfer from stage.call_legs order by leg_number",
      ),
    ).toEqual([
      {leg_number: 1, operator: "202", talk_seconds: 40, is_transfer: false},
      {leg_number: 2, operator: "202", talk_seconds: 40, is_transfer: false},
      {leg_number: 3, operator: "203", talk_seconds: 20, is_transfer: true},
    ]);
  });
});

test("Asterisk: who speaks twice in a row passed the call on to nobody, and who gets it back was passed it", async () => {
  const spoke = (extension: string, minute: number) => ({
    src: client,
    dst: extension,
    dcontext: "ext-local",
    channel: trunk,
    dstchannel: `PJSIP/${extension}-000000b${minute}`,
    lastapp: "Dial",
    start: `2026-03-02 07:0${minute}:00`,
    answer: `2026-03-02 07:0${minute}:10`,
    duration: 40,
    billsec: 30,
    disposition: "ANSWERED",
    uniqueid: `1.${minute}`,
    sequence: minute,
  });
  const call = (linkedid: string, ...extensions: string[]) =>
    extensions.map((extension, minute) => ({...spoke(extension, minute), linkedid}));
  await load(
    "asterisk",
    file([...call("1.0", "202", "202", "203"), ...call("2.0", "202", "203", "202")]),
    async (open) => {
      expect(
        await open.rows(
          "select call_id, operator, talk_seconds, transfer_count from stage.calls order by call_id",
        ),
      ).toEqual([
        {call_id: "1.0", operator: "202", talk_seconds: 90, transfer_count: 1},
        {call_id: "2.0", operator: "202", talk_seconds: 90, transfer_count: 2},
      ]);
      expect(
        await open.rows(
          "select call_id, list(is_transfer order by leg_number)::varchar as passed from stage.call_legs group by call_id order by call_id",
        ),
      ).toEqual([
        {call_id: "1.0", passed: "[false, false, true]"},
        {call_id: "2.0", passed: "[false, true, true]"},
      ]);
    },
  );
});

test("Asterisk of 18 columns: a Local half in from-internal belongs to the client who called, and is no call out", async () => {
  const rows = [
    {
      src: client,
      dst: "s",
      dcontext: "from-trunk",
      channel: trunk,
      lastapp: "Playback",
      start: "2026-03-02 07:00:00",
      answer: "2026-03-02 07:00:00",
      duration: 30,
      billsec: 30,
      disposition: "ANSWERED",
      uniqueid: "1772434800.10",
    },
    {
      src: client,
      dst: "202",
      dcontext: "from-internal",
      channel: "Local/202@from-internal-00000001;2",
      dstchannel: "PJSIP/202-000000a2",
      lastapp: "Dial",
      start: "2026-03-02 07:00:01",
      answer: "2026-03-02 07:00:10",
      duration: 29,
      billsec: 20,
      disposition: "ANSWERED",
      uniqueid: "1772434801.11",
    },
  ];
  await load("asterisk_18", file(rows, 18), async (open) => {
    expect(
      await open.rows("select call_id, direction, operator, client_phone, talk_seconds from stage.calls"),
    ).toEqual([
      {
        call_id: "1772434800.10",
        direction: "in",
        operator: "202",
        client_phone: "+79120000001",
        talk_seconds: 20,
      },
    ]);
  });
});

test("Asterisk: a short number that comes over the trunk is no call inside the house", async () => {
  const ring = {
    dst: "202",
    channel: trunk,
    dstchannel: "PJSIP/202-000000a2",
    lastapp: "Dial",
    answer: "2026-03-02 07:00:05",
    duration: 15,
    billsec: 10,
    disposition: "ANSWERED",
  };
  const rows = ["from-trunk", "from-pstn", "from-did-direct"].map((dcontext, index) => ({
    ...ring,
    src: "900",
    dcontext,
    start: `2026-03-02 07:0${index}:00`,
    uniqueid: `10${index}.1`,
    linkedid: `10${index}.1`,
    sequence: index,
  }));
  const hidden = {...rows[0]!, src: "", start: "2026-03-02 07:05:00", linkedid: "200.1", sequence: 9};
  await load("asterisk", file([...rows, hidden]), async (open) => {
    expect(
      await open.rows("select direction, operator, talk_seconds from stage.calls order by started_at"),
    ).toEqual(Array(4).fill({direction: "in", operator: "202", talk_seconds: 10}));
  });
});

test.each([
  ["FAILED", "failed"],
  ["CONGESTION", "failed"],
  ["BUSY", "busy"],
  ["NO ANSWER", "no_answer"],
  ["ANSWERED", "no_answer"],
])("Asterisk: %s without a second of talk is %s", async (disposition, expected) => {
  const row = {
    src: "201",
    dst: "89120000001",
    dcontext: "from-internal",
    channel: "PJSIP/201-000000a1",
    dstchannel: trunk,
    lastapp: "Dial",
    start: "2026-03-02 07:00:00",
    duration: 12,
    billsec: 0,
    disposition,
    uniqueid: "1.1",
    linkedid: "1.1",
    sequence: 1,
  };
  await load("asterisk", file([row]), async (open) => {
    expect(await open.rows("select operator, disposition, talk_seconds from stage.calls")).toEqual([
      {operator: "201", disposition: expected, talk_seconds: 0},
    ]);
  });
});

test("Asterisk: where usegmtime is off, the source's own zone keeps the day", async () => {
  const row = {
    src: client,
    dst: "202",
    dcontext: "from-trunk",
    channel: trunk,
    dstchannel: "PJSIP/202-000000a2",
    lastapp: "Dial",
    start: "2026-03-02 23:30:00",
    duration: 12,
    billsec: 0,
    disposition: "NO ANSWER",
    uniqueid: "1.1",
    linkedid: "1.1",
    sequence: 1,
  };
  for (const [more, day] of [
    ["", "03.03.2026 02:30:00"],
    [", zone: Europe/Moscow", "02.03.2026 23:30:00"],
  ] as const)
    await load(
      "asterisk",
      file([row]),
      async (open) => {
        expect(await open.rows(`select ${time("started_at")} from stage.calls`)).toEqual([{started_at: day}]);
      },
      more,
    );
});

test.each([
  ["asterisk", 18, "too_few_cells"],
  ["asterisk", 16, "too_few_cells"],
  ["asterisk_18", 21, "too_many_cells"],
  ["asterisk_18", 16, "too_few_cells"],
  ["asterisk_16", 18, "too_many_cells"],
])("%s does not take a line of %i columns for one of its own", async (preset, width, reason) => {
  const row = {
    src: client,
    dst: "202",
    dcontext: "from-trunk",
    channel: trunk,
    dstchannel: "PJSIP/202-000000a2",
    lastapp: "Dial",
    start: "2026-03-02 07:00:00",
    answer: "2026-03-02 07:00:05",
    duration: 15,
    billsec: 10,
    disposition: "ANSWERED",
    uniqueid: "1.1",
    linkedid: "1.1",
    sequence: 1,
  };
  await load(preset, file([row], width), async (open) => {
    expect((await open.rejected()).map((one) => one.reason_code)).toEqual([reason]);
    expect(await open.rows("select * from stage.calls")).toEqual([]);
  });
});
