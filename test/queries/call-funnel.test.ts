import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const calls = {leg_code: "call_centre", attempt_count: 60, contact_count: 50, conversation_count: 40};
const own = {month: "2026-10-01", leg_code: "call_centre"};
const said = (rows: Awaited<ReturnType<typeof runModel>>, id: string | null) =>
  pick(
    rows.filter((row) => row["employee_id"] === id),
    "step_code",
    "event_count",
    "base_count",
    "client_count",
    "previous_event_count",
  ).map((row) => Object.values(row));

test("results are of conversations, and outcomes with the decision maker of those that say whether it was", async () => {
  const rows = await runModel(
    "call_funnel",
    {
      rollup_call_months: [
        {
          ...calls,
          call_month: "2026-10-01",
          attempt_client_count: 30,
          contact_client_count: 28,
          conversation_client_count: 20,
          goal_count: 12,
          goal_client_count: 11,
          decision_maker_count: 5,
          decision_known_count: 8,
          decision_maker_client_count: 4,
        },
        {...calls, call_month: "2026-09-01", goal_count: 3},
        // other legs are no call centre
        {...calls, leg_code: "hunters", call_month: "2026-10-01", goal_count: 99},
      ],
    },
    {month: "2026-10-01"},
  );
  expect(said(rows, null)).toEqual([
    ["attempts", 60, null, 30, 60],
    ["contacts", 50, 60, 28, 50],
    ["conversations", 40, 50, 20, 40],
    ["results", 12, 40, 11, 3],
    ["decision_maker", 5, 8, 4, null],
  ]);
});

test("each operator has a funnel of his own, of all teams of the month together", async () => {
  const work = (employee_id: string, more = {}) => ({
    ...own,
    employee_id,
    attempt_count: 36,
    contact_count: 20,
    conversation_count: 10,
    company_count: 15,
    conversation_client_count: 9,
    goal_count: 3,
    goal_client_count: 3,
    decision_maker_count: 1,
    decision_known_count: 2,
    ...more,
  });
  const rows = await runModel(
    "call_funnel",
    {
      dim_employees: [{employee_id: "o1", employee_name: "Anna"}],
      rollup_operator_months: [
        work("o1", {team_id: "t1"}),
        work("o1", {team_id: "t2"}),
        work("o1", {month: "2026-09-01"}),
        work("h1", {leg_code: "hunters"}),
      ],
    },
    {month: "2026-10-01"},
  );
  expect(rows).toHaveLength(5);
  expect(said(rows, "o1")).toEqual([
    ["attempts", 72, null, 30, 36],
    ["contacts", 40, 72, null, 20],
    ["conversations", 20, 40, 18, 10],
    ["results", 6, 20, 6, 3],
    ["decision_maker", 2, 4, null, 1],
  ]);
});
