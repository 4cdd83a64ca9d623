import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import {isReadable, quoted, readArrow, shapeOf} from "../arrow.ts";
import {cellOf, csvText, jsonText} from "../rows.ts";

export const outputFormats = ["table", "csv", "json", "arrow", "parquet"] as const;
export type OutputFormat = (typeof outputFormats)[number];

export interface Output {
  body: string | Uint8Array;
  rowCount: number;
  /** There are more rows than the limit let through. */
  isCut: boolean;
}

/** Runs a checked SELECT and writes its rows up to the limit, if any; one more is read, to know whether there are more. */
export async function readOutput(
  connection: DuckDBConnection,
  sql: string,
  format: OutputFormat,
  limit: number | null,
): Promise<Output> {
  const result = await connection.run(
    `select * from (\n${sql}\n) ${limit === null ? "" : `limit ${limit + 1}`}`,
  );
  const rowCount = Math.min(result.rowCount, limit ?? result.rowCount);
  const isCut = result.rowCount > rowCount;
  if (format === "arrow" || format === "parquet")
    return {
      body: await inScratch(result, rowCount, format === "arrow" ? writeArrow : writeParquet),
      rowCount,
      isCut,
    };
  const names = result.deduplicatedColumnNames();
  const rows = (await result.getRows()).slice(0, rowCount);
  if (format === "csv") return {body: csvText(names, rows), rowCount, isCut};
  if (format === "json") return {body: `${jsonText(names, rows)}\n`, rowCount, isCut};
  const cells = rows.map((row) => row.map((value) => String(cellOf(value) ?? "")));
  return {body: tableText(names, cells), rowCount, isCut};
}

type Columns = {name: string; type: DuckDBType}[];

/** The sandbox can write no file, so its rows move to a database of their own that holds nothing else. */
async function inScratch(
  result: DuckDBMaterializedResult,
  rowCount: number,
  write: (scratch: DuckDBConnection, columns: Columns, sql: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const columns = result
    .deduplicatedColumnNames()
    .map((name, index) => ({name, type: result.columnType(index)}));
  const instance = await DuckDBInstance.create();
  const scratch = await instance.connect();
  try {
    const definitions = columns.map(({name, type}) => `${quoted(name)} ${type}`);
    await scratch.run(`create table answer (${definitions.join(", ")})`);
    const appender = await scratch.createAppender("answer");
    for (const chunk of await result.fetchAllChunks()) appender.appendDataChunk(chunk);
    appender.closeSync();
    return await write(scratch, columns, `select * from answer limit ${rowCount}`);
  } finally {
    scratch.closeSync();
    instance.closeSync();
  }
}

const wideIntegers = [
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
];

/** Free SQL need not know what pages can read: wide integers travel as doubles, the rest as text. */
async function writeArrow(scratch: DuckDBConnection, columns: Columns, sql: string): Promise<Uint8Array> {
  const readable = columns.map(({name, type}) => {
    if (isReadable(type)) return quoted(name);
    return `${quoted(name)}::${wideIntegers.includes(type.typeId) ? "double" : "varchar"} as ${quoted(name)}`;
  });
  const cast = `select ${readable.join(", ")} from (${sql})`;
  return readArrow(scratch, cast, {}, await shapeOf(scratch, cast, {}));
}

async function writeParquet(scratch: DuckDBConnection, _columns: Columns, sql: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "estafeta-"));
  try {
    const path = join(folder, "answer.parquet");
    await scratch.run(`copy (${sql}) to '${path.replaceAll("'", "''")}' (format parquet)`);
    return readFileSync(path);
  } finally {
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
