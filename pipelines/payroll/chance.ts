import {beyondChance} from "../../queries/statistics/beyond.ts";
import {judgeChange} from "../../queries/statistics/change.ts";
import {funnelLimits} from "../../queries/statistics/funnel.ts";
import {paceRange} from "../../queries/statistics/pace.ts";
import type {Interval} from "../../queries/statistics/wilson.ts";
import {xmrLimits} from "../../queries/statistics/xmr.ts";
import type {Observation} from "./inputs.ts";
import type {InputMetricDefinition} from "./metrics.ts";
import {type Rational, toNumber} from "./rational.ts";

/** What is known of a figure and of its norm. */
export interface Figures {
  /** Whole months' work in the days observed. */
  readonly months: Rational;
  readonly raw: Rational;
  readonly norm: Rational;
  /** Numerator that would just attain the norm. */
  readonly expected: Rational;
  readonly numerator: Rational;
  readonly sample: Rational;
  readonly denominator: Rational | null;
}

/** Where chance leaves the figure when the norm is true, and whether the figure is worse than chance explains. */
export interface ChanceLimits {
  /** Null when nothing tells how far chance reaches; then nothing is worse than chance either. */
  readonly interval: Interval | null;
  readonly isWorse: boolean;
  /** Beyond the interval, but what the sum is made of does not differ by more than chance. */
  readonly isOfFew?: boolean;
}

const unknown: ChanceLimits = {interval: null, isWorse: false};
/** Wheeler: limits of a series need six values. */
const seriesNeeded = 6;
/** Mean range of two values in standard deviations (Shewhart's d2). */
const rangeOfTwo = 1.128;
/** Deviations to a limit, as in `judgeChange`. */
const wide = 3;
/** Deviations that chance goes beyond once in 20, on one side; a book falls only if its clients' ranks say so too. */
const onceInTwenty = 1.645;

export function chanceLimits(
  observations: readonly Observation[],
  figures: Figures,
  {direction, evidence}: InputMetricDefinition,
): ChanceLimits {
  const isUp = direction === "up";
  if (evidence === "deviation") return byDeviation(observations, figures, isUp);
  if (evidence === "book") return byBook(observations, figures);
  if (evidence === "trials") return byTrials(figures, isUp);
  return evidence === "series" ? bySeries(observations, figures, isUp) : unknown;
}

function byDeviation(
  observations: readonly Observation[],
  {denominator, expected, numerator, norm}: Figures,
  isUp: boolean,
): ChanceLimits {
  const deviations = observations.flatMap(({deviation}) => (deviation === null ? [] : [Number(deviation)]));
  if (denominator === null || deviations.length < observations.length) return unknown;
  const deviation = Math.hypot(...deviations);
  const verdict = judgeChange({base: toNumber(expected), now: toNumber(numerator), deviation});
  const half = (wide * deviation) / toNumber(denominator);
  return {
    interval: {low: toNumber(norm) - half, high: toNumber(norm) + half},
    isWorse: verdict === (isUp ? "fell" : "grew"),
  };
}

/** Nothing is held against a farmer of whom the pages do not say that the book fell. */
function byBook(observations: readonly Observation[], {denominator, norm, raw}: Figures): ChanceLimits {
  const told = observations.filter(({verdict}) => verdict !== null && verdict !== "unknown");
  const deviations = told.flatMap(({deviation}) => (deviation === null ? [] : [Number(deviation)]));
  if (denominator === null || deviations.length < observations.length) return unknown;
  const half = (onceInTwenty * Math.hypot(...deviations)) / toNumber(denominator);
  const interval = {low: toNumber(norm) - half, high: toNumber(norm) + half};
  const isBeyond = toNumber(raw) < interval.low;
  const hasFallen = told.every(({verdict}) => verdict === "fell");
  return {interval, isWorse: isBeyond && hasFallen, isOfFew: isBeyond && !hasFallen};
}

function byTrials({raw, norm, sample}: Figures, isUp: boolean): ChanceLimits {
  const trials = toNumber(sample);
  const limits = funnelLimits(toNumber(norm), trials);
  const verdict = beyondChance(toNumber(raw) * trials, trials, toNumber(norm));
  return {
    interval: {low: limits.low998, high: limits.high998},
    isWorse: verdict === (isUp ? "below" : "above"),
  };
}

/** Limits of whole months, taken to the part of them that was worked: a few days leave less, and wider for their size. */
function bySeries(observations: readonly Observation[], {raw, months}: Figures, isUp: boolean): ChanceLimits {
  const series = observations.at(-1)?.history.map(Number) ?? [];
  const limits = series.length < seriesNeeded ? null : xmrLimits(series);
  if (!limits) return unknown;
  const actual = toNumber(raw);
  const deviation = limits.averageRange / rangeOfTwo;
  const interval = paceRange({actual, goal: limits.mean, deviation, part: toNumber(months)});
  return {
    interval,
    isWorse: interval !== null && (isUp ? actual < interval.low : actual > interval.high),
  };
}
