import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const header =
  "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,accountcode,uniqueid,userfield,did,cnum,cnam,outbound_cnum,outbound_cnam,dst_cnam,recordingfile,linkedid,peeraccount,sequence";

function line(names: string[], cells: Record<string, string | number>): string {
  return names.map((name) => `"${cells[name] ?? ""}"`).join(",");
}

const out = {
  calldate: "2026-03-02 10:00:00",
  src: "74950000001",
  cnum: "201",
  dst: "89000000001",
  dcontext: "from-internal",
  channel: "PJSIP/201-00000a1",
  dstchannel: "PJSIP/trunk-00000a2",
  lastapp: "Dial",
  duration: 40,
  billsec: 30,
  disposition: "ANSWERED",
  uniqueid: "100.1",
  linkedid: "100.1",
  recordingfile: "out-1.wav",
  sequence: 1,
};
const incoming = {
  calldate: "2026-03-02 10:10:00",
  src: "79000000002",
  dst: "202",
  dcontext: "ext-local",
  channel: "PJSIP/trunk-00000b1",
  lastapp: "Dial",
  linkedid: "200.1",
  did: "74950000001",
};
const rows = [
  // the line's number stands for the caller: cnum names who dialled
  out,
  // three telephones ring and nobody comes, then voicemail answers
  ...["202", "203", "204"].map((end, index) => ({
    ...incoming,
    dstchannel: `PJSIP/${end}-00000b${index + 2}`,
    duration: 20,
    billsec: 0,
    disposition: "NO ANSWER",
    uniqueid: "200.1",
    sequence: index + 2,
  })),
  {
    ...incoming,
    calldate: "2026-03-02 10:10:20",
    lastapp: "VoiceMail",
    duration: 30,
    billsec: 30,
    disposition: "ANSWERED",
    uniqueid: "200.1",
    sequence: 5,
  },
  // a row written by hand: no ids, a year that cannot be, twice
  {calldate: "1000-01-01 00:00:00", clid: "x", duration: 0, billsec: 0, sequence: 0},
  {calldate: "1000-01-01 00:00:00", clid: "x", duration: 0, billsec: 0, sequence: 0},
  {calldate: "0000-00-00 00:00:00", duration: 0, billsec: 0, sequence: 0},
];
const asked = `select call_id, ${time("started_at")}, direction, operator, client_phone, ring_seconds, talk_seconds, duration_seconds, disposition, recording from stage.calls order by call_id`;

test("FreePBX: telephones that ring together are one missed call, voicemail is no talk, cnum names who dialled, no row is lost", async () => {
  const names = header.split(",");
  const file = [header, ...rows.map((cells) => line(names, cells)), ""].join("\n");
  await load("freepbx", file, async (open) => {
    const rejected = await open.rejected();
    expect(
      rejected
        .filter((row) => row.entity === "call_legs")
        .map((row) => [row.line_number, row.column_name, row.reason_code]),
    ).toEqual([
      [7, "started_at", "impossible_date"],
      [8, "started_at", "impossible_date"],
      [9, "started_at", "unreadable"],
    ]);
    expect(open.files).toMatchObject([{rows: 8, accepted: 5, rejected: 3, skipped: 0}]);
    expect(await open.rows(asked)).toEqual([
      {
        call_id: "100.1",
        started_at: "02.03.2026 10:00:00",
        direction: "out",
        operator: "201",
        client_phone: "+79000000001",
        ring_seconds: 10,
        talk_seconds: 30,
        duration_seconds: 40,
        disposition: "answered",
        recording: "out-1.wav",
      },
      {
        call_id: "200.1",
        started_at: "02.03.2026 10:10:00",
        direction: "in",
        operator: "202",
        client_phone: "+79000000002",
        ring_seconds: 20,
        talk_seconds: 0,
        duration_seconds: 50,
        disposition: "voicemail",
        recording: null,
      },
    ]);
  });
});

test("FreePBX: older versions without linkedid, cnum and sequence are read by uniqueid", async () => {
  const names = header
    .split(",")
    .filter((name) => !["linkedid", "peeraccount", "sequence", "cnum", "cnam"].includes(name));
  const file = [names.join(","), ...rows.slice(0, 5).map((cells) => line(names, cells)), ""].join("\n");
  await load("freepbx", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows("select call_id, operator, talk_seconds from stage.calls order by call_id"),
    ).toEqual([
      {call_id: "100.1", operator: "201", talk_seconds: 30},
      {call_id: "200.1", operator: "202", talk_seconds: 0},
    ]);
  });
});

test("FreePBX report without header: days before months, voicemail and feature codes are no talk", async () => {
  const common = [...header.split(",").slice(0, 17), "recordingfile", "cnum", "cnam"];
  const outbound = ["outbound_cnum", "outbound_cnam", "dst_cnam"];
  const widths = {
    freepbx_gui: [...common, ...outbound, "sequence", "c25"],
    freepbx_gui_26: [...common, ...outbound, "linkedid", "peeraccount", "sequence"],
  };
  const internal = {
    src: "105",
    dcontext: "from-internal",
    channel: "SIP/105-00000c1",
    disposition: "ANSWERED",
    sequence: 0,
  };
  const file = [
    {
      ...internal,
      calldate: "2/3/2026 10:00:00",
      dst: "*60",
      lastapp: "Wait",
      duration: 27,
      billsec: 27,
      uniqueid: "1.1",
    },
    {
      ...internal,
      calldate: "2/3/2026 10:05:00",
      dst: "107",
      dstchannel: "SIP/107-00000c3",
      lastapp: "Dial",
      duration: 70,
      billsec: 60,
      uniqueid: "1.2",
    },
    {
      ...internal,
      calldate: "12/3/2026 10:10:00",
      dst: "89000000001",
      dstchannel: "SIP/trunk-00000c5",
      lastapp: "VoiceMail",
      duration: 15,
      billsec: 15,
      uniqueid: "1.3",
    },
  ];
  for (const [preset, names] of Object.entries(widths))
    await load(preset, `${file.map((cells) => line(names, cells)).join("\n")}\n`, async (open) => {
      expect(await open.rejected()).toEqual([]);
      expect(
        await open.rows(
          `select call_id, ${time("started_at")}, direction, operator, talk_seconds, disposition from stage.calls order by call_id`,
        ),
      ).toEqual([
        {
          call_id: "1.1",
          started_at: "02.03.2026 10:00:00",
          direction: "internal",
          operator: "105",
          talk_seconds: 0,
          disposition: "no_answer",
        },
        {
          call_id: "1.2",
          started_at: "02.03.2026 10:05:00",
          direction: "internal",
          operator: "105",
          talk_seconds: 60,
          disposition: "answered",
        },
        {
          call_id: "1.3",
          started_at: "12.03.2026 10:10:00",
          direction: "out",
          operator: "105",
          talk_seconds: 0,
          disposition: "voicemail",
        },
      ]);
    });
});
