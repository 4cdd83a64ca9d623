import type {RejectedRowsRow} from "../../../queries/generated/rows.ts";
import {DataTable} from "../../components/data-table.tsx";
import {Link} from "../../components/link.tsx";
import {Failed, Skeleton} from "../../components/states.tsx";
import {hrefOf} from "../../lib/location.ts";
import {reportUrl, useReport} from "../../lib/reports.ts";
import {words} from "../../lib/words.ts";
import type {GroupProps} from "./group-item.tsx";
import {RawText} from "./raw-text.tsx";
import {adviceOf, isOfList, reasonSentence} from "./reason-words.ts";

const placeOf = (row: RejectedRowsRow) => ({load_id: row.load_id, line: row.line_number});

/** The rows of one reason as they came, what is wrong marked, and what can be done about them. */
export function GroupRows({group, onFix}: GroupProps) {
  const all = words.value;
  const {t, f} = all;
  const params = {
    source_id: group.source_id,
    column_name: group.column_name ?? "",
    reason_code: group.reason_code,
  };
  const loaded = useReport("rejected_rows", params);
  const {rows} = loaded;
  if (loaded.state === "failed") return <Failed message={loaded.message} />;
  if (rows.length === 0) return loaded.state === "loading" ? <Skeleton height={160} /> : null;
  const has = (column: "value" | "amount" | "talk_seconds") => rows.some((row) => row[column] !== null);
  return (
    <>
      <p class="advice">{t(onFix ? adviceOf(group) : "quarantine.advice.reader")}</p>
      {onFix && (
        <p class="group-tools">
          {isOfList(group) && (
            <button
              type="button"
              class="primary"
              onClick={() => onFix({kind: "spelling", group, spellings: spellingsOf(rows)})}
            >
              {t("quarantine.addSpelling")}
            </button>
          )}
          <button type="button" onClick={() => onFix({kind: "dismiss", group, places: rows.map(placeOf)})}>
            {t("quarantine.dismissAll", {count: rows.length, n: f.count(rows.length)})}
          </button>
          <Link href={hrefOf("/sources", {reason: null, source: group.source_id})}>
            {t("quarantine.mapping")}
          </Link>
        </p>
      )}
      <DataTable
        caption={reasonSentence(group, all)}
        rows={rows}
        columns={[
          "file_name",
          "line_number",
          ...(has("value") ? (["value"] as const) : []),
          ...(has("amount") ? (["amount"] as const) : []),
          ...(has("talk_seconds") ? (["talk_seconds"] as const) : []),
          "raw_text",
        ]}
        pageSize={10}
        cell={(row, column) =>
          column === "raw_text" ? <RawText text={row.raw_text ?? ""} value={row.value} /> : undefined
        }
        {...(onFix
          ? {
              actions: (row: RejectedRowsRow) => (
                <>
                  {row.correction_code === "corrected" && <em>{t("quarantine.corrected")}</em>}
                  <button type="button" onClick={() => onFix({kind: "cells", group, place: placeOf(row)})}>
                    {t("quarantine.edit")}
                  </button>
                  <button
                    type="button"
                    onClick={() => onFix({kind: "dismiss", group, places: [placeOf(row)]})}
                  >
                    {t("quarantine.dismiss")}
                  </button>
                </>
              ),
            }
          : {})}
      />
      {rows.length < group.row_count && (
        <p class="note">
          {t("quarantine.someRows", {n: f.count(rows.length), all: f.count(group.row_count)})}
        </p>
      )}
      <p class="foot">
        <a href={reportUrl("rejected_rows", params, "csv")} download="rejected_rows.csv">
          {t("card.export")}
        </a>
      </p>
    </>
  );
}

/** Spellings that nobody knows, the most frequent first. */
function spellingsOf(rows: RejectedRowsRow[]): {spelling: string; count: number}[] {
  const counts = new Map<string, number>();
  for (const {value} of rows) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([spelling, count]) => ({spelling, count})).sort((a, b) => b.count - a.count);
}
