import {useCallback} from "preact/hooks";
import type {MyDaysRow, NormsRow, OperatorMonthsRow} from "../../../queries/generated/rows.ts";
import {type NormActual, normBullets} from "../../charts/norm-bullets.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {talkPerDay} from "../call-centre/call-titles.ts";

/** What a norm of the register is beside an actual of one person. */
export function normOf(
  norm: NormsRow,
  own: {actual: number | null; format: (value: number) => string; low?: number | null},
  {language}: Words,
): NormActual {
  return {
    id: norm.norm_id,
    name: language === "ru" ? norm.name_ru : norm.name_en,
    definition: (language === "ru" ? norm.definition_ru : norm.definition_en) ?? "",
    low: norm.low,
    high: norm.high,
    direction: norm.direction,
    ...own,
  };
}

/** An operator's own month beside its norms; talk is that of the card of days, beside the norm of the same days. */
export function ownNorms(
  row: Omit<OperatorMonthsRow, "brief_count" | "recorded_count"> & {recorded_count: number | null},
  norms: NormsRow[],
  days: MyDaysRow[],
  all: Words,
): NormActual[] {
  const {f} = all;
  const talk = talkPerDay(days);
  const actuals: Record<string, {actual: number | null; format: (value: number) => string; low?: number}> = {
    companies_per_month: {actual: row.company_count, format: f.count},
    results_per_month: {actual: row.goal_client_count, format: f.count},
    calls_per_goal: {
      actual: row.goal_count ? row.conversation_count / row.goal_count : null,
      format: f.tenths,
    },
    talk_minutes_per_day: {
      actual: talk.seconds === null ? null : talk.seconds / 60,
      format: (value) => f.minutes(value * 60),
      ...(talk.norm === null ? {} : {low: talk.norm / 60}),
    },
    recording_coverage: {
      actual:
        row.conversation_count && row.recorded_count !== null
          ? row.recorded_count / row.conversation_count
          : null,
      format: f.percent,
    },
  };
  return norms.flatMap((norm) => {
    const own = actuals[norm.norm_id];
    return own ? [normOf(norm, own, all)] : [];
  });
}

/** The norms of an operator. */
export function OperatorNormsCard({params}: {params: {month: string} | null}) {
  const all = words.value;
  const {t, f} = all;
  const days = useReport("my_days", params);
  const norms = useReport("norms", params);
  const totals = useReport("my_month", params);
  const own: typeof totals =
    norms.state === "loading" || days.state === "loading" ? {state: "loading", rows: []} : totals;
  const row = own.rows[0];
  const draw = useCallback(
    (options: ChartOptions) =>
      normBullets(row ? ownNorms(row, norms.rows, days.rows, options.words) : [], {
        ...options,
        leg: "call_centre",
      }),
    [row, norms.rows, days.rows],
  );
  return (
    <Card
      id="norms"
      span="full"
      report="my_month"
      params={params}
      loaded={own}
      finding={
        row
          ? t("my.norms.finding", {
              results: t("noun.results", {count: row.goal_client_count, n: f.count(row.goal_client_count)}),
              companies: t("noun.companiesOf", {count: row.company_count, n: f.count(row.company_count)}),
            })
          : null
      }
      question={t("my.norms.question")}
      subtitle={t("my.norms.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={290}
      columns={[
        "worked_day_count",
        "attempt_count",
        "conversation_count",
        "talk_seconds",
        "company_count",
        "new_company_count",
        "goal_client_count",
        "refusal_count",
        "recorded_count",
      ]}
      empty={t("my.empty")}
    />
  );
}
