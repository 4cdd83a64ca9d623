import {drawnChances, moments} from "../../helpers/drawn.ts";

export interface Finding {
  month: string;
  finding_code: string;
  leg_code: string;
  severity: number;
  subject_id: string;
  actual_numerator: number;
  actual_denominator: number;
  norm_value: number | null;
  others_count: number | null;
  client_count: number | null;
  amount: number | null;
  distance: number;
}

export interface Shared {
  id: string;
  hits: number;
  trials: number;
  amount: number | null;
}

/** How far the hits of a person lie above what falls to him of both sides' hits, less a half, in deviations. */
export function excess({hits, trials}: Shared, otherHits: number, others: number): number {
  const {mean, variance} = moments(drawnChances(trials, trials + others, hits + otherHits));
  return (hits - 0.5 - mean) / Math.sqrt(variance);
}
