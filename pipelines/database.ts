import {existsSync, realpathSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import {type DuckDBConnection, DuckDBInstance, type DuckDBValue} from "@duckdb/node-api";
import {literal} from "./sources/sql.ts";

/** Nothing is fetched by itself, whatever a statement names. */
const offline = {autoinstall_known_extensions: "false", autoload_known_extensions: "false"};

/** Places that statements may read and write. */
export interface Reach {
  folders: string[];
  files?: string[];
}

export type SqlRow = Record<string, string | number | boolean | null>;

/** One connection with the few calls the pipelines need. */
export class Database {
  readonly connection: DuckDBConnection;
  /** Folder for what does not fit into memory, and for copies that statements read. */
  readonly temporary: string;
  private readonly instance: DuckDBInstance;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, temporary: string) {
    this.instance = instance;
    this.connection = connection;
    this.temporary = temporary;
  }

  static async open(path: string, options: Record<string, string> = {}): Promise<Database> {
    const instance = await DuckDBInstance.create(path, {...offline, ...options});
    const temporary = options["temp_directory"] ?? tmpdir();
    const database = new Database(instance, await instance.connect(), temporary);
    await database.run("set timezone = 'UTC'");
    return database;
  }

  /**
   * Shuts the instance off from network, extensions and all of the disk but these places and its own file, for good:
   * the last line keeps any statement from opening it again.
   */
  async lock({folders, files = []}: Reach): Promise<void> {
    const list = (paths: string[]) => `[${paths.flatMap(namesOf).map(literal).join(", ")}]`;
    await this.run(`set allowed_directories = ${list([...folders, this.temporary])}`);
    await this.run(`set allowed_paths = ${list(files)}`);
    await this.run("set enable_external_access = false");
    await this.run("set lock_configuration = true");
  }

  async run(sql: string, values?: Record<string, DuckDBValue>): Promise<void> {
    await this.connection.run(sql, values);
  }

  /** Rows as plain JSON values: integers as numbers, everything DuckDB-specific as text. */
  async rows<Row = SqlRow>(sql: string, values?: Record<string, DuckDBValue>): Promise<Row[]> {
    const result = await this.connection.runAndReadAll(sql, values);
    const names = result.deduplicatedColumnNames();
    const wide = result
      .columnTypes()
      .flatMap((type, index) => (wideType.test(type.toString()) ? [names[index]!] : []));
    return result.getRowObjectsJson().map((row) => plain(row as SqlRow, wide)) as Row[];
  }

  async value<Value = number>(sql: string, values?: Record<string, DuckDBValue>): Promise<Value> {
    const [row] = await this.rows(sql, values);
    return Object.values(row ?? {})[0] as Value;
  }

  /** True when the statement can be worked out; tried on a connection of its own, so that no transaction breaks by it. */
  async canRun(sql: string): Promise<boolean> {
    const connection = await this.instance.connect();
    try {
      await connection.run(sql);
      return true;
    } catch {
      return false;
    } finally {
      connection.closeSync();
    }
  }

  /** Runs `work` in one transaction: everything or nothing. */
  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.run("begin transaction");
    try {
      const result = await work();
      await this.run("commit");
      return result;
    } catch (error) {
      await this.run("rollback").catch(() => undefined);
      throw error;
    }
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** A path as it is written and as the disk has it: DuckDB asks for either. */
function namesOf(path: string): string[] {
  const folder = dirname(path);
  const real = existsSync(path)
    ? realpathSync(path)
    : join(existsSync(folder) ? realpathSync(folder) : folder, basename(path));
  return real === path ? [path] : [path, real];
}

const wideType = /^(U?BIGINT|HUGEINT|UHUGEINT)$/;

/** 64-bit integers arrive as text; every count we keep fits a number. */
function plain(row: SqlRow, wide: readonly string[]): SqlRow {
  for (const name of wide) if (typeof row[name] === "string") row[name] = Number(row[name]);
  return row;
}
