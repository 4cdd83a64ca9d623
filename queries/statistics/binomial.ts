import {logGamma} from "./log-gamma.ts";

/** Probability of exactly k hits in n trials of chance p. */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p === 0) return k === 0 ? 1 : 0;
  if (p === 1) return k === n ? 1 : 0;
  const ways = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  return Math.exp(ways + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** Probability of at most k hits in n trials of chance p, as a regularised incomplete beta function. */
export function binomialCdf(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  if (whole < 0) return 0;
  if (whole >= n || p === 0) return 1;
  if (p === 1) return 0;
  return incompleteBeta(1 - p, n - whole, whole + 1);
}

/** The smallest number of hits whose distribution function reaches the probability. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`binomialQuantile: expected a probability, got ${probability}`);
  let low = -1;
  let high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, n, p) >= probability) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Regularised incomplete beta function I_x(a, b), by its continued fraction with Lentz's method
 * (Press et al., Numerical Recipes, 3rd ed., 6.4; the fraction is DLMF 8.17.22).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  const tiny = 1e-300;
  let numerator = 1;
  let denominator = 1 - ((a + b) * x) / (a + 1);
  denominator = 1 / (Math.abs(denominator) < tiny ? tiny : denominator);
  let result = denominator;
  for (let index = 1; index < 10_000; index++) {
    const even = (index * (b - index) * x) / ((a + 2 * index - 1) * (a + 2 * index));
    const odd = (-(a + index) * (a + b + index) * x) / ((a + 2 * index) * (a + 2 * index + 1));
    let change = 1;
    for (const term of [even, odd]) {
      denominator = 1 + term * denominator;
      denominator = 1 / (Math.abs(denominator) < tiny ? tiny : denominator);
      numerator = 1 + term / numerator;
      if (Math.abs(numerator) < tiny) numerator = tiny;
      change = numerator * denominator;
      result *= change;
    }
    if (Math.abs(change - 1) < 1e-15) break;
  }
  return Math.min(1, front * result);
}
