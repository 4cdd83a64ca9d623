import {once} from "node:events";
import {createWriteStream} from "node:fs";
import {longestRecord, refusal, rejectLine, type SplitReason} from "./copy.ts";
import {RepeatedHeader} from "./repeated-header.ts";
import {brokenMark, type Encoding, readText, withoutReturn} from "./text.ts";
import {isTotals, mayBeTotals, mayTotal} from "./totals.ts";

export interface SplitOptions {
  path: string;
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

/**
 * Goes through delimited text record by record. Good records are written to `target` as they are, the number of
 * their first line before them; records that cannot be split to `rejects` as line, reason and text. After a quote
 * that is never closed only its own line is given up. Rows without any value are left out like blank lines.
 */
export async function splitFile(options: SplitOptions, target: string, rejects: string): Promise<Split> {
  const good = createWriteStream(target);
  const bad = createWriteStream(rejects);
  const splitter = new Splitter(options);
  for await (const text of readText(options.path, options.encoding)) {
    splitter.take(text, false);
    if (!good.write(splitter.good())) await once(good, "drain");
    if (!bad.write(splitter.bad())) await once(bad, "drain");
  }
  splitter.take("", true);
  good.end(splitter.good());
  bad.end(splitter.bad());
  await Promise.all([once(good, "close"), once(bad, "close")]);
  return splitter.found;
}

export interface Split {
  /** Records set apart. */
  rejected: number;
  /** True when rows of totals are among the good ones. */
  hasTotals: boolean;
  /** True when rows are among them that may be totals. */
  hasDoubtful: boolean;
  /** Records that say the header again, left out. */
  repeatedHeaders: number;
}

class Splitter {
  readonly found: Split = {rejected: 0, hasTotals: false, hasDoubtful: false, repeatedHeaders: 0};
  private readonly options: SplitOptions;
  private text = "";
  private line = 1;
  private isClean = true;
  private awaitsHeader: boolean;
  private header: RepeatedHeader | null = null;
  /** The beginning of a line too long to read, whose end has not come yet. */
  private dropped: string | null = null;
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
    this.isClean = !text.includes(brokenMark) && !text.includes("\0");
    let at = 0;
    let quoteAt = -1;
    while (at < text.length) {
      const lineEnd = positionOf(text, lineBreak, at);
      const isWhole = lineEnd < text.length || isLast;
      if (this.dropped !== null || lineEnd - at > longestRecord) {
        this.drop(text, at, lineEnd, isWhole);
        at = lineEnd + 1;
        continue;
      }
      if (!isWhole) break;
      let end = lineEnd;
      if (this.line > skip) {
        // looked for once, not in every line: most files hold no quotes at all
        if (quoteAt < at) quoteAt = positionOf(text, quote, at);
        if (quoteAt >= lineEnd) this.keepLine(withoutReturn(text.slice(at, lineEnd)));
        else {
          const record = readRecord(text, at, this.options);
          const goesOn = record.open || record.end === text.length;
          if (goesOn && !isLast && text.length - at < longestRecord) break;
          end = record.end ?? lineEnd;
          this.keepRecord(withoutReturn(text.slice(at, end)), record);
        }
      }
      this.line += countOf(text, lineBreak, at, end) + 1;
      at = end + 1;
    }
    this.text = text.slice(at);
    if (isLast && this.dropped !== null) this.drop("", 0, 0, true);
  }

  /** Goes past a line that is too long, of which only the beginning is kept. */
  private drop(text: string, from: number, to: number, isWhole: boolean): void {
    this.dropped ??= text.slice(from, Math.min(to, from + longestRecord));
    if (!isWhole) return;
    this.reject(this.dropped, "line_too_long");
    this.dropped = null;
    this.line++;
  }

  /** A line without quotes. */
  private keepLine(line: string): void {
    const {delimiter, width, lineBreak} = this.options;
    const cells = this.plainWidth(line);
    const other = lineBreak === "\n" ? "\r" : "\n";
    if (cells > width && line.includes(other)) {
      const lines = line.split(other);
      // some of the file's lines end the other way
      if (lines.every((part) => this.plainWidth(part) === width)) {
        for (const [index, part] of lines.entries()) {
          if (index > 0) this.line++;
          this.keepLine(part);
        }
        return;
      }
    }
    if (width > 1 && isBlank(line, delimiter)) return;
    const mayBeHeader = this.awaitsHeader || this.header?.mayBe(line);
    if (mayBeHeader && this.takeHeader(line.split(delimiter))) return;
    const split = mayBeTotals(line, delimiter) ? line.split(delimiter) : null;
    const hasTotals = split !== null && isTotals(split);
    if (split && !hasTotals) this.found.hasDoubtful ||= mayTotal(split);
    const reason = hasTotals && cells < width ? null : this.widthReason(cells);
    // outside of quotes the fast reader takes any line break for the end of a record
    const isPlain = cells >= width && !line.includes(other);
    const record = isPlain || reason ? line : this.written(padded(line.split(delimiter), width));
    this.keep(line, record, reason, hasTotals);
  }

  /** A record that holds quotes. */
  private keepRecord(raw: string, {end, cells}: ReadRecord): void {
    const {width} = this.options;
    const hasTotals = isTotals(cells);
    this.found.hasDoubtful ||= !hasTotals && mayTotal(cells);
    if (end !== null && width > 1 && cells.every((cell) => cell.trim() === "") && cells.length <= width)
      return;
    if (this.takeHeader(cells)) return;
    if (end !== null && hasTotals) while (cells.length < width) cells.push("");
    const reason = end === null ? "broken_quotes" : this.widthReason(cells.length);
    this.keep(raw, this.written(cells), reason, hasTotals);
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

  /** True for the header, and for a record that says it again. */
  private takeHeader(cells: string[]): boolean {
    if (this.awaitsHeader) {
      this.awaitsHeader = false;
      this.header = new RepeatedHeader(cells);
      return true;
    }
    if (!this.header?.is(cells)) return false;
    this.found.repeatedHeaders++;
    return true;
  }

  private keep(raw: string, record: string, reason: SplitReason | null, isTotal: boolean): void {
    // what no line of the chunk holds need not be looked for in each
    const isShort = raw.length < longestRecord / 3;
    const found = this.isClean && isShort ? reason : (refusal(raw) ?? reason);
    if (found !== null) this.reject(raw, found);
    else {
      this.goodLines.push(`${this.line}${this.options.delimiter}${record}\n`);
      this.found.hasTotals ||= isTotal;
    }
  }

  private reject(raw: string, reason: SplitReason): void {
    this.found.rejected++;
    this.badLines.push(rejectLine(this.line, reason, raw));
  }
}

/** Nothing but delimiters and blanks. */
function isBlank(line: string, delimiter: string): boolean {
  const first = line[0];
  const mayBe = first === undefined || first === delimiter || first.trim() === "";
  return mayBe && line.replaceAll(delimiter, "").trim() === "";
}

/** Exactly `width` cells. */
function padded(cells: string[], width: number): string[] {
  return Array.from({length: width}, (_, index) => cells[index] ?? "");
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

function taken(lines: string[]): string {
  return lines.splice(0).join("");
}
