import type {DriftRow} from "../../../queries/generated/rows.ts";
import {TableCard} from "../../components/table-card.tsx";
import {useReport} from "../../lib/reports.ts";
import {type Words, words} from "../../lib/words.ts";
import {useEmptyWords} from "./nothing-loaded.ts";
import {fieldWords} from "./reason-words.ts";

/** What the latest files have that their sources' earlier files had not. */
export function DriftCard() {
  const all = words.value;
  const {t} = all;
  const loaded = useReport("drift", {});
  const empty = useEmptyWords("health.drift.none");
  return (
    <TableCard
      id="drift"
      span="full"
      report="drift"
      params={{}}
      loaded={loaded}
      finding={driftFinding(loaded.rows, all)}
      question={t("health.drift.question")}
      subtitle={t("health.drift.subtitle")}
      columns={["received_at", "source_id", "file_name", "kind_code", "column_name", "expected", "actual"]}
      groups={{kind_code: "drift"}}
      cell={(row, column) => {
        if (column === "column_name") return fieldWords(row.column_name, all);
        if (column === "expected" || column === "actual") {
          const said = figure(row, column, all);
          if (said !== undefined) return said;
        }
        const isKind = row.kind_code === "retyped_column" && (column === "expected" || column === "actual");
        return isKind ? all.label("drift.kind", row[column]) : undefined;
      }}
      pageSize={10}
      empty={empty}
    />
  );
}

/** Counts what the figures depend on in the newest file of each source; a column that nobody reads is no finding. */
export function driftFinding(rows: DriftRow[], {t, f}: Words): string | null {
  const newest = new Map<string, number>();
  for (const {source_id, load_id} of rows)
    newest.set(source_id ?? "", Math.max(load_id, newest.get(source_id ?? "") ?? 0));
  const current = rows.filter((row) => row.is_read && newest.get(row.source_id ?? "") === row.load_id);
  if (current.length === 0) return null;
  const sources = [...new Set(current.map(({source_id}) => source_id))].join(", ");
  return t("health.drift.finding", {
    count: current.length,
    n: f.count(current.length),
    all: f.count(rows.length),
    sources,
  });
}

/** Sizes and sums as numbers are written elsewhere; undefined for what is none. */
function figure(row: DriftRow, column: "expected" | "actual", {f}: Words): string | undefined {
  const isSize = /^(?:unusual_|totals_|subtotals_)/.test(row.kind_code);
  const value = Number(row[column] ?? Number.NaN);
  return isSize && Number.isFinite(value) ? f.count(Math.round(value)) : undefined;
}
