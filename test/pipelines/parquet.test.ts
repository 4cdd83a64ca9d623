import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {Database} from "../../pipelines/database.ts";
import {temporaryFolder} from "../helpers/home.ts";
import {readFile, readTable} from "../helpers/raw-table.ts";

/** A Parquet file of what the query gives. */
async function write(sql: string): Promise<string> {
  const path = join(temporaryFolder(), "data");
  const database = await Database.open(":memory:");
  await database.run(`copy (${sql}) to '${path}' (format parquet)`);
  database.close();
  return path;
}

test("every value becomes the text that says it all", async () => {
  const path = await write(`select
    9007199254740993::bigint as id, '00123' as "Табельный", 1234.50::decimal(12,2) as amount, 0.1::double as share,
    1.234::double as quantity, 12345::double as whole, 1e-7::double as tiny, 1e20::double as huge, true as paid,
    date '2026-03-01' as day, timestamp '2026-03-01 10:00:00' as local, timestamptz '2026-03-01 10:00:00.25+05' as moment,
    [1, 2] as list, {'a': 'x', 'b': null} as pair, null::varchar as nothing`);
  const {columns, rows, lines} = await readFile(path);
  expect(Object.fromEntries(columns.map((name, index) => [name, rows[0]![index]]))).toEqual({
    id: "9007199254740993",
    Табельный: "00123",
    amount: "1234.50",
    share: "0.1",
    quantity: "1.2340",
    whole: "12345",
    tiny: "0.0000001",
    huge: "100000000000000000000",
    paid: "true",
    day: "2026-03-01",
    local: "2026-03-01 10:00:00",
    moment: "2026-03-01T05:00:00.25Z",
    list: "[1,2]",
    pair: '{"a":"x","b":null}',
    nothing: null,
  });
  expect(lines).toEqual([1]);
});

test("rows are counted from 1", async () => {
  const path = await write("select range as id from range(3)");
  expect(await readFile(path)).toMatchObject({rows: [["0"], ["1"], ["2"]], lines: [1, 2, 3]});
});

test("a file that is cut off or damaged is refused", async () => {
  const path = await write("select range as id, 'x' || range as name from range(10000)");
  const bytes = readFileSync(path);
  const message = /the Parquet file is damaged or cut off; ask for the file again$/;
  await expect(readTable(bytes.subarray(0, bytes.length / 2))).rejects.toThrow(message);
  const damaged = Buffer.from(bytes);
  damaged.fill(0x5a, 100, 5000);
  writeFileSync(path, damaged);
  await expect(readFile(path)).rejects.toThrow(message);
});
