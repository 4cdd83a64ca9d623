import type {Difference} from "./newcombe.ts";
import {normalQuantile} from "./normal.ts";

export interface Stratum {
  first: {hits: number; trials: number};
  second: {hits: number; trials: number};
}

/**
 * Difference of two shares, first less second, compared only within strata of alike units and then put together with
 * Mantel-Haenszel weights; strata that lack one side say nothing. Null when no stratum has both sides.
 * S. Greenland and J. M. Robins, Biometrics 41 (1985): 55-68, the estimator and its variance for sparse strata.
 */
export function stratifiedDifference(strata: readonly Stratum[], confidence = 0.95): Difference | null {
  let top = 0;
  let spread = 0;
  let weights = 0;
  for (const {first, second} of strata) {
    const [n, m] = [first.trials, second.trials];
    if (!(n > 0 && m > 0)) continue;
    const all = n + m;
    top += (first.hits * m - second.hits * n) / all;
    weights += (n * m) / all;
    spread +=
      (first.hits * (n - first.hits) * m ** 3 + second.hits * (m - second.hits) * n ** 3) /
      (n * m * all ** 2);
  }
  if (weights === 0) return null;
  const difference = top / weights;
  const half = (normalQuantile((1 + confidence) / 2) * Math.sqrt(spread)) / weights;
  const [low, high] = [difference - half, difference + half];
  return {difference, low, high, verdict: low > 0 ? "higher" : high < 0 ? "lower" : "not_known"};
}
