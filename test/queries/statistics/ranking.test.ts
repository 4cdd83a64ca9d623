import fc from "fast-check";
import {expect, test} from "vitest";
import {rankShares} from "../../../queries/statistics/ranking.ts";

test("two of three parts are tied when their difference is within the limits of all three differences", () => {
  // z of 1 - .05 / 3 / 2 = 2.394; a - b: .03 of 1,000, standard error sqrt((.21 - .0009) / 1,000) = .01446, z 2.07
  // a - c: .09, standard error sqrt((.15 - .0081) / 1,000) = .01191, z 7.6
  const ranked = rankShares(
    [
      {key: "b", hits: 90},
      {key: "c", hits: 30},
      {key: "a", hits: 120},
    ],
    1000,
  );
  expect(ranked.map(({key, place, group}) => [key, place, group])).toEqual([
    ["a", 1, 1],
    ["b", 1, 1],
    ["c", 3, 2],
  ]);
  // the same shares of ten times as many trials: a - b is 6.6 standard errors
  const many = rankShares(
    [
      {key: "b", hits: 900},
      {key: "c", hits: 300},
      {key: "a", hits: 1200},
    ],
    10_000,
  );
  expect(many.map(({group}) => group)).toEqual([1, 2, 3]);
});

test("without trials there is nothing to rank; one part is alone in its group", () => {
  expect(rankShares([{key: "a", hits: 0}], 0)).toEqual([]);
  expect(rankShares([{key: "a", hits: 3}], 10)).toMatchObject([{place: 1, group: 1}]);
});

const parts = fc
  .array(fc.integer({min: 0, max: 50}), {minLength: 1, maxLength: 12})
  .map((hits) => hits.map((one, index) => ({key: index, hits: one})));

test("intervals hold their shares and narrow with trials; places follow the order and groups never mix", () => {
  fc.assert(
    fc.property(parts, (list) => {
      const trials = 700;
      const ranked = rankShares(list, trials);
      const more = rankShares(
        list.map(({key, hits}) => ({key, hits: hits * 9})),
        trials * 9,
      );
      ranked.forEach((row, index) => {
        expect(row.low).toBeLessThanOrEqual(row.hits / trials);
        expect(row.high).toBeGreaterThanOrEqual(row.hits / trials);
        const larger = more.find(({key}) => key === row.key)!;
        expect(larger.high - larger.low).toBeLessThan(row.high - row.low);
        const before = ranked[index - 1];
        if (!before) return;
        expect(before.hits).toBeGreaterThanOrEqual(row.hits);
        expect(row.group - before.group).toBeGreaterThanOrEqual(0);
        expect(row.group - before.group).toBeLessThanOrEqual(1);
        expect(row.place).toBe(row.group === before.group ? before.place : index + 1);
      });
    }),
    {numRuns: 200},
  );
});

test("of parts that are all alike two groups come out in at most one month of twenty", () => {
  let seed = 20_261_126;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const months = 400;
  let split = 0;
  for (let month = 0; month < months; month++) {
    const hits = new Array<number>(8).fill(0);
    for (let trial = 0; trial < 1000; trial++) {
      const part = Math.floor(random() * 16);
      if (part < 8) hits[part]! += 1;
    }
    const ranked = rankShares(
      hits.map((one, key) => ({key, hits: one})),
      1000,
    );
    if (ranked.at(-1)!.group > 1) split += 1;
  }
  expect(split / months).toBeLessThanOrEqual(0.05);
});
