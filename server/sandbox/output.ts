import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  DuckDBTypeId,
} from "@duckdb/node-api";
import {isReadable, quoted, readArrowUpTo, shapeOf, type Values} from "../arrow.ts";
import {cellOf, csvText, jsonText} from "../rows.ts";

export const outputFormats = ["table", "csv", "json", "arrow", "parquet"] as const;
export type OutputFormat = (typeof outputFormats)[number];

export interface Output {
  body: string | Uint8Array;
  rowCount: number;
  /** There are more rows than the limit let through. */
  isCut: boolean;
}

export interface Question {
  sql: string;
  values: Values;
  format: OutputFormat;
  /** Most rows of the answer; null for all. */
  limit: number | null;
}

/** Runs a checked SELECT and writes its rows up to the limit, if any; one more is read, to know whether there are more. */
export async function readOutput(
  connection: DuckDBConnection,
  {sql, values, format, limit}: Question,
): Promise<Output> {
  if (format === "arrow") return readColumns(connection, sql, values, limit);
  const most = limit === null ? "" : `limit ${limit + 1}`;
  const result = await connection.run(`select * from (\n${sql}\n) ${most}`, values);
  const rowCount = Math.min(result.rowCount, limit ?? result.rowCount);
  const answer = {rowCount, isCut: result.rowCount > rowCount};
  if (format === "parquet") return {...answer, body: await writeParquet(result, rowCount)};
  const names = result.deduplicatedColumnNames();
  const rows = (await result.getRows()).slice(0, rowCount);
  if (format === "csv") return {...answer, body: csvText(names, rows)};
  if (format === "json") return {...answer, body: `${jsonText(names, rows)}\n`};
  const cells = rows.map((row) => row.map((value) => String(cellOf(value) ?? "")));
  return {...answer, body: tableText(names, cells)};
}

const wideIntegers = [
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
];

/** Free SQL need not know what pages can read: wide integers travel as doubles, the rest as text. */
async function readColumns(
  connection: DuckDBConnection,
  sql: string,
  values: Values,
  limit: number | null,
): Promise<Output> {
  const empty = await connection.run(`select * from (\n${sql}\n) limit 0`, values);
  const names = empty.deduplicatedColumnNames();
  const cells = names.map((name, index) => {
    const type = empty.columnType(index);
    if (isReadable(type)) return quoted(name);
    return `${quoted(name)}::${wideIntegers.includes(type.typeId) ? "double" : "varchar"} as ${quoted(name)}`;
  });
  const readable = `select ${cells.join(", ")} from (\n${sql}\n) as answer(${names.map(quoted).join(", ")})`;
  const shape = await shapeOf(connection, readable, values);
  const {bytes, ...answer} = await readArrowUpTo(connection, {sql: readable, values, shape, limit});
  return {...answer, body: bytes};
}

/** The sandbox can write no file, so its rows move to a database of their own that holds nothing else. */
async function writeParquet(result: DuckDBMaterializedResult, rowCount: number): Promise<Uint8Array> {
  const instance = await DuckDBInstance.create();
  const scratch = await instance.connect();
  const folder = mkdtempSync(join(tmpdir(), "estafeta-"));
  try {
    const names = result.deduplicatedColumnNames();
    const definitions = names.map((name, index) => `${quoted(name)} ${result.columnType(index)}`);
    await scratch.run(`create table answer (${definitions.join(", ")})`);
    const appender = await scratch.createAppender("answer");
    for (const chunk of await result.fetchAllChunks()) appender.appendDataChunk(chunk);
    appender.closeSync();
    const path = join(folder, "answer.parquet");
    await scratch.run(
      `copy (select * from answer limit ${rowCount}) to '${path.replaceAll("'", "''")}' (format parquet)`,
    );
    return readFileSync(path);
  } finally {
    scratch.closeSync();
    instance.closeSync();
    rmSync(folder, {recursive: true});
  }
}

/** Columns under each other, for a terminal. */
function tableText(names: readonly string[], rows: string[][]): string {
  const widths = names.map((name, index) =>
    Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const lines = [[...names], widths.map((width) => "-".repeat(width)), ...rows];
  const padded = lines.map((line) => line.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  "));
  return padded.map((line) => `${line.trimEnd()}\n`).join("");
}
