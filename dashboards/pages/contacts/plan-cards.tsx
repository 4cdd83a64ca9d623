import {useCallback} from "preact/hooks";
import type {
  ContactCapacityRow,
  ContactPlanRow,
  UnplannedGroupsRow,
} from "../../../queries/generated/rows.ts";
import {
  contactCapacity,
  isOverTime,
  minutesADay,
  minutesHad,
  minutesNow,
} from "../../charts/contact-capacity.ts";
import {contactPlan} from "../../charts/contact-plan.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {Card} from "../../components/card.tsx";
import {Link} from "../../components/link.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {useEmpty} from "../../lib/known.ts";
import {hrefOf} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** How much of the plan is overdue, and in which group most. */
export function planFinding(rows: readonly ContactPlanRow[], {t, f}: Words): string | null {
  const all = rows.reduce((sum, row) => sum + row.client_count, 0);
  if (all === 0) return null;
  const overdue = rows.reduce((sum, row) => sum + row.contact_overdue_count, 0);
  if (overdue === 0) return t("base.plan.kept", {n: f.count(all)});
  const share = (row: ContactPlanRow) => row.contact_overdue_count / row.client_count;
  const worst = rows.reduce((most, row) => (share(row) > share(most) ? row : most));
  const planned = rows.reduce((sum, row) => sum + row.contact_planned_count, 0);
  return t(planned === 0 ? "base.plan.overdueUnplanned" : "base.plan.overdue", {
    planned: f.count(planned),
    overdue: f.count(overdue),
    n: f.count(all),
    rate: f.percent(overdue / all),
    group: worst.client_group,
    worst: f.percent(share(worst)),
  });
}

/** Clients held in groups that no plan knows, by name of the group: no limit says when they are overdue. */
export function unplannedText(rows: readonly UnplannedGroupsRow[], {t, f}: Words): string | null {
  if (rows.length === 0) return null;
  const all = rows.reduce((sum, row) => sum + row.client_count, 0);
  return t("base.plan.unplanned", {
    count: all,
    n: f.count(all),
    groups: f.names(
      rows.map(
        (row) =>
          `${row.client_group === "" ? t("base.plan.noGroup") : row.client_group} (${f.count(row.client_count)})`,
      ),
    ),
  });
}

/**
 * Whether the plan fits into the time these people have by the norm of their posts, and how much of it is overdue, before
 * anybody is asked why it is not kept. Without a norm of a post nothing is decided of it: the talk of now is said beside.
 * Clients of somebody who has left, or of one without time, are said when they are more than one.
 */
export function capacityFinding(rows: readonly ContactCapacityRow[], {t, f}: Words): string | null {
  const known = rows.filter((row) => minutesADay(row) !== null);
  const sum = (own: readonly ContactCapacityRow[], pick: (row: ContactCapacityRow) => number) =>
    own.reduce((total, row) => total + pick(row), 0);
  const people = (own: readonly ContactCapacityRow[]) =>
    t("chart.people", {count: new Set(own.map((row) => row.employee_id)).size});
  const judged = known.filter((row) => row.talk_norm_minutes !== null);
  const present = judged.filter((row) => !row.is_gone);
  const open = known.filter((row) => row.talk_norm_minutes === null);
  const talking = open.filter((row) => minutesNow(row) !== null);
  const asked = (own: readonly ContactCapacityRow[]) => f.minutes(sum(own, (row) => minutesADay(row)!) * 60);
  const noNorm =
    talking.length === 0
      ? null
      : t("base.capacity.noNorm", {
          asked: asked(open),
          now: f.minutes(sum(talking, (row) => minutesNow(row)!) * 60),
          people: people(talking),
        });
  const overdue = t("base.capacity.overdue", {
    rate: f.rate(
      sum(rows, (row) => row.contact_overdue_count),
      sum(rows, (row) => row.client_count),
    ),
  });
  if (present.length === 0) return noNorm && `${noNorm}; ${overdue}`;
  const have = sum(present, (row) => minutesHad(row)!);
  const stranded = judged.filter((row) => row.is_gone || isOverTime(row));
  const isUneven = sum(stranded, (row) => row.client_count) > 1;
  const isOver = sum(judged, (row) => minutesADay(row)!) > have;
  const verdict = t(
    isOver ? "base.capacity.over" : isUneven ? "base.capacity.uneven" : "base.capacity.fits",
    {
      asked: asked(judged),
      have: f.minutes(have * 60),
      people: people(present),
      owners: f.count(stranded.length),
      clients: f.count(sum(stranded, (row) => row.client_count)),
    },
  );
  return [verdict, noNorm, overdue].filter(Boolean).join("; ");
}

