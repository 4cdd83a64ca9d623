import {useCallback, useMemo} from "preact/hooks";
import type {FarmerMonthsRow} from "../../../queries/generated/rows.ts";
import {xmrLimits, xmrSignals} from "../../../queries/statistics/xmr.ts";
import type {ChartOptions} from "../../charts/options.ts";
import type {SparkPoint} from "../../charts/sparkline.ts";
import {type Trend, trendPanel} from "../../charts/trend-panel.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

interface FarmerLine {
  name: string;
  points: SparkPoint[];
}

/** Months below this many give no limits. */
const fewestMonths = 8;

/** Each farmer with a volume in the last month: now by a year before, month by month. */
export function farmerLines(rows: readonly FarmerMonthsRow[], month: string): FarmerLine[] {
  return [...Map.groupBy(rows, (row) => row.employee_id).values()]
    .filter((own) => own.at(-1)!.month === month)
    .map((own) => {
      const points = own.map((row) => ({
        month: row.month,
        value: row.base_amount > 0 ? row.now_amount / row.base_amount : null,
      }));
      const first = points.findIndex((point) => point.value !== null);
      return {name: own[0]!.employee_name, points: points.slice(Math.max(0, first))};
    });
}

/** Whose last months run outside what the own months before lead to expect, by any of the four rules of the chart. */
export function linesFinding(lines: readonly FarmerLine[], {t, f}: Words): string | null {
  const judged = lines.flatMap(({name, points}) => {
    const values = points.map((point) => point.value).filter((value) => value !== null);
    const limits = values.length > fewestMonths ? xmrLimits(values.slice(0, -1)) : null;
    const last = points.at(-1)?.value ?? null;
    if (!limits || last === null) return [];
    const isSignal = xmrSignals(values, limits).some(({to}) => to === values.length - 1);
    return [{name, last, isBelow: isSignal && last < limits.mean, isAbove: isSignal && last > limits.mean}];
  });
  if (judged.length === 0) return null;
  const named = (pick: (one: (typeof judged)[number]) => boolean) =>
    f.names(judged.filter(pick).map(({name, last}) => `${name} (${f.percent(last)})`));
  const [below, above] = [named((one) => one.isBelow), named((one) => one.isAbove)];
  if (below) return t("farmers.lines.below", {names: below});
  if (above) return t("farmers.lines.above", {names: above});
  return t("farmers.lines.within", {count: judged.length, n: f.count(judged.length)});
}

/** Volume of the present clients against a year before, a small line for each farmer. */
export function LinesCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const months = useReport("farmer_months", params);
  const last = months.rows.reduce((latest, row) => (row.month > latest ? row.month : latest), "");
  const lines = useMemo(() => farmerLines(months.rows, last), [months.rows, last]);
  const draw = useCallback(
    (options: ChartOptions) => {
      const {f: format} = options.words;
      return trendPanel(
        lines.map(
          ({name, points}): Trend => ({
            name,
            leg: "farmers",
            points,
            format: format.percent,
            change: "",
          }),
        ),
        options,
      );
    },
    [lines],
  );
  return (
    <Card
      id="lines"
      span="full"
      report="farmer_months"
      params={params}
      loaded={months}
      finding={linesFinding(lines, all)}
      question={t("farmers.lines.question")}
      subtitle={t("farmers.lines.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={260}
      columns={["employee_name", "month", "now_amount", "base_amount"]}
      empty={t("farmers.empty")}
    />
  );
}
