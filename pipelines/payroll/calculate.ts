import {adjustmentLines} from "./adjustments.ts";
import {basePay} from "./base.ts";
import {bonusLines} from "./bonus.ts";
import {commissionLines} from "./commission.ts";
import {Context} from "./context.ts";
import {correctionLines} from "./corrections.ts";
import {holds, type Month, monthOf, monthSpan, overlap} from "./days.ts";
import {cutLines} from "./discipline.ts";
import type {Deal, Employee, LedgerEvents, PaidCredit, PayrollInputs} from "./inputs.ts";
import type {Line, OtherLine} from "./line.ts";
import {noticeLines, wageWarning} from "./notices.ts";
import {perUnitLines} from "./per-unit.ts";
import {type Plan, Signatures} from "./plan.ts";
import {type Records, type Statement, sealed} from "./statement.ts";
import {type Stretch, stretchesOf} from "./stretches.ts";
import {betterPaid, type PaidBy, Versions} from "./versions.ts";

/**
 * Statements of a month, by personnel id: the same inputs and plans give the same statements in any order. A person with
 * no day of employment in the month has one only when something is still owed or to be told.
 */
export function calculate(inputs: PayrollInputs, plans: readonly Plan[]): Statement[] {
  const context = new Context(inputs, plans);
  const {ledger, deals, employees} = context.inputs;
  const own = ownRecords(ledger, deals);
  return employees.flatMap((employee) => {
    const records = ofMonth(own(employee.employeeId), context.month);
    const signatures = new Signatures(records.acknowledgements);
    const stretches = stretchesOf(context, employee, signatures);
    const lines = linesOf(context, employee, {records, signatures, stretches});
    if (
      lines.length === 0 &&
      !overlap(monthSpan(context.month), {from: employee.hiredOn, until: employee.leftOn})
    )
      return [];
    return [sealed(context, employee, {records, stretches, lines})];
  });
}

/** People whom deals or the ledger name and the staff list does not: what they are owed stands in no statement. */
export function unknownPeople({employees, deals, ledger}: PayrollInputs): string[] {
  const known = new Set(employees.map(({employeeId}) => employeeId));
  const named: readonly {employeeId: string}[] = [
    ...deals.flatMap(({credits}) => credits),
    ...Object.values(ledger).flat(),
  ];
  return [...new Set(named.map(({employeeId}) => employeeId))].filter((id) => !known.has(id)).toSorted();
}

function ownRecords(ledger: LedgerEvents, deals: readonly Deal[]): (employeeId: string) => Records {
  const names = Object.keys(ledger) as (keyof LedgerEvents)[];
  const grouped = names.map((name) =>
    Map.groupBy(ledger[name] as readonly {employeeId: string}[], ({employeeId}) => employeeId),
  );
  const credited = new Map<string, Deal[]>();
  for (const deal of deals) {
    const inForce = deal.credits.filter((credit) => holds(credit, deal.dealDate));
    // nobody on the deal's day: all who were ever credited are told
    for (const id of new Set(
      (inForce.length > 0 ? inForce : deal.credits).map(({employeeId}) => employeeId),
    )) {
      const known = credited.get(id);
      if (known) known.push(deal);
      else credited.set(id, [deal]);
    }
  }
  const paid = Map.groupBy(
    ledger.paidCredits.filter(({amount}) => amount !== 0n),
    ({paymentId}) => paymentId,
  );
  return (employeeId) => {
    const own = credited.get(employeeId) ?? [];
    return {
      ...(Object.fromEntries(
        names.map((name, index) => [name, grouped[index]!.get(employeeId) ?? []]),
      ) as unknown as LedgerEvents),
      deals: own,
      paidElsewhere: new Set(own.flatMap((deal) => paidToOthers(deal, paid))),
    };
  };
}

/** Receipts of a deal that were paid to somebody whom it does not name any more. */
function paidToOthers(
  {credits, movements}: Deal,
  paid: ReadonlyMap<string, readonly PaidCredit[]>,
): string[] {
  const named = new Set(credits.map(({employeeId}) => employeeId));
  return movements
    .map(({paymentId}) => paymentId)
    .filter((id) => (paid.get(id) ?? []).some(({employeeId}) => !named.has(employeeId)));
}

/** An order and an adjustment belong to one month: no other one knows of them. */
const ofMonth = (records: Records, month: Month): Records => ({
  ...records,
  adjustments: records.adjustments.filter((given) => given.month === month),
  orders: records.orders.filter(({date}) => monthOf(date) === month),
});

function linesOf(
  context: Context,
  employee: Employee,
  {records, signatures, stretches}: {records: Records; signatures: Signatures; stretches: readonly Stretch[]},
): Line[] {
  const {month, inputs, days} = context;
  const paid = new Map(
    records.paidCredits
      .filter((given) => given.month < month)
      .map((given) => [`${given.component} ${given.paymentId}`, given] as const),
  );
  const earned: Line[] = [
    ...basePay(employee, month, days, inputs.settings.workedAbsences),
    ...variableLines(context, employee, {stretches, signatures}, (versions) =>
      commissionLines(context, employee, records.deals, versions, {
        paidIn: (component, id) => paid.get(`${component} ${id}`)?.month,
        paidOf: (component, id) => paid.get(`${component} ${id}`)?.amount ?? null,
      }),
    ),
  ];
  const cuts = cutLines(context, employee, records.orders, earned, signatures);
  const lines = [...earned, ...cuts];
  return [
    ...lines,
    ...adjustmentLines(records.adjustments, lines),
    ...correctionLines(
      inputs,
      records.closedMonths.filter((given) => given.month < month),
      records,
    ),
    ...noticeLines(context, employee, {stretches, signatures, lines}),
    ...wageWarning(context, employee, lines),
  ];
}

/** All that is paid beside the salary; where a version is not signed, as by those signed last if these pay more. */
function variableLines(
  context: Context,
  employee: Employee,
  {stretches, signatures}: {stretches: readonly Stretch[]; signatures: Signatures},
  commissions: (versions: Versions) => OtherLine[],
): OtherLine[] {
  const by = (paidBy: PaidBy) => {
    const versions = new Versions(context, employee, signatures, paidBy);
    const given = paidBy === "in_force" ? stretches : stretchesOf(context, employee, signatures, paidBy);
    const bonuses = given.flatMap((stretch) => {
      const plan = versions.of(stretch.plan, stretch.from);
      return plan.components
        .filter(({fund}) => fund !== undefined)
        .flatMap((component) => bonusLines({context, employee, stretch, plan, component}));
    });
    const lines = [...bonuses, ...perUnitLines(context, employee, versions), ...commissions(versions)];
    return {lines, pairs: versions.pairs};
  };
  const inForce = by("in_force");
  return inForce.pairs.length === 0
    ? inForce.lines
    : betterPaid(inForce.lines, by("signed").lines, inForce.pairs);
}
