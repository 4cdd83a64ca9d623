import {logGamma} from "./log-gamma.ts";
import {nelderMead} from "./nelder-mead.ts";

/**
 * How a base buys and falls away, after P. S. Fader, B. G. S. Hardie and K. L. Lee, Marketing Science 24 (2005):
 * 275-284. It knows nothing of our calls and falls short as a forecast (12 % too few on the paper's own data in the
 * weeks it has not seen), so it puts a list of calls in order; it judges nobody and its sums are no plan.
 */
export interface BuyingModel {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/** One client in any one unit of time, such as weeks. */
export interface Buyer {
  /** Purchase days after the first. */
  repeats: number;
  /** From the first purchase to the last; 0 without repeats. */
  recency: number;
  /** From the first purchase to now. */
  age: number;
}

/** Odds of having fallen away against being still a buyer; only after a repeat purchase. */
function lostOdds({r, alpha, a, b}: BuyingModel, {repeats, recency, age}: Buyer): number {
  const ratio = Math.log(alpha + age) - Math.log(alpha + recency);
  return Math.exp(Math.log(a) - Math.log(b + repeats - 1) + (r + repeats) * ratio);
}

/**
 * Chance that the client still buys; null after one purchase only: the model lets nobody fall away before the second
 * purchase and would call every such client alive, however long ago it was.
 */
export function aliveChance(model: BuyingModel, buyer: Buyer): number | null {
  return buyer.repeats === 0 ? null : 1 / (1 + lostOdds(model, buyer));
}

/**
 * Purchase days to expect in the time ahead (equation 10). The hypergeometric function is taken after Euler's
 * transformation, which also takes up the power before it, so that nothing overflows for frequent buyers.
 */
export function expectedPurchases(model: BuyingModel, buyer: Buyer, ahead: number): number {
  if (!(ahead >= 0))
    throw new RangeError(`expectedPurchases: expected time ahead of 0 or more, got ${ahead}`);
  if (ahead === 0) return 0;
  const {r, alpha, a, b} = model;
  // at a = 1 the formula is 0 / 0; it is smooth there, so its two sides are averaged
  if (Math.abs(a - 1) < 1e-6)
    return (
      (expectedPurchases({...model, a: 1 - 1e-5}, buyer, ahead) +
        expectedPurchases({...model, a: 1 + 1e-5}, buyer, ahead)) /
      2
    );
  const z = ahead / (alpha + buyer.age + ahead);
  const c = a + b + buyer.repeats - 1;
  const stays = Math.exp((a - 1) * Math.log1p(-z)) * hypergeometric(a - 1, a + b - 1 - r, c, z);
  const whole = (c / (a - 1)) * (1 - stays);
  return whole / (1 + (buyer.repeats > 0 ? lostOdds(model, buyer) : 0));
}

/** Gauss's series of 2F1(a, b; c; z) for 0 <= z < 1 (Abramowitz and Stegun, 15.1.1), to a relative error near 1e-15. */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  if (!(z >= 0 && z < 1)) throw new RangeError(`hypergeometric: expected z from 0 to below 1, got ${z}`);
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 100_000; n++) {
    const factor = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    term *= factor;
    sum += term;
    if (Math.abs(term) <= 1e-16 * Math.abs(sum) && Math.abs(factor) < 1) return sum;
  }
  throw new RangeError(`hypergeometric: no end of the series for ${a}, ${b}, ${c}, ${z}`);
}

/** Log likelihood of one client (equation 6), by logarithms throughout. */
function logLikelihood({r, alpha, a, b}: BuyingModel, {repeats: x, recency, age}: Buyer): number {
  const rate = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
  const stay = logGamma(a + b) + logGamma(b + x) - logGamma(b) - logGamma(a + b + x);
  const alive = -(r + x) * Math.log(alpha + age);
  if (x === 0) return rate + stay + alive;
  const lost = Math.log(a) - Math.log(b + x - 1) - (r + x) * Math.log(alpha + recency);
  return rate + stay + Math.max(alive, lost) + Math.log1p(Math.exp(-Math.abs(alive - lost)));
}

/** Fewer clients with a repeat purchase than this say nothing about four parameters. */
export const repeatersNeeded = 50;

/**
 * Parameters of greatest likelihood; null with too few clients that bought again, or when the data lead out of any
 * reasonable range, as they do where nobody ever falls away.
 */
export function fitBuyingModel(buyers: readonly Buyer[]): {model: BuyingModel; logLikelihood: number} | null {
  if (buyers.filter(({repeats}) => repeats > 0).length < repeatersNeeded) return null;
  const longest = Math.max(...buyers.map(({age}) => age));
  // time in units of the longest age, so that one start suits days and weeks
  const scaled = buyers.map(({repeats, recency, age}) => ({
    repeats,
    recency: recency / longest,
    age: age / longest,
  }));
  const alike = [
    ...Map.groupBy(scaled, ({repeats, recency, age}) => `${repeats} ${recency} ${age}`).values(),
  ];
  const modelAt = (at: readonly number[]): BuyingModel => ({
    r: Math.exp(at[0]!),
    alpha: Math.exp(at[1]!),
    a: Math.exp(at[2]!),
    b: Math.exp(at[3]!),
  });
  const fitted = nelderMead(
    (at) =>
      at.some((given) => Math.abs(given) > 10)
        ? Number.POSITIVE_INFINITY
        : -alike.reduce((sum, same) => sum + same.length * logLikelihood(modelAt(at), same[0]!), 0),
    [Math.log(0.5), Math.log(0.2), 0, Math.log(2)],
  );
  const {alpha, ...rest} = modelAt(fitted.at);
  if (!fitted.isSettled || fitted.at.some((given) => Math.abs(given) > 9)) return null;
  const purchases = buyers.reduce((sum, {repeats}) => sum + repeats, 0);
  return {
    model: {...rest, alpha: alpha * longest},
    logLikelihood: -fitted.value - purchases * Math.log(longest),
  };
}
