import {binomialCdf} from "./binomial.ts";

/** Chance on either side that a judgement leaves: together 0.2 %, as the outer limits of a funnel plot. */
const tail = 0.001;

/**
 * Whether so many hits of so many trials are more, or fewer, than the common share leaves to chance: exact tails of
 * the binomial distribution (C. J. Clopper, E. S. Pearson, Biometrika 26 (1934): 404-413). The limits drawn in a
 * funnel plot run between neighbouring counts, so that the last count inside them can lie above the line drawn.
 * Where one person is judged `judgements` times, each is left its part of that chance (C. E. Bonferroni, 1936).
 */
export function beyondChance(
  hits: number,
  trials: number,
  common: number,
  judgements = 1,
): "above" | "below" | null {
  if (!(trials > 0)) return null;
  const left = tail / judgements;
  if (1 - binomialCdf(Math.ceil(hits - 1e-9) - 1, trials, common) < left) return "above";
  return binomialCdf(Math.floor(hits + 1e-9), trials, common) < left ? "below" : null;
}
