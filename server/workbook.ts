import {DuckDBDateValue, DuckDBDecimalValue, type DuckDBValue} from "@duckdb/node-api";
import ExcelJS from "exceljs";
import type {Unit} from "../queries/vocabulary.ts";
import type {Values} from "./arrow.ts";
import type {Report} from "./catalog.ts";
import type {ExportTable} from "./export-table.ts";
import {cellOf} from "./rows.ts";

const dayLength = 86_400_000;
/** How a spreadsheet shows each unit; what is not here is shown as it is. */
const numberFormats: Partial<Record<Unit, string>> = {
  day: "yyyy-mm-dd",
  month: "yyyy-mm",
  utc: "yyyy-mm-dd hh:mm:ss",
  money: "#,##0.00",
  count: "#,##0",
};
const widest = 60;

export interface WorkbookSource {
  report: Report;
  table: ExportTable;
  values: Values;
  /** Published snapshot the rows are of. */
  snapshot: string;
}

/**
 * Rows as a workbook: numbers, days and moments (UTC) as such, texts as texts, so that none of them is a formula; a
 * second sheet says what was asked, of which snapshot, and what each column means.
 */
export async function workbook({
  report,
  table: {columns, rows},
  values,
  snapshot,
}: WorkbookSource): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(report.name.slice(0, 31), {views: [{state: "frozen", ySplit: 1}]});
  sheet.addRow(columns.map(({heading}) => heading)).font = {bold: true};
  for (const row of rows)
    sheet.addRow(columns.map(({unit}, index) => spreadsheetCell(row[index] ?? null, unit)));
  columns.forEach(({heading, unit}, index) => {
    const column = sheet.getColumn(index + 1);
    const longest = rows.slice(0, 200).map((row) => String(cellOf(row[index] ?? null) ?? "").length);
    column.width = Math.min(widest, Math.max(heading.length, ...longest) + 2);
    const format = numberFormats[unit];
    if (format) column.numFmt = format;
  });
  const about = book.addWorksheet("about");
  about.addRows([
    ["report", report.name],
    ["what it is", report.doc],
    ["one row per", report.grain.join(", ")],
    ["snapshot", snapshot],
    ...Object.entries(values).map(([name, value]) => [name, String(cellOf(value as DuckDBValue))]),
    [],
    ["column", "meaning", "unit"],
    ...columns.map(({heading, doc, unit}) => [heading, doc, unit]),
  ]);
  about.getColumn(1).width = 28;
  about.getColumn(2).width = 90;
  return Buffer.from(await book.xlsx.writeBuffer());
}

function spreadsheetCell(value: DuckDBValue, unit: Unit): ExcelJS.CellValue {
  if (value === null) return null;
  if (value instanceof DuckDBDateValue) return new Date(value.days * dayLength);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  const cell = cellOf(value);
  if (unit === "utc" && typeof cell === "string") return new Date(cell);
  return typeof value === "bigint" ? Number(value) : cell;
}
