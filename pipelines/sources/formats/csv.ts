import {randomUUID} from "node:crypto";
import {rmSync} from "node:fs";
import {join} from "node:path";
import {PipelineError} from "../../errors.ts";
import {identifier, literal} from "../sql.ts";
import {type Format, type OpenContext, type RawTable, uniqueNames} from "./format.ts";
import {type DelimitedRecord, parseRecords} from "./records.ts";
import {convertText, readTextHead} from "./text.ts";

const candidates = [";", ",", "\t", "|"];

/** Delimited text of any delimiter, quote and encoding, with or without header, gzipped or not. */
export const csv: Format = {
  kind: "csv",
  matches: () => false,
  async open({path, name, options, temporary}: OpenContext): Promise<RawTable> {
    const head = readTextHead(path, name, options.encoding);
    if (head.text.trim() === "")
      throw new PipelineError("bad_file", `${name}: the file is empty; check the export and send it again`);
    const blanks = options.delimiter === "whitespace";
    const quote = options.quote ?? '"';
    const delimiter = blanks
      ? "\t"
      : options.delimiter === "tab"
        ? "\t"
        : (options.delimiter ?? sniffDelimiter(head.text, quote));
    const skipped = options.skip_lines ?? 0;
    const sample = blanks ? head.text.slice(0, 20_000).split("\n").map(tabbed).join("\n") : head.text;
    const records = parseRecords(withoutLines(sample, skipped), delimiter, quote, 1);
    const first = records[0]!;
    const hasHeader = options.header ?? options.columns === undefined;
    const columns = uniqueNames(
      hasHeader ? first.cells : (options.columns ?? first.cells.map((_, index) => `c${index + 1}`)),
    );

    const converted = blanks || head.encoding !== "utf-8" ? join(temporary, `${randomUUID()}.csv`) : null;
    if (converted)
      await convertText(
        {path, gzip: head.gzip, encoding: head.encoding},
        converted,
        blanks ? tabbed : undefined,
      );
    const rejects = `rejects_${randomUUID().replaceAll("-", "")}`;
    const reader = readCsv({
      path: converted ?? path,
      gzip: head.gzip && !converted,
      delimiter,
      quote,
      columns,
      skip: skipped,
      header: hasHeader,
      rejects,
    });
    const headerLines = skipped + (hasHeader ? lineCount(first) : 0);
    return {
      columns,
      relation: ({lines = false, record = false} = {}) =>
        lines ? numbered(reader(record), columns, headerLines) : reader(record),
      rejects: `(select line::bigint as line_number, case error_type::varchar when 'MISSING COLUMNS' then 'too_few_cells' when 'TOO MANY COLUMNS' then 'too_many_cells' when 'UNQUOTED VALUE' then 'broken_quotes' when 'INVALID ENCODING' then 'broken_encoding' when 'LINE SIZE OVER MAXIMUM' then 'line_too_long' else 'unreadable_line' end as reason_code, csv_line as raw_text from ${rejects}_errors)`,
      close: () => converted && rmSync(converted, {force: true}),
    };
  },
};

function withoutLines(text: string, count: number): string {
  let from = 0;
  for (let line = 0; line < count; line++) from = text.indexOf("\n", from) + 1;
  return text.slice(from);
}

const tabbed = (line: string) => line.trim().replace(/[ \t]+/g, "\t");

function lineCount(record: DelimitedRecord): number {
  return 1 + record.cells.join("").split("\n").length - 1;
}

/** The candidate that splits the first lines into the most cells, the same number in each. */
function sniffDelimiter(text: string, quote: string): string {
  let best = {delimiter: ",", score: 0};
  for (const delimiter of candidates) {
    const records = parseRecords(text, delimiter, quote, 50);
    const widths = records.map((record) => record.cells.length);
    const width = widths[0] ?? 1;
    const agreeing = widths.filter((other) => other === width).length / Math.max(1, widths.length);
    const score = (width - 1) * agreeing ** 2;
    if (score > best.score) best = {delimiter, score};
  }
  return best.delimiter;
}

interface ReaderOptions {
  path: string;
  gzip: boolean;
  delimiter: string;
  quote: string;
  columns: string[];
  skip: number;
  header: boolean;
  rejects: string;
}

function readCsv(options: ReaderOptions): (recording: boolean) => string {
  const columns = options.columns.map((name) => `${literal(name)}: 'varchar'`).join(", ");
  return (recording) =>
    `read_csv(${[
      literal(options.path),
      "auto_detect = false",
      `columns = {${columns}}`,
      `delim = ${literal(options.delimiter)}`,
      `quote = ${literal(options.quote)}`,
      `escape = ${literal(options.quote)}`,
      "nullstr = ''",
      `header = ${options.header}`,
      `skip = ${options.skip}`,
      `compression = ${options.gzip ? "'gzip'" : "'none'"}`,
      "max_line_size = 8000000",
      recording
        ? `store_rejects = true, rejects_table = '${options.rejects}_errors', rejects_scan = '${options.rejects}_scans', rejects_limit = 0`
        : "ignore_errors = true",
    ].join(", ")})`;
}

/** Adds "__line": header, records before, and line breaks inside their cells. */
function numbered(reader: string, columns: string[], headerLines: number): string {
  const breaks = columns
    .map(
      (name) =>
        `coalesce(length(${identifier(name)}) - length(replace(${identifier(name)}, chr(10), '')), 0)`,
    )
    .join(" + ");
  return `(select *, ${headerLines} + row_number() over () + coalesce(sum(breaks) over (rows between unbounded preceding and 1 preceding), 0) as "__line"
    from (select *, ${breaks} as breaks from ${reader}))`;
}
