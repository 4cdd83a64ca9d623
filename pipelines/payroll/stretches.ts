import {employment, exactBaseOf} from "./base.ts";
import type {Context} from "./context.ts";
import {type ClosedSpan, type Day, daysLater, monthSpan, overlap} from "./days.ts";
import type {Employee} from "./inputs.ts";
import {type Plan, planOn, type Signatures} from "./plan.ts";
import type {Rational} from "./rational.ts";
import type {PaidBy} from "./versions.ts";

/** Days of the month in which one plan, in one state of signature, with one set of norms, covers a person. */
export interface Stretch extends ClosedSpan {
  readonly plan: Plan;
  /** The version the person signed last, where the one in force is not signed. */
  readonly signed: Plan | null;
  readonly isSigned: boolean;
  readonly workedDays: number;
  /** Salary of the stretch, in kopecks before rounding. */
  readonly base: Rational;
}

/**
 * Cuts a person's month where the post, the plan, one of its norms or a signature changes; neighbours alike are one. A
 * change of salary cuts nothing: the base of a stretch adds up over it. By the signed versions a change that nobody signed
 * cuts nothing either: days in which one version is relied on are one.
 */
export function stretchesOf(
  context: Context,
  employee: Employee,
  signatures: Signatures,
  by: PaidBy = "in_force",
): Stretch[] {
  const employed = overlap(monthSpan(context.month), employment(employee));
  if (!employed) return [];
  const starts = [employed.from, ...boundaries(context, employee, signatures)]
    .filter((day) => day >= employed.from && day < employed.until)
    .toSorted();
  const merged: (ClosedSpan & {state: string})[] = [];
  for (const [index, from] of starts.entries()) {
    const until = starts[index + 1] ?? employed.until;
    if (from === until) continue;
    const state = stateOn(context, {employee, signatures, by}, from);
    const last = merged.at(-1);
    if (last?.state === state) merged[merged.length - 1] = {...last, until};
    else merged.push({from, until, state});
  }
  return merged.flatMap(({from, until}) => {
    const inForce = planOn(context.plans, employee, from);
    if (!inForce) return [];
    const isSigned = signatures.has(inForce, from);
    const signed = isSigned ? null : (signatures.lastSigned(context.plans, inForce, employee, from) ?? null);
    return [
      {
        from,
        until,
        plan: by === "signed" ? (signed ?? inForce) : inForce,
        isSigned,
        signed,
        workedDays: context.worked(employee, {from, until}),
        base: exactBaseOf(employee, {from, until}, context.days, context.inputs.settings.workedAbsences),
      },
    ];
  });
}

function boundaries(context: Context, employee: Employee, signatures: Signatures): Day[] {
  const spans = [
    ...employee.posts,
    ...context.plans.map((plan) => ({from: plan.valid_from, until: plan.valid_to ?? null})),
    ...context.inputs.norms,
  ];
  return [
    ...spans.flatMap(({from, until}) => (until === null ? [from] : [from, until])),
    ...context.plans.flatMap((plan) => signatures.dayOf(plan) ?? []),
  ];
}

/** What must be the same for two days to be in one stretch. */
function stateOn(
  context: Context,
  {employee, signatures, by}: {employee: Employee; signatures: Signatures; by: PaidBy},
  day: Day,
): string {
  const plan = planOn(context.plans, employee, day);
  if (!plan) return "";
  const isSigned = signatures.has(plan, day);
  const before = isSigned ? undefined : signatures.lastSigned(context.plans, plan, employee, day);
  const paying = by === "signed" ? (before ?? plan) : plan;
  const norms = paying.components
    .flatMap(({parts = []}) => parts)
    .flatMap(({norm_id: norm}) => (norm === undefined ? [] : [context.normOn(norm, day)]))
    .map((norm) => (norm ? `${norm.numerator}/${norm.denominator}` : "none"));
  return by === "signed"
    ? [paying.key, ...norms].join(" ")
    : [plan.key, isSigned, before?.key, ...norms].join(" ");
}

/** The last day on which a person belonged to the company in the month, or before it. */
export function lastEmployedDay(employee: Employee, context: Context): Day {
  const end = monthSpan(context.month).until;
  return daysLater(employee.leftOn !== null && employee.leftOn < end ? employee.leftOn : end, -1);
}
