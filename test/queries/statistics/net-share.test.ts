import fc from "fast-check";
import {expect, test} from "vitest";
import {netShare} from "../../../queries/statistics/net-share.ts";

test("60 promoters and 20 detractors of 100: 40, with the error of a difference within one sample", () => {
  // sqrt((0.8 - 0.16) / 100) = 0.08
  const found = netShare(60, 20, 100)!;
  expect(found.net).toBeCloseTo(0.4, 12);
  expect(found.low).toBeCloseTo(0.4 - 1.959964 * 0.08, 6);
  expect(found.high).toBeCloseTo(0.4 + 1.959964 * 0.08, 6);
});

test("no answers have no score; more good and bad than answers are a mistake", () => {
  expect(netShare(0, 0, 0)).toBeNull();
  expect(() => netShare(3, 3, 5)).toThrow("3 good and 3 bad of 5 answers");
});

test("scores +1, 0 and -1 have this mean and this error of the mean", () => {
  const counts = fc.record({good: fc.nat(50), bad: fc.nat(50), others: fc.nat(50)});
  fc.assert(
    fc.property(counts, ({good, bad, others}) => {
      const n = good + bad + others;
      if (n === 0) return;
      const found = netShare(good, bad, n)!;
      const scores = [...Array(good).fill(1), ...Array(bad).fill(-1), ...Array(others).fill(0)] as number[];
      const mean = scores.reduce((sum, score) => sum + score, 0) / n;
      const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / n;
      expect(found.net).toBeCloseTo(mean, 10);
      expect(found.high).toBeCloseTo(Math.min(1, mean + 1.959964 * Math.sqrt(variance / n)), 5);
      expect(found.low).toBeLessThanOrEqual(found.net);
    }),
  );
});
