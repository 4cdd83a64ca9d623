import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {join, relative} from "node:path";
import ExcelJS from "exceljs";

/** A naive reader of the demo's files: knows nothing of how they were made. */

export function filesUnder(folder: string): string[] {
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

export function hashesUnder(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesUnder(folder).map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]),
  );
}

export function readText(path: string, encoding: "utf-8" | "windows-1251" = "utf-8"): string {
  return new TextDecoder(encoding, {fatal: true}).decode(readFileSync(path));
}

export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let record = "";
  for (const line of text.split("\n").slice(0, -1)) {
    record = record ? `${record}\n${line}` : line;
    if (!record.includes('"')) rows.push(record.replace(/\r$/, "").split(delimiter));
    else if (record.split('"').length % 2 === 1) rows.push(parseQuoted(record.replace(/\r$/, ""), delimiter));
    else continue;
    record = "";
  }
  return rows;
}

function parseQuoted(record: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let i = 0; i < record.length; i++) {
    const char = record[i]!;
    if (char === '"' && isQuoted && record[i + 1] === '"') cell += record[++i];
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === delimiter && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += char;
  }
  return [...cells, cell];
}

/** Rows of every file of a source as they stand, without headers. */
export function readSource(
  inbox: string,
  source: string,
  delimiter: string,
  options: {encoding?: "utf-8" | "windows-1251"; header?: boolean} = {},
): {path: string; header: string[]; rows: string[][]}[] {
  return filesUnder(join(inbox, source)).map((name) => {
    const rows = parseCsv(readText(join(inbox, source, name), options.encoding), delimiter);
    const header = options.header === false ? [] : rows.shift()!;
    return {path: `${source}/${name}`, header, rows};
  });
}

export async function readSheet(path: string): Promise<unknown[][]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const rows: unknown[][] = [];
  workbook.worksheets[0]!.eachRow((row) => {
    rows.push((row.values as unknown[]).slice(1));
  });
  return rows;
}

/** The lines of all sales workbooks without their headers. */
export async function readSales(inbox: string): Promise<{path: string; rows: unknown[][]}[]> {
  const paths = filesUnder(join(inbox, "sales_1c")).map((name) => `sales_1c/${name}`);
  return Promise.all(
    paths.map(async (path) => ({path, rows: (await readSheet(join(inbox, path))).slice(1)})),
  );
}

/** `2026-10` of a cell that holds a day. */
export const monthOfCell = (cell: unknown) => (cell instanceof Date ? cell.toISOString().slice(0, 7) : "");

/** `31.10.2026 17:05:09` or `31.10.2026` of a day that exists. */
export function isRussianDate(text: string): boolean {
  const match = /^(\d\d)\.(\d\d)\.(\d{4})(?: \d\d:\d\d(?::\d\d)?)?$/.exec(text);
  if (!match) return false;
  const date = new Date(Date.UTC(Number(match[3]), Number(match[2]) - 1, Number(match[1])));
  return date.getUTCDate() === Number(match[1]) && date.getUTCMonth() + 1 === Number(match[2]);
}

export const monthOfRussian = (text: string) => `${text.slice(6, 10)}-${text.slice(3, 5)}`;

/** `1 234,50` to kopecks. */
export const kopecks = (text: string) =>
  Math.round(Number(text.replace(/[\s\u00A0]/g, "").replace(",", ".")) * 100);
