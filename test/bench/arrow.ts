import {tableFromIPC} from "apache-arrow";
import type {Database} from "../../pipelines/database.ts";
import {readArrow, shapeOf} from "../../server/arrow.ts";

/** One million rows of five columns: to Arrow from column vectors, and to JSON from row objects for comparison. */
export async function measureArrow(database: Database): Promise<Record<string, number>> {
  const rows = 1_000_000;
  await database.run(`
    create or replace table wide as
    select number::integer as number, 'employee ' || (number % 300) as employee, date '2020-01-01' + (number % 2000)::integer as day,
        (hash(number) % 1000)::double / 10 as measure, hash(number) % 2 = 0 as is_even
    from range(${rows}) as rows(number)`);
  const sql = "select * from wide";
  const shape = await shapeOf(database.connection, sql, {});
  const time = async <Value>(work: () => Promise<Value>): Promise<[number, Value]> => {
    const started = performance.now();
    const value = await work();
    return [(performance.now() - started) / 1000, value];
  };
  await readArrow(database.connection, sql, {}, shape);
  const [arrowSeconds, bytes] = await time(() => readArrow(database.connection, sql, {}, shape));
  const [jsonSeconds] = await time(async () => {
    const reader = await database.connection.runAndReadAll(sql);
    return JSON.stringify(reader.getRowObjectsJson());
  });
  const [decodeSeconds, table] = await time(async () => tableFromIPC(bytes));
  if (table.numRows !== rows) throw new Error(`Arrow held ${table.numRows} rows of ${rows}`);
  return {
    "arrow.million_rows_seconds": arrowSeconds,
    "arrow.json_seconds": jsonSeconds,
    "arrow.ratio_to_json": arrowSeconds / jsonSeconds,
    "arrow.decode_seconds": decodeSeconds,
  };
}
