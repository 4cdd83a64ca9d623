import {gzipSync} from "node:zlib";
import {expect, test} from "vitest";
import type {FormatOptions} from "../../pipelines/sources/mapping.ts";
import {cp1251, readTable as read} from "../helpers/raw-table.ts";

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
const table = "Имя;Город\nАнна;Пермь\nОлег;\n";
const expected = {
  columns: ["Имя", "Город"],
  rows: [
    ["Анна", "Пермь"],
    ["Олег", null],
  ],
  lines: [2, 3],
  broken: [],
  totals: [],
};

test.each<[string, string | Uint8Array, FormatOptions]>([
  ["UTF-8", table, {}],
  ["UTF-8 with a mark", `\ufeff${table}`, {}],
  ["UTF-16 LE with a mark", Buffer.from(`\ufeff${table}`, "utf16le"), {}],
  ["UTF-16 BE with a mark", utf16be(`\ufeff${table}`), {}],
  ["UTF-16 LE, declared", Buffer.from(table, "utf16le"), {encoding: "utf-16le"}],
  ["UTF-16 BE, declared", utf16be(table), {encoding: "utf-16be"}],
  ["cp1251", cp1251(table), {}],
  ["cp1251, declared", cp1251(table), {encoding: "windows-1251"}],
  ["CRLF", table.replaceAll("\n", "\r\n"), {}],
  ["CR alone", table.replaceAll("\n", "\r"), {}],
  ["no line break at the end", table.trimEnd(), {}],
  ["gzip", gzipSync(table), {}],
  ["gzip of cp1251", gzipSync(cp1251(table)), {}],
  ["gzip of UTF-8 with a mark", gzipSync(`\ufeff${table}`), {}],
  ["commas", table.replaceAll(";", ","), {}],
  ["tabs", table.replaceAll(";", "\t"), {}],
  ["tabs, declared", table.replaceAll(";", "\t"), {delimiter: "tab"}],
  ["bars", table.replaceAll(";", "|"), {}],
  ["a delimiter of its own", table.replaceAll(";", "^"), {delimiter: "^"}],
  ["all quoted", 'Имя;Город\n"Анна";"Пермь"\n"Олег";""\n', {}],
  ["its own quote", "Имя;Город\n'Анна';'Пермь'\n'Олег';''\n", {quote: "'"}],
])("%s", async (_name, content, options) => {
  expect(await read(content, options)).toEqual(expected);
});

test("UTF-16 without a mark is known by its noughts", async () => {
  const text = "id;amount\n1;20\n2;30\n";
  const rows = [
    ["1", "20"],
    ["2", "30"],
  ];
  expect((await read(Buffer.from(text, "utf16le"))).rows).toEqual(rows);
  expect((await read(utf16be(text))).rows).toEqual(rows);
});

test("a header's commas do not make it comma-separated", async () => {
  const text = "Тип;Длительность звонка, сек;Время ответа, сек\nвходящий;12;3\n";
  expect((await read(text)).columns).toEqual(["Тип", "Длительность звонка, сек", "Время ответа, сек"]);
});

test("decimal commas do not make it comma-separated", async () => {
  expect((await read("a;b\n1,5;2,5\n3,5;4,5\n")).rows).toEqual([
    ["1,5", "2,5"],
    ["3,5", "4,5"],
  ]);
});

test("cells hold delimiters, line breaks and doubled quotes", async () => {
  const text = 'id;note\n1;"one; two"\n2;"first\nsecond ""quoted""\n\nlast"\n3;z"z\n';
  expect(await read(text)).toMatchObject({
    columns: ["id", "note"],
    rows: [
      ["1", "one; two"],
      ["2", 'first\nsecond "quoted"\n\nlast'],
      ["3", 'z"z'],
    ],
    lines: [2, 3, 7],
    broken: [],
  });
});

test("a header may hold line breaks", async () => {
  expect(await read('id;"long\nname"\n1;2\n3\n')).toMatchObject({
    columns: ["id", "long\nname"],
    rows: [["1", "2"]],
    lines: [3],
    broken: [[4, "too_few_cells"]],
  });
});

