import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const months: FixtureRow[] = [
  {month: "2026-01-01", month_end: "2026-01-31", known_until: "2026-01-31", is_complete: true},
  {month: "2026-02-01", month_end: "2026-02-28", known_until: "2026-02-28", is_complete: true},
  {month: "2026-03-01", month_end: "2026-03-31", known_until: "2026-03-20", is_complete: false},
];

test("a wait opens with the first chance, ends with the first outcome, and opens anew after it", async () => {
  const goal = {client_id: "k1", step_code: "results"};
  const rows = await runModel("int_relay_waits", {
    int_relay_steps: [
      {...goal, step_date: "2026-01-10"},
      {...goal, step_date: "2026-01-15"},
      {...goal, step_date: "2026-02-20"},
      {client_id: "k1", step_code: "handover_1", step_date: "2026-02-01"},
      {client_id: "k2", step_code: "handover_1", step_date: "2026-02-01"},
    ],
    fct_handovers: [
      {client_id: "k1", to_leg_code: "hunters", offered_date: "2026-01-16", accepted_date: "2026-02-01"},
      {
        client_id: "k3",
        to_leg_code: "hunters",
        offered_date: "2026-01-16",
        returned_date: "2026-01-20",
        return_reason: "no budget",
      },
    ],
  });
  expect(
    pick(
      rows.filter((row) => row["step_code"] === "handover_1"),
      "client_id",
      "opened_date",
      "closed_date",
      "outcome",
      "cause",
    ),
  ).toEqual([
    {client_id: "k1", opened_date: "2026-01-10", closed_date: "2026-02-01", outcome: "passed", cause: null},
    {client_id: "k1", opened_date: "2026-02-20", closed_date: null, outcome: null, cause: null},
    {
      client_id: "k3",
      opened_date: "2026-01-16",
      closed_date: "2026-01-20",
      outcome: "lost",
      cause: "no budget",
    },
  ]);
});

test("only a client without money yet can have a first one", async () => {
  const won = {step_code: "deals_won", step_date: "2026-02-01"};
  const rows = await runModel("int_relay_waits", {
    int_relay_steps: [
      {...won, client_id: "new"},
      {...won, client_id: "old"},
      {client_id: "new", step_code: "first_money", step_date: "2026-02-11"},
      {client_id: "old", step_code: "first_money", step_date: "2025-02-11"},
    ],
  });
  expect(
    pick(
      rows.filter((row) => row["step_code"] === "first_money"),
      "client_id",
      "opened_date",
      "closed_date",
    ),
  ).toEqual([{client_id: "new", opened_date: "2026-02-01", closed_date: "2026-02-11"}]);
});

const step = async (step_code: string, fixture: Record<string, FixtureRow[]>) =>
  (await runModel("rollup_relay_months", {dim_months: months, ...fixture})).filter(
    (row) => row["step_code"] === step_code,
  );

