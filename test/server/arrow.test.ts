import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {tableFromIPC} from "apache-arrow";
import {beforeAll, expect, test} from "vitest";
import {readArrow, shapeOf} from "../../server/arrow.ts";
import {jsonText} from "../../server/rows.ts";

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
});

async function arrow(sql: string, values = {}) {
  return tableFromIPC(await readArrow(connection, sql, values, await shapeOf(connection, sql, values)));
}

/** Days and instants as milliseconds, which is how Arrow gives them back. */
async function expected(sql: string, name: string) {
  const result = await connection.run(sql);
  const rows = JSON.parse(jsonText(result.columnNames(), await result.getRows()));
  return rows.map((row: Record<string, unknown>) => {
    const value = row[name];
    return typeof value === "string" && /^\d{4}-\d\d-\d\d(T|$)/.test(value) ? Date.parse(value) : value;
  });
}

const rows = 5000; // more than two of DuckDB's vectors
test.each([
  ["tinyint", "(range % 100)::tinyint", "Int32"],
  ["smallint", "(range - 300)::smallint", "Int32"],
  ["integer", "(range * 100000)::integer", "Int32"],
  ["bigint", "range * 1000000000", "Float64"],
  ["double", "range / 7", "Float64"],
  ["float", "(range / 4)::float", "Float64"],
  ["decimal(18,2)", "(range * 1234.56 - 99)::decimal(18,2)", "Float64"],
  ["boolean", "range % 3 = 0", "Bool"],
  ["date", "date '1969-12-01' + range::integer", "Date32<DAY>"],
  [
    "timestamptz",
    "timestamptz '1969-12-31 23:00:00+00' + to_seconds(range * 3.5)",
    "Timestamp<MILLISECOND, UTC>",
  ],
  ["timestamp", "timestamp '2026-01-01' + to_milliseconds(range)", "Timestamp<MILLISECOND, UTC>"],
  ["short text", "'o' || range % 7", "Dictionary<Int32, Utf8>"],
  ["long text", "'оператор Анна-Мария ' || range % 700", "Dictionary<Int32, Utf8>"],
  ["distinct text", "'клиент № ' || range", "Dictionary<Int32, Utf8>"],
])("%s arrives as it is in the database, nulls included", async (_type, expression, arrowType) => {
  const sql = `select case when range % 5 <> 1 then ${expression} end as cell from range(${rows})`;
  const table = await arrow(sql);
  expect(String(table.schema.fields[0]?.type)).toBe(arrowType);
  expect([...(table.getChild("cell") ?? [])]).toEqual(await expected(sql, "cell"));
});

test("an enum arrives as text", async () => {
  const table = await arrow("select unnest(['won', 'lost', 'won', null])::enum('lost', 'won') as status");
  expect([...(table.getChild("status") ?? [])]).toEqual(["won", "lost", "won", null]);
});

test("an empty result keeps its columns and types", async () => {
  const table = await arrow(
    "select 1 as a, 'x' as b, true as c, 1.5::decimal(18,2) as d, date '2026-01-01' as e where false",
  );
  expect(table.numRows).toBe(0);
  expect(table.schema.fields.map(String)).toEqual([
    "a: Int32",
    "b: Dictionary<Int32, Utf8>",
    "c: Bool",
    "d: Float64",
    "e: Date32<DAY>",
  ]);
});

test("columns of nothing but nulls, and columns without any", async () => {
  const table = await arrow("select null::varchar as a, null::integer as b, 'x' as c from range(3)");
  expect(table.toArray().map((row) => row?.toJSON())).toEqual(Array(3).fill({a: null, b: null, c: "x"}));
});

test("the query's order stays", async () => {
  const sql = `select 'n' || (range * 7919 % ${rows}) as name, (range * 7919 % ${rows})::integer as place
               from range(${rows}) order by place desc`;
  const table = await arrow(sql);
  const places = [...(table.getChild("place") ?? [])];
  expect(places).toEqual(Array.from({length: rows}, (_, index) => rows - 1 - index));
  expect([...(table.getChild("name") ?? [])]).toEqual(places.map((place) => `n${place}`));
});

test("parameters and column names that need quotes", async () => {
  const table = await arrow(`select $given as "a ""b""", 'x' as "from" -- the end`, {given: "Ёж"});
  expect(table.get(0)?.toJSON()).toEqual({'a "b"': "Ёж", from: "x"});
});

test.each(["hugeint", "ubigint", "time", "interval", "blob", "uuid", "integer[]"])(
  "%s is refused with the remedy",
  async (type) => {
    const refused = shapeOf(connection, `select null::${type} as total`, {});
    await expect(refused).rejects.toThrow(/^column total: no page reads .*; cast it in the query$/);
  },
);
