import type {ExcludedCountsRow, ExcludedRowsRow, FailedFilesRow} from "../../queries/generated/rows.ts";
import {hrefOf} from "../lib/location.ts";
import {menu} from "../lib/menu.ts";
import {month, useReport} from "../lib/reports.ts";
import {user} from "../lib/session.ts";
import {type Words, words} from "../lib/words.ts";
import {Link} from "./link.tsx";

/** What each page's figures are made from. */
const entitiesOf = {
  relay: ["calls", "call_results", "deals", "stage_events", "orders", "payments", "handovers"],
  callCentre: ["calls", "call_results"],
  callQuality: ["calls", "call_results", "qa_reviews"],
  hunters: ["handovers", "deals", "stage_events", "calls", "call_results", "payments", "orders"],
  farmers: ["orders"],
  base: ["calls", "orders", "clients", "deals", "invoices", "client_potentials", "client_feedback"],
  contacts: ["calls", "orders", "clients", "deals", "call_results", "ownership_events", "absences"],
  revival: ["calls", "orders", "clients", "campaigns", "campaign_members"],
  norms: ["calls", "call_results"],
  my: ["calls", "call_results"],
} as const;

/** From this share on a figure may not be what it seems. */
const muchShare = 0.01;

type Excluded = ExcludedRowsRow | ExcludedCountsRow;

/**
 * What the page leaves out: files that could not be read, and one quiet line for what of its month waits in
 * quarantine; nothing when all is counted.
 */
export function Banner({page}: {page: keyof typeof entitiesOf}) {
  const all = words.value;
  const role = user.value?.role;
  const failed = useReport("failed_files", {});
  const files = failedSentence(failed.rows, entitiesOf[page], all);
  const health = menu.find((candidate) => candidate.path === "/data-health");
  const seesHealth = role !== undefined && health?.roles.includes(role) === true;
  return (
    <>
      {files && (
        <p class="banner much" role="note">
          {files}{" "}
          {seesHealth && <Link href={`${hrefOf("/data-health")}#failed-files`}>{all.t("banner.link")}</Link>}
        </p>
      )}
      <SetAsideBanner page={page} seesHealth={seesHealth} />
    </>
  );
}

function SetAsideBanner({page, seesHealth}: {page: keyof typeof entitiesOf; seesHealth: boolean}) {
  const all = words.value;
  const role = user.value?.role;
  const loaded = useReport(role === "employee" || role === "hr" ? "excluded_counts" : "excluded_rows", {});
  if (!month.value) return null;
  const {rows, undated} = excludedOf(loaded.rows, entitiesOf[page], month.value);
  if (rows.length === 0 && undated === 0) return null;
  const {t} = all;
  const isMuch = rows.some((row) => shareOf(row) > muchShare);
  const sentence = excludedSentence(rows, undated, month.value, all);
  return (
    <p class={isMuch ? "banner much" : "banner"} role="note">
      {isMuch && <b>{t("banner.much")} </b>}
      {/* the name of a month, small in some languages, begins a sentence here */}
      {sentence.charAt(0).toUpperCase() + sentence.slice(1)}{" "}
      {seesHealth && <Link href={`${hrefOf("/data-health")}#quarantine`}>{t("banner.link")}</Link>}
    </p>
  );
}

/** Files that should have brought what the page is made from; a file that brings several kinds of rows counts once. */
export function failedSentence(
  rows: readonly FailedFilesRow[],
  entities: readonly string[],
  {t, f}: Words,
): string {
  const own = rows.filter((row) => entities.includes(row.entity));
  const count = new Set(own.map((row) => row.load_id)).size;
  const [since] = own.map((row) => row.received_at).toSorted();
  return count > 0 ? t("banner.failed", {count, n: f.count(count), since: f.moment(since ?? null)}) : "";
}

/** Lines of the page's entities in its month, and those whose month, or even entity, cannot be read. */
export function excludedOf(
  rows: readonly Excluded[],
  entities: readonly string[],
  shown: string,
): {rows: Excluded[]; undated: number} {
  const own = rows.filter((row) => row.entity === null || entities.includes(row.entity));
  const undated = own.filter((row) => row.month === null);
  return {
    rows: own.filter((row) => row.month === shown).toSorted((a, b) => shareOf(b) - shareOf(a)),
    undated: undated.reduce((sum, row) => sum + row.rejected_count, 0),
  };
}

const shareOf = (row: Excluded) => row.rejected_count / (row.rejected_count + row.accepted_count);

export function excludedSentence(
  rows: readonly Excluded[],
  undated: number,
  shown: string,
  {t, f, label}: Words,
): string {
  const parts = rows.map((row) => {
    const money = "rejected_amount" in row && row.rejected_amount ? f.moneyFull(row.rejected_amount) : "";
    const facts = [f.smallShare(shareOf(row)), money].filter(Boolean).join(", ");
    const total = row.rejected_count + row.accepted_count;
    return t("banner.part", {
      entity: row.entity === null ? t("banner.unreadable") : label("entity", row.entity),
      n: f.count(row.rejected_count),
      all: f.count(total),
      facts,
    });
  });
  const sentences = [
    parts.length ? t("banner.month", {month: f.month(shown), parts: parts.join("; ")}) : "",
    undated
      ? t(parts.length ? "banner.undatedToo" : "banner.undated", {count: undated, n: f.count(undated)})
      : "",
  ];
  return sentences.filter(Boolean).join(" ");
}
