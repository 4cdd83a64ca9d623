import {useCallback} from "preact/hooks";
import type {NormsRow, OperatorMonthsRow} from "../../queries/generated/rows.ts";
import {dayBars} from "../charts/day-bars.ts";
import {type NormActual, normBullets} from "../charts/norm-bullets.ts";
import type {ChartOptions} from "../charts/options.ts";
import {Banner} from "../components/banner.tsx";
import {Bar} from "../components/bar.tsx";
import {Card} from "../components/card.tsx";
import {Notice} from "../components/states.tsx";
import {daysOfMonth} from "../lib/month.ts";
import {forMonth} from "../lib/periods.ts";
import {month, months, useReport} from "../lib/reports.ts";
import {user} from "../lib/session.ts";
import {type Words, words} from "../lib/words.ts";
import {talkPerDay} from "./call-centre/call-titles.ts";

/** The person's own month beside its norms; a norm counts for the days worked, as the month has them. */
export function ownNorms(row: OperatorMonthsRow, norms: NormsRow[], {f, language}: Words): NormActual[] {
  const actuals: Record<string, {actual: number | null; format: (value: number) => string}> = {
    companies_per_month: {actual: row.company_count, format: f.count},
    results_per_month: {actual: row.goal_client_count, format: f.count},
    calls_per_goal: {
      actual: row.goal_count ? row.conversation_count / row.goal_count : null,
      format: f.tenths,
    },
    talk_minutes_per_day: {
      actual: row.worked_day_count ? row.talk_seconds / 60 / row.worked_day_count : null,
      format: (value) => f.minutes(value * 60),
    },
    recording_coverage: {
      actual: row.conversation_count ? row.recorded_count / row.conversation_count : null,
      format: f.percent,
    },
  };
  return norms.flatMap((norm) => {
    const own = actuals[norm.norm_id];
    if (!own) return [];
    return [
      {
        id: norm.norm_id,
        name: language === "ru" ? norm.name_ru : norm.name_en,
        definition: (language === "ru" ? norm.definition_ru : norm.definition_en) ?? "",
        low: norm.low,
        high: norm.high,
        direction: norm.direction,
        ...own,
      },
    ];
  });
}

/** My month: what I did, beside what is expected. */
export function My() {
  const all = words.value;
  const {t, f} = all;
  const params = forMonth(month.value);
  const days = useReport("my_days", params);
  const norms = useReport("norms", params);
  const totals = useReport("my_month", params);
  const own: typeof totals = norms.state === "loading" ? {state: "loading", rows: []} : totals;
  const talk = talkPerDay(days.rows);
  const normSeconds = talk.norm ?? 7200;
  const drawDays = useCallback(
    (options: ChartOptions) =>
      dayBars(days.rows, {...options, days: daysOfMonth(params?.month ?? "2000-01"), normSeconds}),
    [days.rows, normSeconds],
  );
  const drawNorms = useCallback(
    (options: ChartOptions) =>
      normBullets(own.rows[0] ? ownNorms(own.rows[0], norms.rows, options.words) : [], {
        ...options,
        leg: "call_centre",
      }),
    [own.rows, norms.rows],
  );
  if (months.value?.length === 0) return <Notice>{t("state.noMonths")}</Notice>;
  const row = own.rows[0];
  return (
    <>
      <h1>
        {t("my.title", {name: user.value?.name ?? ""})} <small>{f.month(month.value)}</small>
      </h1>
      <p class="question">{t("my.question")}</p>
      <Bar choices={{teams: [], people: []}} />
      <Banner page="my" />
      <div class="grid">
        <Card
          id="days"
          span="full"
          report="my_days"
          params={params}
          loaded={days}
          finding={
            talk.seconds === null
              ? null
              : t("my.days.finding", {actual: f.minutes(talk.seconds), norm: f.minutes(normSeconds)})
          }
          question={t("my.days.question")}
          subtitle={t("my.days.subtitle", {month: f.month(params?.month), n: f.count(talk.days)})}
          draw={drawDays}
          height={250}
          columns={[
            "call_date",
            "talk_seconds",
            "attempt_count",
            "contact_count",
            "conversation_count",
            "goal_count",
            "recorded_count",
          ]}
          empty={t("my.empty")}
        />
        <Card
          id="norms"
          span="full"
          report="my_month"
          params={params}
          loaded={own}
          finding={
            row
              ? t("my.norms.finding", {
                  results: t("noun.results", {
                    count: row.goal_client_count,
                    n: f.count(row.goal_client_count),
                  }),
                  companies: t("noun.companiesOf", {count: row.company_count, n: f.count(row.company_count)}),
                })
              : null
          }
          question={t("my.norms.question")}
          subtitle={t("my.norms.subtitle", {month: f.month(params?.month)})}
          draw={drawNorms}
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
      </div>
    </>
  );
}
