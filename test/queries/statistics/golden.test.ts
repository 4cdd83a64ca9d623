import {expect, test} from "vitest";
import {binomialCdf, binomialPmf, binomialQuantile} from "../../../queries/statistics/binomial.ts";
import {funnelLimits} from "../../../queries/statistics/funnel.ts";
import {logGamma} from "../../../queries/statistics/log-gamma.ts";
import {newcombeDifference} from "../../../queries/statistics/newcombe.ts";
import {normalCdf, normalQuantile} from "../../../queries/statistics/normal.ts";
import {fitPrior, shrunkenRate} from "../../../queries/statistics/shrinkage.ts";
import {wilsonInterval} from "../../../queries/statistics/wilson.ts";
import {xmrLimits, xmrSignals} from "../../../queries/statistics/xmr.ts";

const percent = (value: number) => Math.round(value * 10_000) / 100;

test.each([
  [20, 200, 6.57, 14.94],
  [20, 225, 5.83, 13.33],
  [34, 225, 11.02, 20.37],
  [4, 4, 51.01, 100],
  [0, 12, 0, 24.25],
])("the Wilson interval of %i of %i is %d to %d per cent", (hits, trials, low, high) => {
  const interval = wilsonInterval(hits, trials)!;
  expect(percent(interval.low)).toBeCloseTo(low, 2);
  expect(percent(interval.high)).toBeCloseTo(high, 2);
});

test("no trials give no interval and no difference", () => {
  expect(wilsonInterval(0, 0)).toBeNull();
  expect(newcombeDifference({hits: 0, trials: 0}, {hits: 1, trials: 2})).toBeNull();
});

test("more hits than trials are refused", () => {
  expect(() => wilsonInterval(5, 4)).toThrow("expected 0..4 hits, got 5");
});

test.each([
  [34, 225, 20, 225, 6.22, 0.18, 12.31, "higher"],
  [34, 225, 45, 225, -4.89, -11.91, 2.17, "not_known"],
  [340, 2250, 405, 2250, -2.89, -5.06, -0.72, "lower"],
])("%i of %i against %i of %i", (hitsOne, one, hitsTwo, two, difference, low, high, verdict) => {
  const found = newcombeDifference({hits: hitsOne, trials: one}, {hits: hitsTwo, trials: two})!;
  expect(percent(found.difference)).toBe(difference);
  expect(percent(found.low)).toBe(low);
  expect(percent(found.high)).toBe(high);
  expect(found.verdict).toBe(verdict);
});

test.each([
  [50, 0.0054, 0.0468, 0.246, 0.3147],
  [225, 0.0789, 0.1026, 0.1958, 0.2256],
  [2700, 0.129, 0.1365, 0.1634, 0.1714],
])("exact funnel limits at 15 per cent and n = %i", (n, low998, low95, high95, high998) => {
  const limits = funnelLimits(0.15, n);
  expect(limits.low998).toBeCloseTo(low998, 4);
  expect(limits.low95).toBeCloseTo(low95, 4);
  expect(limits.high95).toBeCloseTo(high95, 4);
  expect(limits.high998).toBeCloseTo(high998, 4);
});

test("a funnel without trials has no limits to break", () => {
  expect(funnelLimits(0.15, 0)).toEqual({low95: 0, high95: 1, low998: 0, high998: 1});
});

test("process limits of eight months", () => {
  const limits = xmrLimits([8.9, 9.8, 7.6, 10.2, 9.1, 8.4, 9.6, 8.0])!;
  expect(limits.mean).toBeCloseTo(8.95, 10);
  expect(limits.averageRange).toBeCloseTo(1.4714, 4);
  expect(limits.low).toBeCloseTo(5.036, 3);
  expect(limits.high).toBeCloseTo(12.864, 3);
  expect(limits.rangeLimit).toBeCloseTo(4.809, 3);
});

test("one value has no process limits", () => {
  expect(xmrLimits([4])).toBeNull();
  expect(xmrSignals([4])).toEqual([]);
});

test("a jump between two months does not widen the limits of the others", () => {
  const limits = xmrLimits([5, 6, 5, 6, 5, 6, 5, 6, 5, 40, 5, 6, 5, 6, 5, 6])!;
  expect(limits.averageRange).toBe(1);
});

test("a point outside, a shift, a trend and two of three are each named", () => {
  const calm = {mean: 10, low: 4, high: 16, averageRange: 2, rangeLimit: 6};
  expect(xmrSignals([10, 17, 9], calm)).toEqual([{rule: "outside", from: 1, to: 1}]);
  expect(xmrSignals([11, 12, 11, 12, 11, 12, 11], calm)).toEqual([{rule: "shift", from: 0, to: 6}]);
  expect(xmrSignals([7, 8, 9, 9.5, 10.5, 11, 12], calm)).toEqual([{rule: "trend", from: 0, to: 6}]);
  expect(xmrSignals([10, 15, 9, 15], calm)).toEqual([{rule: "two_of_three", from: 1, to: 3}]);
  expect(xmrSignals([9, 11, 9, 11, 9, 11, 9, 11], calm)).toEqual([]);
});

test("rates are drawn towards the mean, the more the fewer trials", () => {
  const prior = {mean: 0.15, strength: (0.15 * 0.85) / 0.03 ** 2 - 1};
  expect(prior.strength).toBeCloseTo(140.67, 2);
  expect(shrunkenRate({hits: 5, trials: 20}, prior)).toBeCloseTo(0.16245, 5);
  expect(shrunkenRate({hits: 45, trials: 225}, prior)).toBeCloseTo(0.18077, 5);
  expect(shrunkenRate({hits: 0, trials: 12}, prior)).toBeCloseTo(0.13821, 5);
});

test("units that differ no more than by chance have no prior", () => {
  expect(fitPrior([10, 10, 10].map((hits) => ({hits, trials: 100})))).toBeNull();
  expect(fitPrior([{hits: 3, trials: 10}])).toBeNull();
  expect(fitPrior([])).toBeNull();
});

test("units that do differ keep their own rates the more, the more they differ", () => {
  const near = fitPrior([
    {hits: 10, trials: 100},
    {hits: 20, trials: 100},
    {hits: 15, trials: 100},
  ])!;
  const far = fitPrior([
    {hits: 5, trials: 100},
    {hits: 40, trials: 100},
    {hits: 20, trials: 100},
  ])!;
  expect(near.strength).toBeGreaterThan(far.strength);
});

test("the normal distribution at the usual points", () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 12);
  expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 14);
  expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 10);
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
});

test("the gamma function at whole and half numbers", () => {
  expect(Math.exp(logGamma(6))).toBeCloseTo(120, 9);
  expect(Math.exp(logGamma(0.5))).toBeCloseTo(Math.sqrt(Math.PI), 12);
  expect(logGamma(171)).toBeCloseTo(706.573062245787, 9);
});

test("the binomial distribution of ten throws of a coin", () => {
  expect(binomialPmf(5, 10, 0.5)).toBeCloseTo(252 / 1024, 14);
  expect(binomialCdf(4, 10, 0.5)).toBeCloseTo(386 / 1024, 14);
  expect(binomialQuantile(0.5, 10, 0.5)).toBe(5);
});
