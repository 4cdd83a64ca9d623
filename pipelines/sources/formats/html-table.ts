import type {GridRow} from "./grid.ts";

/** What is told of a page, tag by tag. */
export interface TableVisitor {
  open(tag: string, attributes: Record<string, string>): void;
  /** `isImplied` when the page did not close it itself. */
  close(tag: string, isImplied: boolean): void;
  onText(text: string): void;
}

interface TableSize {
  rows: number;
  cells: number;
  widest: number;
  width: number;
  isClosed: boolean;
}

/** Characters of a page without a table that are kept for the message. */
const pageWords = 500;

/** First look at a page: how many rows and cells each of its tables has of its own, by the order they begin in. */
export class TableSizes implements TableVisitor {
  text = "";
  private readonly tables: TableSize[] = [];
  private readonly open_: TableSize[] = [];
  private hidden = 0;

  open(tag: string): void {
    if (isHidden(tag)) this.hidden++;
    const table = this.open_.at(-1);
    if (tag === "table") {
      const opened = {rows: 0, cells: 0, widest: 0, width: 0, isClosed: false};
      this.tables.push(opened);
      this.open_.push(opened);
    } else if (tag === "tr" && table) {
      table.rows++;
      table.width = 0;
    } else if (isCell(tag) && table) {
      table.cells++;
      table.widest = Math.max(table.widest, ++table.width);
    }
  }

  close(tag: string, isImplied: boolean): void {
    if (isHidden(tag)) this.hidden--;
    if (tag !== "table") return;
    const table = this.open_.pop();
    if (table) table.isClosed = !isImplied;
  }

  onText(text: string): void {
    if (this.hidden === 0 && this.text.length < pageWords) this.text += ` ${text.trim()}`;
  }

  /** The table of two columns or more with the most cells; one of one column only when there is no other. */
  largest(): number | null {
    let best: number | null = null;
    for (const [index, table] of this.tables.entries())
      if (table.cells > 0 && (best === null || isLarger(table, this.tables[best]!))) best = index;
    return best;
  }

  isClosed(table: number): boolean {
    return this.tables[table]!.isClosed;
  }
}

function isLarger(one: TableSize, other: TableSize): boolean {
  const areWide = [one.widest > 1, other.widest > 1];
  return areWide[0] === areWide[1] ? one.cells > other.cells : areWide[0]!;
}

/** The most columns and rows that one cell may cover. */
const mostSpan = 1000;

/** Second look: the rows of one table, cells as text, spans spread out. */
export class TableRows implements TableVisitor {
  private readonly table: number;
  private seen = -1;
  /** Tables that are open, by their order in the page. */
  private readonly open_: number[] = [];
  private hidden = 0;
  private line = 0;
  private cells: string[] | null = null;
  private cell: {text: string; columns: number; rows: number} | null = null;
  /** Cells of rows above that reach down, by column. */
  private readonly spans = new Map<number, {text: string; rows: number}>();
  private rows: GridRow[] = [];

  constructor(table: number) {
    this.table = table;
  }

  /** The rows finished since the last call. */
  take(): GridRow[] {
    return this.rows.splice(0);
  }

  open(tag: string, attributes: Record<string, string>): void {
    if (isHidden(tag)) this.hidden++;
    if (tag === "table") this.open_.push(++this.seen);
    else if (this.open_.at(-1) === this.table && tag === "tr") this.startRow();
    else if (this.open_.at(-1) === this.table && isCell(tag)) this.startCell(attributes);
    else if (this.cell && isBreak(tag)) this.cell.text += "\n";
  }

  close(tag: string): void {
    if (isHidden(tag)) this.hidden--;
    if (tag === "table") {
      if (this.open_.at(-1) === this.table) this.endRow();
      this.open_.pop();
    } else if (this.open_.at(-1) !== this.table) return;
    else if (tag === "tr") this.endRow();
    else if (isCell(tag)) this.endCell();
  }

  onText(text: string): void {
    if (this.cell && this.hidden === 0) this.cell.text += text.replace(/[ \t\r\n]+/g, " ");
  }

  private startRow(): void {
    this.endRow();
    this.cells = [];
    this.line++;
  }

  private startCell({colspan, rowspan}: Record<string, string>): void {
    this.endCell();
    if (this.cells === null) this.startRow();
    this.spread();
    this.cell = {text: "", columns: span(colspan), rows: span(rowspan)};
  }

  /** A cell over several rows stands in each of them, as the record in each row needs it; over columns, in the first. */
  private endCell(): void {
    if (!this.cell || !this.cells) return;
    const {columns, rows} = this.cell;
    const text = this.cell.text.replace(/ *\n */g, "\n").trim();
    for (let column = 0; column < columns; column++) {
      const spread = column === 0 ? text : "";
      if (rows > 1) this.spans.set(this.cells.length, {text: spread, rows: rows - 1});
      this.cells.push(spread);
    }
    this.cell = null;
  }

  /** Puts in what reaches down from above. */
  private spread(): void {
    for (let above = this.spans.get(this.cells!.length); above; above = this.spans.get(this.cells!.length)) {
      if (--above.rows === 0) this.spans.delete(this.cells!.length);
      this.cells!.push(above.text);
    }
  }

  private endRow(): void {
    if (this.cells === null) return;
    this.endCell();
    this.spread();
    this.rows.push({line: this.line, cells: this.cells, outline: 0, indent: 0, isWhole: true});
    this.cells = null;
  }
}

function span(text: string | undefined): number {
  const count = Number.parseInt(text ?? "1", 10);
  return count >= 1 && count <= mostSpan ? count : 1;
}

const isCell = (tag: string) => tag === "td" || tag === "th";
const isHidden = (tag: string) => tag === "script" || tag === "style" || tag === "noscript";
const isBreak = (tag: string) => ["br", "p", "div", "li"].includes(tag);
