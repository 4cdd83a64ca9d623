import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const refusal = {
  result_month: "2026-03-01",
  result_date: "2026-03-10",
  result_code: "refusal",
  leg_code: "call_centre",
  employee_id: "e1",
};

test("a refusal is silent without a reason and for the entry that stands for others", async () => {
  const rows = await runModel("rollup_refusal_coding", {
    dim_refusal_reasons: [
      {refusal_reason: "price", is_other: false},
      {refusal_reason: "other", is_other: true},
    ],
    fct_call_results: [
      {...refusal, result_id: "1", refusal_reason: "price"},
      {...refusal, result_id: "2", refusal_reason: "other"},
      {...refusal, result_id: "3", refusal_reason: null},
      // a reason that the dictionary lacks still says something
      {...refusal, result_id: "4", refusal_reason: "new one"},
      {...refusal, result_id: "5", refusal_reason: null, employee_id: "e2"},
      {...refusal, result_id: "6", refusal_reason: null, leg_code: "hunters"},
      {...refusal, result_id: "7", refusal_reason: null, employee_id: null},
      {...refusal, result_id: "8", result_code: "goal"},
    ],
  });
  expect(pick(rows, "employee_id", "refusal_count", "silent_count")).toEqual([
    {employee_id: "e1", refusal_count: 4, silent_count: 2},
    {employee_id: "e2", refusal_count: 1, silent_count: 1},
  ]);
});
