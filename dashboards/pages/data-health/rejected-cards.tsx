import {useCallback} from "preact/hooks";
import type {RejectedReasonsRow} from "../../../queries/generated/rows.ts";
import {type ChartOptions, lossFill} from "../../charts/options.ts";
import {rankedBars} from "../../charts/ranked-bars.ts";
import {Card} from "../../components/card.tsx";
import {TableCard} from "../../components/table-card.tsx";
import {param, setQuery} from "../../lib/location.ts";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {linesOf, rejectedFinding} from "./health-titles.ts";
import {UnmatchedCard} from "./source-cards.tsx";

/** A reason is a source, an entity, a column and a code: the filter of the quarantine. */
const reasonKey = (row: Omit<RejectedReasonsRow, "row_count" | "example">): string =>
  [row.source_id, row.entity, row.column_name, row.reason_code].map((part) => part ?? "").join("/");

function reasonName(row: RejectedReasonsRow, {label}: Words): string {
  const where = row.column_name ?? label("entity", row.entity);
  return [label("reason", row.reason_code), where].filter(Boolean).join(": ");
}

/** What was set aside and why: reasons as bars, and the quarantine itself, one reason at a time when chosen. */
export function RejectedCards() {
  const all = words.value;
  const {t, f} = all;
  const reasons = useReport("rejected_reasons", {});
  const rows = useReport("rejected_rows", {});
  const chosen = param("reason");
  const draw = useCallback(
    (options: ChartOptions) =>
      rankedBars(
        reasons.rows
          .toSorted((a, b) => b.row_count - a.row_count)
          .slice(0, 10)
          .map((row) => ({
            key: reasonKey(row),
            name: reasonName(row, options.words),
            note: row.source_id ?? "",
            count: row.row_count,
          })),
        {...options, color: lossFill},
      ),
    [reasons.rows],
  );
  const shown = rows.rows.filter((row) => !chosen || reasonKey(row) === chosen);
  const lines = linesOf(shown);
  return (
    <>
      <Card
        id="reasons"
        report="rejected_reasons"
        params={{}}
        loaded={reasons}
        finding={rejectedFinding(reasons.rows, linesOf(rows.rows), all)}
        question={t("health.rejected.question")}
        subtitle={t("health.rejected.subtitle")}
        draw={draw}
        height={240}
        columns={["source_id", "entity", "column_name", "reason_code", "row_count", "example"]}
        groups={{entity: "entity", reason_code: "reason"}}
        empty={t("health.rejected.none")}
      />
      <UnmatchedCard />
      <TableCard
        id="quarantine"
        span="full"
        report="rejected_rows"
        params={{}}
        loaded={rows}
        rows={shown}
        question={t("health.quarantine.title", {count: lines, n: f.count(lines)})}
        subtitle={t("health.quarantine.subtitle")}
        columns={[
          "source_id",
          "file_name",
          "line_number",
          "entity",
          "column_name",
          "reason_code",
          "value",
          "raw_text",
        ]}
        groups={{entity: "entity", reason_code: "reason"}}
        pageSize={15}
        empty={t("health.rejected.none")}
        tools={
          <label>
            {t("health.quarantine.reason")}{" "}
            <select value={chosen ?? ""} onChange={(event) => setQuery({reason: event.currentTarget.value})}>
              <option value="">{t("health.quarantine.all")}</option>
              {reasons.rows.map((row) => (
                <option key={reasonKey(row)} value={reasonKey(row)}>
                  {row.source_id}, {reasonName(row, all)} ({f.count(row.row_count)})
                </option>
              ))}
            </select>
          </label>
        }
      />
    </>
  );
}
