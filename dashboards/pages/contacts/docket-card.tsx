import {useEffect, useMemo, useState} from "preact/hooks";
import type {ManagerLoadRow, TakeAwayDocketRow} from "../../../queries/generated/rows.ts";
import {Link} from "../../components/link.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {type Decision, decidedOf, decisionOf, decisions, loadDecisions} from "../../lib/decisions.ts";
import {useEmpty} from "../../lib/known.ts";
import {hrefOf, param, setQuery} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {DecisionDrawer} from "./decision-drawer.tsx";

/** Cases looked at first: what people can decide in one sitting. */
const firstCases = 20;

/** What still waits for a decision, and how much is decided. */
export function docketFinding(
  rows: readonly TakeAwayDocketRow[],
  {t, f}: Words,
  known: readonly Decision[] = [],
): string | null {
  const [first] = rows;
  if (!first) return null;
  const decided = decidedOf(known);
  const open = first.all_proposed_count - decided.count;
  const amount = first.all_proposed_amount - decided.amount;
  const finding = t(open === 0 ? "docket.none" : amount === 0 ? "docket.unbought" : "docket.finding", {
    count: open,
    n: f.count(open),
    money: f.money(amount),
    held: f.count(first.all_held_count),
    warned: f.count(first.all_warned_count),
    first: firstText(rows, open, {t, f}, known),
  });
  return decided.count === 0
    ? finding
    : t("docket.findingDecided", {finding, decided: f.count(decided.count)});
}

/** With which cases to begin, when they are more than one sitting decides: the largest, and what they hold of the money. */
function firstText(
  rows: readonly TakeAwayDocketRow[],
  open: number,
  {t, f}: Pick<Words, "t" | "f">,
  known: readonly Decision[],
): string {
  if (open <= firstCases) return "";
  const begin = rows
    .filter((row) => row.docket_state === "proposed" && !decisionOf(row, known))
    .slice(0, firstCases);
  const amount = begin.reduce((sum, row) => sum + row.order_amount, 0);
  return t(amount === 0 ? "docket.firstUnbought" : "docket.first", {
    n: f.count(begin.length),
    money: f.money(amount),
    rest: f.count(open - begin.length),
  });
}

/** Who can take clients over: a manager who speaks with fewer clients than the norm's upper end has room for the rest. */
export function roomText(everybody: readonly ManagerLoadRow[], month: string, {t, f}: Words): string | null {
  const rows = everybody.filter((row) => !row.is_away);
  const [first] = rows;
  if (!first || first.norm_high === null) return null;
  const free = rows.flatMap((row) => {
    const room = Math.floor((row.norm_high ?? 0) - row.conversation_client_count);
    return room > 0 ? [{name: row.employee_name, room}] : [];
  });
  const said = {
    month: f.month(month),
    high: f.count(first.norm_high),
    people: f.count(rows.length),
  };
  if (free.length === 0) return t("docket.noRoom", said);
  return t("docket.room", {
    ...said,
    n: f.count(free.reduce((sum, {room}) => sum + room, 0)),
    names: f.names(free.map(({name, room}) => `${name} (${f.count(room)})`)),
  });
}

/** Owners with proposed clients, those with most first. */
export const ownersOf = (rows: readonly TakeAwayDocketRow[]) =>
  [...new Map(rows.map((row) => [row.owner_employee_id, row])).values()]
    .filter((row) => row.owner_proposed_count > 0)
    .toSorted((one, other) => other.owner_proposed_count - one.owner_proposed_count)
    .map((row) => ({
      id: row.owner_employee_id,
      name: row.owner_name ?? row.owner_employee_id,
      count: row.owner_proposed_count,
    }));

