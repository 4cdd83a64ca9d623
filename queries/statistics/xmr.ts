export interface XmrLimits {
  mean: number;
  low: number;
  high: number;
  /** Mean of the differences between neighbours. */
  averageRange: number;
  /** A single difference above this is a signal of its own. */
  rangeLimit: number;
}

/** 3 / d2 and D4 for ranges of two values: Shewhart's constants. */
const spread = 2.66;
const rangeSpread = 3.268;

/**
 * Natural process limits of a series; null below two values, provisional below twelve.
 * W. A. Shewhart; D. J. Wheeler, Understanding Variation (1993). Differences above their own limit are left out
 * once and the mean difference is taken anew, as the National Health Service's charts do.
 */
export function xmrLimits(values: readonly number[]): XmrLimits | null {
  if (values.length < 2) return null;
  const mean = average(values);
  const ranges = values.slice(1).map((value, index) => Math.abs(value - values[index]!));
  const first = average(ranges);
  const kept = ranges.filter((range) => range <= rangeSpread * first);
  const averageRange = kept.length > 0 ? average(kept) : first;
  return {
    mean,
    low: mean - spread * averageRange,
    high: mean + spread * averageRange,
    averageRange,
    rangeLimit: rangeSpread * averageRange,
  };
}

export type XmrRule = "outside" | "shift" | "trend" | "two_of_three";

export interface XmrSignal {
  rule: XmrRule;
  /** Index of the first and of the last point of the pattern. */
  from: number;
  to: number;
}

/**
 * Patterns that chance alone seldom makes, with limits taken from `values` or from a phase before them:
 * a point outside, seven in a row on one side of the mean, seven in a row rising or falling,
 * two of three beyond two thirds of the way to one limit.
 */
export function xmrSignals(values: readonly number[], limits = xmrLimits(values)): XmrSignal[] {
  if (!limits) return [];
  const {mean, low, high} = limits;
  const signals: XmrSignal[] = [];
  values.forEach((value, index) => {
    if (value < low || value > high) signals.push({rule: "outside", from: index, to: index});
  });
  const sides = values.map((value) => Math.sign(value - mean));
  signals.push(...runs(sides, 7).map((run) => ({rule: "shift" as const, ...run})));
  const steps = values.slice(1).map((value, index) => Math.sign(value - values[index]!));
  signals.push(...runs(steps, 6).map(({from, to}) => ({rule: "trend" as const, from, to: to + 1})));
  const third = (2 * (high - mean)) / 3;
  const far = values.map((value) => (Math.abs(value - mean) > third ? Math.sign(value - mean) : 0));
  for (let index = 2; index < far.length; index++) {
    const last = far.slice(index - 2, index + 1);
    for (const side of [-1, 1])
      if (last.filter((mark) => mark === side).length >= 2)
        signals.push({rule: "two_of_three", from: index - 2, to: index});
  }
  return signals;
}

/** Stretches of equal signs other than 0, at least so long. */
function runs(signs: readonly number[], length: number): {from: number; to: number}[] {
  const found: {from: number; to: number}[] = [];
  let from = 0;
  for (let index = 1; index <= signs.length; index++) {
    if (index < signs.length && signs[index] === signs[from]) continue;
    if (signs[from] !== 0 && index - from >= length) found.push({from, to: index - 1});
    from = index;
  }
  return found;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
