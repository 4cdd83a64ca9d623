import {expect, test} from "vitest";
import {line} from "../../../pipelines/payroll/line.ts";
import {nextStep} from "../../../pipelines/payroll/next-step.ts";
import {decimalText} from "../../../pipelines/payroll/rational.ts";
import {readPlans} from "../../../pipelines/payroll/read-plans.ts";

const {plans} = readPlans("data/company");

/** A part of the example's operators that was not earned in full. */
function step(
  part: string,
  metric: "results_accepted" | "callbacks_kept_share",
  basis: object,
  stated: bigint,
) {
  const text = {ru: "", en: ""};
  const rule = `operator@1/monthly_bonus/${part}`;
  const found = nextStep(
    line({id: "x", kind: "not_earned", component: "monthly_bonus", rule, metric, basis, stated, text}),
    plans,
  );
  return found && [decimalText(found.value, 4), found.unit, found.adds];
}

test("below the threshold the next step is the threshold, as a whole number of what is counted", () => {
  // 12 of 20 is 60 %: 70 % is 14, where half of 3 330 is paid
  const basis = {norm: "20", attainment: "0.6", of: 333_000n};
  expect(step("results", "results_accepted", basis, 333_000n)).toEqual(["14.0000", "count", 166_500n]);
  // half a month: 70 % of 9.5 is 6.65, and nobody hands over a part of a client
  expect(step("results", "results_accepted", {...basis, norm: "9.5"}, 333_000n)?.[0]).toBe("7.0000");
});

test("between two points the next step is the upper one, and beyond the cap there is none", () => {
  // 53 of 67 of a norm of 90 %: 100 % of the norm is 90 %, and pays the 377.94 that were not earned
  const basis = {norm: "0.9", attainment: "530/603", of: 124_875n};
  expect(step("callbacks", "callbacks_kept_share", basis, 37_794n)).toEqual(["0.9000", "share", 37_794n]);
  expect(step("callbacks", "callbacks_kept_share", {...basis, attainment: "1"}, 0n)).toBeNull();
  expect(step("unknown", "callbacks_kept_share", basis, 37_794n)).toBeNull();
});

test("the step is told in things too: how many more of those there were", () => {
  const moreOf = (part: string, metric: Parameters<typeof step>[1], basis: object) => {
    const rule = `operator@1/monthly_bonus/${part}`;
    const shared = {id: "x", kind: "not_earned", component: "monthly_bonus", text: {ru: "", en: ""}} as const;
    return nextStep(line({...shared, rule, metric, basis, stated: 1n}), plans)?.more;
  };
  // 53 of 67; 90 % of 67 is 60.3, so 61 are needed: 8 more of the 67
  const share = {norm: "0.9", attainment: "530/603", of: 124_875n, numerator: "53", denominator: "67"};
  expect(moreOf("callbacks", "callbacks_kept_share", {...share, estimator: "raw"})).toEqual({
    count: 8n,
    of: 67n,
  });
  expect(moreOf("callbacks", "callbacks_kept_share", {...share, estimator: "three_month"})).toBeNull();
  // 12 done, 14 are the threshold
  const count = {norm: "20", attainment: "0.6", of: 333_000n, numerator: "12", denominator: null};
  expect(moreOf("results", "results_accepted", {...count, estimator: "raw"})).toEqual({count: 2n, of: null});
});

test("a slope is told from a step: on one each one more pays, at a threshold nothing does before it", () => {
  const rule = "operator@1/monthly_bonus/results";
  const shared = {id: "x", kind: "not_earned", component: "monthly_bonus", text: {ru: "", en: ""}} as const;
  const of = (attainment: string) => {
    const basis = {norm: "20", attainment, of: 333_000n};
    return nextStep(line({...shared, rule, metric: "results_accepted", basis, stated: 1n}), plans)?.isGradual;
  };
  // 70 % pays a half, 100 % all, in between a straight line; below 70 % nothing
  expect(of("0.6")).toBe(false);
  expect(of("0.8")).toBe(true);
});
