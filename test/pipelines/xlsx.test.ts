import {readdirSync} from "node:fs";
import {join} from "node:path";
import ExcelJS from "exceljs";
import {expect, test} from "vitest";
import {Database} from "../../pipelines/database.ts";
import {openTable} from "../../pipelines/sources/formats/index.ts";
import type {FormatOptions} from "../../pipelines/sources/mapping.ts";
import {makeHome, temporaryFolder} from "../helpers/home.ts";
import {staged} from "../helpers/stage.ts";

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function read(fill: (book: ExcelJS.Workbook) => void, options: FormatOptions = {}) {
  const temporary = temporaryFolder();
  const path = join(temporary, "book.xlsx");
  const book = new ExcelJS.Workbook();
  fill(book);
  await book.xlsx.writeFile(path);
  const table = await openTable({path, name: "source/book.xlsx", options, temporary});
  const database = await Database.open(":memory:");
  try {
    const rows = (await database.connection.runAndReadAll(`from ${table.relation({lines: true})}`)).getRows();
    return {
      columns: table.columns,
      rows: rows.map((row) => row.slice(0, -1)),
      lines: rows.map((row) => Number(row.at(-1))),
    };
  } finally {
    database.close();
    table.close();
    expect(readdirSync(temporary)).toEqual(["book.xlsx"]);
  }
}

const sheet =
  (rows: unknown[][], name = "Лист1") =>
  (book: ExcelJS.Workbook) => {
    book.addWorksheet(name).addRows(rows);
  };

test("cells of every kind become text that the mapping can read", async () => {
  const {rows} = await read((book) => {
    const page = book.addWorksheet("Лист1");
    page.addRow(["kind", "value"]);
    page.addRow(["text", "350 000"]);
    page.addRow(["whole", 90000]);
    page.addRow(["share", 0.5]);
    page.addRow(["three decimals", 1.234]);
    page.addRow(["noise", 0.1 + 0.2]);
    page.addRow(["almost nought", 1.4e-14]);
    page.addRow(["telephone", 79271002030]);
    page.addRow(["flag", true]);
    page.addRow(["day", new Date(Date.UTC(2026, 2, 2))]);
    page.addRow(["moment", new Date(Date.UTC(2026, 2, 2, 10, 15, 30))]);
    page.addRow(["formula", {formula: "B3*2", result: 180000}]);
    page.addRow(["formula of a day", {formula: "B10+1", result: 46084}]).getCell(2).numFmt = "dd.mm.yyyy";
    page.addRow(["formula of money", {formula: "B10", result: 46084}]).getCell(2).numFmt = '# ##0.00" руб."';
    page.addRow(["formula of nought", {formula: "B3-B3", result: 0}]);
    page.addRow(["formula in words", {formula: "A1", result: "итог"}]);
    page.addRow(["broken formula", {formula: "1/0", result: {error: "#DIV/0!"}}]);
    page.addRow(["rich", {richText: [{text: "ООО "}, {text: "Ромашка", font: {bold: true}}]}]);
    page.addRow(["link", {text: "сайт", hyperlink: "https://example.org"}]);
    page.addRow(["lines", "first\r\nsecond"]);
    page.addRow(["quotes", 'АО "Лютик", Пермь']);
    page.addRow(["nothing", null]);
  });
  expect(Object.fromEntries(rows)).toEqual({
    text: "350 000",
    whole: "90000",
    share: "0.5",
    // three decimals would look like a thousand
    "three decimals": "1.2340",
    noise: "0.30000000000000004",
    "almost nought": "0.000000000000014",
    telephone: "79271002030",
    flag: "true",
    day: "2026-03-02",
    moment: "2026-03-02 10:15:30",
    formula: "180000",
    "formula of a day": "2026-03-03",
    "formula of money": "46084",
    "formula of nought": "0",
    "formula in words": "итог",
    "broken formula": "#ERROR!",
    rich: "ООО Ромашка",
    link: "сайт",
    lines: "first\nsecond",
    quotes: 'АО "Лютик", Пермь',
    nothing: null,
  });
});

