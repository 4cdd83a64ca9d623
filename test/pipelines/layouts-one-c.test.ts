import {expect, test} from "vitest";
import {
  columns,
  flat,
  item,
  july,
  managersInRows,
  months,
  type Row,
  read,
  saleColumns,
  salesOfRows,
  top,
} from "../helpers/one-c-report.ts";

test("managers in rows by outline: leaves only, returns kept, names without the empty characteristic", async () => {
  const records = await read(managersInRows);
  expect(columns(records, ...saleColumns)).toEqual(salesOfRows);
  expect(columns(records, "Период", "Конец периода", "Рентабельность, %", "__line")).toEqual([
    ["2026-07-01", "2026-07-31", "30", "13"],
    ["2026-07-01", "2026-07-31", "32", "14"],
    ["2026-07-01", "2026-07-31", "20", "17"],
    ["2026-07-01", "2026-07-31", "20", "22"],
  ]);
});

test("a heading on the level of its client, or two headings, read the same", async () => {
  const flat = managersInRows.map((row) =>
    row && !Array.isArray(row) && row.outline! > 0 ? {...row, outline: row.outline! - 1} : row,
  );
  expect(columns(await read(flat), ...saleColumns)).toEqual(salesOfRows);
});

test("without names of levels, the one above По менеджерам is the client and the last is the goods", async () => {
  const unnamed = managersInRows.map((row) => {
    if (!Array.isArray(row)) return row;
    return row[0] === "Клиент" ? [null, ...row.slice(1)] : row[0] === "Номенклатура" ? null : row;
  });
  expect(columns(await read(unnamed), ...saleColumns)).toEqual(salesOfRows);
});

const steps = {narrow: [0, 2, 4, 6], wide: [0, 3, 6, 9], uneven: [1, 2, 5, 6]};
const managersInColumns = (indents: number[], written: (text: string, indent: number) => Row["cells"][0]) => {
  const row = (depth: number, label: string, ...figures: (number | null)[]): Row => ({
    cells: [written(label, indents[depth]!), ...figures],
    ...(written(label, 1) === label ? {indent: indents[depth]!} : {}),
  });
  return [
    ...july,
    {
      cells: [null, "Иванова Анна", null, "Петров Пётр", null, "Итого", null],
      merge: [
        [2, 3],
        [4, 5],
        [6, 7],
      ] as [number, number][],
    },
    ["Номенклатура", "Количество", "Выручка", "Количество", "Выручка", "Количество", "Выручка"],
    row(0, "Металл", 10, 1500, 4, 400, 14, 1900),
    row(1, "Чёрный", 7, 900, 4, 400, 11, 1300),
    row(2, "Труба 20, ", 7, 900, null, null, 7, 900),
    row(3, "A-100", null, null, null, null, null, null),
    row(2, "Уголок, ", null, null, 4, 400, 4, 400),
    row(3, "A-101", null, null, null, null, null, null),
    row(1, "Цветной", 3, 600, null, null, 3, 600),
    row(2, "Лист 3, ", 3, 600, null, null, 3, 600),
    row(3, "B-7", null, null, null, null, null, null),
    row(0, "Метизы", -1, -100, 2, 200, 1, 100),
    row(1, "Болт, ", -1, -100, 2, 200, 1, 100),
    row(2, "77", null, null, null, null, null, null),
    row(0, "Итого", 9, 1400, 6, 600, 15, 2000),
  ];
};
const salesOfColumns = [
  ["Иванова Анна", "Металл", "Чёрный", "Труба 20", "A-100", "7", "900"],
  ["Петров Пётр", "Металл", "Чёрный", "Уголок", "A-101", "4", "400"],
  ["Иванова Анна", "Металл", "Цветной", "Лист 3", "B-7", "3", "600"],
  ["Иванова Анна", "", "Метизы", "Болт", "77", "-1", "-100"],
  ["Петров Пётр", "", "Метизы", "Болт", "77", "2", "200"],
];
const columnNames = ["Менеджер", "Группа 1", "Группа", "Номенклатура", "Артикул", "Количество", "Выручка"];

test.each(Object.entries(steps))(
  "managers in columns, %s indents of cells, articles on rows of their own",
  async (_, indents) => {
    const records = await read(managersInColumns(indents, (text) => text));
    expect(columns(records, ...columnNames)).toEqual(salesOfColumns);
  },
);

test("indents written as blanks before the name are indents too", async () => {
  const records = await read(
    managersInColumns(steps.narrow, (text, indent) => `${" ".repeat(indent)}${text}`),
  );
  expect(columns(records, ...columnNames)).toEqual(salesOfColumns);
});

test("months in columns: each is a period, names of rows differ by level, empty blocks make no record", async () => {
  const records = await read(months);
  expect(columns(records, "Период", "Склад", "Артикул", "Количество", "Объем, л (дм3)", "Выручка")).toEqual([
    ["2026-06-01", "Склад 01", "30-1", "3", "1.25", "300"],
    ["2026-07-01", "Склад 01", "30-1", "-2", "-0.5", "-70.25"],
    ["2026-06-01", "Склад 01", "30-2", "2", "", "200.5"],
    ["2026-07-01", "Склад 02", "30-1", "4", "0.1250", "80"],
  ]);
  expect(Object.keys(records[0]!)).not.toContain("Склад#2");
});

