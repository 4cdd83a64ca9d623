import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const month = "2026-03-01";
const person = {employee_id: "e1", employee_name: "Иванова Анна"};
const post = {
  employee_id: "e1",
  valid_from: "2026-03-10",
  valid_to: "9000-01-01",
  leg_code: "call_centre",
  team_id: "A",
};

test("operator_days has every day in the post up to the last day of data, with the norm of that day", async () => {
  const rows = await runModel(
    "operator_days",
    {
      dim_settings: [{data_until: "2026-03-13"}],
      dim_employees: [person],
      dim_employee_roles: [post, {...post, employee_id: "e9", leg_code: "hunters"}],
      dim_dates: ["2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13", "2026-03-14"].map(
        (date_day, index) => ({
          date_day,
          month,
          is_working: index !== 3,
          norm_hours: index === 2 ? 7 : index === 3 ? 0 : 8,
        }),
      ),
      // another norm from the 12th on
      dim_norms: [
        {norm_id: "talk_minutes_per_day", low: 120, valid_from: "2026-01-01", valid_to: "2026-03-12"},
        {norm_id: "talk_minutes_per_day", low: 60, valid_from: "2026-03-12"},
      ],
      fct_absences: [{employee_id: "e1", absence_date: "2026-03-13", absence_kind: "sick"}],
      rollup_operator_days: [
        {
          employee_id: "e1",
          call_month: month,
          call_date: "2026-03-10",
          attempt_count: 50,
          contact_count: 20,
          conversation_count: 12,
          talk_seconds: 6_000,
          goal_count: 1,
          recorded_count: 11,
        },
      ],
    },
    {month},
  );
  expect(
    pick(rows, "call_date", "attempt_count", "talk_seconds", "is_working", "is_absent", "norm_seconds"),
  ).toEqual([
    {
      call_date: "2026-03-10",
      attempt_count: 50,
      talk_seconds: 6_000,
      is_working: true,
      is_absent: false,
      norm_seconds: 7_200,
    },
    {
      call_date: "2026-03-11",
      attempt_count: 0,
      talk_seconds: 0,
      is_working: true,
      is_absent: false,
      norm_seconds: 6_300,
    },
    {
      call_date: "2026-03-12",
      attempt_count: 0,
      talk_seconds: 0,
      is_working: false,
      is_absent: false,
      norm_seconds: 0,
    },
    {
      call_date: "2026-03-13",
      attempt_count: 0,
      talk_seconds: 0,
      is_working: true,
      is_absent: true,
      norm_seconds: 0,
    },
  ]);
});

const own: FixtureRow = {
  month,
  employee_id: "e1",
  leg_code: "call_centre",
  team_id: "A",
  worked_day_count: 20,
  attempt_count: 900,
  contact_count: 400,
  conversation_count: 250,
  recorded_count: 240,
  talk_seconds: 150_000,
  company_count: 225,
  new_company_count: 25,
  carried_over_count: 200,
  goal_count: 21,
  goal_client_count: 20,
  useful_count: 40,
  refusal_count: 80,
};

test("an employee asks for himself and gets nobody else", async () => {
  const rows = await runModel(
    "my_month",
    {
      dim_employees: [person, {...person, employee_id: "e2"}],
      rollup_operator_months: [own, {...own, employee_id: "e2"}],
    },
    {month, employee_id: "e1"},
  );
  expect(pick(rows, "employee_id", "company_count")).toEqual([{employee_id: "e1", company_count: 225}]);
});

test("operator_months adds up the teams of a month and leaves out work in other posts", async () => {
  const rows = await runModel(
    "operator_months",
    {
      dim_employees: [person],
      rollup_operator_months: [
        {...own, brief_count: 30},
        {...own, team_id: "B", attempt_count: 100, brief_count: 4},
        {...own, leg_code: "hunters", brief_count: 7},
      ],
    },
    {month},
  );
  expect(pick(rows, "attempt_count", "brief_count", "team_id")).toEqual([
    {attempt_count: 1_000, brief_count: 34, team_id: "B"},
  ]);
});

