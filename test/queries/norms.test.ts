import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const month = "2026-03-01";
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

test("rollup_norm_months divides sums by sums, for each operator and for all; a norm nobody worked for has no value", async () => {
  const norm = (norm_id: string, low: number | null, high: number | null = null) => ({
    month,
    norm_id,
    low,
    high,
    direction: "up",
  });
  const fixture = {
    dim_months: [{month}],
    dim_norm_months: [
      norm("calls_per_goal", null, 10),
      norm("companies_per_month", 200, 250),
      norm("companies_per_year", 500),
      norm("result_rate_per_company", 0.0889),
      norm("talk_minutes_per_day", 120),
      norm("clients_per_manager", 20, 40),
    ],
    rollup_operator_months: [
      own,
      {
        ...own,
        employee_id: "e2",
        conversation_count: 150,
        goal_count: 0,
        company_count: 100,
        goal_client_count: 0,
        talk_seconds: 30_000,
        worked_day_count: 10,
      },
      {...own, month: "2026-02-01", company_count: 230, new_company_count: 30},
      {...own, month: "2025-04-01", company_count: 210, new_company_count: 5},
    ],
    rollup_operator_days: [
      {employee_id: "e1", leg_code: "call_centre", attempt_count: 1, call_date: "2025-04-03"},
      {employee_id: "e2", leg_code: "call_centre", attempt_count: 1, call_date: "2026-03-02"},
    ],
  };
  const rows = await runModel("rollup_norm_months", fixture);
  const ofMonth = rows
    .filter((row) => row["month"] === month)
    .map((row) => [row["norm_id"], row["employee_id"], row["numerator"], row["denominator"]]);
  expect(ofMonth.toSorted((a, b) => `${a}`.localeCompare(`${b}`))).toEqual([
    ["calls_per_goal", "", 400, 21],
    ["calls_per_goal", "e1", 250, 21],
    ["calls_per_goal", "e2", 150, 0],
    ["companies_per_month", "", 325, 2],
    ["companies_per_month", "e1", 225, 1],
    ["companies_per_month", "e2", 100, 1],
    ["companies_per_year", "", 265, 1],
    ["companies_per_year", "e1", 265, 1],
    ["companies_per_year", "e2", null, null],
    ["result_rate_per_company", "", 20, 325],
    ["result_rate_per_company", "e1", 20, 225],
    ["result_rate_per_company", "e2", 0, 100],
    ["talk_minutes_per_day", "", 3_000, 30],
    ["talk_minutes_per_day", "e1", 2_500, 20],
    ["talk_minutes_per_day", "e2", 500, 10],
  ]);
});

test("hunters and farmers are held against the norm of clients together, each by himself", async () => {
  const manager = {month, employee_id: "e1", leg_code: "hunters", conversation_client_count: 30};
  const rows = await runModel("rollup_norm_months", {
    dim_months: [{month}],
    int_manager_months: [
      manager,
      {...manager, team_id: "B", conversation_client_count: 4},
      {...manager, employee_id: "e2", leg_code: "farmers", conversation_client_count: 50},
      {...manager, employee_id: "e3", conversation_client_count: 0},
    ],
  });
  expect(pick(rows, "norm_id", "employee_id", "numerator", "denominator")).toEqual([
    {norm_id: "clients_per_manager", employee_id: "", numerator: 84, denominator: 3},
    {norm_id: "clients_per_manager", employee_id: "e1", numerator: 34, denominator: 1},
    {norm_id: "clients_per_manager", employee_id: "e2", numerator: 50, denominator: 1},
    {norm_id: "clients_per_manager", employee_id: "e3", numerator: 0, denominator: 1},
  ]);
});

test("the age of a potential is that of the last estimate by the month's end, of clients hunters and farmers hold then", async () => {
  const held = {
    valid_from: "2025-01-01",
    valid_to: "9000-01-01",
    owner_employee_id: "e1",
    leg_code: "farmers",
  };
  const estimate = (client_id: string, estimated_on: string) => ({
    client_id,
    estimated_on,
    potential_amount: 100,
  });
  const rows = await runModel("rollup_norm_months", {
    dim_months: [{month, known_until: "2026-03-31"}],
    "stage.client_potentials": [
      estimate("k1", "2025-01-01"),
      // the later estimate counts, one after the month does not
      estimate("k1", "2026-03-01"),
      estimate("k1", "2026-04-01"),
      estimate("k2", "2025-03-31"),
      estimate("cold", "2026-01-01"),
      estimate("passed on", "2026-03-31"),
      {...estimate("k3", "2026-03-30"), potential_amount: null},
    ],
    fct_ownership: [
      {...held, client_id: "k1"},
      {...held, client_id: "k2", leg_code: "hunters"},
      {...held, client_id: "k3"},
      {...held, client_id: "cold", leg_code: "call_centre"},
      {...held, client_id: "passed on", valid_to: "2026-03-31"},
    ],
  });
  // 30 days and 365 days
  expect(pick(rows, "norm_id", "employee_id", "numerator", "denominator")).toEqual([
    {norm_id: "potential_refresh_days", employee_id: "", numerator: 395, denominator: 2},
  ]);
});