test("columns of one name are told apart, nameless ones by position, blanks around names do not count", async () => {
  const {columns, rows} = await read('ID,Товар,"Бюджет ",Товар,,Товар\n1,2,3,4,5,6\n');
  expect(columns).toEqual(["ID", "Товар", "Бюджет", "Товар#2", "#5", "Товар#3"]);
  expect(rows).toEqual([["1", "2", "3", "4", "5", "6"]]);
});

test("names that look like a numbered repetition stay apart", async () => {
  const {columns} = await read("a,a#2,a\n1,2,3\n");
  expect(new Set(columns).size).toBe(3);
});

test("names may hold quotes, apostrophes, delimiters and braces", async () => {
  const {columns, rows} = await read(`"Said ""so""","it's",{a: b},"x;y",select\n1,2,3,4,5\n6\n`);
  expect(columns).toEqual(['Said "so"', "it's", "{a: b}", "x;y", "select"]);
  expect(rows).toEqual([["1", "2", "3", "4", "5"]]);
});

test("without header", async () => {
  expect(await read("1,2\n3,4\n", {header: false})).toMatchObject({columns: ["c1", "c2"], lines: [1, 2]});
  expect(await read("1,2\n3,4\n", {columns: ["x", "y"]})).toMatchObject({
    columns: ["x", "y"],
    rows: [
      ["1", "2"],
      ["3", "4"],
    ],
    lines: [1, 2],
  });
  expect((await read("\ufeff1,2\n", {header: false})).rows).toEqual([["1", "2"]]);
});

test("lines above the header are skipped, whatever they hold", async () => {
  const text = 'Report "of all; sales\nPeriod: 1;2;3;4\n\nid;name\n1;a\n2\n';
  expect(await read(text, {skip_lines: 3})).toMatchObject({
    columns: ["id", "name"],
    rows: [["1", "a"]],
    lines: [5],
    broken: [[6, "too_few_cells"]],
  });
});

test("blank lines before the header and between rows do not count as rows", async () => {
  expect(await read("\n\na;b\n1;2\n\n\n3;4\n5\n")).toMatchObject({
    columns: ["a", "b"],
    rows: [
      ["1", "2"],
      ["3", "4"],
    ],
    lines: [4, 7],
    broken: [[8, "too_few_cells"]],
  });
});

test("runs of blanks", async () => {
  const text = " 00001 19970101  1   11.77\n 00002 19970112 12   12.00\n";
  expect(await read(text, {delimiter: "whitespace", header: false})).toMatchObject({
    columns: ["c1", "c2", "c3", "c4"],
    rows: [
      ["00001", "19970101", "1", "11.77"],
      ["00002", "19970112", "12", "12.00"],
    ],
    lines: [1, 2],
    broken: [],
  });
});

test.each<[string, string | Uint8Array, FormatOptions, RegExp]>([
  ["an empty file", "", {}, /^source\/file\.csv: the file is empty; check/],
  ["a file of blank lines", "\n \n\n", {}, /^source\/file\.csv: the file is empty; check/],
  ["damaged gzip", Buffer.from([0x1f, 0x8b, 1, 2, 3]), {}, /gzip data is damaged; ask for the file again$/],
  [
    "an old workbook",
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
    {},
    /old binary \.xls; save it as \.xlsx or CSV/,
  ],
  [
    "text where a workbook is declared",
    "a;b\n1;2\n",
    {kind: "xlsx"},
    /the mapping says xlsx but the bytes are csv/,
  ],
  [
    "more lines skipped than there are",
    "a;b\n1;2\n",
    {skip_lines: 7},
    /^source\/file\.csv: nothing follows the 7 lines/,
  ],
])("%s is refused in one line with a remedy", async (_name, content, options, message) => {
  await expect(read(content, options)).rejects.toThrow(message);
  await expect(read(content, options)).rejects.toMatchObject({code: "bad_file"});
});
