import {DuckDBDecimalValue, type DuckDBValue} from "@duckdb/node-api";
import {type Unit, wordGroups} from "../queries/vocabulary.ts";
import type {Report} from "./catalog.ts";
import type {ExportWords} from "./words.ts";

export interface ExportColumn {
  name: string;
  heading: string;
  unit: Unit;
  doc: string;
}

/** Rows to take away: what a person reads, or, without words, just what the statement gave. */
export interface ExportTable {
  columns: ExportColumn[];
  rows: DuckDBValue[][];
}

/** Digits after the point that a unit is worth; a ratio below one may be a share and keeps as many as a rate. */
const decimals: Partial<Record<Unit, number>> = {count: 0, s: 0, days: 1, ratio: 2, rate: 6, money: 2};

/**
 * The rows as a person takes them away: headings and codes in words, numbers rounded by their unit, and without the
 * totals that stand in every row for the page's title.
 */
export function exportTable(
  report: Report,
  names: readonly string[],
  rows: readonly DuckDBValue[][],
  words: ExportWords | null,
): ExportTable {
  const known = new Map(report.columns.map((column) => [column.name, column]));
  const columns = names.map((name, index) => {
    const {unit = "text", doc = ""} = known.get(name) ?? {};
    return {index, name, heading: words?.heading(name) ?? name, unit: unit as Unit, doc};
  });
  if (!words) return {columns, rows: rows.map((row) => [...row])};
  const kept = columns.filter(({name}) => !name.startsWith("all_"));
  return {
    columns: kept,
    rows: rows.map((row) =>
      kept.map(({index, name, unit}) => spoken(row[index] ?? null, {report: report.name, name, unit}, words)),
    ),
  };
}

const isCode = (report: string, name: string, unit: Unit) =>
  unit === "code" || `${report}.${name}` in wordGroups || name in wordGroups;

function spoken(
  value: DuckDBValue,
  {report, name, unit}: {report: string; name: string; unit: Unit},
  words: ExportWords,
): DuckDBValue {
  if (value === null) return null;
  if (typeof value === "boolean") return words.flag(value);
  if (typeof value === "string") return isCode(report, name, unit) ? words.code(report, name, value) : value;
  if (value instanceof DuckDBDecimalValue) return value;
  const digits = decimals[unit === "ratio" && Math.abs(Number(value)) < 1 ? "rate" : unit];
  if (typeof value !== "number" || digits === undefined) return value;
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
