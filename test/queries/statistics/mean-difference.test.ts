import fc from "fast-check";
import {expect, test} from "vitest";
import {meanDifference} from "../../../queries/statistics/mean-difference.ts";

const sampleOf = (values: readonly number[]) => ({
  count: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
});

test("worked by hand: means 4 and 2, variances of the means 4/3 and 1", () => {
  // 2, 4, 6: variance 4, of the mean 4/3; 1, 3: variance 2, of the mean 1; sqrt(7/3) = 1.527525, x 1.959964 = 2.993894
  const found = meanDifference(sampleOf([2, 4, 6]), sampleOf([1, 3]))!;
  expect(found.difference).toBe(2);
  expect(found.low).toBeCloseTo(2 - 2.993894, 5);
  expect(found.high).toBeCloseTo(2 + 2.993894, 5);
});

test("one value on a side has no interval", () => {
  expect(meanDifference(sampleOf([5]), sampleOf([1, 2, 3]))).toBeNull();
});

const values = fc.array(fc.integer({min: -1000, max: 100_000}), {minLength: 2, maxLength: 50});

test("the interval holds the difference, turns with its sides, and narrows with more of the same", () => {
  fc.assert(
    fc.property(values, values, (one, two) => {
      const found = meanDifference(sampleOf(one), sampleOf(two))!;
      const turned = meanDifference(sampleOf(two), sampleOf(one))!;
      expect(found.low).toBeLessThanOrEqual(found.difference);
      expect(found.high).toBeGreaterThanOrEqual(found.difference);
      expect(turned.low).toBeCloseTo(-found.high, 6);
      const more = meanDifference(sampleOf([...one, ...one]), sampleOf([...two, ...two]))!;
      expect(more.high - more.low).toBeLessThanOrEqual(found.high - found.low + 1e-6);
    }),
  );
});
