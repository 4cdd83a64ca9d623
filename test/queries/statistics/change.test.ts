import {expect, test} from "vitest";
import {chanceRange, judgeChange} from "../../../queries/statistics/change.ts";

test("a change of three deviations is within chance, more is not; without a base nothing is said", () => {
  expect(judgeChange({base: 100, now: 130, deviation: 10})).toBe("within");
  expect(judgeChange({base: 100, now: 130.1, deviation: 10})).toBe("grew");
  expect(judgeChange({base: 100, now: 70, deviation: 10})).toBe("within");
  expect(judgeChange({base: 100, now: 69.9, deviation: 10})).toBe("fell");
  expect(judgeChange({base: 0, now: 50, deviation: 1})).toBeNull();
  expect(chanceRange({base: 200, now: 0, deviation: 10})).toBeCloseTo(0.15, 12);
  expect(chanceRange({base: 0, now: 0, deviation: 10})).toBeNull();
});

test("books of clients that rise and fall by chance are hardly ever judged: 2,000 books of 30 clients", () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  let judged = 0;
  for (let book = 0; book < 2000; book++) {
    const changes = Array.from({length: 30}, () => (random() - 0.5) * 2000 * random());
    const base = 100_000;
    const now = base + changes.reduce((sum, change) => sum + change, 0);
    const deviation = Math.sqrt(changes.reduce((sum, change) => sum + change * change, 0));
    if (judgeChange({base, now, deviation}) !== "within") judged += 1;
  }
  // three deviations of a symmetric sum: at most some 0.3 %
  expect(judged / 2000).toBeLessThanOrEqual(0.005);
});
