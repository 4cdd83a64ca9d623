import fc from "fast-check";
import {expect, test} from "vitest";
import {kaplanMeier, medianWait, type Waiting} from "../../../queries/statistics/kaplan-meier.ts";

const over = (days: number): Waiting => ({days, isOver: true});
const open = (days: number): Waiting => ({days, isOver: false});

test("a hand-worked curve: 10 waits, two of them open", () => {
  // at 3: 10 at risk, 1 over -> .9; at 5: 9, 2 -> .7; 6 is open; at 8: 6, 1 -> .5833; 9 open; at 12: 4, 4 -> 0
  const waits = [3, 5, 5, 8, 12, 12, 12, 12].map(over).concat([6, 9].map(open));
  const steps = kaplanMeier(waits);
  expect(steps.map(({days, atRisk, events}) => [days, atRisk, events])).toEqual([
    [3, 10, 1],
    [5, 9, 2],
    [8, 6, 1],
    [12, 4, 4],
  ]);
  const shares = [0.9, 0.7, 0.7 * (5 / 6), 0];
  for (const [index, step] of steps.entries()) expect(step.share).toBeCloseTo(shares[index]!, 12);
  // Greenwood at 5: 1 / (10 x 9) + 2 / (9 x 7) = .042857; 1.959964 x sqrt(.042857) / |ln .7| = 1.137585
  expect(steps[1]!.low).toBeCloseTo(0.7 ** Math.exp(1.137585), 5);
  expect(steps[1]!.high).toBeCloseTo(0.7 ** Math.exp(-1.137585), 5);
  expect(medianWait(steps).median).toBe(12);
});

test("while most still wait there is no median; without waits there is no curve", () => {
  expect(medianWait(kaplanMeier([over(2), open(9), open(9), open(9)]))).toMatchObject({
    median: null,
    high: null,
  });
  expect(kaplanMeier([])).toEqual([]);
  expect(kaplanMeier([open(4)])).toEqual([]);
});

const waits = fc.array(fc.record({days: fc.nat(60), isOver: fc.boolean()}), {minLength: 1, maxLength: 40});

test("without open waits the curve is the plain share of those that still wait", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), {minLength: 1, maxLength: 40}), (days) => {
      for (const step of kaplanMeier(days.map(over)))
        expect(step.share).toBeCloseTo(days.filter((day) => day > step.days).length / days.length, 10);
    }),
  );
});

test("the curve never rises, its limits hold it, and to go on waiting never lowers it", () => {
  fc.assert(
    fc.property(waits, (list) => {
      const steps = kaplanMeier(list);
      steps.forEach((step, index) => {
        expect(step.share).toBeLessThanOrEqual((steps[index - 1]?.share ?? 1) + 1e-12);
        expect(step.low).toBeLessThanOrEqual(step.share + 1e-12);
        expect(step.high).toBeGreaterThanOrEqual(step.share - 1e-12);
      });
      const longer = kaplanMeier(list.map((one) => (one.isOver ? one : {...one, days: one.days + 100})));
      for (const [index, step] of steps.entries())
        expect(longer[index]!.share).toBeGreaterThanOrEqual(step.share - 1e-12);
    }),
  );
});
