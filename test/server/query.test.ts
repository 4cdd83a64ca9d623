import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {DuckDBInstance} from "@duckdb/node-api";
import {tableFromIPC} from "apache-arrow";
import {afterAll, beforeAll, expect, test} from "vitest";
import {emptyHome, publish} from "./company.ts";

const home = emptyHome(afterAll);
const program = join(import.meta.dirname, "../../server/sandbox/query.ts");

beforeAll(() => publish(home, "20261101T063000Z-0001", 7));

function query(...args: string[]) {
  const {status, stdout, stderr} = spawnSync(process.execPath, [program, ...args, "--home", home]);
  return {status, out: stdout.toString(), bytes: stdout, said: stderr.toString()};
}

test("a SELECT is answered from the analysts' file, as a table", () => {
  expect(
    query("select operator_id, count(*) as calls from fct_calls group by all order by all; "),
  ).toMatchObject({
    status: 0,
    out: "operator_id  calls\n-----------  -----\ne1           2\ne2           2\ne3           2\n",
  });
  expect(query("select employee_name from dim_people", "--format", "csv").out).toBe(
    "employee_name\r\nperson 1\r\n",
  );
});

test("that a column holds stand-ins is said beside the answer", () => {
  const {out, said} = query("select count(employee_name) as people from dim_people");
  expect(out).toContain("1");
  expect(said).toMatch(/^employee_name: stand-ins here/u);
  expect(query("select count(employee_id) from dim_people").said).toBe("");
  expect(query("select 1 as employee_name").said).toBe("");
});

test("a limit is said aloud", () => {
  const {out, said} = query("from range(5) order by 1 desc", "--format", "json", "--limit", "2");
  expect(JSON.parse(out)).toEqual([{range: 4}, {range: 3}]);
  expect(said).toBe("only the first 2 rows; there are more, --limit N shows them\n");
  expect(query("from range(2)", "--limit", "2").said).toBe("");
});

test("any column can be had as Arrow", () => {
  const sql = "select 1::hugeint as wide, [1, 2] as list, 'a' as name, null::interval as gap";
  const table = tableFromIPC(new Uint8Array(query(sql, "--format", "arrow").bytes));
  expect(table.get(0)?.toJSON()).toEqual({wide: 1, list: "[1, 2]", name: "a", gap: null});
});

test("rows are written as Parquet", async () => {
  const path = join(home, "out.parquet");
  const {status, said} = query(
    "select 12.50::decimal(18,2) as amount",
    "--format",
    "parquet",
    "--output",
    path,
  );
  expect([status, said]).toEqual([0, `${path}: 1 row\n`]);
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(`select amount::varchar from '${path}'`);
  expect(reader.getRows()).toEqual([["12.50"]]);
});

test("a table that is not there is answered with those nearest to it and where all are listed", () => {
  const {status, said} = query("select * from calls");
  expect(status).toBe(2);
  expect(said).toMatch(/^query: there is no table calls; nearest are fct_calls/u);
  expect(said).toContain('estafeta query "show tables"');
  expect(query("show tables").out).toContain("fct_calls");
  expect(query("select * from zzz").said).toMatch(/^query: there is no table zzz; there are /u);
});

test("a column that is not there is answered in one line with those nearest to it in the tables named", () => {
  for (const sql of ["select call_mont from fct_calls", "select c.call_mont from fct_calls as c"]) {
    const {status, said} = query(sql);
    expect(status).toBe(2);
    expect(said).toMatch(/^query: there is no column call_mont; nearest are call_month\b.*\n$/u);
    expect(said).toContain('estafeta query "describe fct_calls"');
  }
  expect(query("select zzz from fct_calls").said).toMatch(/^query: there is no column zzz; there are /u);
  expect(query("select zzz").said).toMatch(/^query: there is no column zzz; `estafeta/u);
});

test.each([
  ["select 1; select 2", /^query: expected one statement, got 2/],
  ["", /^query: expected one SQL text/],
  ["create table t (a integer)", /^query: expected a SELECT, got CREATE/],
  ["set threads = 8", /^query: expected a SELECT, got SET/],
  ["attach 'x.duckdb'", /^query: expected a SELECT, got ATTACH/],
  ["explain select 1", /^query: expected a SELECT, got EXPLAIN/],
  ["pragma database_list", /^query: expected a SELECT, got PRAGMA or PIVOT/],
  ["select 1) limit 1; drop view fct_calls; --", /Parser Error/],
  ["copy (select 1) to 'x.csv'", /LocalFileSystem has been disabled/],
  ["select * from read_text('/etc/hostname')", /^query: read_text tells of the machine or reads files/],
  ["select nothing from nowhere", /^query: there is no table nowhere; /],
])("%s is refused", (sql, message) => {
  const {status, out, said} = query(sql);
  expect(status).toBeGreaterThan(0);
  expect(out).toBe("");
  expect(said).toMatch(message);
});

test.each([
  [[]],
  [["select 1", "--format", "xml"]],
  [["select 1", "--limit", "0"]],
  [["select 1", "--colour"]],
])("%j is wrong usage", (args) => {
  expect(query(...args).status).toBe(2);
});

test("before the first publication it says so", () => {
  const {stderr} = spawnSync(process.execPath, [program, "select 1", "--home", join(home, "empty")]);
  expect(stderr.toString()).toBe("query: nothing has been published yet; `estafeta run` publishes\n");
});

test("the file stays as it was", () => {
  const path = join(home, "var/snapshots/20261101T063000Z-0001/analyst.duckdb");
  const before = readFileSync(path);
  query("select * from fct_calls");
  expect(readFileSync(path).equals(before)).toBe(true);
});
