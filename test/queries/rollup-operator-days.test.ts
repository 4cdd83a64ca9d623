import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const call: FixtureRow = {
  call_id: "c1",
  call_month: "2026-03-01",
  call_date: "2026-03-02",
  call_hour: 12,
  start_seconds: 12 * 3600,
  started_at: "2026-03-02 09:00:00+00",
  direction: "out",
  employee_id: "e1",
  leg_code: "call_centre",
  ring_seconds: 10,
  talk_seconds: 100,
  own_talk_seconds: 100,
  duration_seconds: 110,
  is_contact: true,
  is_conversation: true,
  has_recording: true,
};

test("calls of one hour are counted together, internal ones only as calls", async () => {
  const rows = await runModel("int_operator_hours", {
    dim_employee_roles: [
      {
        employee_id: "e1",
        valid_from: "2026-01-01",
        valid_to: "9000-01-01",
        leg_code: "call_centre",
        team_id: "A",
      },
    ],
    fct_calls: [
      call,
      {
        ...call,
        call_id: "c2",
        is_conversation: false,
        has_recording: false,
        own_talk_seconds: 5,
        talk_seconds: 5,
      },
      {...call, call_id: "c3", direction: "internal"},
      {...call, call_id: "c4", call_hour: 13, talk_seconds: 44, own_talk_seconds: 44},
    ],
  });
  const counts = ["call_count", "attempt_count", "contact_count", "conversation_count", "brief_count"];
  expect(pick(rows, "call_hour", "team_id", ...counts, "recorded_count", "talk_seconds")).toEqual([
    {
      call_hour: 12,
      team_id: "A",
      call_count: 3,
      attempt_count: 2,
      contact_count: 2,
      conversation_count: 1,
      brief_count: 0,
      recorded_count: 1,
      talk_seconds: 105,
    },
    {
      call_hour: 13,
      team_id: "A",
      call_count: 1,
      attempt_count: 1,
      contact_count: 1,
      conversation_count: 1,
      brief_count: 1,
      recorded_count: 1,
      talk_seconds: 44,
    },
  ]);
});

test("talk past the full hour is the next hour's", async () => {
  const late = {...call, start_seconds: 12 * 3600 + 3500, ring_seconds: 40};
  const rows = await runModel("int_operator_hours", {
    fct_calls: [
      {...late, call_id: "crosses"},
      {...late, call_id: "rings over", ring_seconds: 120, call_date: "2026-03-03"},
      {...late, call_id: "fits", own_talk_seconds: 60, talk_seconds: 60, call_date: "2026-03-04"},
    ],
  });
  expect(
    pick(
      rows.toSorted((a, b) => String(a["call_date"]).localeCompare(String(b["call_date"]))),
      "talk_seconds",
      "next_hour_seconds",
    ),
  ).toEqual([
    {talk_seconds: 100, next_hour_seconds: 40},
    {talk_seconds: 100, next_hour_seconds: 100},
    {talk_seconds: 60, next_hour_seconds: 0},
  ]);
});

const hour: FixtureRow = {
  call_month: "2026-03-01",
  call_date: "2026-03-02",
  call_hour: 12,
  employee_id: "e1",
  leg_code: "call_centre",
  team_id: "A",
  attempt_count: 2,
  contact_count: 1,
  conversation_count: 1,
  brief_count: 0,
  recorded_count: 1,
  talk_seconds: 100,
  next_hour_seconds: 0,
};

