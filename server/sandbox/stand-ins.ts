import type {DuckDBConnection} from "@duckdb/node-api";
import {standInMark} from "../../queries/vocabulary.ts";
import {mentioned} from "./unknown-name.ts";

/** Columns in a statement whose values stand for others here; a count of them is right, their texts mean nothing. */
export async function standIns(connection: DuckDBConnection, sql: string): Promise<string[]> {
  const rows = await connection.runAndReadAll(
    `select table_name, column_name from duckdb_columns() where contains(comment, '${standInMark}') order by column_index`,
  );
  const tables = mentioned(
    sql,
    rows.getRows().map(([table]) => String(table)),
  );
  const columns = rows
    .getRows()
    .flatMap(([table, column]) => (tables.includes(String(table)) ? [String(column)] : []));
  return mentioned(sql, columns);
}
