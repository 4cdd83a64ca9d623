import {chmodSync, mkdirSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {DatabaseSync} from "node:sqlite";
import {
  closedBody,
  closedMonths,
  creditsOf,
  type Difference,
  lastStep,
  listPaid,
  listPaidPlans,
  listStandings,
  listSteps,
  type Paid,
} from "../ledger/payroll.ts";
import type {Details, PayrollEvent} from "./events.ts";
import {knownKopecks, moneyText} from "./money.ts";
import {monthOf} from "./month.ts";

/** What HR decided and closed months paid, as the pipeline's `events-schema.ts` reads it. */
export function decisionsOf(ledger: DatabaseSync) {
  const events = listSteps(ledger);
  const months = [...Map.groupBy(events, ({month}) => month)].map(([month, own]) => monthOf(month, own));
  const paid = listPaid(ledger);
  const closed = new Set(closedMonths(ledger));
  const accepted = months.flatMap((open) =>
    open.corrections
      .filter(({amount, withdrawn}) => amount !== null && withdrawn === null)
      .map((one) => ({...one, open_month: open.month})),
  );
  const approver = (employee: string, closedMonth: string, open: string) =>
    accepted.find(
      (one) => one.employee_id === employee && one.closed_month === closedMonth && one.open_month === open,
    )?.by_name ?? "";
  return {
    adjustments: months.flatMap(({month, adjustments}) =>
      adjustments
        .filter(({withdrawn}) => withdrawn === null)
        .map(({event_id, employee_id, detail}) => ({
          adjustment_id: String(event_id),
          employee_id,
          month,
          ...detail,
        })),
    ),
    orders: months.flatMap(({orders}) =>
      orders
        .filter(({withdrawn}) => withdrawn === null)
        .map(({number, date, employee_id, order_kind}) => ({number, date, employee_id, kind: order_kind})),
    ),
    ...signedOf(ledger, events),
    // what came late and was paid as a correction is paid for too, by its later statement
    paid_credits: creditsOnce([
      ...paid,
      ...accepted.map(({closed_month: month, version, employee_id}) => ({
        month,
        employee_id,
        credits: creditsOf(ledger, month, version, employee_id),
      })),
    ]),
    closes: months.flatMap(({month, closed: close}) =>
      close ? [{month, people: close.people, total: close.total}] : [],
    ),
    closed_months: differing(ledger, events),
    // a closed month paid what its statement says, an open one will pay what was accepted
    accepted_corrections: [
      ...paid.flatMap(({month, employee_id, corrections}) =>
        corrections.map(({closed_month, amount}) => ({
          employee_id,
          closed_month,
          open_month: month,
          amount,
          approver: approver(employee_id, closed_month, month),
        })),
      ),
      ...accepted
        .filter(({open_month}) => !closed.has(open_month))
        .map(({employee_id, closed_month, open_month, amount, by_name}) => ({
          employee_id,
          closed_month,
          open_month,
          amount: amount!,
          approver: by_name,
        })),
    ],
  };
}

/** Each receipt once, by the last statement that says what it was paid. */
function creditsOnce(given: readonly Pick<Paid, "month" | "employee_id" | "credits">[]) {
  const all = given.flatMap(({month, employee_id, credits}) =>
    credits.map(({payment_id, component, amount = null}) => ({
      employee_id,
      month,
      payment_id,
      component,
      amount,
    })),
  );
  return [
    ...new Map(
      all.map((one) => [[one.employee_id, one.month, one.component, one.payment_id].join("\n"), one]),
    ).values(),
  ];
}

/** Who has signed which version of a plan, and when. */
export function listSigned(events: readonly PayrollEvent[]) {
  const withdrawn = new Set(
    events.flatMap(({kind, detail}) =>
      kind === "signature_withdrawn" ? [(detail as Details["signature_withdrawn"]).signature_id] : [],
    ),
  );
  return events.flatMap((event) => {
    if (event.kind !== "plan_signed" || withdrawn.has(event.event_id)) return [];
    const {plan, version, on, hash = null} = event.detail;
    return [{event_id: event.event_id, employee_id: event.employee_id!, plan, version, on, hash}];
  });
}

/** Signatures with the hash of what was signed: kept with it, or of the first month that was closed after it. */
function signedOf(ledger: DatabaseSync, events: readonly PayrollEvent[]) {
  const signed = listSigned(events);
  const paidBy = signed.some(({hash}) => hash === null) ? listPaidPlans(ledger) : [];
  const acknowledgements = signed.map(({event_id, hash, ...one}) => {
    const closed = paidBy.find(
      (paid) =>
        paid.event_id > event_id &&
        paid.month >= one.on.slice(0, 7) &&
        paid.employee_id === one.employee_id &&
        paid.plans[`${one.plan}@${one.version}`] !== undefined,
    );
    return {...one, hash: hash ?? closed?.plans[`${one.plan}@${one.version}`] ?? null};
  });
  const contents = events.flatMap(({kind, detail}) => {
    const {hash, content} = detail as Details["plan_signed"];
    return kind === "plan_signed" && hash !== undefined && content !== undefined ? [{hash, content}] : [];
  });
  return {acknowledgements, signed_plans: [...new Map(contents.map((one) => [one.hash, one])).values()]};
}

/** What accruals bring less than was paid, below nought: it takes nothing from those that bring more. */
const lessOf = (difference: Difference | null): bigint => {
  const {change = "0.00", less = change.startsWith("-") ? change : "0.00"} = difference ?? {};
  return knownKopecks(less);
};

/** Closed months that come out otherwise now, but for those HR has put aside. */
function differing(ledger: DatabaseSync, events: readonly PayrollEvent[]) {
  const months = [...Map.groupBy(events, ({month}) => month)].map(([month, own]) => monthOf(month, own));
  const declined = new Set(
    months.flatMap(({corrections}) =>
      corrections
        .filter(({amount, withdrawn}) => amount === null && withdrawn === null)
        .map((one) => `${one.employee_id} ${one.closed_month} ${one.version}`),
    ),
  );
  const payDays = new Map<string, string>();
  const payDayOf = (month: string) => {
    const known = payDays.get(month) ?? String(closedBody(ledger, month)!["pay_day"]);
    payDays.set(month, known);
    return known;
  };
  return listStandings(ledger)
    .filter(({paid, recalculated, difference}) => paid !== recalculated || lessOf(difference) < 0n)
    .filter(({employee_id, month, version}) => !declined.has(`${employee_id} ${month} ${version}`))
    .map(({month, employee_id, paid, recalculated, difference}) => {
      const rows = (difference?.lines ?? []).flatMap(({rows: {added, changed, gone}}) => [
        ...added,
        ...changed,
        ...gone,
      ]);
      const less = lessOf(difference);
      return {
        employee_id,
        month,
        paid: moneyText(paid),
        recalculated: moneyText(recalculated),
        more: moneyText(recalculated - paid - less),
        less: moneyText(less),
        due_on: payDayOf(month),
        rows: [...new Set(rows)].map((id) => ({id, version: ""})),
      };
    });
}

/** Writes the decisions where the pipeline reads them; before the first step there is nothing to write. */
export function writeDecisions(home: string, ledger: DatabaseSync): void {
  if (lastStep(ledger) === 0) return;
  const folder = join(home, "var", "payroll");
  mkdirSync(folder, {recursive: true, mode: 0o700});
  chmodSync(folder, 0o700);
  const path = join(folder, "events.json");
  writeFileSync(`${path}.tmp`, JSON.stringify(decisionsOf(ledger)), {mode: 0o600});
  renameSync(`${path}.tmp`, path);
}

/** What a closed month still owes one person; below nought what it paid too much, which is told and never taken back. */
export interface Owed {
  employee_id: string;
  closed_month: string;
  version: number;
  amount: bigint;
  /** What other accruals of the month paid too much, beside an amount that is owed. */
  overpaid: bigint;
  difference: Difference | null;
}

/** Of all closed months that come out otherwise now, less what has been accepted since. */
export function listOwed(ledger: DatabaseSync): Owed[] {
  const {closed_months, accepted_corrections} = decisionsOf(ledger);
  const standings = new Map(
    listStandings(ledger).map((one) => [`${one.employee_id} ${one.month}`, one] as const),
  );
  return closed_months.flatMap(({employee_id, month}) => {
    const {paid, recalculated, version, difference} = standings.get(`${employee_id} ${month}`)!;
    const accepted = accepted_corrections
      .filter((one) => one.employee_id === employee_id && one.closed_month === month)
      .reduce((sum, {amount}) => sum + knownKopecks(amount), 0n);
    const [less, change] = [lessOf(difference), recalculated - paid - accepted];
    const isOwed = change > less;
    const [amount, overpaid] = isOwed ? [change - less, -less] : [change, 0n];
    return amount === 0n ? [] : [{employee_id, closed_month: month, version, amount, overpaid, difference}];
  });
}
