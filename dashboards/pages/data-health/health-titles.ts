import type {
  CheckResultsRow,
  LoadsRow,
  RejectedGroupsRow,
  SourceDaysRow,
  SourcesRow,
  UnmatchedRow,
} from "../../../queries/generated/rows.ts";
import type {Run} from "../../lib/events.ts";
import {saidIn} from "../../lib/i18n.ts";
import type {Words} from "../../lib/words.ts";
import {fieldName} from "./reason-words.ts";

const sum = <Row>(rows: Row[], pick: (row: Row) => number | null) =>
  rows.reduce((total, row) => total + (pick(row) ?? 0), 0);

export function sourcesFinding(sources: SourcesRow[], {t, f}: Words): string | null {
  if (!sources.length) return null;
  const troubled = sources.filter((row) => row.status_code !== "fresh");
  if (!troubled.length) return t("health.sources.fresh", {count: sources.length, n: f.count(sources.length)});
  return t("health.sources.finding", {
    fresh: f.count(sources.length - troubled.length),
    count: sources.length,
    all: f.count(sources.length),
    names: f.names(troubled.map((row) => row.source_id)),
  });
}

/** A file that did not load has no days: with one, calm lanes prove nothing. */
export function lanesFinding(
  rows: SourceDaysRow[],
  sources: readonly Pick<SourcesRow, "status_code">[],
  {t, f}: Words,
): string | null {
  if (!rows.length) return null;
  const count = (code: string) => rows.filter((row) => row.status_code === code).length;
  const troubled = count("late") + count("empty") + count("rejected");
  const days = new Set(rows.map((row) => row.day)).size;
  if (!troubled && sources.some(({status_code}) => status_code === "failed")) return null;
  if (!troubled) return t("health.lanes.clean", {count: days, n: f.count(days)});
  return t("health.lanes.finding", {
    empty: f.count(count("empty")),
    late: f.count(count("late")),
    rejected: f.count(count("rejected")),
    count: rows.length,
    all: f.count(rows.length),
  });
}

/** A line that breaks for two reasons is one line. */
export function rejectedFinding(groups: RejectedGroupsRow[], all: Words): string | null {
  const {t, f, label} = all;
  const worst = groups.toSorted((a, b) => b.row_count - a.row_count)[0];
  const total = worst?.all_row_count ?? 0;
  if (!worst || total === 0) return null;
  const alike = groups.filter((group) => group.row_count === worst.row_count);
  if (alike.length > 1)
    return t("health.rejected.alike", {
      count: total,
      n: f.count(total),
      reasons: f.count(alike.length),
      each: f.count(worst.row_count),
    });
  return t("health.rejected.finding", {
    count: total,
    n: f.count(total),
    reason: label("reason", worst.reason_code).toLowerCase(),
    column: fieldName(worst, all) || worst.source_id,
    share: f.share(worst.row_count / total),
  });
}

export function unmatchedFinding(rows: UnmatchedRow[], {t, f, label}: Words): string | null {
  const worst = [...Map.groupBy(rows, (row) => row.kind_code)]
    .map(([kind, own]) => ({kind, count: sum(own, (row) => row.row_count)}))
    .sort((a, b) => b.count - a.count)[0];
  const total = sum(rows, (row) => row.row_count);
  if (!worst) return null;
  return t("health.unmatched.finding", {
    count: total,
    n: f.count(total),
    kind: label("unmatchedKind", worst.kind).toLowerCase(),
    most: f.count(worst.count),
  });
}

export function checksFinding(rows: CheckResultsRow[], {t, f}: Words): string | null {
  if (!rows.length) return null;
  const failed = rows.filter((row) => row.status_code === "failed");
  if (!failed.length) return t("health.checks.passed", {count: rows.length, n: f.count(rows.length)});
  return t("health.checks.finding", {
    failed: f.count(failed.length),
    count: rows.length,
    all: f.count(rows.length),
    stopping: f.count(failed.filter((row) => row.severity === "fail").length),
  });
}

/** Of files that were read: the others stand above, with the reason. */
export function loadsFinding(loads: LoadsRow[], {t, f}: Words): string | null {
  const rows = loads.filter((row) => row.status_code === "staged");
  if (!rows.length) return null;
  const accepted = sum(rows, (row) => row.accepted_count);
  const rejected = sum(rows, (row) => row.rejected_count);
  const read = sum(rows, (row) => row.row_count);
  const skipped = sum(rows, (row) => row.skipped_count);
  const superseded = sum(rows, (row) => row.superseded_count);
  const isData = accepted + rejected;
  const finding = t("health.loads.finding", {
    count: rows.length,
    files: f.count(rows.length),
    read: f.count(read),
    accepted: f.count(accepted),
    rejected: f.count(rejected),
    share: f.smallShare(isData ? rejected / isData : 0),
    skipped: f.count(skipped),
  });
  if (superseded === 0) return finding;
  return `${finding}; ${t("health.loads.superseded", {count: superseded, n: f.count(superseded)})}`;
}

export function runSentence(run: Run, {t, f, language}: Words): string {
  const seconds = run.finished_at ? (Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1000 : null;
  const params = {
    started: f.moment(run.started_at),
    seconds: f.tenths(seconds),
    message: saidIn(language, run) ?? "",
  };
  if (run.status === "running") return t("run.running", params);
  if (run.status === "failed" && run.snapshot) return t("run.partly", params);
  if (run.status === "failed") return t("run.failed", params);
  if (run.status === "checks_failed") return t("run.checksFailed", params);
  return t("run.done", params);
}
