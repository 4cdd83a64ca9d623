import {normalQuantile} from "./normal.ts";
import type {Interval} from "./wilson.ts";

/**
 * Share of good answers less share of bad ones, such as the net promoter score (F. F. Reichheld, Harvard Business
 * Review 81/12 (2003): 46-54), with its interval; null without answers. Both shares are of the same answers, so the
 * error is that of a difference within one multinomial sample: A. Agresti, Categorical Data Analysis, 3rd ed. (2013),
 * 11.1. The interval keeps within -1 and 1.
 */
export function netShare(
  good: number,
  bad: number,
  answers: number,
  confidence = 0.95,
): (Interval & {net: number}) | null {
  if (!(answers > 0)) return null;
  if (good < 0 || bad < 0 || good + bad > answers)
    throw new RangeError(`netShare: ${good} good and ${bad} bad of ${answers} answers`);
  const net = (good - bad) / answers;
  const error = Math.sqrt(((good + bad) / answers - net ** 2) / answers);
  const half = normalQuantile((1 + confidence) / 2) * error;
  return {net, low: Math.max(-1, net - half), high: Math.min(1, net + half)};
}
