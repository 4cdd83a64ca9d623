import type {DatabaseSync} from "node:sqlite";
import type {Bilingual} from "../errors.ts";
import type {PayrollEvent, Step} from "../payroll/events.ts";
import {audit} from "./audit.ts";

/** One person's month as the pipeline calculated it, with what the ledger asks of it; sums are exact text. */
export interface CalculatedStatement {
  employee_id: string;
  employee_name: string | null;
  base: string;
  total: string;
  /** Without what other closed months owed. */
  own_total: string;
  hash: string;
  /** Months closed by an earlier version do not say what each was paid. */
  paid_credits: {payment_id: string; component: string; amount?: string}[];
  lines: CalculatedLine[];
}
export interface CalculatedLine {
  id: string;
  kind: string;
  component: string;
  legal_class: string | null;
  amount: string;
  text: Bilingual;
  rows: unknown[];
}

/** A line at one of two calculations. */
interface Side {
  amount: string;
  stated: string;
  /** Figures; statements of an earlier version do not have them here. */
  basis?: unknown;
}

/** What a later calculation of a closed month gives otherwise. */
export interface Difference {
  employee_id: string;
  paid: string;
  recalculated: string;
  change: string;
  /** Of the change: accruals that bring more, and those that bring less; an earlier version of the program did not tell. */
  more?: string;
  less?: string;
  lines: {
    line_id: string;
    before?: Side | null;
    after?: Side | null;
    change?: string;
    rows: {added: string[]; gone: string[]; changed: string[]};
  }[];
}

/** A row to be frozen; money is kopecks. */
export interface FrozenStatement {
  employee_id: string;
  own_total: bigint;
  hash: string;
  credits: CalculatedStatement["paid_credits"];
  /** What it pays for other closed months. */
  corrections: {closed_month: string; amount: string}[];
  body: unknown;
  difference: Difference | null;
}

/** Writes a step and its line in the audit; the caller holds the transaction. */
export function recordStep(ledger: DatabaseSync, step: Step, by: string, now = Date.now()): number {
  const {month, kind, employee_id} = step;
  const detail = JSON.stringify(step.detail);
  const {lastInsertRowid} = ledger
    .prepare(
      "insert into payroll_events (at, by_name, month, kind, employee_id, detail) values (?, ?, ?, ?, ?, ?)",
    )
    .run(now, by, month, kind, employee_id, detail);
  const subject = employee_id === null ? month : `${month} ${employee_id}`;
  audit(ledger, {actor: by, action: `payroll_${kind}`, subject, detail}, now);
  return Number(lastInsertRowid);
}

/** All steps in their order, or those of one month. */
export function listSteps(ledger: DatabaseSync, month?: string): PayrollEvent[] {
  const rows =
    month === undefined
      ? ledger.prepare("select * from payroll_events order by event_id").all()
      : ledger.prepare("select * from payroll_events where month = ? order by event_id").all(month);
  return rows.map((row) => {
    const {detail, ...rest} = row;
    return {...rest, detail: JSON.parse(String(detail))} as unknown as PayrollEvent;
  });
}

export const lastStep = (ledger: DatabaseSync): number =>
  Number(ledger.prepare("select max(event_id) as last from payroll_events").get()?.["last"] ?? 0);

export const closedMonths = (ledger: DatabaseSync): string[] =>
  ledger
    .prepare("select month from payroll_closes order by month")
    .all()
    .map((row) => String(row["month"]));

/** Keeps what a month was closed with; the caller holds the transaction. */
export function freezeMonth(ledger: DatabaseSync, month: string, eventId: number, body: unknown): void {
  ledger
    .prepare("insert into payroll_closes (month, event_id, body) values (?, ?, ?)")
    .run(month, eventId, JSON.stringify(body));
}

