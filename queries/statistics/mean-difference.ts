import {normalQuantile} from "./normal.ts";
import type {Interval} from "./wilson.ts";

export interface Sample {
  count: number;
  sum: number;
  /** Sum of the squares of the values. */
  squares: number;
}

/**
 * Difference of two means, first less second, with its interval for unequal variances at large samples; null with
 * fewer than two values on a side.
 * B. L. Welch, Biometrika 34 (1947): 28-35; the normal quantile stands for the t of the large samples it is used on.
 */
export function meanDifference(
  first: Sample,
  second: Sample,
  confidence = 0.95,
): (Interval & {difference: number}) | null {
  if (first.count < 2 || second.count < 2) return null;
  const difference = first.sum / first.count - second.sum / second.count;
  const half =
    normalQuantile((1 + confidence) / 2) * Math.sqrt(varianceOfMean(first) + varianceOfMean(second));
  return {difference, low: difference - half, high: difference + half};
}

function varianceOfMean({count, sum, squares}: Sample): number {
  // rounding may leave a hair below nothing where all values are the same
  return Math.max(0, squares - (sum * sum) / count) / (count - 1) / count;
}
