import {rawWorkbook, storedZip} from "../workbook.ts";
import {type BrokenCase, call, header, table} from "./case.ts";

const names = header.split(";");
const cells = (row: string) => row.split(";");
/** A call as an object of JSON, with more keys when given. */
const record = (id: string, more = "") =>
  `{${cells(call(id))
    .map((cell, index) => `"${names[index]}": "${cell}"`)
    .join(", ")}${more}}`;

/** Rows of a sheet; a cell that begins with "<" is XML already. */
const sheet = (...rows: string[]) =>
  `<sheetData>${rows
    .map(
      (row, line) =>
        `<row r="${line + 1}">${cells(row)
          .map((cell) =>
            cell.startsWith("<")
              ? cell
              : cell === ""
                ? "<c/>"
                : `<c t="inlineStr"><is><t>${cell}</t></is></c>`,
          )
          .join("")}</row>`,
    )
    .join("")}</sheetData>`;
const book = (...rows: string[]) => rawWorkbook({sheets: {Calls: sheet(...rows)}});
const page = (...rows: string[]) =>
  `<html><body><table>${rows
    .map(
      (row) =>
        `<tr>${cells(row)
          .map((cell) => `<td>${cell}</td>`)
          .join("")}</tr>`,
    )
    .join("")}</table></body></html>`;

const refused = (
  name: string,
  content: BrokenCase["content"],
  message: RegExp,
  source?: string,
): BrokenCase => ({
  name,
  content,
  refused: message,
  ...(source ? {source} : {}),
});

