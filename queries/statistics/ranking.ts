import {normalQuantile} from "./normal.ts";
import {type Interval, wilsonInterval} from "./wilson.ts";

export interface Ranked<Key> extends Interval {
  key: Key;
  hits: number;
  trials: number;
  /** Place from 1; all of a tie group share the first place of the group. */
  place: number;
  /** Number of the tie group from 1: within one the order may be chance. */
  group: number;
}

/**
 * Parts of one whole by size, of which each trial had at most one. Intervals hold together: Wilson limits at a
 * confidence of 1 - (1 - confidence) / K for each of K (Bonferroni: Dunn, JASA 56, 1961, 52-64). Places are shared
 * while the difference from the first of the group may be chance: its limits among all K (K - 1) / 2 differences hold
 * zero (Goodman, Technometrics 7, 1965, 247-254, with the normal quantile of Bonferroni). Empty without trials.
 */
export function rankShares<Key>(
  parts: readonly {key: Key; hits: number}[],
  trials: number,
  confidence = 0.95,
): Ranked<Key>[] {
  if (!(trials > 0)) return [];
  const each = 1 - (1 - confidence) / Math.max(1, parts.length);
  const pairs = Math.max(1, (parts.length * (parts.length - 1)) / 2);
  const z = normalQuantile(1 - (1 - confidence) / pairs / 2);
  const ranked: Ranked<Key>[] = [];
  let leader: Ranked<Key> | undefined;
  for (const [index, {key, hits}] of parts.toSorted((a, b) => b.hits - a.hits).entries()) {
    const isTied = leader !== undefined && !differ(leader.hits, hits, trials, z);
    const row: Ranked<Key> = {
      ...wilsonInterval(hits, trials, each)!,
      key,
      hits,
      trials,
      place: isTied ? leader!.place : index + 1,
      group: isTied ? leader!.group : (leader?.group ?? 0) + 1,
    };
    if (!isTied) leader = row;
    ranked.push(row);
  }
  return ranked;
}

/** Whether two parts of one whole differ by more than `z` standard errors of their difference. */
function differ(one: number, two: number, trials: number, z: number): boolean {
  const difference = (one - two) / trials;
  const variance = ((one + two) / trials - difference * difference) / trials;
  return Math.abs(difference) > z * Math.sqrt(variance);
}
