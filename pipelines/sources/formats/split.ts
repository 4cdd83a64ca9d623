import {once} from "node:events";
import {createReadStream, createWriteStream} from "node:fs";
import {createGunzip} from "node:zlib";
import type {Encoding} from "./text.ts";

export interface SplitOptions {
  path: string;
  gzip: boolean;
  encoding: Encoding;
  delimiter: string;
  quote: string;
  /** "\r" for files of old Macs. */
  lineBreak: "\n" | "\r";
  /** Cells of a record. */
  width: number;
  /** Physical lines before the header. */
  skip: number;
  header: boolean;
}

export const splitReasons = [
  "too_few_cells",
  "too_many_cells",
  "broken_quotes",
  "broken_encoding",
  "line_too_long",
] as const;
export type SplitReason = (typeof splitReasons)[number];

/** A quoted cell that has not ended after so many characters never will. */
export const longestRecord = 8_000_000;

/**
 * Goes through delimited text record by record. Good records are written to `target` as they are, the number of
 * their first line before them; records that cannot be split to `rejects` as line, reason and text. After a quote
 * that is never closed only its own line is given up. Returns the number of rejects.
 */
export async function splitFile(options: SplitOptions, target: string, rejects: string): Promise<number> {
  const good = createWriteStream(target);
  const bad = createWriteStream(rejects);
  const splitter = new Splitter(options);
  const stream = createReadStream(options.path, {highWaterMark: 1024 * 1024});
  const bytes: AsyncIterable<Buffer> = options.gzip ? stream.pipe(createGunzip()) : stream;
  const decoder = new TextDecoder(options.encoding);
  for await (const chunk of bytes) {
    splitter.take(decoder.decode(chunk, {stream: true}), false);
    if (!good.write(splitter.good())) await once(good, "drain");
    if (!bad.write(splitter.bad())) await once(bad, "drain");
  }
  splitter.take(decoder.decode(), true);
  good.end(splitter.good());
  bad.end(splitter.bad());
  await Promise.all([once(good, "close"), once(bad, "close")]);
  return splitter.rejected;
}

class Splitter {
  rejected = 0;
  private readonly options: SplitOptions;
  private text = "";
  private line = 1;
  private awaitsHeader: boolean;
  private goodLines: string[] = [];
  private badLines: string[] = [];

  constructor(options: SplitOptions) {
    this.options = options;
    this.awaitsHeader = options.header;
  }

  good(): string {
    return taken(this.goodLines);
  }

  bad(): string {
    return taken(this.badLines);
  }

  /** Splits what has come; a record that may go on in the next chunk waits for it. */
  take(chunk: string, isLast: boolean): void {
    const {lineBreak, quote, skip} = this.options;
    const text = this.text + chunk;
    let at = 0;
    let quoteAt = -1;
    while (at < text.length) {
      const lineEnd = positionOf(text, lineBreak, at);
      if (lineEnd === text.length && !isLast && text.length - at < longestRecord) break;
      let end = lineEnd;
      if (this.line > skip) {
        // looked for once, not in every line: most files hold no quotes at all
        if (quoteAt < at) quoteAt = positionOf(text, quote, at);
        if (quoteAt >= lineEnd) {
          const line = withoutReturn(text.slice(at, lineEnd));
          this.keep(line, line, this.widthReason(this.plainWidth(line)));
        } else {
          const record = readRecord(text, at, this.options);
          const goesOn = record.open || record.end === text.length;
          if (goesOn && !isLast && text.length - at < longestRecord) break;
          end = record.end ?? lineEnd;
          const reason = record.end === null ? "broken_quotes" : this.widthReason(record.cells.length);
          this.keep(withoutReturn(text.slice(at, end)), this.written(record.cells), reason);
        }
      }
      this.line += countOf(text, lineBreak, at, end) + 1;
      at = end + 1;
    }
    this.text = text.slice(at);
  }

  /** Cells of a line without quotes; empty cells beyond the last column do not count. */
  private plainWidth(line: string): number {
    const {delimiter, width} = this.options;
    let cells = 1;
    for (let at = line.indexOf(delimiter); at !== -1; at = line.indexOf(delimiter, at + 1))
      if (++cells > width) return line.slice(at).replaceAll(delimiter, "") === "" ? width : cells;
    return cells;
  }

  /** A record with quotes, in the one way that leaves no doubt. */
  private written(cells: string[]): string {
    const {delimiter, quote} = this.options;
    return cells.map((cell) => quote + cell.replaceAll(quote, quote + quote) + quote).join(delimiter);
  }

  private widthReason(cells: number): SplitReason | null {
    if (cells === this.options.width) return null;
    return cells < this.options.width ? "too_few_cells" : "too_many_cells";
  }

  private keep(raw: string, record: string, reason: SplitReason | null): void {
    const {delimiter, width} = this.options;
    if (raw === "" && width > 1) return;
    if (this.awaitsHeader) {
      this.awaitsHeader = false;
      return;
    }
    const found =
      raw.length > longestRecord ? "line_too_long" : raw.includes("\ufffd") ? "broken_encoding" : reason;
    if (found === null) this.goodLines.push(`${this.line}${delimiter}${record}\n`);
    else {
      this.rejected++;
      this.badLines.push(`${this.line},${found},"${raw.replaceAll('"', '""')}"\n`);
    }
  }
}

interface ReadRecord {
  /** Position of the line break after the record; null when its quotes are broken. */
  end: number | null;
  /** True when the text ended within a quoted cell. */
  open: boolean;
  cells: string[];
}

/** One record that holds quotes, from `from` on; empty cells beyond the last column do not count. */
function readRecord(text: string, from: number, options: SplitOptions): ReadRecord {
  const {delimiter, quote, lineBreak, width} = options;
  const cells: string[] = [];
  for (let at = from; ; at++) {
    const start = at;
    while (text[at] === " ") at++;
    if (text[at] === quote) {
      const close = closingQuote(text, at + 1, quote);
      if (close === -1) return {end: null, open: true, cells};
      cells.push(text.slice(at + 1, close).replaceAll(quote + quote, quote));
      at = close + 1;
      while (text[at] === " " || (text[at] === "\r" && lineBreak === "\n")) at++;
      if (at < text.length && text[at] !== delimiter && text[at] !== lineBreak)
        return {end: null, open: false, cells};
    } else {
      const lineEnd = positionOf(text, lineBreak, start);
      const next = text.indexOf(delimiter, start);
      at = next === -1 || next > lineEnd ? lineEnd : next;
      cells.push(at === lineEnd ? withoutReturn(text.slice(start, at)) : text.slice(start, at));
    }
    if (at >= text.length || text[at] === lineBreak) {
      while (cells.length > width && cells.at(-1) === "") cells.pop();
      return {end: at, open: false, cells};
    }
  }
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at !== -1; at = text.indexOf(quote, at + 2))
    if (text[at + 1] !== quote) return at;
  return -1;
}

/** Where it comes next; the end of the text when it does not. */
function positionOf(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at;
}

function countOf(text: string, lineBreak: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf(lineBreak, from); at !== -1 && at < to; at = text.indexOf(lineBreak, at + 1))
    count++;
  return count;
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function taken(lines: string[]): string {
  return lines.splice(0).join("");
}
