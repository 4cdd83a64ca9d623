import {metricOf} from "./metrics.ts";
import type {PlanComponent, PlanCurve, PlanFile, PlanPart} from "./plan-schema.ts";
import {compare, multiply, one, rational, shortText, total} from "./rational.ts";

/** What is wrong with a plan, and where: the place is a path in its YAML. */
export interface PlanFault {
  path: readonly (string | number)[];
  message: string;
}

/**
 * What no schema of single keys can see: what the Labour Code demands of a bonus (art. 135 part 3, Federal Law 144-FZ,
 * in force since 2025-09-01), that base pay hangs on nothing, that parts add up, and that more result never pays less.
 */
export function planFaults(plan: PlanFile): PlanFault[] {
  const faults: PlanFault[] = [];
  if (plan.valid_to !== undefined && plan.valid_to <= plan.valid_from)
    faults.push({path: ["valid_to"], message: "expected a day after valid_from"});
  const ids = new Set<string>();
  for (const [index, component] of plan.components.entries()) {
    const at = ["components", index];
    if (ids.has(component.id)) faults.push({path: [...at, "id"], message: "this id stands above already"});
    ids.add(component.id);
    faults.push(...legalFaults(component, plan, at), ...shapeFaults(component, at));
  }
  return faults;
}

const variable = ["fund", "parts", "money", "per_unit", "disciplinary"] as const;

function legalFaults(component: PlanComponent, plan: PlanFile, at: (string | number)[]): PlanFault[] {
  if (component.class === "salary") {
    const extra =
      variable.find((key) => component[key] !== undefined) ??
      (component.min_days_worked > 0 ? "min_days_worked" : undefined);
    return extra === undefined
      ? []
      : [
          {
            path: at,
            message: `${extra} could lower base pay, which hangs on days worked alone (art. 129 and 135 of the Labour Code); make it a component of class bonus`,
          },
        ];
  }
  if (component.class === "piece_rate")
    return component.disciplinary === undefined
      ? []
      : [
          {
            path: at,
            message:
              "disciplinary: only a bonus may be less for a disciplinary order (art. 135); take it away",
          },
        ];
  const demanded: Record<string, unknown> = {
    "the act (act)": plan.act,
    "its kind (kind_of_bonus)": component.kind_of_bonus,
    "its amount (fund, money or per_unit)": component.fund ?? component.money ?? component.per_unit,
    "its term (term)": component.term,
    "its grounds (grounds)": component.grounds,
    "its conditions (conditions)": component.conditions,
  };
  const missing = Object.keys(demanded).filter((name) => demanded[name] === undefined);
  return missing.length === 0
    ? []
    : [
        {
          path: at,
          message: `a bonus must say ${missing.join(", ")}: art. 135 part 3 of the Labour Code demands it since 2025-09-01; add it`,
        },
      ];
}

function shapeFaults(component: PlanComponent, at: (string | number)[]): PlanFault[] {
  const faults: PlanFault[] = [];
  const {fund, parts, money, per_unit: perUnit} = component;
  const ways = [fund, money, perUnit].filter((way) => way !== undefined).length;
  if (component.class === "piece_rate" && (fund || ways !== 1))
    faults.push({path: at, message: "a piece rate has money or per_unit, one of them"});
  if (component.class === "bonus" && ways > 1)
    faults.push({path: at, message: "expected one of fund, money and per_unit"});
  if ((fund === undefined) !== (parts === undefined))
    faults.push({path: at, message: "a fund needs parts that divide it, and parts need a fund"});
  if (component.min_days_worked > 0 && !fund)
    faults.push({
      path: [...at, "min_days_worked"],
      message: "belongs to a fund; what was sold or done is paid for however few the days",
    });
  if (fund && (fund.percent_of_base === undefined) === (fund.amount === undefined))
    faults.push({path: [...at, "fund"], message: "expected percent_of_base or amount, one of them"});
  if (parts) {
    const sum = total(parts.map(({weight}) => weight));
    if (compare(sum, one) !== 0)
      faults.push({
        path: [...at, "parts"],
        message: `the weights sum to ${shortText(multiply(sum, rational(100n)))} %; make it 100 %`,
      });
    const ids = new Set<string>();
    for (const [index, part] of parts.entries()) {
      if (ids.has(part.id))
        faults.push({path: [...at, "parts", index, "id"], message: "this id stands above already"});
      ids.add(part.id);
      faults.push(...partFaults(part, [...at, "parts", index]));
    }
  }
  if (perUnit && metricOf(perUnit.metric).unit !== "count")
    faults.push({path: [...at, "per_unit", "metric"], message: "expected a metric that counts"});
  if (money) {
    if (money.hold && (money.hold.until === "return_period") !== (money.hold.days !== undefined))
      faults.push({
        path: [...at, "money", "hold"],
        message: "days belong to return_period, and it needs them",
      });
    money.rates.forEach((rate, index) => {
      if (index > 0 && rate.deals_from <= money.rates[index - 1]!.deals_from)
        faults.push({
          path: [...at, "money", "rates", index, "deals_from"],
          message: "expected a day after the one above",
        });
    });
  }
  return faults;
}

function partFaults(part: PlanPart, at: (string | number)[]): PlanFault[] {
  const faults: PlanFault[] = [];
  const {unit, evidence} = metricOf(part.metric);
  if ((part.norm === undefined) === (part.norm_id === undefined))
    faults.push({path: at, message: "expected norm or norm_id, one of them"});
  if (unit === "money")
    faults.push({
      path: [...at, "metric"],
      message: "money is paid by `money` and its rates, not by a part of a fund",
    });
  if (unit === "count" && part.min_sample > 0)
    faults.push({
      path: [...at, "min_sample"],
      message: `${part.metric} is a count, its own sample: fewer would be no data and could pay more than many; take min_sample away, and let the curve say what few pay`,
    });
  if (unit === "count" && part.without_data === "paid")
    faults.push({
      path: [...at, "without_data"],
      message: `${part.metric} is a count: paid in full without data, the first one counted would pay less; make it not_earned`,
    });
  if (part.estimator === "shrunken" && evidence !== "trials")
    faults.push({
      path: [...at, "estimator"],
      message: `${part.metric} has no trials to shrink by; choose another estimator`,
    });
  return [...faults, ...curveFaults(part.curve, [...at, "curve"])];
}

function curveFaults(curve: PlanCurve, at: (string | number)[]): PlanFault[] {
  return curve.points.flatMap((point, index) => {
    const before = curve.points[index - 1];
    if (before === undefined) return [];
    const path = [...at, "points", index];
    if (compare(point.at, before.at) <= 0)
      return [{path, message: "expected a higher `at` than the point above"}];
    return compare(point.pays, before.pays) < 0
      ? [{path, message: "more result would pay less; let `pays` not fall"}]
      : [];
  });
}