test("months and managers in columns above one measure", async () => {
  const records = await read([
    ...top("Период: 01.06.2026 - 31.07.2026"),
    {cells: [null, "Июнь 2026 г.", null, "Июль 2026 г."], merge: [[2, 3]]},
    [null, "Иванова Анна", "Петров Пётр", "Иванова Анна"],
    ["Клиент", "Выручка", "Выручка", "Выручка"],
    ["ООО Ромашка", 10, 20, 30],
    ["Итого", 10, 20, 30],
  ]);
  expect(columns(records, "Период", "Менеджер", "Клиент", "Выручка")).toEqual([
    ["2026-06-01", "Иванова Анна", "ООО Ромашка", "10"],
    ["2026-06-01", "Петров Пётр", "ООО Ромашка", "20"],
    ["2026-07-01", "Иванова Анна", "ООО Ромашка", "30"],
  ]);
});

test("a column without caption above it belongs to no month, for the month's caption ends where its cell ends", async () => {
  const blocks = (total: number) =>
    read([
      ...top("Период: 01.06.2026 - 30.06.2026"),
      {cells: [null, "Июнь 2026 г.", null, null, null], merge: [[2, 3]]},
      ["Клиент", "Количество", "Выручка", "Количество", "Выручка"],
      ["ООО Ромашка", 1, 10, 1, total],
      ["Итого", 1, 10, 1, total],
    ]);
  expect(columns(await blocks(10), "Количество", "Выручка")).toEqual([["1", "10"]]);
  await expect(blocks(25)).rejects.toThrow(
    "report.xlsx: row 9 (ООО Ромашка), Итого Выручка: it says 25 and its columns give 10; form the report again and send it with all its columns",
  );
});

test("warehouses in columns are no managers", async () => {
  const records = await read([
    ...july,
    [null, "Склад Южный", "Склад Северный"],
    ["Номенклатура", "Выручка", "Выручка"],
    ["Труба", 10, 20],
    ["Итого", 10, 20],
  ]);
  expect(columns(records, "Склад", "Менеджер", "Выручка")).toEqual([
    ["Склад Южный", "", "10"],
    ["Склад Северный", "", "20"],
  ]);
});

test("levels that nobody names are numbered", async () => {
  const records = await read([
    ...july,
    [null, "Количество", "Выручка"],
    item(["Север", 3, 30], 0),
    item(["Розница", 3, 30], 1),
    item(["Труба", 3, 30], 2),
    ["Итого", 3, 30],
  ]);
  expect(columns(records, "Уровень 1", "Уровень 2", "Уровень 3", "Ключ", "Ключ строки")).toEqual([
    ["Север", "Розница", "Труба", "Север / Розница", "Труба"],
  ]);
});

test("keys are the same whatever group the goods lie in, and goods met twice are told apart", async () => {
  const report = (group: string) =>
    read([
      ...july,
      ["Клиент / Номенклатура", "Количество", "Выручка"],
      item(["ООО Ромашка", 6, 60], 0),
      item([group, 6, 60], 1),
      item(["Труба, ", 1, 10], 2),
      item(["Труба, ", 2, 20], 2),
      item(["Лист, ", 3, 30], 2),
      ["Итого", 6, 60],
    ]);
  const records = await report("Металл");
  expect(columns(records, "Клиент", "Группа", "Ключ", "Ключ строки")).toEqual([
    ["ООО Ромашка", "Металл", "ООО Ромашка", "Труба"],
    ["ООО Ромашка", "Металл", "ООО Ромашка", "Труба#2"],
    ["ООО Ромашка", "Металл", "ООО Ромашка", "Лист"],
  ]);
  expect(columns(await report("Прокат"), "Ключ", "Ключ строки")).toEqual(
    columns(records, "Ключ", "Ключ строки"),
  );
});

test("texts beside a name go with it and with the rows below it", async () => {
  const records = await read([
    ...july,
    ["Клиент", "ИНН", "Ед.", "Выручка"],
    ["Номенклатура"],
    item(["ООО Ромашка", "7700000001", null, 30], 0),
    item(["Труба", null, "м", 10], 1),
    item(["Лист", null, "шт", 20], 1),
    ["Итого", null, null, 30],
  ]);
  expect(columns(records, "Клиент", "ИНН", "Номенклатура", "Ед.", "Выручка")).toEqual([
    ["ООО Ромашка", "7700000001", "Труба", "м", "10"],
    ["ООО Ромашка", "7700000001", "Лист", "шт", "20"],
  ]);
});

test("the total may stand first, signatures below the last one are no rows, numbers may be text", async () => {
  expect(
    columns(await read(flat(["Итого", 2, 1230.5], ["ООО Ромашка", 2, "1 230,50"])), "Клиент", "Выручка"),
  ).toEqual([["ООО Ромашка", "1230.50"]]);
  expect(
    columns(await read(flat(["АО Лютик", "-", "(30)"], ["Итого", 0, -30], ["Исполнитель: ____"])), "Выручка"),
  ).toEqual([["-30"]]);
});

test("months as a level of rows", async () => {
  const records = await read([
    ...top("Период: 01.06.2026 - 31.07.2026"),
    ["Месяц", "Выручка"],
    ["Клиент"],
    item(["Июнь 2026 г.", 10], 0),
    item(["ООО Ромашка", 10], 1),
    item(["Июль 2026 г.", 20], 0),
    item(["ООО Ромашка", 20], 1),
    ["Итого", 30],
  ]);
  expect(columns(records, "Период", "Клиент", "Выручка", "Ключ")).toEqual([
    ["2026-06-01", "ООО Ромашка", "10", "ООО Ромашка"],
    ["2026-07-01", "ООО Ромашка", "20", "ООО Ромашка"],
  ]);
});

test("a row without any figure is left to the contract, it does not vanish", async () => {
  const records = await read(flat(["ООО Ромашка", 1, 10], ["АО Лютик", null, null], ["Итого", 1, 10]));
  expect(columns(records, "Клиент", "Выручка", "__line")).toEqual([
    ["ООО Ромашка", "10", "8"],
    ["АО Лютик", "", "9"],
  ]);
});
