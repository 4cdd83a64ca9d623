import ExcelJS from "exceljs";
import {expect, test} from "vitest";
import {readTable} from "../helpers/raw-table.ts";

const sheet = [
  ["Звонок", "c1", "c2", "", "c3"],
  ["Оператор", "Иванова Анна", "Петров Олег", "", "Иванова Анна"],
  [],
  ["Приветствие", "1", "0", "", "н/п"],
  ["Итого", "85%", "40%", "", ""],
];
const expected = {
  columns: ["Звонок", "Оператор", "Приветствие", "Итого"],
  rows: [
    ["c1", "Иванова Анна", "1", "85%"],
    ["c2", "Петров Олег", "0", "40%"],
    ["c3", "Иванова Анна", "н/п", null],
  ],
  lines: [2, 3, 5],
  broken: [],
  totals: [],
};

test("a record per column of delimited text; a column without values is none", async () => {
  const text = sheet.map((cells) => cells.join(";")).join("\n");
  expect(await readTable(text, {layout: "transposed"})).toEqual(expected);
});

test("a record per column of a page's table", async () => {
  const rows = sheet.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  expect(await readTable(`<table>${rows.join("")}</table>`, {layout: "transposed"})).toEqual(expected);
});

test("a record per column of a workbook", async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("QA").addRows(sheet);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  expect(await readTable(bytes, {layout: "transposed"})).toEqual(expected);
});

test("a sheet of names alone is refused", async () => {
  await expect(readTable("Звонок\nОператор\n", {layout: "transposed", delimiter: ";"})).rejects.toThrow(
    /no column follows the names of the fields; check the export or format\.layout$/,
  );
});
