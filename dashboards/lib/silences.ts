import type {SilenceLossesRow} from "../../queries/generated/rows.ts";
import {type Median, medianOf} from "../../queries/statistics/median.ts";
import {shareTrend, type Trend} from "../../queries/statistics/trend.ts";

export interface Band {
  /** First and last day of the gap; without an end nobody reached the client in all days looked back over. */
  from: number;
  to: number | null;
  lost: number;
  whole: number;
}

export interface Silences {
  bands: Band[];
  /** Whether the share lost rises with the silence: one test over all bands, whichever of them stand out. */
  trend: Trend | null;
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
  const group = (from: number, to: number) => {
    const own = rows.filter(({silent_days}) => silent_days >= from && silent_days < to);
    const lost = own.reduce((sum, row) => sum + row.lost_count, 0);
    return {lost, whole: lost + own.reduce((sum, row) => sum + row.regained_count, 0)};
  };
  const bands = starts.map((from, index) => {
    const next = starts[index + 1];
    return {from, to: next === undefined ? null : next - 1, ...group(from, next ?? Infinity)};
  });
  return {
    bands,
    trend: shareTrend(bands.map(({lost, whole}) => ({hits: lost, trials: whole}))),
    lostGap: medianOf(rows.map(({silent_days, lost_count}) => ({value: silent_days, count: lost_count}))),
    keptGap: medianOf(
      rows.map(({silent_days, regained_count}) => ({value: silent_days, count: regained_count})),
    ),
  };
}
