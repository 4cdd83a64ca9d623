import {newcombeDifference} from "./newcombe.ts";
import {normalCdf} from "./normal.ts";
import {evenSpending, lookInflation, spendingLimits} from "./sequential.ts";
import {detectableChanges, exactTrials, shareDifferenceScore} from "./two-shares.ts";
import type {Interval} from "./wilson.ts";

/** Companies by the day of their first conversation under a script, and how many agreed in it. */
export interface ScriptDay {
  day: string;
  companies: number;
  goals: number;
}

/** What is settled before a script is changed. */
export interface TestPlan {
  /** Smallest change of the share worth knowing. */
  change: number;
  alarm: number;
  power: number;
  looks: number;
}

/** Companies that a test needs, known before it begins. */
export interface TestSize {
  /** In each of two equal groups, looked at once. */
  single: number;
  /** In each of two equal groups at most, with all looks. */
  most: number;
}

interface Counts {
  trials: number;
  hits: number;
}

/** One look at the data, on the first day on which its evidence was there. */
export interface ScriptLook {
  number: number;
  day: string;
  former: Counts;
  now: Counts;
  /** Share of the planned evidence. */
  fraction: number;
  /** Standard errors between the scripts, and how many are needed at this look. */
  score: number;
  limit: number;
  difference: number;
  /** Interval that holds together over all looks. */
  interval: Interval;
}

export interface ScriptVerdict {
  verdict: "better" | "worse" | "not_known";
  size: TestSize;
  looks: ScriptLook[];
  /** The look that decided, else the last one. */
  deciding: ScriptLook | null;
  /** Changes that would have been seen at the deciding look with the planned power. */
  detectable: {rise: number | null; fall: number | null} | null;
  /** All looks have been. */
  isOver: boolean;
  /** Companies under the new script until now, and what each look needs; null where the former has too few for it. */
  companies: number;
  needed: (number | null)[];
  /** Both scripts were worked in the same days for a part of the test. */
  isParallel: boolean;
}

/** Two equal groups to see `plan.change`, upwards where there is room for it. */
export function testSize(rate: number, plan: TestPlan): TestSize {
  const other = rate + plan.change <= 1 ? rate + plan.change : rate - plan.change;
  const single = exactTrials(rate, other, plan.alarm, plan.power);
  return {
    single: Math.ceil(single - 1e-9),
    most: Math.ceil(single * lookInflation(plan.looks, plan.alarm, plan.power) - 1e-9),
  };
}

/** The evidence in two groups, as the size of each of two equal ones that hold as much: their harmonic mean. */
const evidence = (one: number, two: number) => (one + two > 0 ? (2 * one * two) / (one + two) : 0);

/** What a group must grow to so that both hold this evidence; null when the other is too small for any size. */
export function groupNeeded(goal: number, other: number): number | null {
  return 2 * other > goal ? Math.ceil((goal * other) / (2 * other - goal) - 1e-9) : null;
}

/** Sums up to and with a day, day by day. */
function cumulate(days: readonly ScriptDay[]): {day: string; trials: number; hits: number}[] {
  let [trials, hits] = [0, 0];
  return days
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .map(({day, companies, goals}) => {
      trials += companies;
      hits += goals;
      return {day, trials, hits};
    });
}

/** How far the test has come, day by day since the new script began. */
export function testDays(
  former: readonly ScriptDay[],
  now: readonly ScriptDay[],
): {day: string; former: Counts; now: Counts}[] {
  const before = cumulate(former);
  const since = cumulate(now);
  const first = since[0]?.day;
  if (first === undefined) return [];
  const days = [...new Set([...before, ...since].map(({day}) => day))].filter((day) => day >= first).sort();
  const until = (sums: typeof before, day: string): Counts => {
    const last = sums.findLast((sum) => sum.day <= day);
    return {trials: last?.trials ?? 0, hits: last?.hits ?? 0};
  };
  return days.map((day) => ({day, former: until(before, day), now: until(since, day)}));
}

/**
 * Better, worse or not known yet: first conversations under a script against those under the one before it, looked at
 * only where the plan says. The evidence planned, the looks and their limits follow from the former script's share
 * before the change, so that nothing the new one brings can move them. Null while the former has shown no share.
 * Limits: see `evenLimits` and `spendingLimits`; intervals are repeated ones, at the look's own limit
 * (C. Jennison and B. W. Turnbull, JRSS B 51, 1989, 305-361) with Newcombe's method.
 */
export function judgeScript(
  former: readonly ScriptDay[],
  now: readonly ScriptDay[],
  plan: TestPlan,
): ScriptVerdict | null {
  const days = testDays(former, now);
  const [begin] = days;
  if (!begin) return null;
  const before = cumulate(former).findLast(({day}) => day < begin.day);
  if (!before || before.hits === 0 || before.hits === before.trials) return null;
  const rate = before.hits / before.trials;
  const size = testSize(rate, plan);
  const reached = lookDays(days, size.most, plan.looks);
  const spending = evenSpending(plan.looks, plan.alarm);
  const limits = spendingLimits(
    reached.map(({fraction}) => fraction),
    reached.map(({number}) => spending[number - 1]!),
  );
  const looks = reached.flatMap(({number, fraction, day, former: one, now: two}, index): ScriptLook[] => {
    const limit = limits[index]!;
    const found = newcombeDifference(two, one, 2 * normalCdf(limit) - 1);
    const score = shareDifferenceScore(two, one) ?? 0;
    if (!found) return [];
    const {difference, low, high} = found;
    return [{number, day, fraction, former: one, now: two, score, limit, difference, interval: {low, high}}];
  });
  const deciding =
    looks.find(
      ({score, limit, interval}) => Math.abs(score) >= limit && (interval.low > 0 || interval.high < 0),
    ) ?? null;
  const shown = deciding ?? looks.at(-1) ?? null;
  const last = days.at(-1)!;
  return {
    verdict: deciding ? (deciding.difference > 0 ? "better" : "worse") : "not_known",
    size,
    looks,
    deciding: shown,
    detectable:
      shown && detectableChanges(rate, [shown.former.trials, shown.now.trials], shown.limit, plan.power),
    isOver: looks.at(-1)?.number === plan.looks,
    companies: last.now.trials,
    needed: Array.from({length: plan.looks}, (_, index) =>
      groupNeeded((size.most * (index + 1)) / plan.looks, last.former.trials),
    ),
    isParallel: last.former.trials > before.trials,
  };
}

/** The first day of each look; of several that come on one day only the last is held. */
function lookDays(days: ReturnType<typeof testDays>, most: number, looks: number) {
  const held: {number: number; fraction: number; day: string; former: Counts; now: Counts}[] = [];
  for (const day of days) {
    const fraction = evidence(day.former.trials, day.now.trials) / most;
    const number = Math.min(looks, Math.floor(fraction * looks + 1e-9));
    if (number > (held.at(-1)?.number ?? 0)) held.push({...day, number, fraction});
  }
  return held;
}
