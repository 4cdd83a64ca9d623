import {type Interval, wilsonInterval} from "./wilson.ts";

export interface Difference extends Interval {
  difference: number;
  /** What may be said: the interval lies above zero, below it, or holds it. */
  verdict: "higher" | "lower" | "not_known";
}

/**
 * Difference of two shares, first less second, with the hybrid score interval; null when a side has no trials.
 * R. G. Newcombe, Statistics in Medicine 17 (1998): 873-890, method 10.
 */
export function newcombeDifference(
  first: {hits: number; trials: number},
  second: {hits: number; trials: number},
  confidence = 0.95,
): Difference | null {
  const one = wilsonInterval(first.hits, first.trials, confidence);
  const two = wilsonInterval(second.hits, second.trials, confidence);
  if (!one || !two) return null;
  const rateOne = first.hits / first.trials;
  const rateTwo = second.hits / second.trials;
  const difference = rateOne - rateTwo;
  const low = difference - Math.hypot(rateOne - one.low, two.high - rateTwo);
  const high = difference + Math.hypot(one.high - rateOne, rateTwo - two.low);
  return {difference, low, high, verdict: low > 0 ? "higher" : high < 0 ? "lower" : "not_known"};
}
