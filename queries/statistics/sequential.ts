import {normalCdf, normalQuantile} from "./normal.ts";

/** Odd number of points over a continuation region; Simpson's rule is then exact far beyond the digits shown. */
const pointCount = 61;
/** No standard normal is further out in any test of ours; stands for a limit that nothing crosses. */
const farthest = 9;

/** Density of the process at one look over the paths that have not crossed a limit so far. */
interface Region {
  fraction: number;
  points: number[];
  /** Density times Simpson's weight. */
  masses: number[];
}

const start: Region = {fraction: 0, points: [0], masses: [1]};
const density = (z: number) => Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Chance to be at or beyond plus or minus `limit` at the next look and inside before. */
function exitChance(region: Region, fraction: number, limit: number, drift: number): number {
  const step = fraction - region.fraction;
  const edge = limit * Math.sqrt(fraction);
  const scale = Math.sqrt(step);
  return region.points.reduce((sum, point, index) => {
    const center = point + drift * step;
    return (
      sum + region.masses[index]! * (normalCdf((center - edge) / scale) + normalCdf((-edge - center) / scale))
    );
  }, 0);
}

function advance(region: Region, fraction: number, limit: number, drift: number): Region {
  const step = fraction - region.fraction;
  const scale = Math.sqrt(step);
  const edge = Math.min(limit, farthest + Math.abs(drift)) * Math.sqrt(fraction);
  const width = (2 * edge) / (pointCount - 1);
  const points = Array.from({length: pointCount}, (_, index) => -edge + index * width);
  const masses = points.map((point, index) => {
    const weight = index === 0 || index === pointCount - 1 ? 1 : index % 2 === 1 ? 4 : 2;
    const value = region.points.reduce(
      (sum, from, place) => sum + region.masses[place]! * density((point - from - drift * step) / scale),
      0,
    );
    return ((weight * width) / 3) * (value / scale);
  });
  return {fraction, points, masses};
}

/**
 * Chance of the first crossing of plus or minus `limits[k]` at each look, of a standardised statistic whose information
 * has reached `fractions[k]` of the whole and whose expectation at the end is `drift`.
 * P. Armitage, C. K. McPherson, B. C. Rowe, JRSS A 132 (1969): 235-244; by Simpson's rule as in C. Jennison and
 * B. W. Turnbull, Group Sequential Methods (2000), chapter 19.
 */
export function crossingChances(
  fractions: readonly number[],
  limits: readonly number[],
  drift = 0,
): number[] {
  let region = start;
  return fractions.map((fraction, index) => {
    if (fraction <= region.fraction)
      throw new RangeError(`crossingChances: expected growing fractions, got ${fractions.join(", ")}`);
    const limit = limits[index]!;
    const chance = exitChance(region, fraction, limit, drift);
    if (index < fractions.length - 1) region = advance(region, fraction, limit, drift);
    return chance;
  });
}

/** The argument in [low, high] at which a falling function reaches `goal`. */
function solveFalling(goal: number, low: number, high: number, at: (value: number) => number): number {
  let [from, to] = [low, high];
  while (to - from > 1e-7) {
    const middle = (from + to) / 2;
    if (at(middle) > goal) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

const total = (chances: readonly number[]) => chances.reduce((sum, chance) => sum + chance, 0);
const evenly = (looks: number) => Array.from({length: looks}, (_, index) => (index + 1) / looks);

/** Limits and spending of a plan are asked for again with every day of data; they are worked out once. */
function remember<Result>(work: (...given: number[]) => Result): (...given: number[]) => Result {
  const known = new Map<string, Result>();
  return (...given) => {
    const key = given.join(" ");
    if (!known.has(key)) known.set(key, work(...given));
    return known.get(key)!;
  };
}

const knownLimits = remember((looks = 1, alarm = 0.05) => {
  const fractions = evenly(looks);
  const limits = (constant: number) => fractions.map((fraction) => constant / Math.sqrt(fraction));
  const lowest = normalQuantile(1 - alarm / 2);
  const constant = solveFalling(alarm, lowest, lowest + 1.5, (value) =>
    total(crossingChances(fractions, limits(value))),
  );
  return limits(constant);
});

const knownInflation = remember((looks = 1, alarm = 0.05, power = 0.8) => {
  const fractions = evenly(looks);
  const limits = evenLimits(looks, alarm);
  const single = normalQuantile(1 - alarm / 2) + normalQuantile(power);
  const drift = -solveFalling(power, -single * 1.5, -single * 0.9, (value) =>
    total(crossingChances(fractions, limits, -value)),
  );
  return Math.max(1, (drift / single) ** 2);
});

/**
 * Limits of looks spread evenly, strict at first and near the ordinary one at the end: a constant divided by the square
 * root of the information. P. C. O'Brien and T. R. Fleming, Biometrics 35 (1979): 549-556; two-sided.
 */
export function evenLimits(looks: number, alarm = 0.05): number[] {
  return knownLimits(looks, alarm);
}

/** Error that the limits of evenly spread looks have spent by each of them. */
export function evenSpending(looks: number, alarm = 0.05): number[] {
  let sum = 0;
  return crossingChances(evenly(looks), evenLimits(looks, alarm)).map((chance) => {
    sum += chance;
    return sum;
  });
}

/**
 * Limits of looks that happened at these fractions of the information, so that by each no more error is spent than is
 * given for it. K. K. G. Lan and D. L. DeMets, Biometrika 70 (1983): 659-663, with the spending fixed look by look
 * (E. Slud and L. J. Wei, JASA 77, 1982, 862-868).
 */
export function spendingLimits(fractions: readonly number[], spent: readonly number[]): number[] {
  let region = start;
  return fractions.map((fraction, index) => {
    const goal = spent[index]! - (index > 0 ? spent[index - 1]! : 0);
    const limit = solveFalling(goal, 0, farthest, (value) => exitChance(region, fraction, value, 0));
    region = advance(region, fraction, limit, 0);
    return limit;
  });
}

/**
 * How much more information evenly spread looks need at most than a single one, for the same power.
 * Jennison and Turnbull (2000), section 2.4.
 */
export function lookInflation(looks: number, alarm = 0.05, power = 0.8): number {
  return knownInflation(looks, alarm, power);
}
