import {PipelineError} from "../../../errors.ts";
import type {GridRow} from "../grid.ts";
import {type CellContext, cellText, type StoredCell} from "./cell.ts";
import type {CellStyle} from "./styles.ts";
import {type Attributes, parseXml, readXml} from "./xml.ts";

export interface SheetContext extends CellContext {
  styles: readonly CellStyle[];
  /** Name for messages. */
  file: string;
  /** Width in columns of merged cells by line and column from 0. */
  merged: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/** The last column a sheet can have. */
const widest = 16_384;
/** The last row a sheet can have. */
const lowest = 1_048_576;

/** Rows of a sheet that have a filled cell, hidden ones too, in the order of the file. */
export async function* readRows(
  chunks: AsyncIterable<string>,
  context: SheetContext,
): AsyncGenerator<GridRow, void> {
  const reader = new RowReader(context);
  for await (const _ of parseXml(chunks, reader)) yield* reader.take();
  if (!reader.ended)
    throw new PipelineError("bad_file", {
      en: `${context.file}: the sheet breaks off after row ${reader.line}; save the workbook again`,
      ru: `${context.file}: лист обрывается после строки ${reader.line}; сохраните книгу заново`,
    });
}

/** Which cells of which lines are merged with cells to their right. */
export async function readMerged(chunks: AsyncIterable<string>): Promise<Map<number, Map<number, number>>> {
  const merged = new Map<number, Map<number, number>>();
  await readXml(chunks, {
    open(name, {ref}) {
      const range = name === "mergeCell" ? /^([A-Z]+)(\d+):([A-Z]+)\d+$/i.exec(ref ?? "") : null;
      if (!range) return;
      const [from, line, to] = [columnOf(range[1]!), Number(range[2]), columnOf(range[3]!)];
      if (to > from) merged.set(line, (merged.get(line) ?? new Map()).set(from, to - from + 1));
    },
  });
  return merged;
}

/** Column from 0 of letters such as "AB". */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

class RowReader {
  /** The number of the row read last. */
  line = 0;
  /** True when the rows have come to their end. */
  ended = false;
  private readonly context: SheetContext;
  private rows: GridRow[] = [];
  private cells: string[] = [];
  private outline = 0;
  private indent: number | null = null;
  private column = -1;
  private style: CellStyle | undefined;
  private cell: StoredCell | null = null;
  private reading: "value" | "formula" | "text" | null = null;
  private phonetic = false;

  constructor(context: SheetContext) {
    this.context = context;
  }

  /** The rows completed since the last time. */
  take(): GridRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === "row") this.startRow(attributes);
    else if (name === "c") this.startCell(attributes);
    else if (!this.cell) return;
    else if (name === "v") this.read("value");
    else if (name === "f") this.read("formula");
    else if (name === "is") this.cell.value = "";
    else if (name === "rPh") this.phonetic = true;
    else if (name === "t" && !this.phonetic) this.read("text");
  }

  text(piece: string): void {
    if (!this.cell || !this.reading) return;
    if (this.reading === "formula") this.cell.formula += piece;
    else this.cell.value += piece;
  }

  close(name: string): void {
    if (name === "sheetData") this.ended = true;
    else if (name === "row") this.endRow();
    else if (name === "c") this.endCell();
    else if (name === "rPh") this.phonetic = false;
    else this.reading = null;
  }

  private read(what: "value" | "formula" | "text"): void {
    this.reading = what;
    if (what === "formula") this.cell!.formula = "";
    else this.cell!.value ??= "";
  }

  private startRow({r, outlineLevel}: Attributes): void {
    // a number that comes again, or none, must not make two rows one
    const given = Number(r);
    this.line = given > this.line && given <= lowest ? given : this.line + 1;
    this.outline = Number(outlineLevel) || 0;
    this.cells = [];
    this.indent = null;
    this.column = -1;
  }

  /** A cell without an address follows the one before it. */
  private startCell({r, s, t}: Attributes): void {
    const letters = /^[A-Z]+/i.exec(r ?? "")?.[0];
    this.column = letters ? columnOf(letters) : this.column + 1;
    if (this.column >= widest)
      throw new PipelineError("bad_file", {
        en: `${this.context.file}: row ${this.line} has a cell ${r}, beyond the last column of a sheet; save the workbook again`,
        ru: `${this.context.file}: в строке ${this.line} есть ячейка ${r} — за последним столбцом листа; сохраните книгу заново`,
      });
    this.style = this.context.styles[Number(s) || 0];
    this.cell = {type: t ?? "n", value: null, formula: null};
  }

  private endCell(): void {
    const text = cellText(this.cell!, this.style?.kind ?? "plain", this.context);
    this.cell = null;
    if (text === "") return;
    while (this.cells.length < this.column) this.cells.push("");
    this.cells[this.column] = text;
    // some writers indent by blanks instead of the style
    this.indent ??= this.style?.indent || /^[ \u00A0]*/.exec(text)![0].length;
  }

  private endRow(): void {
    if (this.cells.length === 0) return;
    const merged = this.context.merged.get(this.line);
    this.rows.push({
      line: this.line,
      cells: this.cells,
      outline: this.outline,
      indent: this.indent ?? 0,
      ...(merged ? {merged} : {}),
    });
  }
}
