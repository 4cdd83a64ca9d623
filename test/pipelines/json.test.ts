import {expect, test} from "vitest";
import {readTable} from "../helpers/raw-table.ts";

test("a document that is a list: keys in the order they first appear, numbers with each of their digits", async () => {
  const text = `[
  {"id": 1439981389.2702770, "name": "Иванова \\"Анна\\"", "big": 9007199254740993123},
  {"id": 2, "city": "Пермь\\nцентр", "name": null,
   "tags": [1, {"a": "]"}], "paid": true}
]
`;
  expect(await readTable(text)).toEqual({
    columns: ["id", "name", "big", "city", "tags", "paid"],
    rows: [
      ["1439981389.2702770", 'Иванова "Анна"', "9007199254740993123", null, null, null],
      ["2", null, null, "Пермь\nцентр", '[1, {"a": "]"}]', "true"],
    ],
    lines: [2, 3],
    broken: [],
    totals: [],
  });
});

test("a number of three decimals cannot be taken for a thousand", async () => {
  expect((await readTable('[{"a": 1.234, "b": 12345.678, "c": "1.234"}]')).rows).toEqual([
    ["1.2340", "12345.678", "1.234"],
  ]);
});

test("a record may lack the keys of those before it, the first of them too", async () => {
  const table = await readTable('{"a": 1, "b": 2}\n{"b": 3}\n{"c": "Итого"}\n{}\n');
  expect(table).toMatchObject({
    columns: ["a", "b", "c"],
    rows: [
      ["1", "2", null],
      [null, "3", null],
      [null, null, null],
    ],
    totals: [[null, null, "Итого"]],
  });
});

test("the only list of the document is found through objects", async () => {
  const text =
    '{"_embedded": {"leads": [{"id": 1}, {"id": 2}]}, "_links": {"next": {"href": "x"}}, "tags": []}';
  expect((await readTable(text)).rows).toEqual([["1"], ["2"]]);
});

test("a list nearer to the top counts before a deeper one", async () => {
  const text = '{"data": {"inner": [{"z": 1}]}, "result": [{"id": 7, "list": [{"q": 1}, {"q": 2}]}]}';
  expect(await readTable(text)).toMatchObject({
    columns: ["id", "list"],
    rows: [["7", '[{"q": 1}, {"q": 2}]']],
  });
});

test("several lists are named with their sizes", async () => {
  const text = '{"months": [{"m": 1}, {"m": 2}], "transitions": [{"from": 3}], "empty": []}';
  await expect(readTable(text)).rejects.toThrow(
    "source/file.csv: there are several lists of records: months[] (2), transitions[] (1); name the one to read in format.path",
  );
  expect((await readTable(text, {path: "transitions[]"})).rows).toEqual([["3"]]);
});

test("records of one line are told apart by counting on from it", async () => {
  expect((await readTable('[{"a": 1}, {"a": 2},\n{"a": 3}]')).lines).toEqual([1, 2, 3]);
});

test("a path goes through lists and lays them end to end", async () => {
  const text = '{"data": [{"list": [{"id": "a"}, {"id": "b"}]}, {"other": 1}, {"list": [{"id": "c"}]}]}';
  for (const path of ["data[].list[]", "data[].list"])
    expect((await readTable(text, {path})).rows).toEqual([["a"], ["b"], ["c"]]);
});

test("a path goes into the values of an object", async () => {
  const text =
    '{"status": "success", "callDetails": {"77": {"id": "77", "sec": 5}, "78": {"id": "78", "sec": 0}}}';
  expect((await readTable(text, {path: "callDetails[]"})).rows).toEqual([
    ["77", "5"],
    ["78", "0"],
  ]);
});

test("lists of cells, with names in the first or without", async () => {
  expect(await readTable('[["id", "city"], [1, "Пермь"], [2, null]]')).toMatchObject({
    columns: ["id", "city"],
    rows: [
      ["1", "Пермь"],
      ["2", null],
    ],
  });
  expect(await readTable('[[1, "a"], [2, "b"], [3], [4, "d", "e"]]')).toMatchObject({
    columns: ["c1", "c2"],
    rows: [
      ["1", "a"],
      ["2", "b"],
    ],
    broken: [
      [3, "too_few_cells"],
      [4, "too_many_cells"],
    ],
  });
});

test("one object is one row", async () => {
  expect(await readTable('{"id": 5, "name": "Анна"}')).toMatchObject({rows: [["5", "Анна"]], lines: [1]});
});

