import {type Contract, contracts} from "./contracts/index.ts";
import type {Database} from "./database.ts";

/**
 * Months that must be built again because of `stage.changed`: the month of each changed event, before and after,
 * and the months of events whose client or person is now met differently. Months are those of the company's zone.
 */
export async function touchMonths(warehouse: Database, contract: Contract, timezone: string): Promise<void> {
  const selects = monthsOf(contract, timezone);
  if (selects.length === 0) return;
  await warehouse.run(`
    insert into ops.touched_months
    select distinct month from (${selects.join(" union all ")}) as months
    where month is not null and month not in (select month from ops.touched_months)`);
}

/** Every month that holds an event: what a full build covers. */
export async function touchAllMonths(warehouse: Database, timezone: string): Promise<void> {
  const selects = contracts
    .filter((contract) => contract.event)
    .map(
      (contract) =>
        `select distinct ${monthSql(contract.event!, timezone)} as month from stage.${contract.entity}`,
    );
  await warehouse.run("delete from ops.touched_months");
  await warehouse.run(
    `insert into ops.touched_months select distinct month from (${selects.join(" union ")}) as months where month is not null`,
  );
}

function monthSql(column: string, timezone: string): string {
  const isDay = column.endsWith("_on");
  const local = isDay ? column : `timezone('${timezone}', ${column})`;
  return `date_trunc('month', ${local})::date`;
}

function monthsOf(contract: Contract, timezone: string): string[] {
  const month = (column: string) => monthSql(column, timezone);
  const selects: string[] = [];
  if (contract.event) {
    selects.push(`select ${month(contract.event)} as month from stage.changed`);
    selects.push(`select ${month(`old_${contract.event}`)} as month from stage.changed`);
  }
  // an outcome is filed some time after its call, which may lie on the other side of midnight
  if (contract.entity === "call_results")
    selects.push(
      `select date_trunc('month', timezone('${timezone}', filed_at - interval 1 day))::date as month from stage.changed`,
    );
  if (contract.entity === "absences")
    selects.push(
      "select unnest(generate_series(date_trunc('month', started_on), date_trunc('month', ended_on), interval 1 month))::date as month from stage.changed",
    );
  if (contract.entity === "clients") selects.push(...clientMonths(timezone));
  if (contract.entity === "deals" || contract.entity === "invoices")
    selects.push(paymentMonths(contract.key[0]!, timezone));
  if (["employees", "employee_roles", "employee_extensions", "script_versions"].includes(contract.entity))
    for (const [table, column] of [
      ["calls", "started_at"],
      ["call_results", "filed_at"],
      ["orders", "ordered_on"],
    ] as const)
      selects.push(
        `select ${month(column)} as month from stage.${table} where exists (select 1 from stage.changed)`,
      );
  return selects;
}

/** A card that gained or lost a number, name or tax number moves the calls, results, orders and receipts that carry it. */
function clientMonths(timezone: string): string[] {
  const numbers =
    "(select unnest(string_split(concat_ws(';', phones, decision_maker_phone, old_phones, old_decision_maker_phone), ';')) from stage.changed)";
  const clients = "(select client_id from stage.changed)";
  const either = (column: string, change = (name: string) => name) =>
    `(select ${change(column)} from stage.changed union select ${change(`old_${column}`)} from stage.changed)`;
  const key = (name: string) => `name_key(${name})`;
  const months = (table: string, column: string) =>
    `select ${monthSql(column, timezone)} as month from stage.${table} where client_phone in ${numbers} or client_id in ${clients}`;
  const named = `client_tax_id in ${either("tax_id")} or name_key(client_name) in ${either("client_name", key)}`;
  return [
    months("calls", "started_at"),
    months("call_results", "filed_at"),
    `${months("orders", "ordered_on")} or ${named}`,
    `${months("payments", "paid_on")} or ${named}`,
  ];
}

/** A receipt may know its client only through the deal or invoice it pays. */
function paymentMonths(key: string, timezone: string): string {
  return `select ${monthSql("paid_on", timezone)} as month from stage.payments where ${key} in (select ${key} from stage.changed)`;
}
