import fc from "fast-check";
import {expect, test} from "vitest";
import {shareTrend} from "../../../queries/statistics/trend.ts";

test("the square of the score is the number of trials times the squared correlation of order and outcome", () => {
  const group = fc
    .integer({min: 0, max: 30})
    .chain((trials) => fc.record({trials: fc.constant(trials), hits: fc.integer({min: 0, max: trials})}));
  fc.assert(
    fc.property(fc.array(group, {minLength: 2, maxLength: 6}), (groups) => {
      const cases = groups.flatMap(({hits, trials}, order) =>
        Array.from({length: trials}, (_, index) => [order, index < hits ? 1 : 0] as const),
      );
      const mean = (side: 0 | 1) => cases.reduce((sum, one) => sum + one[side], 0) / cases.length;
      const [x, y] = [mean(0), mean(1)];
      const product = (a: 0 | 1, b: 0 | 1) =>
        cases.reduce((sum, one) => sum + (one[a] - (a ? y : x)) * (one[b] - (b ? y : x)), 0);
      const found = shareTrend(groups);
      if (cases.length === 0 || product(0, 0) < 1e-9 || product(1, 1) < 1e-9) {
        expect(found).toBeNull();
        return;
      }
      const correlation = product(0, 1) / Math.sqrt(product(0, 0) * product(1, 1));
      expect(found!.score).toBeCloseTo(correlation * Math.sqrt(cases.length), 8);
    }),
  );
});

test("of two groups it is the test of two shares; equal shares have no trend", () => {
  // 20 of 100 and 35 of 100: 0.15 / sqrt(0.275 x 0.725 x 0.02) = 2.3755
  const found = shareTrend([
    {hits: 20, trials: 100},
    {hits: 35, trials: 100},
  ])!;
  expect(found.score).toBeCloseTo(0.15 / Math.sqrt(0.275 * 0.725 * 0.02), 9);
  expect(found.verdict).toBe("higher");
  const even = [10, 20, 30].map((trials) => ({hits: trials / 10, trials}));
  expect(shareTrend(even)).toMatchObject({verdict: "not_known"});
  expect(shareTrend([...even].map(({trials}) => ({hits: trials, trials})))).toBeNull();
  expect(shareTrend([])).toBeNull();
});
