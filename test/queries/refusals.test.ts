import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const month = "2026-03-01";

test("reasons of all scripts and no other post are added up, over the contacts of the whole month", async () => {
  const refusal = {result_month: month, leg_code: "call_centre", script_version: "v1", contact_count: 999};
  const contact = {month, leg_code: "call_centre", employee_id: "e1", contact_count: 300};
  const rows = await runModel(
    "refusal_reasons",
    {
      dim_refusal_reasons: [
        {refusal_reason: "expensive", is_other: false},
        {refusal_reason: "else", is_other: true},
      ],
      rollup_refusals_months: [
        {...refusal, refusal_reason: "expensive", refusal_count: 7},
        {...refusal, refusal_reason: "expensive", refusal_count: 5, script_version: "v2"},
        {...refusal, refusal_reason: "expensive", refusal_count: 90, leg_code: "hunters"},
        {...refusal, refusal_reason: "else", refusal_count: 3},
        {...refusal, refusal_reason: "not_given", refusal_count: 1},
        {...refusal, refusal_reason: "expensive", refusal_count: 4, result_month: "2026-02-01"},
        {...refusal, refusal_reason: "gone", refusal_count: 2, result_month: "2026-02-01"},
        {...refusal, refusal_reason: "gone", refusal_count: 2, result_month: "2026-01-01"},
      ],
      rollup_operator_months: [
        contact,
        {...contact, employee_id: "e2", contact_count: 100},
        {...contact, leg_code: "hunters"},
        {...contact, month: "2026-02-01", contact_count: 50},
      ],
    },
    {month},
  );
  const of = (
    refusal_reason: string,
    is_other: boolean,
    refusal_count: number,
    previous_refusal_count: number,
  ) => ({
    refusal_reason,
    is_other,
    refusal_count,
    previous_refusal_count,
    all_refusal_count: 16,
    contact_count: 400,
    previous_contact_count: 50,
  });
  expect(
    pick(
      rows,
      "refusal_reason",
      "is_other",
      "refusal_count",
      "previous_refusal_count",
      "all_refusal_count",
      "contact_count",
      "previous_contact_count",
    ),
  ).toEqual([
    of("expensive", false, 12, 4),
    of("else", true, 3, 0),
    of("not_given", true, 1, 0),
    of("gone", false, 0, 2),
  ]);
});

test("the series ends with the month asked for and holds 24 months of the call centre", async () => {
  const row = {
    leg_code: "call_centre",
    employee_id: "e1",
    refusal_count: 2,
    goal_count: 1,
    contact_count: 10,
  };
  const rows = await runModel(
    "refusal_months",
    {
      dim_months: ["2024-03-01", "2024-04-01", month, "2026-04-01"].map((one) => ({
        month: one,
        is_complete: true,
      })),
      rollup_operator_months: [
        ...["2024-03-01", "2024-04-01", month, "2026-04-01"].map((one) => ({...row, month: one})),
        {...row, month, employee_id: "e2"},
        {...row, month, leg_code: "farmers"},
      ],
    },
    {month},
  );
  expect(pick(rows, "month", "refusal_count", "goal_count", "contact_count")).toEqual([
    {month: "2024-04-01", refusal_count: 2, goal_count: 1, contact_count: 10},
    {month, refusal_count: 4, goal_count: 2, contact_count: 20},
  ]);
});