test("relay_flow sets the month before beside the month", async () => {
  const row = {step_code: "results", step_order: 3, client_count: 20, amount: 5};
  const rows = await runModel(
    "relay_flow",
    {
      rollup_relay_months: [
        {...row, month},
        {...row, month: "2026-02-01", client_count: 18, amount: 4},
        {...row, month: "2026-01-01"},
      ],
    },
    {month},
  );
  expect(pick(rows, "client_count", "previous_client_count", "previous_amount")).toEqual([
    {client_count: 20, previous_client_count: 18, previous_amount: "4.00"},
  ]);
});

test("who had the chance are those who came in the month and those who had waited; a step within the month has no stock", async () => {
  const step = (month: string, step_code: string, from_count: number, waiting_count: number) => ({
    month,
    step_code,
    step_order: 5,
    client_count: 115,
    from_count,
    waiting_count,
  });
  const rows = await runModel(
    "relay_flow",
    {
      rollup_relay_months: [
        step("2026-02-01", "offers", 619, 394),
        step(month, "offers", 695, 415),
        step("2026-02-01", "results", 1909, 1102),
        step(month, "results", 2135, 1192),
        step(month, "deals_won", 174, 74),
      ],
    },
    {month},
  );
  expect(Object.fromEntries(rows.map((row) => [row["step_code"], row["waited_count"]]))).toEqual({
    offers: 394,
    results: null,
    deals_won: 0,
  });
});

test("the norm of a month is the one in force on its last day", async () => {
  const norm = {norm_id: "n", name_en: "n", direction: "up"};
  const norms = [
    {...norm, low: 1, valid_from: "2020-01-01", valid_to: "2026-03-10"},
    {...norm, low: 2, valid_from: "2026-03-10"},
  ];
  const read = async (of: string) =>
    (await runModel("norms", {dim_norms: norms}, {month: of})).map((row) => row["low"]);
  expect(await read("2026-02-01")).toEqual([1]);
  expect(await read("2026-03-01")).toEqual([2]);
});

test("call_gaps leaves out days off and other posts", async () => {
  const gap = {
    employee_id: "e1",
    call_month: month,
    leg_code: "call_centre",
    gap_started_at: "2026-03-10 09:00:00+00",
    gap_seconds: 900,
  };
  const rows = await runModel(
    "call_gaps",
    {
      dim_employees: [person],
      dim_dates: [
        {date_day: "2026-03-10", month, is_working: true},
        {date_day: "2026-03-14", month, is_working: false},
      ],
      rollup_call_gaps: [
        {...gap, call_date: "2026-03-10"},
        {...gap, call_date: "2026-03-14"},
        {...gap, call_date: "2026-03-10", leg_code: "hunters"},
      ],
    },
    {month},
  );
  expect(pick(rows, "call_date", "gap_started_at", "gap_seconds")).toEqual([
    {call_date: "2026-03-10", gap_started_at: "2026-03-10 09:00:00+00", gap_seconds: 900},
  ]);
});

test("source_days tells days with rows, with nothing, and with rows set aside", async () => {
  const day = {source_id: "s", file_count: 1, accepted_count: 0, rejected_count: 0};
  const rows = await runModel("source_days", {
    load_days: [
      {...day, day: "2026-03-01", accepted_count: 5},
      {...day, day: "2026-03-02"},
      {...day, day: "2026-03-03", accepted_count: 5, rejected_count: 7},
      {...day, day: "2025-12-01", accepted_count: 5},
    ],
  });
  expect(rows.map((row) => [row["day"], row["status_code"]])).toEqual([
    ["2026-03-01", "loaded"],
    ["2026-03-02", "empty"],
    ["2026-03-03", "rejected"],
  ]);
});
