import type {Unit} from "../../queries/vocabulary.ts";
import {type ColumnReader, columnsOf, readTable} from "./arrow-rows.ts";
import {getJson, request} from "./http.ts";
import {asOf} from "./location.ts";

/** A published table as its header describes it. */
export interface PublishedTable {
  name: string;
  layer: "marts" | "rollups";
  doc: string;
  grain: string[];
  columns: {name: string; type: string; unit: Unit; doc: string}[];
  personal: string[];
}

export interface PastQuery {
  query_id: number;
  at: number;
  sql: string;
  snapshot_id: string;
  row_count: number | null;
  milliseconds: number;
  outcome: string;
}

/** A parameter's value as it was typed; null is no value. */
export interface Parameter {
  text: string | null;
  /** It is a text even where it looks like a number or a day. */
  isText: boolean;
}
export type Parameters = Record<string, Parameter>;

export interface Answer {
  /** Tells one answer from the next. */
  key: number;
  columns: ColumnReader[];
  rowCount: number;
  /** There are more rows than were let through. */
  isCut: boolean;
  /** Columns whose values stand for others here. */
  standIns: string[];
  milliseconds: number;
  snapshot: string;
}

export type TakenFormat = "csv" | "parquet" | "json";

export const loadTables = () => getJson<PublishedTable[]>("/api/sql/tables");
export const loadPast = () => getJson<PastQuery[]>("/api/sql/history");

function post(sql: string, given: Parameters, format: TakenFormat | "arrow", signal: AbortSignal) {
  const params = Object.fromEntries(Object.entries(given).map(([name, {text}]) => [name, text]));
  const texts = Object.keys(given).filter((name) => given[name]!.isText);
  const body = {sql, params, texts, format, ...(asOf.value === null ? {} : {asOf: asOf.value})};
  return request("/api/sql", {
    method: "POST",
    body: JSON.stringify(body),
    headers: {"content-type": "application/json"},
    signal,
  });
}

export async function askSql(sql: string, given: Parameters, signal: AbortSignal): Promise<Answer> {
  const response = await post(sql, given, "arrow", signal);
  const said = JSON.parse(decodeURIComponent(response.headers.get("estafeta-answer") ?? "{}"));
  const table = readTable(await response.arrayBuffer());
  return {
    ...(said as Omit<Answer, "key" | "columns" | "snapshot">),
    key: performance.now(),
    columns: columnsOf(table),
    snapshot: response.headers.get("estafeta-snapshot") ?? "",
  };
}

/** The same rows as a file. */
export async function takeSql(
  sql: string,
  given: Parameters,
  format: TakenFormat,
  signal: AbortSignal,
): Promise<Blob> {
  return (await post(sql, given, format, signal)).blob();
}

/** What is no code: texts, quoted names, comments. */
const notCode = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Names of the parameters in a statement, in the order in which they come. */
export function parametersOf(sql: string): string[] {
  const code = sql.replaceAll(notCode, " ");
  return [...new Set([...code.matchAll(/\$([a-z_]\w*)/gi)].map(([, name]) => name!))];
}
