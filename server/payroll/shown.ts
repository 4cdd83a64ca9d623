import type {CalculatedStatement} from "../ledger/payroll.ts";
import type {CalculatedMonth, KnownPlan} from "./close.ts";
import type {Owed} from "./decisions.ts";
import {knownKopecks, moneyText} from "./money.ts";
import type {PayrollMonth} from "./month.ts";

/** What everybody who may see a month sees of it. */
export const lifeOf = ({month, status, version, review, closed}: PayrollMonth) => ({
  month,
  status,
  version,
  review_since: review?.at ?? null,
  closed_at: closed?.at ?? null,
});

const sum = (amounts: readonly string[]) =>
  moneyText(amounts.reduce((total, amount) => total + knownKopecks(amount), 0n));

/** The company's sums without anybody's own. */
export function totalsOf({statements, pay_day, data_until}: CalculatedMonth) {
  const lines = statements.flatMap((statement) => statement.lines);
  const of = (legalClass: string) =>
    sum(lines.filter(({legal_class}) => legal_class === legalClass).map(({amount}) => amount));
  return {
    pay_day,
    data_until,
    people: statements.length,
    total: sum(statements.map(({total}) => total)),
    salary: of("salary"),
    piece_rate: of("piece_rate"),
    bonus: of("bonus"),
    corrections: sum(lines.filter(({kind}) => kind === "correction").map(({amount}) => amount)),
  };
}

/** A statement in a table of all: how many rows a line has, not which. */
export const shortStatement = ({lines, ...statement}: CalculatedStatement) => ({
  ...statement,
  lines: lines.map((line) => ({...line, rows: line.rows.length})),
});

export const owedJson = ({amount, overpaid, ...owed}: Owed) => ({
  ...owed,
  amount: moneyText(amount),
  overpaid: moneyText(overpaid),
});

/** A version of a plan as it is chosen; what it says stands in its file. */
export const shortPlan = ({source: _source, ...plan}: KnownPlan): KnownPlan => plan;
