/** What came so far in a month, the goal of the whole month, one deviation of a whole month, and the part of it gone. */
export interface Pace {
  actual: number;
  goal: number;
  /** Null when too few months are known. */
  deviation: number | null;
  /** From 0 to 1. */
  part: number;
}

/** Limits of three deviations, as process behaviour charts have them. */
const wide = 3;

/**
 * What is to be expected by now, and the range that chance leaves around it: the sum over a part of a month has that
 * part of the month's mean and of its variance (sums of independent days: Feller, An Introduction to Probability
 * Theory, 1968, IX.5). The deviation is that of W. A. Shewhart's chart of single values, mean step over 1.128
 * (D. J. Wheeler, Understanding Variation, 1993). Null without a deviation.
 */
export function paceRange({
  goal,
  deviation,
  part,
}: Pace): {expected: number; low: number; high: number} | null {
  if (deviation === null) return null;
  const expected = goal * part;
  const half = wide * deviation * Math.sqrt(part);
  return {expected, low: Math.max(0, expected - half), high: expected + half};
}

/** Whether the month so far is ahead of or behind the goal's pace beyond chance; null while that cannot be said. */
export function judgePace(pace: Pace): "ahead" | "behind" | "within" | null {
  const range = paceRange(pace);
  if (!range || !(pace.part > 0)) return null;
  if (pace.actual > range.high) return "ahead";
  return pace.actual < range.low ? "behind" : "within";
}
