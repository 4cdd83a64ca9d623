import {type Interval, wilsonInterval} from "./wilson.ts";

/** Marks of one thing compared with other marks of the same thing, weighed as K. Krippendorff's coincidences. */
export interface Coincidence {
  score: number;
  other: number;
  /** Each ordered pair of marks of a thing counts one over the number of its marks less one. */
  weight: number;
}

/** Coincidences of things that several people marked; a thing marked once says nothing about agreement. */
export function coincidencesOf(things: readonly (readonly (number | null)[])[]): Coincidence[] {
  const weights = new Map<string, Coincidence>();
  for (const thing of things) {
    const marks = thing.filter((mark) => mark !== null);
    for (const [index, score] of marks.entries())
      for (const [place, other] of marks.entries()) {
        if (index === place) continue;
        const key = `${score} ${other}`;
        const held = weights.get(key) ?? {score, other, weight: 0};
        held.weight += 1 / (marks.length - 1);
        weights.set(key, held);
      }
  }
  return [...weights.values()];
}

export type Distance = (one: number, other: number) => number;
/** Marks are names: equal or not. */
export const nominal: Distance = (one, other) => (one === other ? 0 : 1);
/** Marks are amounts: twice as far apart is four times as bad. For marks of 0 and 1 the same as `nominal`. */
export const interval: Distance = (one, other) => (one - other) ** 2;

/**
 * Krippendorff's alpha: 1 is full agreement, 0 what chance gives, below 0 is worse than chance; any number of
 * reviewers, gaps allowed. Null when nothing can be said: no pair, or all marks alike.
 * K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011).
 */
export function krippendorffAlpha(pairs: readonly Coincidence[], distance: Distance): number | null {
  const totals = new Map<number, number>();
  let count = 0;
  let observed = 0;
  for (const {score, other, weight} of pairs) {
    totals.set(score, (totals.get(score) ?? 0) + weight);
    count += weight;
    observed += weight * distance(score, other);
  }
  let expected = 0;
  for (const [one, ones] of totals)
    for (const [other, others] of totals) expected += ones * others * distance(one, other);
  if (!(expected > 0)) return null;
  return 1 - ((count - 1) * observed) / expected;
}

/** Share of pairs with the same mark; null without pairs. */
export function agreement(pairs: readonly Coincidence[]): number | null {
  const count = pairs.reduce((sum, {weight}) => sum + weight, 0);
  if (count === 0) return null;
  return pairs.reduce((sum, {score, other, weight}) => sum + (score === other ? weight : 0), 0) / count;
}

/**
 * Alpha with an interval: that of the share of pairs that differ (Wilson), turned into alpha with the shares of the
 * marks and the mean distance of pairs that differ held as they are. Null where alpha is.
 */
export function alphaInterval(
  pairs: readonly Coincidence[],
  distance: Distance,
): (Interval & {alpha: number}) | null {
  const alpha = krippendorffAlpha(pairs, distance);
  const same = agreement(pairs);
  if (alpha === null || same === null) return null;
  // two marks of one thing are one observation
  const things = pairs.reduce((sum, {weight}) => sum + weight, 0) / 2;
  const limits = wilsonInterval((1 - same) * things, things)!;
  const perShare = same < 1 ? (1 - alpha) / (1 - same) : disagreementAt(pairs, distance);
  return {alpha, low: 1 - limits.high * perShare, high: Math.min(1, 1 - limits.low * perShare)};
}

/** What alpha would lose if all pairs differed and each by one. */
function disagreementAt(pairs: readonly Coincidence[], distance: Distance): number {
  const count = pairs.reduce((sum, {weight}) => sum + weight, 0);
  let expected = 0;
  for (const one of pairs)
    for (const other of pairs) expected += one.weight * other.weight * distance(one.score, other.score);
  return ((count - 1) * count) / expected;
}
