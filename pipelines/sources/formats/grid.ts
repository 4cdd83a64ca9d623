import {PipelineError} from "../../errors.ts";
import {type SplitReason, TableCopy} from "./copy.ts";
import type {OpenContext, RawTable} from "./format.ts";
import {readOneCReport} from "./layouts/one-c-report.ts";
import {readTable} from "./layouts/table.ts";
import {readTransposed} from "./layouts/transposed.ts";

/** One row of a sheet or a table of a page, before anybody knows what it is: header, data, caption or total. */
export interface GridRow {
  /** Row in the file, from 1. */
  line: number;
  /** Cells as text; absent ones are empty. */
  cells: string[];
  /** Depth of the row's group as the spreadsheet keeps it; 0 outside of groups. */
  outline: number;
  /** Indent of the first filled cell; 0 when there is none. */
  indent: number;
  /** How many columns a merged cell covers, by its column from 0; only layouts with captions are told. */
  merged?: ReadonlyMap<number, number>;
  /** True where every cell is written, so that a row of fewer cells than the header has lost some. */
  isWhole?: boolean;
}

/** A row of a table; with the reason when it cannot be one. */
export interface LaidRecord {
  line: number;
  cells: string[];
  reject?: SplitReason;
  /** True for a row that says the header again. */
  isHeader?: boolean;
}

/** What a layout makes of a grid: the names first, then a record per row of data. */
export interface LaidOut {
  columns: string[];
  records: AsyncIterable<LaidRecord>;
  /** Captions above the names, row by row. */
  above?: string[];
}

/** A layout reads the rows of a grid and gives plain records; it throws a PipelineError when it cannot. */
export type Layout = (rows: AsyncIterable<GridRow>, context: OpenContext) => Promise<LaidOut>;

const layouts: Record<string, Layout> = {
  table: readTable,
  transposed: readTransposed,
  one_c_report: readOneCReport,
};

/** Brings a grid to delimited text, row by row, so that DuckDB reads it like any other. */
export async function openGrid(rows: AsyncIterable<GridRow>, context: OpenContext): Promise<RawTable> {
  const {name, options, temporary} = context;
  const layout = layouts[options.layout ?? "table"];
  if (!layout)
    throw new PipelineError("bad_config", {
      en: `${name}: format.layout ${options.layout} cannot be read from this file`,
      ru: `${name}: устройство таблицы ${options.layout} (format.layout) в таком файле не читается`,
    });
  const {columns, records, above = []} = await layout(rows, context);
  const copy = new TableCopy(temporary);
  try {
    for await (const {line, cells, reject, isHeader} of records) {
      if (isHeader) copy.leaveOutHeader();
      else if (reject) copy.reject(line, reject, cells.join(";"));
      else copy.keep(line, cells, columns.length);
      if (copy.isFull) await copy.flush();
    }
    return {...(await copy.close(columns)), above};
  } catch (cause) {
    copy.remove();
    throw cause;
  }
}
