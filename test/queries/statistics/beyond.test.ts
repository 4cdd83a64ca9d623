import fc from "fast-check";
import {expect, test} from "vitest";
import {isBeyond} from "../../../dashboards/charts/rate-dots.ts";
import {beyondChance} from "../../../queries/statistics/beyond.ts";

test("nobody is named for what chance does more often than once in a thousand", () => {
  // one of one at 30 % happens three times in ten, twenty of twenty at 94 % nearly as often
  for (const [hits, trials, common] of [
    [1, 1, 0.3],
    [20, 20, 0.94],
    [0, 1, 0.3],
  ] as const) {
    expect(beyondChance(hits, trials, common)).toBeNull();
    expect(isBeyond({part: hits, whole: trials}, common)).toBeNull();
  }
  expect(beyondChance(0, 0, 0.3)).toBeNull();
  // half of ten: ten of ten is 0.5^10 = 0.00098, nine or more 0.0107
  expect(beyondChance(10, 10, 0.5)).toBe("above");
  expect(beyondChance(9, 10, 0.5)).toBeNull();
  expect(beyondChance(0, 10, 0.5)).toBe("below");
  expect(beyondChance(1, 10, 0.5)).toBeNull();
});

test("the verdict is the sum of the terms of the distribution", () => {
  const ways = (n: number, k: number): number => (k === 0 ? 1 : (ways(n, k - 1) * (n - k + 1)) / k);
  fc.assert(
    fc.property(fc.integer({min: 1, max: 40}), fc.integer({min: 1, max: 99}), (n, percent) => {
      const p = percent / 100;
      const terms = Array.from({length: n + 1}, (_, k) => ways(n, k) * p ** k * (1 - p) ** (n - k));
      for (let hits = 0; hits <= n; hits++) {
        const upper = terms.slice(hits).reduce((sum, term) => sum + term, 0);
        const lower = terms.slice(0, hits + 1).reduce((sum, term) => sum + term, 0);
        if (Math.min(Math.abs(upper - 0.001), Math.abs(lower - 0.001)) < 1e-9) continue;
        expect(beyondChance(hits, n, p)).toBe(upper < 0.001 ? "above" : lower < 0.001 ? "below" : null);
      }
    }),
  );
});

test("who is judged twice leaves each judgement half of the chance", () => {
  // no hit of ten at a half: 1 in 1,024, less than 1 in 1,000 and more than 1 in 2,000
  expect(beyondChance(0, 10, 0.5)).toBe("below");
  expect(beyondChance(10, 10, 0.5)).toBe("above");
  expect([beyondChance(0, 10, 0.5, 2), beyondChance(10, 10, 0.5, 2)]).toEqual([null, null]);
});
