import {useCallback} from "preact/hooks";
import type {ResultRatesRow} from "../../../queries/generated/rows.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {type RateSeries, rateLines} from "../../charts/rate-lines.ts";
import {Card} from "../../components/card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** One result has three rates, and only the denominator tells them apart. */
export function resultSeries(rows: readonly ResultRatesRow[], {t}: Words): RateSeries[] {
  const months = (part: (row: ResultRatesRow) => number, whole: (row: ResultRatesRow) => number) =>
    rows
      .filter((row) => part(row) <= whole(row))
      .map((row) => ({month: row.month, part: part(row), whole: whole(row), isOpen: !row.is_complete}));
  return [
    {
      name: t("quality.rates.company"),
      months: months(
        (row) => row.goal_client_count,
        (row) => row.company_count,
      ),
    },
    {
      name: t("quality.rates.conversation"),
      months: months(
        (row) => row.goal_count,
        (row) => row.conversation_count,
      ),
    },
    {
      name: t("quality.rates.attempt"),
      months: months(
        (row) => row.goal_count,
        (row) => row.attempt_count,
      ),
    },
  ];
}

export function ratesFinding(rows: readonly ResultRatesRow[], {t, f}: Words): string | null {
  const last = rows.at(-1);
  if (!last?.company_count || !last.goal_count) return null;
  return t("quality.rates.finding", {
    month: f.month(last.month),
    company: f.rate(last.goal_client_count, last.company_count),
    conversations: f.tenths(last.conversation_count / last.goal_count),
    attempts: f.tenths(last.attempt_count / last.goal_count),
  });
}

export function RatesCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const loaded = useReport("result_rates", params);
  const draw = useCallback(
    (options: ChartOptions) => rateLines(resultSeries(loaded.rows, options.words), options),
    [loaded.rows],
  );
  return (
    <Card
      id="rates"
      span="full"
      report="result_rates"
      params={params}
      loaded={loaded}
      finding={ratesFinding(loaded.rows, all)}
      question={t("quality.rates.question")}
      subtitle={t("quality.rates.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      empty={empty(["operators"], t("quality.rates.empty"))}
      height={300}
      columns={[
        "month",
        "company_count",
        "new_company_count",
        "goal_client_count",
        "conversation_count",
        "attempt_count",
        "goal_count",
        "is_complete",
      ]}
    />
  );
}
