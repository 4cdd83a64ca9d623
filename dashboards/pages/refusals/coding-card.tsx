import {useCallback} from "preact/hooks";
import type {RefusalCodingRow} from "../../../queries/generated/rows.ts";
import {type OperatorRate, operatorFunnelPlot} from "../../charts/operator-funnel-plot.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {commonRate, isBeyond} from "../../charts/rate-dots.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

const rates = (rows: readonly RefusalCodingRow[]): OperatorRate[] =>
  rows.map((row) => ({name: row.employee_name, part: row.silent_count, whole: row.refusal_count}));

/** Who leaves the reason open more often than chance explains; nobody is named otherwise. */
export function codingFinding(rows: readonly RefusalCodingRow[], {t, f}: Words): string | null {
  const all = rates(rows);
  const mean = commonRate(all);
  if (all.length === 0) return null;
  const outside = all.filter((row) => isBeyond(row, mean) === "above");
  if (outside.length === 0) return t("refusals.coding.within", {mean: f.percent(mean)});
  return t("refusals.coding.above", {
    names: f.list(
      outside
        .toSorted((a, b) => b.part / b.whole - a.part / a.whole)
        .slice(0, 3)
        .map((row) => `${row.name} (${f.rate(row.part, row.whole)})`),
    ),
    mean: f.percent(mean),
  });
}

export function CodingCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const coding = useReport("refusal_coding", params);
  const draw = useCallback(
    (options: ChartOptions) =>
      operatorFunnelPlot(rates(coding.rows), options, {
        rate: options.words.t("refusals.coding.rateAxis"),
        size: options.words.t("refusals.coding.sizeAxis"),
        worse: "above",
      }),
    [coding.rows],
  );
  return (
    <Card
      id="coding"
      span="third"
      report="refusal_coding"
      params={params}
      loaded={coding}
      finding={codingFinding(coding.rows, all)}
      question={t("refusals.coding.question")}
      subtitle={t("refusals.coding.subtitle", {
        month: f.month(params?.month),
        n: f.count(coding.rows.reduce((sum, row) => sum + row.refusal_count, 0)),
      })}
      draw={draw}
      height={340}
      columns={["employee_name", "refusal_count", "silent_count"]}
      empty={t("refusals.reasons.empty")}
    />
  );
}
