import {afterAll, beforeAll, expect, test} from "vitest";
import {checkName, checkSql} from "../../pipelines/check-sql.ts";
import {readChecks, readModels, readReports} from "../../pipelines/models.ts";
import {type Built, buildAll, type FixtureRow, touch} from "../helpers/run-model.ts";
import {smallCompany} from "../helpers/small-company.ts";

const models = readModels();
const partitioned = models.filter((model) => model.partition !== null);
const months = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"];
let built: Built;

beforeAll(async () => {
  built = await buildAll(smallCompany(7));
});
afterAll(() => built.close());

test("no table of the fixture is empty, so that the tests below test something", async () => {
  // half a year is too short for them
  const mayBeEmpty = new Set([
    "int_book_changes",
    "int_frozen_books",
    "int_base_findings",
    "rollup_book_flows",
    "rollup_farmer_months",
    "rollup_sleep_bands",
    // of companies without cards alone
    "int_named_clients",
    "rollup_transfers",
    "int_pay_revival_rows",
  ]);
  const empty: string[] = [];
  for (const model of models) {
    const [row] = await built.query(`select count(*)::integer as row_count from ${model.name}`);
    if (row!["row_count"] === 0 && !mayBeEmpty.has(model.name)) empty.push(model.name);
  }
  expect(empty).toEqual([]);
});

test.each(models.map((model) => [model.name, model] as const))(
  "every check in the header of %s holds",
  async (_, model) => {
    for (const check of model.checks)
      expect(await built.query(checkSql(model, check)), checkName(model, check)).toEqual([]);
  },
);

test.each(
  readChecks()
    .filter((check) => check.severity === "fail")
    .map((check) => [check.name, check] as const),
)("check %s holds", async (_, check) => {
  expect(await built.query(check.sql)).toEqual([]);
});

test.each(partitioned.map((model) => [model.name, model] as const))(
  "months of %s built one by one equal those built together",
  async (_, model) => {
    const order = `order by ${model.columns.map((column) => `${column.name} nulls first`).join(", ")}`;
    for (const [index, month] of months.entries()) {
      const touched = model.rebuilt === "touched" ? [month] : months.slice(index);
      await touch(built.connection, touched);
      await built.connection.run(`set variable changed_from = date '${month}'`);
      const alone = await built.query(`select * from (${model.sql}) ${order}`);
      await touch(built.connection, null);
      await built.connection.run("reset variable changed_from");
      const list = touched.map((one) => `date '${one}'`).join(", ");
      const asked = model.rebuilt === "changed" ? `>= date '${month}'` : `in (${list})`;
      const together = await built.query(
        `select * from ${model.name} where ${model.partition} ${asked} ${order}`,
      );
      expect(alone).toEqual(together);
    }
  },
);

test.each(
  readReports()
    .filter((report) => report.page !== "data_health")
    .map((report) => [report.name, report] as const),
)("report %s answers for every month, and for one without data", async (_, report) => {
  for (const month of ["2020-01-01", ...months]) {
    const params: FixtureRow = {};
    for (const {name, type} of report.params)
      params[name] = name === "month" ? month : type === "integer" ? 10 : "e1";
    const rows = await built.report(report.name, params);
    const keys = rows.map((row) => JSON.stringify(report.grain.map((column) => row[column])));
    expect(new Set(keys).size).toBe(keys.length);
    for (const check of report.checks.filter((one) => one.kind === "not_null"))
      for (const row of rows) for (const name of check.args) expect(row[name], name).not.toBeNull();
  }
});

test("two companies of other seeds keep every hard check too", async () => {
  for (const seed of [11, 12]) {
    const other = await buildAll(smallCompany(seed));
    for (const model of models)
      for (const check of model.checks.filter((one) => one.severity === "fail"))
        expect(await other.query(checkSql(model, check)), `${seed} ${checkName(model, check)}`).toEqual([]);
    for (const check of readChecks().filter((one) => one.severity === "fail"))
      expect(await other.query(check.sql), `${seed} ${check.name}`).toEqual([]);
    other.close();
  }
});

test("rows that only a source of extra columns knows wait, and break no check", async () => {
  const fixture = smallCompany(13);
  const lonely: Record<string, FixtureRow> = {
    "stage.employees": {employee_id: "later", aliases: "Later"},
    "stage.employee_roles": {employee_id: "e1", valid_from: "2026-03-01", team_id: "x"},
    "stage.employee_extensions": {extension: "777", valid_from: "2026-03-01"},
    "stage.clients": {client_id: "later"},
    "stage.client_potentials": {client_id: "later", estimated_on: "2026-03-01"},
    "stage.ownership_events": {client_id: "later", started_at: "2026-03-01 09:00:00+00"},
    "stage.campaigns": {campaign_id: "later", campaign_name: "x"},
    "stage.campaign_members": {campaign_id: "later", client_id: "k1"},
    "stage.client_feedback": {feedback_id: "later", reason: "x"},
    "stage.script_versions": {script_version: "later", notes: "x"},
    "stage.calls": {call_id: "later", recording: "x"},
    "stage.call_legs": {call_id: "later", leg_number: 1},
    "stage.call_results": {result_id: "later", comment: "x"},
    "stage.qa_reviews": {review_id: "later", item_code: "x"},
    "stage.deal_shares": {deal_id: "later", employee: "e1"},
    "stage.deals": {deal_id: "later", loss_reason: "x"},
    "stage.orders": {order_id: "later", line_number: "1", product: "x"},
    "stage.invoices": {invoice_id: "later", due_on: "2026-03-01"},
    "stage.payments": {payment_id: "later", product_group: "x"},
    "stage.handovers": {handover_id: "later", return_reason: "x"},
    "stage.absences": {employee: "e1", started_on: "2026-03-01"},
    "stage.salaries": {employee: "e1", valid_from: "2026-03-01"},
  };
  for (const [table, row] of Object.entries(lonely)) fixture[table] = [...(fixture[table] ?? []), row];
  const other = await buildAll(fixture);
  for (const model of models)
    for (const check of model.checks)
      expect(await other.query(checkSql(model, check)), checkName(model, check)).toEqual([]);
  other.close();
});
