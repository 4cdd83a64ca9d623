import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const month = (ago: number) => new Date(Date.UTC(2026, 5 - ago, 1)).toISOString().slice(0, 10);

test("a month so far: own mean or the year before as the goal, the deviation of neighbours, own working days", async () => {
  const rows = await runModel("rollup_month_pace", {
    "company.settings": [
      {
        company_name: "Test",
        data_until: "2026-06-12",
        conversation_seconds: 30,
        dormant_days: 90,
        trap_event: "first_payment",
      },
    ],
    rollup_hunter_work: [
      // six months of 100 and 140 in turn before: mean 120, steps of 40
      ...[6, 5, 4, 3, 2, 1].map((ago) => ({
        month: month(ago),
        employee_id: "h1",
        is_in_post: true,
        money_amount: ago % 2 === 0 ? 100 : 140,
      })),
      {month: month(0), employee_id: "h1", is_in_post: true, money_amount: 55.5},
      {month: month(1), employee_id: "new", is_in_post: true, money_amount: 10},
      {month: month(0), employee_id: "new", is_in_post: true, money_amount: 20},
      // money in the name of who has left has no pace
      {month: month(0), employee_id: "left", is_in_post: false, money_amount: 5},
    ],
    dim_months: [{month: month(0), known_until: "2026-06-12"}],
    // b came from a farmer who is gone; c went to a hunter
    int_book_changes: ["a", "b", "c"].map((client_id, index) => ({
      month: month(0),
      client_id,
      owner_employee_id: index === 1 ? "gone" : "f1",
      base_amount: index === 0 ? 300 : 50,
      now_amount: index === 0 ? 80 : 20,
    })),
    fct_ownership: ["a", "b", "c"].map((client_id) => ({
      client_id,
      owner_employee_id: client_id === "c" ? "h1" : "f1",
      leg_code: client_id === "c" ? "hunters" : "farmers",
      valid_from: "2026-06-01",
      valid_to: "9000-01-01",
    })),
    fct_absences: [
      {employee_id: "h1", absence_date: "2026-06-01"},
      {employee_id: "h1", absence_date: "2026-06-29"},
      // a Saturday
      {employee_id: "h1", absence_date: "2026-06-06"},
    ],
  });
  const last = rows.filter((row) => row["month"] === month(0));
  // June 2026 has 22 weekdays, 10 of them by the 12th
  expect(
    pick(
      last,
      "employee_id",
      "measure_code",
      "actual_amount",
      "goal_amount",
      "passed_day_count",
      "working_day_count",
    ),
  ).toEqual([
    {
      employee_id: "f1",
      measure_code: "volume",
      actual_amount: "100.00",
      goal_amount: "350.00",
      passed_day_count: 10,
      working_day_count: 22,
    },
    {
      employee_id: "h1",
      measure_code: "money",
      actual_amount: "55.50",
      goal_amount: "120.00",
      passed_day_count: 9,
      working_day_count: 20,
    },
    {
      employee_id: "new",
      measure_code: "money",
      actual_amount: "20.00",
      goal_amount: "10.00",
      passed_day_count: 10,
      working_day_count: 22,
    },
  ]);
  expect(last[1]!["goal_deviation"]).toBeCloseTo(40 / 1.128, 9);
  expect([last[0]!["goal_deviation"], last[2]!["goal_deviation"]]).toEqual([null, null]);
});
