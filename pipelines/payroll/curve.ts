import type {PlanCurve} from "./plan-schema.ts";
import {
  add,
  compare,
  divide,
  lesser,
  multiply,
  one,
  type Rational,
  rational,
  subtract,
  zero,
} from "./rational.ts";

/**
 * Part of the sum that an attainment pays: nothing below the threshold and before the first point, straight lines between
 * the points, the last line going on behind the last point, never more than the cap.
 */
export function payOf(curve: PlanCurve, attainment: Rational): Rational {
  if (curve.threshold && compare(attainment, curve.threshold) < 0) return zero;
  const pays = onLine(curve.points, attainment);
  return curve.cap ? lesser(pays, curve.cap) : pays;
}

function onLine(points: PlanCurve["points"], attainment: Rational): Rational {
  const first = points[0]!;
  if (compare(attainment, first.at) < 0) return zero;
  if (points.length === 1) return first.pays;
  const index = points.findIndex((point) => compare(attainment, point.at) <= 0);
  const right = index === -1 ? points.length - 1 : Math.max(1, index);
  const [from, to] = [points[right - 1]!, points[right]!];
  const slope = divide(subtract(to.pays, from.pays), subtract(to.at, from.at));
  return add(from.pays, multiply(slope, subtract(attainment, from.at)));
}

/**
 * Attainment of a norm: figure over norm where more is better; where less is better, 2 - figure over norm and not below
 * 0, so that the norm is 100 % and nothing at all is 200 %. A norm of 0 is attained by any figure, or by 0 alone.
 */
export function attainmentOf(value: Rational, norm: Rational, direction: "up" | "down"): Rational {
  if (compare(norm, zero) === 0) return direction === "up" || compare(value, zero) === 0 ? one : zero;
  const ratio = divide(value, norm);
  if (direction === "up") return ratio;
  const left = subtract(rational(2n), ratio);
  return compare(left, zero) < 0 ? zero : left;
}
