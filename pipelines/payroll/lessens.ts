import {canonicalJson} from "./hash.ts";
import {type Plan, rateOn} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {compare, type Rational, zero} from "./rational.ts";

/** The version that a plan's version takes the place of. */
export const versionBefore = (plans: readonly Plan[], plan: Plan): Plan | undefined =>
  plans
    .filter((other) => other.plan === plan.plan && other.version < plan.version)
    .toSorted((a, b) => b.version - a.version)[0];

/**
 * True of a version that may pay somebody less than the one before it: a component is gone, or some term of it is not
 * plainly the same or better. Names and clauses are no terms of pay.
 */
export function mayLessen(plan: Plan, before: Plan): boolean {
  return before.components.some((promised) => {
    const given = plan.components.find(({id}) => id === promised.id);
    return !given || !isNoLess(given, promised);
  });
}

function isNoLess(given: PlanComponent, promised: PlanComponent): boolean {
  return (
    given.class === promised.class &&
    given.min_days_worked <= promised.min_days_worked &&
    isSame(given.parts, promised.parts) &&
    fundIsNoLess(given.fund, promised.fund) &&
    moneyIsNoLess(given.money, promised.money) &&
    unitIsNoLess(given.per_unit, promised.per_unit) &&
    cutIsNoMore(given.disciplinary, promised.disciplinary)
  );
}

const isSame = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null);
const atLeast = (a: Rational = zero, b: Rational = zero) => compare(a, b) >= 0;

function fundIsNoLess(given: PlanComponent["fund"], promised: PlanComponent["fund"]): boolean {
  return (
    atLeast(given?.percent_of_base, promised?.percent_of_base) &&
    (given?.amount ?? 0n) >= (promised?.amount ?? 0n)
  );
}

function moneyIsNoLess(given: PlanComponent["money"], promised: PlanComponent["money"]): boolean {
  if (!promised) return true;
  if (!given) return false;
  const days = [...given.rates, ...promised.rates].map(({deals_from: day}) => day);
  return (
    (given.hold === undefined || isSame(given.hold, promised.hold)) &&
    days.every((day) => atLeast(rateOn(given.rates, day), rateOn(promised.rates, day))) &&
    promised.accelerators.every(({above, adds, whole}) =>
      given.accelerators.some(
        (other) => other.above <= above && atLeast(other.adds, adds) && (other.whole || !whole),
      ),
    )
  );
}

const unitIsNoLess = (given: PlanComponent["per_unit"], promised: PlanComponent["per_unit"]) =>
  !promised || (given?.metric === promised.metric && given.amount >= promised.amount);

const cutIsNoMore = (given: PlanComponent["disciplinary"], promised: PlanComponent["disciplinary"]) =>
  atLeast(promised?.remark, given?.remark) && atLeast(promised?.reprimand, given?.reprimand);
