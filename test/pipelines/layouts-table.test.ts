import {expect, test} from "vitest";
import {findHeader} from "../../pipelines/sources/formats/header.ts";
import {readTable} from "../helpers/raw-table.ts";

const calls = ["Дата;Кто;Кому;Сек", "01.03.2026;201;89120000001;5", "02.03.2026;202;89120000002;6"];

test("captions above the header of a delimited file are left out, padded or not", async () => {
  for (const captions of [
    ["Отчёт по звонкам", "Период: март", ""],
    ["Отчёт по звонкам;;;", ";;;", "Период;март;;"],
  ]) {
    const text = [...captions, ...calls, ""].join("\n");
    expect(await readTable(text)).toMatchObject({
      columns: ["Дата", "Кто", "Кому", "Сек"],
      lines: [5, 6],
      broken: [],
    });
  }
});

test("where skip_lines is said no header is looked for", async () => {
  const text = ["Отчёт;;;", ...calls].join("\n");
  expect((await readTable(text, {skip_lines: 0})).columns).toEqual(["Отчёт", "#2", "#3", "#4"]);
});

test("a file whose captions are followed by the header alone has its columns", async () => {
  expect(await readTable(["Отчёт", calls[0], ""].join("\n"))).toMatchObject({
    columns: ["Дата", "Кто", "Кому", "Сек"],
    rows: [],
  });
});

test.each<[string, number, string[][]]>([
  [
    "a plain table",
    0,
    [
      ["id", "name"],
      ["1", "a"],
      ["2", "b"],
    ],
  ],
  ["one column", 0, [["id"], ["1"], ["2"]]],
  [
    "a header with nameless columns",
    0,
    [
      ["id", "", "name", "", "x"],
      ["1", "2", "3", "4", "5"],
    ],
  ],
  [
    "mostly empty rows under a wide header",
    0,
    [
      ["a", "b", "c", "d", "e", "f"],
      ["1", "", "", "", "", ""],
      ["2", "3", "", "", "", ""],
    ],
  ],
  [
    "rows longer than their header",
    0,
    [
      ["a", "b"],
      ["1", "2", "3", "4", "5"],
      ["1", "2", "3", "4", "5"],
    ],
  ],
  [
    "a title and a blank line's worth of key and value",
    2,
    [
      ["Report"],
      ["Period", "March"],
      ["date", "who", "whom", "sum"],
      ["1", "2", "3", "4"],
      ["5", "6", "7", "8"],
    ],
  ],
  [
    "captions over groups of columns",
    1,
    [
      ["", "", "Sales", "", "", ""],
      ["date", "who", "sum", "count", "margin", "share"],
      ["1", "2", "3", "4", "5", "6"],
    ],
  ],
])("the header of %s", (_name, index, rows) => {
  expect(findHeader(rows)).toBe(index);
});

test("rows of totals are no rows, at the end or between", async () => {
  const text = [
    "Дата;Клиент;Сумма",
    "01.03.2026;Ромашка;10",
    ";Итого:;10",
    "02.03.2026;Всего доброго;20",
    "ВСЕГО;;30",
    "",
  ].join("\n");
  expect(await readTable(text)).toMatchObject({
    rows: [
      ["01.03.2026", "Ромашка", "10"],
      ["02.03.2026", "Всего доброго", "20"],
    ],
    totals: [
      [null, "Итого:", "10"],
      ["ВСЕГО", null, "30"],
    ],
    lines: [2, 4],
    broken: [],
  });
});

test("a row of totals may be shorter than the header", async () => {
  expect(await readTable("a;b;c\n1;2;3\nTotal;2\n")).toMatchObject({
    rows: [["1", "2", "3"]],
    totals: [["Total", "2", null]],
    broken: [],
  });
});

test("without totals there is no relation for them, and one column holds values only", async () => {
  expect((await readTable("a;b\n1;2\n")).totals).toEqual([]);
  expect(await readTable("name\nИтого\n", {delimiter: ";"})).toMatchObject({rows: [["Итого"]], totals: []});
});

test("rows of delimiters alone are blank lines", async () => {
  expect(await readTable("a;b;c\n1;2;3\n;;\n4;5;6\n; ;\n;;\n")).toMatchObject({lines: [2, 4], broken: []});
});

test("delimiters at the end of lines make no column unless both header and rows have them", async () => {
  expect(await readTable("a;b;\n1;2\n3;4\n")).toMatchObject({columns: ["a", "b"], lines: [2, 3], broken: []});
  expect(await readTable("a;b\n1;2;\n3;4;\n")).toMatchObject({
    columns: ["a", "b"],
    lines: [2, 3],
    broken: [],
  });
  expect(await readTable("a;b;\n1;2;\n3;4;\n")).toMatchObject({columns: ["a", "b", "#3"], lines: [2, 3]});
});
