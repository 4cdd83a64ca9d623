/** Pascal's triangle, row by row: ways to choose k of n. */
const triangle: number[][] = [[1]];
function ways(n: number): number[] {
  while (triangle.length <= n) {
    const row = triangle.at(-1)!;
    triangle.push(Array.from({length: row.length + 1}, (_, k) => (row[k - 1] ?? 0) + (row[k] ?? 0)));
  }
  return triangle[n]!;
}

/** Chance of each number of hits among `trials` drawn from all trials with so many hits, by counting the ways. */
export function drawnChances(trials: number, all: number, hits: number): number[] {
  const total = ways(all)[trials]!;
  return Array.from(
    {length: trials + 1},
    (_, k) => ((ways(hits)[k] ?? 0) * (ways(all - hits)[trials - k] ?? 0)) / total,
  );
}

/** Mean and variance of a distribution over 0, 1, 2 and so on. */
export function moments(chances: readonly number[]): {mean: number; variance: number} {
  const mean = chances.reduce((sum, chance, k) => sum + chance * k, 0);
  return {mean, variance: chances.reduce((sum, chance, k) => sum + chance * (k - mean) ** 2, 0)};
}

/**
 * Least and most hits of one side when each stratum is drawn from both: 3.09 deviations and half a unit from the mean;
 * `alone` are hits where nobody else had a trial.
 */
export function drawnLimits(
  strata: readonly {trials: number; all: number; hits: number}[],
  alone = 0,
): [number, number] {
  const drawn = strata.map(({trials, all, hits}) => moments(drawnChances(trials, all, hits)));
  const mean = drawn.reduce((sum, one) => sum + one.mean, alone);
  const half = 3.09 * Math.sqrt(drawn.reduce((sum, one) => sum + one.variance, 0)) + 0.5;
  return [Math.max(0, mean - half), mean + half];
}

/** R. A. Fisher's exact test of a fourfold table, both sides: all tables no likelier than this one. */
export function fisher(hits: number, trials: number, otherHits: number, others: number): number {
  const chances = drawnChances(trials, trials + others, hits + otherHits);
  const own = chances[hits]!;
  return chances.filter((chance) => chance <= own * (1 + 1e-9)).reduce((sum, chance) => sum + chance, 0);
}
