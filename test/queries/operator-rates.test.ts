import {expect, test} from "vitest";
import {drawnLimits} from "../helpers/drawn.ts";
import {type FixtureRow, runModel} from "../helpers/run-model.ts";

const months = ["2026-03-01", "2026-04-01", "2026-05-01"];
const worked = (
  employee_id: string,
  month: string,
  conversation_count: number,
  goal_client_count: number,
  more: FixtureRow = {},
): FixtureRow => ({
  month,
  employee_id,
  leg_code: "call_centre",
  team_id: "A",
  conversation_count,
  goal_client_count,
  brief_count: 0,
  company_count: 225,
  ...more,
});
const norms = months.map((month) => ({month, norm_id: "calls_per_goal", high: 10}));

const judged = async (rows: FixtureRow[]) => {
  const rates = await runModel("rollup_operator_rates", {
    dim_months: months.map((month) => ({month})),
    rollup_operator_months: rows,
  });
  const findings = await runModel("int_call_findings", {
    rollup_operator_rates: rates,
    dim_norm_months: norms,
  });
  return {
    rates,
    named: findings.map((row) => [row["month"], row["finding_code"], row["subject_id"]]),
  };
};

test("the limits are those of drawing from the conversations of the same month, month by month", async () => {
  const {rates} = await judged([
    worked("o1", "2026-04-01", 20, 1),
    worked("o1", "2026-05-01", 30, 9, {brief_count: 4}),
    worked("o2", "2026-04-01", 22, 7),
    worked("o2", "2026-05-01", 10, 3),
    worked("left", "2026-04-01", 8, 2),
    worked("h1", "2026-05-01", 50, 40, {leg_code: "hunters"}),
  ]);
  const [low, high] = drawnLimits([
    {trials: 20, all: 50, hits: 10},
    {trials: 26, all: 36, hits: 12},
  ]);
  const may = rates.filter((row) => row["month"] === "2026-05-01");
  // who left is compared with, but no longer judged
  expect(may.map((row) => row["employee_id"])).toEqual(["o1", "o2"]);
  expect(may[0]).toMatchObject({conversation_count: 46, goal_client_count: 10, worked_month_count: 2});
  expect(may[0]!["expected_hits"]).toBeCloseTo(20 * (10 / 50) + 26 * (12 / 36), 2);
  expect(may[0]!["chance_low"]).toBeCloseTo(low, 2);
  expect(may[0]!["chance_high"]).toBeCloseTo(high, 2);
});

const equals = ["o1", "o2", "o3", "o4", "o5", "o6", "o7", "o8", "o9"].flatMap((id) =>
  months.map((month) => worked(id, month, 250, 26)),
);

test("a holiday names nobody: as many companies, fewer conversations, the same share of results", async () => {
  const {named} = await judged([
    ...equals,
    // 15 of 22 days away in May: 10 results of 225 companies would be far below the others' 26
    worked("away", "2026-03-01", 250, 26),
    worked("away", "2026-04-01", 250, 26),
    worked("away", "2026-05-01", 100, 10),
  ]);
  expect(named).toEqual([]);
});

test("a harder month names nobody who worked only then", async () => {
  const hard = equals.map((row) => (row["month"] === "2026-05-01" ? {...row, goal_client_count: 13} : row));
  expect((await judged([...hard, worked("new", "2026-05-01", 250, 13)])).named).toEqual([]);
});

test("a worse operator is found once the conversations show it", async () => {
  // three quarters of the others' share: not to be told in one month, in three of double size it is
  const weak = (size: number) => months.map((month) => worked("weak", month, 250 * size, 14 * size));
  expect((await judged([...equals, worked("weak", "2026-05-01", 250, 18)])).named).toEqual([]);
  expect((await judged([...equals, ...weak(2)])).named).toContainEqual([
    "2026-05-01",
    "result_rate_low",
    "weak",
  ]);
});

test("a worse share that still meets the norm is no finding, and padded calls are not held against results", async () => {
  const good = equals.map((row) => ({...row, goal_client_count: 75}));
  const less = months.map((month) => worked("less", month, 500, 80));
  expect((await judged([...good, ...less])).named).toEqual([]);
  const padder = months.map((month) => worked("padder", month, 500, 26, {brief_count: 250}));
  expect((await judged([...equals, ...padder])).named).toEqual([]);
});
