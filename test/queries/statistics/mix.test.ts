import fc from "fast-check";
import {expect, test} from "vitest";
import {mixSays, splitMix} from "../../../queries/statistics/mix.ts";

test("worked by hand: like companies answer better, but more of the hard ones were called", () => {
  // then: 80 easy at 20 %, 20 hard at 5 %: 17 of 100; now: 40 easy at 25 %, 60 hard at 10 %: 16 of 100
  const split = splitMix([
    {thenTrials: 80, thenHits: 16, nowTrials: 40, nowHits: 10},
    {thenTrials: 20, thenHits: 1, nowTrials: 60, nowHits: 6},
  ])!;
  expect(split.difference).toBeCloseTo(-0.01, 12);
  // weights -0.4 and +0.4 at mean rates .225 and .075: -.06; mean weights .6 and .4 at changes of .05: +.05
  expect(split.mix).toBeCloseTo(-0.06, 12);
  expect(split.real).toBeCloseTo(0.05, 12);
  expect(split.alone).toBeCloseTo(0, 12);
  expect(split.common).toBe(1);
  expect(mixSays(split)).toBe("mix");
});

test("a part that only one side met is told apart", () => {
  const split = splitMix([
    {thenTrials: 100, thenHits: 10, nowTrials: 50, nowHits: 5},
    {thenTrials: 0, thenHits: 0, nowTrials: 50, nowHits: 15},
  ])!;
  // .2 less .1, all of it from the new list, which half of the companies now are from
  expect(split).toMatchObject({mix: 0, real: 0, common: 0.5});
  expect(split.alone).toBeCloseTo(0.1, 12);
  expect(mixSays(split)).toBe("mix");
});

test("sides that have little in common tell nothing; like companies that differ do", () => {
  const apart = splitMix([
    {thenTrials: 90, thenHits: 9, nowTrials: 0, nowHits: 0},
    {thenTrials: 10, thenHits: 1, nowTrials: 100, nowHits: 30},
  ])!;
  expect(mixSays(apart)).toBe("apart");
  expect(mixSays(splitMix([{thenTrials: 90, thenHits: 9, nowTrials: 50, nowHits: 10}])!)).toBe("real");
});

test("without trials on a side there is nothing to split", () => {
  expect(splitMix([{thenTrials: 0, thenHits: 0, nowTrials: 5, nowHits: 1}])).toBeNull();
  expect(splitMix([])).toBeNull();
});

const part = fc
  .record({thenTrials: fc.nat(200), nowTrials: fc.nat(200), one: fc.double({min: 0, max: 1, noNaN: true})})
  .map(({thenTrials, nowTrials, one}) => ({
    thenTrials,
    nowTrials,
    thenHits: Math.floor(one * thenTrials),
    nowHits: Math.floor((1 - one) * nowTrials),
  }));

test("both parts add up to the difference; equal weights leave no mix", () => {
  fc.assert(
    fc.property(fc.array(part, {minLength: 1, maxLength: 8}), (parts) => {
      const split = splitMix(parts);
      if (split) expect(split.mix + split.real + split.alone).toBeCloseTo(split.difference, 10);
      const even = splitMix(
        parts.map((one) => ({...one, nowTrials: one.thenTrials, nowHits: Math.floor(one.thenHits / 2)})),
      );
      if (even) expect(even.mix).toBeCloseTo(0, 12);
    }),
  );
});