test("an object with one key twice keeps both values", async () => {
  expect(await readTable('[{"a": 1, "a": 2}, {"a": 3}]')).toMatchObject({
    columns: ["a", "a#2"],
    rows: [
      ["1", "2"],
      ["3", null],
    ],
  });
});

test("one record per line: what cannot be read is set apart with its line", async () => {
  const text = ['{"id": 1}', '{"id": 2', "", '{"id": 3, "x": "й"}', "7", '{"id": 4}', '{"id": 5, "x'].join(
    "\n",
  );
  expect(await readTable(text)).toEqual({
    columns: ["id", "x"],
    rows: [
      ["1", null],
      ["3", "й"],
      ["4", null],
    ],
    lines: [1, 4, 6],
    broken: [
      [2, "broken_json"],
      [5, "broken_json"],
      [7, "broken_json"],
    ],
    totals: [],
  });
});

test("a page of answers per line, with a path", async () => {
  const text = '{"data": [{"id": 1}, {"id": 2}]}\n{"data": []}\n{"data": [{"id": 3}]}\n';
  expect(await readTable(text, {path: "data[]"})).toMatchObject({
    rows: [["1"], ["2"], ["3"]],
    lines: [1, 2, 3],
  });
});

test("a broken record within a document costs itself only", async () => {
  const text = '[\n{"id": 1},\n{"id": NaN},\n{id: 3},\n{"id": "ООО "Мак""},\n{"id": 5}\n]';
  expect(await readTable(text)).toMatchObject({
    rows: [["1"], ["5"]],
    broken: [
      [3, "broken_json"],
      [4, "broken_json"],
      [5, "broken_json"],
    ],
  });
});

test("bytes that are no character reject their record only", async () => {
  const text = Buffer.concat([
    Buffer.from('[{"a": "'),
    Buffer.from([0xff]),
    Buffer.from('"},\n{"a": "да"},\n{"a": "\\u0000"}]'),
  ]);
  expect(await readTable(text)).toMatchObject({
    rows: [["да"]],
    broken: [
      [1, "broken_encoding"],
      [3, "broken_encoding"],
    ],
  });
});

test("cp1251 and UTF-16", async () => {
  const cp1251 = Buffer.from('[{"a": "\xcf\xe5\xf0\xec\xfc"}]', "latin1");
  expect((await readTable(cp1251)).rows).toEqual([["Пермь"]]);
  expect((await readTable(Buffer.from('\ufeff[{"a": "Пермь"}]', "utf16le"))).rows).toEqual([["Пермь"]]);
});

test("a record of megabytes is set apart, the rest loads", async () => {
  const long = `{"id": 2, "x": "${"я".repeat(1_500_000)}"}`;
  const expected = {lines: [1, 3], broken: [[2, "line_too_long"]]};
  expect(await readTable(`{"id": 1}\n${long}\n{"id": 3}\n`)).toMatchObject(expected);
  expect(await readTable(`[{"id": 1},\n${long},\n{"id": 3}]`)).toMatchObject(expected);
});

test("brackets at the beginning of a line of text make it no JSON", async () => {
  expect((await readTable("[71,72];1700000000;201\n73;1700000060;202\n", {header: false})).rows).toEqual([
    ["[71,72]", "1700000000", "201"],
    ["73", "1700000060", "202"],
  ]);
});

test.each([
  [
    '{"error": "expired_token", "error_description": "The token has expired"}',
    /The token has expired, expired_token; /,
  ],
  ['{"result": 3102}', /vendor's error and no data: result 3102; /],
  ['{"status": "error", "message": "Неверный ключ"}', /Неверный ключ, status error; /],
  ['{"error": {"code": -32029, "message": "limit exceeded", "data": {}}, "id": 1}', /limit exceeded; /],
  ['{"data": [], "total": 0}', /no records were found; check the export$/],
  ["[]", /no records were found; check the export$/],
  ['[{"id": 1}, {"id": 2', /the JSON breaks off in line 1; ask for the file again$/],
  ['{"a": [{"id": 1}]]', /the JSON is broken in line 1, outside of any record/],
])("%s is refused with its reason", async (text, message) => {
  await expect(readTable(text)).rejects.toThrow(message);
  await expect(readTable(text)).rejects.toMatchObject({code: "bad_file"});
});

test("a path that leads nowhere is named", async () => {
  await expect(readTable('{"data": [{"id": 1}]}', {path: "rows[]"})).rejects.toThrow(
    /no records were found at format.path rows\[\]; check the export and the path$/,
  );
});
