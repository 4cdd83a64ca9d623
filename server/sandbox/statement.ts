import {type DuckDBConnection, StatementType} from "@duckdb/node-api";
import {HttpError} from "../errors.ts";

/** Refuses everything but one SELECT; what DuckDB counts as one (DESCRIBE, PRAGMA) and changes nothing passes too. */
export async function requireSelect(connection: DuckDBConnection, sql: string): Promise<void> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1)
    throw new HttpError("bad_params", {
      en: `query: expected one statement, got ${statements.count}; send them one by one`,
      ru: `запрос: нужен один, а их ${statements.count}; отправляйте по одному`,
    });
  const statement = await statements.prepare(0);
  const {statementType} = statement;
  statement.destroySync();
  if (statementType !== StatementType.SELECT)
    throw new HttpError("bad_params", {
      en: `query: expected a SELECT, got ${StatementType[statementType]}; snapshots are only read`,
      ru: `запрос: нужен SELECT, а это ${StatementType[statementType]}; данные можно только читать`,
    });
}
