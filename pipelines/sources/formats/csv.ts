import {randomUUID} from "node:crypto";
import {rmSync} from "node:fs";
import {join} from "node:path";
import {PipelineError} from "../../errors.ts";
import {identifier, literal} from "../sql.ts";
import {type Format, type OpenContext, type RawTable, uniqueNames} from "./format.ts";
import {parseRecords} from "./records.ts";
import {longestRecord, splitFile} from "./split.ts";
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
    if (isBinary(head.text.slice(0, 4096)))
      throw new PipelineError("bad_file", `${name}: this is no table of text; send CSV or XLSX`);
    const blanks = options.delimiter === "whitespace";
    const quote = options.quote ?? '"';
    const lineBreak = head.text.includes("\n") ? "\n" : "\r";
    const lines = head.text.split(lineBreak).map((line) => (blanks ? tabbed(line) : line));
    const beforeHeader = options.skip_lines ?? 0;
    const sample = lines.slice(beforeHeader).join("\n");
    const delimiter =
      blanks || options.delimiter === "tab" ? "\t" : (options.delimiter ?? sniffDelimiter(sample, quote));
    const first = parseRecords(sample, delimiter, quote)[0];
    if (!first)
      throw new PipelineError(
        "bad_file",
        `${name}: nothing follows the ${beforeHeader} lines of format.skip_lines; correct it or check the export`,
      );
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
    const text = {
      path: converted ?? path,
      gzip: head.gzip && !converted,
      delimiter,
      quote,
      skip: beforeHeader + first.line - 1,
      header: hasHeader,
    };
    const records = join(temporary, `${randomUUID()}.csv`);
    const rejects = `${records}.rejects`;
    const visible = columns.map(identifier).join(", ");
    let broken: number | null = null;
    return {
      columns,
      relation: ({lines = false} = {}) =>
        broken === null
          ? readCsv(text, columns)
          : `(select ${visible}${lines ? ', "__line"::bigint as "__line"' : ""} from ${readCsv({...text, path: records, gzip: false, skip: 0, header: false, own: true}, ["__line", ...columns])})`,
      async split() {
        broken ??= await splitFile(
          {...text, encoding: "utf-8", lineBreak, width: columns.length},
          records,
          rejects,
        );
      },
      get hasLines() {
        return broken !== null;
      },
      get rejects() {
        return broken ? readRejects(rejects) : null;
      },
      close: () => {
        for (const copy of [converted, records, rejects]) if (copy) rmSync(copy, {force: true});
      },
    };
  },
};

/** Control characters that no export of text holds in its first lines. */
function isBinary(text: string): boolean {
  let control = 0;
  for (const character of text) if (character < "\t" || (character > "\r" && character < " ")) control++;
  return control > text.length / 50;
}

const tabbed = (line: string) => line.trim().replace(/[ \t]+/g, "\t");

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
  skip: number;
  header: boolean;
  /** True for our own copy, whose records end with "\n" whatever its cells hold. */
  own?: boolean;
}

/** The fast way: strict, so that a file with a broken record fails and is then split record by record. */
function readCsv(options: ReaderOptions, columns: string[]): string {
  return `read_csv(${[
    literal(options.path),
    "auto_detect = false",
    `columns = {${columns.map((name) => `${literal(name)}: 'varchar'`).join(", ")}}`,
    `delim = ${literal(options.delimiter)}`,
    `quote = ${literal(options.quote)}`,
    `escape = ${literal(options.quote)}`,
    "nullstr = ''",
    `header = ${options.header}`,
    `skip = ${options.skip}`,
    `compression = ${options.gzip ? "'gzip'" : "'none'"}`,
    `max_line_size = ${longestRecord + 1000}`,
    ...(options.own ? ["new_line = '\\n'"] : []),
  ].join(", ")})`;
}

function readRejects(path: string): string {
  return `(select * from read_csv(${literal(path)}, auto_detect = false, columns = {'line_number': 'bigint', 'reason_code': 'varchar', 'raw_text': 'varchar'}, delim = ',', quote = '"', escape = '"', header = false, new_line = '\\n', max_line_size = ${4 * longestRecord}))`;
}
