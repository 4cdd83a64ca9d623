import {normalQuantile} from "./normal.ts";
import type {Interval} from "./wilson.ts";

/** How long something has been waited for, and whether it came; what has not come yet is censored, not dropped. */
export interface Waiting {
  /** Days; not negative. */
  days: number;
  isOver: boolean;
  /** How many waited just so; one when left out. */
  count?: number;
}

export interface SurvivalStep extends Interval {
  days: number;
  /** Share still waiting after these days. */
  share: number;
  /** Those still waited for just before. */
  atRisk: number;
  events: number;
}

/**
 * Product-limit estimate with limits on the log-log scale, one step for each number of days on which something came.
 * E. L. Kaplan and P. Meier, JASA 53 (1958): 457-481; variance by Greenwood (1926); limits as in Kalbfleisch and
 * Prentice, The Statistical Analysis of Failure Time Data (1980), 1.3.
 */
export function kaplanMeier(waits: readonly Waiting[], confidence = 0.95): SurvivalStep[] {
  const z = normalQuantile((1 + confidence) / 2);
  const days = [...new Set(waits.filter(({isOver}) => isOver).map((one) => one.days))].sort((a, b) => a - b);
  const sum = (some: readonly Waiting[]) => some.reduce((total, {count}) => total + (count ?? 1), 0);
  const steps: SurvivalStep[] = [];
  let share = 1;
  let greenwood = 0;
  for (const day of days) {
    const atRisk = sum(waits.filter((one) => one.days >= day));
    const events = sum(waits.filter((one) => one.isOver && one.days === day));
    share *= 1 - events / atRisk;
    greenwood += atRisk === events ? Number.POSITIVE_INFINITY : events / (atRisk * (atRisk - events));
    steps.push({days: day, share, atRisk, events, ...limits(share, greenwood, z)});
  }
  return steps;
}

function limits(share: number, greenwood: number, z: number): Interval {
  if (share === 0) return {low: 0, high: 0};
  const width = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(share));
  return {low: share ** Math.exp(width), high: share ** Math.exp(-width)};
}

/**
 * First day by which half no longer wait, with limits from those of the curve (Brookmeyer and Crowley, Biometrics 38,
 * 1982: 29-41); null where the curve, or its limit, has not come down to a half yet.
 */
export function medianWait(steps: readonly SurvivalStep[]): {
  median: number | null;
  low: number | null;
  high: number | null;
} {
  const first = (of: (step: SurvivalStep) => number) => steps.find((step) => of(step) <= 0.5)?.days ?? null;
  return {
    median: first((step) => step.share),
    low: first((step) => step.low),
    high: first((step) => step.high),
  };
}

/** First day by which such a part no longer waits; null where the curve has not come down so far yet. */
export function dayOfPart(steps: readonly SurvivalStep[], part: number): number | null {
  return steps.find((step) => step.share <= 1 - part + 1e-12)?.days ?? null;
}
