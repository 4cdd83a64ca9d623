import type {CampaignListRow, SleepBandsRow} from "../../queries/generated/rows.ts";
import {detectableChanges} from "../../queries/statistics/two-shares.ts";

/** What a new campaign is to be; its id is the seed of the lot, so that the lot is drawn once and not until it pleases. */
export interface Draft {
  campaign_id: string;
  /** A band of sleep, or nothing for every band. */
  band: string;
  client_limit: number;
  control_percent: number;
}

export const paramsOf = (draft: Draft): Record<string, string> => ({
  campaign_id: draft.campaign_id,
  band: draft.band,
  client_limit: String(draft.client_limit),
  control_percent: String(draft.control_percent),
  seed: draft.campaign_id,
});

export interface Power {
  treated: number;
  control: number;
  /** Share of such clients that wake without a campaign, and of how many it is known. */
  alone: number;
  known: number;
  /** The smallest share among the called that 80 of 100 such campaigns would show; null when none would. */
  seen: number | null;
}

/** What the campaign could show before anybody is called; null while nothing is known of those who wake alone. */
export function powerOf(
  list: readonly Pick<CampaignListRow, "all_treated_count" | "all_control_count">[],
  bands: readonly SleepBandsRow[],
  band: string,
): Power | null {
  const [first] = list;
  const own = bands.filter(({band_code}) => band === "" || band_code === band);
  const known = own.reduce((sum, row) => sum + row.past_count, 0);
  if (!first || known === 0) return null;
  const alone = own.reduce((sum, row) => sum + row.woken_count, 0) / known;
  const {all_treated_count: treated, all_control_count: control} = first;
  const {rise} = detectableChanges(alone, [control, treated], 1.96);
  return {treated, control, alone, known, seen: rise === null ? null : alone + rise};
}
