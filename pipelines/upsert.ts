import type {Contract} from "./contracts/index.ts";
import {fieldsOf} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {touchMonths} from "./touch.ts";

export interface UpsertCounts {
  inserted: number;
  updated: number;
  unchanged: number;
}

/**
 * Merges `stage.incoming` (every column of the contract, those outside `mapped` null) into the entity's table.
 * The same key is the same thing: of several rows the newest `updated_at` wins, else the later one.
 * Columns outside `mapped` keep what another source gave, and so do empty cells when `keepsBlanks`; with `keepsSource`
 * the row goes on being that of the source that made it. Leaves `stage.changed`: the rows as they now stand, with what
 * their event and lookups were before and whether they are new.
 */
export async function upsert(
  warehouse: Database,
  contract: Contract,
  mapped: string[],
  {keepsBlanks = false, keepsSource = false}: {keepsBlanks?: boolean; keepsSource?: boolean} = {},
): Promise<UpsertCounts> {
  const table = `stage.${contract.entity}`;
  const key = contract.key;
  const hasVersion = mapped.includes("updated_at");
  await dropChanged(warehouse);
  const total = await warehouse.value("select count(*) from stage.incoming");
  const distinct = await warehouse.value(`select count(distinct ${keyTuple(key)}) from stage.incoming`);
  if (distinct < total) await keepWinners(warehouse, key, hasVersion);

  if ((await warehouse.value(`select count(*) from (select 1 from ${table} limit 1)`)) === 0) {
    await warehouse.run(`drop table ${table}`);
    await warehouse.run(`alter table stage.incoming rename to ${contract.entity}`);
    await warehouse.run(
      `create view stage.changed as select *, true as is_new${oldValues(contract, (name) => `null::${typeOf(contract, name)}`)} from ${table}`,
    );
    return {inserted: distinct, updated: 0, unchanged: total - distinct};
  }

  const names = fieldsOf(contract).map((field) => field.name);
  const on = (left: string, right: string) =>
    key.map((name) => `${left}.${name} = ${right}.${name}`).join(" and ");
  const values = mapped.filter((name) => !key.includes(name));
  const taken = (name: string) =>
    keepsBlanks ? `coalesce(incoming.${name}, present.${name})` : `incoming.${name}`;
  const differs =
    values.length === 0
      ? "false"
      : `(${values.map((name) => `${taken(name)} is distinct from present.${name}`).join(" or ")})`;
  const older = hasVersion ? "coalesce(incoming.updated_at < present.updated_at, false)" : "false";
  const merged = names.map((name) => `${mapped.includes(name) ? taken(name) : `present.${name}`} as ${name}`);
  await warehouse.run(`
    create temp table present as
    select * from ${table} where ${keyTuple(key)} in (select ${keyTuple(key)} from stage.incoming)`);
  await warehouse.run(`
    create table stage.changed_rows as
    select ${merged.join(", ")}, ${keepsSource ? "coalesce(present.source_id, incoming.source_id) as source_id" : "incoming.source_id"}, incoming.load_id,
        present.load_id is null as is_new${oldValues(contract, (name) => `present.${name}`)}
    from stage.incoming as incoming
    left join present on ${on("incoming", "present")}
    where present.load_id is null or (not ${older} and ${differs})`);
  await warehouse.run("drop table present");
  await warehouse.run("create view stage.changed as select * from stage.changed_rows");
  const columns = [...names, "source_id", "load_id"];
  const updates = columns.filter((name) => !key.includes(name)).map((name) => `${name} = changed.${name}`);
  await warehouse.run(`
    merge into ${table} as present using stage.changed as changed on ${on("present", "changed")}
    when matched then update set ${updates.join(", ")}
    when not matched then insert (${columns.join(", ")}) values (${columns.map((name) => `changed.${name}`).join(", ")})`);
  await warehouse.run("drop table stage.incoming");
  const inserted = await warehouse.value("select count(*) from stage.changed where is_new");
  const updated = await warehouse.value("select count(*) from stage.changed where not is_new");
  return {inserted, updated, unchanged: total - inserted - updated};
}

/**
 * Takes the rows of `from`, an SQL relation of rows as they stand, out of the entity's table, and touches the months
 * that they were seen in.
 */
export async function takeOut(
  warehouse: Database,
  contract: Contract,
  timezone: string,
  from: string,
): Promise<void> {
  await dropChanged(warehouse);
  const rows = `select *, false as is_new${oldValues(contract, (name) => name)} from ${from}`;
  await warehouse.run(`create table stage.changed_rows as ${rows}`);
  await warehouse.run("create view stage.changed as select * from stage.changed_rows");
  await touchMonths(warehouse, contract, timezone);
  const key = keyTuple(contract.key);
  await warehouse.run(`delete from stage.${contract.entity} where ${key} in (select ${key} from ${from})`);
  await dropChanged(warehouse);
}

const keyTuple = (key: readonly string[]) => (key.length === 1 ? key[0]! : `(${key.join(", ")})`);

/** What the row's month and meeting points were before: `old_<field>` columns. */
function oldValues(contract: Contract, expression: (name: string) => string): string {
  const names = [...(contract.event ? [contract.event] : []), ...(contract.lookups ?? [])];
  return names.map((name) => `, ${expression(name)} as old_${name}`).join("");
}

function typeOf(contract: Contract, name: string): string {
  return fieldsOf(contract).find((field) => field.name === name)!.sqlType;
}

async function keepWinners(warehouse: Database, key: readonly string[], hasVersion: boolean): Promise<void> {
  const version = hasVersion ? "coalesce(updated_at, timestamptz '-infinity')" : "null";
  await warehouse.run(`
    create table stage.winners as select * from stage.incoming
    where rowid in (select max({version: ${version}, position: rowid}).position from stage.incoming group by ${key.join(", ")})`);
  await warehouse.run("drop table stage.incoming");
  await warehouse.run("alter table stage.winners rename to incoming");
}

export async function dropChanged(warehouse: Database): Promise<void> {
  await warehouse.run("drop view if exists stage.changed");
  await warehouse.run("drop table if exists stage.changed_rows");
}
