import fc from "fast-check";
import {expect, test} from "vitest";
import {medianOf} from "../../../queries/statistics/median.ts";

const ranks = (n: number) => Array.from({length: n}, (_, index) => ({value: index + 1, count: 1}));

test.each([
  // ranks of the published tables of confidence limits of the median at 95 %
  [6, 1, 6],
  [10, 2, 9],
  [20, 6, 15],
  [25, 8, 18],
  [50, 18, 33],
])("of %i values the interval runs from the %i. to the %i.", (n, low, high) => {
  expect(medianOf(ranks(n))).toEqual({median: (n + 1) / 2, interval: {low, high}});
});

test("no values have no median, five have no interval", () => {
  expect(medianOf([])).toBeNull();
  expect(medianOf([{value: 3, count: 0}])).toBeNull();
  expect(medianOf(ranks(5))).toEqual({median: 3, interval: null});
});

test("counts mean the value that many times, in any order; the interval holds the median", () => {
  const counted = fc.array(
    fc.record({value: fc.integer({min: 0, max: 90}), count: fc.integer({min: 0, max: 9})}),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(counted, (values) => {
      const found = medianOf(values);
      const each = values
        .flatMap(({value, count}) => Array.from({length: count}, () => value))
        .sort((one, other) => one - other);
      if (each.length === 0) {
        expect(found).toBeNull();
        return;
      }
      const middle = (each.length - 1) / 2;
      expect(found!.median).toBe((each[Math.floor(middle)]! + each[Math.ceil(middle)]!) / 2);
      if (found!.interval) {
        expect(found!.interval.low).toBeLessThanOrEqual(found!.median);
        expect(found!.interval.high).toBeGreaterThanOrEqual(found!.median);
      }
    }),
  );
});
