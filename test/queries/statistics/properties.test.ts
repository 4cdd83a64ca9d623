import * as fc from "fast-check";
import {expect, test} from "vitest";
import {binomialCdf, binomialPmf, binomialQuantile} from "../../../queries/statistics/binomial.ts";
import {funnelLimits} from "../../../queries/statistics/funnel.ts";
import {newcombeDifference} from "../../../queries/statistics/newcombe.ts";
import {normalCdf, normalQuantile} from "../../../queries/statistics/normal.ts";
import {shrunkenRate} from "../../../queries/statistics/shrinkage.ts";
import {wilsonInterval} from "../../../queries/statistics/wilson.ts";
import {xmrLimits} from "../../../queries/statistics/xmr.ts";

const share = fc
  .integer({min: 1, max: 5_000})
  .chain((trials) => fc.integer({min: 0, max: trials}).map((hits) => ({hits, trials})));
const chance = fc.double({min: 0.001, max: 0.999, noNaN: true});

test("a Wilson interval holds the share and stays within 0 and 1", () => {
  fc.assert(
    fc.property(share, ({hits, trials}) => {
      const {low, high} = wilsonInterval(hits, trials)!;
      const rate = hits / trials;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(rate);
      expect(high).toBeGreaterThanOrEqual(rate);
    }),
  );
});

test("the interval of the misses is the mirror of that of the hits", () => {
  fc.assert(
    fc.property(share, ({hits, trials}) => {
      const one = wilsonInterval(hits, trials)!;
      const other = wilsonInterval(trials - hits, trials)!;
      expect(one.low).toBeCloseTo(1 - other.high, 12);
      expect(one.high).toBeCloseTo(1 - other.low, 12);
    }),
  );
});

test("more confidence is a wider interval", () => {
  fc.assert(
    fc.property(share, ({hits, trials}) => {
      const usual = wilsonInterval(hits, trials, 0.95)!;
      const strict = wilsonInterval(hits, trials, 0.998)!;
      expect(strict.low).toBeLessThanOrEqual(usual.low);
      expect(strict.high).toBeGreaterThanOrEqual(usual.high);
    }),
  );
});

test("swapping the sides of a difference turns it round", () => {
  fc.assert(
    fc.property(share, share, (first, second) => {
      const there = newcombeDifference(first, second)!;
      const back = newcombeDifference(second, first)!;
      expect(there.difference).toBeCloseTo(-back.difference, 12);
      expect(there.low).toBeCloseTo(-back.high, 12);
      expect(there.low).toBeLessThanOrEqual(there.difference);
      expect(there.high).toBeGreaterThanOrEqual(there.difference);
    }),
  );
});

test("a quantile undoes the normal distribution", () => {
  fc.assert(
    fc.property(fc.double({min: 1e-10, max: 1 - 1e-10, noNaN: true}), (p) => {
      expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-13);
    }),
  );
});

test("the binomial distribution function is the sum of its probabilities", () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 300}), chance, (n, p) => {
      let sum = 0;
      for (let k = 0; k <= n; k++) {
        sum += binomialPmf(k, n, p);
        expect(Math.abs(binomialCdf(k, n, p) - sum)).toBeLessThan(1e-10);
      }
      expect(sum).toBeCloseTo(1, 10);
    }),
    {numRuns: 30},
  );
});

test("a binomial quantile is the first count that reaches the probability", () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 20_000}), chance, chance, (n, p, probability) => {
      const count = binomialQuantile(probability, n, p);
      expect(binomialCdf(count, n, p)).toBeGreaterThanOrEqual(probability);
      expect(binomialCdf(count - 1, n, p)).toBeLessThan(probability);
    }),
  );
});

test("funnel limits are nested and narrow as the unit grows", () => {
  fc.assert(
    fc.property(
      fc.integer({min: 1, max: 3_000}),
      fc.double({min: 0.02, max: 0.98, noNaN: true}),
      (n, theta) => {
        const small = funnelLimits(theta, n);
        const large = funnelLimits(theta, n * 10);
        expect(small.low998).toBeLessThanOrEqual(small.low95);
        expect(small.low95).toBeLessThanOrEqual(small.high95);
        expect(small.high95).toBeLessThanOrEqual(small.high998);
        expect(large.high998 - large.low998).toBeLessThan(small.high998 - small.low998);
      },
    ),
  );
});

test("a shrunken rate lies between the unit's own and the mean", () => {
  fc.assert(
    fc.property(share, chance, fc.double({min: 0, max: 1_000, noNaN: true}), (unit, mean, strength) => {
      const rate = shrunkenRate(unit, {mean, strength});
      const own = unit.hits / unit.trials;
      expect(rate).toBeGreaterThanOrEqual(Math.min(own, mean) - 1e-12);
      expect(rate).toBeLessThanOrEqual(Math.max(own, mean) + 1e-12);
    }),
  );
});

test("process limits lie evenly about the mean and do not depend on the unit", () => {
  const series = fc.array(fc.double({min: -1_000, max: 1_000, noNaN: true}), {minLength: 2, maxLength: 40});
  fc.assert(
    fc.property(series, (values) => {
      const limits = xmrLimits(values)!;
      const doubled = xmrLimits(values.map((value) => value * 2))!;
      expect(limits.high - limits.mean).toBeCloseTo(limits.mean - limits.low, 6);
      expect(doubled.averageRange).toBeCloseTo(limits.averageRange * 2, 6);
    }),
  );
});
