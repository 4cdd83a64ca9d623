import {randomUUID} from "node:crypto";
import {once} from "node:events";
import {createWriteStream, rmSync} from "node:fs";
import {join} from "node:path";
import {PipelineError} from "../../errors.ts";
import {identifier, literal} from "../sql.ts";
import type {OpenContext, RawTable} from "./format.ts";
import {readTable} from "./layouts/table.ts";

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
}

/** What a layout makes of a grid: the names first, then a record per row of data. */
export interface LaidOut {
  columns: string[];
  records: AsyncIterable<{line: number; cells: string[]}>;
}

/** A layout reads the rows of a grid and gives plain records; it throws a PipelineError when it cannot. */
export type Layout = (rows: AsyncIterable<GridRow>, context: OpenContext) => Promise<LaidOut>;

const layouts: Record<string, Layout> = {table: readTable};

/** Brings a grid to delimited text, row by row, so that DuckDB reads it like any other. */
export async function openGrid(rows: AsyncIterable<GridRow>, context: OpenContext): Promise<RawTable> {
  const {name, options, temporary} = context;
  const layout = layouts[options.layout ?? "table"];
  if (!layout)
    throw new PipelineError(
      "bad_config",
      `${name}: format.layout ${options.layout} cannot be read from this file`,
    );
  const converted = join(temporary, `${randomUUID()}.csv`);
  try {
    const {columns, records} = await layout(rows, context);
    await writeRecords(converted, columns.length, records);
    return convertedTable(converted, columns);
  } catch (cause) {
    rmSync(converted, {force: true});
    throw cause;
  }
}

async function writeRecords(path: string, width: number, records: LaidOut["records"]): Promise<void> {
  const output = createWriteStream(path);
  for await (const {line, cells} of records) {
    let text = `"${line}"`;
    for (let index = 0; index < width; index++) text += `,"${(cells[index] ?? "").replaceAll('"', '""')}"`;
    if (!output.write(`${text}\n`)) await once(output, "drain");
  }
  output.end();
  await once(output, "close");
}

/** Our own delimited copy, the line of each record in its first column. */
function convertedTable(path: string, columns: string[]): RawTable {
  const names = ["__line", ...columns].map((column) => `${literal(column)}: 'varchar'`).join(", ");
  const reader = `read_csv(${literal(path)}, auto_detect = false, columns = {${names}}, delim = ',', quote = '"', escape = '"', nullstr = '', header = false, new_line = '\\n', max_line_size = 8000000)`;
  const visible = columns.map(identifier).join(", ");
  return {
    columns,
    relation: ({lines = false} = {}) =>
      `(select ${visible}${lines ? ', "__line"::bigint as "__line"' : ""} from ${reader})`,
    split: () => Promise.resolve(),
    hasLines: true,
    rejects: null,
    close: () => rmSync(path, {force: true}),
  };
}
