import type {EntityMapping} from "./mapping.ts";
import {machineNumber} from "./parse-sql.ts";
import {identifier, literal} from "./sql.ts";

/** A value inside the JSON objects that a column holds, named by its path: `amount.value`. */
export interface InnerColumn {
  name: string;
  column: string;
  keys: readonly string[];
}

/** What a path means in a file without a column of that name: the longest column before a point, and the keys behind it. */
export function innerColumn(name: string, columns: readonly string[]): InnerColumn | null {
  if (columns.includes(name)) return null;
  for (let at = name.lastIndexOf("."); at > 0; at = name.lastIndexOf(".", at - 1)) {
    const column = name.slice(0, at);
    const keys = name.slice(at + 1).split(".");
    if (columns.includes(column) && keys.every((key) => key !== "" && key === key.trim()))
      return {name, column, keys};
  }
  return null;
}

/** The paths that a mapping reads, by reference or in quotes in SQL; a preset reads columns only. */
export function innerColumns(mapping: EntityMapping, columns: readonly string[]): InnerColumn[] {
  const own = <Value>(parts: Record<string, Value> = {}) =>
    Object.entries(parts)
      .filter(([name]) => !mapping.lenient?.has(name))
      .map(([, part]) => part);
  const {rows, one_per, prefer} = mapping;
  const fields = own(mapping.fields);
  const sql = [...own({rows, one_per, prefer}), ...own(mapping.derive), ...fields.map((field) => field.sql)];
  const quoted = sql.flatMap((piece) =>
    [...(piece ?? "").matchAll(/"((?:[^"]|"")+)"/gu)].map(([, name]) => name!.replaceAll('""', '"')),
  );
  const references = [
    ...fields.flatMap(({column, columns: several = []}) => [column, ...several]),
    mapping.each?.column,
    ...Object.keys(mapping.counts ?? {}),
  ].flatMap((name) => (typeof name === "string" ? [name.trim()] : []));
  return [...new Set([...references, ...quoted])]
    .map((name) => innerColumn(name, columns))
    .filter((inner) => inner !== null);
}

/** SQL: the rows with these values beside their columns. */
export function withInner(relation: string, inner: readonly InnerColumn[]): string {
  if (inner.length === 0) return relation;
  return `(select *, ${inner.map((one) => `${valueSql(one)} as ${identifier(one.name)}`).join(", ")} from ${relation})`;
}

/** The text of a value, as a cell of its own would have it; nothing where the cell holds no object with such a key. */
function valueSql({column, keys}: InnerColumn): string {
  const pointer = keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  const value = `json_extract(try_cast(${identifier(column)} as json), ${literal(pointer)})`;
  const text = `json_extract_string(${value}, '$')`;
  return `case json_type(${value}) when 'DOUBLE' then ${machineNumber(text)} else ${text} end`;
}
