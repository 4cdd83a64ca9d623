import {type BrokenCase, call, header, lines, table} from "./case.ts";

const utf16 = (text: string) => Buffer.from(text, "utf16le");
/** Cyrillic letters as Windows writes them. */
const cp1251 = (text: string) =>
  Buffer.from(
    Array.from(text, (letter) => (letter > "\u0400" ? letter.charCodeAt(0) - 0x350 : letter.charCodeAt(0))),
  );
const megabytes = 1024 * 1024;

/** Delimited text broken in its bytes, lines, quotes and header. */
export const brokenTexts: readonly BrokenCase[] = [
  {name: "empty", content: () => "", refused: /the file is empty; check the export/},
  {
    name: "blanks and line breaks only",
    content: () => " \r\n\n \t\n",
    refused: /the file is empty; check the export/,
  },
  {
    name: "a byte-order mark and nothing else",
    content: () => "\ufeff",
    refused: /the file is empty; check the export/,
  },
  {
    name: "a header without rows",
    content: () => table(),
    refused: /no rows were found under the header; check the export/,
  },
  {
    name: "a header and delimiters without values",
    content: () => table(";;;;;;", " ; ; ;;;;"),
    refused: /no rows were found under the header/,
  },
  {
    name: "with its header a second time in the middle",
    content: () => table(call("c1"), header, call("c2")),
    counts: [3, 2, 0, 1],
    reasons: [],
  },
  {
    name: "two exports one after the other, the second with a mark of its own",
    content: () => `${table(call("c1"))}\ufeff${table(call("c2"))}`,
    counts: [3, 2, 0, 1],
    reasons: [],
  },
  {
    name: "Cyrillic of Windows where UTF-8 was declared",
    source: "format: {encoding: utf-8}",
    content: () => cp1251(table(call("c1", {operator: "Анна"}), call("c2"))),
    refused: /by its letters it is windows-1251 \(Анна\), not utf-8 as format\.encoding says/,
  },
  {
    name: "UTF-8 with a line of Windows' Cyrillic in it",
    content: () =>
      Buffer.concat([
        Buffer.from(table(call("c1", {operator: "Анна"}), call("c2", {operator: "Пётр"}))),
        cp1251(lines(call("c3", {operator: "Анна"}))),
      ]),
    counts: [3, 2, 1, 0],
    reasons: [[4, null, "broken_encoding"]],
  },
  {
    name: "Windows' Cyrillic with a line of UTF-8 in it",
    content: () =>
      Buffer.concat([
        cp1251(table(call("c1", {operator: "Анна"}), call("c2", {operator: "Павел"}))),
        Buffer.from(lines(call("c3", {operator: "Анна"}))),
      ]),
    counts: [3, 2, 1, 0],
    reasons: [[4, null, "broken_encoding"]],
  },
  {
    name: "UTF-8 with bytes 0xFF",
    content: () =>
      Buffer.concat([
        Buffer.from(table(call("c1", {operator: "Анна"}))),
        Buffer.from("c2;2026-03-02 10:00:00;out;"),
        Buffer.from([0xff, 0xfe]),
        Buffer.from(";89120000001;1;answered\n"),
      ]),
    counts: [2, 1, 1, 0],
    reasons: [[3, null, "broken_encoding"]],
  },
  {
    name: "UTF-8 cut within its last letter",
    content: () => Buffer.from(table(call("c1"), "c2;2026-03-02 10:00:00;out;Анна")).subarray(0, -2),
    counts: [2, 1, 1, 0],
    reasons: [[3, null, "broken_encoding"]],
  },
  {
    name: "UTF-16 with half a letter at its end",
    content: () => utf16(`\ufeff${table(call("c1"), call("c2"))}`).subarray(0, -3),
    counts: [2, 1, 1, 0],
    reasons: [[3, null, "broken_encoding"]],
  },
  {name: "UTF-16 without a mark", content: () => utf16(table(call("c1"), call("c2"))), counts: [2, 2, 0, 0]},
  {
    name: "of zero bytes within a row",
    content: () => table(call("c1"), call("c2", {operator: "2\x001"})),
    counts: [2, 1, 1, 0],
    reasons: [[3, null, "broken_encoding"]],
  },
  {
    name: "with zero bytes at its end that a crash left",
    content: () => table(...Array.from({length: 100}, (_, index) => call(`c${index}`))) + "\0".repeat(4096),
    counts: [101, 100, 1, 0],
    reasons: [[102, null, "broken_encoding"]],
  },
  {
    name: "with marks of direction in header and phone",
    content: () =>
      lines(
        header.replace("client_phone", "\u200eclient_phone\u200f"),
        call("c1", {phone: "\u202a+7 900 000-00-01\u202c"}),
      ),
    counts: [1, 1, 0, 0],
    kept: {of: "client_phone", are: ["+79000000001"]},
  },
  {
    name: "of an old Mac, its lines ended by returns alone",
    content: () => table(call("c1"), call("c2")).replaceAll("\n", "\r"),
    counts: [2, 2, 0, 0],
  },
  {
    name: "of lines ended in three ways",
    content: () => `${header}\r\n${call("c1")}\r\n${call("c2")}\n${call("c3")}\r${call("c4")}\n`,
    counts: [4, 4, 0, 0],
  },
  {
    name: "with a quote that is opened and never closed",
    content: () => table(call("c1"), call("c2", {operator: '"Анна'}), call("c3")),
    counts: [3, 2, 1, 0],
    reasons: [[3, null, "broken_quotes"]],
  },
  {
    name: "with a quote opened in its header and never closed",
    content: () => lines(`"${header}`, call("c1")),
    refused: /the file has no column "call_id"; it has/,
  },
  {
    name: "with quotes in the middle of a cell",
    content: () => table(call("c1", {operator: 'ООО "Ромашка" отдел'}), call("c2")),
    counts: [2, 2, 0, 0],
    kept: {of: "operator", are: ['ООО "Ромашка" отдел', "201"]},
  },
  {
    name: "with text behind a closed quote",
    content: () => table(call("c1", {operator: '"Анна" И.'}), call("c2")),
    counts: [2, 1, 1, 0],
    reasons: [[2, null, "broken_quotes"]],
  },
  {
    name: "shifted by a cell in either direction",
    content: () => table(`${call("c1")};`, `;${call("c2")}`, call("c3").replace(";out;", ";"), call("c4")),
    counts: [4, 2, 2, 0],
    reasons: [
      [3, null, "too_many_cells"],
      [4, null, "too_few_cells"],
    ],
  },
  {
    name: "with a line of another delimiter",
    content: () => table(call("c1"), call("c2").replaceAll(";", ","), call("c3")),
    counts: [3, 2, 1, 0],
    reasons: [[3, null, "too_few_cells"]],
  },
  {
    name: "cut in the middle of a row",
    content: () => table(call("c1"), call("c2")).slice(0, -20),
    counts: [2, 1, 1, 0],
    reasons: [[3, null, "too_few_cells"]],
  },
  {
    name: "with a line of 50 MB",
    content: () => table(call("c1"), call("c2", {operator: "x".repeat(50 * megabytes)}), call("c3")),
    counts: [3, 2, 1, 0],
    reasons: [[3, null, "line_too_long"]],
  },
  {
    name: "a single line of 50 MB",
    content: () => "x".repeat(50 * megabytes),
    refused: /the file has no column "call_id"|no rows were found/,
  },
  {
    name: "with a cell of 20,001 letters",
    fields: {recording: "client_phone"},
    content: () => table(call("c1", {phone: "я".repeat(20_001)}), call("c2")),
    counts: [2, 1, 1, 0],
    reasons: [[2, "client_phone", "too_long"]],
  },
  {
    name: "of 2,000 columns",
    content: () => {
      const more = (text: string) => Array.from({length: 1993}, (_, index) => `${text}${index}`).join(";");
      return lines(`${header};${more("column")}`, `${call("c1")};${more("")}`, call("c2"));
    },
    counts: [2, 1, 1, 0],
    reasons: [[3, null, "too_few_cells"]],
  },
  {
    name: "of 2,000 columns, none of which is the one wanted",
    content: () =>
      lines(
        Array.from({length: 2000}, (_, index) => `column${index}`).join(";"),
        Array.from({length: 2000}, () => "1").join(";"),
      ),
    refused:
      /the file has no column "call_id"; it has column0, column1, .* and 1960 more; name one of these in the mapping$/,
  },
  {
    name: "without names in its header",
    content: () => lines(";;;;;;", call("c1")),
    refused:
      /the file has no column "call_id"; it has #1, #2, #3, #4, #5, #6, #7; name one of these in the mapping$/,
  },
  {
    name: "with one nameless column, read by its place",
    fields: {direction: "{column: 3}"},
    content: () => lines(header.replace("direction", ""), call("c1")),
    counts: [1, 1, 0, 0],
  },
  {
    name: "with SQL in its header",
    content: () =>
      lines(
        `${header};"x""; drop table stage.calls; --";"'); drop table stage.calls; --"`,
        `${call("c1")};1;2`,
      ),
    counts: [1, 1, 0, 0],
  },
  {
    name: "with names that differ in their case alone or that the program uses itself",
    content: () =>
      lines(
        `${header};Operator;__line;__LINE;__proto__;__row_hash`,
        `${call("c1")};1;2;3;4;5`,
        `${call("c2", {talk: "x"})};1;2;3;4;5`,
      ),
    counts: [2, 1, 1, 0],
    reasons: [[3, "talk_seconds", "unreadable"]],
    kept: {of: "operator", are: ["201"]},
  },
  {
    name: "with SQL in its cells",
    content: () => table(call("c1", {operator: '"\'); drop table stage.calls; --"'}), call("c2')-- ")),
    counts: [2, 2, 0, 0],
    kept: {of: "operator", are: ["'); drop table stage.calls; --", "201"]},
  },
  {
    name: "with formulas for the spreadsheet of who opens it",
    content: () =>
      table(call("c1", {operator: "=cmd|'/c calc'!A0"}), call("c2", {operator: "@SUM(1+1)*cmd"})),
    counts: [2, 2, 0, 0],
    kept: {of: "operator", are: ["=cmd|'/c calc'!A0", "@SUM(1+1)*cmd"]},
  },
  {
    name: "with pictures and letters of several characters",
    content: () =>
      table(
        call("c1", {operator: "😀 Анна"}),
        call("c2", {operator: "Й".normalize("NFD")}),
        call("c3", {operator: "👩‍💻"}),
      ),
    counts: [3, 3, 0, 0],
    kept: {of: "operator", are: ["😀 Анна", "Й".normalize("NFD"), "👩‍💻"]},
  },
];