const brokenBooks: readonly BrokenCase[] = [
  refused(
    "a workbook that breaks off",
    () => book(header, call("c1")).subarray(0, -40),
    /the zip is damaged or cut off; ask for the file again/,
  ),
  refused(
    "a workbook whose sheet breaks off",
    () => rawWorkbook({sheets: {Calls: `${sheet(header, call("c1")).replace("</sheetData>", "")}`}}),
    /the workbook cannot be read; open it|the sheet breaks off after row 2; save the workbook again/,
  ),
  refused(
    "a workbook without rows",
    () => rawWorkbook({sheets: {Calls: "<sheetData/>"}}),
    /the table has no rows; check the export or set format\.sheet/,
  ),
  refused("a workbook of a header alone", () => book(header), /no rows were found under the header/),
  refused("a workbook without sheets", () => rawWorkbook({sheets: {}}), /no rows|no sheet/),
  refused(
    "a workbook without the sheet asked for",
    () => book(header, call("c1")),
    /there is no sheet Лист9; the workbook has Calls; name the sheet of the table in format\.sheet/,
    "format: {sheet: Лист9}",
  ),
  refused(
    "a workbook that lacks its texts",
    () => book(header, `<c t="s"><v>7</v></c>;${call("c1").slice(3)}`),
    /the workbook cannot be read; open it in a spreadsheet and save it as \.xlsx again/,
  ),
  refused(
    "CSV where a workbook was declared",
    () => table(call("c1")),
    /the mapping says xlsx but the bytes are csv; remove format\.kind or send the other file/,
    "format: {kind: xlsx}",
  ),
  {
    name: "a workbook of formulas that were calculated and ones that were not",
    content: () =>
      book(
        header,
        call("c1", {talk: "<c><f>5+7</f><v>12</v></c>"}),
        call("c2", {talk: "<c><f>5+7</f></c>"}),
        call("c3", {talk: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'}),
      ),
    counts: [3, 1, 2, 0],
    reasons: [
      [3, "talk_seconds", "unreadable"],
      [4, "talk_seconds", "unreadable"],
    ],
    kept: {of: "talk_seconds", are: [12]},
  },
  {
    name: "a workbook with a value beyond its last column and a row without its last ones",
    content: () =>
      book(header, `${call("c1")};here`, call("c2").split(";").slice(0, 5).join(";"), call("c3")),
    counts: [3, 1, 2, 0],
    reasons: [
      [2, null, "too_many_cells"],
      [3, "talk_seconds", "missing"],
    ],
  },
  {
    name: "a workbook that numbers two rows alike",
    content: () =>
      rawWorkbook({
        sheets: {
          Calls: sheet(header, call("c1", {talk: "x"}), call("c2", {talk: "y"}), call("c3")).replace(
            'r="3"',
            'r="2"',
          ),
        },
      }),
    counts: [3, 1, 2, 0],
    reasons: [
      [2, "talk_seconds", "unreadable"],
      [3, "talk_seconds", "unreadable"],
    ],
  },
  refused(
    "a zip of a sheet without a workbook",
    () => storedZip({"[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": "<worksheet/>"}),
    /holds no workbook of the \.xlsx form/,
  ),
];

const brokenPages: readonly BrokenCase[] = [
  refused(
    "a page without a table",
    () => "<html><body><h1>Вход</h1><p>Введите пароль</p></body></html>",
    /a page without a table, it says "Вход Введите пароль"; log in again and repeat the export/,
  ),
  refused(
    "the error page of a server",
    () =>
      "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr>nginx</body></html>",
    /a page without a table, it says "502 Bad Gateway/,
  ),
  refused(
    "a page that breaks off inside its table",
    () => page(header, call("c1"), call("c2")).slice(0, -60),
    /the page breaks off inside its table; export it again/,
  ),
  refused(
    "XML",
    () => '<?xml version="1.0"?><calls><call id="1"/></calls>',
    /this is XML; save it as \.xlsx or CSV and send it again/,
  ),
  {
    name: "a page with rows too short and too long",
    content: () => page(header, call("c1"), call("c2").split(";").slice(1).join(";"), `${call("c3")};x`),
    counts: [3, 1, 2, 0],
    reasons: [
      [3, null, "too_few_cells"],
      [4, null, "too_many_cells"],
    ],
  },
];

const brokenJson: readonly BrokenCase[] = [
  refused(
    "an error of a vendor",
    () => '{"error": "invalid_token", "error_description": "The access token expired"}',
    /the vendor's error and no data: The access token expired, invalid_token; correct the request and export again/,
  ),
  refused(
    "an answer with a code and no data",
    () => '{"result": 3102}',
    /the vendor's error and no data: result 3102/,
  ),
  refused("an empty list", () => '{"data": []}', /no records were found; check the export/),
  refused("a list of nothing", () => "[]", /no records were found; check the export/),
  refused(
    "JSON that breaks off",
    () => `{"data": [${record("c1")}, ${record("c2").slice(0, -30)}`,
    /the JSON breaks off in line 1; ask for the file again/,
  ),
  refused(
    "JSON with words behind its end",
    () => `[${record("c1")}]\nOK`,
    /the JSON is broken in line 2, outside of any record; export it again/,
  ),
  refused(
    "JSON without a comma between records",
    () => `[${record("c1")}\n${record("c2")}]`,
    /the JSON is broken in line 2, outside of any record/,
  ),
  refused(
    "JSON read at a wrong path",
    () => `{"data": [${record("c1")}]}`,
    /no records were found at format\.path items\[\]; check the export and the path/,
    'format: {path: "items[]"}',
  ),
  refused(
    "JSON of two lists",
    () => `{"calls": [${record("c1")}], "missed": [${record("c2")}]}`,
    /several lists of records: calls\[\] \(1\), missed\[\] \(1\); name the one to read in format\.path/,
  ),
  refused(
    "JSON of ids for keys",
    () =>
      `{"data": {${Array.from({length: 2100}, (_, index) => `"c${index}": ${record(`c${index}`)}`).join(",")}}}`,
    /more than 2000 different keys; if these are ids, say in format\.path where the records are/,
    "format: {path: data}",
  ),
  refused("JSON nested a hundred thousand deep", () => "[".repeat(100_000), /JSON breaks off|no records/),
  {
    name: "JSON with a record nested a hundred thousand deep",
    content: () =>
      `[${record("c1")}, ${record("c2", `, "deep": ${"[".repeat(100_000)}${"]".repeat(100_000)}`)}]`,
    counts: [2, 2, 0, 0],
  },
  {
    name: "JSON with a record that is none",
    content: () => `[\n${record("c1")},\n${record("c2").replace(":", " ")},\n17,\n${record("c3")}\n]`,
    counts: [4, 2, 2, 0],
    reasons: [
      [3, null, "broken_json"],
      [4, null, "broken_json"],
    ],
  },
  {
    name: "JSON with keys that programs stumble over",
    content: () =>
      `[${record("c1", ', "__proto__": {"talk_seconds": 1}, "constructor": 2, "": 3')}, ${record("c2")}]`,
    counts: [2, 2, 0, 0],
  },
  {
    name: "JSON with one key twice in a record",
    content: () => `[${record("c1", ', "talk_seconds": 7')}, ${record("c2")}]`,
    counts: [2, 2, 0, 0],
    kept: {of: "talk_seconds", are: [12, 12]},
  },
  {
    name: "JSON with half a character in a text",
    content: () => `[${record("c1").replace('"201"', '"\\ud83d"')}, ${record("c2")}]`,
    counts: [2, 1, 1, 0],
    reasons: [[1, null, "broken_encoding"]],
  },
  {
    name: "JSON lines with one that breaks off",
    content: () => `${record("c1")}\n${record("c2").slice(0, -9)}\n${record("c3")}\n`,
    counts: [3, 2, 1, 0],
    reasons: [[2, null, "broken_json"]],
  },
  {
    name: "JSON lines of which the last was not written to its end",
    content: () => `${record("c1")}\n${record("c2")}\n${record("c3").slice(0, 40)}`,
    counts: [3, 2, 1, 0],
    reasons: [[3, null, "broken_json"]],
  },
];

const brokenParquet: readonly BrokenCase[] = [
  refused(
    "the beginning of a Parquet file",
    () => "PAR1",
    /the Parquet file is damaged or cut off; ask for the file again/,
  ),
  refused(
    "a Parquet file of zero bytes",
    () => Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(500), Buffer.from("PAR1")]),
    /the Parquet file is damaged or cut off/,
  ),
];

/** Workbooks, pages, JSON and Parquet that are broken inside. */
export const brokenDocuments: readonly BrokenCase[] = [
  ...brokenBooks,
  ...brokenPages,
  ...brokenJson,
  ...brokenParquet,
];
