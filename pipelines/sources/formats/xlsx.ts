import ExcelJS from "exceljs";
import {PipelineError} from "../../errors.ts";
import type {Format, OpenContext} from "./format.ts";
import {type GridRow, openGrid} from "./grid.ts";

/** One sheet of an Excel workbook, brought to delimited text row by row. */
export const xlsx: Format = {
  kind: "xlsx",
  matches: (head) => head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04])),
  open: (context) =>
    openGrid(sheetRows(context), context).catch((cause: unknown) => {
      if (cause instanceof PipelineError) throw cause;
      throw new PipelineError(
        "bad_file",
        `${context.name}: the workbook cannot be read; open it in a spreadsheet and save it as .xlsx again`,
        {cause},
      );
    }),
};

/** The rows of the wanted sheet, the first by default. */
async function* sheetRows({path, options}: OpenContext): AsyncGenerator<GridRow, void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    sharedStrings: "cache",
    styles: "cache",
    hyperlinks: "ignore",
    worksheets: "emit",
    entries: "emit",
  });
  let position = 0;
  for await (const sheet of workbook) {
    position++;
    // the stream reader knows the sheet's name although its type does not say so
    const title = (sheet as unknown as {name: string}).name;
    const wanted =
      options.sheet === undefined ? position === 1 : options.sheet === position || options.sheet === title;
    for await (const row of sheet) {
      if (!wanted) continue;
      const cells = Array.from((row.values as ExcelJS.CellValue[]).slice(1), (value, index) =>
        cellText(value, () => row.getCell(index + 1)),
      );
      yield {line: row.number, cells, outline: row.outlineLevel ?? 0, indent: 0};
    }
  }
}

/** Dates as ISO text, formulas by their result, rich text without its dress. */
function cellText(value: ExcelJS.CellValue | undefined, cell: () => ExcelJS.Cell): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return dateText(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value !== "object") return String(value);
  if ("formula" in value || "sharedFormula" in value) return resultText(cell());
  if ("richText" in value) return value.richText.map((part) => part.text).join("");
  if ("text" in value) return cellText(value.text as ExcelJS.CellValue, cell);
  if ("error" in value) return value.error;
  return "";
}

/** The reader leaves the result of a formula as it is stored, and its value drops a nought. */
function resultText(cell: ExcelJS.Cell): string {
  const {result, numFmt} = cell;
  if (typeof result !== "number") return cellText(result, () => cell);
  if (Number.isNaN(result)) return "#ERROR!";
  return isDateFormat(numFmt) ? dateText(dateOfSerial(result)) : numberText(result);
}

const daySeconds = 86_400;
/** Serial number of 1970-01-01. */
const epochSerial = 25_569;

function dateOfSerial(serial: number): Date {
  return new Date(Math.round((serial - epochSerial) * daySeconds * 1000));
}

/** What lies before 1900 is a time of day or a length of time. */
function dateText(date: Date): string {
  const seconds = Math.round(date.getTime() / 1000) + epochSerial * daySeconds;
  if (seconds < 2 * daySeconds) {
    const two = (part: number) => String(part).padStart(2, "0");
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
  const iso = date.toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19).replace("T", " ");
}

/** Never in powers of ten, and never with three decimals alone, which would look like a thousand. */
function numberText(value: number): string {
  const text = String(value);
  if (text.includes("e-")) return value.toFixed(15);
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}

function isDateFormat(format: string | undefined): boolean {
  return format !== undefined && /[ymdhs]/i.test(format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, ""));
}
