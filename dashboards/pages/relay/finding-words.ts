import type {RelayFindingsRow} from "../../../queries/generated/rows.ts";
import {translate} from "../../lib/i18n.ts";
import {hrefOf} from "../../lib/location.ts";
import type {Words} from "../../lib/words.ts";

/** Every finding is a share but talk, which is minutes a day. */
export function findingActual(row: RelayFindingsRow, {f}: Words): {actual: string; norm: string} {
  const value =
    row.actual_numerator === null || !row.actual_denominator
      ? null
      : row.actual_numerator / row.actual_denominator;
  if (row.finding_code !== "talk_minutes_low")
    return {actual: f.percent(value), norm: f.percent(row.norm_value)};
  const minutes = (amount: number | null) => f.minutes(amount === null ? null : amount * 60);
  return {actual: minutes(value), norm: minutes(row.norm_value)};
}

/** A finding as a sentence; a code nobody has worded is shown with its number, not hidden. */
export function findingSentence(row: RelayFindingsRow, all: Words): string {
  const {t, language} = all;
  const key = row.subject_name ? `finding.${row.finding_code}.of` : `finding.${row.finding_code}`;
  const params = {
    ...findingActual(row, all),
    name: row.subject_name ?? "",
  };
  return (
    translate(language, key, params) ??
    translate(language, `finding.${row.finding_code}`, params) ??
    t("finding.other", {code: row.finding_code, ...findingActual(row, all)})
  );
}

/** Its size in clients, in money, or in both. */
export function findingSize(row: RelayFindingsRow, {t, f}: Words): string {
  const clients = row.client_count
    ? t("noun.clients", {count: row.client_count, n: f.count(row.client_count)})
    : "";
  return [row.amount ? f.money(row.amount) : "", clients].filter(Boolean).join(" · ");
}

const anchors: Record<string, string> = {
  result_rate_low: "/call-centre#operators",
  talk_minutes_low: "/call-centre#talk",
  padded_calls: "/call-centre#operators",
  recording_gaps: "/call-centre#recordings",
  handover_1_waiting: "/relay#picture",
  handover_2_overdue: "/relay#picture",
  dropped_clients: "/contacts#dropped",
  dormant_growing: "/base#states",
  hunter_keeps_clients: "/relay#leg-hunters",
  farmer_volume_fell: "/farmers#books",
};

/** Where the finding is seen: the page, its picture, and the person, with the month kept. */
export function findingHref(row: RelayFindingsRow): string {
  const [page = "/relay", anchor = ""] = (anchors[row.finding_code] ?? "/relay#picture").split("#");
  const isPerson = page === "/call-centre" && row.subject_id !== null;
  return `${hrefOf(page, isPerson ? {people: row.subject_id} : {})}#${anchor}`;
}
