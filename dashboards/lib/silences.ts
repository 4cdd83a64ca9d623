import type {SilenceLossesRow} from "../../queries/generated/rows.ts";
import {type Median, medianOf} from "../../queries/statistics/median.ts";
import {type Difference, newcombeDifference} from "../../queries/statistics/newcombe.ts";

export interface Band {
  /** First and last day of the gap; without an end nobody reached the client in all days looked back over. */
  from: number;
  to: number | null;
  lost: number;
  whole: number;
}

interface Group {
  lost: number;
  whole: number;
}

export interface Silences {
  bands: Band[];
  /** Clients reached after their last purchase, and the others. */
  reached: Group;
  silent: Group;
  /** Share lost of the silent less that of the reached. */
  difference: Difference | null;
  lostGap: Median | null;
  keptGap: Median | null;
}

/** Loss by how long nobody had reached the client on the day it had not bought for `fading_days`. */
export function silencesOf(rows: readonly SilenceLossesRow[]): Silences | null {
  const [first] = rows;
  if (!first) return null;
  const {fading_days, dormant_days} = first;
  const starts = [...new Set([1, Math.ceil(fading_days / 2), fading_days, 2 * fading_days])]
    .filter((day) => day < dormant_days)
    .concat(dormant_days);
  const group = (from: number, to: number): Group => {
    const own = rows.filter(({silent_days}) => silent_days >= from && silent_days < to);
    const lost = own.reduce((sum, row) => sum + row.lost_count, 0);
    return {lost, whole: lost + own.reduce((sum, row) => sum + row.regained_count, 0)};
  };
  const bands = starts.map((from, index) => {
    const next = starts[index + 1];
    return {from, to: next === undefined ? null : next - 1, ...group(from, next ?? Infinity)};
  });
  const reached = group(0, fading_days);
  const silent = group(fading_days, Infinity);
  return {
    bands,
    reached,
    silent,
    difference: newcombeDifference(
      {hits: silent.lost, trials: silent.whole},
      {hits: reached.lost, trials: reached.whole},
    ),
    lostGap: medianOf(rows.map(({silent_days, lost_count}) => ({value: silent_days, count: lost_count}))),
    keptGap: medianOf(
      rows.map(({silent_days, regained_count}) => ({value: silent_days, count: regained_count})),
    ),
  };
}
