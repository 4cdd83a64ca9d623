import {useCallback} from "preact/hooks";
import type {CaseEventsRow} from "../../../queries/generated/rows.ts";
import {type CaseSpan, caseTimeline, silences} from "../../charts/case-timeline.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {addDays, addMonths} from "../../lib/month.ts";
import {useReport} from "../../lib/reports.ts";
import {snapshot} from "../../lib/session.ts";
import {type Words, words} from "../../lib/words.ts";

/** Months of a client's life that one picture shows. */
const shownMonths = 24;

/** Money received; of a client without any the orders, else the deals won, named as what they are. */
export function caseMoney(events: readonly CaseEventsRow[], {t, f}: Pick<Words, "t" | "f">): string {
  for (const kind of ["payment", "order", "deal_won"] as const) {
    const own = events.filter((row) => row.kind_code === kind);
    if (own.length > 0)
      return t(`case.money.${kind}`, {money: f.money(own.reduce((sum, row) => sum + (row.amount ?? 0), 0))});
  }
  return t("case.money.none");
}

/** Contacts, money and the longest silence, in one sentence. */
export function caseFinding(
  events: CaseEventsRow[],
  span: CaseSpan,
  client: string,
  {t, f}: Words,
): string | null {
  if (events.length === 0) return null;
  const contacts = events.filter((row) => row.is_contact).length;
  const said = {
    client,
    talks: t("case.talks", {count: contacts, n: f.count(contacts)}),
    money: caseMoney(events, {t, f}),
  };
  const longest = Math.max(0, ...silences(events, span).map(({days}) => days));
  return longest > 0
    ? t("case.timeline.quiet", {...said, count: longest, n: f.count(longest)})
    : t("case.timeline.steady", said);
}

interface TimelineProps {
  clientId: string;
  name: string;
  silenceDays: number | null;
  month: string;
}

export function TimelineCards({clientId, name, silenceDays, month}: TimelineProps) {
  const all = words.value;
  const {t, f} = all;
  const end = addMonths(month, 1);
  const known = snapshot.value?.data_until;
  const until = known && addDays(known, 1) < end ? addDays(known, 1) : end;
  const since = addMonths(month, 1 - shownMonths);
  const params = {client_id: clientId, since, until};
  const events = useReport("case_events", params);
  const owners = useReport("case_owners", {client_id: clientId});
  const span = {since, until, silenceDays};
  const draw = useCallback(
    (options: ChartOptions) =>
      caseTimeline(events.rows, owners.rows, {...options, since, until, silenceDays}),
    [events.rows, owners.rows, since, until, silenceDays],
  );
  return (
    <>
      <Card
        id="timeline"
        span="full"
        report="case_events"
        params={params}
        loaded={events}
        finding={caseFinding(events.rows, span, name, all)}
        question={t("case.timeline.question")}
        subtitle={t(silenceDays === null ? "case.timeline.subtitlePlain" : "case.timeline.subtitle", {
          from: f.fullDay(since),
          to: f.fullDay(addDays(until, -1)),
          days: f.count(silenceDays),
        })}
        draw={draw}
        height={440}
        columns={[
          "event_date",
          "kind_code",
          "employee_name",
          "leg_code",
          "talk_seconds",
          "is_contact",
          "has_recording",
          "amount",
          "detail_code",
          "detail",
        ]}
        groups={{kind_code: "case.kind", leg_code: "leg", detail_code: "result"}}
        empty={t("case.timeline.empty")}
      />
      <TableCard
        id="owners"
        report="case_owners"
        params={{client_id: clientId}}
        loaded={owners}
        question={t("case.owners.question")}
        subtitle={t("case.owners.subtitle")}
        columns={["valid_from", "valid_to", "owner_name", "leg_code", "reason"]}
        groups={{leg_code: "leg"}}
        empty={t("case.owners.empty")}
      />
    </>
  );
}
