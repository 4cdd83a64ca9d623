import fc from "fast-check";
import {expect, test} from "vitest";
import {cp1251, readTable as read} from "../helpers/raw-table.ts";

test("records with too few or too many cells are set apart with their own lines", async () => {
  const text = [
    "a;b;c",
    "1;2",
    '2;"x',
    'y";3',
    "3;4;5;6",
    "4;5;6",
    '5;"p',
    "q",
    'r";7',
    "6;7",
    "7;8;9;;",
    "8;9",
    "9;1;2",
    "",
  ].join("\n");
  expect(await read(text)).toMatchObject({
    columns: ["a", "b", "c"],
    rows: [
      ["2", "x\ny", "3"],
      ["4", "5", "6"],
      ["5", "p\nq\nr", "7"],
      ["7", "8", "9"],
      ["9", "1", "2"],
    ],
    lines: [3, 6, 7, 11, 13],
    broken: [
      [2, "too_few_cells"],
      [5, "too_many_cells"],
      [10, "too_few_cells"],
      [12, "too_few_cells"],
    ],
  });
});

test("a quote that is never closed costs its own line, not the rest of the file", async () => {
  const text = 'a;b\n1;2\n2;"open\n3;4\n4;"x"y\n5;6\n';
  expect(await read(text)).toMatchObject({
    columns: ["a", "b"],
    rows: [
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ],
    lines: [2, 4, 6],
    broken: [
      [3, "broken_quotes"],
      [5, "broken_quotes"],
    ],
  });
});

test("line breaks of both kinds in one file", async () => {
  expect(await read("a;b\r\n1;2\n3;4\r\n5;6\n")).toMatchObject({
    rows: [
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ],
    lines: [2, 3, 4],
  });
});

test("bytes that are no UTF-8 deep in a UTF-8 file reject their line only", async () => {
  const good = "1;привет\n".repeat(30_000);
  const {rows, broken} = await read(
    Buffer.concat([Buffer.from(`a;b\n${good}2;`), Buffer.from([0xcf, 0xf0]), Buffer.from("\n3;да\n")]),
  );
  expect(rows).toHaveLength(30_001);
  expect(broken).toEqual([[30_002, "broken_encoding"]]);
});

test("lines stay right over many chunks, cells of several lines and broken records", async () => {
  const lines = ["a;b"];
  const rowLines: number[] = [];
  const brokenLines: [number, string][] = [];
  for (let index = 0; lines.length < 300_000; index++) {
    if (index % 1000 === 7) brokenLines.push([lines.length + 1, "too_few_cells"]);
    else rowLines.push(lines.length + 1);
    if (index % 1000 === 7) lines.push("only one");
    else if (index % 10 === 3) lines.push(`${index};"first`, `second"`);
    else lines.push(`${index};привет`);
  }
  const result = await read(`${lines.join("\n")}\n`);
  expect(result.broken).toEqual(brokenLines);
  expect(result.lines).toEqual(rowLines);
});

test.each([5, 50])("a line of %i MB is set apart, the rest loads", async (megabytes) => {
  const long = `2;${"x".repeat(megabytes * 1_000_000)}`;
  expect(await read(`a;b\n1;2\n${long}\n3;4\n`)).toMatchObject({
    rows: [
      ["1", "2"],
      ["3", "4"],
    ],
    lines: [2, 4],
    broken: [[3, "line_too_long"]],
  });
});

test("a long line may be the last one, and need not end", async () => {
  expect(await read(`a;b\n1;2\n2;${"x".repeat(5_000_000)}`)).toMatchObject({
    rows: [["1", "2"]],
    broken: [[3, "line_too_long"]],
  });
});

test("a cell of many megabytes over many lines costs its lines, not the rest of the file", async () => {
  const {rows, broken} = await read(`a;b\n1;2\n2;"${"text\n".repeat(1_000_000)}"\n3;4\n`);
  expect(rows).toEqual([
    ["1", "2"],
    ["3", "4"],
  ]);
  expect(broken[0]).toEqual([3, "broken_quotes"]);
});

test("the longest record that is read is read by both", async () => {
  const cell = "x".repeat(1_900_000);
  expect((await read(`a;b\n1;${cell}\n2;3\n`)).rows).toEqual([
    ["1", cell],
    ["2", "3"],
  ]);
});

test("zero bytes reject their record only", async () => {
  const text = `a;b\n${"1;2\n".repeat(100)}2;x\0y\n\0\0\n3;4\n`;
  const {rows, broken} = await read(text);
  expect(rows).toHaveLength(101);
  expect(broken).toEqual([
    [102, "broken_encoding"],
    [103, "broken_encoding"],
  ]);
});

test("marks nobody sees are no part of a name", async () => {
  expect((await read("\u200eid\u200f;\u202aИмя\u202c;a\u00adb\n1;2;3\n")).columns).toEqual([
    "id",
    "Имя",
    "ab",
  ]);
});

