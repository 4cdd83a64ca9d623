import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";

export type Cell = string | number | boolean | null;

/** A value as text formats write it: ISO days and instants, exact decimals, whole numbers whatever their size. */
export function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number")
    return value;
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue)
    return new Date(Math.floor(Number(value.micros) / 1000)).toISOString();
  if (value instanceof DuckDBDateValue) return value.toString();
  return String(value);
}

/** As cellOf, with what JSON has no exact form for as a number. */
function jsonCellOf(value: DuckDBValue): Cell {
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (typeof value === "bigint") return Number(value);
  return cellOf(value);
}

/** An array of row objects. */
export function jsonText(names: readonly string[], rows: DuckDBValue[][]): string {
  const objects = rows.map((row) => {
    return Object.fromEntries(names.map((name, index) => [name, jsonCellOf(row[index] ?? null)]));
  });
  return JSON.stringify(objects);
}

/** RFC 4180 with a header line; money keeps its decimals to the last digit. */
export function csvText(names: readonly string[], rows: DuckDBValue[][]): string {
  const lines = [names, ...rows.map((row) => row.map(cellOf))];
  return lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
}

function csvCell(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
