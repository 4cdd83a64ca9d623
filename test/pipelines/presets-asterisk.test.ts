import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

interface Leg {
  src?: string;
  dst?: string;
  dcontext?: string;
  channel?: string;
  dstchannel?: string;
  lastapp?: string;
  start: string;
  answer?: string;
  duration: number;
  billsec: number;
  disposition: string;
  uniqueid: string;
  linkedid: string;
  sequence: number;
}

const endOf = ({start, duration}: Leg) =>
  new Date(Date.parse(`${start.replace(" ", "T")}Z`) + duration * 1000)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");

function asteriskCells(leg: Leg): (string | number)[] {
  const text = (value = "") => `"${value}"`;
  const {start, duration, billsec, sequence} = leg;
  return [
    text(),
    text(leg.src),
    text(leg.dst),
    text(leg.dcontext),
    text(`"""x"" <${leg.src}>`.replace(/^"/, "")),
    text(leg.channel),
    text(leg.dstchannel),
    text(leg.lastapp),
    text(),
    text(start),
    leg.answer ? text(leg.answer) : "",
    text(endOf(leg)),
    duration,
    billsec,
    text(leg.disposition),
    text("DOCUMENTATION"),
    text(leg.uniqueid),
    text(),
    text(),
    text(leg.linkedid),
    sequence,
  ];
}
const asteriskRow = (leg: Leg) => asteriskCells(leg).join(",");

test("Asterisk: GMT, legs of one call, a queue that answered for nobody, operators by channel", async () => {
  const rows = [
    // an outgoing call of extension 201; 07:00 GMT is 10:00 in Moscow
    {
      src: "201",
      dst: "89271002030",
      dcontext: "from-internal",
      channel: "PJSIP/201-00000a1",
      dstchannel: "PJSIP/trunk-00000a2",
      lastapp: "Dial",
      start: "2026-03-02 07:00:00",
      answer: "2026-03-02 07:00:09",
      duration: 69,
      billsec: 60,
      disposition: "ANSWERED",
      uniqueid: "100.1",
      linkedid: "100.1",
      sequence: 1,
    },
    // an incoming call: the announcement answers, two telephones ring, 202 talks, then 203 after a transfer
    {
      src: "79271002031",
      dst: "s",
      dcontext: "ext-queues",
      channel: "PJSIP/trunk-00000b1",
      lastapp: "Playback",
      start: "2026-03-02 07:10:00",
      answer: "2026-03-02 07:10:00",
      duration: 100,
      billsec: 100,
      disposition: "ANSWERED",
      uniqueid: "200.1",
      linkedid: "200.1",
      sequence: 2,
    },
    {
      src: "79271002031",
      dst: "600",
      dcontext: "ext-queues",
      channel: "PJSIP/trunk-00000b1",
      dstchannel: "PJSIP/203-00000b3",
      lastapp: "Queue",
      start: "2026-03-02 07:10:05",
      duration: 15,
      billsec: 15,
      disposition: "NO ANSWER",
      uniqueid: "200.2",
      linkedid: "200.1",
      sequence: 3,
    },
    {
      src: "79271002031",
      dst: "600",
      dcontext: "ext-queues",
      channel: "PJSIP/trunk-00000b1",
      dstchannel: "PJSIP/202-00000b2",
      lastapp: "Queue",
      start: "2026-03-02 07:10:05",
      answer: "2026-03-02 07:10:20",
      duration: 80,
      billsec: 65,
      disposition: "ANSWERED",
      uniqueid: "200.3",
      linkedid: "200.1",
      sequence: 4,
    },
    {
      src: "79271002031",
      dst: "203",
      dcontext: "from-internal-xfer",
      channel: "PJSIP/trunk-00000b1",
      dstchannel: "Local/203@from-queue-00000c1",
      lastapp: "Dial",
      start: "2026-03-02 07:11:30",
      answer: "2026-03-02 07:11:35",
      duration: 25,
      billsec: 20,
      disposition: "ANSWERED",
      uniqueid: "200.4",
      linkedid: "200.1",
      sequence: 5,
    },
    // a queue where nobody came: billed seconds, and yet no talk
    {
      src: "79271002032",
      dst: "600",
      dcontext: "ext-queues",
      channel: "PJSIP/trunk-00000d1",
      lastapp: "Queue",
      start: "2026-03-02 07:20:00",
      answer: "2026-03-02 07:20:00",
      duration: 15,
      billsec: 15,
      disposition: "NO ANSWER",
      uniqueid: "300.1",
      linkedid: "300.1",
      sequence: 6,
    },
    // inside the house, and a busy line
    {
      src: "201",
      dst: "202",
      dcontext: "from-internal",
      channel: "PJSIP/201-00000e1",
      dstchannel: "PJSIP/202-00000e2",
      lastapp: "Dial",
      start: "2026-03-02 07:30:00",
      answer: "2026-03-02 07:30:03",
      duration: 13,
      billsec: 10,
      disposition: "ANSWERED",
      uniqueid: "400.1",
      linkedid: "400.1",
      sequence: 7,
    },
    {
      src: "201",
      dst: "+998901234567",
      dcontext: "from-internal",
      channel: "PJSIP/201-00000f1",
      dstchannel: "PJSIP/trunk-00000f2",
      lastapp: "Dial",
      start: "2026-03-02 22:30:00",
      duration: 5,
      billsec: 0,
      disposition: "BUSY",
      uniqueid: "500.1",
      linkedid: "",
      sequence: 8,
    },
  ];
  await load("asterisk", `${rows.map(asteriskRow).join("\n")}\n`, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(open.files).toEqual([{rows: 8, accepted: 8, rejected: 0, unchanged: 0, skipped: 0}]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, talk_seconds, disposition from stage.calls order by started_at`,
      ),
    ).toEqual([
      {
        call_id: "100.1",
        started_at: "02.03.2026 10:00:00",
        direction: "out",
        operator: "201",
        client_phone: "+79271002030",
        talk_seconds: 60,
        disposition: "answered",
      },
      {
        call_id: "200.1",
        started_at: "02.03.2026 10:10:00",
        direction: "in",
        operator: "202",
        client_phone: "+79271002031",
        talk_seconds: 85,
        disposition: "answered",
      },
      {
        call_id: "300.1",
        started_at: "02.03.2026 10:20:00",
        direction: "in",
        operator: "600",
        client_phone: "+79271002032",
        talk_seconds: 0,
        disposition: "no_answer",
      },
      {
        call_id: "400.1",
        started_at: "02.03.2026 10:30:00",
        direction: "internal",
        operator: "201",
        client_phone: null,
        talk_seconds: 10,
        disposition: "answered",
      },
      {
        call_id: "500.1",
        started_at: "03.03.2026 01:30:00",
        direction: "out",
        operator: "201",
        client_phone: "+998901234567",
        talk_seconds: 0,
        disposition: "busy",
      },
    ]);
    expect(
      await open.rows(
        "select leg_number, operator, talk_seconds, disposition, is_transfer from stage.call_legs where call_id = '200.1' order by leg_number",
      ),
    ).toEqual([
      {leg_number: 1, operator: null, talk_seconds: 0, disposition: "no_answer", is_transfer: false},
      {leg_number: 2, operator: "203", talk_seconds: 0, disposition: "no_answer", is_transfer: false},
      {leg_number: 3, operator: "202", talk_seconds: 65, disposition: "answered", is_transfer: false},
      {leg_number: 4, operator: "203", talk_seconds: 20, disposition: "answered", is_transfer: true},
    ]);
  });
});

/** An incoming call whose menu hands it to a Local channel a second later, a call of the same client, and one out. */
const withoutLinkedid: Leg[] = [
  {
    src: "79271002031",
    dst: "s",
    dcontext: "from-trunk",
    channel: "SIP/trunk-b7f01",
    lastapp: "Playback",
    start: "2026-03-02 07:00:00",
    answer: "2026-03-02 07:00:00",
    duration: 30,
    billsec: 30,
    disposition: "ANSWERED",
    uniqueid: "1772434800.10",
    linkedid: "",
    sequence: 1,
  },
  {
    src: "79271002031",
    dst: "202",
    dcontext: "ext-local",
    channel: "Local/202@from-queue-1",
    dstchannel: "SIP/202-b7f02",
    lastapp: "Dial",
    start: "2026-03-02 07:00:02",
    answer: "2026-03-02 07:00:10",
    duration: 28,
    billsec: 20,
    disposition: "ANSWERED",
    uniqueid: "1772434802.11",
    linkedid: "",
    sequence: 2,
  },
  {
    src: "79271002031",
    dst: "202",
    dcontext: "ext-local",
    channel: "SIP/trunk-b7f03",
    dstchannel: "SIP/202-b7f04",
    lastapp: "Dial",
    start: "2026-03-02 07:01:00",
    duration: 15,
    billsec: 0,
    disposition: "NO ANSWER",
    uniqueid: "1772434860.12",
    linkedid: "",
    sequence: 3,
  },
  {
    src: "201",
    dst: "89271002031",
    dcontext: "from-internal",
    channel: "SIP/201-b7f05",
    dstchannel: "SIP/trunk-b7f06",
    lastapp: "Dial",
    start: "2026-03-02 07:02:00",
    answer: "2026-03-02 07:02:05",
    duration: 15,
    billsec: 10,
    disposition: "ANSWERED",
    uniqueid: "1772434920.13",
    linkedid: "",
    sequence: 4,
  },
];

for (const [preset, width, ids] of [
  ["asterisk_18", 18, ["1772434800.10", "1772434860.12", "1772434920.13"]],
  ["asterisk_16", 16, ["1772434800-9271002031", "1772434860-9271002031", "1772434920-9271002031"]],
] as const)
  test(`Asterisk of ${width} columns: without linkedid, channels of one client within two seconds are one call`, async () => {
    const rows = withoutLinkedid.map((leg) => asteriskCells(leg).slice(0, width).join(","));
    await load(preset, `${rows.join("\n")}\n`, async (open) => {
      expect(await open.rejected()).toEqual([]);
      const common = {client_phone: "+79271002031", transfer_count: 0};
      expect(
        await open.rows(
          `select call_id, ${time("started_at")}, direction, operator, client_phone, talk_seconds, disposition, transfer_count from stage.calls order by call_id`,
        ),
      ).toEqual([
        {
          ...common,
          call_id: ids[0],
          started_at: "02.03.2026 10:00:00",
          direction: "in",
          operator: "202",
          talk_seconds: 20,
          disposition: "answered",
        },
        {
          ...common,
          call_id: ids[1],
          started_at: "02.03.2026 10:01:00",
          direction: "in",
          operator: "202",
          talk_seconds: 0,
          disposition: "no_answer",
        },
        {
          ...common,
          call_id: ids[2],
          started_at: "02.03.2026 10:02:00",
          direction: "out",
          operator: "201",
          talk_seconds: 10,
          disposition: "answered",
        },
      ]);
      expect(await open.rows("select count(*)::integer as legs from stage.call_legs")).toEqual([{legs: 4}]);
    });
  });
