import type {RelayFindingsRow} from "../../../queries/generated/rows.ts";
import {translate} from "../../lib/i18n.ts";
import {hrefOf} from "../../lib/location.ts";
import type {Words} from "../../lib/words.ts";

/** How a finding's actual and norm are said: a share, minutes, or a plain count. */
const measures: Record<string, "share" | "minutes" | "count" | "money"> = {
  result_rate_low: "share",
  talk_minutes_low: "minutes",
  handover_1_waiting: "count",
  handover_2_overdue: "count",
  hunter_keeps_clients: "share",
  farmer_volume_fell: "share",
  dropped_clients: "count",
  recording_gaps: "share",
  dormant_growing: "count",
  padded_calls: "share",
};

export function findingActual(row: RelayFindingsRow, {f}: Words): {actual: string; norm: string} {
  const kind = measures[row.finding_code] ?? "count";
  const value =
    row.actual_numerator === null
      ? null
      : kind === "count" || row.actual_denominator === null
        ? row.actual_numerator
        : row.actual_denominator === 0
          ? null
          : row.actual_numerator / row.actual_denominator;
  if (kind === "share") return {actual: f.percent(value), norm: f.percent(row.norm_value)};
  if (kind === "minutes")
    return {
      actual: f.minutes(value === null ? null : value * 60),
      norm: f.minutes(60 * (row.norm_value ?? 0)),
    };
  return {actual: f.count(value), norm: f.count(row.norm_value)};
}

/** A finding as a sentence; a code nobody has worded is shown with its number, not hidden. */
export function findingSentence(row: RelayFindingsRow, all: Words): string {
  const {t, f, language} = all;
  const key = row.subject_name ? `finding.${row.finding_code}.of` : `finding.${row.finding_code}`;
  const params = {
    ...findingActual(row, all),
    name: row.subject_name ?? "",
    count: row.client_count ?? row.actual_numerator ?? 0,
    clients: f.count(row.client_count ?? row.actual_numerator),
    part: f.count(row.actual_numerator),
    whole: f.count(row.actual_denominator),
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
  dropped_clients: "/relay#picture",
  dormant_growing: "/relay#trends",
  hunter_keeps_clients: "/relay#leg-hunters",
  farmer_volume_fell: "/relay#leg-farmers",
};

/** Where the finding is seen: the page, its picture, and the person, with the month kept. */
export function findingHref(row: RelayFindingsRow): string {
  const [page = "/relay", anchor = ""] = (anchors[row.finding_code] ?? "/relay#picture").split("#");
  const isPerson = page === "/call-centre" && row.subject_id !== null;
  return `${hrefOf(page, isPerson ? {people: row.subject_id} : {})}#${anchor}`;
}
