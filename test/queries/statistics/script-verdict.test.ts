import {expect, test} from "vitest";
import {
  groupNeeded,
  judgeScript,
  type ScriptDay,
  testSize,
} from "../../../queries/statistics/script-verdict.ts";

const plan = {change: 0.05, alarm: 0.05, power: 0.8, looks: 5};

/** So many days of so many companies, of which a steady share agrees. */
function days(from: string, count: number, companies: number, goals: number): ScriptDay[] {
  return Array.from({length: count}, (_, index) => ({
    day: new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
    companies,
    goals,
  }));
}

const former = days("2026-01-01", 90, 100, 15);

test("the size of a test: a single look as in the table, five looks 2.8 per cent more", () => {
  // 1.0284 x 905.3
  expect(testSize(0.15, plan)).toEqual({single: 906, most: 932});
});

test("evidence of two equal groups of 932 needs fewer companies when the former script has many", () => {
  // 1 / (2 / 932 - 1 / 9000) = 491.4
  expect(groupNeeded(932, 9000)).toBe(492);
  expect(groupNeeded(932, 932)).toBe(932);
  expect(groupNeeded(932, 466)).toBeNull();
});

test("a far worse script is found at the first look whose limit it crosses, and not before", () => {
  // 100 companies a day of which 5 agree. Against 9000: look 1 needs 931/5 = 186 in harmonic mean, 94.2 companies:
  // the first day. 5 of 100 against 1350 of 9000: z = -2.79, within 4.56.
  const found = judgeScript(former, days("2026-04-01", 10, 100, 5), plan)!;
  expect(found.looks[0]).toMatchObject({number: 1, day: "2026-04-01", now: {trials: 100, hits: 5}});
  expect(found.looks[0]!.score).toBeCloseTo(-2.79, 2);
  expect(found.verdict).toBe("worse");
  expect(found.deciding!.number).toBe(2);
  expect(found.deciding!.interval.high).toBeLessThan(0);
  expect(found.isParallel).toBe(false);
});

test("a better one is better, the same one is not known, and then the test is over", () => {
  expect(judgeScript(former, days("2026-04-01", 10, 100, 25), plan)!.verdict).toBe("better");
  const same = judgeScript(former, days("2026-04-01", 10, 100, 15), plan)!;
  expect(same).toMatchObject({verdict: "not_known", isOver: true, companies: 1000});
  expect(same.looks.map(({number}) => number)).toEqual([1, 2, 3, 4, 5]);
  expect(same.deciding!.number).toBe(5);
  expect(same.detectable!.rise!).toBeCloseTo(0.05, 2);
});

test("between looks nothing is decided, however far the difference", () => {
  const few = judgeScript(former, days("2026-04-01", 1, 90, 60), plan)!;
  expect(few).toMatchObject({
    verdict: "not_known",
    looks: [],
    deciding: null,
    detectable: null,
    isOver: false,
  });
  expect(few.needed[0]).toBe(95);
});

test("a verdict stays what its look said, whatever comes later", () => {
  const worse = days("2026-04-01", 2, 100, 5);
  const after = days("2026-04-03", 60, 100, 25);
  const found = judgeScript(former, [...worse, ...after], plan)!;
  expect(found).toMatchObject({verdict: "worse", isOver: true});
  expect(found.deciding!.day).toBe("2026-04-02");
});

test("looks that fall on one day are one", () => {
  const found = judgeScript(former, days("2026-04-01", 1, 330, 49), plan)!;
  expect(found.looks.map(({number}) => number)).toEqual([3]);
});

test("two scripts worked in the same days: both groups grow", () => {
  const both = days("2026-01-01", 100, 10, 2);
  const found = judgeScript(both, days("2026-04-01", 20, 20, 4), plan)!;
  expect(found.isParallel).toBe(true);
  // a share of 20 % needs 1125 a side, looks of 225: 140 companies against 970 hold 244.7, 120 against 960 only 213.3
  expect(found.looks[0]).toMatchObject({number: 1, former: {trials: 970}, now: {trials: 140}});
});

test("a former script without conversations, or without a result, has nothing to be held against", () => {
  expect(judgeScript([], days("2026-04-01", 1, 100, 5), plan)).toBeNull();
  expect(judgeScript(days("2026-01-01", 3, 10, 0), days("2026-04-01", 1, 100, 5), plan)).toBeNull();
  expect(judgeScript(former, [], plan)).toBeNull();
});

test("a former script with too few companies says which looks can never come", () => {
  const little = days("2026-01-01", 4, 75, 12);
  // 300 companies hold at most 600 of harmonic mean: three looks of 190 each, the later ones never
  const found = judgeScript(little, days("2026-04-01", 5, 100, 16), plan)!;
  expect(found.needed.map((needed) => needed === null)).toEqual([false, false, false, true, true]);
});

test("over many tests without a difference about one in twenty ends with a verdict", () => {
  let state = 11;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const hits = (companies: number) => {
    let sum = 0;
    for (let index = 0; index < companies; index++) if (uniform() < 0.15) sum++;
    return sum;
  };
  const quick = {...plan, looks: 3};
  let alarms = 0;
  const runs = 400;
  for (let run = 0; run < runs; run++) {
    const before = days("2026-01-01", 1, 1200, 0).map((day) => ({...day, goals: hits(1200)}));
    const since = days("2026-02-01", 25, 40, 0).map((day) => ({...day, goals: hits(40)}));
    if (judgeScript(before, since, quick)!.verdict !== "not_known") alarms++;
  }
  // 20 expected, standard deviation 4.4
  expect(alarms).toBeLessThan(35);
  expect(alarms).toBeGreaterThan(7);
});
