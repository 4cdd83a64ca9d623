import {readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import type {Home} from "../../pipelines/company/company.ts";
import {Database} from "../../pipelines/database.ts";
import {parseSqlFile} from "../../pipelines/header.ts";
import {type Model, readModels, readReports} from "../../pipelines/models.ts";
import {payLeaks} from "../../pipelines/pay-models.ts";
import {run} from "../../pipelines/run.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";
import {estafeta} from "../helpers/cli.ts";
import {makeHome, put} from "../helpers/home.ts";
import {openPublished} from "../helpers/published.ts";

/** An amount that no other figure of the fixture is, in every spelling that could give it away. */
const secrets = ["73591", "73 591"];
const sources = `sources:
  staff: {preset: employees}
  pay:
    entities:
      salaries: {fields: {employee: who, valid_from: since, monthly_amount: pay}}
`;

/** Every file below the folder that DuckDB can open, as one text of all rows of all its tables. */
async function textOf(path: string): Promise<string> {
  const database = await Database.open(path, {access_mode: "READ_ONLY"});
  try {
    const tables = await database.rows<{table_name: string}>(
      "select table_name from duckdb_tables() where database_name = current_database() and not internal",
    );
    const texts = await Promise.all(
      tables.map(async ({table_name: name}) => JSON.stringify(await database.rows(`select * from ${name}`))),
    );
    return texts.join("\n");
  } finally {
    database.close();
  }
}

const filesOf = (home: Home) =>
  readdirSync(home.snapshots, {recursive: true, encoding: "utf8"}).filter((name) => name.endsWith(".duckdb"));

async function published(): Promise<Home> {
  const home = makeHome({sources});
  put(home, "staff/1.csv", "employee_id,employee_name\n1,Иванова\n2,Петров\n");
  put(
    home,
    "pay/1.csv",
    [
      "who;since;pay",
      "1;2026-03-01;73591,00",
      "2;2026-02-31;73 591",
      "2;2026-03-01;73591,555",
      "2;2026-04-01;-73591",
      // two salaries from one day: the check's example would tell them
      "Петров;2026-05-01;73591",
      "2;2026-05-01;73592",
      "Итого;;8000000",
      "",
    ].join("\n"),
  );
  await run(home);
  return home;
}

describe("what people are paid", () => {
  test("stands in the payroll snapshot, and in no other published file: not even what was refused, drifted or failed a check", async () => {
    const home = await published();
    const payroll = await openPublished(home, currentSnapshot(home), "payroll");
    try {
      expect(
        await payroll.rows("select monthly_amount::varchar as pay from fct_salaries where employee_id = '1'"),
      ).toEqual([{pay: "73591.00"}]);
      expect(await payroll.value("select employee_name from dim_employees where employee_id = '1'")).toBe(
        "Иванова",
      );
    } finally {
      payroll.close();
    }
    const others = filesOf(home).filter((name) => !name.endsWith("payroll.duckdb"));
    expect(others.length).toBeGreaterThan(3);
    for (const name of others) {
      const text = await textOf(join(home.snapshots, name));
      for (const secret of [...secrets, "73592", "8000000"]) expect(text, name).not.toContain(secret);
    }
    // the refused rows are told all the same, by line and reason
    const health = await Database.open(join(home.snapshots, currentSnapshot(home)!.health));
    expect(
      await health.rows("select line_number, column_name, reason_code from rejected_rows order by 1"),
    ).toEqual([
      {line_number: 3, column_name: "valid_from", reason_code: "unreadable"},
      {line_number: 4, column_name: "monthly_amount", reason_code: "too_many_decimals"},
      {line_number: 5, column_name: "monthly_amount", reason_code: "out_of_range"},
    ]);
    expect(
      await health.rows("select status_code, message from check_results where check_name = 'salaries_agree'"),
    ).toEqual([{status_code: "failed", message: expect.not.stringContaining("7359")}]);
    health.close();
    // nor do the run's journal, or a look at one refused row
    for (const name of readdirSync(home.runs)) {
      const journal = readFileSync(join(home.runs, name), "utf8");
      for (const secret of secrets) expect(journal).not.toContain(secret);
    }
    const shown = await estafeta("rejected", "--row", "2:4", "--home", home.home);
    expect([shown.code, shown.out]).toEqual([2, ""]);
    expect(shown.err).toContain("holds what people are paid");
    const listed = await estafeta("rejected", "--home", home.home);
    for (const secret of secrets) expect(listed.out + listed.err).not.toContain(secret);
  });

  test("is not told by the words of a file that failed over a cell, in either language", async () => {
    const home = makeHome({
      sources: sources.replace("monthly_amount: pay", "monthly_amount: {sql: pay::integer}"),
    });
    put(home, "staff/1.csv", "employee_id,employee_name\n1,Иванова\n");
    put(home, "pay/1.csv", "who;since;pay\n1;2026-03-01;73591x\n");
    const {failedFiles} = await run(home);
    expect(failedFiles).toHaveLength(1);
    const others = filesOf(home).filter((file) => !file.endsWith("payroll.duckdb"));
    expect(others.length).toBeGreaterThan(2);
    for (const name of others) expect(await textOf(join(home.snapshots, name)), name).not.toContain("73591");
    for (const name of readdirSync(home.runs))
      expect(readFileSync(join(home.runs, name), "utf8")).not.toContain("73591");
  });

  test("other accounts of the machine cannot open what holds pay, nor undo the pseudonyms", async () => {
    const home = await published();
    const path = join(home.snapshots, currentSnapshot(home)!.audiences.payroll.file);
    const secret = join(home.home, "var", "pseudonyms.secret");
    for (const own of [path, home.warehouse, home.archive, home.build, home.temporary, secret])
      expect(statSync(own).mode & 0o077, own).toBe(0);
  });
});

describe("the clause `audiences`", () => {
  const text = (path: string, clause: string) =>
    parseSqlFile(
      `-- ${path.split("/").at(-1)!.replace(".sql", "")}: one thing.\n-- grain: a\n${clause}-- columns:\n--   a  varchar  id  the thing\n-- checks: unique(a)\nselect a from stage.salaries`,
      path,
    );
  const model = (path: string, clause: string, change: Partial<Model> = {}): Model => ({
    ...text(path, clause),
    dependencies: [],
    sources: [],
    rebuilt: "whole",
    ...change,
  });
  const ofPay = {sources: ["stage.salaries"]};

  test("names payroll alone, on marts and rollups that no year file holds", () => {
    expect(text("marts/fct_a.sql", "-- audiences: payroll\n").audiences).toEqual(["payroll"]);
    expect(text("marts/fct_a.sql", "").audiences).toEqual([]);
    expect(() => text("marts/fct_a.sql", "-- audiences: management\n")).toThrow(
      "queries/marts/fct_a.sql:3: unknown audiences: management; expected payroll",
    );
    for (const [path, clause] of [
      ["intermediate/int_a.sql", "-- audiences: payroll\n"],
      ["marts/fct_a.sql", "-- stored: part\n-- audiences: payroll\n"],
    ] as const)
      expect(() => text(path, clause)).toThrow("can be kept from others");
  });

  test("is missed where a published table is made of pay, however far behind", () => {
    const models = [
      model("intermediate/int_a.sql", "", ofPay),
      model("marts/fct_b.sql", "", {dependencies: ["int_a"]}),
      model("marts/fct_c.sql", "-- audiences: payroll\n", ofPay),
      model("rollups/rollup_d.sql", "", {dependencies: ["fct_c"]}),
      model("rollups/rollup_e.sql", ""),
    ];
    expect(payLeaks(models, [])).toEqual([
      "queries/marts/fct_b.sql: is made of pay; say `-- audiences: payroll`",
      "queries/rollups/rollup_d.sql: is made of pay; say `-- audiences: payroll`",
    ]);
  });

  test("lets only HR, the director and the employee himself read a report on such a table", () => {
    const models = [model("marts/fct_c.sql", "-- audiences: payroll\n", ofPay)];
    const report = (roles: Model["roles"]) =>
      model("reports/pay/pay_a.sql", "", {roles, dependencies: ["fct_c"], layer: "reports"});
    expect(payLeaks(models, [report(["hr", "director", "employee"])])).toEqual([]);
    expect(payLeaks(models, [report(["hr", "head", "analyst"])])).toEqual([
      "queries/reports/pay/pay_a.sql: shows pay, which is not for head, analyst; take them out of roles",
    ]);
  });

  test("stands wherever it must in our own queries", () =>
    expect(payLeaks(readModels(), readReports())).toEqual([]));
});
