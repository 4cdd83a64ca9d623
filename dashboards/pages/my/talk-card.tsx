import {useCallback} from "preact/hooks";
import type {MyDaysRow} from "../../../queries/generated/rows.ts";
import type {Leg} from "../../../queries/vocabulary.ts";
import {dayBars} from "../../charts/day-bars.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {daysOfMonth} from "../../lib/month.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {talkPerDay} from "../call-centre/call-titles.ts";

export interface OwnCardProps {
  params: {month: string} | null;
  leg: Leg;
}

/** Talk a day beside the norm of the same days; outside the call centre no norm asks for it. */
export function talkFinding(rows: MyDaysRow[], {t, f}: Words): string | null {
  const {seconds, norm} = talkPerDay(rows);
  if (seconds === null) return null;
  const actual = f.minutes(seconds);
  return norm === null ? t("my.days.plain", {actual}) : t("my.days.finding", {actual, norm: f.minutes(norm)});
}

/** The own days of talk. */
export function TalkCard({params, leg}: OwnCardProps) {
  const all = words.value;
  const {t, f} = all;
  const days = useReport("my_days", params);
  const talk = talkPerDay(days.rows);
  const normSeconds = leg === "call_centre" ? (talk.norm ?? 7200) : null;
  const draw = useCallback(
    (options: ChartOptions) =>
      dayBars(days.rows, {...options, days: daysOfMonth(params?.month ?? "2000-01"), normSeconds, leg}),
    [days.rows, normSeconds, leg],
  );
  return (
    <Card
      id="days"
      span="full"
      report="my_days"
      params={params}
      loaded={days}
      finding={talkFinding(days.rows, all)}
      question={t("my.days.question")}
      subtitle={t("my.days.subtitle", {month: f.month(params?.month), n: f.count(talk.days)})}
      draw={draw}
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
  );
}
