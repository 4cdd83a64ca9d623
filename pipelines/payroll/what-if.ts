import {calculate} from "./calculate.ts";
import type {PayrollInputs} from "./inputs.ts";
import type {Line} from "./line.ts";
import type {InputMetric} from "./metrics.ts";
import {type Kopecks, sumOf} from "./money.ts";
import {type Plan, planOf} from "./plan.ts";
import {multiply, type Rational, rational} from "./rational.ts";
import type {Statement} from "./statement.ts";

export interface PairedLine {
  readonly lineId: string;
  readonly paid: Line | null;
  readonly instead: Line | null;
  readonly change: Kopecks;
}

export interface WhatIf {
  readonly people: readonly {
    readonly employeeId: string;
    readonly paid: Kopecks;
    readonly instead: Kopecks;
    readonly lines: readonly PairedLine[];
  }[];
  readonly paid: Kopecks;
  readonly instead: Kopecks;
}

/** The month by its plans beside the same month by others, line by line, per person and in total. */
export function whatIf(inputs: PayrollInputs, plans: readonly Plan[], others: readonly Plan[]): WhatIf {
  const now = new Map(calculate(inputs, plans).map((statement) => [statement.employeeId, statement]));
  const then = new Map(calculate(inputs, others).map((statement) => [statement.employeeId, statement]));
  const people = [...new Set([...now.keys(), ...then.keys()])].toSorted().map((employeeId) => {
    const [paid, instead] = [now.get(employeeId), then.get(employeeId)];
    return {employeeId, paid: paid?.total ?? 0n, instead: instead?.total ?? 0n, lines: paired(paid, instead)};
  });
  return {
    people,
    paid: sumOf(people.map(({paid}) => paid)),
    instead: sumOf(people.map(({instead}) => instead)),
  };
}

function paired(paid: Statement | undefined, instead: Statement | undefined): PairedLine[] {
  const before = new Map(paid?.lines.map((line) => [line.id, line]));
  const after = new Map(instead?.lines.map((line) => [line.id, line]));
  return [...new Set([...before.keys(), ...after.keys()])].map((lineId) => {
    const [one, other] = [before.get(lineId) ?? null, after.get(lineId) ?? null];
    return {lineId, paid: one, instead: other, change: (other?.amount ?? 0n) - (one?.amount ?? 0n)};
  });
}

/** How the month's total hangs on one norm. */
export interface Sensitivity {
  readonly plan: string;
  readonly component: string;
  readonly part: string;
  readonly metric: InputMetric;
  readonly total: Kopecks;
  /** The total with the norm a tenth lower, and a tenth higher. */
  readonly lower: Kopecks;
  readonly higher: Kopecks;
  /** Change of the total, in kopecks, for one per cent more norm: the central difference over ten per cent each way. */
  readonly perPercent: Rational;
}

const tenth = {lower: rational(9n, 10n), higher: rational(11n, 10n)};

/** Derivative of the month's total by each norm of its plans, or of some of them, people's own norms included. */
export function sensitivity(
  inputs: PayrollInputs,
  plans: readonly Plan[],
  of: readonly Plan[] = plans,
): Sensitivity[] {
  const totalBy = (given: readonly Plan[]) => sumOf(calculate(inputs, given).map(({total}) => total));
  const total = totalBy(plans);
  return of.flatMap((plan) =>
    plan.components.flatMap((component) =>
      (component.parts ?? []).map((part) => {
        const scaled = (factor: Rational) =>
          totalBy(
            plans.map((other) => (other === plan ? withNorm(plan, component.id, part.id, factor) : other)),
          );
        const [lower, higher] = [scaled(tenth.lower), scaled(tenth.higher)];
        return {
          plan: plan.key,
          component: component.id,
          part: part.id,
          metric: part.metric,
          total,
          lower,
          higher,
          perPercent: rational(higher - lower, 20n),
        };
      }),
    ),
  );
}

/** The plan with the norm of one part times a factor. */
function withNorm(plan: Plan, componentId: string, partId: string, factor: Rational): Plan {
  const {key: _key, hash: _hash, ...file} = plan;
  const components = file.components.map((component) =>
    component.id !== componentId || !component.parts
      ? component
      : {
          ...component,
          parts: component.parts.map((part) =>
            part.id === partId ? {...part, norm_factor: multiply(part.norm_factor, factor)} : part,
          ),
        },
  );
  return planOf({...file, components});
}
