import {payOf} from "./curve.ts";
import type {Basis, Line} from "./line.ts";
import {metricOf} from "./metrics.ts";
import type {Kopecks} from "./money.ts";
import type {Plan} from "./plan.ts";
import {
  add,
  compare,
  divide,
  multiply,
  one,
  parseExact,
  type Rational,
  rational,
  roundHalfAway,
  subtract,
} from "./rational.ts";

/** The nearest figure at which a part of a bonus would have paid more, and how much more. */
export interface NextStep {
  readonly value: Rational;
  readonly unit: "count" | "share" | "money";
  readonly adds: Kopecks;
  /** Whatever is done on the way there pays its part already. */
  readonly isGradual: boolean;
  /** How many more things reach it, or how many fewer where less is better; of how many, for a share. */
  readonly more: {readonly count: bigint; readonly of: bigint | null} | null;
}

/** Of a part that was not earned in full: the next bend of its curve, as a figure of the same days and norm. */
export function nextStep({kind, rule, metric, basis, stated}: Line, plans: readonly Plan[]): NextStep | null {
  const {attainment, norm, of} = basis;
  if (kind !== "not_earned" || !metric || attainment === undefined || norm === undefined || of === undefined)
    return null;
  const [key, componentId, partId] = rule.split("/");
  const part = plans
    .find((plan) => plan.key === key)
    ?.components.find(({id}) => id === componentId)
    ?.parts?.find(({id}) => id === partId);
  if (!part) return null;
  const {curve} = part;
  const attained = fraction(attainment);
  const now = payOf(curve, attained);
  const at = [...(curve.threshold ? [curve.threshold] : []), ...curve.points.map((point) => point.at)]
    .filter((bend) => compare(bend, attained) > 0 && compare(payOf(curve, bend), now) > 0)
    .toSorted(compare)[0];
  if (!at) return null;
  const {unit, direction} = metricOf(metric);
  const between = multiply(add(attained, at), rational(1n, 2n));
  const isGradual = compare(payOf(curve, between), now) > 0;
  const exact = multiply(fraction(norm), direction === "up" ? at : subtract(rational(2n), at));
  const adds = roundHalfAway(multiply(rational(of), payOf(curve, at))) - (of - stated);
  const value = unit === "count" ? whole(exact, direction) : exact;
  return {value, unit, adds, isGradual, more: moreOf(basis, value, {unit, direction})};
}

/** Only where the figure is the plain one: an estimate of several months has no count of this one. */
function moreOf(
  {numerator, denominator, estimator}: Basis,
  value: Rational,
  {unit, direction}: {unit: NextStep["unit"]; direction: "up" | "down"},
): NextStep["more"] {
  const isPlain = estimator === "raw" || estimator === "outside_chart_limits";
  if (!isPlain || numerator === undefined || unit === "money") return null;
  const done = fraction(numerator);
  const of = unit === "share" && denominator ? fraction(denominator) : null;
  if (done.denominator !== 1n || (of && of.denominator !== 1n) || (unit === "share" && !of)) return null;
  const wanted = of ? whole(multiply(value, of), direction) : value;
  const count = direction === "up" ? wanted.numerator - done.numerator : done.numerator - wanted.numerator;
  return count > 0n ? {count, of: of?.numerator ?? null} : null;
}

/** "530/603" or a decimal, as a basis has them. */
function fraction(text: string): Rational {
  const [above = "0", below] = text.split("/");
  return divide(parseExact(above), below === undefined ? one : parseExact(below));
}

/** Nobody does a part of a thing: the whole number that reaches the step. */
function whole({numerator, denominator}: Rational, direction: "up" | "down"): Rational {
  const down = numerator / denominator;
  return rational(direction === "up" && down * denominator < numerator ? down + 1n : down);
}
