import fc from "fast-check";
import {expect, test} from "vitest";
import {type Stratum, stratifiedDifference} from "../../../queries/statistics/mantel-haenszel.ts";

const stratum = (a: number, n: number, b: number, m: number): Stratum => ({
  first: {hits: a, trials: n},
  second: {hits: b, trials: m},
});

test("one stratum is the plain difference with the plain error", () => {
  // 30 of 100 less 20 of 100: 0.1; error sqrt(.3 x .7 / 100 + .2 x .8 / 100) = sqrt(.0037)
  const found = stratifiedDifference([stratum(30, 100, 20, 100)])!;
  expect(found.difference).toBeCloseTo(0.1, 12);
  expect(found.high - found.difference).toBeCloseTo(1.959964 * Math.sqrt(0.0037), 6);
  expect(found.verdict).toBe("not_known");
});

test("strata are compared within themselves: what the mix alone makes is no difference", () => {
  // in each stratum both sides are alike, 10 % and 50 %, but the sides are mixed otherwise: 46 % against 14 % in all
  const found = stratifiedDifference([stratum(1, 10, 9, 90), stratum(45, 90, 5, 10)])!;
  expect(found.difference).toBeCloseTo(0, 12);
});

test("the weight of a stratum is n m / (n + m)", () => {
  // weights 50 and 16: differences 0.2 and -0.1 give (10 - 1.6) / 66
  const found = stratifiedDifference([stratum(50, 100, 30, 100), stratum(2, 20, 16, 80)])!;
  expect(found.difference).toBeCloseTo(8.4 / 66, 12);
});

test("without a twin nothing is said", () => {
  expect(stratifiedDifference([])).toBeNull();
  expect(stratifiedDifference([stratum(3, 10, 0, 0)])).toBeNull();
  const alone = stratifiedDifference([stratum(3, 10, 2, 10), stratum(9, 9, 0, 0)])!;
  expect(alone.difference).toBeCloseTo(0.1, 12);
});

test("the interval holds the estimate, which lies between -1 and 1 and turns with the sides", () => {
  const side = fc
    .integer({min: 0, max: 30})
    .chain((trials) => fc.record({hits: fc.integer({min: 0, max: trials}), trials: fc.constant(trials)}));
  fc.assert(
    fc.property(fc.array(fc.record({first: side, second: side}), {maxLength: 6}), (strata) => {
      const found = stratifiedDifference(strata);
      if (!found) return;
      expect(found.low).toBeLessThanOrEqual(found.difference);
      expect(found.high).toBeGreaterThanOrEqual(found.difference);
      expect(Math.abs(found.difference)).toBeLessThanOrEqual(1 + 1e-12);
      const turned = stratifiedDifference(strata.map(({first, second}) => ({first: second, second: first})))!;
      expect(turned.difference).toBeCloseTo(-found.difference, 10);
    }),
  );
});