test("each client with a chance passed, was lost, or waits; what is open at the end stays in the count", async () => {
  const wait = {step_code: "offers"};
  const rows = await step("offers", {
    int_relay_waits: [
      {...wait, client_id: "a", opened_date: "2026-01-05", closed_date: "2026-02-04", outcome: "passed"},
      {
        ...wait,
        client_id: "b",
        opened_date: "2026-01-06",
        closed_date: "2026-01-16",
        outcome: "lost",
        cause: "price",
      },
      {...wait, client_id: "c", opened_date: "2026-02-06", closed_date: "2026-03-25", outcome: "passed"},
      {...wait, client_id: "d", opened_date: "2026-02-07"},
      {
        ...wait,
        client_id: "d",
        opened_date: "2026-01-01",
        closed_date: "2026-02-02",
        outcome: "lost",
        cause: "late",
      },
    ],
    int_relay_steps: [
      {client_id: "a", step_code: "offers", step_date: "2026-02-04", step_month: "2026-02-01", amount: 100},
      {
        client_id: "skipped",
        step_code: "offers",
        step_date: "2026-02-05",
        step_month: "2026-02-01",
        amount: 50,
      },
    ],
  });
  expect(
    pick(
      rows,
      "month",
      "client_count",
      "amount",
      "from_count",
      "passed_count",
      "lost_count",
      "waiting_count",
      "median_days",
      "lost_cause_code",
    ),
  ).toEqual([
    {
      month: "2026-01-01",
      client_count: 0,
      amount: null,
      from_count: 3,
      passed_count: 0,
      lost_count: 1,
      waiting_count: 2,
      median_days: null,
      lost_cause_code: "price",
    },
    {
      month: "2026-02-01",
      client_count: 2,
      amount: "150.00",
      from_count: 3,
      passed_count: 1,
      lost_count: 1,
      waiting_count: 1,
      median_days: 30,
      lost_cause_code: "late",
    },
    {
      month: "2026-03-01",
      client_count: 0,
      amount: null,
      from_count: 2,
      passed_count: 0,
      lost_count: 0,
      waiting_count: 2,
      median_days: null,
      lost_cause_code: null,
    },
  ]);
});

test("a month without calls has zeros, not gaps, and no norm where nobody worked", async () => {
  const rows = await step("results", {
    rollup_call_months: [
      {
        call_month: "2026-02-01",
        leg_code: "call_centre",
        operator_count: 3,
        attempt_client_count: 600,
        conversation_client_count: 400,
        goal_client_count: 61,
        talked_goal_client_count: 60,
        refused_client_count: 90,
      },
    ],
    dim_norm_months: months.map(({month}) => ({
      month: month!,
      norm_id: "results_per_month",
      direction: "up",
      low: 20,
      high: null,
    })),
  });
  expect(
    pick(rows, "client_count", "from_count", "passed_count", "lost_count", "waiting_count", "norm_low"),
  ).toEqual([
    {client_count: 0, from_count: 0, passed_count: 0, lost_count: 0, waiting_count: 0, norm_low: null},
    {client_count: 61, from_count: 400, passed_count: 60, lost_count: 90, waiting_count: 250, norm_low: 60},
    {client_count: 0, from_count: 0, passed_count: 0, lost_count: 0, waiting_count: 0, norm_low: null},
  ]);
});

test("repeat volume is money of clients who bought in an earlier month; the book asleep since this month is lost", async () => {
  const held = {leg_code: "farmers", valid_from: "2025-01-01", valid_to: "9000-01-01"};
  const rows = await step("repeat_volume", {
    fct_ownership: [
      {...held, client_id: "a"},
      {...held, client_id: "b"},
      {...held, client_id: "c"},
      {...held, client_id: "h", leg_code: "hunters"},
    ],
    int_purchase_days: [
      {client_id: "a", purchase_date: "2025-12-01", purchase_month: "2025-12-01", previous_date: null},
      {
        client_id: "a",
        purchase_date: "2026-02-01",
        purchase_month: "2026-02-01",
        previous_date: "2025-12-01",
      },
      {client_id: "b", purchase_date: "2025-11-10", purchase_month: "2025-11-01", previous_date: null},
      {client_id: "c", purchase_date: "2026-02-10", purchase_month: "2026-02-01", previous_date: null},
    ],
    rollup_client_months: [
      {client_id: "a", month: "2026-02-01", order_day_count: 1, order_amount: 70},
      {client_id: "c", month: "2026-02-01", order_day_count: 1, order_amount: 30},
    ],
  });
  expect(
    pick(
      rows.slice(0, 2),
      "client_count",
      "amount",
      "from_count",
      "passed_count",
      "lost_count",
      "waiting_count",
    ),
  ).toEqual([
    {client_count: 0, amount: null, from_count: 3, passed_count: 0, lost_count: 0, waiting_count: 3},
    {client_count: 1, amount: "70.00", from_count: 3, passed_count: 1, lost_count: 1, waiting_count: 1},
  ]);
});

