import {join} from "node:path";
import type {Random} from "../random.ts";
import {dayOfMoment, partsOf, russianMinute} from "../time.ts";
import type {FileCounts} from "./file-counts.ts";
import {type Cell, writeXlsx} from "./xlsx.ts";

/** A way to spoil a row of a form: what is wrong, in which column, and what stands there. */
export interface Spoil {
  kind: string;
  column: number;
  cell: Cell;
}

export const momentCell = (at: number): Cell => ({moment: Math.round(at / 60) / 1440});

/** The product's own form, filled in by people: a workbook a quarter, with rows typed twice and rows typed wrong. */
export class FormFile {
  private readonly inbox: string;
  private readonly counts: FileCounts;
  private readonly random: Random;
  private readonly source: string;
  private readonly header: readonly Cell[];
  private readonly spoils: readonly Spoil[];
  private readonly quarters = new Map<string, {at: number; cells: Cell[]}[]>();

  constructor(
    inbox: string,
    counts: FileCounts,
    random: Random,
    form: {source: string; header: readonly Cell[]; spoils: readonly Spoil[]},
  ) {
    this.inbox = inbox;
    this.counts = counts;
    this.random = random;
    this.source = form.source;
    this.header = form.header;
    this.spoils = form.spoils;
  }

  /** The moment as a date of the spreadsheet, or as text where it was pasted. */
  moment(at: number): Cell {
    return this.random.chance(0.9) ? momentCell(at) : russianMinute(at);
  }

  add(at: number, cells: Cell[]): void {
    const {year, month} = partsOf(dayOfMoment(at));
    const quarter = `${year}-q${Math.ceil(month / 3)}`;
    const rows = this.quarters.get(quarter) ?? [];
    rows.push({at, cells});
    this.quarters.set(quarter, rows);
  }

  close(): void {
    let turn = 0;
    for (const [quarter, rows] of [...this.quarters].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const path = `${this.source}/${this.source}_${quarter}.xlsx`;
      const table = rows.sort((a, b) => a.at - b.at).map(({cells}) => cells);
      const count = this.counts.of(path);
      if (this.random.chance(0.6)) {
        table.push(this.random.pick(table));
        count.duplicates++;
      }
      count.rows = table.length;
      if (table.length > 20 && this.random.chance(0.8)) {
        const {kind, column, cell} = this.spoils[turn++ % this.spoils.length]!;
        table.push([`${this.source}-${quarter}`, ...this.random.pick(table).slice(1)].with(column, cell));
        this.counts.reject(path, kind);
      }
      writeXlsx(join(this.inbox, path), "Форма", [this.header, ...table]);
    }
  }
}
