import type {Span} from "./days.ts";
import {canonicalJson} from "./hash.ts";
import type {Deal, Employee, Movement, PayrollInputs} from "./inputs.ts";

/**
 * The same inputs in one order, whatever order they came in. A payment stands once: repeated in a deal it is dropped, in
 * two deals (two cards of one client) the older deal keeps it. A post or a salary ends where the next one begins.
 */
export function normalised(inputs: PayrollInputs): PayrollInputs {
  const {ledger} = inputs;
  return {
    ...inputs,
    calendar: inputs.calendar.toSorted(by(({date}) => date)),
    employees: once(
      inputs.employees.toSorted(by(({employeeId}) => employeeId)),
      ({employeeId}) => employeeId,
    ).map(sortedEmployee),
    observations: sorted(
      inputs.observations.map((given) => ({...given, rows: given.rows.toSorted(by(({id}) => id))})),
    ),
    norms: sorted(inputs.norms),
    deals: paymentsOnce(inputs.deals),
    ledger: {
      adjustments: once(
        ledger.adjustments.toSorted(by(({adjustmentId}) => adjustmentId)),
        ({adjustmentId}) => adjustmentId,
      ),
      orders: once(
        ledger.orders.toSorted(by(({date, number}) => `${date} ${number}`)),
        ({employeeId, number, date}) => `${employeeId} ${number} ${date}`,
      ),
      acknowledgements: sorted(ledger.acknowledgements),
      paidCredits: sorted(ledger.paidCredits),
      closedMonths: ledger.closedMonths.toSorted(by(({month, employeeId}) => `${month} ${employeeId}`)),
      acceptedCorrections: sorted(ledger.acceptedCorrections),
    },
    settings: {
      ...inputs.settings,
      minimumWage: inputs.settings.minimumWage.toSorted(by(({from}) => from)),
      keyRate: inputs.settings.keyRate.toSorted(by(({from}) => from)),
      workedAbsences: inputs.settings.workedAbsences.toSorted(),
    },
  };
}

function by<T>(key: (item: T) => string) {
  return (a: T, b: T) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

/** Sorted by all that an item says, equal ones once. */
function sorted<T>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({item, key: canonicalJson(item)})).toSorted(by(({key}) => key));
  return once(keyed, ({key}) => key).map(({item}) => item);
}

/** The first of neighbours with one key. */
const once = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  items.filter((item, index) => index === 0 || key(item) !== key(items[index - 1]!));

function sortedEmployee(employee: Employee): Employee {
  return {
    ...employee,
    posts: successive(employee.posts),
    basePay: successive(employee.basePay),
    absences: sorted(employee.absences),
  };
}

function successive<T extends Span>(spans: readonly T[]): T[] {
  const ordered = spans.toSorted(by(({from}) => from));
  return ordered.map((span, index) => {
    const next = ordered[index + 1]?.from;
    return next !== undefined && (span.until === null || span.until > next) ? {...span, until: next} : span;
  });
}

function paymentsOnce(deals: readonly Deal[]): Deal[] {
  const credited = new Set<string>();
  const oldestFirst = once(
    deals.toSorted(by(({dealDate, dealId}) => `${dealDate} ${dealId}`)),
    ({dealId}) => dealId,
  );
  return oldestFirst.map((deal) => ({
    ...deal,
    credits: sorted(deal.credits).toSorted(by(({employeeId, from}) => `${employeeId} ${from}`)),
    handovers: sorted(deal.handovers),
    movements: sorted(deal.movements)
      .toSorted(by(({paidOn, paymentId}) => `${paidOn} ${paymentId}`))
      .filter(({paymentId}) => !credited.has(paymentId) && credited.add(paymentId)),
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
