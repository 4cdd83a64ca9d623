import {type DuckDBConnection, DuckDBInstance, type DuckDBValue} from "@duckdb/node-api";

export type SqlRow = Record<string, string | number | boolean | null>;

/** One connection with the few calls the pipelines need. */
export class Database {
  readonly connection: DuckDBConnection;
  private readonly instance: DuckDBInstance;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.instance = instance;
    this.connection = connection;
  }

  static async open(path: string, options: Record<string, string> = {}): Promise<Database> {
    const instance = await DuckDBInstance.create(path, options);
    const database = new Database(instance, await instance.connect());
    await database.run("set timezone = 'UTC'");
    return database;
  }

  async run(sql: string, values?: Record<string, DuckDBValue>): Promise<void> {
    await this.connection.run(sql, values);
  }

  /** Rows as plain JSON values: integers as numbers, everything DuckDB-specific as text. */
  async rows<Row = SqlRow>(sql: string, values?: Record<string, DuckDBValue>): Promise<Row[]> {
    const result = await this.connection.runAndReadAll(sql, values);
    return result.getRowObjectsJson().map((row) => plain(row as SqlRow, result.columnTypes())) as Row[];
  }

  async value<Value = number>(sql: string, values?: Record<string, DuckDBValue>): Promise<Value> {
    const [row] = await this.rows(sql, values);
    return Object.values(row ?? {})[0] as Value;
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

/** 64-bit integers arrive as text; every count we keep fits a number. */
function plain(row: SqlRow, types: readonly {toString(): string}[]): SqlRow {
  const result: SqlRow = {};
  Object.entries(row).forEach(([name, value], index) => {
    const wide = /^(U?BIGINT|HUGEINT|UHUGEINT)$/.test(types[index]?.toString() ?? "");
    result[name] = wide && typeof value === "string" ? Number(value) : value;
  });
  return result;
}
