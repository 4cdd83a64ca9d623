import {binomialCdf} from "./binomial.ts";

/** Chance on either side that a judgement leaves: together 0.2 %, as the outer limits of a funnel plot. */
const tail = 0.001;

/**
 * Whether so many hits of so many trials are more, or fewer, than the common share leaves to chance: exact tails of
 * the binomial distribution (C. J. Clopper, E. S. Pearson, Biometrika 26 (1934): 404-413). The limits drawn in a
 * funnel plot run between neighbouring counts, so that the last count inside them can lie above the line drawn.
 */
export function beyondChance(hits: number, trials: number, common: number): "above" | "below" | null {
  if (!(trials > 0)) return null;
  if (1 - binomialCdf(Math.ceil(hits - 1e-9) - 1, trials, common) < tail) return "above";
  return binomialCdf(Math.floor(hits + 1e-9), trials, common) < tail ? "below" : null;
}