export function freezeStatements(
  ledger: DatabaseSync,
  month: string,
  version: number,
  statements: readonly FrozenStatement[],
): void {
  const insert = ledger.prepare(
    `insert into payroll_statements
       (month, version, employee_id, own_total, hash, credits, corrections, body, difference)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const {employee_id, own_total, hash, credits, corrections, body, difference} of statements)
    insert.run(
      month,
      version,
      employee_id,
      own_total,
      hash,
      JSON.stringify(credits),
      JSON.stringify(corrections),
      JSON.stringify(body),
      difference && JSON.stringify(difference),
    );
}

/** What a month was closed with, without its statements. */
export function closedBody(ledger: DatabaseSync, month: string): Record<string, unknown> | null {
  const row = ledger.prepare("select body from payroll_closes where month = ?").get(month);
  return row ? (JSON.parse(String(row["body"])) as Record<string, unknown>) : null;
}

/** The statements as they were paid, by person. */
export function paidStatements(ledger: DatabaseSync, month: string): CalculatedStatement[] {
  return ledger
    .prepare("select body from payroll_statements where month = ? and version = 1 order by employee_id")
    .all(month)
    .map((row) => JSON.parse(String(row["body"])) as CalculatedStatement);
}

/** What each person's closed month comes to by the last calculation, beside what it was closed with. */
export interface Standing {
  month: string;
  employee_id: string;
  version: number;
  paid: bigint;
  recalculated: bigint;
  difference: Difference | null;
}

/** People of whom a later calculation of a closed month said something else, by their last one. */
export function listStandings(ledger: DatabaseSync): Standing[] {
  const statement = ledger.prepare(
    `select later.month, later.employee_id, later.version, later.own_total, later.difference,
       coalesce(first.own_total, 0) as paid
     from payroll_statements as later
     left join payroll_statements as first
       on first.month = later.month and first.employee_id = later.employee_id and first.version = 1
     where later.version > 1 and later.version = (
       select max(last.version) from payroll_statements as last
       where last.month = later.month and last.employee_id = later.employee_id
     )
     order by later.month, later.employee_id`,
  );
  statement.setReadBigInts(true);
  return statement.all().map((row) => ({
    month: String(row["month"]),
    employee_id: String(row["employee_id"]),
    version: Number(row["version"]),
    paid: row["paid"] as bigint,
    recalculated: row["own_total"] as bigint,
    difference: row["difference"] === null ? null : (JSON.parse(String(row["difference"])) as Difference),
  }));
}

/** Receipts that one calculation of a closed month pays for. */
export function creditsOf(ledger: DatabaseSync, month: string, version: number, employee: string) {
  const row = ledger
    .prepare("select credits from payroll_statements where month = ? and version = ? and employee_id = ?")
    .get(month, version, employee);
  return row ? (JSON.parse(String(row["credits"])) as FrozenStatement["credits"]) : [];
}

/** What a closed month paid one person: receipts that count as paid for, and other months' differences. */
export interface Paid {
  month: string;
  employee_id: string;
  credits: FrozenStatement["credits"];
  corrections: FrozenStatement["corrections"];
}

export function listPaid(ledger: DatabaseSync): Paid[] {
  return ledger
    .prepare("select month, employee_id, credits, corrections from payroll_statements where version = 1")
    .all()
    .map((row) => ({
      month: String(row["month"]),
      employee_id: String(row["employee_id"]),
      credits: JSON.parse(String(row["credits"])) as FrozenStatement["credits"],
      corrections: JSON.parse(String(row["corrections"])) as FrozenStatement["corrections"],
    }));
}

/** By which contents of plans closed months paid, in the order in which they were closed. */
export function listPaidPlans(ledger: DatabaseSync) {
  return ledger
    .prepare(
      `select closes.event_id, statements.month, statements.employee_id,
         json_extract(statements.body, '$.plans') as plans
       from payroll_statements as statements inner join payroll_closes as closes on closes.month = statements.month
       where statements.version = 1 order by closes.event_id`,
    )
    .all()
    .map((row) => ({
      event_id: Number(row["event_id"]),
      month: String(row["month"]),
      employee_id: String(row["employee_id"]),
      plans: JSON.parse(String(row["plans"] ?? "{}")) as Record<string, string>,
    }));
}
