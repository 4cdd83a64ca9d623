import {DuckDBDateValue, type DuckDBValue} from "@duckdb/node-api";
import type {Values} from "./arrow.ts";

/** Texts, comments and quoted names are passed over: a dollar in them is no parameter's. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\$([a-z_][a-z0-9_]*)/g;

/**
 * A report's statement with its values written into it. DuckDB plans a statement with bound values twice, the second time
 * with the values known, and planning is most of the work of a report that reads a rollup.
 */
export function withLiterals(sql: string, values: Values): string {
  return sql.replace(token, (text, name?: string) => {
    return name !== undefined && Object.hasOwn(values, name) ? literal(values[name] ?? null) : text;
  });
}

function literal(value: DuckDBValue): string {
  if (value === null) return "null";
  if (typeof value === "string") return textLiteral(value);
  if (typeof value === "number" && Number.isInteger(value)) return value < 0 ? `(${value})` : String(value);
  if (typeof value === "boolean") return String(value);
  if (value instanceof DuckDBDateValue) return `date '${value}'`;
  throw new Error(`parameter: a ${typeof value} is not written into a statement; add its type`);
}

/** In DuckDB's texts only the quote is special; a zero byte would end the statement, so it is made by a function. */
function textLiteral(text: string): string {
  const pieces = text.split("\0").map((piece) => `'${piece.replaceAll("'", "''")}'`);
  return pieces.length === 1 ? pieces[0]! : `(${pieces.join(" || chr(0) || ")})`;
}
