import type {DuckDBConnection} from "@duckdb/node-api";
import {HttpError} from "../errors.ts";

const unknown = /^Catalog Error: Table with name (.+?) does not exist/u;
const mostNamed = 5;
const leastAlike = 0.2;

/** Of a table that is not there the tables that are, the likeliest first; any other error as it is. */
export async function withTables(connection: DuckDBConnection, error: unknown): Promise<unknown> {
  const name = error instanceof Error ? unknown.exec(error.message)?.[1] : undefined;
  if (name === undefined) return error;
  const rows = await connection.runAndReadAll(
    "select distinct table_name from information_schema.tables order by table_name",
  );
  const tables = rows.getRows().map(([table]) => String(table));
  const near = nearest(name, tables);
  const first = near.length > 0 ? near : tables.slice(0, mostNamed);
  const list = first.join(", ");
  return new HttpError("bad_params", {
    en: `query: there is no table ${name}; ${near.length > 0 ? "nearest are" : "there are"} ${list}; \`estafeta query "show tables"\` lists all ${tables.length}, queries/generated/catalog.json says what each holds`,
    ru: `запрос: таблицы ${name} нет; ${near.length > 0 ? "похожи" : "есть"} ${list}; все ${tables.length} показывает запрос show tables`,
  });
}

/** Names that share most of their triples of letters with the wanted one. */
export function nearest(wanted: string, names: readonly string[]): string[] {
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
