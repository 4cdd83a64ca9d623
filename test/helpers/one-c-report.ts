import {join} from "node:path";
import ExcelJS from "exceljs";
import {Database} from "../../pipelines/database.ts";
import {xlsx} from "../../pipelines/sources/formats/xlsx.ts";
import {temporaryFolder} from "./home.ts";

export interface Row {
  /** Cells from the first column. */
  cells: (string | number | null)[];
  outline?: number;
  indent?: number;
  /** Ranges to merge, as columns from 1. */
  merge?: [number, number][];
}

/** A workbook with rows of the report at consecutive lines; null leaves a line empty. Gives its path. */
export async function writeReport(
  rows: (Row | Row["cells"] | null)[],
  folder = temporaryFolder(),
): Promise<string> {
  const path = join(folder, "report.xlsx");
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("TDSheet");
  for (const [index, given] of rows.entries()) {
    if (!given) continue;
    const {cells, outline = 0, indent = 0, merge = []} = Array.isArray(given) ? {cells: given} : given;
    const row = sheet.getRow(index + 1);
    for (const [column, value] of cells.entries()) row.getCell(column + 1).value = value;
    row.outlineLevel = outline;
    if (indent > 0) row.getCell(1).alignment = {indent};
    for (const [from, to] of merge) sheet.mergeCells(index + 1, from, index + 1, to);
  }
  await book.xlsx.writeFile(path);
  return path;
}

/** The records of such a report. */
export async function read(rows: (Row | Row["cells"] | null)[]): Promise<Record<string, string>[]> {
  const temporary = temporaryFolder();
  const path = await writeReport(rows, temporary);
  const table = await xlsx.open({path, name: "report.xlsx", options: {layout: "one_c_report"}, temporary});
  const database = await Database.open(":memory:");
  try {
    const result = await database.connection.runAndReadAll(`from ${table.relation({lines: true})}`);
    return result.getRowObjects().map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([, value]) => value !== null)
          .map(([name, value]) => [name, String(value)]),
      ),
    );
  } finally {
    database.close();
    table.close();
  }
}

/** Some columns of every record, "" where the record has nothing. */
export const columns = (records: Record<string, string>[], ...names: string[]) =>
  records.map((record) => names.map((name) => record[name] ?? ""));

export const top = (period = "Период: 01.07.2026 - 31.07.2026"): (Row["cells"] | null)[] => [
  ["Валовая прибыль предприятия"],
  null,
  ["Параметры:", null, period],
  [null, null, "Данные продаж: В валюте упр. учета"],
  ["Отбор:", null, 'Склад В группе из списка "Склад 01; Склад 02"'],
  null,
];
export const july = top();
export const item = (cells: Row["cells"], outline: number): Row => ({cells, outline});

export const flat = (...rows: Row["cells"][]) => [...july, ["Клиент", "Количество", "Выручка"], ...rows];

export const managersInRows: (Row | Row["cells"] | null)[] = [
  ...july,
  ["Клиент", "Количество", "Выручка", "Рентабельность, %"],
  ["Номенклатура"],
  item(["ООО Ромашка", 12, 1700, 30], 0),
  item(["По менеджерам", 12, 1700, 30], 1),
  item(["Иванова Анна", 10, 1500, 31], 2),
  item(["Металл", 10, 1500, 31], 3),
  item(["Труба 20, ", 7, 900, 30], 4),
  item(["Лист 3, ", 3, 600, 32], 4),
  item(["Петров Пётр", 2, 200, 20], 2),
  item(["Метизы", 2, 200, 20], 3),
  item(["Болт, ", 2, 200, 20], 4),
  item(["АО Лютик", -1, -100, 20], 0),
  item(["По менеджерам", -1, -100, 20], 1),
  item(["Иванова Анна", -1, -100, 20], 2),
  item(["Метизы", -1, -100, 20], 3),
  item(["Болт, ", -1, -100, 20], 4),
  item(["Итого", 11, 1600, 29], 0),
];

export const salesOfRows = [
  ["ООО Ромашка", "Иванова Анна", "Металл", "Труба 20", "7", "900"],
  ["ООО Ромашка", "Иванова Анна", "Металл", "Лист 3", "3", "600"],
  ["ООО Ромашка", "Петров Пётр", "Метизы", "Болт", "2", "200"],
  ["АО Лютик", "Иванова Анна", "Метизы", "Болт", "-1", "-100"],
];

export const saleColumns = ["Клиент", "Менеджер", "Группа", "Номенклатура", "Количество", "Выручка"];

export const months: (Row | Row["cells"] | null)[] = [
  ...top("Период: 01.06.2026 - 31.07.2026"),
  {
    cells: ["Склад", null, null, null, "Июнь 2026 г.", null, null, null, null, "Июль 2026 г.", null, null],
    merge: [
      [5, 9],
      [10, 12],
    ],
  },
  {
    cells: [
      ...["Артикул", null, "Склад", null],
      ...["Количество", "Объем, л (дм3)", "Выручка", null, null],
      ...["Количество", "Объем, л (дм3)", "Выручка"],
    ],
    merge: [
      [1, 2],
      [3, 4],
      [7, 9],
    ],
  },
  item(["Склад 01", null, null, null, 5, 1.25, 500.5, null, null, -2, -0.5, -70.25], 0),
  {
    cells: ["30-1", null, "Склад 01", null, 3, 1.25, 300, null, null, -2, -0.5, -70.25],
    outline: 1,
    merge: [
      [1, 2],
      [3, 4],
      [7, 9],
    ],
  },
  item(["30-2", null, "Склад 01", null, 2, null, 200.5], 1),
  item(["Склад 02", null, null, null, null, null, null, null, null, 4, 0.125, 80], 0),
  item(["30-1", null, "Склад 02", null, null, null, null, null, null, 4, 0.125, 80], 1),
  item(["Итого", null, null, null, 5, 1.25, 500.5, null, null, 2, -0.375, 9.75], 0),
];
