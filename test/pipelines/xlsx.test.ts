import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import ExcelJS from "exceljs";
import {expect, test} from "vitest";
import {homeAt} from "../../pipelines/company/company.ts";
import {Database} from "../../pipelines/database.ts";
import {inspect} from "../../pipelines/inspect/inspect.ts";
import {openTable} from "../../pipelines/sources/formats/index.ts";
import type {FormatOptions} from "../../pipelines/sources/mapping.ts";
import {makeHome, temporaryFolder} from "../helpers/home.ts";
import {staged} from "../helpers/stage.ts";
import {type RawWorkbook, rawWorkbook, storedZip} from "../helpers/workbook.ts";

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const read = async (fill: (book: ExcelJS.Workbook) => void, options: FormatOptions = {}) =>
  readBytes(await workbook(fill), options);

const readRaw = (book: RawWorkbook, options: FormatOptions = {}) => readBytes(rawWorkbook(book), options);

async function readBytes(bytes: Uint8Array, options: FormatOptions = {}) {
  const temporary = temporaryFolder();
  const path = join(temporary, "book.xlsx");
  writeFileSync(path, bytes);
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
    "broken formula": "#DIV/0!",
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

test("a length of time beyond two days is no date, a share shown in percent stays a share", async () => {
  const {rows} = await read((book) => {
    const page = book.addWorksheet("calls");
    page.addRow(["value"]);
    for (const [value, format] of [
      [2.5, "[h]:mm:ss"],
      [0.85, "0%"],
      [46084, '[Red]# ##0" д."'],
      [46084, "yyyy"],
    ] as const)
      page.addRow([value]).getCell(1).numFmt = format;
  });
  expect(rows).toEqual([["60:00:00"], ["0.85"], ["46084"], ["2026-03-03"]]);
});

const row = (...cells: string[]) => `<row>${cells.join("")}</row>`;
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const cell = (value: string, attributes = "") => `<c ${attributes}><v>${value}</v></c>`;
const data = (...rows: string[]) => `<sheetData>${rows.join("")}</sheetData>`;

test("cells without addresses follow one another, and a wrong dimension misleads nobody", async () => {
  const result = await readRaw({
    sheets: {
      Лист1: `<dimension ref="A1"/>${data(
        row(text("id"), text("name"), text("city"), text("note")),
        row(cell("1"), text("a")),
        `<row r="7">${cell("2")}<c r="D7" t="inlineStr"><is><t>far</t></is></c></row>`,
        row(cell("3"), text("c")),
      )}`,
    },
  });
  expect(result.rows).toEqual([
    ["1", "a", null, null],
    ["2", null, null, "far"],
    ["3", "c", null, null],
  ]);
  expect(result.lines).toEqual([2, 7, 8]);
});

test("elements behind a namespace prefix, texts in runs, phonetic hints, escaped characters", async () => {
  const {rows} = await readRaw({
    strings:
      '<si><r><rPr><b/></rPr><t>ООО </t></r><r><t xml:space="preserve">Ромашка &amp; Ко</t></r></si><si><t>東</t><rPh><t>ヒガシ</t></rPh></si><si><t>one_x000D_two</t></si><si/>',
    sheets: {
      Лист1: `<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>value</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>mark</x:t></x:is></x:c></x:row>${[
        0, 1, 2, 3,
      ]
        .map((index) => `<x:row><x:c t="s"><x:v>${index}</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row>`)
        .join(
          "",
        )}<x:row><x:c t="inlineStr"><x:is><x:r><x:t>ab</x:t></x:r><x:r><x:t>cd</x:t></x:r></x:is></x:c></x:row></x:sheetData>`,
    },
  });
  expect(rows.map(([first]) => first)).toEqual(["ООО Ромашка & Ко", "東", "one\ntwo", null, "abcd"]);
});

const styles =
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/></cellXfs>';

test("days counted from 1904, times of day not", async () => {
  const rows = [
    row(text("value")),
    row(cell("44622", 's="1"')),
    row(cell("0.5", 's="2"')),
    row(cell("44622")),
  ];
  const at = async (workbook: string) => (await readRaw({styles, workbook, sheets: {a: data(...rows)}})).rows;
  expect(await at('<workbookPr date1904="1"/>')).toEqual([["2026-03-03"], ["12:00:00"], ["44622"]]);
  expect(await at('<workbookPr date1904="0"/>')).toEqual([["2022-03-02"], ["12:00:00"], ["44622"]]);
});

test("long identifiers keep their digits, a formula that was never calculated shows itself", async () => {
  const {rows} = await readRaw({
    sheets: {
      a: data(
        row(text("value"), text("mark")),
        row(cell("1234567890123456789")),
        row(cell("7.9E+10")),
        row(cell("1E+21")),
        row("<c><f>SUM(A1:A2)</f></c>"),
        row('<c t="str"><f>A1</f><v></v></c>', cell("1")),
        row(cell("#N/A", 't="e"')),
        row(cell("2026-03-03T00:00:00", 't="d"')),
        row(cell("1", 't="b"')),
        row(cell("не число")),
      ),
    },
  });
  expect(rows.map(([first]) => first)).toEqual([
    "1234567890123456789",
    "79000000000",
    "1000000000000000000000",
    "=SUM(A1:A2)",
    null,
    "#N/A",
    "2026-03-03",
    "true",
    "не число",
  ]);
});

test("sheets without rows and hidden ones are not chosen while another has rows; hidden rows are read", async () => {
  const sheets = {
    "-Служебный": data(row(text("a")), row(text("hidden"))),
    Пустой: "<sheetData/>",
    Продажи: data(row(text("b")), `<row hidden="1">${text("sold")}</row>`),
  };
  expect((await readRaw({sheets})).rows).toEqual([["sold"]]);
  expect((await readRaw({sheets}, {sheet: "Служебный"})).rows).toEqual([["hidden"]]);
  expect((await readRaw({sheets}, {sheet: 1})).rows).toEqual([["hidden"]]);
  const {Продажи: _, ...others} = sheets;
  expect((await readRaw({sheets: others})).rows).toEqual([["hidden"]]);
});

test("a sheet that breaks off, one beyond all columns, and a zip without a workbook are refused", async () => {
  const cut = `<sheetData>${row(text("a"))}${row(text("b"))}<row><c t="inlineStr"><is><t>c`;
  await expect(readRaw({sheets: {a: cut}})).rejects.toThrow(
    /the sheet breaks off after row 3; save the workbook again/,
  );
  await expect(readRaw({strings: "<si><t>a", sheets: {a: data(row(text("a")))}})).rejects.toThrow(
    /its texts break off after 0/,
  );
  await expect(readRaw({sheets: {a: data(row(text("a")), row(cell("5", 't="s"')))}})).rejects.toThrow(
    /the workbook cannot be read/,
  );
  await expect(readRaw({sheets: {a: data(`<row><c r="ZZZZ1"><v>1</v></c></row>`)}})).rejects.toThrow(
    /row 1 has a cell ZZZZ1, beyond the last column/,
  );
  await expect(
    readBytes(storedZip({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"})),
  ).rejects.toThrow(/holds no workbook of the \.xlsx form; save it as \.xlsx or CSV/);
  await expect(readBytes((await workbook(sheet([["a"], ["b"]]))).slice(0, -300))).rejects.toThrow(
    /^source\/book\.xlsx: /,
  );
});

test("rows of any number are streamed", async () => {
  const count = 60_000;
  const rows = Array.from({length: count}, (_, index) => row(cell(String(index)), text(`имя ${index}`)));
  const result = await readRaw({sheets: {a: data(row(text("id"), text("name")), ...rows)}});
  expect(result.rows).toHaveLength(count);
  expect(result.rows.at(-1)).toEqual([String(count - 1), `имя ${count - 1}`]);
  expect(result.lines.at(-1)).toBe(count + 1);
});

test("empty rows are no rows, empty cells are nothing, lines are those of the sheet", async () => {
  const result = await read(sheet([["id", "name"], [1, "a"], [], [null, null], [2], [3, "c"]]));
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

test("a missing sheet is named beside those there are, an empty one too", async () => {
  const remedy = "the workbook has Параметры, Продажи; name the sheet of the table in format.sheet";
  await expect(read(twoSheets, {sheet: "Склад"})).rejects.toThrow(
    `source/book.xlsx: there is no sheet Склад; ${remedy}`,
  );
  await expect(read(twoSheets, {sheet: 3})).rejects.toThrow(`there is no sheet 3; ${remedy}`);
  const sheets = {Пустой: "<sheetData/>", Продажи: data(row(text("a")), row(text("sold")))};
  await expect(readRaw({sheets}, {sheet: "Пустой"})).rejects.toThrow(
    "sheet Пустой has no rows; the workbook has Пустой, Продажи;",
  );
  await expect(read(sheet([]))).rejects.toThrow(/has no rows; check the export or set format\.sheet/);
});

test("a first sheet that holds a title alone is told beside the other sheets, and is no obstacle to naming one", async () => {
  const titled = (book: ExcelJS.Workbook) => {
    sheet([[], ["Отчёт за сентябрь"], []], "Титул")(book);
    sheet([["b"], ["second"]], "Данные")(book);
  };
  await expect(read(titled)).rejects.toThrow(
    "source/book.xlsx: the sheet Титул holds a title and no table; the workbook has Титул, Данные; name the sheet",
  );
  expect((await read(titled, {sheet: "Данные"})).rows).toEqual([["second"]]);
});

test.each<[string, unknown[][], string]>([
  ["a title page of several cells", [["ООО Ромашка"], ["Период", "декабрь"], ["Автор", "Анна"]], "Данные"],
  ["lines of instructions", Array.from({length: 20}, (_, index) => [`Строка ${index}`]), "Данные"],
  ["a table of two columns", Array.from({length: 7}, (_, index) => [`Имя ${index}`, index]), "Первый"],
  ["a table", [["Номер", "Имя", "Сумма"]], "Первый"],
])("before a table, %s is passed over or read", async (_, first, expected) => {
  const wide = [1, 2, 3].map((number) => [number, "Лютик", 10 * number]);
  const bytes = await workbook((book) => {
    sheet(first, "Первый")(book);
    sheet([["x"]], "Заметка")(book);
    sheet([["Номер", "Имя", "Сумма"], ...wide], "Данные")(book);
  });
  const path = join(temporaryFolder(), "book.xlsx");
  writeFileSync(path, bytes);
  const {files} = await inspect({files: [path], home: homeAt(join(temporaryFolder(), "none")), rows: 5});
  const {format, columns} = files[0]!;
  expect([format.sheet, format.titleSheet]).toEqual(
    expected === "Данные" ? ["Данные", "Первый"] : [undefined, undefined],
  );
  expect(columns).toHaveLength(first[0]!.length === 2 ? 2 : 3);
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