test("a day adds up calls, outcomes and talk of calls others passed on; outcomes alone make a day too", async () => {
  const outcome = {
    result_month: "2026-03-01",
    result_date: "2026-03-02",
    employee_id: "e1",
    leg_code: "call_centre",
    team_id: "A",
  };
  const rows = await runModel("rollup_operator_days", {
    int_operator_hours: [hour, {...hour, call_hour: 13}, {...hour, employee_id: null}],
    fct_call_results: [
      {...outcome, result_id: "r1", result_code: "goal"},
      {...outcome, result_id: "r2", result_code: "refusal"},
      {...outcome, result_id: "r3", result_code: "refusal", result_date: "2026-03-03"},
    ],
    fct_calls: [
      {...call, call_id: "passed", employee_id: "e2"},
      {...call, call_id: "own"},
    ],
    int_transfer_legs: [
      {
        call_id: "passed",
        leg_number: 2,
        leg_month: "2026-03-01",
        leg_date: "2026-03-02",
        employee_id: "e1",
        leg_code: "call_centre",
        team_id: "A",
        talk_seconds: 30,
      },
      {
        call_id: "own",
        leg_number: 1,
        leg_month: "2026-03-01",
        leg_date: "2026-03-02",
        employee_id: "e1",
        leg_code: "call_centre",
        team_id: "A",
        talk_seconds: 70,
      },
    ],
  });
  expect(
    pick(
      rows,
      "call_date",
      "attempt_count",
      "conversation_count",
      "talk_seconds",
      "goal_count",
      "refusal_count",
    ),
  ).toEqual([
    {
      call_date: "2026-03-02",
      attempt_count: 4,
      conversation_count: 2,
      talk_seconds: 230,
      goal_count: 1,
      refusal_count: 1,
    },
    {
      call_date: "2026-03-03",
      attempt_count: 0,
      conversation_count: 0,
      talk_seconds: 0,
      goal_count: 0,
      refusal_count: 1,
    },
  ]);
});

test("an hour of the month counts its days with calls and what ran over from the hour before", async () => {
  const rows = await runModel("rollup_operator_hours", {
    int_operator_hours: [
      {...hour, talk_seconds: 300, next_hour_seconds: 120},
      {...hour, call_date: "2026-03-03"},
      {...hour, call_date: "2026-03-03", script_version: "v2"},
      {...hour, call_date: "2026-03-31", call_hour: 23, next_hour_seconds: 40},
    ],
  });
  expect(pick(rows, "call_hour", "attempt_count", "talk_seconds", "active_day_count")).toEqual([
    {call_hour: 0, attempt_count: 0, talk_seconds: 40, active_day_count: 0},
    {call_hour: 12, attempt_count: 6, talk_seconds: 380, active_day_count: 2},
    {call_hour: 13, attempt_count: 0, talk_seconds: 120, active_day_count: 0},
    {call_hour: 23, attempt_count: 2, talk_seconds: 60, active_day_count: 1},
  ]);
});

test("a gap runs from the end of what ended last to the next start, and must be longer than the threshold", async () => {
  const at = (hour: number, minute: number, second = 0) => ({
    start_seconds: hour * 3600 + minute * 60 + second,
    started_at: new Date(Date.UTC(2026, 2, 2, hour - 3, minute, second)).toISOString(),
  });
  const rows = await runModel("rollup_call_gaps", {
    fct_calls: [
      {...call, call_id: "long", ...at(9, 0), duration_seconds: 1_800},
      {...call, call_id: "within", ...at(9, 10), duration_seconds: 120},
      {...call, call_id: "exactly", ...at(9, 40), duration_seconds: 60},
      {...call, call_id: "after", ...at(9, 51, 1), duration_seconds: 59},
      {...call, call_id: "next day", call_date: "2026-03-03", ...at(9, 0), duration_seconds: 300},
      {...call, call_id: "nobody", employee_id: null, ...at(15, 0), duration_seconds: 0},
    ],
    dim_employee_roles: [
      {employee_id: "e1", valid_from: "2026-01-01", valid_to: "9000-01-01", leg_code: "call_centre"},
    ],
  });
  expect(pick(rows, "call_date", "leg_code", "gap_started_at", "gap_seconds")).toEqual([
    {
      call_date: "2026-03-02",
      leg_code: "call_centre",
      gap_started_at: "2026-03-02 06:41:00+00",
      gap_seconds: 601,
    },
  ]);
});
