import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const call: FixtureRow = {
  call_id: "c1",
  started_at: "2026-03-02 09:15:30+00",
  direction: "out",
  operator: "428",
  client_phone: "+79161234567",
  ring_seconds: 12,
  talk_seconds: 95,
  disposition: "answered",
};
const always = {valid_from: "1900-01-01", valid_to: "9000-01-01"};
const post = {employee_key: "428", employee_id: "e1", leg_code: "call_centre", team_id: "A", ...always};

const calls = (rows: FixtureRow[], others: Record<string, FixtureRow[]> = {}) =>
  runModel("fct_calls", {"stage.calls": rows, int_employee_posts: [post], ...others});

test("a call gets its day, hour, person and client", async () => {
  const rows = await calls([call], {
    int_client_phones: [{phone: "+79161234567", client_id: "k7", card_count: 1}],
  });
  expect(
    pick(
      rows,
      "call_month",
      "call_date",
      "call_hour",
      "start_seconds",
      "employee_id",
      "leg_code",
      "client_id",
      "duration_seconds",
    ),
  ).toEqual([
    {
      call_month: "2026-03-01",
      call_date: "2026-03-02",
      call_hour: 12,
      start_seconds: 12 * 3600 + 15 * 60 + 30,
      employee_id: "e1",
      leg_code: "call_centre",
      client_id: "k7",
      duration_seconds: 107,
    },
  ]);
});

test("the company's midnight decides the day and the month, not that of the clock in UTC", async () => {
  const rows = await calls([
    {...call, call_id: "at-1", started_at: "2026-03-31 20:59:59+00"},
    {...call, call_id: "at-2", started_at: "2026-03-31 21:00:00+00"},
  ]);
  expect(pick(rows, "call_id", "call_date", "call_month", "call_hour", "start_seconds")).toEqual([
    {
      call_id: "at-1",
      call_date: "2026-03-31",
      call_month: "2026-03-01",
      call_hour: 23,
      start_seconds: 86_399,
    },
    {call_id: "at-2", call_date: "2026-04-01", call_month: "2026-04-01", call_hour: 0, start_seconds: 0},
  ]);
});

test("an extension used again credits its user of that day", async () => {
  const rows = await calls(
    [
      {...call, call_id: "day-1", started_at: "2026-02-27 09:00:00+00"},
      {...call, call_id: "day-2", started_at: "2026-02-28 09:00:00+00"},
      {...call, call_id: "day-3", started_at: "2026-03-01 09:00:00+00"},
    ],
    {
      int_employee_posts: [
        {...post, valid_to: "2026-02-28"},
        {...post, employee_id: "e2", leg_code: "hunters", valid_from: "2026-03-01"},
      ],
    },
  );
  expect(pick(rows, "call_id", "employee_id", "leg_code")).toEqual([
    {call_id: "day-1", employee_id: "e1", leg_code: "call_centre"},
    {call_id: "day-2", employee_id: null, leg_code: null},
    {call_id: "day-3", employee_id: "e2", leg_code: "hunters"},
  ]);
});

test("a call nobody can be found for is kept", async () => {
  const rows = await calls([{...call, operator: null, client_phone: "+79990000000"}]);
  expect(pick(rows, "call_id", "employee_id", "client_id")).toEqual([
    {call_id: "c1", employee_id: null, client_id: null},
  ]);
});

test("the client the source names wins over its number", async () => {
  const rows = await calls([{...call, client_id: "k1"}], {
    int_client_phones: [{phone: "+79161234567", client_id: "k7", card_count: 1}],
  });
  expect(pick(rows, "client_id")).toEqual([{client_id: "k1"}]);
});

