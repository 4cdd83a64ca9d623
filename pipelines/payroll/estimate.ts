import {type Interval, wilsonInterval} from "../../queries/statistics/wilson.ts";
import {chanceLimits} from "./chance.ts";
import type {Context} from "./context.ts";
import {attainmentOf} from "./curve.ts";
import {firstDay, monthOf, monthSpan, monthsLater, overlap} from "./days.ts";
import type {Employee, Observation, SourceRow} from "./inputs.ts";
import {metricOf} from "./metrics.ts";
import type {PlanPart} from "./plan-schema.ts";
import {
  add,
  compare,
  divide,
  multiply,
  parseExact,
  type Rational,
  rational,
  toNumber,
  total,
  zero,
} from "./rational.ts";
import type {Stretch} from "./stretches.ts";

/** What a part of a bonus is judged by. */
export interface Reading {
  readonly numerator: Rational;
  readonly denominator: Rational | null;
  /** The figure as the estimator reads it; null without data. */
  readonly value: Rational | null;
  /** The norm it is held against; for counts that of the days worked. */
  readonly norm: Rational;
  readonly attainment: Rational | null;
  readonly interval: Interval | null;
  /** The sum lies beyond the interval, but what it is made of does not differ by more than chance. */
  readonly isOfFew: boolean;
  /** `within_chance`: worse than the norm, but not by more than chance; only where the plan reads it so. */
  readonly verdict: "met" | "unmet" | "within_chance" | "no_data";
  /** The norm of a whole month was taken to the days worked. */
  readonly isProrated: boolean;
  /** Independent cases behind the figure. */
  readonly sample: Rational;
  readonly rows: readonly SourceRow[];
}

/** Reads a part's metric for a stretch of days, through the estimator the plan declares. */
export function readPart(context: Context, employee: Employee, stretch: Stretch, part: PlanPart): Reading {
  const definition = metricOf(part.metric);
  const given = part.norm ?? context.normOn(part.norm_id!, stretch.from);
  const planNorm = given && multiply(given, part.norm_factor);
  const observations = observationsFor(context, employee, stretch, part);
  const numerator = total(observations.map((given) => parseExact(given.numerator)));
  const isShare = definition.unit === "share";
  const denominator = isShare
    ? total(observations.map((given) => parseExact(given.denominator ?? "0")))
    : null;
  const expected = total(observations.map((given) => expectedOf(context, employee, given, {planNorm, part})));
  const sample = sampleOf(observations, denominator, numerator);
  const rows = observations.flatMap((given) => given.rows);
  const empty = {
    numerator,
    denominator,
    value: null,
    attainment: null,
    interval: null,
    isOfFew: false,
    verdict: "no_data",
    rows,
    sample,
    isProrated: false,
  } as const;
  const known = isShare
    ? compare(denominator!, zero) > 0
    : observations.length > 0 && compare(expected, zero) > 0;
  const norm = isShare && known ? divide(expected, denominator!) : expected;
  if (
    !known ||
    (planNorm === null && observations.some(({norm}) => norm === null)) ||
    compare(sample, rational(BigInt(part.min_sample))) < 0
  )
    return {...empty, norm: isShare && !known ? (planNorm ?? zero) : norm};
  const raw = isShare ? divide(numerator, denominator!) : numerator;
  const value = part.estimator === "shrunken" ? shrunken(context, part, numerator, denominator!) : raw;
  const attainment = attainmentOf(value, norm, definition.direction);
  const isMet = compare(attainment, rational(1n)) >= 0;
  const months = total(observations.map((given) => monthsWorked(context, employee, given)));
  const isProrated = !isShare && months.denominator !== 1n;
  const judged = {numerator, denominator, value, norm, attainment, rows, sample, isProrated};
  if (part.estimator !== "outside_chart_limits") {
    const interval = definition.evidence === "trials" ? shareInterval(raw, sample) : null;
    return {...judged, interval, isOfFew: false, verdict: isMet ? "met" : "unmet"};
  }
  const limits = chanceLimits(
    observations,
    {months, raw, norm, expected, numerator, sample, denominator},
    definition,
  );
  return {
    ...judged,
    interval: limits.interval,
    isOfFew: limits.isOfFew ?? false,
    verdict: isMet ? "met" : limits.isWorse ? "unmet" : "within_chance",
  };
}

function observationsFor(
  context: Context,
  employee: Employee,
  stretch: Stretch,
  part: PlanPart,
): Observation[] {
  const since =
    part.estimator === "three_month" ? firstDay(monthsLater(context.month, -2)) : firstDay(context.month);
  const now = monthSpan(context.month);
  return context
    .observed(employee.employeeId, part.metric)
    .filter((given) => given.from >= since && given.until <= now.until)
    .filter((given) => given.from < now.from || overlap(given, stretch));
}

/** The numerator that would just attain the norm: its part of a whole month for counts, norm x denominator for shares. */
function expectedOf(
  context: Context,
  employee: Employee,
  given: Observation,
  {planNorm, part}: {planNorm: Rational | null; part: PlanPart},
): Rational {
  const norm = given.norm === null ? (planNorm ?? zero) : multiply(parseExact(given.norm), part.norm_factor);
  if (metricOf(part.metric).unit === "share") return multiply(norm, parseExact(given.denominator ?? "0"));
  return multiply(norm, monthsWorked(context, employee, given));
}

/** Days worked of an observation's days, as a part of the month's working days. */
function monthsWorked(context: Context, employee: Employee, given: Observation): Rational {
  const days = context.normDays(monthOf(given.from));
  return days === 0 ? zero : rational(BigInt(context.worked(employee, given)), BigInt(days));
}

function sampleOf(
  observations: readonly Observation[],
  denominator: Rational | null,
  numerator: Rational,
): Rational {
  if (observations.some(({sample}) => sample !== null))
    return observations.reduce((sum, {sample}) => add(sum, parseExact(sample ?? "0")), zero);
  return denominator ?? numerator;
}

/** (x + M m) / (n + M); the common mean itself when all differ no more than by chance; as it is without others. */
function shrunken(context: Context, part: PlanPart, hits: Rational, trials: Rational): Rational {
  const {count, mean, strength} = context.pool(part.metric);
  if (count < 2 || mean === null) return divide(hits, trials);
  if (strength === null) return mean;
  return divide(add(hits, multiply(strength, mean)), add(trials, strength));
}

function shareInterval(value: Rational, sample: Rational): Interval | null {
  const share = toNumber(value);
  const trials = toNumber(sample);
  return share >= 0 && share <= 1 ? wilsonInterval(share * trials, trials) : null;
}