test("the register shows a norm that nothing measures, and of a norm that changed the words of the month", async () => {
  const norm = {norm_id: "mine", name_en: "old", direction: "up"};
  const rows = await runModel(
    "norm_register",
    {
      dim_norm_months: [{month, norm_id: "mine", direction: "up", low: 2}],
      dim_norms: [
        {...norm, low: 1, valid_from: "2020-01-01", valid_to: "2026-03-10"},
        {...norm, name_en: "new", low: 2, valid_from: "2026-03-10"},
      ],
      rollup_norm_months: [{month, norm_id: "mine", employee_id: "e1", numerator: 5, denominator: 1}],
    },
    {month},
  );
  expect(pick(rows, "norm_id", "name_en", "low", "actual_numerator")).toEqual([
    {norm_id: "mine", name_en: "new", low: 2, actual_numerator: null},
  ]);
});

test("the facts of a month are its working days and the talk of the call centre alone", async () => {
  const rows = await runModel(
    "norm_facts",
    {
      dim_dates: [
        {date_day: "2026-03-02", month, is_working: true},
        {date_day: "2026-03-08", month, is_working: false},
        {date_day: "2026-04-01", month: "2026-04-01", is_working: true},
      ],
      rollup_operator_months: [own, {...own, employee_id: "h", leg_code: "hunters"}],
    },
    {month},
  );
  expect(pick(rows, "working_day_count", "conversation_count", "talk_seconds")).toEqual([
    {working_day_count: 1, conversation_count: 250, talk_seconds: "150000"},
  ]);
});

test("what operators did beside a norm comes with the quotient itself, the norm's own words and the person's name", async () => {
  const actual = {month, norm_id: "rate", leg_code: "call_centre"};
  const rows = await runModel(
    "norm_actuals",
    {
      dim_norm_months: [{month, norm_id: "rate", direction: "up", low: 0.15}],
      dim_norms: [
        {
          norm_id: "rate",
          name_ru: "прежняя",
          unit: "count",
          valid_from: "2020-01-01",
          valid_to: "2026-03-10",
        },
        {norm_id: "rate", name_ru: "доля", unit: "rate", valid_from: "2026-03-10"},
      ],
      dim_employees: [{employee_id: "e1", employee_name: "Anna"}],
      rollup_norm_months: [
        {...actual, employee_id: "", numerator: 20, denominator: 225},
        {...actual, employee_id: "e1", numerator: 3, denominator: 0},
      ],
    },
    {month},
  );
  expect(pick(rows, "employee_id", "employee_name", "name_ru", "unit", "actual_value")).toEqual([
    {employee_id: null, employee_name: null, name_ru: "доля", unit: "rate", actual_value: 20 / 225},
    {employee_id: "e1", employee_name: "Anna", name_ru: "доля", unit: "rate", actual_value: null},
  ]);
});

test("a norm that changes inside a month weighs each known working day as it was in force on it", async () => {
  const norm = (norm_id: string, low: number, valid_from: string, valid_to: string | null = null) => ({
    norm_id,
    direction: "up",
    low,
    high: null,
    valid_from,
    valid_to,
  });
  const rows = await runModel("dim_norm_months", {
    dim_months: [
      {month: "2026-09-01", known_until: "2026-09-30"},
      {month: "2026-10-01", known_until: "2026-10-30"},
    ],
    dim_norms: [
      norm("talk_minutes_per_day", 60, "2026-01-01", "2026-10-26"),
      norm("talk_minutes_per_day", 120, "2026-10-26"),
      norm("companies_per_year", 400, "2026-01-01", "2026-10-26"),
      norm("companies_per_year", 500, "2026-10-26"),
      norm("ended", 9, "2026-01-01", "2026-10-26"),
    ],
  });
  // 17 working days to 23 October with 60, 5 from 26 October with 120: (17 * 60 + 5 * 120) / 22
  expect(pick(rows, "month", "norm_id", "low").map((row) => Object.values(row))).toEqual([
    ["2026-09-01", "companies_per_year", 400],
    ["2026-09-01", "ended", 9],
    ["2026-09-01", "talk_minutes_per_day", 60],
    ["2026-10-01", "companies_per_year", 500],
    ["2026-10-01", "talk_minutes_per_day", expect.closeTo(1620 / 22, 9)],
  ]);
});

test("who has no year behind him is not among those who worked it, and nobody carried over before his second month", async () => {
  const norm = (norm_id: string) => ({month, norm_id, low: 1, high: null, direction: "up"});
  const figures = async (first: Record<string, string>) => {
    const rows = await runModel("rollup_norm_months", {
      dim_months: [{month}],
      dim_norm_months: [norm("carried_over"), norm("companies_per_year")],
      rollup_operator_months: Object.keys(first).map((employee_id) => ({
        ...own,
        employee_id,
        company_count: 20,
        new_company_count: 20,
        carried_over_count: 0,
      })),
      rollup_operator_days: Object.entries(first).map(([employee_id, call_date]) => ({
        employee_id,
        leg_code: "call_centre",
        attempt_count: 1,
        call_date,
      })),
    });
    return pick(rows, "norm_id", "employee_id", "numerator", "denominator").map((row) => Object.values(row));
  };
  // twelve months to March begin on 1 April 2025
  expect(await figures({a: "2025-04-14", b: "2025-04-15", c: "2026-03-02"})).toEqual([
    ["carried_over", "", 0, 2],
    ["carried_over", "a", 0, 1],
    ["carried_over", "b", 0, 1],
    ["carried_over", "c", null, null],
    ["companies_per_year", "", 20, 1],
    ["companies_per_year", "a", 20, 1],
    ["companies_per_year", "b", null, null],
    ["companies_per_year", "c", null, null],
  ]);
  expect(await figures({c: "2026-03-02"})).toEqual([
    ["carried_over", "", null, null],
    ["carried_over", "c", null, null],
    ["companies_per_year", "", null, null],
    ["companies_per_year", "c", null, null],
  ]);
});