test("contact and conversation need an answer and their seconds of talk", async () => {
  const rows = await calls([
    {...call, call_id: "0-silent", talk_seconds: 0},
    {...call, call_id: "1-short", talk_seconds: 1},
    {...call, call_id: "2-almost", talk_seconds: 29},
    {...call, call_id: "3-talk", talk_seconds: 30},
    {...call, call_id: "4-machine", talk_seconds: 60, disposition: "voicemail"},
  ]);
  expect(rows.map((row) => [row["call_id"], row["is_contact"], row["is_conversation"]])).toEqual([
    ["0-silent", false, false],
    ["1-short", true, false],
    ["2-almost", true, false],
    ["3-talk", true, true],
    ["4-machine", false, false],
  ]);
});

test("a call that was passed on is credited to the first who spoke, with only his own talk", async () => {
  const leg = {call_id: "c1", leg_month: "2026-03-01", leg_date: "2026-03-02", team_id: "A"};
  const rows = await calls([{...call, operator: "510", talk_seconds: 300, transfer_count: 1}], {
    int_transfer_legs: [
      {...leg, leg_number: 1, employee_id: "e0", leg_code: "call_centre", talk_seconds: 0},
      {...leg, leg_number: 2, employee_id: "e1", leg_code: "call_centre", talk_seconds: 80},
      {...leg, leg_number: 3, employee_id: "e9", leg_code: "hunters", talk_seconds: 220},
    ],
    int_employee_posts: [{...post, employee_key: "510", employee_id: "e9", leg_code: "hunters"}],
  });
  expect(pick(rows, "employee_id", "leg_code", "talk_seconds", "own_talk_seconds", "transfer_count")).toEqual(
    [
      {
        employee_id: "e1",
        leg_code: "call_centre",
        talk_seconds: 300,
        own_talk_seconds: 80,
        transfer_count: 1,
      },
    ],
  );
});

test("an empty recording is none, and the script is that of the day unless the source names one", async () => {
  const rows = await calls(
    [
      {...call, call_id: "a", recording: "", script_version: "v9"},
      {...call, call_id: "b", recording: "rec-1"},
      {...call, call_id: "c"},
    ],
    {int_script_days: [{script_date: "2026-03-02", script_version: "v2"}]},
  );
  expect(rows.map((row) => [row["call_id"], row["has_recording"], row["script_version"]])).toEqual([
    ["a", false, "v9"],
    ["b", true, "v2"],
    ["c", false, "v2"],
  ]);
});

test("a recording that the telephony only says exists is one, and one it denies is none", async () => {
  const rows = await calls([
    {...call, call_id: "a", recording: null, is_recorded: true},
    {...call, call_id: "b", recording: "rec-1", is_recorded: false},
    {...call, call_id: "c", recording: "rec-2", is_recorded: null},
    {...call, call_id: "d", recording: null, is_recorded: null},
  ]);
  expect(rows.map((row) => [row["call_id"], row["has_recording"]])).toEqual([
    ["a", true],
    ["b", false],
    ["c", true],
    ["d", false],
  ]);
});

test("of two cards with one number the oldest wins", async () => {
  const rows = await runModel("int_client_phones", {
    stg_client_phones: [
      {client_id: "k2", phone: "+79161234567", created_at: "2025-01-01 00:00:00+00"},
      {client_id: "k1", phone: "+79161234567", created_at: "2026-01-01 00:00:00+00"},
      {client_id: "k0", phone: "+79161234567", created_at: null},
    ],
  });
  expect(rows).toEqual([{phone: "+79161234567", client_id: "k2", card_count: 3}]);
});

test("every number of a card and of its decision maker counts once", async () => {
  const rows = await runModel("stg_client_phones", {
    "stage.clients": [
      {client_id: "k1", phones: "+74951112233;+79161234567", decision_maker_phone: "+79161234567"},
      {client_id: "k2", phones: "", decision_maker_phone: null},
    ],
  });
  expect(rows.map((row) => [row["client_id"], row["phone"]]).sort()).toEqual([
    ["k1", "+74951112233"],
    ["k1", "+79161234567"],
  ]);
});