test("who reached a later step of the cohort has passed the earlier ones; young cohorts say so", async () => {
  const relay = {cohort_month: "2026-04-01", worked_date: "2026-04-02"};
  const rows = await runModel("rollup_cohort_months", {
    int_client_relays: [
      {...relay, client_id: "a", conversation_date: "2026-04-05", won_date: "2026-05-15"},
      {...relay, client_id: "b", conversation_date: "2026-04-03", result_date: "2026-04-10"},
      {...relay, client_id: "c"},
      {...relay, client_id: "d", cohort_month: "2026-06-01", worked_date: "2026-06-02"},
    ],
    rollup_relay_months: [
      "companies_worked",
      "conversations",
      "results",
      "handover_1",
      "offers",
      "deals_won",
    ].map((step_code, index) => ({
      month: "2026-04-01",
      step_code,
      step_order: index + 1,
    })),
  });
  const april = rows
    .filter((row) => row["cohort_month"] === "2026-04-01")
    .toSorted((a, b) => Number(a["step_order"]) - Number(b["step_order"]));
  expect(
    april.map((row) => [
      row["step_code"],
      row["client_count"],
      row["from_count"],
      row["median_days"],
      row["is_mature"],
    ]),
  ).toEqual([
    ["companies_worked", 3, null, null, true],
    ["conversations", 2, 3, 2, true],
    ["results", 2, 2, 7, true],
    ["handover_1", 1, 2, null, true],
    ["offers", 1, 1, null, true],
    ["deals_won", 1, 1, null, true],
  ]);
  expect(
    new Set(rows.filter((row) => row["cohort_month"] === "2026-06-01").map((row) => row["is_mature"])),
  ).toEqual(new Set([false]));
});

test("a cohort's cell counts what was reached by the end of its month", async () => {
  const rows = await runModel("rollup_cohorts", {
    dim_months: months,
    int_client_relays: [
      {client_id: "a", cohort_month: "2026-01-01", result_date: "2026-01-31", won_date: "2026-03-01"},
      {client_id: "b", cohort_month: "2026-01-01", result_date: "2026-02-01"},
      {client_id: "c", cohort_month: "2026-03-01"},
    ],
  });
  expect(
    rows.map((row) => [
      row["cohort_month"],
      row["age_months"],
      row["client_count"],
      row["result_client_count"],
      row["deal_client_count"],
      row["is_mature"],
    ]),
  ).toEqual([
    ["2026-01-01", 0, 2, 1, 0, true],
    ["2026-01-01", 1, 2, 2, 0, true],
    ["2026-01-01", 2, 2, 2, 1, false],
    ["2026-03-01", 0, 1, 0, 0, false],
  ]);
});

test("a farmer's book is frozen a year ago: who moved to another farmer since still counts for the first", async () => {
  const rows = await runModel("int_book_changes", {
    dim_months: months.slice(0, 1),
    fct_ownership: [
      {
        client_id: "a",
        leg_code: "farmers",
        owner_employee_id: "f1",
        valid_from: "2024-06-01",
        valid_to: "2025-06-01",
      },
      {
        client_id: "a",
        leg_code: "farmers",
        owner_employee_id: "f2",
        valid_from: "2025-06-01",
        valid_to: "9000-01-01",
      },
      {
        client_id: "b",
        leg_code: "farmers",
        owner_employee_id: "f2",
        valid_from: "2025-02-01",
        valid_to: "9000-01-01",
      },
    ],
    rollup_client_months: [
      {client_id: "a", month: "2025-01-01", order_amount: 100},
      {client_id: "a", month: "2026-01-01", order_amount: 40},
      {client_id: "b", month: "2026-01-01", order_amount: 500},
    ],
  });
  expect(pick(rows, "client_id", "owner_employee_id", "base_amount", "now_amount")).toEqual([
    {client_id: "a", owner_employee_id: "f1", base_amount: "100.00", now_amount: "40.00"},
  ]);
});
