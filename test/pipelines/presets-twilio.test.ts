import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const call = (sid: string, minute: number, more: object) => ({
  sid,
  parent_call_sid: null,
  from: "+79000000001",
  to: "+74950000001",
  status: "completed",
  start_time: `Mon, 02 Mar 2026 07:${String(minute).padStart(2, "0")}:00 +0000`,
  duration: "0",
  direction: "inbound",
  answered_by: null,
  queue_time: "0",
  price: null,
  ...more,
});
const calls = [
  // the first agent did not come, the second spoke
  call("CA1", 0, {duration: "75"}),
  call("CA1a", 0, {
    parent_call_sid: "CA1",
    direction: "outbound-dial",
    to: "client:ivanova",
    status: "no-answer",
    duration: "",
  }),
  call("CA1b", 1, {
    parent_call_sid: "CA1",
    direction: "outbound-dial",
    to: "sip:102@example.com",
    duration: "40",
  }),
  // completed, and yet nobody spoke
  call("CA2", 5, {duration: "25", from: "+79000000002"}),
  call("CA2a", 5, {
    parent_call_sid: "CA2",
    direction: "outbound-dial",
    to: "client:ivanova",
    status: "no-answer",
    duration: "0",
  }),
  // out: spoke, a machine, and one that has not ended
  call("CA3", 10, {
    direction: "outbound-api",
    from: "+74950000001",
    to: "+79000000003",
    duration: "30",
  }),
  call("CA4", 15, {
    direction: "outbound-api",
    from: "+74950000001",
    to: "+79000000004",
    duration: "12",
    answered_by: "machine_end_beep",
  }),
  call("CA5", 20, {
    direction: "outbound-api",
    from: "+74950000001",
    to: "+79000000004",
    status: "busy",
    duration: "",
  }),
  // an employee dials from the browser: inbound for Twilio, out for the company
  call("CA6", 25, {from: "client:ivanova", to: "", duration: "60"}),
  call("CA6a", 25, {
    parent_call_sid: "CA6",
    direction: "outbound-dial",
    from: "+74950000001",
    to: "+79000000005",
    duration: "50",
  }),
];
const expected = [
  {
    call_id: "CA1",
    started_at: "02.03.2026 10:00:00",
    direction: "in",
    operator: "102",
    client_phone: "+79000000001",
    talk_seconds: 40,
    disposition: "answered",
  },
  {
    call_id: "CA2",
    started_at: "02.03.2026 10:05:00",
    direction: "in",
    operator: "ivanova",
    client_phone: "+79000000002",
    talk_seconds: 0,
    disposition: "no_answer",
  },
  {
    call_id: "CA3",
    started_at: "02.03.2026 10:10:00",
    direction: "out",
    operator: null,
    client_phone: "+79000000003",
    talk_seconds: 30,
    disposition: "answered",
  },
  {
    call_id: "CA4",
    started_at: "02.03.2026 10:15:00",
    direction: "out",
    operator: null,
    client_phone: "+79000000004",
    talk_seconds: 0,
    disposition: "voicemail",
  },
  {
    call_id: "CA5",
    started_at: "02.03.2026 10:20:00",
    direction: "out",
    operator: null,
    client_phone: "+79000000004",
    talk_seconds: 0,
    disposition: "busy",
  },
  {
    call_id: "CA6",
    started_at: "02.03.2026 10:25:00",
    direction: "out",
    operator: "ivanova",
    client_phone: "+79000000005",
    talk_seconds: 50,
    disposition: "answered",
  },
];
const asked = `select call_id, ${time("started_at")}, direction, operator, client_phone, talk_seconds, disposition from stage.calls order by call_id`;

test("Twilio: a completed parent whose child nobody answered is a missed call; RFC 2822 times; machines are no persons", async () => {
  await load("twilio", JSON.stringify({page: 0, calls}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows(asked)).toEqual(expected);
    expect(
      await open.rows(
        "select leg_number, operator, talk_seconds from stage.call_legs where call_id = 'CA1' order by leg_number",
      ),
    ).toEqual([
      {leg_number: 1, operator: null, talk_seconds: 0},
      {leg_number: 2, operator: "ivanova", talk_seconds: 0},
      {leg_number: 3, operator: "102", talk_seconds: 40},
    ]);
  });
});

test("Twilio: the same list as CSV gives the same calls", async () => {
  const names = Object.keys(calls[0]!);
  const line = (one: object) => Object.values(one).map((cell) => (cell === null ? "" : `"${cell}"`));
  const file = [names, ...calls.map(line)].map((cells) => cells.join(",")).join("\n");
  await load("twilio", `${file}\n`, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows(asked)).toEqual(expected);
  });
});

test("Twilio: a call that rings the agent first and then dials the client is the agent's call out", async () => {
  const clicked = [
    call("CA7", 30, {direction: "outbound-api", from: "+74950000001", to: "client:ivanova", duration: "70"}),
    call("CA7a", 30, {
      parent_call_sid: "CA7",
      direction: "outbound-dial",
      from: "+74950000001",
      to: "+79120000001",
      duration: "45",
    }),
  ];
  await load("twilio", JSON.stringify({calls: clicked}), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows("select call_id, direction, operator, client_phone, talk_seconds from stage.calls"),
    ).toEqual([
      {call_id: "CA7", direction: "out", operator: "ivanova", client_phone: "+79120000001", talk_seconds: 45},
    ]);
  });
});
