import type {SilenceLossesRow} from "../../queries/generated/rows.ts";
import {type Median, medianOf} from "../../queries/statistics/median.ts";
import {normalCdf} from "../../queries/statistics/normal.ts";
import {shareTrend, type Trend} from "../../queries/statistics/trend.ts";
import {shareDifferenceScore} from "../../queries/statistics/two-shares.ts";

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
  /** The same without the last band that has clients: whether more than that one band differs. Null with two bands. */
  inner: Trend | null;
  /** The last band against all others together, beyond chance of one in twenty; null without one side. */
  end: {rest: {lost: number; whole: number}; chance: number; isBeyond: boolean} | null;
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
  const known = bands.filter(({whole}) => whole > 0);
  const inner = bands.filter((band) => band !== known.at(-1));
  const trendOf = (some: readonly Band[]) =>
    shareTrend(some.map(({lost, whole}) => ({hits: lost, trials: whole})));
  return {
    bands,
    trend: trendOf(bands),
    inner: known.length > 2 ? trendOf(inner) : null,
    end: endOf(known),
    lostGap: medianOf(rows.map(({silent_days, lost_count}) => ({value: silent_days, count: lost_count}))),
    keptGap: medianOf(
      rows.map(({silent_days, regained_count}) => ({value: silent_days, count: regained_count})),
    ),
  };
}

function endOf(known: readonly Band[]): Silences["end"] {
  const last = known.at(-1);
  if (!last || known.length < 2) return null;
  const rest = known.slice(0, -1);
  const total = (value: (band: Band) => number) => rest.reduce((sum, band) => sum + value(band), 0);
  const others = {lost: total((band) => band.lost), whole: total((band) => band.whole)};
  const score = shareDifferenceScore(
    {hits: last.lost, trials: last.whole},
    {hits: others.lost, trials: others.whole},
  );
  if (score === null) return null;
  const chance = 2 * (1 - normalCdf(Math.abs(score)));
  return {rest: others, chance, isBeyond: chance < 0.05};
}
