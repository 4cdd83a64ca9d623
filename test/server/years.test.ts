import {type DuckDBConnection, DuckDBDateValue, DuckDBInstance} from "@duckdb/node-api";
import {beforeAll, expect, test} from "vitest";
import {readCatalog} from "../../server/catalog.ts";
import {withLiterals} from "../../server/literals.ts";
import {overItsYears} from "../../server/years.ts";

const years = [2024, 2025, 2026];
const parts = years.map((year) => `part_${year}`);
const day = (text: string) => new DuckDBDateValue(Date.parse(text) / 86_400_000);
let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  for (const year of years) {
    await connection.run(`attach ':memory:' as part_${year}`);
    // columns in another order in one of the years
    const columns = year === 2025 ? "month, name" : "name, month";
    await connection.run(
      `create table part_${year}.main.events as select ${columns} from (select unnest(range(timestamp '${year}-01-01', timestamp '${year + 1}-01-01', interval 1 month))::date as month, '${year}' as name)`,
    );
  }
  const union = parts.map((part) => `select name, month from ${part}.main.events`).join(" union all ");
  await connection.run(`create view events as ${union}`);
});

const statement = `with ours as (select name, month from events)
select name, month from ours where month >= $since::date and month <= $until::date order by month desc`;
const report = {months: 1, parted: ["events"]};

test.each([
  ["2025-03-01", "2025-09-10", ["part_2025"]],
  ["2024-12-31", "2025-01-01", ["part_2024", "part_2025"]],
  ["2020-01-01", "2030-01-01", parts],
  // no year is known: the views say so
  ["2030-01-01", "2031-01-01", []],
  ["2026-01-01", "2024-01-01", []],
])("from %s to %s looks into %j and answers as over all of them", async (since, until, looked) => {
  const values = {since: day(since), until: day(until)};
  const narrow = overItsYears(statement, report, values, parts);
  expect(parts.filter((part) => narrow.includes(part))).toEqual(looked);
  const rows = async (sql: string) => (await connection.run(withLiterals(sql, values))).getRows();
  expect(await rows(narrow)).toEqual(await rows(statement));
});

test("months before the one asked for are looked into as the report says", () => {
  const asked = (month: string, months: number) => {
    const sql = overItsYears("select 1", {months, parted: ["events"]}, {month: day(month)}, parts);
    return parts.filter((part) => sql.includes(part));
  };
  expect(asked("2025-12-01", 12)).toEqual(["part_2025"]);
  expect(asked("2025-11-01", 12)).toEqual(["part_2024", "part_2025"]);
  expect(asked("2026-01-01", 1)).toEqual(["part_2026"]);
});

test("every report that reads tables kept by years and is asked for months says how many", () => {
  const silent = [...readCatalog().values()].filter(
    ({parted, params, months}) =>
      parted.length > 0 && params.some(({name}) => name === "month" || name === "since") && !months,
  );
  expect(silent.map(({name}) => name)).toEqual([]);
});
