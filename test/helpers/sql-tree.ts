import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";

/** What of DuckDB's serialised syntax tree the tests look at. */
export interface SqlNode {
  class?: string;
  type?: string;
  alias?: string;
  function_name?: string;
  column_names?: string[];
  select_list?: SqlNode[];
  [key: string]: unknown;
}

let shared: Promise<DuckDBConnection> | undefined;

async function connect(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:");
  return instance.connect();
}

/** The syntax tree of one select. */
export async function parseSql(sql: string): Promise<SqlNode> {
  shared ??= connect();
  const result = await (await shared).runAndReadAll(
    "select json_serialize_sql($sql::varchar)::varchar as tree",
    {sql},
  );
  const parsed = JSON.parse(String(result.getRowObjects()[0]!["tree"])) as {
    error: boolean;
    error_message?: string;
    statements: {node: SqlNode}[];
  };
  if (parsed.error) throw new Error(parsed.error_message);
  return parsed.statements[0]!.node;
}

/** Visits every object of the tree. */
export function walk(node: unknown, visit: (node: SqlNode) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  else if (node !== null && typeof node === "object") {
    visit(node as SqlNode);
    for (const value of Object.values(node)) walk(value, visit);
  }
}
