import {existsSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {DatabaseSync} from "node:sqlite";
import {type Bilingual, HttpError} from "../errors.ts";
import {transaction} from "../ledger/ledger.ts";
import {
  type CalculatedStatement,
  closedMonths,
  type Difference,
  type FrozenStatement,
  freezeMonth,
  freezeStatements,
  listStandings,
  listSteps,
  recordStep,
} from "../ledger/payroll.ts";
import type {PayrollEvent, Step} from "./events.ts";
import {knownKopecks, moneyText} from "./money.ts";
import {monthOf} from "./month.ts";
import {type Actor, type Circumstances, refusalOf} from "./refusal.ts";

/** A month as the pipeline calculated it. */
export interface CalculatedMonth {
  month: string;
  pay_day: string;
  snapshot: string;
  data_until: string;
  hash: string;
  total: string;
  statements: CalculatedStatement[];
  differences: Difference[] | null;
  /** Every version of every plan the company has. */
  plans: KnownPlan[];
  /** Why it may not be closed. */
  hindrances?: Bilingual[];
  /** Ids of everybody in the staff list. */
  staff: string[];
  [more: string]: unknown;
}

export interface KnownPlan {
  plan: string;
  version: number;
  name: Bilingual;
  valid_from: string;
  valid_to: string | null;
  /** True where it may pay less than the version before it. */
  may_lessen?: boolean;
  /** Of what the version says; months that an earlier version closed do not keep it. */
  hash?: string;
  /** What stands in its file. */
  source?: unknown;
}

export type Known = Omit<Circumstances, "closedMonths" | "signers">;

/** Takes a step, or says why not: what it hangs on is read in the transaction that writes it. */
export function takeStep(
  ledger: DatabaseSync,
  step: Step,
  actor: Actor,
  known: Known,
  also: (eventId: number) => void = () => undefined,
): number {
  return transaction(ledger, () => {
    const eventId = writeStep(ledger, step, actor, known);
    also(eventId);
    return eventId;
  });
}

/** The caller holds the transaction. */
export function writeStep(ledger: DatabaseSync, step: Step, actor: Actor, known: Known): number {
  const events = listSteps(ledger);
  const state = monthOf(step.month, events);
  const now = {...known, closedMonths: closedMonths(ledger), signers: signersOf(events)};
  const refusal = refusalOf(state, step, actor, now);
  if (refusal) throw new HttpError("refused", refusal);
  return recordStep(ledger, step, actor.name);
}

/** Who recorded signatures since a month was closed last. */
function signersOf(events: readonly PayrollEvent[]): string[] {
  const since = events.findLast(({kind}) => kind === "closed")?.event_id ?? 0;
  return events
    .filter(
      ({kind, event_id}) => (kind === "plan_signed" || kind === "signature_withdrawn") && event_id > since,
    )
    .map(({by_name}) => by_name);
}

/** Freezes a month and all its statements at once: killed at any moment, the month is open or closed. */
export function closeMonth(
  ledger: DatabaseSync,
  {statements, ...month}: CalculatedMonth,
  seenHash: string,
  actor: Actor,
  known: Known,
): number {
  const {hash, snapshot, total, pay_day, hindrances = []} = month;
  const step: Step = {
    month: month.month,
    kind: "closed",
    employee_id: null,
    detail: {hash: seenHash, snapshot_id: snapshot, total, people: statements.length, pay_day},
  };
  return takeStep(ledger, step, actor, {...known, hash, hindrances}, (eventId) => {
    freezeMonth(ledger, month.month, eventId, month);
    freezeStatements(
      ledger,
      month.month,
      1,
      statements.map((one) => frozen(one, null)),
    );
  });
}

/** Sums and figures of a difference: another cause or other words of the same ones make no new version. */
const worth = (difference: Difference | null | undefined) =>
  difference
    ? [
        difference.recalculated,
        difference.lines.map(({line_id, before, after}) => [
          line_id,
          [before, after].map((side) => side && [side.amount, side.stated, side.basis ?? null]),
        ]),
      ]
    : null;

/** People of a closed month who come out otherwise than at its last calculation, with what they differ by now. */
export function changedSince(
  ledger: DatabaseSync,
  {month, differences}: Pick<CalculatedMonth, "month" | "differences">,
) {
  const last = new Map(
    listStandings(ledger)
      .filter((standing) => standing.month === month)
      .map((standing) => [standing.employee_id, standing.difference] as const),
  );
  const differing = new Map((differences ?? []).map((one) => [one.employee_id, one]));
  // not by hash: that hangs on what other closed months owe too, which is theirs to tell
  const people = [...new Set([...differing.keys(), ...last.keys()])].filter(
    (id) => JSON.stringify(worth(last.get(id))) !== JSON.stringify(worth(differing.get(id))),
  );
  const of = (difference: Difference | null | undefined) => knownKopecks(difference?.change ?? "0.00");
  return {
    month,
    people,
    line_count: people.reduce((count, id) => count + (differing.get(id) ?? last.get(id))!.lines.length, 0),
    /** By how much more, or less, they come to than at the last calculation. */
    change: moneyText(people.reduce((total, id) => total + of(differing.get(id)) - of(last.get(id)), 0n)),
  };
}

/**
 * Keeps what a closed month comes to by present data as its next version; null when nobody's differs from the last
 * calculation. The version that was paid stays as it is.
 */
export function keepRecalculated(
  ledger: DatabaseSync,
  {month, snapshot, statements, differences}: CalculatedMonth,
  actor: Actor,
  known: Known,
): number | null {
  const now = new Map(statements.map((one) => [one.employee_id, one]));
  const differing = new Map((differences ?? []).map((one) => [one.employee_id, one]));
  const {people: changed} = changedSince(ledger, {month, differences});
  if (changed.length === 0) return null;
  const version = monthOf(month, listSteps(ledger, month)).version + 1;
  const sum = [...differing.values()].reduce((total, {change}) => total + knownKopecks(change), 0n);
  const step: Step = {
    month,
    kind: "recalculated",
    employee_id: null,
    detail: {version, snapshot_id: snapshot, people: differing.size, change: moneyText(sum)},
  };
  takeStep(ledger, step, actor, known, () =>
    freezeStatements(
      ledger,
      month,
      version,
      changed.map((id) => {
        const statement = now.get(id);
        const difference = differing.get(id) ?? null;
        return statement ? frozen(statement, difference) : gone(id, difference);
      }),
    ),
  );
  return version;
}

function frozen(statement: CalculatedStatement, difference: Difference | null): FrozenStatement {
  const {employee_id, own_total, hash, paid_credits, lines} = statement;
  return {
    employee_id,
    own_total: knownKopecks(own_total),
    hash,
    credits: paid_credits,
    corrections: lines
      .filter(({kind}) => kind === "correction")
      .map(({id, amount}) => ({closed_month: id.split("/")[1]!, amount})),
    body: statement,
    difference,
  };
}

/** Who was paid and by present data was not there at all. */
const gone = (employee_id: string, difference: Difference | null): FrozenStatement => ({
  employee_id,
  own_total: 0n,
  hash: "",
  credits: [],
  corrections: [],
  body: null,
  difference,
});

/** A closed month's snapshot stays, whatever is published later. */
export function keepSnapshot(snapshots: string, id: string): void {
  const folder = join(snapshots, id);
  if (!existsSync(join(folder, "manifest.json")))
    throw new HttpError("superseded", {
      en: `snapshot ${id}: it is gone; look at the month again`,
      ru: `снимок данных ${id}: его уже нет; посмотрите месяц ещё раз`,
    });
  writeFileSync(join(folder, "keep"), "");
}
