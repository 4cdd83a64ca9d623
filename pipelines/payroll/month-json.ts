import type {Line} from "./line.ts";
import {type Kopecks, sumOf} from "./money.ts";
import {decimalText, rational} from "./rational.ts";
import type {PayrollMonth} from "./read-inputs.ts";
import type {Statement} from "./statement.ts";
import type {WhatIf} from "./what-if.ts";

/** Roubles, exact: "1500.50". */
const money = (amount: Kopecks) => decimalText(rational(amount, 100n), 2);

function lineJson({basis, ...line}: Line) {
  return {
    id: line.id,
    kind: line.kind,
    rule: line.rule,
    clause: line.clause,
    legal_class: line.legalClass,
    component: line.component,
    metric: line.metric,
    amount: money(line.amount),
    stated: money(line.stated),
    needs_attention: line.needsAttention,
    text: line.text,
    basis: {...basis, of: basis.of === undefined ? undefined : money(basis.of)},
    rows: line.rows,
  };
}

/** A month for programs: everything a statement consists of, amounts as exact decimal text. */
export function monthJson(month: PayrollMonth, statements: readonly Statement[], compared: WhatIf | null) {
  const {inputs, manifest, names, warnings} = month;
  return {
    month: inputs.month,
    version: "draft",
    pay_day: inputs.payDay,
    snapshot: manifest.id,
    data_until: manifest.data_until,
    total: money(sumOf(statements.map(({total}) => total))),
    warnings,
    statements: statements.map((statement) => ({
      employee_id: statement.employeeId,
      employee_name: names.get(statement.employeeId) ?? null,
      personnel_number: statement.personnelNumber,
      base: money(statement.base),
      total: money(statement.total),
      plans: statement.plans,
      rules_version: statement.rulesVersion,
      inputs_hash: statement.inputsHash,
      hash: statement.hash,
      lines: statement.lines.map(lineJson),
    })),
    what_if: compared && {
      paid: money(compared.paid),
      instead: money(compared.instead),
      people: compared.people.map(({employeeId, paid, instead, lines}) => ({
        employee_id: employeeId,
        paid: money(paid),
        instead: money(instead),
        lines: lines
          .filter(({change}) => change !== 0n)
          .map(({lineId, change}) => ({line_id: lineId, change: money(change)})),
      })),
    },
  };
}
