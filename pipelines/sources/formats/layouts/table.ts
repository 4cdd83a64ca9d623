import {PipelineError} from "../../../errors.ts";
import {uniqueNames} from "../format.ts";
import type {GridRow, Layout} from "../grid.ts";

/** A header and rows below it; empty rows are left out. */
export const readTable: Layout = async (rows, {name, options}) => {
  const filled = filledRows(rows, options.skip_lines ?? 0);
  const first = await filled.next();
  if (first.done) {
    const wanted = options.sheet === undefined ? "the first sheet" : `sheet ${options.sheet}`;
    throw new PipelineError(
      "bad_file",
      `${name}: ${wanted} has no rows; check the export or set format.sheet`,
    );
  }
  const hasHeader = options.header ?? options.columns === undefined;
  const {cells} = first.value;
  const columns = uniqueNames(
    hasHeader ? cells : (options.columns ?? cells.map((_, index) => `c${index + 1}`)),
  );
  async function* records() {
    if (!hasHeader) yield first.value as GridRow;
    yield* filled;
  }
  return {columns, records: records()};
};

async function* filledRows(rows: AsyncIterable<GridRow>, skip: number): AsyncGenerator<GridRow, void> {
  for await (const row of rows) if (row.line > skip && row.cells.some((cell) => cell !== "")) yield row;
}
