import type {CalculatedStatement} from "../../../server/ledger/payroll.ts";
import type {CalculatedMonth, Known} from "../../../server/payroll/close.ts";
import type {Circumstances} from "../../../server/payroll/refusal.ts";
import {circumstances} from "./steps.ts";

const both = (text: string) => ({ru: text, en: text});

/** A statement of a salary and of one receipt's percent, as the pipeline writes them. */
export function statement(
  employee_id: string,
  own_total: string,
  change: {corrections?: [string, string][]; payment?: string} = {},
): CalculatedStatement {
  const {corrections = [], payment} = change;
  const line = (id: string, kind: string, component: string, amount: string) => ({
    id,
    kind,
    component,
    amount,
    legal_class: kind === "base" ? "salary" : "bonus",
    stated: "0.00",
    rows: [] as unknown[],
    text: both(`${id} ${amount}`),
  });
  return {
    employee_id,
    employee_name: `Имя ${employee_id}`,
    base: own_total,
    total: own_total,
    own_total,
    hash: `${employee_id} ${own_total} ${JSON.stringify(change)}`,
    paid_credits: payment === undefined ? [] : [{payment_id: payment, component: "percent"}],
    lines: [
      line("base", "base", "salary", own_total),
      ...corrections.map(([month, amount]) =>
        line(`correction/${month}/owed`, "correction", "correction", amount),
      ),
    ],
  };
}

export function calculated(
  month: string,
  statements: CalculatedStatement[],
  change: Partial<CalculatedMonth> = {},
): CalculatedMonth {
  return {
    month,
    pay_day: `${month}-28`,
    snapshot: "s1",
    data_until: `${month}-28`,
    hash: statements.map(({hash}) => hash).join(),
    total: "0.00",
    warnings: [],
    accruals: [],
    statements,
    differences: null,
    plans: [1, 2].map((version) => ({
      plan: "operator",
      version,
      name: both("Операторы"),
      valid_from: `202${5 + version}-01-01`,
      valid_to: version === 1 ? "2027-01-01" : null,
    })),
    staff: [...statements.map(({employee_id}) => employee_id), "e5"],
    ...change,
  };
}

/** The same month as later data have it. */
export function later(
  month: CalculatedMonth,
  employee_id: string,
  [paid, recalculated, change]: [string, string, string],
  rows = {added: ["p9"], gone: [], changed: []},
): CalculatedMonth {
  return {
    ...month,
    snapshot: "s2",
    statements: month.statements.map((one) =>
      one.employee_id === employee_id ? statement(employee_id, recalculated) : one,
    ),
    differences: [{employee_id, paid, recalculated, change, lines: [{line_id: "base", rows}]}],
  };
}

export const {
  closedMonths: _none,
  signers: _nobody,
  ...known
}: Known & Circumstances = {
  ...circumstances,
  today: "2027-01-01",
};
