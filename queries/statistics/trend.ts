import {normalCdf} from "./normal.ts";

export interface Trend {
  /** Standardised slope of the shares over the order of the groups. */
  score: number;
  /** How often chance alone gives a slope as steep, either way. */
  chance: number;
  verdict: "higher" | "lower" | "not_known";
}

/**
 * Whether a share rises or falls over ordered groups, in one test whatever their number; groups without trials keep
 * their place. Null when fewer than two groups have trials or all ended alike.
 * W. G. Cochran, Biometrics 10 (1954): 417-451; P. Armitage, Biometrics 11 (1955): 375-386, with the order as score.
 */
export function shareTrend(groups: readonly {hits: number; trials: number}[], alarm = 0.05): Trend | null {
  const sum = (pick: (group: {hits: number; trials: number}, score: number) => number) =>
    groups.reduce((total, group, index) => total + pick(group, index), 0);
  const trials = sum((group) => group.trials);
  const share = sum((group) => group.hits) / trials;
  const spread =
    sum((group, score) => score ** 2 * group.trials) -
    sum((group, score) => score * group.trials) ** 2 / trials;
  const variance = share * (1 - share) * spread;
  if (!(variance > 0)) return null;
  const score = sum((group, index) => index * (group.hits - group.trials * share)) / Math.sqrt(variance);
  const chance = 2 * (1 - normalCdf(Math.abs(score)));
  return {score, chance, verdict: chance >= alarm ? "not_known" : score > 0 ? "higher" : "lower"};
}
