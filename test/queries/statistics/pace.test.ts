import fc from "fast-check";
import {expect, test} from "vitest";
import {judgePace, paceRange} from "../../../queries/statistics/pace.ts";

test("a quarter of the month has a quarter of the goal and half of its deviation", () => {
  // 1,000 x 1/4 = 250; 3 x 40 x sqrt(1/4) = 60
  const pace = {goal: 1000, deviation: 40, part: 0.25, actual: 0};
  expect(paceRange(pace)).toEqual({expected: 250, low: 190, high: 310});
  expect(judgePace({...pace, actual: 190})).toBe("within");
  expect(judgePace({...pace, actual: 189})).toBe("behind");
  expect(judgePace({...pace, actual: 311})).toBe("ahead");
});

test("nothing is said without a deviation or before the first day; money is never expected below nothing", () => {
  expect(judgePace({goal: 10, deviation: null, part: 0.5, actual: 0})).toBeNull();
  expect(judgePace({goal: 10, deviation: 1, part: 0, actual: 5})).toBeNull();
  expect(paceRange({goal: 10, deviation: 100, part: 0.5, actual: 0})!.low).toBe(0);
});

test("the range holds the expectation, and a wider spread never turns chance into a verdict", () => {
  const pace = fc.record({
    goal: fc.double({min: 0, max: 1e6, noNaN: true}),
    deviation: fc.double({min: 0, max: 1e6, noNaN: true}),
    part: fc.double({min: 0.01, max: 1, noNaN: true}),
    actual: fc.double({min: 0, max: 1e6, noNaN: true}),
  });
  fc.assert(
    fc.property(pace, (one) => {
      const {expected, low, high} = paceRange(one)!;
      expect(low).toBeLessThanOrEqual(expected);
      expect(high).toBeGreaterThanOrEqual(expected);
      if (judgePace(one) === "within")
        expect(judgePace({...one, deviation: one.deviation * 2})).toBe("within");
    }),
  );
});
