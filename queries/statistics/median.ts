import {binomialQuantile} from "./binomial.ts";
import type {Interval} from "./wilson.ts";

export interface Median {
  median: number;
  /** Null when there are too few values for an interval of this confidence: five or fewer at 95 %. */
  interval: Interval | null;
}

/**
 * Median of values given with their counts, and its interval between two order statistics, whatever the values'
 * distribution; null without values. W. J. Conover, Practical Nonparametric Statistics, 3rd ed. (1999), 3.2.
 */
export function medianOf(
  values: readonly {value: number; count: number}[],
  confidence = 0.95,
): Median | null {
  const sorted = values.filter(({count}) => count > 0).toSorted((one, other) => one.value - other.value);
  const n = sorted.reduce((sum, {count}) => sum + count, 0);
  if (n === 0) return null;
  const at = (rank: number) => {
    let left = rank;
    for (const {value, count} of sorted) {
      left -= count;
      if (left <= 0) return value;
    }
    throw new RangeError(`medianOf: there is no rank ${rank} of ${n}`);
  };
  const rank = binomialQuantile((1 - confidence) / 2, n, 0.5);
  return {
    median: (at(Math.ceil(n / 2)) + at(Math.floor(n / 2) + 1)) / 2,
    interval: rank < 1 ? null : {low: at(rank), high: at(n + 1 - rank)},
  };
}