test("a time of day or a length of time keeps its clock form", async () => {
  const {rows} = await read((book) => {
    const page = book.addWorksheet("calls");
    page.addRow(["length"]);
    for (const serial of [0.25, 90 / 86_400, 1.5]) {
      const cell = page.addRow([serial]).getCell(1);
      cell.numFmt = "[h]:mm:ss";
    }
  });
  expect(rows).toEqual([["6:00:00"], ["0:01:30"], ["36:00:00"]]);
});

test("empty rows are no rows, empty cells are nothing, lines are those of the sheet", async () => {
  const result = await read(sheet([["id", "name"], [1, "a"], [], [null, null], [2], [3, "c", "beyond"]]));
  expect(result).toEqual({
    columns: ["id", "name"],
    rows: [
      ["1", "a"],
      ["2", null],
      ["3", "c"],
    ],
    lines: [2, 5, 6],
  });
});

test("a nameless column in the middle of the header", async () => {
  const result = await read(
    sheet([
      ["id", null, "name", "name"],
      [1, "x", "a", "b"],
    ]),
  );
  expect(result).toEqual({columns: ["id", "#2", "name", "name#2"], rows: [["1", "x", "a", "b"]], lines: [2]});
});

test("lines above the header, and no header at all", async () => {
  const rows = [["Отчёт за март"], [], ["id", "name"], [1, "a"]];
  expect(await read(sheet(rows), {skip_lines: 1})).toMatchObject({
    columns: ["id", "name"],
    rows: [["1", "a"]],
    lines: [4],
  });
  expect(await read(sheet([[1, "a"]]), {columns: ["x", "y"]})).toMatchObject({
    columns: ["x", "y"],
    rows: [["1", "a"]],
    lines: [1],
  });
  expect(await read(sheet([[1, "a"]]), {header: false})).toMatchObject({
    columns: ["c1", "c2"],
    rows: [["1", "a"]],
  });
});

const twoSheets = (book: ExcelJS.Workbook) => {
  sheet([["a"], ["first"]], "Параметры")(book);
  sheet([["b"], ["second"]], "Продажи")(book);
};

test("the sheet by default, by number, by name", async () => {
  expect((await read(twoSheets)).rows).toEqual([["first"]]);
  expect((await read(twoSheets, {sheet: 2})).rows).toEqual([["second"]]);
  expect((await read(twoSheets, {sheet: "Продажи"})).rows).toEqual([["second"]]);
});

test("a missing sheet is named in the message, an empty one too", async () => {
  await expect(read(twoSheets, {sheet: "Склад"})).rejects.toThrow(
    /^source\/book\.xlsx: sheet Склад has no rows; check the export or set format\.sheet$/,
  );
  await expect(read(sheet([]))).rejects.toThrow(/the first sheet has no rows/);
});

test("a row that breaks the contract is set aside with the sheet's line and its cells", async () => {
  const rows = [
    ["payment_id", "paid_on", "amount", "client_name"],
    ["p1", new Date(Date.UTC(2026, 2, 2)), 1200.5, "ООО Ромашка"],
    [],
    ["p2", "скоро", 100, "АО; Лютик"],
    ["p3", "03.03.2026", "1 200,50", null],
  ];
  const home = makeHome({
    sources: "sources: {money: {preset: payments}}\n",
    inbox: {"money/march.xlsx": await workbook(sheet(rows))},
  });
  await staged(home, async (open) => {
    expect(open.files).toMatchObject([{rows: 3, accepted: 2, rejected: 1, skipped: 0}]);
    expect(await open.rejected()).toEqual([
      {
        entity: "payments",
        line_number: 4,
        column_name: "paid_on",
        reason_code: "unreadable",
        value: "скоро",
        raw_text: 'p2;скоро;100;"АО; Лютик"',
      },
    ]);
    expect(
      await open.rows("select payment_id, paid_on, amount from stage.payments order by payment_id"),
    ).toEqual([
      {payment_id: "p1", paid_on: "2026-03-02", amount: "1200.50"},
      {payment_id: "p3", paid_on: "2026-03-03", amount: "1200.50"},
    ]);
  });
});
