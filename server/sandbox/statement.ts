import {type DuckDBConnection, StatementType} from "@duckdb/node-api";
import {HttpError} from "../errors.ts";

/** Refuses everything but one SELECT that reads published tables and nothing about the machine. */
export async function requireSelect(connection: DuckDBConnection, sql: string): Promise<void> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1)
    throw new HttpError("bad_params", {
      en: `query: expected one statement, got ${statements.count}; send them one by one`,
      ru: `запрос: нужен один, а их ${statements.count}; отправляйте по одному`,
    });
  const tree = await treeOf(connection, sql);
  // a tree is had of a SELECT alone: what has none is told by the kind that it is
  if (tree === null) {
    const statement = await statements.prepare(0);
    const {statementType} = statement;
    statement.destroySync();
    const kind = statementType === StatementType.SELECT ? "PRAGMA or PIVOT" : StatementType[statementType];
    throw new HttpError("bad_params", {
      en: `query: expected a SELECT, got ${kind}; snapshots are only read`,
      ru: `запрос: нужен SELECT, а это ${kind}; данные можно только читать`,
    });
  }
  const [name] = closedTo(tree, await namesOf(connection));
  if (name !== undefined)
    throw new HttpError("bad_params", {
      en: `query: ${name} tells of the machine or reads files, which is not for queries; read the tables that \`show tables\` lists`,
      ru: `запрос: ${name} рассказывает о машине или читает файлы, запросам это закрыто; читайте таблицы из show tables`,
    });
}

/** The statement as the engine's own parser understood it; null of anything but a SELECT. */
async function treeOf(connection: DuckDBConnection, sql: string): Promise<unknown> {
  const read = await connection.runAndReadAll("select json_serialize_sql($sql::varchar)::varchar", {sql});
  const parsed = JSON.parse(String(read.getRows()[0]?.[0])) as {error: boolean; statements: unknown};
  return parsed.error ? null : parsed.statements;
}

/** Of what the engine brings itself, the relations that a query may read: they know the snapshot's own tables alone. */
const openRelations = new Set([
  ...[
    "duckdb_columns",
    "duckdb_constraints",
    "duckdb_schemas",
    "duckdb_tables",
    "duckdb_types",
    "duckdb_views",
  ],
  ...["duckdb_functions", "duckdb_keywords", "pragma_table_info", "sqlite_master", "sqlite_schema"],
  ...["pg_attribute", "pg_class", "pg_description", "pg_namespace", "pg_tables", "pg_type", "pg_views"],
  ...["generate_series", "json_each", "json_tree", "range", "repeat", "repeat_row", "unnest"],
]);
const openSchemas = new Set(["", "information_schema", "main", "pg_catalog"]);
/** Functions that tell of settings, write logs or only wait. */
const closedFunctions = new Set([
  ...["current_setting", "getvariable", "nextval", "currval", "pg_sleep", "sleep_ms", "write_log"],
  ...["pg_conf_load_time", "pg_postmaster_start_time"],
]);

interface Names {
  /** The engine's own relations outside information_schema, and functions that give rows. */
  builtIn: ReadonlySet<string>;
  /** Databases of the snapshot. */
  catalogs: ReadonlySet<string>;
}

const known = new WeakMap<DuckDBConnection, Names>();

async function namesOf(connection: DuckDBConnection): Promise<Names> {
  const found = known.get(connection);
  if (found) return found;
  const texts = async (sql: string) =>
    new Set((await connection.runAndReadAll(sql)).getRows().map(([name]) => String(name).toLowerCase()));
  const names = {
    builtIn: await texts(`
      select view_name from duckdb_views() where internal and schema_name <> 'information_schema'
      union
      select function_name from duckdb_functions() where internal and function_type in ('table', 'table_macro', 'pragma')`),
    catalogs: await texts("select database_name from duckdb_databases() where not internal"),
  };
  known.set(connection, names);
  return names;
}

/** Names in the tree that are not for queries. */
function closedTo(node: unknown, names: Names): string[] {
  if (node === null || typeof node !== "object") return [];
  if (Array.isArray(node)) return node.flatMap((child) => closedTo(child, names));
  const fields = node as Record<string, unknown>;
  const inside = Object.values(fields).flatMap((child) => closedTo(child, names));
  const own = closedName(fields, names);
  return own === undefined ? inside : [own, ...inside];
}

function closedName(node: Record<string, unknown>, {builtIn, catalogs}: Names): string | undefined {
  const text = (field: string, of = node) => String(of[field] ?? "");
  const isClosed = (name: string) =>
    builtIn.has(name.toLowerCase()) && !openRelations.has(name.toLowerCase());
  if (node["type"] === "TABLE_FUNCTION") {
    const name = text("function_name", node["function"] as Record<string, unknown>);
    return isClosed(name) ? name : undefined;
  }
  if (node["type"] === "BASE_TABLE") {
    const name = text("table_name");
    // the engine takes a name such as 'rows.csv' for a file where no table has it
    if (/[./\\:*?[\]]/.test(name)) return name;
    const places = [text("catalog_name"), text("schema_name")].map((place) => place.toLowerCase());
    const stray = places.find((place) => !openSchemas.has(place) && !catalogs.has(place));
    if (stray !== undefined) return `${stray}.${name}`;
    return !places.includes("information_schema") && isClosed(name) ? name : undefined;
  }
  const name = node["class"] === "FUNCTION" ? text("function_name").toLowerCase() : "";
  return closedFunctions.has(name) ? name : undefined;
}
