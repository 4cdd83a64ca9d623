import {randomUUID} from "node:crypto";
import {once} from "node:events";
import {createWriteStream, rmSync, type WriteStream} from "node:fs";
import {join} from "node:path";
import {identifier, literal} from "../sql.ts";
import type {RawTable} from "./format.ts";
import {brokenMark} from "./text.ts";
import {isTotals, mayHoldTotals, mayTotal, totalsSql} from "./totals.ts";

/** Why a record could not be brought into cells. */
export const splitReasons = [
  "too_few_cells",
  "too_many_cells",
  "broken_quotes",
  "broken_encoding",
  "broken_json",
  "line_too_long",
] as const;
export type SplitReason = (typeof splitReasons)[number];

/** Bytes of the longest record that is read; the fast reader takes a little less, so what it reads the splitter reads too. */
export const longestRecord = 2_100_000;
/** Characters of a record's text that are kept with the reason it was set apart. */
const longestRaw = 20_000;

/** Our own delimited copy of a table: the line of each record in its first column, every cell in quotes. */
export class TableCopy {
  private readonly path: string;
  private readonly good: WriteStream;
  private readonly bad: WriteStream;
  private goodText = "";
  private badText = "";
  private rejected = 0;
  private hasTotals = false;
  private hasDoubtful = false;
  private widest = 0;
  private isRagged = false;
  private repeatedHeaders = 0;

  constructor(temporary: string) {
    this.path = join(temporary, `${randomUUID()}.csv`);
    this.good = createWriteStream(this.path);
    this.bad = createWriteStream(`${this.path}.rejects`);
  }

  /** A record of `width` cells; absent ones are empty, also those of columns that only later records have. */
  keep(line: number, cells: readonly string[], width = cells.length): void {
    let text = `"${line}"`;
    for (let index = 0; index < width; index++) text += `,"${(cells[index] ?? "").replaceAll('"', '""')}"`;
    const reason = refusal(text);
    if (reason) this.reject(line, reason, text);
    else {
      if (width > 1 && isTotals(cells)) this.hasTotals = true;
      else if (width > 1 && !this.hasDoubtful && mayTotal(cells)) this.hasDoubtful = true;
      if (this.widest > 0 && width > this.widest) this.isRagged = true;
      this.widest = Math.max(this.widest, width);
      this.goodText += `${text}\n`;
    }
  }

  leaveOutHeader(): void {
    this.repeatedHeaders++;
  }

  reject(line: number, reason: SplitReason, raw: string): void {
    this.rejected++;
    this.badText += rejectLine(line, reason, raw);
  }

  /** True when so much has gathered that `flush` should be awaited. */
  get isFull(): boolean {
    return this.goodText.length + this.badText.length > 1_000_000;
  }

  async flush(): Promise<void> {
    if (this.goodText !== "" && !this.good.write(this.goodText)) await once(this.good, "drain");
    if (this.badText !== "" && !this.bad.write(this.badText)) await once(this.bad, "drain");
    this.goodText = "";
    this.badText = "";
  }

  /** The copy as a table once all records are written. */
  async close(columns: string[]): Promise<RawTable> {
    await this.flush();
    this.good.end();
    this.bad.end();
    await Promise.all([once(this.good, "close"), once(this.bad, "close")]);
    const {path} = this;
    const visible = columns.map(identifier);
    const reader = readCopy(path, columns, this.isRagged);
    const {hasDoubtful} = this;
    const hasTotals = (this.hasTotals || hasDoubtful) && mayHoldTotals(columns);
    const select = (lines: boolean, condition: string) =>
      `(select ${visible.join(", ")}${lines ? ', "__line"::bigint as "__line"' : ""} from ${reader}${condition})`;
    const totals = totalsSql(visible, hasDoubtful ? reader : null);
    return {
      columns,
      relation: ({lines = false} = {}) => select(lines, hasTotals ? ` where not ${totals}` : ""),
      split: () => Promise.resolve(),
      hasLines: true,
      rejects: this.rejected > 0 ? readRejects(`${path}.rejects`) : null,
      totals: hasTotals ? select(true, ` where ${totals}`) : null,
      repeatedHeaders: this.repeatedHeaders,
      close: () => this.remove(),
    };
  }

  /** Removes the files; also when the table came to nothing. */
  remove(): void {
    // the folder may be gone before a stream has opened its file: nobody waits for it any more
    for (const stream of [this.good, this.bad]) stream.on("error", () => undefined).destroy();
    for (const file of [this.path, `${this.path}.rejects`]) rmSync(file, {force: true});
  }
}

/** Why no record may have such a text; bytes are counted only where there may be too many. */
export function refusal(text: string): SplitReason | null {
  if (text.length > longestRecord / 3 && Buffer.byteLength(text) > longestRecord) return "line_too_long";
  return text.includes(brokenMark) || text.includes("\0") || !text.isWellFormed() ? "broken_encoding" : null;
}

/** A record set apart, as `readRejects` reads it. */
export function rejectLine(line: number, reason: SplitReason, raw: string): string {
  return `${line},${reason},"${shortened(raw).replaceAll('"', '""')}"\n`;
}

/** What is kept of a record's text: enough to know it by, with the broken characters as they are shown. */
function shortened(raw: string): string {
  const text = raw.length > longestRaw ? `${raw.slice(0, longestRaw)}…` : raw;
  return text.replaceAll(brokenMark, "\ufffd").replaceAll("\0", "\u2400");
}

function readCopy(path: string, columns: string[], isRagged: boolean): string {
  const names = ["__line", ...columns].map((column) => `${literal(column)}: 'varchar'`).join(", ");
  const longest = 2 * longestRecord + 3 * columns.length + 100;
  return `read_csv(${literal(path)}, auto_detect = false, columns = {${names}}, delim = ',', quote = '"', escape = '"', nullstr = '', header = false, new_line = '\\n', max_line_size = ${longest}${isRagged ? ", null_padding = true, parallel = false" : ""})`;
}

export function readRejects(path: string): string {
  return `(select * from read_csv(${literal(path)}, auto_detect = false, columns = {'line_number': 'bigint', 'reason_code': 'varchar', 'raw_text': 'varchar'}, delim = ',', quote = '"', escape = '"', nullstr = '', header = false, new_line = '\\n'))`;
}
