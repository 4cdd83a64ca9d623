import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";

import type {Language} from "./words.ts";

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

/** How a spreadsheet of some language reads a text file. */
export interface CsvForm {
  separator: "," | ";";
  decimal: "." | ",";
  /** A mark before the first line by which a spreadsheet knows UTF-8. */
  isMarked: boolean;
}
export const plainCsv: CsvForm = {separator: ",", decimal: ".", isMarked: false};
export const csvForms: Record<Language, CsvForm> = {
  ru: {separator: ";", decimal: ",", isMarked: true},
  en: {separator: ",", decimal: ".", isMarked: true},
};

/** RFC 4180 with a header line; money keeps its decimals to the last digit, and no text is a formula to a spreadsheet. */
export function csvText(names: readonly string[], rows: readonly DuckDBValue[][], form = plainCsv): string {
  const line = (cells: readonly string[]) => `${cells.join(form.separator)}\r\n`;
  const cell = (value: DuckDBValue) => csvCell(value, form);
  const lines = [line(names.map((name) => quoted(defused(name)))), ...rows.map((row) => line(row.map(cell)))];
  return `${form.isMarked ? "\ufeff" : ""}${lines.join("")}`;
}

function csvCell(value: DuckDBValue, {decimal}: CsvForm): string {
  if (typeof value === "string") return quoted(defused(value));
  const cell = cellOf(value);
  if (cell === null) return "";
  const isNumber = typeof cell === "number" || value instanceof DuckDBDecimalValue;
  if (isNumber) return decimal === "," ? String(cell).replace(".", ",") : String(cell);
  return quoted(String(cell));
}

/**
 * A text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection). A telephone
 * number is digits after a plus: a spreadsheet reads a number in it, and nothing runs.
 */
function defused(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^\+\d{6,15}$/.test(text) ? `'${text}` : text;
}

/** Quoted also for a separator of another language: its spreadsheet would begin a cell there. */
function quoted(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