test("lines of cp1251 in a UTF-8 file are set apart, wherever they are", async () => {
  const bytes = Buffer.concat([
    Buffer.from("Имя;Город\n"),
    cp1251("Олег;Пермь\n"),
    Buffer.from("Анна;Пермь\nИрина;Омск\n"),
  ]);
  expect(await read(bytes)).toMatchObject({
    rows: [
      ["Анна", "Пермь"],
      ["Ирина", "Омск"],
    ],
    broken: [[2, "broken_encoding"]],
  });
});

test("lines of UTF-8 in a cp1251 file are set apart and not read as letters without sense", async () => {
  const bytes = Buffer.concat([
    cp1251("Имя;Город\nОлег;Пермь\n"),
    Buffer.from("Анна;Пермь\r\n"),
    cp1251("Ирина;Омск\nРёма;С ёлки\n"),
  ]);
  expect(await read(bytes)).toMatchObject({
    rows: [
      ["Олег", "Пермь"],
      ["Ирина", "Омск"],
      ["Рёма", "С ёлки"],
    ],
    broken: [[3, "broken_encoding"]],
  });
});

test("the encoding is found out where the first letter is, however far", async () => {
  const latin = "1;abc\n".repeat(300_000);
  const bytes = Buffer.concat([Buffer.from(`a;b\n${latin}`), cp1251("2;Пермь\n"), cp1251("3;Омск\n")]);
  const {rows, broken} = await read(bytes);
  expect(broken).toEqual([]);
  expect(rows.slice(-2)).toEqual([
    ["2", "Пермь"],
    ["3", "Омск"],
  ]);
});

test("a replacement character that the vendor wrote is text", async () => {
  expect(await read("a;b\n1;Перм\ufffd\n")).toMatchObject({rows: [["1", "Перм\ufffd"]], broken: []});
});

test("half a character at the end of UTF-16 rejects its record", async () => {
  const bytes = Buffer.concat([Buffer.from("\ufeffa;b\n1;2\n3;4", "utf16le"), Buffer.from([0x35])]);
  expect(await read(bytes)).toMatchObject({rows: [["1", "2"]], broken: [[3, "broken_encoding"]]});
});

test("line ends of old Macs among others", async () => {
  expect(await read("a;b\n1;2\r3;4\r5;6\n7;8\n")).toMatchObject({
    rows: [
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
      ["7", "8"],
    ],
    lines: [2, 3, 4, 5],
    broken: [],
  });
});

test("other line ends within a line of an old Mac are part of its cell", async () => {
  expect(await read("a\r1\n2\r3\r")).toMatchObject({rows: [["1\n2"], ["3"]], lines: [2, 3], broken: []});
});

const quoted = fc
  .array(fc.constantFrom("a", "я", '""', ";", "\n", "\r\n", "'", "\t"), {maxLength: 4})
  .map((parts) => `"${parts.join("")}"`);
const blanks = fc.constantFrom("", " ", "  ", "\t");
const spaced = fc.tuple(blanks, quoted, blanks).map((parts) => parts.join(""));
const plain = fc.constantFrom("", "a", "12", "я я", " x ", 'z"z', "\t", "  ", "Итого", "total:");
const broken = fc.constantFrom('"open', '"x"y', 'a"', '""b"');

test("where the fast reader succeeds it reads what the splitter reads, whatever the text", async () => {
  const cell = fc.oneof(
    {weight: 9, arbitrary: plain},
    {weight: 6, arbitrary: quoted},
    {weight: 2, arbitrary: spaced},
    {weight: 1, arbitrary: broken},
  );
  const record = fc.array(cell, {minLength: 1, maxLength: 4}).map((cells) => cells.join(";"));
  const text = fc.tuple(
    fc.array(record, {minLength: 1, maxLength: 6}),
    fc.constantFrom("\n", "\r\n"),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(text, async ([records, lineBreak, ends]) => {
      await read(`x;y;z${lineBreak}${records.join(lineBreak)}${ends ? lineBreak : ""}`, {delimiter: ";"});
    }),
    {numRuns: Number(process.env["PROPERTY_CASES"] ?? 80)},
  );
});

test("rows with zero bytes are set aside, however many they hold; a file full of them is no table", async () => {
  const zeros = "\0".repeat(40);
  const lines = ["id;name;city", "1;a;b", `2;${zeros};b`, "3;a;b", `4;a${zeros};b`, "5;a;b"];
  const split = await read(`${lines.join("\n")}\n`);
  expect(split.rows.map(([id]) => id)).toEqual(["1", "3", "5"]);
  expect(split.broken).toEqual([
    [3, "broken_encoding"],
    [5, "broken_encoding"],
  ]);
  const damaged = lines.map((line) => `${line}\u0001\u0002\u0003`);
  await expect(read(`${damaged.join("\n")}\n`)).rejects.toThrow(/this is no table of text/);
});

test("a table of thousands of columns is refused in one line that says what to do", async () => {
  const wide = (width: number) => {
    const line = (cell: string) => Array.from({length: width}, (_, index) => `${cell}${index}`).join(";");
    return `${line("c")}\n${line("v")}\n`;
  };
  await expect(read(wide(2001))).rejects.toThrow(
    /^[^\n]+: it has more than 2000 columns, which are not read; [^\n]+$/,
  );
  expect((await read(wide(300))).columns).toHaveLength(300);
});
