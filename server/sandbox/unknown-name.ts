import type {DuckDBConnection} from "@duckdb/node-api";
import {HttpError} from "../errors.ts";

const unknownTable = /^Catalog Error: Table with name (.+?) does not exist/u;
const unknownColumn =
  /^Binder Error: (?:Referenced column "(.+?)" (?:was )?not found (?:in FROM clause|because the FROM clause is missing)|.+? "?.+?"? does not have a column named "(.+?)")/u;
const mostNamed = 5;
const leastAlike = 0.2;

/** Of a table or column that is not there those that are, the likeliest first; any other error as it is. */
export async function withNearest(
  connection: DuckDBConnection,
  sql: string,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof Error)) return error;
  const table = unknownTable.exec(error.message)?.[1];
  if (table !== undefined) return noTable(connection, table);
  const [, bare, qualified] = unknownColumn.exec(error.message) ?? [];
  const column = bare ?? qualified;
  return column === undefined ? error : noColumn(connection, sql, column);
}

async function noTable(connection: DuckDBConnection, name: string): Promise<HttpError> {
  const tables = await textsOf(
    connection,
    "select distinct table_name from information_schema.tables order by table_name",
  );
  const {near, list} = named(name, tables);
  return new HttpError("bad_params", {
    en: `query: there is no table ${name}; ${near ? "nearest are" : "there are"} ${list}; \`estafeta query "show tables"\` lists all ${tables.length}, queries/generated/catalog.json says what each holds`,
    ru: `запрос: таблицы ${name} нет; ${near ? "похожи" : "есть"} ${list}; все ${tables.length} показывает запрос show tables`,
  });
}

/** Columns are looked for in the tables that the statement names. */
async function noColumn(connection: DuckDBConnection, sql: string, name: string): Promise<HttpError> {
  const tables = mentioned(
    sql,
    await textsOf(
      connection,
      "select distinct table_name from information_schema.tables order by table_name",
    ),
  );
  const columns = await textsOf(
    connection,
    `select column_name from information_schema.columns
     where table_name in (${tables.map((table) => `'${table}'`).join(", ") || "null"})
     group by column_name order by min(ordinal_position), column_name`,
  );
  const {near, list} = named(name, columns);
  const nearby = (words: {near: string; all: string}) =>
    columns.length === 0 ? "" : ` ${near ? words.near : words.all} ${list};`;
  const [table = "TABLE"] = tables;
  return new HttpError("bad_params", {
    en: `query: there is no column ${name};${nearby({near: "nearest are", all: "there are"})} \`estafeta query "describe ${table}"\` lists the columns`,
    ru: `запрос: столбца ${name} нет;${nearby({near: "похожи", all: "есть"})} все столбцы показывает запрос describe ${table}`,
  });
}

async function textsOf(connection: DuckDBConnection, sql: string): Promise<string[]> {
  return (await connection.runAndReadAll(sql)).getRows().map(([text]) => String(text));
}

function named(wanted: string, names: readonly string[]): {near: boolean; list: string} {
  const close = nearest(wanted, names);
  return {near: close.length > 0, list: (close.length > 0 ? close : names.slice(0, mostNamed)).join(", ")};
}

/** Of these names the ones that stand in a statement as words, each once. */
export function mentioned(sql: string, names: readonly string[]): string[] {
  const words = new Set(sql.toLowerCase().match(/[\p{L}\p{N}_]+/gu));
  return [...new Set(names)].filter((name) => words.has(name.toLowerCase()));
}

/** Names that share most of their triples of letters with the wanted one. */
function nearest(wanted: string, names: readonly string[]): string[] {
  const own = triples(wanted);
  return names
    .map((name) => {
      const others = triples(name);
      const shared = [...own].filter((one) => others.has(one)).length;
      return {name, alike: shared / Math.max(1, Math.min(own.size, others.size)), size: others.size};
    })
    .filter(({alike}) => alike > leastAlike)
    .toSorted((left, right) => right.alike - left.alike || left.size - right.size)
    .slice(0, mostNamed)
    .map(({name}) => name);
}

function triples(name: string): Set<string> {
  const text = `_${name.toLowerCase().replace(/^"|"$/gu, "")}_`;
  return new Set(Array.from({length: Math.max(0, text.length - 2)}, (_, at) => text.slice(at, at + 3)));
}
