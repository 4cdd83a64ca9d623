import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {rawWorkbook, storedZip} from "./workbook.ts";

/** Names of the columns every mutant begins with. */
export const columns = [
  "call_id",
  "started_at",
  "direction",
  "operator",
  "client_phone",
  "talk_seconds",
  "disposition",
];

/** Source `it`, which takes the calls but those within the company. */
export const sources = `
sources:
  it:
    entities:
      calls:
        rows: coalesce(direction, '') <> 'internal'
        fields: {${columns.map((name) => `${name}: ${name}`).join(", ")}}
`;

/** What stands in one row: a call as it should be, or what people and programs make of it. */
export const rowKinds = ["good", "internal", "bad", "short", "long", "blank", "total"] as const;
export type RowKind = (typeof rowKinds)[number];
export const forms = ["csv", "xlsx", "html", "json", "ndjson"] as const;
export type Form = (typeof forms)[number];
export interface Dialect {
  delimiter: ";" | "," | "\t" | "|";
  quoted: boolean;
  lineBreak: "\n" | "\r\n";
  encoding: "utf-8" | "utf-8 with mark" | "utf-16le" | "utf-16be" | "windows-1251";
}
export const dialects = fc.record<Dialect>({
  delimiter: fc.constantFrom(";", ",", "\t", "|"),
  quoted: fc.boolean(),
  lineBreak: fc.constantFrom("\n", "\r\n"),
  encoding: fc.constantFrom("utf-8", "utf-8 with mark", "utf-16le", "utf-16be", "windows-1251"),
});
export const wraps = fc.constantFrom("plain", "plain", "gzip", "zip");

/** The id of the row, which no other row has. */
export const idOf = (index: number) => `c${index + 1}`;

export function cellsOf(kind: RowKind, index: number): string[] {
  const good = [idOf(index), `2026-03-02 10:00:${String(index % 60).padStart(2, "0")}`, "out", "Иванова"];
  const rest = [`8912000000${index % 10}`, String(index), "answered"];
  switch (kind) {
    case "good":
      return [...good, ...rest];
    case "internal":
      return [...good.with(2, "internal"), ...rest];
    case "bad":
      return [...good.with(1, "31.02.2026"), ...rest];
    case "short":
      return [...good, ...rest.slice(0, 2)];
    case "long":
      return [...good, ...rest, "extra"];
    case "blank":
      return columns.map(() => "");
    case "total":
      return columns.map((_, column) => (column === 0 ? "Итого" : column === 5 ? "99" : ""));
  }
}

/** What must come of the rows, told by their kinds alone. */
export function expected(kinds: readonly RowKind[], form: Form) {
  const isJson = form === "json" || form === "ndjson";
  const count = (...wanted: RowKind[]) => kinds.filter((kind) => wanted.includes(kind)).length;
  // a key more makes a column more, and a record without values is a record
  const accepted = count("good", ...(isJson ? (["long"] as const) : []));
  const rejected = count("bad", "short", ...(isJson ? (["blank"] as const) : (["long"] as const)));
  const skipped = count("internal", "total");
  const ids = kinds.flatMap((kind, index) =>
    kind === "good" || (isJson && kind === "long") ? [idOf(index)] : [],
  );
  return {rows: accepted + rejected + skipped, accepted, rejected, skipped, ids};
}

/** Without a header a column exists by the records that have it. */
export const lacksColumn = (kinds: readonly RowKind[], form: Form) =>
  (form === "json" || form === "ndjson") && kinds.every((kind) => kind === "short");

const escapedXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** The text of a table in one of the forms; of a workbook, of its sheet. */
export function textOf(
  rows: readonly string[][],
  form: Form,
  {delimiter, quoted, lineBreak}: Dialect,
): string {
  const table = [columns, ...rows];
  const record = (cells: string[]) =>
    Object.fromEntries(cells.map((cell, column) => [columns[column] ?? `more${column}`, cell]));
  switch (form) {
    case "csv":
      return table
        .map((cells) => cells.map((cell) => (quoted ? `"${cell}"` : cell)).join(delimiter) + lineBreak)
        .join("");
    case "html": {
      const row = (cells: string[]) =>
        `<tr>${cells.map((cell) => `<td>${escapedXml(cell)}</td>`).join("")}</tr>`;
      return `<html><body><table>\n${table.map(row).join("\n")}\n</table></body></html>`;
    }
    case "xlsx": {
      const row = (cells: string[], index: number) =>
        `<row r="${index + 1}">${cells.map((cell, column) => (cell === "" ? "" : `<c r="${String.fromCharCode(65 + column)}${index + 1}" t="inlineStr"><is><t>${escapedXml(cell)}</t></is></c>`)).join("")}</row>`;
      return `<sheetData>${table.map(row).join("")}</sheetData>`;
    }
    case "json":
      return JSON.stringify({status: "ok", data: rows.map(record)}, null, quoted ? 1 : 0);
    case "ndjson":
      return rows.map((cells) => JSON.stringify(record(cells)) + lineBreak).join("");
  }
}

