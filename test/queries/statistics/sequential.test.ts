import fc from "fast-check";
import {expect, test} from "vitest";
import {normalCdf, normalQuantile} from "../../../queries/statistics/normal.ts";
import {
  crossingChances,
  evenLimits,
  evenSpending,
  lookInflation,
  spendingLimits,
} from "../../../queries/statistics/sequential.ts";

const even = (looks: number) => Array.from({length: looks}, (_, index) => (index + 1) / looks);
const total = (chances: readonly number[]) => chances.reduce((sum, chance) => sum + chance, 0);
const rounded = (values: readonly number[], digits = 2) => values.map((value) => value.toFixed(digits));

test("five looks by O'Brien and Fleming", () => {
  expect(rounded(evenLimits(5))).toEqual(["4.56", "3.23", "2.63", "2.28", "2.04"]);
});

test("a single look is the ordinary test", () => {
  expect(evenLimits(1)[0]).toBeCloseTo(1.959964, 5);
  expect(lookInflation(1)).toBeCloseTo(1, 5);
});

// Armitage, McPherson, Rowe 1969, table 2: .05, .083, .126, .142, .193, .248
test.each([
  [1, 0.05],
  [2, 0.083],
  [4, 0.126],
  [5, 0.142],
  [10, 0.193],
  [20, 0.248],
])("looking %i times at 1.96 gives false alarms in %d of the tests", (looks, chance) => {
  const limits = even(looks).map(() => normalQuantile(0.975));
  expect(total(crossingChances(even(looks), limits))).toBeCloseTo(chance, 3);
});

test("limits of the smooth spending of Lan and DeMets are those published", () => {
  const quantile = normalQuantile(1 - 0.025 / 2);
  const spent = even(5).map((fraction) => 4 * (1 - normalCdf(quantile / Math.sqrt(fraction))));
  expect(rounded(spendingLimits(even(5), spent))).toEqual(["4.88", "3.36", "2.68", "2.29", "2.03"]);
});

test("looks that come as planned have the limits planned", () => {
  expect(rounded(spendingLimits(even(5), evenSpending(5)), 4)).toEqual(rounded(evenLimits(5), 4));
  expect(evenSpending(5).at(-1)).toBeCloseTo(0.05, 6);
});

// Jennison and Turnbull 2000, table 2.4, O'Brien-Fleming, error .05
test.each([
  [2, 0.8, 1.008],
  [3, 0.8, 1.017],
  [4, 0.8, 1.024],
  [5, 0.8, 1.028],
  [5, 0.9, 1.026],
])("%i looks with power %d need %d times the sample of one", (looks, power, factor) => {
  expect(lookInflation(looks, 0.05, power)).toBeCloseTo(factor, 3);
});

/** Sums of standard normal steps, by the polar method with a seeded generator. */
function* walks(seed: number, fractions: readonly number[]): Generator<number[]> {
  let state = seed;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  while (true) {
    let [sum, before] = [0, 0];
    yield fractions.map((fraction) => {
      sum += Math.sqrt(fraction - before) * normal();
      before = fraction;
      return sum / Math.sqrt(fraction);
    });
  }
}

test("simulated tests without a difference cross the limits of uneven looks about as often as allowed", () => {
  const fractions = [0.24, 0.41, 0.66, 0.83, 1.02];
  const limits = spendingLimits(fractions, evenSpending(5));
  let crossed = 0;
  const walk = walks(7, fractions);
  for (let run = 0; run < 20_000; run++)
    if (walk.next().value!.some((score: number, look: number) => Math.abs(score) >= limits[look]!)) crossed++;
  // one standard error of the simulation is 0.0015
  expect(Math.abs(crossed / 20_000 - 0.05)).toBeLessThan(0.005);
});

test("whatever the looks, no more is spent than was given, and the limits fall", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({min: 0.05, max: 0.3, noNaN: true}), {minLength: 1, maxLength: 6}),
      (steps) => {
        let sum = 0;
        const fractions = steps.map((step) => {
          sum += step;
          return sum;
        });
        const limits = spendingLimits(fractions, evenSpending(6).slice(0, steps.length));
        expect(total(crossingChances(fractions, limits))).toBeCloseTo(evenSpending(6)[steps.length - 1]!, 5);
      },
    ),
    {numRuns: 10},
  );
});
