import {useCallback} from "preact/hooks";
import type {
  ClientsToCallRow,
  FarmerClientsRow,
  GroupSharesRow,
  WhiteSpaceRow,
} from "../../../queries/generated/rows.ts";
import {groupHeat} from "../../charts/group-heat.ts";
import type {ChartOptions} from "../../charts/options.ts";
import {potentialDots} from "../../charts/potential-dots.ts";
import {Card} from "../../components/card.tsx";
import {Link} from "../../components/link.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {hrefOf} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";

/** Groups a buying client takes on average: clients of each group over clients, each farmer's once. */
export function groupsFinding(rows: readonly GroupSharesRow[], {t, f}: Words): string | null {
  const people = [...Map.groupBy(rows, (row) => row.employee_id).values()].map((own) => own[0]!);
  const buyers = people.reduce((sum, row) => sum + row.buyer_count, 0);
  if (buyers === 0) return null;
  return t("farmers.groups.finding", {
    per: f.tenths(rows.reduce((sum, row) => sum + row.group_count, 0) / buyers),
    all: f.count(new Set(rows.map((row) => row.product_group)).size),
    n: f.count(buyers),
  });
}

/** Which groups of goods each farmer's clients buy. */
export function GroupsCard() {
  const all = words.value;
  const {t} = all;
  const groups = useReport("group_shares", {});
  const draw = useCallback((options: ChartOptions) => groupHeat(groups.rows, options), [groups.rows]);
  return (
    <Card
      id="groups"
      span="full"
      report="group_shares"
      params={{}}
      loaded={groups}
      finding={groupsFinding(groups.rows, all)}
      question={t("farmers.groups.question")}
      subtitle={t("farmers.groups.subtitle")}
      draw={draw}
      height={280}
      columns={["employee_name", "product_group", "group_count", "buyer_count", "order_amount"]}
      empty={t("farmers.groups.empty")}
    />
  );
}

export function whiteFinding([first]: readonly WhiteSpaceRow[], {t, f}: Words): string | null {
  if (!first || first.all_potential_amount <= 0) return null;
  return t("farmers.white.finding", {
    share: f.percent(first.all_year_amount / first.all_potential_amount),
    white: f.money(first.all_white_amount),
    n: f.count(first.all_client_count),
    stale: f.count(first.all_stale_count),
  });
}

/** What clients could buy and do not, the largest gaps first. */
export function WhiteCard() {
  const all = words.value;
  const {t, f} = all;
  const white = useReport("white_space", {});
  const draw = useCallback((options: ChartOptions) => potentialDots(white.rows, options), [white.rows]);
  const over = white.rows[0]?.all_over_count ?? 0;
  return (
    <Card
      id="white-space"
      span="full"
      report="white_space"
      params={{}}
      loaded={white}
      finding={whiteFinding(white.rows, all)}
      question={t("farmers.white.question")}
      subtitle={t("farmers.white.subtitle", {shown: f.count(white.rows.length)})}
      draw={draw}
      height={400}
      columns={[
        "client_name",
        "client_size",
        "employee_name",
        "potential_amount",
        "potential_date",
        "is_stale",
        "year_amount",
        "white_amount",
        "goods_group_count",
        "missing_groups",
      ]}
      groups={{client_size: "clientSize"}}
      note={over > 0 ? <p>{t("farmers.white.over", {count: over, n: f.count(over)})}</p> : null}
      empty={t("farmers.white.empty")}
    />
  );
}

export function callsFinding([first]: readonly ClientsToCallRow[], {t, f}: Words): string | null {
  if (!first) return null;
  return t("farmers.calls.finding", {count: first.all_call_count, n: f.count(first.all_call_count)});
}

/** The reason in words, with the numbers it rests on. */
export function reasonText(
  row: Pick<
    ClientsToCallRow,
    | "reason_code"
    | "silent_days"
    | "longest_pause_days"
    | "pause_count"
    | "recent_amount"
    | "low_amount"
    | "usual_amount"
  >,
  {t, f}: Words,
): string {
  return row.reason_code === "overdue_order"
    ? t("farmers.calls.overdue", {
        days: f.count(row.silent_days),
        longest: f.count(row.longest_pause_days),
        pauses: f.count(row.pause_count),
      })
    : t("farmers.calls.below", {
        recent: f.money(row.recent_amount),
        low: f.money(row.low_amount),
        usual: f.money(row.usual_amount),
      });
}

/** Why the list is empty: that all is well is said only of clients whose past can tell. */
export function callsEmpty(held: FarmerClientsRow | undefined, {t, f}: Words): string {
  if (!held) return t("state.empty");
  if (held.client_count === 0) return t("farmers.calls.noClients");
  if (held.buyer_count === 0) return t("farmers.calls.noOrders");
  if (held.known_count === 0) return t("farmers.calls.early");
  return t("farmers.calls.empty", {n: f.count(held.known_count)});
}

/** The farmer's list of the day. */
export function CallsCard() {
  const all = words.value;
  const {t} = all;
  const calls = useReport("clients_to_call", {});
  const held = useReport("farmer_clients", {});
  return (
    <TableCard
      id="calls"
      report="clients_to_call"
      params={{}}
      loaded={calls}
      finding={callsFinding(calls.rows, all)}
      question={t("farmers.calls.question")}
      subtitle={t("farmers.calls.subtitle")}
      pageSize={15}
      columns={[
        "client_name",
        "client_phone",
        "client_size",
        "employee_name",
        "reason_code",
        "usual_amount",
        "silent_days",
        "last_contact_date",
      ]}
      groups={{client_size: "clientSize"}}
      cell={(row, column) => (column === "reason_code" ? reasonText(row, all) : undefined)}
      actions={(row) => <Link href={hrefOf("/case", {client: row.client_id})}>{t("case.open")}</Link>}
      empty={callsEmpty(held.rows[0], all)}
    />
  );
}
