import fc from "fast-check";
import {expect, test} from "vitest";
import {
  detectableChanges,
  shareDifferenceScore,
  trialsPerGroup,
} from "../../../queries/statistics/two-shares.ts";

test.each([
  [0.15, 0.16, 20_559],
  [0.15, 0.17, 5274],
  [0.15, 0.18, 2402],
  [0.15, 0.2, 906],
  [0.1, 0.12, 3841],
  [0.1, 0.15, 686],
])("from %d to %d a group needs %i", (first, second, trials) => {
  expect(trialsPerGroup(first, second)).toBe(trials);
  expect(trialsPerGroup(second, first)).toBe(trials);
});

test("no difference can never be found, and no share lies beyond 1", () => {
  expect(trialsPerGroup(0.2, 0.2)).toBe(Number.POSITIVE_INFINITY);
  expect(() => trialsPerGroup(0.2, 1.1)).toThrow("got 1.1");
});

test("the square of the score is the chi-square of the fourfold table", () => {
  // 30 of 100 against 20 of 100: cells 30, 70, 20, 80; chi-square = 200 (30 x 80 - 70 x 20)^2 / (100 x 100 x 50 x 150)
  const square = (200 * (30 * 80 - 70 * 20) ** 2) / (100 * 100 * 50 * 150);
  expect(shareDifferenceScore({hits: 30, trials: 100}, {hits: 20, trials: 100})! ** 2).toBeCloseTo(
    square,
    10,
  );
  expect(shareDifferenceScore({hits: 20, trials: 100}, {hits: 30, trials: 100})!).toBeLessThan(0);
});

test("sides without trials, or all alike, have no score", () => {
  expect(shareDifferenceScore({hits: 0, trials: 0}, {hits: 1, trials: 2})).toBeNull();
  expect(shareDifferenceScore({hits: 0, trials: 5}, {hits: 0, trials: 2})).toBeNull();
});

test("what 906 conversations a side can show at 15 per cent is a rise of five points", () => {
  const found = detectableChanges(0.15, [906, 906], 1.959964, 0.8);
  expect(found.rise!).toBeCloseTo(0.05, 4);
  expect(found.fall!).toBeLessThan(0.05);
});

test("where the share cannot fall so far, nothing is promised", () => {
  expect(detectableChanges(0.02, [40, 40], 1.959964).fall).toBeNull();
  expect(detectableChanges(0.1, [0, 40], 1.959964)).toEqual({rise: null, fall: null});
});

test("more trials show smaller changes, a stricter limit only larger ones", () => {
  fc.assert(
    fc.property(
      fc.double({min: 0.05, max: 0.5, noNaN: true}),
      fc.integer({min: 500, max: 9000}),
      (share, n) => {
        const {rise} = detectableChanges(share, [n, n], 1.96);
        expect(detectableChanges(share, [2 * n, n], 1.96).rise!).toBeLessThan(rise!);
        expect(detectableChanges(share, [n, n], 2.6).rise!).toBeGreaterThan(rise!);
        expect(Math.abs(trialsPerGroup(share, share + rise!) - n)).toBeLessThanOrEqual(2);
      },
    ),
    {numRuns: 30},
  );
});
