import {statSync} from "node:fs";
import {PipelineError} from "../../errors.ts";
import type {Dialect} from "./dialect.ts";
import type {OpenContext} from "./format.ts";
import type {GridRow} from "./grid.ts";
import {type Encoding, readText} from "./text.ts";

/** One record of delimited text and the line it starts on, counted from 1. */
export interface DelimitedRecord {
  line: number;
  cells: string[];
}

/** Splits delimited text into records; a quoted cell may hold delimiters, line breaks and doubled quotes. */
export function parseRecords(
  text: string,
  delimiter: string,
  quote = '"',
  limit = Infinity,
): DelimitedRecord[] {
  const records: DelimitedRecord[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let startLine = 1;
  const endRecord = () => {
    cells.push(cell);
    if (cells.length > 1 || cell !== "") records.push({line: startLine, cells});
    cells = [];
    cell = "";
    startLine = line;
  };
  for (let index = 0; index < text.length && records.length < limit; index++) {
    const character = text[index]!;
    if (character === "\n") line++;
    if (quoted) {
      if (character !== quote) cell += character;
      else if (text[index + 1] === quote) {
        cell += quote;
        index++;
      } else quoted = false;
    } else if (character === quote && cell === "") quoted = true;
    else if (character === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n") endRecord();
    else if (character !== "\r" || text[index + 1] !== "\n") cell += character;
  }
  if (records.length < limit && (cell !== "" || cells.length > 0)) endRecord();
  return records;
}

/** A sheet that is laid out in another way than a table is small; beyond this size it is something else. */
const largestSheet = 50_000_000;

/** Delimited text as rows of a grid, for layouts that need to see all of it. */
export async function* delimitedRows(
  path: string,
  encoding: Encoding,
  {delimiter, quote, lineBreak}: Dialect,
  {name, options}: OpenContext,
): AsyncGenerator<GridRow, void> {
  if (statSync(path).size > largestSheet)
    throw new PipelineError("bad_file", {
      en: `${name}: too large for format.layout ${options.layout}; remove the setting if it is a plain table`,
      ru: `${name}: файл слишком велик для устройства ${options.layout}; если это простая таблица, уберите format.layout`,
    });
  let text = "";
  for await (const piece of readText(path, encoding)) text += piece;
  for (const {line, cells} of parseRecords(text.replaceAll(lineBreak, "\n"), delimiter, quote))
    yield {line, cells, outline: 0, indent: indentOf(cells)};
}

/** Blanks before the first text of a row: how a text shows that a row belongs to one above. */
function indentOf(cells: readonly string[]): number {
  const first = cells.find((cell) => cell.trim() !== "") ?? "";
  return first.length - first.trimStart().length;
}
