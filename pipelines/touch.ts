import {type Contract, contracts} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {writeState} from "./warehouse.ts";

/**
 * Months that must be built again because of `stage.changed`: the month of each changed event, before and after,
 * and the months of events whose client or person is now met differently. Months are those of the company's zone.
 */
export async function touchMonths(warehouse: Database, contract: Contract, timezone: string): Promise<void> {
  await noteChanged(warehouse, contract.entity);
  if (await meetsOtherwise(warehouse, contract.entity)) {
    // a mark costs less than the months of every table at every file; a build without its hash is a full one
    await writeState(warehouse, "build_hash", "");
    return;
  }
  const selects = [
    ...monthsOf(contract, timezone),
    ...(await samePhones(warehouse, contract.entity, timezone)),
  ];
  if (selects.length === 0) return;
  await warehouse.run(`
    insert into ops.touched_months
    select distinct month from (${selects.join(" union all ")}) as months
    where month is not null and month not in (select month from ops.touched_months)`);
}

/** Notes that `stage.changed` bears on a canonical table; what reads none of these need not be made anew. */
export async function noteChanged(warehouse: Database, entity: string): Promise<void> {
  await warehouse.run(
    `insert into ops.changed_entities select $entity where exists (select 1 from stage.changed)
         and $entity not in (select entity from ops.changed_entities)`,
    {entity},
  );
}

/** Canonical tables that changed since the last published run. */
export async function changedEntities(warehouse: Database): Promise<Set<string>> {
  const rows = await warehouse.rows<{entity: string}>("select entity from ops.changed_entities");
  return new Set(rows.map(({entity}) => entity));
}

/** Every month that holds an event: what a full build covers. */
export async function touchAllMonths(warehouse: Database, timezone: string): Promise<void> {
  await warehouse.run("delete from ops.touched_months");
  await warehouse.run(
    `insert into ops.touched_months select distinct month from (${allMonths(timezone).join(" union ")}) as months where month is not null`,
  );
}

const allMonths = (timezone: string) =>
  contracts
    .filter((contract) => contract.event)
    .map((contract) => monthsSql(contract.event!, timezone, `stage.${contract.entity}`));

/** Distinct months of a column, company time. Quarters of an hour come first: no zone's month begins within one. */
export function monthsSql(column: string, timezone: string, from: string): string {
  if (column.endsWith("_on"))
    return `select distinct date_trunc('month', ${column})::date as month from ${from}`;
  return `select distinct date_trunc('month', timezone('${timezone}', to_timestamp(quarter * 900)))::date as month
    from (select distinct epoch_us(${column}) // 900000000 as quarter from ${from}) as quarters`;
}

function monthsOf(contract: Contract, timezone: string): string[] {
  const months = (column: string, from: string) => monthsSql(column, timezone, from);
  const selects: string[] = [];
  if (contract.event) {
    selects.push(months(contract.event, "stage.changed"));
    selects.push(months(`old_${contract.event}`, "stage.changed where not is_new"));
  }
  selects.push(...callMonths(contract.entity, months));
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
      selects.push(months(column, `stage.${table} where exists (select 1 from stage.changed)`));
  return selects;
}

/** A call, its legs and its outcomes may stand on different sides of a month's midnight, and come in any order. */
function callMonths(entity: string, months: (column: string, from: string) => string): string[] {
  const sameCall = "call_id in (select call_id from stage.changed)";
  if (entity === "calls")
    return [
      months("started_at", `stage.call_legs where ${sameCall}`),
      months("filed_at", `stage.call_results where ${sameCall}`),
      months("later", "(select started_at + interval 2 hour as later from stage.changed) as ends"),
    ];
  if (entity === "call_legs") return [months("started_at", `stage.calls where ${sameCall}`)];
  if (entity !== "call_results") return [];
  return [
    months("started_at", `stage.calls where ${sameCall}`),
    months("earlier", "(select filed_at - interval 1 day as earlier from stage.changed) as starts"),
  ];
}

