import type {Accrual} from "./accruals.ts";
import {accrualsOf, difference} from "./difference.ts";
import {contentHash} from "./hash.ts";
import {hindrancesOf} from "./hindrances.ts";
import {mayLessen, versionBefore} from "./lessens.ts";
import type {Line} from "./line.ts";
import {metricOf} from "./metrics.ts";
import {type Kopecks, sumOf} from "./money.ts";
import {nextStep} from "./next-step.ts";
import type {Plan} from "./plan.ts";
import {decimalText, rational, roundHalfAway} from "./rational.ts";
import type {PayrollMonth} from "./read-inputs.ts";
import type {Statement} from "./statement.ts";
import type {Sensitivity, WhatIf} from "./what-if.ts";

/** Roubles, exact: "1500.50". */
const money = (amount: Kopecks) => decimalText(rational(amount, 100n), 2);

function lineJson(whole: Line, plans: readonly Plan[]) {
  const line = whole;
  const next = nextStep(whole, plans);
  return {
    id: line.id,
    kind: line.kind,
    rule: line.rule,
    clause: line.clause,
    legal_class: line.legalClass,
    component: line.component,
    metric: line.metric,
    /** What the figure is called, for a picture. */
    name: line.metric && metricOf(line.metric).name,
    /** Where a part of a bonus would have paid more. */
    next: next && {
      value: decimalText(next.value, 4),
      unit: next.unit,
      adds: money(next.adds),
      is_gradual: next.isGradual,
      more: next.more && {count: Number(next.more.count), of: next.more.of && Number(next.more.of)},
    },
    amount: money(line.amount),
    stated: money(line.stated),
    needs_attention: line.needsAttention,
    text: line.text,
    basis: basisJson(whole),
    rows: line.rows,
  };
}

function statementJson(statement: Statement, names: PayrollMonth["names"], plans: readonly Plan[]) {
  return {
    employee_id: statement.employeeId,
    employee_name: names.get(statement.employeeId) ?? null,
    personnel_number: statement.personnelNumber,
    base: money(statement.base),
    total: money(statement.total),
    /** Without what other closed months still owed: what this month is worth by itself. */
    own_total: money(ownTotal(statement)),
    plans: statement.plans,
    definitions: statement.definitions,
    rules_version: statement.rulesVersion,
    inputs_hash: statement.inputsHash,
    hash: statement.hash,
    paid_credits: paidCredits(statement),
    lines: statement.lines.map((line) => lineJson(line, plans)),
  };
}

const isCorrection = ({component}: Line) => component === "correction";

const ownTotal = ({lines}: Statement) =>
  sumOf(lines.filter((line) => !isCorrection(line)).map(({amount}) => amount));

/** Receipts that the statement pays for: no later month may pay for them again. */
function paidCredits({lines}: Statement): {payment_id: string; component: string; amount: string}[] {
  return lines.flatMap(({id, kind, component, amount, rows: [receipt]}) =>
    receipt && (kind === "earned" || kind === "released") && id.endsWith(`/${receipt.id}/${kind}`)
      ? [{payment_id: receipt.id, component, amount: money(amount)}]
      : [],
  );
}

/** One hash for all statements of a month. */
export const monthHash = (statements: readonly Statement[]) => contentHash(statements.map(({hash}) => hash));

/** A version of a plan as HR chooses it. */
const planJson = (plan: Plan, plans: readonly Plan[]) => {
  const before = versionBefore(plans, plan);
  return {
    plan: plan.plan,
    version: plan.version,
    name: plan.name,
    for: plan.for,
    valid_from: plan.valid_from,
    valid_to: plan.valid_to ?? null,
    hash: plan.hash,
    /** True where it may pay less than the version before it: told two months ahead (art. 74 of the Labour Code). */
    may_lessen: before !== undefined && mayLessen(plan, before),
    source: plan.source,
  };
};

/** A month for programs: everything a statement consists of, amounts as exact decimal text. */
export function monthJson(
  month: PayrollMonth,
  statements: readonly Statement[],
  {
    plans,
    accruals,
    compared,
    version,
  }: {
    plans: readonly Plan[];
    accruals: readonly Accrual[];
    compared: WhatIf | null;
    version: "draft" | "recalculated";
  },
) {
  const {inputs, manifest, names, warnings, past} = month;
  return {
    month: inputs.month,
    version,
    pay_day: inputs.payDay,
    snapshot: manifest.id,
    data_until: manifest.data_until,
    hash: monthHash(statements),
    total: money(sumOf(statements.map(({total}) => total))),
    warnings: warnings.map(({stake, ru, en}) => ({
      ru,
      en,
      stake: stake === undefined ? null : money(stake),
    })),
    /** Why it may not be closed; nothing when it may. */
    hindrances: hindrancesOf(statements, names),
    plans: plans.map((plan) => planJson(plan, plans)),
    /** Everybody of the staff list, those without pay this month too: who may sign a plan. */
    staff: [...names.keys()],
    statements: statements.map((statement) => statementJson(statement, names, [...plans, ...past])),
    accruals: accruals.map(({employeeId, personnelNumber, code, amount, basis, days}) => ({
      employee_id: employeeId,
      personnel_number: personnelNumber,
      code,
      amount: money(amount),
      basis,
      days,
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

/** How the total of a what-if hangs on each norm of its plan. */
export const sensitivityJson = (norms: readonly Sensitivity[]) =>
  norms.map(({plan, component, part, metric, total, lower, higher, perPercent}) => ({
    plan,
    component,
    part,
    name: metricOf(metric).name,
    total: money(total),
    lower: money(lower),
    higher: money(higher),
    per_percent: money(roundHalfAway(perPercent)),
  }));

const basisJson = ({basis}: Line) => ({
  ...basis,
  of: basis.of === undefined ? undefined : money(basis.of),
});

/** One side of a difference. */
const sideJson = (line: Line) => ({
  amount: money(line.amount),
  stated: money(line.stated),
  basis: basisJson(line),
  text: line.text,
});

/** What came out otherwise than when the month was closed, line by line; what other months still owed is theirs. */
export function differencesJson(closed: readonly Statement[], now: readonly Statement[]) {
  const [before, after] = [closed, now].map(
    (statements) => new Map(statements.map((statement) => [statement.employeeId, statement])),
  ) as [Map<string, Statement>, Map<string, Statement>];
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((employee) => {
    const [old, recalculated] = [before.get(employee) ?? null, after.get(employee) ?? null];
    const lines = difference(old, recalculated).lines.filter(
      ({before: was, after: is}) => !isCorrection((is ?? was)!),
    );
    if (lines.length === 0) return [];
    const {more, less} = accrualsOf(lines, [old, recalculated]);
    const [paid, own] = [old ? ownTotal(old) : 0n, recalculated ? ownTotal(recalculated) : 0n];
    return [
      {
        employee_id: employee,
        paid: money(paid),
        recalculated: money(own),
        change: money(own - paid),
        more: money(more),
        less: money(less),
        lines: lines.map(({lineId, before: was, after: is, change, causes, rows}) => ({
          line_id: lineId,
          before: was && sideJson(was),
          after: is && sideJson(is),
          change: money(change),
          causes,
          rows,
        })),
      },
    ];
  });
}
