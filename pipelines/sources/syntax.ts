import type {Bilingual} from "../bilingual.ts";
import type {Company} from "../company/company.ts";
import type {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import type {EntityMapping} from "./mapping.ts";

/** Where a piece of SQL goes: a value, a condition of rows, what rows share, or their order. */
export type PieceKind = "value" | "condition" | "partition" | "order";

export interface Piece {
  /** Keys below the entity, such as `fields.amount.sql`. */
  at: string;
  kind: PieceKind;
  sql: string | undefined;
}

/** What DuckDB makes of a text: queries, expressions and parts of them, told apart by `class` and `type`. */
type Parsed = Record<string, unknown>;

/**
 * Refuses every piece of SQL of a mapping that is more than an expression over the columns of its row, before any file
 * is touched; whether the columns are there is known only with a file.
 */
export async function requireSyntax(database: Database, {sources}: Pick<Company, "sources">): Promise<void> {
  for (const source of sources)
    for (const [entity, mapping] of Object.entries(source.entities))
      for (const {at, kind, sql} of piecesOf(mapping)) {
        if (sql === undefined) continue;
        const fault = multiplies(sql, mapping)
          ? {
              what: {en: "the function unnest", ru: "функция unnest"},
              remedy: {
                en: "a row of the file stays one row; use `each` for the elements of a list",
                ru: "строка файла остаётся одной строкой; для элементов списка есть `each`",
              },
            }
          : await faultOf(database, kind, sql);
        if (fault === null) continue;
        const where = `sources.yaml: ${source.id}.entities.${entity}.${at}`;
        throw new PipelineError("bad_config", {
          en: `${where}: ${fault.what.en}, in ${shown(sql)}; ${fault.remedy.en}`,
          ru: `${where}: ${fault.what.ru} в выражении ${shown(sql)}; ${fault.remedy.ru}`,
        });
      }
}

/** Rows made of one row would no longer add up to the file; where `each` makes rows of elements, they are counted so. */
function multiplies(sql: string, {each}: EntityMapping): boolean {
  return !each && /\bunnest\b/i.test(sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"/g, ""));
}

/** Every piece of SQL of a mapping, in the order in which they are worked out. */
export function piecesOf({rows, gone, one_per, prefer, derive, unpivot, fields}: EntityMapping): Piece[] {
  const about = Object.entries(unpivot?.about ?? {});
  return [
    {at: "rows", kind: "condition", sql: rows},
    {at: "gone", kind: "condition", sql: gone},
    ...about.map(([name, sql]): Piece => ({at: `unpivot.about.${name}`, kind: "condition", sql})),
    ...Object.entries(derive ?? {}).map(([name, sql]): Piece => ({at: `derive.${name}`, kind: "value", sql})),
    {at: "one_per", kind: "partition", sql: one_per},
    {at: "prefer", kind: "order", sql: prefer},
    ...Object.entries(fields).flatMap(([name, {sql, spellings}]): Piece[] => [
      {at: `fields.${name}.sql`, kind: "value", sql},
      {at: `fields.${name}.spellings`, kind: "value", sql: spellings},
    ]),
  ];
}

const mark = "end of the piece";
const places: Record<PieceKind, {alone: string; enclosed: readonly [string, string]}> = {
  value: {alone: "select ", enclosed: ["select (", ")"]},
  condition: {alone: "select 1 where ", enclosed: ["select (", ")"]},
  partition: {alone: "select ", enclosed: ["select row_number() over (partition by ", ")"]},
  order: {alone: "select 1 order by ", enclosed: ["select row_number() over (order by ", ")"]},
};

/** Whoever writes a header as it stands has written several words to SQL. */
const quotes = {
  en: '; a header of several words stands in double quotes, such as "Сумма, руб"',
  ru: '; заголовок из нескольких слов пишут в двойных кавычках: "Сумма, руб"',
};

interface Fault {
  what: Bilingual;
  remedy: Bilingual;
}

/** What was found of each piece: presets repeat theirs, and every look at a file reads them anew. */
const known = new Map<string, Promise<Fault | null>>();

export function faultOf(database: Database, kind: PieceKind, sql: string): Promise<Fault | null> {
  const key = `${kind} ${sql}`;
  const found = known.get(key) ?? findFault(database, kind, sql);
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}

/**
 * What keeps a piece from being put among other SQL, or null. It is parsed alone, so that it closes no bracket of
 * others, and between brackets with a mark behind, so that no comment or text of it runs on into what follows.
 */
async function findFault(database: Database, kind: PieceKind, sql: string): Promise<Fault | null> {
  const {alone, enclosed} = places[kind];
  const [row] = await database.rows<{alone: string; enclosed: string}>(
    "select json_serialize_sql($alone::varchar)::varchar as alone, json_serialize_sql($enclosed::varchar)::varchar as enclosed",
    {alone: alone + sql, enclosed: `${enclosed[0]}${sql}${enclosed[1]}, '${mark}'`},
  );
  const [piece, within] = [readParsed(row!.alone), readParsed(row!.enclosed)];
  const foreign = foreignPart(piece.statements) ?? foreignPart(within.statements);
  if (foreign !== null)
    return {
      what: foreign,
      remedy: foreign.en.endsWith(boundless.en)
        ? {
            en: `write a size of at most ${widest} as a number, or take it out`,
            ru: `напишите размер числом, не больше ${widest}, или уберите её`,
          }
        : {
            en: "an expression reads the columns of its own row only, so take it out",
            ru: "выражение читает только столбцы своей строки, поэтому уберите это",
          },
    };
  const quoting = sql.includes('"') ? {en: "", ru: ""} : quotes;
  if (piece.error !== null)
    return {
      what: {en: piece.error, ru: `ошибка SQL (${piece.error})`},
      remedy: {en: `correct the expression${quoting.en}`, ru: `исправьте выражение${quoting.ru}`},
    };
  const [query, ...more] = piece.statements;
  const clause =
    more.length > 0 ? {en: "several statements", ru: "несколько запросов"} : clauseOf(query!, kind);
  if (clause !== null)
    return {
      what: clause,
      remedy: {
        en: "only an expression may stand here, so take it out",
        ru: "здесь может стоять только выражение, поэтому уберите это",
      },
    };
  if (kind === "value" && selected(query!).length !== 1)
    return {
      what: {en: "several expressions", ru: "несколько выражений"},
      remedy: {en: `write one${quoting.en}`, ru: `напишите одно${quoting.ru}`},
    };
  const [second] = within.statements.flatMap(selected).slice(1);
  const isClosed = within.statements.length === 1 && textOf(second) === mark;
  if (within.error === null && isClosed && clauseOf(within.statements[0]!, "value") === null) return null;
  return {
    what: {en: "more than an expression", ru: "лишнее"},
    remedy: {
      en: `leave out a name, a comment or a semicolon at its end${quoting.en}`,
      ru: `уберите имя, комментарий или точку с запятой в конце${quoting.ru}`,
    },
  };
}

function readParsed(json: string): {statements: Parsed[]; error: string | null} {
  const parsed = JSON.parse(json) as {
    error: boolean;
    error_message?: string;
    statements?: {node: Parsed}[];
  };
  if (parsed.error) return {statements: [], error: parsed.error_message?.split("\n")[0] ?? "not SQL"};
  return {statements: (parsed.statements ?? []).map(({node}) => node), error: null};
}

/** Kinds of expressions that say something of a row; whatever else DuckDB knows or learns is refused. */
const ofRow = new Set([
  ...["BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT"],
  ...["FUNCTION", "LAMBDA", "OPERATOR", "STAR", "WINDOW"],
]);

/** Scalar functions that ask the server, the session or another query instead of the row. */
const ofServer = new Set([
  ...[
    "current_query",
    "current_setting",
    "currval",
    "getenv",
    "getvariable",
    "json_serialize_plan",
    "nextval",
  ],
  ...["pg_get_constraintdef", "pg_get_viewdef", "pg_sleep", "sleep_ms", "write_log"],
]);

/** Scalar functions that make something of any size out of a number. */
const ofAnySize = new Set(["array_resize", "bar", "generate_series", "list_resize", "range", "repeat"]);
/** Those that fill up to a width. */
const filling = new Set(["lpad", "rpad"]);
const formatting = new Set(["format", "printf"]);
const widest = 1000;
const boundless = {en: " without a bound", ru: " без предела"};

/** One cell must not fill the memory: widths are numbers that stand there and are small. */
function isUnbounded(name: string, children: Parsed[]): boolean {
  if (ofAnySize.has(name)) return true;
  if (filling.has(name)) return !(Number(textOf(children[1]) ?? Number.NaN) <= widest);
  if (!formatting.has(name)) return false;
  const pattern = textOf(children[0]);
  return typeof pattern !== "string" || /\d{4}|%[^a-z%]*\*|\{[^}]*\{/i.test(pattern);
}

/** The first part that reads something other than the row, in words; null when there is none. */
function foreignPart(value: unknown): Bilingual | null {
  if (typeof value !== "object" || value === null) return null;
  const {class: kind, function_name: name} = value as Parsed;
  if (kind === "CONSTANT") return null;
  if (kind === "SUBQUERY") {
    const table = tableFunction(value);
    return table === null
      ? {en: "a subquery", ru: "подзапрос"}
      : {en: `a subquery with the table function ${table}`, ru: `подзапрос с табличной функцией ${table}`};
  }
  if (typeof kind === "string" && !ofRow.has(kind)) {
    const part = kind.toLowerCase().replaceAll("_", " ");
    return {en: `a ${part}`, ru: `часть запроса (${part})`};
  }
  const called = {en: `the function ${name}`, ru: `функция ${name}`};
  if (typeof name === "string" && ofServer.has(name.toLowerCase())) return called;
  if (typeof name === "string" && isUnbounded(name.toLowerCase(), childrenOf(value)))
    return {en: called.en + boundless.en, ru: called.ru + boundless.ru};
  return first(Object.values(value), foreignPart);
}

const childrenOf = (value: object) => ((value as Parsed)["children"] ?? []) as Parsed[];

function tableFunction(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  const {type, function: called} = value as Parsed;
  if (type === "TABLE_FUNCTION") return String((called as Parsed | undefined)?.["function_name"] ?? "");
  return first(Object.values(value), tableFunction);
}

function first<Value, Found>(values: Value[], find: (value: Value) => Found | null): Found | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}

const clauses: Record<string, Bilingual> = {
  from_table: {en: "FROM", ru: "FROM"},
  where_clause: {en: "WHERE", ru: "WHERE"},
  group_expressions: {en: "GROUP BY", ru: "GROUP BY"},
  group_sets: {en: "GROUP BY", ru: "GROUP BY"},
  aggregate_handling: {en: "GROUP BY", ru: "GROUP BY"},
  having: {en: "HAVING", ru: "HAVING"},
  qualify: {en: "QUALIFY", ru: "QUALIFY"},
  sample: {en: "USING SAMPLE", ru: "USING SAMPLE"},
  modifiers: {en: "DISTINCT, ORDER BY or LIMIT", ru: "DISTINCT, ORDER BY или LIMIT"},
  cte_map: {en: "WITH", ru: "WITH"},
};

/** The first clause that a query has and a lone expression of this kind has not, in words. */
function clauseOf(query: Parsed, kind: PieceKind): Bilingual | null {
  if (query["type"] !== "SELECT_NODE") return {en: "several queries", ru: "несколько запросов"};
  const found = Object.entries(query).find(([key, value]) => {
    if (key === "type" || key === "select_list") return false;
    if (key === "where_clause" && kind === "condition") return false;
    if (key === "modifiers" && kind === "order") return !isOrderAlone(value);
    return !isNothing(value);
  });
  if (!found) return null;
  const clause = clauses[found[0]] ?? {en: found[0], ru: found[0]};
  return {en: `the clause ${clause.en}`, ru: `конструкция ${clause.ru}`};
}

function isOrderAlone(modifiers: unknown): boolean {
  const list = modifiers as Parsed[];
  return list.length === 1 && list[0]!["type"] === "ORDER_MODIFIER";
}

/** The columns that pieces of SQL name, as they are written there; words of SQL and of its texts are none. */
export async function namedColumns(database: Database, pieces: readonly Piece[]): Promise<Set<string>> {
  const named = new Set<string>();
  for (const {kind, sql} of pieces) {
    if (sql === undefined) continue;
    const json = await database.value<string>("select json_serialize_sql($sql::varchar)::varchar", {
      sql: places[kind].alone + sql,
    });
    for (const statement of readParsed(json).statements) collectColumns(statement, named);
  }
  return named;
}

function collectColumns(value: unknown, named: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  const {class: kind, column_names: names} = value as Parsed;
  if (kind === "COLUMN_REF" && Array.isArray(names)) named.add(String(names[0]));
  for (const part of Object.values(value)) collectColumns(part, named);
}

/** How a query writes that it lacks a clause. */
function isNothing(value: unknown): boolean {
  if (value === null || value === "STANDARD_HANDLING") return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== "object") return false;
  const {type, map} = value as Parsed;
  return type === "EMPTY" || (Array.isArray(map) && map.length === 0);
}

const selected = (query: Parsed) => (query["select_list"] ?? []) as Parsed[];

function textOf(expression: Parsed | undefined): unknown {
  return expression?.["class"] === "CONSTANT" ? (expression["value"] as Parsed)["value"] : undefined;
}

/** On one line, and not longer than a line may be. */
export function shown(sql: string): string {
  const line = sql.trim().replace(/\s+/gu, " ");
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}