/** What speaks for and against, in the row: why a client is held, how long the grace runs, what was done of the plan. */
export function evidenceOf(row: TakeAwayDocketRow, column: string, {t, f}: Words): string | undefined {
  switch (column) {
    case "owner_name":
      return row.is_owner_gone
        ? t("docket.gone", {name: row.owner_name ?? row.owner_employee_id})
        : undefined;
    case "docket_state":
      if (row.docket_state === "warned") return t("docket.grace", {day: f.fullDay(row.grace_until_date)});
      if (row.docket_state === "proposed")
        return row.open_deal_moved_date
          ? t("docket.oldDeal", {day: f.fullDay(row.open_deal_moved_date)})
          : undefined;
      if (row.promised_date) return t("docket.heldPromise", {day: f.fullDay(row.promised_date)});
      if (row.open_deal_moved_date) return t("docket.heldDeal", {day: f.fullDay(row.open_deal_moved_date)});
      return t("docket.heldAway");
    case "last_order_date": {
      // the last business, where money or a won deal came after the last order
      const [paid, won] = [row.last_paid_date ?? "", row.last_won_date ?? ""];
      if (paid <= (row.last_order_date ?? "") && won <= (row.last_order_date ?? "")) return undefined;
      return paid >= won
        ? t("docket.businessPaid", {day: f.fullDay(paid)})
        : t("docket.businessWon", {day: f.fullDay(won)});
    }
    case "counted_days": {
      const said = {days: f.count(row.counted_days), limit: f.count(row.limit_days)};
      return row.absent_days > 0
        ? t("docket.away", {...said, away: f.count(row.absent_days)})
        : t("docket.days", said);
    }
    case "year_contact_count":
      return row.planned_contacts === null
        ? undefined
        : t("docket.contacts", {
            done: f.count(row.year_contact_count),
            plan: f.count(Math.round(row.planned_contacts)),
          });
    default:
      return undefined;
  }
}

const decidedText = ({decision, by_name, decided_at, reason}: Decision, {t, f}: Words): string =>
  t(`docket.decided.${decision}`, {
    name: by_name,
    moment: f.moment(new Date(decided_at).toISOString()),
    reason,
  });

/** Clients that the rule proposes to pass on, each with its evidence; a person decides, and says why. */
export function DocketCard({params}: {params: {month: string} | null}) {
  const empty = useEmpty();
  const all = words.value;
  const {t, f} = all;
  const docket = useReport("take_away_docket", {});
  const load = useReport("manager_load", params);
  const owners = useMemo(() => ownersOf(docket.rows), [docket.rows]);
  const owner = owners.find(({id}) => id === param("owner"))?.id ?? "";
  const [open, setOpen] = useState<TakeAwayDocketRow | null>(null);
  useEffect(() => {
    void loadDecisions();
  }, []);
  const known = decisions.value ?? [];
  const rows = useMemo(
    () =>
      docket.rows
        .filter((row) => owner === "" || row.owner_employee_id === owner)
        .toSorted((a, b) => Number(!!decisionOf(a, known)) - Number(!!decisionOf(b, known))),
    [docket.rows, known, owner],
  );
  const room = params && load.rows.length > 0 ? roomText(load.rows, params.month, all) : null;
  return (
    <>
      <TableCard
        id="docket"
        report="take_away_docket"
        params={{}}
        loaded={docket}
        rows={rows}
        finding={docketFinding(docket.rows, all, known)}
        question={t("docket.question")}
        subtitle={t("docket.subtitle")}
        columns={[
          "client_name",
          "client_group",
          "owner_name",
          "docket_state",
          "order_amount",
          "last_contact_date",
          "last_order_date",
          "counted_days",
          "year_contact_count",
        ]}
        groups={{docket_state: "docketState"}}
        pageSize={firstCases}
        tools={
          owners.length > 1 && (
            <select
              aria-label={t("docket.owner")}
              value={owner}
              onChange={(event) => setQuery({owner: event.currentTarget.value || null})}
            >
              <option value="">{t("docket.owners")}</option>
              {owners.map(({id, name, count}) => (
                <option key={id} value={id}>
                  {t("docket.ownerOption", {name, n: f.count(count)})}
                </option>
              ))}
            </select>
          )
        }
        {...(room ? {note: room} : {})}
        cell={(row, column) => {
          if (column === "client_name")
            return (
              <Link href={hrefOf("/case", {client: row.client_id})}>{row.client_name ?? row.client_id}</Link>
            );
          const done = column === "docket_state" && decisionOf(row, known);
          return done ? decidedText(done, all) : evidenceOf(row, column, all);
        }}
        actions={(row) =>
          row.docket_state === "proposed" && (
            <button type="button" onClick={() => setOpen(row)}>
              {t("docket.decide")}
            </button>
          )
        }
        empty={empty(["owners"], t("docket.empty"))}
      />
      {open && <DecisionDrawer row={open} onClose={() => setOpen(null)} />}
    </>
  );
}
