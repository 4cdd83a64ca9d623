import fc from "fast-check";
import {expect, test} from "vitest";
import {fourfoldTails, judgeAgainstOthers} from "../../../queries/statistics/others.ts";

test("the tails are those of the lady tasting tea and of a table counted by hand", () => {
  // Fisher, The Design of Experiments: all four of four guessed, one way in 70
  const tea = fourfoldTails({part: 4, whole: 4}, {part: 0, whole: 4});
  expect(tea.upper).toBeCloseTo(1 / 70, 12);
  expect(tea.lower).toBeCloseTo(1, 12);
  // three or more of four: (16 + 1) / 70
  expect(fourfoldTails({part: 3, whole: 4}, {part: 1, whole: 4}).upper).toBeCloseTo(17 / 70, 12);
});

test("the tails are the count of all ways to deal the hits out", () => {
  const ways = (n: number, k: number): number =>
    k < 0 || k > n ? 0 : k === 0 ? 1 : (ways(n, k - 1) * (n - k + 1)) / k;
  const share = fc
    .integer({min: 0, max: 14})
    .chain((whole) => fc.record({whole: fc.constant(whole), part: fc.integer({min: 0, max: whole})}));
  fc.assert(
    fc.property(share, share, (first, others) => {
      const hits = first.part + others.part;
      const of = (k: number) =>
        (ways(first.whole, k) * ways(others.whole, hits - k)) / ways(first.whole + others.whole, hits);
      let [upper, lower] = [0, 0];
      for (let k = 0; k <= first.whole; k++) {
        if (k >= first.part) upper += of(k);
        if (k <= first.part) lower += of(k);
      }
      const found = fourfoldTails(first, others);
      expect(found.upper).toBeCloseTo(upper, 9);
      expect(found.lower).toBeCloseTo(lower, 9);
    }),
  );
});

const of = (part: number, whole: number) => ({part, whole});

test("one with nearly all cases stands out himself and makes nobody else an exception", () => {
  const people = [of(274, 278), of(0, 3), of(0, 4), of(0, 7), of(0, 8), of(1, 3), of(0, 2)];
  const judged = judgeAgainstOthers(people);
  expect(judged.map(({verdict}) => verdict)).toEqual(["above", null, null, null, null, null, null]);
  expect(judged[0]!.others).toEqual(of(1, 27));
  // the others stand beside each other, without him
  expect(judged[4]!.others).toEqual(of(1, 19));
});

test("of two both differ, each from the other; nobody is judged alone or without cases", () => {
  expect(judgeAgainstOthers([of(60, 200), of(10, 200)]).map(({verdict}) => verdict)).toEqual([
    "above",
    "below",
  ]);
  expect(judgeAgainstOthers([of(60, 60)])).toEqual([{verdict: null, others: of(0, 0), low: 0, high: 1}]);
  expect(judgeAgainstOthers([of(0, 0), of(3, 9)]).map(({verdict}) => verdict)).toEqual([null, null]);
});

test("a small group of others is a sample too: 15 of 20 beside 9 of 24 is within chance", () => {
  const [first] = judgeAgainstOthers([of(15, 20), of(9, 24)]);
  expect(first!.verdict).toBeNull();
  expect(first!.high).toBeGreaterThanOrEqual(15 / 20);
});

test("whoever is within the range drawn is within chance, and the next one out of it is not", () => {
  const share = fc
    .integer({min: 1, max: 60})
    .chain((whole) => fc.record({whole: fc.constant(whole), part: fc.integer({min: 0, max: whole})}));
  fc.assert(
    fc.property(fc.array(share, {minLength: 2, maxLength: 8}), (people) => {
      judgeAgainstOthers(people).forEach(({verdict, others, low, high}, index) => {
        const {part, whole} = people[index]!;
        if (others.whole === 0) return;
        const {upper, lower} = fourfoldTails({part, whole}, others);
        if (verdict === null) {
          expect(Math.min(upper, lower)).toBeGreaterThanOrEqual(0.001 * (1 - 1e-9));
          expect(part / whole).toBeGreaterThanOrEqual(low - 1e-9);
          expect(part / whole).toBeLessThanOrEqual(high + 1e-9);
        }
        if (high < 1)
          expect(fourfoldTails({part: Math.round(high * whole) + 1, whole}, others).upper).toBeLessThan(
            0.001,
          );
        if (low > 0)
          expect(fourfoldTails({part: Math.round(low * whole) - 1, whole}, others).lower).toBeLessThan(0.001);
      });
    }),
    {numRuns: 200},
  );
});