/** A card that gained or lost a number, name or tax number moves the calls, results, orders and receipts that carry it. */
function clientMonths(timezone: string): string[] {
  const changed = (...columns: string[]) =>
    `(select * from stage.changed where is_new or ${columns.map((name) => `${name} is distinct from old_${name}`).join(" or ")})`;
  const called = changed("phones", "decision_maker_phone");
  const named = changed("tax_id", "client_name");
  const numbers = `(select unnest(string_split(concat_ws(';', phones, decision_maker_phone, old_phones, old_decision_maker_phone), ';')) from ${called})`;
  const either = (column: string, change = (name: string) => name) =>
    `(select ${change(column)} from ${named} union select ${change(`old_${column}`)} from ${named})`;
  const key = (name: string) => `name_key(${name})`;
  const byCall = `client_phone in ${numbers} or client_id in (select client_id from ${called})`;
  const byName = `client_id in (select client_id from ${named}) or client_tax_id in ${either("tax_id")} or name_key(client_name) in ${either("client_name", key)}`;
  return [
    monthsSql("started_at", timezone, `stage.calls where ${byCall}`),
    monthsSql("filed_at", timezone, `stage.call_results where ${byCall}`),
    monthsSql("ordered_on", timezone, `stage.orders where ${byCall} or ${byName}`),
    monthsSql("paid_on", timezone, `stage.payments where ${byCall} or ${byName}`),
  ];
}

const named = ["client_id", "client_tax_id", "client_phone", "client_name"];
const naming = (names: readonly string[]) =>
  `stage.changed where coalesce(${names.flatMap((name) => [name, `old_${name}`]).join(", ")}) is not null`;
const isMade = (relation: string) => `exists (select 1 from ${relation} where is_made_client_id(client_id))`;
/** Clients are what documents and calls say: nobody gives cards, or some of the cards are of clients made of them. */
const areNamed = `not exists (select 1 from stage.clients) or ${isMade("stage.clients")}`;

/**
 * True when rows of every month may meet their clients another way: with the first cards and without the last, with any
 * beside cards of clients that were made, and, while clients are what documents say, with each document that names a client, for it may show that two names or numbers are one.
 */
async function meetsOtherwise(warehouse: Database, entity: string): Promise<boolean> {
  if (entity === "clients")
    return warehouse.value<boolean>(`
      select (select count(*) from stage.changed) > 0
          and ((select count(*) from stage.clients) <= (select count(*) filter (is_new) from stage.changed)
              or ${isMade("stage.clients")} or ${isMade("stage.changed")})`);
  if (!["deals", "orders", "invoices", "payments", "handovers"].includes(entity)) return false;
  if (!(await warehouse.value<boolean>(`select ${areNamed}`))) return false;
  return warehouse.value<boolean>(`select exists (select 1 from ${naming(named)})`);
}

/** While clients are what documents say a call that names its client lends its telephone to that client, in whatever month. */
async function samePhones(warehouse: Database, entity: string, timezone: string): Promise<string[]> {
  if (entity !== "calls" && entity !== "call_results") return [];
  if (!(await warehouse.value<boolean>(`select ${areNamed}`))) return [];
  const calls = naming(["client_id"]);
  if (!(await warehouse.value<boolean>(`select exists (select 1 from ${calls})`))) return [];
  const byPhone = `client_phone in (select unnest([client_phone, old_client_phone]) from ${calls})`;
  return [
    monthsSql("started_at", timezone, `stage.calls where ${byPhone}`),
    monthsSql("filed_at", timezone, `stage.call_results where ${byPhone}`),
    monthsSql("ordered_on", timezone, `stage.orders where ${byPhone}`),
    monthsSql("paid_on", timezone, `stage.payments where ${byPhone}`),
  ];
}

/** A receipt may know its client only through the deal or invoice it pays. */
function paymentMonths(key: string, timezone: string): string {
  return monthsSql("paid_on", timezone, `stage.payments where ${key} in (select ${key} from stage.changed)`);
}
