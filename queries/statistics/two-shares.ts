import {normalQuantile} from "./normal.ts";

interface Share {
  hits: number;
  trials: number;
}

/**
 * Standardised difference of two shares, first less second, with the pooled share in its error; null where a side is
 * empty or all trials ended alike. K. Pearson's chi-square of a fourfold table is its square.
 */
export function shareDifferenceScore(first: Share, second: Share): number | null {
  if (!(first.trials > 0 && second.trials > 0)) return null;
  const pooled = (first.hits + second.hits) / (first.trials + second.trials);
  if (pooled <= 0 || pooled >= 1) return null;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.trials + 1 / second.trials));
  return (first.hits / first.trials - second.hits / second.trials) / error;
}

/**
 * Trials each of two equal groups needs to tell share `first` from share `second` in one two-sided test.
 * J. L. Fleiss, Statistical Methods for Rates and Proportions (2nd ed. 1981), formula 3.14, without the correction for
 * continuity, because the test it is for has none.
 */
export function trialsPerGroup(first: number, second: number, alarm = 0.05, power = 0.8): number {
  return Math.ceil(exactTrials(first, second, alarm, power) - 1e-9);
}

export function exactTrials(first: number, second: number, alarm: number, power: number): number {
  for (const share of [first, second])
    if (!(share >= 0 && share <= 1))
      throw new RangeError(`trialsPerGroup: expected shares from 0 to 1, got ${share}`);
  if (first === second) return Number.POSITIVE_INFINITY;
  const mean = (first + second) / 2;
  const root =
    normalQuantile(1 - alarm / 2) * Math.sqrt(2 * mean * (1 - mean)) +
    normalQuantile(power) * Math.sqrt(first * (1 - first) + second * (1 - second));
  return (root / (first - second)) ** 2;
}

/**
 * The smallest rise and the smallest fall from `share` that two groups of these sizes show with this power when a
 * difference counts from `limit` standard errors on: the same formula as for the trials, solved for the difference.
 * Null where no share up to 1, or down to 0, is far enough.
 */
export function detectableChanges(
  share: number,
  trials: readonly [number, number],
  limit: number,
  power = 0.8,
): {rise: number | null; fall: number | null} {
  const [one, two] = trials;
  const beta = normalQuantile(power);
  const isShown = (other: number) => {
    const pooled = (share * one + other * two) / (one + two);
    const alarmError = Math.sqrt(Math.max(0, pooled * (1 - pooled)) * (1 / one + 1 / two));
    const error = Math.sqrt((share * (1 - share)) / one + (other * (1 - other)) / two);
    return Math.abs(other - share) >= limit * alarmError + beta * error;
  };
  const smallest = (end: number) => {
    if (!(one > 0 && two > 0) || !isShown(end)) return null;
    let [near, far] = [share, end];
    for (let step = 0; step < 60; step++) {
      const middle = (near + far) / 2;
      if (isShown(middle)) far = middle;
      else near = middle;
    }
    return Math.abs(far - share);
  };
  return {rise: smallest(1), fall: smallest(0)};
}
