import {counted} from "../../counted.ts";
import {PipelineError} from "../../errors.ts";
import {emptyFile, type OpenContext, uniqueNames} from "./format.ts";
import {findHeader, headerSample} from "./header.ts";
import {type DelimitedRecord, parseRecords} from "./records.ts";
import {readTextHead, type TextHead} from "./text.ts";

/** How a delimited text is written, and what its columns are. */
export interface Dialect {
  delimiter: string;
  quote: string;
  /** "\r" for files of old Macs. */
  lineBreak: "\n" | "\r";
  /** Physical lines above the header, or above the first record when there is none. */
  skip: number;
  header: boolean;
  columns: string[];
  /** Turns runs of blanks into one delimiter. */
  change?: ((line: string) => string) | undefined;
}

const candidates = [";", ",", "\t", "|"];

/** The first text of a file that must be a table of text. */
export function textHead({path, name, options}: OpenContext): TextHead {
  const head = readTextHead(path, options.encoding);
  if (head.text.trim() === "") throw new PipelineError("bad_file", emptyFile(name));
  // some lines of a table may be damaged; of what is no text nearly all are such
  const lines = head.text.slice(0, 4096).split(/\r?\n|\r/);
  const damaged = lines.map((line) => [...line].filter(isControl).length).filter((count) => count > 0);
  const control = damaged.reduce((sum, count) => sum + count, 0);
  if (damaged.length > lines.length / 2 && control > Math.min(4096, head.text.length) / 50)
    throw new PipelineError("bad_file", {
      en: `${name}: this is no table of text; send CSV or XLSX`,
      ru: `${name}: это не текстовая таблица; отправьте CSV или XLSX`,
    });
  return head;
}

const isControl = (character: string) => character < "\t" || (character > "\r" && character < " ");

/** Reads the dialect off the first lines; what the mapping says counts more. */
export function findDialect(text: string, {name, options}: OpenContext): Dialect {
  const blanks = options.delimiter === "whitespace";
  const quote = options.quote ?? '"';
  const lineBreak = lineBreakOf(text, quote);
  const change = blanks ? tabbed : undefined;
  const lines = text.split(lineBreak).map((line) => (change ? change(line) : line));
  const above = options.skip_lines ?? 0;
  const sample = lines.slice(above).join("\n");
  const delimiter =
    blanks || options.delimiter === "tab" ? "\t" : (options.delimiter ?? sniffDelimiter(sample, quote));
  const records = parseRecords(sample, delimiter, quote, headerSample);
  if (records.length === 0)
    throw new PipelineError("bad_file", {
      en: `${name}: nothing follows the ${counted(above, "line")} of format.skip_lines; correct it or check the export`,
      ru: `${name}: после пропущенных строк (format.skip_lines: ${above}) ничего нет; исправьте их число или проверьте выгрузку`,
    });
  const header = options.header ?? options.columns === undefined;
  const isSearched = header && options.skip_lines === undefined;
  const found = isSearched ? findHeader(records.map(({cells}) => cells)) : 0;
  // what a quote that never closes has run together is no header
  const isTorn = records[found]!.cells.some((cell) => cell.includes(quote) && cell.includes("\n"));
  const first = isTorn ? 0 : found;
  const names = header ? headerNames(records, first) : (options.columns ?? numbered(records[0]!.cells));
  return {
    delimiter,
    quote,
    lineBreak,
    skip: above + records[first]!.line - 1,
    header,
    columns: uniqueNames(names),
    change,
  };
}

/** The first one outside of quotes. */
function lineBreakOf(text: string, quote: string): "\n" | "\r" {
  const plain = text.split(quote).filter((_, index) => index % 2 === 0);
  const first = plain.find((part) => /[\r\n]/.test(part)) ?? "";
  return /^[^\r\n]*\r(?!\n)/.test(first) && !/^[^\n]*\r+\n/.test(first) ? "\r" : "\n";
}

const tabbed = (line: string) => line.trim().replace(/[ \t]+/g, "\t");

const numbered = (cells: string[]) => cells.map((_, index) => `c${index + 1}`);

/** The header's cells; delimiters at its end that the rows do not have make no columns. */
function headerNames(records: DelimitedRecord[], header: number): string[] {
  const names = records[header]!.cells;
  const rows = records.slice(header + 1);
  let width = names.length;
  while (width > 1 && names[width - 1]!.trim() === "") width--;
  const short = rows.filter(({cells}) => cells.length === width).length;
  return short > rows.length / 2 ? names.slice(0, width) : names;
}

/** The candidate that splits the first lines into the most cells, the same number in each. */
function sniffDelimiter(text: string, quote: string): string {
  let best = {delimiter: ",", score: 0};
  for (const delimiter of candidates) {
    const widths = parseRecords(text, delimiter, quote, 50).map(({cells}) => cells.length);
    // captions above the header are narrower than the table
    const width = usual(widths);
    const agreeing = widths.filter((other) => other === width).length / Math.max(1, widths.length);
    const score = (width - 1) * agreeing ** 2;
    if (score > best.score) best = {delimiter, score};
  }
  return best.delimiter;
}

/** The most frequent of the numbers, the larger of two that are equally frequent. */
function usual(numbers: number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].toSorted((one, other) => other[1] - one[1] || other[0] - one[0])[0]?.[0] ?? 1;
}
