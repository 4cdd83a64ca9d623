import {binomialCdf, binomialQuantile} from "./binomial.ts";

export interface FunnelLimits {
  low95: number;
  high95: number;
  low998: number;
  high998: number;
}

/**
 * Limits within which a unit of n trials lies by chance when its true share is theta: 95 % to look, 99.8 % to act.
 * Exact binomial limits, interpolated between neighbouring counts:
 * D. J. Spiegelhalter, Statistics in Medicine 24 (2005): 1185-1202, appendix.
 */
export function funnelLimits(theta: number, n: number): FunnelLimits {
  if (!(n > 0)) return {low95: 0, high95: 1, low998: 0, high998: 1};
  return {
    low95: limit(0.025, theta, n),
    high95: limit(0.975, theta, n),
    low998: limit(0.001, theta, n),
    high998: limit(0.999, theta, n),
  };
}

function limit(probability: number, theta: number, n: number): number {
  if (theta <= 0) return 0;
  if (theta >= 1) return 1;
  const count = binomialQuantile(probability, n, theta);
  const reached = binomialCdf(count, n, theta);
  const before = binomialCdf(count - 1, n, theta);
  const excess = reached > before ? (reached - probability) / (reached - before) : 0;
  return Math.min(1, Math.max(0, (count - excess) / n));
}