export function PlanCard() {
  const empty = useEmpty();
  const all = words.value;
  const {t} = all;
  const plan = useReport("contact_plan", {});
  const unplanned = useReport("unplanned_groups", {});
  const draw = useCallback((options: ChartOptions) => contactPlan(plan.rows, options), [plan.rows]);
  return (
    <Card
      id="plan"
      span="full"
      report="contact_plan"
      params={{}}
      loaded={plan}
      finding={planFinding(plan.rows, all)}
      note={plan.rows.length > 0 ? unplannedText(unplanned.rows, all) : null}
      question={t("base.plan.question")}
      subtitle={t("base.plan.subtitle")}
      draw={draw}
      height={200}
      columns={[
        "client_group",
        "contact_days",
        "client_count",
        "contact_covered_count",
        "contact_planned_count",
        "contact_due_count",
        "contact_overdue_count",
      ]}
      empty={empty(["contact_groups", "grouped_clients", "owners"], t("base.plan.empty"))}
    />
  );
}

export function CapacityCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const capacity = useReport("contact_capacity", params);
  const draw = useCallback(
    (options: ChartOptions) => contactCapacity(capacity.rows, options),
    [capacity.rows],
  );
  return (
    <Card
      id="capacity"
      span="full"
      report="contact_capacity"
      params={params}
      loaded={capacity}
      finding={capacityFinding(capacity.rows, all)}
      question={t("base.capacity.question")}
      subtitle={t("base.capacity.subtitle", {month: f.month(params?.month)})}
      draw={draw}
      height={320}
      columns={[
        "employee_name",
        "leg_code",
        "client_count",
        "contact_overdue_count",
        "required_contacts",
        "talk_seconds",
        "contact_count",
        "working_day_count",
        "talk_norm_minutes",
        "own_talk_seconds",
        "own_day_count",
        "is_gone",
      ]}
      groups={{leg_code: "leg"}}
      empty={empty(["contact_groups", "grouped_clients", "owners"], t("base.plan.empty"))}
    />
  );
}

/** The daily list: whom to speak with, the deepest overdue of all groups first. */
export function ContactClientsCard() {
  const empty = useEmpty();
  const {t, f} = words.value;
  const clients = useReport("contact_clients", {});
  const [first] = clients.rows;
  return (
    <TableCard
      id="contacts"
      report="contact_clients"
      params={{}}
      loaded={clients}
      finding={
        first
          ? t("base.contacts.finding", {
              n: f.count(first.all_contact_overdue_count),
              count: first.all_contact_overdue_count,
            })
          : null
      }
      question={t("base.contacts.question")}
      subtitle={t("base.contacts.subtitle")}
      columns={[
        "client_name",
        "client_phone",
        "client_group",
        "client_size",
        "owner_name",
        "owner_leg_code",
        "contact_state",
        "contact_silent_days",
        "contact_days",
        "promised_date",
        "order_amount",
      ]}
      groups={{client_size: "clientSize", owner_leg_code: "leg", contact_state: "contactState"}}
      pageSize={10}
      actions={(row) => <Link href={hrefOf("/case", {client: row.client_id})}>{t("case.open")}</Link>}
      empty={empty(["contact_groups", "grouped_clients", "owners"], t("base.contacts.empty"))}
    />
  );
}
