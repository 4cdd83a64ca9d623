import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import {Field, makeData, RecordBatch, Schema, Struct, Table, tableToIPC} from "apache-arrow";
import {type Cells, columnOf, type Kind} from "./arrow-columns.ts";
import {HttpError} from "./errors.ts";
import {withLiterals} from "./literals.ts";

/** DuckDB type -> kind of column; a type that is not here cannot reach a page. Whole numbers stay exact up to 2^53. */
const kinds = new Map<DuckDBTypeId, Kind>([
  [DuckDBTypeId.TINYINT, "integer"],
  [DuckDBTypeId.SMALLINT, "integer"],
  [DuckDBTypeId.INTEGER, "integer"],
  [DuckDBTypeId.UTINYINT, "integer"],
  [DuckDBTypeId.USMALLINT, "integer"],
  [DuckDBTypeId.BIGINT, "number"],
  [DuckDBTypeId.FLOAT, "number"],
  [DuckDBTypeId.DOUBLE, "number"],
  [DuckDBTypeId.DECIMAL, "number"],
  [DuckDBTypeId.BOOLEAN, "flag"],
  [DuckDBTypeId.DATE, "day"],
  [DuckDBTypeId.TIMESTAMP, "instant"],
  [DuckDBTypeId.TIMESTAMP_TZ, "instant"],
  [DuckDBTypeId.VARCHAR, "text"],
  [DuckDBTypeId.ENUM, "text"],
]);

export type Shape = {name: string; kind: Kind}[];

/** Named values for a query's parameters. */
export type Values = Record<string, DuckDBValue>;

/**
 * Names and kinds of a query's columns. Asked of an empty result rather than of a prepared statement,
 * because types may follow from the values that are bound.
 */
export async function shapeOf(connection: DuckDBConnection, sql: string, values: Values): Promise<Shape> {
  const result = await connection.run(`select * from (\n${sql}\n) limit 0`, values);
  return result.columnNames().map((name, index) => ({name, kind: kindOf(name, result.columnType(index))}));
}

/** Can a column of this type be sent as it is? */
export const isReadable = (type: DuckDBType) => kinds.has(type.typeId);

function kindOf(name: string, type: DuckDBType): Kind {
  const kind = kinds.get(type.typeId);
  if (!kind)
    throw new HttpError("unsupported_type", {
      en: `column ${name}: no page reads ${type}; cast it in the query`,
      ru: `столбец ${name}: страницы не читают тип ${type}; приведите его в запросе`,
    });
  return kind;
}

const widths: Partial<Record<Kind, string>> = {integer: "integer", number: "double", text: "varchar"};

/** Wraps a query so that numbers of a kind arrive in one width and every text brings its hash, in trailing columns. */
function projection(sql: string, shape: Shape): string {
  const cells = shape.map(({name, kind}) => {
    const width = widths[kind];
    return width ? `${quoted(name)}::${width}` : quoted(name);
  });
  const hashes = shape.filter(({kind}) => kind === "text").map(({name}) => `hash(${quoted(name)}::varchar)`);
  return `select ${[...cells, ...hashes].join(", ")} from (\n${sql}\n)`;
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Runs a query of a known shape and writes the result as an Arrow IPC stream of one batch. */
export async function readArrow(
  connection: DuckDBConnection,
  sql: string,
  values: Values,
  shape: Shape,
): Promise<Uint8Array> {
  const written = withLiterals(sql, values);
  return (await readArrowUpTo(connection, {sql: written, values: {}, shape, limit: null})).bytes;
}

/** The same up to a limit, if any; one more row is read, to know whether there are more. */
export async function readArrowUpTo(
  connection: DuckDBConnection,
  {sql, values, shape, limit}: {sql: string; values: Values; shape: Shape; limit: number | null},
): Promise<{bytes: Uint8Array; rowCount: number; isCut: boolean}> {
  const most = limit === null ? "" : ` limit ${limit + 1}`;
  const result = await connection.run(`${projection(sql, shape)}${most}`, values);
  const length = result.rowCount;
  const columns = shape.map(({kind}) => columnOf[kind](length));
  for (let offset = 0; offset < length; ) {
    const chunk = await result.fetchChunk();
    if (!chunk?.rowCount) break;
    let hashAt = shape.length;
    for (const [index, column] of columns.entries()) {
      column.take(offset, cellsOf(chunk, index, shape[index]?.kind === "text" ? hashAt++ : undefined));
    }
    offset += chunk.rowCount;
  }
  const schema = new Schema(shape.map(({name}, index) => new Field(name, columns[index]!.type, true)));
  const children = columns.map((column) => column.finish());
  const data = makeData({type: new Struct(schema.fields), length, nullCount: 0, children});
  const table = new Table(schema, [new RecordBatch(schema, data)]);
  const isCut = limit !== null && length > limit;
  const bytes = tableToIPC(isCut ? table.slice(0, limit) : table, "stream");
  return {bytes, rowCount: isCut ? limit : length, isCut};
}

/** A column of a chunk without an object for each value, of which a long list has a hundred thousand. */
function cellsOf(chunk: DuckDBDataChunk, index: number, hashAt: number | undefined): Cells {
  const length = chunk.rowCount;
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
  const hashes = hashAt === undefined ? undefined : duckdb.data_chunk_get_vector(chunk.chunk, hashAt);
  const texts = hashes && chunk.getColumnVector(index);
  return {
    length,
    bytes: (count) => duckdb.vector_get_data(vector, count),
    validity: duckdb.vector_get_validity(vector, Math.ceil(length / 64) * 8) ?? null,
    hashes: hashes ? duckdb.vector_get_data(hashes, length * 8) : null,
    text: (row) => String(texts?.getItem(row)),
  };
}
