import {fitPrior} from "../../queries/statistics/shrinkage.ts";
import {type WorkDays, workDaysOf, workedDays} from "./base.ts";
import {type ClosedSpan, type Day, holds, type Month, monthOf} from "./days.ts";
import {contentHash} from "./hash.ts";
import type {Employee, Observation, PayrollInputs} from "./inputs.ts";
import type {InputMetric} from "./metrics.ts";
import {disputedPayments, normalised} from "./normalise.ts";
import type {Plan} from "./plan.ts";
import {add, compare, divide, fromStatistic, parseExact, type Rational, toNumber, zero} from "./rational.ts";

/** What all who are measured by a metric have in common; null strength: they differ no more than by chance. */
export interface Pool {
  readonly count: number;
  readonly mean: Rational | null;
  readonly strength: Rational | null;
}

/** Decimals to which the strength of the common mean is cut before it takes part in pay. */
const strengthDigits = 2;

/** The inputs of a month, sorted and looked up by what the rules ask for. */
export class Context {
  readonly inputs: PayrollInputs;
  readonly plans: readonly Plan[];
  readonly month: Month;
  readonly days: WorkDays;
  /** Hash of what concerns everybody: calendar, norms, settings and the day of payment. */
  readonly sharedHash: string;
  /** Payments of which the inputs tell different things. */
  readonly disputed: ReadonlySet<string>;
  readonly #shrunken: ReadonlySet<InputMetric>;
  readonly #observations: Map<string, Observation[]>;
  readonly #byMetric: Map<InputMetric, Observation[]>;
  readonly #pools = new Map<InputMetric, Pool>();

  constructor(given: PayrollInputs, plans: readonly Plan[]) {
    const inputs = normalised(given);
    this.inputs = inputs;
    this.disputed = disputedPayments(given.deals);
    this.plans = plans;
    this.month = inputs.month;
    this.days = workDaysOf(inputs.calendar);
    const {calendar, norms, settings, payDay} = inputs;
    this.sharedHash = contentHash({calendar, norms, settings, payDay});
    const parts = plans.flatMap(({components}) => components.flatMap((component) => component.parts ?? []));
    this.#shrunken = new Set(
      parts.filter(({estimator}) => estimator === "shrunken").map(({metric}) => metric),
    );
    this.#observations = Map.groupBy(
      inputs.observations,
      ({employeeId, metric}) => `${employeeId} ${metric}`,
    );
    this.#byMetric = Map.groupBy(inputs.observations, ({metric}) => metric);
  }

  normDays(month: Month): number {
    return this.days.get(month)?.length ?? 0;
  }

  worked(employee: Employee, span: ClosedSpan): number {
    return workedDays(employee, span, this.days, this.inputs.settings.workedAbsences);
  }

  observed(employeeId: string, metric: InputMetric): readonly Observation[] {
    return this.#observations.get(`${employeeId} ${metric}`) ?? [];
  }

  normOn(norm: string, day: Day): Rational | null {
    const span = this.inputs.norms.find((given) => given.norm === norm && holds(given, day));
    return span ? parseExact(span.value) : null;
  }

  /** Whether a plan draws this metric towards the common mean, so that others' figures take part in it. */
  isShrunken(metric: InputMetric): boolean {
    return this.#shrunken.has(metric);
  }

  /** Mean of a share over everybody in the month, and how many trials of it each one's own are mixed with. */
  pool(metric: InputMetric): Pool {
    const known = this.#pools.get(metric);
    if (known) return known;
    const people = Map.groupBy(
      (this.#byMetric.get(metric) ?? []).filter(({from}) => monthOf(from) === this.month),
      ({employeeId}) => employeeId,
    );
    const units = [...people.entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, own]) => ({
        hits: own.reduce((sum, {numerator}) => add(sum, parseExact(numerator)), zero),
        trials: own.reduce((sum, {denominator}) => add(sum, parseExact(denominator ?? "0")), zero),
      }))
      .filter(({trials}) => compare(trials, zero) > 0);
    const hits = units.reduce((sum, unit) => add(sum, unit.hits), zero);
    const trials = units.reduce((sum, unit) => add(sum, unit.trials), zero);
    const prior = fitPrior(units.map((unit) => ({hits: toNumber(unit.hits), trials: toNumber(unit.trials)})));
    const pool = {
      count: units.length,
      mean: compare(trials, zero) > 0 ? divide(hits, trials) : null,
      strength: prior ? fromStatistic(prior.strength, strengthDigits) : null,
    };
    this.#pools.set(metric, pool);
    return pool;
  }
}
