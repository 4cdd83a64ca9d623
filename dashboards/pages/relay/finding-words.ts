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
  // a share of the others says of how many it is
  if (row.others_count !== null)
    params.norm = t("share.of", {share: params.norm, n: all.f.count(row.others_count)});
  return (
    translate(language, key, params) ??
    translate(language, `finding.${row.finding_code}`, params) ??
    t("finding.other", {code: row.finding_code, ...findingActual(row, all)})
  );
}

/** What a share is of: its numerator and denominator are the size of the finding. */
const wholes: Record<string, "answers" | "clients" | "conversations"> = {
  handover_1_waiting: "clients",
  handover_2_overdue: "clients",
  hunter_keeps_clients: "clients",
  dropped_clients: "clients",
  dormant_growing: "clients",
  claimed_clients: "clients",
  clients_unhappy: "answers",
  recording_gaps: "conversations",
  padded_calls: "conversations",
};

const isLate = (row: RelayFindingsRow) =>
  row.finding_code === "handover_2_overdue" || row.finding_code === "hunter_keeps_clients";

/** Findings about a person whose clients and money the finding about the whole post counts too. */
const ofWhole: Record<string, string> = {
  farmer_volume_fell: "farmer_volume_fell",
  handover_1_waiting: "handover_1_waiting",
  hunter_keeps_clients: "handover_2_overdue",
};

/** Its size: the part and the whole of a share, else clients; the money; and whether another finding counts them too. */
export function findingSize(
  row: RelayFindingsRow,
  {t, f}: Words,
  others: readonly RelayFindingsRow[] = [],
): string {
  const money = row.amount ? f.money(row.amount) : "";
  const isCountedTwice =
    row.subject_id !== null &&
    others.some((one) => one.subject_id === null && one.finding_code === ofWhole[row.finding_code]);
  return [
    partOfWhole(row, {t, f}),
    money && isLate(row) ? t("finding.heldMoney", {money}) : money,
    isCountedTwice ? t("finding.inWhole") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function partOfWhole(row: RelayFindingsRow, {t, f}: Pick<Words, "t" | "f">): string {
  const {actual_numerator: part, actual_denominator: whole, client_count: clients} = row;
  const isOfPerson = row.finding_code === "result_rate_low" && row.subject_id !== null;
  const noun = isOfPerson ? "conversations" : wholes[row.finding_code];
  if (noun && part !== null && whole !== null)
    return t(`finding.of.${noun}`, {part: f.count(part), count: whole, n: f.count(whole)});
  if (!clients) return "";
  const said = {count: clients, n: f.count(clients)};
  return t(row.finding_code === "result_rate_low" ? "finding.short" : "noun.clients", said);
}

const anchors: Record<string, string> = {
  result_rate_low: "/call-centre#norms",
  "result_rate_low.of": "/call-centre#operators",
  talk_minutes_low: "/call-centre#talk",
  padded_calls: "/call-centre#brief",
  recording_gaps: "/call-centre#recordings",
  handover_1_waiting: "/hunters#intake",
  handover_2_overdue: "/hunters#shares",
  dropped_clients: "/contacts#dropped",
  dormant_growing: "/base#states",
  claimed_clients: "/base#entered",
  clients_unhappy: "/base#feedback",
  hunter_keeps_clients: "/hunters#shares",
  farmer_volume_fell: "/farmers#books",
};

/** Where the finding is seen: the page, its picture, and the person, with the month kept. */
export function findingHref(row: RelayFindingsRow): string {
  const own = row.subject_id === null ? undefined : anchors[`${row.finding_code}.of`];
  const [page = "/relay", anchor = ""] = (own ?? anchors[row.finding_code] ?? "/relay#picture").split("#");
  const isPerson = page === "/call-centre" && row.subject_id !== null;
  const asked = row.finding_code === "clients_unhappy" ? {asked: "person"} : {};
  return `${hrefOf(page, isPerson ? {people: row.subject_id} : asked)}#${anchor}`;
}
