import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect} from "vitest";
import {Database} from "../../pipelines/database.ts";
import {openTable} from "../../pipelines/sources/formats/index.ts";
import type {FormatOptions} from "../../pipelines/sources/mapping.ts";
import {temporaryFolder} from "./home.ts";

type Cells = (string | null)[][];

export interface ReadTable {
  columns: string[];
  /** Cells of each row, null when empty. */
  rows: Cells;
  /** Line of each row. */
  lines: number[];
  /** Line and reason of each record that could not be read. */
  broken: [number, string][];
  /** Rows of totals, left out of `rows`. */
  totals: Cells;
}

let database: Database;
beforeAll(async () => {
  database = await Database.open(":memory:");
});
afterAll(() => database.close());

/** Opens a file with this content and reads all there is. */
export async function readTable(
  content: string | Uint8Array,
  options: FormatOptions = {},
): Promise<ReadTable> {
  const temporary = temporaryFolder();
  const path = join(temporary, "file.csv");
  writeFileSync(path, content);
  return readFile(path, options, temporary);
}

/** Reads a file the fast way where that works, and record by record always; both must say the same. */
export async function readFile(
  path: string,
  options: FormatOptions = {},
  temporary = temporaryFolder(),
): Promise<ReadTable> {
  const table = await openTable({path, name: "source/file.csv", options, temporary});
  try {
    // a file that the fast reader would read in its own way is split from the beginning
    const fast = table.hasLines ? null : await fastRows(table.relation());
    const fastTotals = fast && table.totals ? await cells(table.totals) : [];
    await table.split();
    const rows = await cells(table.relation());
    const broken = table.rejects
      ? await cells(`(select line_number::varchar, reason_code from ${table.rejects} order by line_number)`)
      : [];
    const totals = table.totals ? await cells(`(select * exclude ("__line") from ${table.totals})`) : [];
    if (fast) expect({rows: fast, totals: fastTotals, broken: []}).toEqual({rows, totals, broken});
    const lines = await database.rows<{__line: number}>(
      `select "__line" from ${table.relation({lines: true})}`,
    );
    return {
      columns: table.columns,
      rows,
      lines: lines.map((row) => row.__line),
      broken: broken.map(([line, reason]) => [Number(line), reason!]),
      totals,
    };
  } finally {
    table.close();
  }
}

async function cells(relation: string): Promise<Cells> {
  return (await database.connection.runAndReadAll(`from ${relation}`)).getRows() as Cells;
}

/** What the fast reader reads; null when it meets what only the splitter can. */
async function fastRows(relation: string): Promise<Cells | null> {
  try {
    return await cells(relation);
  } catch (error) {
    if (String(error).includes("Invalid Input Error")) return null;
    throw error;
  }
}

/** Text in cp1251. */
export function cp1251(text: string): Buffer {
  return Buffer.from(
    [...text].map((character) => {
      const code = character.codePointAt(0)!;
      if (code < 128) return code;
      if (character === "ё") return 0xb8;
      if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
      throw new Error(`not in the table: ${character}`);
    }),
  );
}
