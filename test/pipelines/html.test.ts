import {expect, test} from "vitest";
import {readTable} from "../helpers/raw-table.ts";

const bitrix = `<meta http-equiv="Content-type" content="text/html;charset=UTF-8" />
<table border="1"><thead><tr><th>ID</th><th>Название сделки</th><th>Сумма</th></tr></thead>
<tbody><tr><td>1</td><td>ООО &quot;Ромашка&quot;<br>второй&nbsp;этаж</td><td>350&nbsp;000</td></tr>
<tr><td>2</td><td> <b>Поставка</b> <i>масла</i> </td><td></td></tr></tbody></table>`;

test("a table under the name of a workbook: entities, line breaks and tags within cells", async () => {
  expect(await readTable(bitrix)).toEqual({
    columns: ["ID", "Название сделки", "Сумма"],
    rows: [
      ["1", 'ООО "Ромашка"\nвторой\u00a0этаж', "350\u00a0000"],
      ["2", "Поставка масла", null],
    ],
    lines: [2, 3],
    broken: [],
    totals: [],
  });
});

test("cp1251 and UTF-16", async () => {
  const cp1251 = Buffer.from(
    "<table><tr><td>id</td><td>\xc3\xee\xf0\xee\xe4</td></tr><tr><td>1</td><td>\xcf\xe5\xf0\xec\xfc</td></tr></table>",
    "latin1",
  );
  expect(await readTable(cp1251)).toMatchObject({columns: ["id", "Город"], rows: [["1", "Пермь"]]});
  expect((await readTable(Buffer.from(`\ufeff${bitrix}`, "utf16le"))).rows).toHaveLength(2);
});

test("a row that lacks a cell or has one too many is set apart: its values may have moved", async () => {
  const text =
    "<html><body><table><tr><th>a<th>b<th>c<tr><td>1<td>2<td>3<tr><td>4<td>5<tr><td>6<td>7<td>8<td>9<tr><td>0<td><td></table>";
  expect(await readTable(text)).toMatchObject({
    rows: [
      ["1", "2", "3"],
      ["0", null, null],
    ],
    lines: [2, 5],
    broken: [
      [3, "too_few_cells"],
      [4, "too_many_cells"],
    ],
  });
});

test("a cell over several rows stands in each, one over several columns in the first", async () => {
  const text = `<table><tr><td>Сделка</td><td>Товар</td><td>Цена</td><td>Итог</td></tr>
    <tr><td rowspan="2">7</td><td>Масло</td><td>10</td><td rowspan=2>30</td></tr>
    <tr><td>Фильтр</td><td>20</td></tr>
    <tr><td>8</td><td colspan="2">без товара</td><td>0</td></tr>
    <tr><td colspan="3">Итого:</td><td>60</td></tr></table>`;
  expect(await readTable(text)).toMatchObject({
    rows: [
      ["7", "Масло", "10", "30"],
      ["7", "Фильтр", "20", "30"],
      ["8", "без товара", null, "0"],
    ],
    totals: [["Итого:", null, null, "60"]],
    broken: [],
  });
});

test("of several tables the one with the most cells of its own is read", async () => {
  const text = `<html><table><tr><td>menu<td>menu<tr><td>
    <table><tr><th>id</th><th>name</th></tr><tr><td>1</td><td>a</td></tr><tr><td>2</td><td>b</td></tr></table>
    </td><td>side</td></tr></table><script>var x = "<table><tr><td>9";</script></html>`;
  expect(await readTable(text)).toMatchObject({
    columns: ["id", "name"],
    rows: [
      ["1", "a"],
      ["2", "b"],
    ],
  });
});

test("captions above the header are no rows", async () => {
  const text = `<table><tr><td colspan=4>Отчёт по звонкам</td></tr><tr><td>Период</td><td>март</td><td></td><td></td></tr>
    <tr><td>Дата</td><td>Кто</td><td>Кому</td><td>Сек</td></tr>
    <tr><td>01.03.2026</td><td>201</td><td>89120000001</td><td>5</td></tr>
    <tr><td>02.03.2026</td><td>202</td><td>89120000002</td><td>6</td></tr></table>`;
  expect(await readTable(text)).toMatchObject({columns: ["Дата", "Кто", "Кому", "Сек"], lines: [4, 5]});
});

test.each([
  [
    "<!DOCTYPE html><html><head><title>Вход</title><style>p{}</style></head><body><form><p>Введите пароль</p></form></body></html>",
    /this is a page without a table, it says "Вход Введите пароль"; log in again and repeat the export$/,
  ],
  [
    "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2",
    /the page breaks off inside its table; export it again$/,
  ],
  [
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
    /an XML workbook of Excel 2003; save it as \.xlsx or CSV/,
  ],
  ['<?xml version="1.0"?><orders day="2026"/>', /this is XML; save it as/],
  ['<?xml version="1.0"?><calendar year="2026"/>', /work calendar.* put it into company\/calendars/],
])("%s is refused with its reason", async (text, message) => {
  await expect(readTable(text)).rejects.toThrow(message);
  await expect(readTable(text)).rejects.toMatchObject({code: "bad_file"});
});

test("a header in angle brackets makes no page", async () => {
  expect((await readTable("<DATE>;<TIME>;<CLOSE>\n20260301;10:00;5\n")).columns).toEqual([
    "<DATE>",
    "<TIME>",
    "<CLOSE>",
  ]);
});
