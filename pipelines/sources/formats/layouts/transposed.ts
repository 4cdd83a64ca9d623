import {PipelineError} from "../../../errors.ts";
import {uniqueNames} from "../format.ts";
import type {LaidRecord, Layout} from "../grid.ts";

/** Cells that are held in memory: a sheet that people fill by hand has far fewer. */
const mostCells = 5_000_000;

/**
 * A sheet that grows to the right: its first column names the fields, each further column is one record, such as a
 * call with its marks. `line` is the column of the sheet, from 1.
 */
export const readTransposed: Layout = async (rows, {name, options}) => {
  const names: string[] = [];
  const fields: string[][] = [];
  let cellCount = 0;
  for await (const {line, cells} of rows) {
    if (line <= (options.skip_lines ?? 0) || cells.every((cell) => cell.trim() === "")) continue;
    cellCount += cells.length;
    if (cellCount > mostCells)
      throw new PipelineError("bad_file", {
        en: `${name}: more than ${mostCells} cells are too many for format.layout transposed; remove the setting if each row is a record`,
        ru: `${name}: больше ${mostCells} ячеек — слишком много, чтобы читать записи по столбцам; если запись — это строка, уберите format.layout: transposed`,
      });
    names.push(cells[0] ?? "");
    fields.push(cells);
  }
  const width = Math.max(0, ...fields.map((cells) => cells.length));
  if (width < 2)
    throw new PipelineError("bad_file", {
      en: `${name}: no column follows the names of the fields; check the export or format.layout`,
      ru: `${name}: за названиями полей нет ни одного столбца с данными; проверьте выгрузку или устройство таблицы (format.layout)`,
    });
  async function* records(): AsyncGenerator<LaidRecord, void> {
    for (let column = 1; column < width; column++) {
      const cells = fields.map((field) => field[column] ?? "");
      if (cells.some((cell) => cell.trim() !== "")) yield {line: column + 1, cells};
    }
  }
  return {columns: uniqueNames(options.columns ?? names), records: records()};
};
