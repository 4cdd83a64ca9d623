export interface Unit {
  hits: number;
  trials: number;
}

/** What units have in common: their mean share, and how many trials of it each one's own are mixed with. */
export interface Prior {
  mean: number;
  strength: number;
}

/**
 * Beta-binomial prior of several units by the method of moments (J. C. Kleinman, JASA 68 (1973): 46-54);
 * null when they differ no more than by chance, so that nobody may be ranked.
 */
export function fitPrior(units: readonly Unit[]): Prior | null {
  const known = units.filter((unit) => unit.trials > 0);
  const count = known.length;
  const trials = known.reduce((sum, unit) => sum + unit.trials, 0);
  const mean = known.reduce((sum, unit) => sum + unit.hits, 0) / trials;
  if (count < 2 || !(mean > 0 && mean < 1)) return null;
  const spread = known.reduce((sum, unit) => sum + unit.trials * (unit.hits / unit.trials - mean) ** 2, 0);
  const chance = mean * (1 - mean);
  const squares = known.reduce((sum, unit) => sum + unit.trials ** 2, 0) / trials;
  const overdispersion = (spread - chance * (count - 1)) / (chance * (trials - squares - (count - 1)));
  if (!(overdispersion > 0)) return null;
  return {mean, strength: Math.max(0, 1 / overdispersion - 1)};
}

/** A unit's share drawn towards the common mean, the more the fewer its trials. */
export function shrunkenRate(unit: Unit, prior: Prior): number {
  return (unit.hits + prior.strength * prior.mean) / (unit.trials + prior.strength);
}
