/**
 * Distribution function of the standard normal, by the continued fraction and the series for the error function
 * (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14).
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const distance = Math.abs(z);
  if (distance > 38) return z < 0 ? 0 : 1;
  const density = Math.exp(-(distance * distance) / 2) / Math.sqrt(2 * Math.PI);
  if (distance < 4) {
    let term = distance;
    let sum = distance;
    for (let index = 3; term > sum * 1e-17; index += 2) {
      term *= (distance * distance) / index;
      sum += term;
    }
    return z < 0 ? 0.5 - density * sum : 0.5 + density * sum;
  }
  let fraction = distance;
  for (let index = 60; index > 0; index--) fraction = distance + index / fraction;
  return z < 0 ? density / fraction : 1 - density / fraction;
}

const a = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
const c = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];

const polynomial = (terms: readonly number[], x: number) => terms.reduce((sum, term) => sum * x + term, 0);

/**
 * Value below which a standard normal falls with probability p.
 * Rational approximation of P. J. Acklam (2003), relative error below 1.15e-9, then one step of Halley's method.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normalQuantile: expected a probability, got ${p}`);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  let z: number;
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    z = polynomial(c, q) / (polynomial(d, q) * q + 1);
  } else {
    const q = p - 0.5;
    const r = q * q;
    z = (polynomial(a, r) * q) / (polynomial(b, r) * r + 1);
  }
  const step = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  return Number.isFinite(step) ? z - step / (1 + (z * step) / 2) : z;
}
