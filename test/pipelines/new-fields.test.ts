import {DuckDBInstance} from "@duckdb/node-api";
import {expect, test} from "vitest";
import {run} from "../../pipelines/run.ts";
import {makeHome, put} from "../helpers/home.ts";

async function inWarehouse<Value>(path: string, sql: string): Promise<Value[]> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Value[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

test("a warehouse of an earlier version gains the fields that contracts have gained, and keeps its rows", async () => {
  const home = makeHome({
    sources: "sources: {pay: {preset: salaries}}\n",
    inbox: {"pay/1.csv": "employee,valid_from,monthly_amount\n007,2026-01-01,30000\n"},
  });
  await run(home);
  await inWarehouse(home.warehouse, "alter table stage.salaries drop column full_time_share");
  put(home, "pay/2.csv", "employee,valid_from,monthly_amount,full_time_share\n008,2026-01-01,20000,0.5\n");
  expect((await run(home)).failedFiles).toEqual([]);
  expect(
    await inWarehouse(
      home.warehouse,
      "select employee, monthly_amount, full_time_share from stage.salaries order by employee",
    ),
  ).toEqual([
    {employee: "007", monthly_amount: "30000.00", full_time_share: null},
    {employee: "008", monthly_amount: "20000.00", full_time_share: 0.5},
  ]);
});
