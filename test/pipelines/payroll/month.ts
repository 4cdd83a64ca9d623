import {parse} from "yaml";
import {workCalendar} from "../../../pipelines/company/calendar.ts";
import {calculate} from "../../../pipelines/payroll/calculate.ts";
import {monthSpan, monthsLater} from "../../../pipelines/payroll/days.ts";
import type {
  Deal,
  Employee,
  LedgerEvents,
  Movement,
  Observation,
  PayrollInputs,
} from "../../../pipelines/payroll/inputs.ts";
import type {Line, LineKind} from "../../../pipelines/payroll/line.ts";
import {type Kopecks, parseMoney, sumOf} from "../../../pipelines/payroll/money.ts";
import {type Plan, planOf} from "../../../pipelines/payroll/plan.ts";
import {planSchema} from "../../../pipelines/payroll/plan-schema.ts";
import type {Statement} from "../../../pipelines/payroll/statement.ts";

/** October 2026 has 22 working days, November 20, September 22. */
export const month = "2026-10";

export const rub = (text: string): Kopecks => parseMoney(text);

const calendar = workCalendar("ru", "nowhere", "2026-06-01", "2026-12-31");

export const emptyLedger: LedgerEvents = {
  adjustments: [],
  orders: [],
  acknowledgements: [],
  paidCredits: [],
  closedMonths: [],
  acceptedCorrections: [],
};

/** An operator with 50 000 a month since long ago, changed as told. */
export function employee(change: Partial<Employee> = {}): Employee {
  return {
    employeeId: "e1",
    personnelNumber: "0001",
    hiredOn: "2024-01-09",
    leftOn: null,
    posts: [{role: "operator", teamId: "north", from: "2024-01-09", until: null}],
    basePay: [{monthly: rub("50 000"), from: "2024-01-09", until: null}],
    absences: [],
    ...change,
  };
}

export const hunter = (change: Partial<Employee> = {}): Employee =>
  employee({
    posts: [{role: "hunter", teamId: "west", from: "2024-01-09", until: null}],
    basePay: [{monthly: rub("30 000"), from: "2024-01-09", until: null}],
    ...change,
  });

export function observation(
  metric: Observation["metric"],
  numerator: number | string,
  denominator: number | string | null = null,
  change: Partial<Observation> = {},
): Observation {
  return {
    employeeId: "e1",
    metric,
    from: "2026-10-01",
    until: "2026-11-01",
    numerator: String(numerator),
    denominator: denominator === null ? null : String(denominator),
    sample: null,
    norm: null,
    deviation: null,
    verdict: null,
    history: [],
    rows: [],
    ...change,
  };
}

/** The same of an earlier or later month. */
export function inMonth(given: Observation, later: number): Observation {
  const {from, until} = monthSpan(monthsLater(month, later));
  return {...given, from, until};
}

export const receipt = (
  paymentId: string,
  paidOn: string,
  amount: string,
  change: Partial<Movement> = {},
): Movement => ({
  paymentId,
  paidOn,
  kind: "receipt",
  amount: rub(amount),
  refundOf: null,
  version: "1",
  ...change,
});

export const refund = (paymentId: string, paidOn: string, amount: string, change: Partial<Movement> = {}) =>
  receipt(paymentId, paidOn, amount, {kind: "refund", ...change});

/** A deal of e1 alone, on 2 October. */
export function deal(movements: readonly Movement[], change: Partial<Deal> = {}): Deal {
  return {
    dealId: "d1",
    dealDate: "2026-10-02",
    clientId: "c1",
    clientName: null,
    credits: [{employeeId: "e1", share: "100 %", from: "2026-01-01", until: null}],
    movements,
    handovers: [],
    ...change,
  };
}

export function inputsOf(
  change: Partial<Omit<PayrollInputs, "ledger">> & {ledger?: Partial<LedgerEvents>} = {},
): PayrollInputs {
  const {ledger, ...rest} = change;
  return {
    month,
    payDay: "2026-11-10",
    calendar,
    employees: [employee()],
    observations: [],
    norms: [],
    deals: [],
    settings: {
      capBase: "salary_only",
      minimumWage: [{from: "2026-01-01", value: "27093"}],
      keyRate: [{from: "2026-01-01", value: "15 %"}],
      workedAbsences: ["training"],
    },
    definitions: {},
    ...rest,
    ledger: {...emptyLedger, ...ledger},
  };
}

const words = (text: string) => ({en: text, ru: text});
export const legal = {
  kind_of_bonus: words("monthly"),
  term: words("with the salary"),
  grounds: words("results"),
  conditions: words("norms"),
};

/** Linear from nothing to 100 % of the norm, and on behind it without a cap. */
export const straight = {
  points: [
    {at: 0, pays: 0},
    {at: "100 %", pays: "100 %"},
  ],
};
/** All or nothing. */
export const step = {points: [{at: "100 %", pays: "100 %"}]};

export const part = (metric: string, norm: number | string, change: object = {}) => ({
  id: metric,
  metric,
  estimator: "raw",
  weight: "100 %",
  norm,
  curve: straight,
  without_data: "not_earned",
  ...change,
});

/** A plan of 15 % of the salary, divided by the parts given. */
export function bonusPlan(parts: readonly object[], change: object = {}, component: object = {}): Plan {
  return plan({
    components: [
      {
        id: "bonus",
        class: "bonus",
        name: {en: "Bonus", ru: "Премия"},
        clause: "3.1",
        accrual_code: "B",
        ...legal,
        fund: {percent_of_base: "15 %"},
        parts,
        ...component,
      },
    ],
    ...change,
  });
}

/** A hunter's plan of 5 % of money received. */
export function percentPlan(money: object = {}, change: object = {}, component: object = {}): Plan {
  return plan({
    plan: "hunter",
    for: {role: "hunter"},
    components: [
      {
        id: "percent",
        class: "piece_rate",
        name: {en: "Percent", ru: "Процент"},
        clause: "4.1",
        accrual_code: "P",
        money: {metric: "payments_received", rates: [{deals_from: "2025-01-01", rate: "5 %"}], ...money},
        ...component,
      },
    ],
    ...change,
  });
}

export function plan(change: object): Plan {
  return planOf(
    planSchema.parse({
      plan: "operator",
      version: 1,
      name: words("Plan"),
      for: {role: "operator"},
      valid_from: "2026-01-01",
      act: {name: {en: "Bonus act", ru: "Положение о премировании"}, number: 7},
      ...change,
    }),
  );
}

export const planFromYaml = (text: string): Plan => planOf(planSchema.parse(parse(text)));

/** The only statement of a month. */
export function statementOf(inputs: PayrollInputs, plans: readonly Plan[], employeeId = "e1"): Statement {
  const found = calculate(inputs, plans).find((statement) => statement.employeeId === employeeId);
  if (!found) throw new Error(`there is no statement of ${employeeId}`);
  return found;
}

export const ofKind = (statement: Statement, ...kinds: LineKind[]): Line[] =>
  statement.lines.filter(({kind}) => kinds.includes(kind));

export const paidBy = (statement: Statement, ...kinds: LineKind[]): Kopecks =>
  sumOf(ofKind(statement, ...kinds).map(({amount}) => amount));

/** Id, amount and stated sum of each line, in kopecks. */
export const brief = (lines: readonly Line[]) =>
  lines.map(({id, amount, stated}) => [id, amount, stated] as const);
