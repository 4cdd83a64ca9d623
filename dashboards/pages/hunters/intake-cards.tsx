import {useCallback, useMemo} from "preact/hooks";
import type {FirstContactsRow, WarmIntakeRow, WarmWaitingRow} from "../../../queries/generated/rows.ts";
import {type ChartOptions, legColor} from "../../charts/options.ts";
import {judgeRates, type PersonRate} from "../../charts/rate-dots.ts";
import {medianOfAll, medians, waitCurve} from "../../charts/wait-curve.ts";
import {Card} from "../../components/card.tsx";
import {Link} from "../../components/link.tsx";
import {PeopleList} from "../../components/people-list.tsx";
import {RateCard} from "../../components/rate-card.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {noValue} from "../../lib/format.ts";
import {useEmpty} from "../../lib/known.ts";
import {hrefOf} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** Of a person only what fell due while he was at work tells anything. */
export const lateAcceptance = (row: WarmIntakeRow): PersonRate => ({
  id: row.employee_id,
  name: row.employee_name,
  part: row.present_late_count,
  whole: row.present_count,
});

/** Who is late on days at work, beside the lateness of all that fell due. */
export function intakeFinding(rows: readonly WarmIntakeRow[], {t, f}: Words): string | null {
  const part = rows.reduce((sum, row) => sum + row.late_count, 0);
  const whole = rows.reduce((sum, row) => sum + row.decided_count, 0);
  if (whole === 0) return null;
  const named = judgeRates(rows.map(lateAcceptance)).beyond("above");
  return t(named.length === 0 ? "hunters.intake.even" : "hunters.intake.late", {
    rate: f.percent(part / whole),
    part: f.count(part),
    n: f.count(whole),
    names: f.names(named.map((row) => `${row.name} (${f.percent(row.part / row.whole)})`)),
  });
}

/** Warm clients received, and whether they were accepted in time. */
export function IntakeCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const intake = useReport("warm_intake", params);
  return (
    <RateCard
      id="intake"
      report="warm_intake"
      params={params}
      loaded={intake}
      rows={intake.rows}
      rateOf={lateAcceptance}
      worse="above"
      color={legColor.hunters}
      finding={intakeFinding(intake.rows, all)}
      question={t("hunters.intake.question")}
      subtitle={t("hunters.intake.subtitle", {month: f.month(params?.month)})}
      columns={[
        "employee_name",
        "received_count",
        "accepted_count",
        "returned_count",
        "decided_count",
        "late_count",
        "present_count",
        "present_late_count",
        "contacted_count",
        "waiting_count",
      ]}
      empty={empty(["warm_clients"], t("hunters.intake.empty"))}
    />
  );
}

export function firstFinding(rows: readonly FirstContactsRow[], {t, f}: Words): string | null {
  if (rows.length === 0) return null;
  const {median, low, high} = medianOfAll(rows);
  const n = rows.reduce((sum, row) => sum + row.client_count, 0);
  const contacted = rows.reduce((sum, row) => sum + (row.is_contacted ? row.client_count : 0), 0);
  if (median === null) return t("hunters.first.fewer", {contacted: f.count(contacted), n: f.count(n)});
  return t("hunters.first.median", {
    median: f.count(median),
    low: f.count(low),
    high: high === null ? noValue : f.count(high),
    n: f.count(n),
  });
}

/** How long a warm client waits for the first word of a hunter. */
export function FirstContactsCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const first = useReport("first_contacts", params);
  const draw = useCallback((options: ChartOptions) => waitCurve(first.rows, options), [first.rows]);
  const each = useMemo(() => medians(first.rows), [first.rows]);
  return (
    <Card
      id="first-contacts"
      span="full"
      report="first_contacts"
      params={params}
      loaded={first}
      finding={firstFinding(first.rows, all)}
      question={t("hunters.first.question")}
      subtitle={t("hunters.first.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={320}
      columns={["employee_name", "wait_days", "is_contacted", "client_count"]}
      note={
        <PeopleList
          lines={each.map(({name, count, won, median, low, high}) =>
            median === null
              ? t("hunters.first.eachFewer", {name, n: f.count(count), contacted: f.count(won)})
              : t("hunters.first.each", {
                  name,
                  n: f.count(count),
                  contacted: f.count(won),
                  median: f.count(median),
                  low: f.count(low),
                  high: f.count(high),
                }),
          )}
        />
      }
      empty={empty(["warm_clients"], t("hunters.intake.empty"))}
    />
  );
}

export function waitingFinding([first]: readonly WarmWaitingRow[], {t, f}: Words): string | null {
  if (!first) return null;
  return t("hunters.waiting.finding", {
    count: first.all_waiting_count,
    n: f.count(first.all_waiting_count),
    days: f.count(first.wait_days),
  });
}

/** The list to work through: warm clients nobody has spoken with yet. */
export function WaitingCard() {
  const empty = useEmpty();
  const all = words.value;
  const {t} = all;
  const waiting = useReport("warm_waiting", {});
  return (
    <TableCard
      id="waiting"
      report="warm_waiting"
      params={{}}
      loaded={waiting}
      finding={waitingFinding(waiting.rows, all)}
      question={t("hunters.waiting.question")}
      subtitle={t("hunters.waiting.subtitle")}
      pageSize={15}
      columns={[
        "client_name",
        "client_phone",
        "client_size",
        "employee_name",
        "offered_date",
        "accepted_date",
        "is_accepted_late",
        "wait_days",
      ]}
      groups={{client_size: "clientSize"}}
      actions={(row) => <Link href={hrefOf("/case", {client: row.client_id})}>{t("case.open")}</Link>}
      empty={empty(["warm_clients"], t("hunters.waiting.empty"))}
    />
  );
}
