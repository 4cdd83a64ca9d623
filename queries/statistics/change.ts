/** A sum now against the sum then, and one standard deviation of their difference by chance. */
export interface Change {
  base: number;
  now: number;
  deviation: number;
}

/** Limits of three deviations, as process behaviour charts have them: beyond them chance seldom reaches. */
const wide = 3;

/**
 * Whether a sum of many parts grew or fell beyond chance; null without a base. The deviation must not come from the
 * change that is judged: a sum that falls as a whole would widen its own limits.
 */
export function judgeChange({base, now, deviation}: Change): "grew" | "fell" | "within" | null {
  if (!(base > 0)) return null;
  if (now - base > wide * deviation) return "grew";
  return base - now > wide * deviation ? "fell" : "within";
}

/** The range in which chance leaves the change, as a part of the base: from -range to +range; null without a base. */
export function chanceRange({base, deviation}: Change): number | null {
  return base > 0 ? (wide * deviation) / base : null;
}
