import fc from "fast-check";
import {expect, test} from "vitest";
import {
  agreement,
  alphaInterval,
  coincidencesOf,
  interval,
  krippendorffAlpha,
  nominal,
} from "../../../queries/statistics/krippendorff.ts";

const alpha = (things: (number | null)[][], distance = nominal) =>
  krippendorffAlpha(coincidencesOf(things), distance);

test("alpha of the examples of Krippendorff's own text", () => {
  // A: two observers, marks of 0 and 1, ten things: 0.095
  const first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
  const second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
  const twoObservers = first.map((mark, index) => [mark, second[index]!]);
  expect(alpha(twoObservers)).toBeCloseTo(0.095, 3);
  // C: four observers, twelve things, marks missing: 0.743 nominal, 0.849 interval
  const _ = null;
  const observers = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
  ];
  const fourObservers = observers[0]!.map((_mark, index) => observers.map((marks) => marks[index]!));
  expect(alpha(fourObservers)).toBeCloseTo(0.743, 3);
  expect(alpha(fourObservers, interval)).toBeCloseTo(0.849, 3);
});

/** By the sum of distances inside things and among all marks, without coincidences; things of exactly two marks. */
function byHand(things: [number, number][], distance: typeof nominal): number {
  const marks = things.flat();
  const within = things.reduce((sum, [one, other]) => sum + distance(one, other), 0) / things.length;
  let all = 0;
  for (const [index, one] of marks.entries())
    for (const other of marks.slice(index + 1)) all += distance(one, other);
  return 1 - within / (all / ((marks.length * (marks.length - 1)) / 2));
}

const pairOfMarks = fc.tuple(fc.integer({min: 0, max: 3}), fc.integer({min: 0, max: 3}));

test("alpha equals one less the distance within things over the distance among all marks", () => {
  fc.assert(
    fc.property(fc.array(pairOfMarks, {minLength: 1, maxLength: 20}), (things) => {
      for (const distance of [nominal, interval]) {
        const ours = alpha(things, distance);
        if (new Set(things.flat()).size === 1) expect(ours).toBeNull();
        else expect(ours).toBeCloseTo(byHand(things, distance), 9);
      }
    }),
  );
});

test("full agreement is 1, marks of 0 and 1 are the same by name and by amount, and one mark says nothing", () => {
  expect(alpha([[1, 1, 1], [0, 0], [1]])).toBe(1);
  expect(alpha([[1], [0, null]])).toBeNull();
  expect(agreement(coincidencesOf([[1]]))).toBeNull();
  expect(
    agreement(
      coincidencesOf([
        [1, 1],
        [1, 0],
        [0, 0],
        [0, 0],
      ]),
    ),
  ).toBe(0.75);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1)), {minLength: 2}),
      (things) => {
        expect(alpha(things, interval)).toBe(alpha(things, nominal));
      },
    ),
  );
});

test("the interval of alpha holds it, is narrower with more marks, and is there for full agreement too", () => {
  // by hand: 8 of 10 pairs agree, five ones and five zeros each: expected distance 2 * 10 * 10 / (20 * 19)
  const ten: [number, number][] = [
    ...Array.from(
      {length: 4},
      () =>
        [
          [1, 1],
          [0, 0],
        ] as [number, number][],
    ).flat(),
    [1, 0],
    [0, 1],
  ];
  const found = alphaInterval(coincidencesOf(ten), nominal)!;
  expect(found.alpha).toBeCloseTo(1 - 0.2 / (200 / 380), 9);
  // Wilson 95 % of 2 of 10: 5.67 % to 50.98 %
  expect(found.low).toBeCloseTo(1 - 0.5098 / (200 / 380), 3);
  expect(found.high).toBeCloseTo(1 - 0.0567 / (200 / 380), 3);
  // full agreement of 10: Wilson 0 to 27.75 %
  const whole = alphaInterval(coincidencesOf(ten.map(([one]) => [one, one])), nominal)!;
  expect(whole.alpha).toBe(1);
  expect(whole.low).toBeCloseTo(1 - 0.2775 / (200 / 380), 3);
  fc.assert(
    fc.property(fc.array(pairOfMarks, {minLength: 2, maxLength: 20}), (things) => {
      const once = alphaInterval(coincidencesOf(things), interval);
      if (!once) return;
      expect(once.low).toBeLessThanOrEqual(once.alpha + 1e-9);
      expect(once.high).toBeGreaterThanOrEqual(once.alpha - 1e-9);
      const often = alphaInterval(coincidencesOf(Array.from({length: 20}, () => things).flat()), interval)!;
      expect(often.high - often.low).toBeLessThan(once.high - once.low);
    }),
  );
});
