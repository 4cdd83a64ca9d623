import {normalQuantile} from "./normal.ts";

export interface Interval {
  low: number;
  high: number;
}

/**
 * Score interval of a share; null without trials.
 * E. B. Wilson, JASA 22 (1927): 209-212; recommended for small samples by Brown, Cai and DasGupta,
 * Statistical Science 16 (2001): 101-133.
 */
export function wilsonInterval(hits: number, trials: number, confidence = 0.95): Interval | null {
  if (!(trials > 0)) return null;
  if (hits < 0 || hits > trials)
    throw new RangeError(`wilsonInterval: expected 0..${trials} hits, got ${hits}`);
  const z = normalQuantile((1 + confidence) / 2);
  const rate = hits / trials;
  const scale = 1 + (z * z) / trials;
  const center = (rate + (z * z) / (2 * trials)) / scale;
  const half = (z * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials))) / scale;
  return {
    low: hits === 0 ? 0 : Math.max(0, center - half),
    high: hits === trials ? 1 : Math.min(1, center + half),
  };
}
