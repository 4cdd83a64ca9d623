import {useCallback} from "preact/hooks";
import type {RelayTrendsRow} from "../../../queries/generated/rows.ts";
import type {Leg} from "../../../queries/vocabulary.ts";
import type {ChartOptions} from "../../charts/options.ts";
import type {SparkPoint} from "../../charts/sparkline.ts";
import {type Trend, trendPanel} from "../../charts/trend-panel.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {type Comparison, comparison} from "../../lib/location.ts";
import {addMonths} from "../../lib/month.ts";
import {month, useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

type Measure = {leg: Leg | null; kind: "count" | "rate" | "money"};

const measures: Record<string, Measure> = {
  results: {leg: "call_centre", kind: "count"},
  result_rate: {leg: "call_centre", kind: "rate"},
  deals: {leg: "hunters", kind: "count"},
  new_money: {leg: "hunters", kind: "money"},
  farmer_volume: {leg: "farmers", kind: "rate"},
  revived_money: {leg: "farmers", kind: "money"},
};

/** Count, money, or sum over sum, whichever the row carries. */
export function trendValue(row: RelayTrendsRow, kind: Measure["kind"]): number | null {
  if (kind === "money") return row.numerator_amount;
  if (kind === "count") return row.numerator_count;
  if (row.denominator_amount) return (row.numerator_amount ?? 0) / row.denominator_amount;
  if (!row.denominator_count || row.numerator_count === null) return null;
  return row.numerator_count / row.denominator_count;
}

/** The series begins with its first month that has anything: before it there was no data, not a bad month. */
function sinceFirst(points: SparkPoint[]): SparkPoint[] {
  return points.slice(
    Math.max(
      0,
      points.findIndex((point) => Boolean(point.value)),
    ),
  );
}

export function trendsOf(
  rows: RelayTrendsRow[],
  current: string,
  compare: Comparison,
  {t, f, label}: Words,
): Trend[] {
  const compared = addMonths(current, compare === "year" ? -12 : -1);
  return Object.entries(measures).map(([code, {leg, kind}]) => {
    const own = rows.filter((row) => row.measure_code === code).sort((a, b) => (a.month < b.month ? -1 : 1));
    const points = sinceFirst(own.map((row) => ({month: row.month, value: trendValue(row, kind)})));
    const valueAt = (month: string) => points.find((point) => point.month === month)?.value ?? null;
    const now = valueAt(current);
    const before = valueAt(compared);
    const format = (value: number) =>
      kind === "money" ? f.money(value) : kind === "rate" ? f.percent(value) : f.count(value);
    const change =
      now === null || !before
        ? ""
        : t("relay.change", {change: f.signedShare(now / before - 1), month: f.shortMonth(compared)});
    return {name: label("measure", code), leg, points, format, change};
  });
}

export function TrendsCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const loaded = useReport("relay_trends", params);
  const current = month.value ?? "";
  const compare = comparison.value;
  const draw = useCallback(
    (options: ChartOptions) => trendPanel(trendsOf(loaded.rows, current, compare, options.words), options),
    [loaded.rows, current, compare],
  );
  return (
    <Card
      id="trends"
      span="full"
      report="relay_trends"
      params={params}
      loaded={loaded}
      rows={loaded.rows.some((row) => row.numerator_count || row.numerator_amount) ? loaded.rows : []}
      empty={empty(["clients"], all.t("relay.trends.empty"))}
      question={all.t("relay.trends.question")}
      subtitle={all.t("relay.trends.subtitle")}
      draw={draw}
      height={330}
      columns={[
        "month",
        "measure_code",
        "numerator_count",
        "denominator_count",
        "numerator_amount",
        "denominator_amount",
      ]}
      groups={{measure_code: "measure"}}
    />
  );
}