/** Bytes of such a text; a workbook around the text of a sheet. */
export function bytesOf(text: string, form: Form, {encoding}: Dialect): Buffer {
  if (form === "xlsx") return Buffer.from(rawWorkbook({sheets: {Calls: text}}));
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text);
    case "utf-8 with mark":
      return Buffer.from(`\ufeff${text}`);
    case "utf-16le":
      return Buffer.from(`\ufeff${text}`, "utf16le");
    case "utf-16be":
      return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
    case "windows-1251":
      return Buffer.from(
        Array.from(text, (character) => {
          const code = character.codePointAt(0)!;
          return code >= 0x410 && code <= 0x44f ? code - 0x350 : code < 128 ? code : 63;
        }),
      );
  }
}

/** What a file in this encoding says when it is read again. */
export const readAgain = (text: string, dialect: Dialect) =>
  dialect.encoding === "windows-1251"
    ? new TextDecoder("windows-1251").decode(bytesOf(text, "csv", dialect))
    : text;

export function wrapped(bytes: Buffer, wrap: string): Buffer {
  if (wrap === "gzip") return gzipSync(bytes, {level: 1});
  return wrap === "zip" ? Buffer.from(storedZip({"export.bin": bytes})) : bytes;
}

/** One change of a text or of bytes, told by shares of their length so that it fits whatever it meets. */
export interface Slip {
  at: number;
  cut: number;
  put: string;
  /** Takes a piece as long as `cut` from here instead of `put`. */
  from: number | null;
}

const pieces = [
  ...[
    "",
    "",
    " ",
    '"',
    '""',
    "'",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    ";",
    ",",
    "\t",
    "|",
    ";;;;;;;;",
    '","',
    '";"',
    "\\",
  ],
  ...[
    "{",
    "}",
    "[",
    "]",
    ":",
    "},{",
    "[]",
    "{}",
    "null",
    "1e400",
    "NaN",
    "-1",
    "<",
    ">",
    "</td>",
    "<td>",
    "</tr>",
  ],
  ...[
    "<tr>",
    "</table>",
    "<table>",
    "<!--",
    "]]>",
    "&",
    "&#0;",
    "&amp;",
    "</c>",
    "<row>",
    '<c r="ZZZ9">',
    "<f>1</f>",
  ],
  ...[
    "\0",
    "\ufeff",
    "\ufffd",
    "\u200f",
    "\u2028",
    "\u0085",
    "\u00a0",
    "\ud83d",
    "e\u0301",
    "😀",
    "Ж",
    "Рџ",
    "\u001a",
  ],
  ...[
    "Итого",
    "0001-01-01",
    "7,9E+10",
    "99999999999999999999",
    "#REF!",
    "=1+1",
    "PK\u0003\u0004",
    "x".repeat(300),
  ],
];

export const slips = fc.array(
  fc.record<Slip>({
    at: fc.double({min: 0, max: 1, noNaN: true}),
    cut: fc.oneof(fc.integer({min: 0, max: 4}), fc.integer({min: 0, max: 200}), fc.constant(1_000_000)),
    put: fc.constantFrom(...pieces),
    from: fc.option(fc.double({min: 0, max: 1, noNaN: true}), {freq: 4}),
  }),
  {minLength: 1, maxLength: 5},
);

/** Leaves the first `keep` characters as they are. */
export function slippedText(text: string, changes: readonly Slip[], keep = 0): string {
  let slipped = text;
  for (const {at, cut, put, from} of changes) {
    const place = keep + Math.floor(at * (slipped.length - keep));
    const start = from === null ? 0 : keep + Math.floor(from * (slipped.length - keep));
    const piece = from === null ? put : slipped.slice(start, start + Math.min(cut, 500));
    slipped = slipped.slice(0, place) + piece + slipped.slice(place + cut);
  }
  return slipped;
}

/** The same with bytes; now and then a byte is turned in its place. */
export function slippedBytes(bytes: Buffer, changes: readonly Slip[]): Buffer {
  let slipped = bytes;
  for (const {at, cut, put, from} of changes) {
    const place = Math.floor(at * slipped.length);
    if (cut === 0 && slipped.length > place) {
      slipped = Buffer.from(slipped);
      slipped[place] = slipped[place]! ^ (1 << (put.length % 8));
      continue;
    }
    const start = from === null ? 0 : Math.floor(from * slipped.length);
    const piece = from === null ? Buffer.from(put) : slipped.subarray(start, start + Math.min(cut, 500));
    slipped = Buffer.concat([slipped.subarray(0, place), piece, slipped.subarray(place + cut)]);
  }
  return slipped;
}
