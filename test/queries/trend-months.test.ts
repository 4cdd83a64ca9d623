import {expect, test} from "vitest";
import {type Fixture, runModel} from "../helpers/run-model.ts";

const months = ["2026-01-01", "2026-02-01", "2026-03-01"].map((month) => ({month}));
const values = async (fixture: Fixture) => {
  const rows = await runModel("rollup_trend_months", {dim_months: months, ...fixture});
  const of = (measure: string, name: string) =>
    rows
      .filter((row) => row["measure_code"] === measure)
      .sort((a, b) => (String(a["month"]) < String(b["month"]) ? -1 : 1))
      .map((row) => row[name]);
  return {
    results: of("results", "numerator_count"),
    called: of("result_rate", "denominator_count"),
    deals: of("deals", "numerator_count"),
    newMoney: of("new_money", "numerator_amount"),
    revived: of("revived_money", "numerator_amount"),
  };
};
const nothing = [null, null, null];
const calls = months.slice(1).map(({month}) => ({
  call_month: month,
  leg_code: "call_centre",
  goal_client_count: 0,
  attempt_client_count: 200,
}));

test("a company without orders has no money of new clients, not none of it", async () => {
  expect(await values({rollup_call_months: calls})).toEqual({
    results: nothing,
    called: [null, 200, 200],
    deals: nothing,
    newMoney: nothing,
    revived: nothing,
  });
});

test("nought is said from the first month on that could have had any", async () => {
  expect(
    await values({
      rollup_call_months: calls,
      int_result_months: [{result_month: "2026-03-01", client_id: "k1", goal_count: 0}],
      fct_deals: [{deal_id: "d1", client_id: "k1", created_month: "2026-02-01", status: "open"}],
      int_client_money: [
        {client_id: "k1", money_month: "2026-01-01", first_money_date: "2026-01-10", money_amount: 5},
      ],
      int_purchase_days: [{client_id: "k1", purchase_date: "2026-02-10", purchase_month: "2026-02-01"}],
    }),
  ).toEqual({
    results: [null, null, 0],
    called: [null, 200, 200],
    deals: [null, 0, 0],
    newMoney: ["5.00", "0.00", "0.00"],
    revived: [null, "0.00", "0.00"],
  });
});
