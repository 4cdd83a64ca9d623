import type {Span} from "./days.ts";
import {canonicalJson} from "./hash.ts";
import type {Deal, Employee, Movement, PayrollInputs, SourceRow} from "./inputs.ts";

/**
 * The same inputs in one order, whatever order they came in. A payment stands once: repeated in a deal it is dropped, in
 * two deals (two cards of one client) the older deal keeps it. A post or a salary ends where the next one begins.
 */
export function normalised(inputs: PayrollInputs): PayrollInputs {
  const {ledger} = inputs;
  const {workedAbsences, minimumWage, keyRate} = inputs.settings;
  return {
    ...inputs,
    calendar: onePer(inputs.calendar, ({date}) => date),
    employees: onePer(inputs.employees, ({employeeId}) => employeeId).map(sortedEmployee),
    observations: ordered(
      inputs.observations.map((given) => ({
        ...given,
        rows: rowsOnce(given.rows),
        ...(given.units ? {units: ordered(given.units, ({day, rowId}) => `${day} ${rowId}`)} : {}),
      })),
      ({employeeId, metric, from, until}) => `${employeeId} ${metric} ${from} ${until}`,
    ),
    norms: ordered(inputs.norms, ({norm, from}) => `${norm} ${from}`),
    deals: paymentsOnce(inputs.deals),
    ledger: {
      adjustments: onePer(ledger.adjustments, ({adjustmentId}) => adjustmentId),
      orders: onePer(ledger.orders, ({date, number, employeeId}) => `${date} ${number} ${employeeId}`),
      acknowledgements: ordered(
        ledger.acknowledgements,
        ({employeeId, plan, version}) => `${employeeId} ${plan} ${version}`,
      ),
      paidCredits: ordered(
        ledger.paidCredits,
        ({employeeId, component, paymentId}) => `${employeeId} ${component} ${paymentId}`,
      ),
      closedMonths: onePer(ledger.closedMonths, ({month, employeeId}) => `${month} ${employeeId}`),
      acceptedCorrections: ordered(
        ledger.acceptedCorrections,
        ({employeeId, closedMonth}) => `${employeeId} ${closedMonth}`,
      ),
    },
    settings: {
      ...inputs.settings,
      minimumWage: ordered(minimumWage, ({from}) => from),
      keyRate: ordered(keyRate, ({from}) => from),
      workedAbsences: workedAbsences.toSorted(),
    },
  };
}

/** By a key, and by all that they say where it is the same; what says the same stands once. */
function ordered<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  if (items.length < 2) return items;
  const keyed = items.map((item) => ({item, key: key(item), text: ""}));
  if (keyed.every((one, index) => index === 0 || keyed[index - 1]!.key < one.key)) return items;
  const counts = new Map<string, number>();
  for (const one of keyed) counts.set(one.key, (counts.get(one.key) ?? 0) + 1);
  for (const one of keyed) if (counts.get(one.key)! > 1) one.text = canonicalJson(one.item);
  keyed.sort((a, b) => compareText(a.key, b.key) || compareText(a.text, b.text));
  return keyed
    .filter(
      (one, index) => index === 0 || one.key !== keyed[index - 1]!.key || one.text !== keyed[index - 1]!.text,
    )
    .map(({item}) => item);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** One of each key, the first by all that they say. */
function onePer<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  if (items.length < 2) return items;
  return ordered(items, key).filter((item, index, all) => index === 0 || key(item) !== key(all[index - 1]!));
}

/** Rows of one observation; nearly always they come in order. */
function rowsOnce(rows: readonly SourceRow[]): readonly SourceRow[] {
  const isInOrder = rows.every(({id}, index) => index === 0 || rows[index - 1]!.id < id);
  return isInOrder ? rows : onePer(rows, ({id}) => id);
}

function sortedEmployee(employee: Employee): Employee {
  return {
    ...employee,
    posts: successive(employee.posts),
    basePay: successive(employee.basePay),
    absences: ordered(employee.absences, ({from}) => from),
  };
}

function successive<T extends Span>(spans: readonly T[]): readonly T[] {
  const inOrder = ordered(spans, ({from}) => from);
  return inOrder.map((span, index) => {
    const next = inOrder[index + 1]?.from;
    return next !== undefined && (span.until === null || span.until > next) ? {...span, until: next} : span;
  });
}

function paymentsOnce(deals: readonly Deal[]): readonly Deal[] {
  const credited = new Set<string>();
  const oldestFirst = onePer(deals, ({dealDate, dealId}) => `${dealDate} ${dealId}`);
  return oldestFirst.map((deal) => ({
    ...deal,
    credits: ordered(deal.credits, ({employeeId, from}) => `${employeeId} ${from}`),
    handovers: ordered(deal.handovers, ({handoverId}) => handoverId),
    movements: ordered(deal.movements, ({paidOn, paymentId}) => `${paidOn} ${paymentId}`).filter(
      ({paymentId}) => !credited.has(paymentId) && credited.add(paymentId),
    ),
  }));
}

/** Money that came, above 0, or went back, below 0: the one place where a sign is given. */
export function signedAmount({kind, amount}: Pick<Movement, "kind" | "amount">): bigint {
  return kind === "refund" && amount > 0n ? -amount : amount;
}

/** Payments that stand with different sums, days or kinds in the inputs: nobody can say which is right. */
export function disputedPayments(deals: readonly Deal[]): ReadonlySet<string> {
  const seen = new Map<string, string>();
  const disputed = new Set<string>();
  for (const movement of deals.flatMap(({movements}) => movements)) {
    const content = `${movement.paidOn} ${signedAmount(movement)}`;
    if ((seen.get(movement.paymentId) ?? content) !== content) disputed.add(movement.paymentId);
    seen.set(movement.paymentId, content);
  }
  return disputed;
}
