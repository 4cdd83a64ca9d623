import {useCallback, useMemo} from "preact/hooks";
import type {RefusalMonthsRow} from "../../../queries/generated/rows.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {phases, type RatePoint, ratePoints, refusalTrend} from "../../charts/refusal-trend.ts";
import {Card} from "../../components/card.tsx";
import {together, useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** Whether the last whole month is within what its script has shown so far. */
export function trendFinding(points: RatePoint[], {t, f}: Words): string | null {
  const last = points.findLast((point) => point.isWhole);
  if (!last) return null;
  const phase = phases(points).find((one) => one.points.includes(last))!;
  const said = {month: f.month(last.month), rate: f.percent(last.rate)};
  if (!phase.limits) return t("refusals.trend.early", said);
  const {low, high} = phase.limits;
  const limits = {low: f.percent(Math.max(0, low)), high: f.percent(high)};
  if (last.rate > high) return t("refusals.trend.above", {...said, ...limits});
  if (last.rate < low) return t("refusals.trend.below", {...said, ...limits});
  return t("refusals.trend.within", {...said, ...limits});
}

/** Months of a company that files outcomes at all; without any there is no rate, not one of nothing. */
export function filedMonths(rows: readonly RefusalMonthsRow[]): RefusalMonthsRow[] {
  return rows.some((row) => row.refusal_count + row.goal_count > 0) ? [...rows] : [];
}

export function TrendCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const months = useReport("refusal_months", params);
  const versions = useReport("script_versions", {});
  const breaks = useReport("breaks", {});
  const rows = useMemo(() => filedMonths(months.rows), [months.rows]);
  const draw = useCallback(
    (options: ChartOptions) =>
      refusalTrend(ratePoints(rows, versions.rows, breaks.rows), options, breaks.rows),
    [rows, versions.rows, breaks.rows],
  );
  return (
    <Card
      id="trend"
      span="full"
      report="refusal_months"
      params={params}
      loaded={together(months, [versions, breaks])}
      rows={rows}
      empty={t("refusals.trend.empty")}
      finding={trendFinding(ratePoints(rows, versions.rows, breaks.rows), all)}
      question={t("refusals.trend.question")}
      subtitle={t("refusals.trend.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={320}
      columns={["month", "refusal_count", "goal_count", "contact_count", "is_complete"]}
    />
  );
}
