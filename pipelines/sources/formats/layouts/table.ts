import {PipelineError} from "../../../errors.ts";
import {uniqueNames} from "../format.ts";
import type {GridRow, LaidRecord, Layout} from "../grid.ts";
import {findHeader, headerSample} from "../header.ts";
import {RepeatedHeader} from "../repeated-header.ts";

/** A header and rows below it, captions above it left out; empty rows are no rows. */
export const readTable: Layout = async (rows, {name, options}) => {
  const filled = filledRows(rows, options.skip_lines ?? 0);
  const first = await firstRows(filled);
  if (first.length === 0) {
    const wanted =
      options.sheet === undefined
        ? {en: "the table", ru: "в таблице"}
        : {en: `sheet ${options.sheet}`, ru: `на листе «${options.sheet}»`};
    throw new PipelineError("bad_file", {
      en: `${name}: ${wanted.en} has no rows; check the export or set format.sheet`,
      ru: `${name}: ${wanted.ru} нет ни одной строки; проверьте выгрузку или укажите другой лист (format.sheet)`,
    });
  }
  const hasHeader = options.header ?? options.columns === undefined;
  const isSearched = hasHeader && options.skip_lines === undefined;
  const header = isSearched ? findHeader(first.map(({cells}) => cells)) : 0;
  const {cells} = first[header]!;
  const columns = uniqueNames(
    hasHeader ? cells : (options.columns ?? cells.map((_, index) => `c${index + 1}`)),
  );
  const names = new RepeatedHeader(hasHeader ? cells : []);
  const record = (row: GridRow): LaidRecord =>
    names.is(row.cells) ? {...row, isHeader: true} : checked(row, columns.length);
  async function* records() {
    for (const row of first.slice(hasHeader ? header + 1 : 0)) yield record(row);
    for await (const row of filled) yield record(row);
  }
  const above = first.slice(0, header).map((row) => row.cells.filter(Boolean).join(" "));
  return {columns, records: records(), above};
};

async function* filledRows(rows: AsyncIterable<GridRow>, skip: number): AsyncGenerator<GridRow, void> {
  for await (const row of rows)
    if (row.line > skip && row.cells.some((cell) => cell.trim() !== "")) yield row;
}

/** As many rows as the search for the header looks at. */
async function firstRows(rows: AsyncGenerator<GridRow, void>): Promise<GridRow[]> {
  const first: GridRow[] = [];
  while (first.length < headerSample) {
    const next = await rows.next();
    if (next.done) break;
    first.push(next.value);
  }
  return first;
}

/** A value beyond the last column has no name, and a written row that is shorter has lost a cell somewhere. */
function checked({line, cells, isWhole}: GridRow, width: number): LaidRecord {
  if (cells.slice(width).some((cell) => cell.trim() !== "")) return {line, cells, reject: "too_many_cells"};
  if (isWhole && cells.length < width) return {line, cells, reject: "too_few_cells"};
  return {line, cells};
}
