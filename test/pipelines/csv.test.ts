import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {Database} from "../../pipelines/database.ts";
import {openTable} from "../../pipelines/sources/formats/index.ts";
import type {FormatOptions} from "../../pipelines/sources/mapping.ts";
import {temporaryFolder} from "../helpers/home.ts";

let database: Database;
beforeAll(async () => {
  database = await Database.open(":memory:");
});
afterAll(() => database.close());

interface Read {
  columns: string[];
  /** Cells of each row, null when empty. */
  rows: (string | null)[][];
  /** Line of each row. */
  lines: number[];
  /** Line and reason of each record that could not be split. */
  broken: [number, string][];
}

/** Reads a file the fast way where that works, and record by record always; both must say the same. */
async function read(content: string | Uint8Array, options: FormatOptions = {}): Promise<Read> {
  const temporary = temporaryFolder();
  const path = join(temporary, "file.csv");
  writeFileSync(path, content);
  const table = await openTable({path, name: "source/file.csv", options, temporary});
  const cells = async (relation: string) =>
    (await database.connection.runAndReadAll(`from ${relation}`)).getRows() as (string | null)[][];
  try {
    const fast = await cells(table.relation()).catch((error: unknown) => {
      if (String(error).includes("Invalid Input Error")) return null;
      throw error;
    });
    await table.split();
    const rows = await cells(table.relation());
    const broken = table.rejects
      ? await database.rows<{line_number: number; reason_code: string}>(
          `select line_number, reason_code from ${table.rejects} order by all`,
        )
      : [];
    if (fast) expect({rows: fast, broken: []}).toEqual({rows, broken});
    const lines = await database.rows<{__line: number}>(
      `select "__line" from ${table.relation({lines: true})}`,
    );
    return {
      columns: table.columns,
      rows,
      lines: lines.map((row) => row.__line),
      broken: broken.map((row) => [row.line_number, row.reason_code]),
    };
  } finally {
    table.close();
  }
}

const cp1251 = (text: string) =>
  Buffer.from(
    [...text].map((character) => {
      const code = character.codePointAt(0)!;
      if (code < 128) return code;
      if (character === "ё") return 0xb8;
      if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
      throw new Error(`not in the table: ${character}`);
    }),
  );
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
  expect(await read(text)).toEqual({
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
  expect(await read(text, {skip_lines: 3})).toEqual({
    columns: ["id", "name"],
    rows: [["1", "a"]],
    lines: [5],
    broken: [[6, "too_few_cells"]],
  });
});

test("blank lines before the header and between rows do not count as rows", async () => {
  expect(await read("\n\na;b\n1;2\n\n\n3;4\n5\n")).toEqual({
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
  expect(await read(text, {delimiter: "whitespace", header: false})).toEqual({
    columns: ["c1", "c2", "c3", "c4"],
    rows: [
      ["00001", "19970101", "1", "11.77"],
      ["00002", "19970112", "12", "12.00"],
    ],
    lines: [1, 2],
    broken: [],
  });
});

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
  expect(await read(text)).toEqual({
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
  expect(await read(text)).toEqual({
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

// no blanks at a cell's quotes: there the fast reader forgives what the splitter sets apart
const quoted = fc
  .array(fc.constantFrom("a", "я", '""', ";", "\n", "\r\n", "'", "\t"), {maxLength: 4})
  .map((parts) => `"${parts.join("")}"`);
const plain = fc.constantFrom("", "a", "12", "я я", " x ", 'z"z', "\t");
const broken = fc.constantFrom('"open', '"x"y', 'a"', '""b"');

test("where the fast reader succeeds it reads what the splitter reads, whatever the text", async () => {
  const cell = fc.oneof(
    {weight: 9, arbitrary: plain},
    {weight: 6, arbitrary: quoted},
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
    {numRuns: Number(process.env["PROPERTY_CASES"] ?? 150)},
  );
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
