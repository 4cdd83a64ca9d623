import {sinceSuffix} from "./bonus.ts";
import type {Context} from "./context.ts";
import {type Day, monthOf} from "./days.ts";
import type {Employee, Observation} from "./inputs.ts";
import {line, type OtherLine} from "./line.ts";
import {metricOf} from "./metrics.ts";
import {type Kopecks, roubles} from "./money.ts";
import {type Plan, planOn, postOn, type Signatures} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {exactText, multiply, parseExact, rational, roundHalfAway} from "./rational.ts";
import {both, groundText, numberText, or, roundedText} from "./words.ts";

/**
 * So much for each thing done, by the plan of the days it was observed in. Who has left keeps his last post for it: what
 * he did is owed also when it was accepted after his last day.
 */
export function perUnitLines(context: Context, employee: Employee, signatures: Signatures): OtherLine[] {
  const metrics = new Set(
    context.plans.flatMap(({components}) => components.flatMap(({per_unit: unit}) => unit?.metric ?? [])),
  );
  return [...metrics].toSorted().flatMap((metric) =>
    context
      .observed(employee.employeeId, metric)
      .filter(({from}) => monthOf(from) === context.month)
      .flatMap((given) => {
        const plan = planFor(context, employee, given.from);
        if (!plan) return [];
        return plan.components
          .filter(({per_unit: unit}) => unit?.metric === metric)
          .flatMap((component) =>
            unitLine(context, given, bestOf(context, plan, component, signatures, given.from)),
          );
      }),
  );
}

function planFor(context: Context, employee: Employee, day: Day): Plan | undefined {
  return planOn(
    context.plans,
    employee,
    day,
    postOn(employee, day) ?? employee.posts.findLast(({from}) => from <= day),
  );
}

interface Priced {
  plan: Plan;
  component: PlanComponent;
  amount: Kopecks;
}

/** A version that pays less for each holds for a person from his signature. */
function bestOf(
  context: Context,
  plan: Plan,
  component: PlanComponent,
  signatures: Signatures,
  day: Day,
): Priced {
  const given = {plan, component, amount: component.per_unit!.amount};
  const signed = signatures.has(plan, day) ? undefined : signatures.lastSigned(context.plans, plan, day);
  const before = signed?.components.find(({id}) => id === component.id);
  return before?.per_unit && before.per_unit.amount > given.amount
    ? {plan: signed!, component: before, amount: before.per_unit.amount}
    : given;
}

function unitLine(
  context: Context,
  given: Observation,
  {plan, component, amount: each}: Priced,
): OtherLine[] {
  const count = parseExact(given.numerator);
  const exact = multiply(count, rational(each));
  const amount = roundHalfAway(exact);
  if (amount <= 0n) return [];
  return [
    line({
      id: `${plan.plan}/${component.id}/earned${sinceSuffix(given.from, context.month)}`,
      kind: "earned",
      component: component.id,
      rule: `${plan.key}/${component.id}`,
      clause: component.clause,
      legalClass: component.class === "salary" ? null : component.class,
      metric: given.metric,
      amount,
      basis: {numerator: exactText(count), of: each},
      rows: given.rows,
      text: both(
        (language) =>
          `${metricOf(given.metric).name[language]}: ${numberText(count, language)} × ${roubles(each, language)} ${or(language, "за каждый", "each")} = ${roubles(amount, language)}${roundedText(exact, language)}. ${groundText(plan, component.clause, language)}`,
      ),
    }),
  ];
}
