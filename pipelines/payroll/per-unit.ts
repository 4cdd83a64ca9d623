import {sinceSuffix} from "./bonus.ts";
import type {Context} from "./context.ts";
import {type Day, monthOf} from "./days.ts";
import type {Employee, Observation, Unit} from "./inputs.ts";
import {line, type OtherLine} from "./line.ts";
import {type InputMetric, metricOf} from "./metrics.ts";
import {roubles} from "./money.ts";
import {type Plan, postAt} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {exactText, multiply, parseExact, rational, roundHalfAway, total} from "./rational.ts";
import type {Versions} from "./versions.ts";
import {both, groundText, numberText, or, roundedText} from "./words.ts";

/**
 * So much for each thing done, by the plan of the day it was done on. Who has left keeps his last post for it: what he did
 * is owed also when it was accepted after his last day.
 */
export function perUnitLines(context: Context, employee: Employee, versions: Versions): OtherLine[] {
  const metrics = new Set(
    context.plans.flatMap(({components}) => components.flatMap(({per_unit: unit}) => unit?.metric ?? [])),
  );
  return [...metrics].toSorted().flatMap((metric) =>
    context
      .observed(employee.employeeId, metric)
      .filter(({from}) => monthOf(from) === context.month)
      .flatMap((given) => observedLines(context, employee, given, versions)),
  );
}

/** Where nothing tells the days, all that was observed is of the first one. */
const unitsOf = ({units, from, numerator}: Observation): readonly Unit[] =>
  units ?? [{day: from, count: numerator, rowId: ""}];

function observedLines(
  context: Context,
  employee: Employee,
  given: Observation,
  versions: Versions,
): OtherLine[] {
  const plans = new Map<Day, Plan | undefined>();
  const planFor = (day: Day) => {
    if (!plans.has(day)) {
      const plan = versions.planOn(day, postAt(employee, day));
      plans.set(day, plan && versions.of(plan, day));
    }
    return plans.get(day);
  };
  const priced = Map.groupBy(unitsOf(given), ({day}) => planFor(day));
  return [...priced].flatMap(([plan, units]) =>
    (plan?.components ?? [])
      .filter(({per_unit: unit}) => unit?.metric === given.metric)
      .flatMap((component) => unitLine(context, given, {plan: plan!, component, units})),
  );
}

function unitLine(
  context: Context,
  given: Observation,
  {plan, component, units}: {plan: Plan; component: PlanComponent; units: readonly Unit[]},
): OtherLine[] {
  const metric: InputMetric = given.metric;
  const each = component.per_unit!.amount;
  const count = total(units.map((unit) => parseExact(unit.count)));
  const exact = multiply(count, rational(each));
  const amount = roundHalfAway(exact);
  if (amount <= 0n) return [];
  const ids = new Set(units.map(({rowId}) => rowId));
  const since = plan.valid_from > given.from ? plan.valid_from : given.from;
  return [
    line({
      id: `${plan.plan}/${component.id}/earned${sinceSuffix(since, context.month)}`,
      kind: "earned",
      component: component.id,
      rule: `${plan.key}/${component.id}`,
      clause: component.clause,
      legalClass: component.class === "salary" ? null : component.class,
      metric,
      amount,
      basis: {numerator: exactText(count), of: each},
      rows: given.units ? given.rows.filter(({id}) => ids.has(id)) : given.rows,
      text: both(
        (language) =>
          `${metricOf(metric).name[language]}: ${numberText(count, language)} × ${roubles(each, language)} ${or(language, "за каждый", "each")} = ${roubles(amount, language)}${roundedText(exact, language)}. ${groundText(plan, component.clause, language)}`,
      ),
    }),
  ];
}
