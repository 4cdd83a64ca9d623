import {randomUUID} from "node:crypto";
import {rmSync} from "node:fs";
import {join} from "node:path";
import {identifier, literal} from "../sql.ts";
import {longestRecord, readRejects} from "./copy.ts";
import {type Dialect, findDialect, textHead} from "./dialect.ts";
import type {Format, OpenContext, RawTable} from "./format.ts";
import {openGrid} from "./grid.ts";
import {delimitedRows} from "./records.ts";
import {type Split, splitFile} from "./split.ts";
import {findTail, holdsTraps, type Tail} from "./survey.ts";
import {convertText} from "./text.ts";
import {filledSql, mayHoldTotals, totalsSql} from "./totals.ts";
import {refuseTwoEncodings} from "./two-encodings.ts";

/** Delimited text of any delimiter, quote and encoding, with or without header. */
export const csv: Format = {
  kind: "csv",
  matches: () => false,
  async open(context: OpenContext): Promise<RawTable> {
    const {path, options, temporary} = context;
    const head = textHead(context);
    const dialect = findDialect(head.text, context);
    refuseTwoEncodings(context.name, head, dialect);
    const isGrid = options.layout !== undefined && options.layout !== "table";
    if (isGrid) return openGrid(delimitedRows(path, head.encoding, dialect, context), context);
    const converted =
      dialect.change || head.encoding !== "utf-8" ? join(temporary, `${randomUUID()}.csv`) : null;
    if (converted) await convertText({path, encoding: head.encoding}, converted, dialect.change);
    const table = new DelimitedTable(converted ?? path, converted !== null, dialect, temporary);
    if (holdsTraps(converted ?? path, dialect)) await table.split();
    return table;
  },
};

class DelimitedTable implements RawTable {
  readonly columns: string[];
  private readonly path: string;
  private readonly isCopy: boolean;
  private readonly dialect: Dialect;
  private readonly records: string;
  private readonly tail: Tail;
  private found: Split | null = null;

  constructor(path: string, isCopy: boolean, dialect: Dialect, temporary: string) {
    this.path = path;
    this.isCopy = isCopy;
    this.dialect = dialect;
    this.columns = dialect.columns;
    this.records = join(temporary, `${randomUUID()}.csv`);
    this.tail = findTail(path, dialect);
  }

  relation({lines = false}: {lines?: boolean} = {}): string {
    const conditions = [
      ...(this.hasTotals ? [`not ${this.totalsCondition}`] : []),
      ...(this.found === null && this.tail.hasBlanks ? [`${this.filled} is not null`] : []),
    ];
    if (this.found === null && conditions.length === 0) return this.reader();
    return this.select(lines, conditions.length > 0 ? ` where ${conditions.join(" and ")}` : "");
  }

  async split(): Promise<void> {
    const {dialect, path, records, columns} = this;
    this.found ??= await splitFile(
      {...dialect, path, encoding: "utf-8", width: columns.length},
      records,
      `${records}.rejects`,
    );
  }

  get hasLines(): boolean {
    return this.found !== null;
  }

  get rejects(): string | null {
    return this.found && this.found.rejected > 0 ? readRejects(`${this.records}.rejects`) : null;
  }

  get totals(): string | null {
    return this.hasTotals ? this.select(this.hasLines, ` where ${this.totalsCondition}`) : null;
  }

  get repeatedHeaders(): number {
    return this.found?.repeatedHeaders ?? 0;
  }

  close(): void {
    const copies = [this.records, `${this.records}.rejects`, ...(this.isCopy ? [this.path] : [])];
    for (const copy of copies) rmSync(copy, {force: true});
  }

  private get hasTotals(): boolean {
    const {hasTotals, hasDoubtful} = this.found ?? this.tail;
    return mayHoldTotals(this.columns) && (hasTotals || hasDoubtful);
  }

  private get totalsCondition(): string {
    const {hasDoubtful} = this.found ?? this.tail;
    return totalsSql(this.columns.map(identifier), hasDoubtful ? this.reader() : null);
  }

  /** SQL: the first value of a row that is more than blanks, null when it has none. */
  private get filled(): string {
    return `coalesce(${this.columns.map((name) => filledSql(identifier(name))).join(", ")})`;
  }

  private select(lines: boolean, where: string): string {
    const visible = this.columns.map(identifier).join(", ");
    return `(select ${visible}${lines ? ', "__line"::bigint as "__line"' : ""} from ${this.reader()}${where})`;
  }

  /** The fast way: strict, so that a file with a broken record fails and is then split record by record. */
  private reader(): string {
    const {delimiter, quote, skip, header} = this.dialect;
    const isSplit = this.found !== null;
    const columns = isSplit ? ["__line", ...this.columns] : this.columns;
    return `read_csv(${[
      literal(isSplit ? this.records : this.path),
      "auto_detect = false",
      `columns = {${columns.map((name) => `${literal(name)}: 'varchar'`).join(", ")}}`,
      `delim = ${literal(delimiter)}`,
      `quote = ${literal(quote)}`,
      `escape = ${literal(quote)}`,
      "nullstr = ''",
      `header = ${header && !isSplit}`,
      `skip = ${isSplit ? 0 : skip}`,
      "compression = 'none'",
      // our own copy holds line numbers and more quotes, and its records end with "\n" whatever its cells hold
      `max_line_size = ${isSplit ? 2 * longestRecord + 3 * columns.length : longestRecord - 100_000}`,
      ...(isSplit ? ["new_line = '\\n'"] : []),
    ].join(", ")})`;
  }
}
