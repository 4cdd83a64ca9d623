import type {Company} from "./company/company.ts";
import type {Contract} from "./contracts/index.ts";
import {createRows} from "./create-rows.ts";
import type {Database} from "./database.ts";
import {writeDrift} from "./drift.ts";
import type {CompiledEntity, SourceRows} from "./sources/compile.ts";
import type {Source} from "./sources/mapping.ts";
import {literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";
import {monthsSql} from "./touch.ts";
import {takeOut} from "./upsert.ts";

/**
 * Of a source whose files are the whole of their months: takes out rows of its earlier files in the months of
 * `stage.incoming` whose key is not there any more. A row that is set aside keeps the earlier one; when the key of
 * one cannot be read, nobody knows which, and nothing is taken out.
 */
export async function removeVanished(
  warehouse: Database,
  contract: Contract,
  load: Load,
  timezone: string,
): Promise<void> {
  const {entity, event, key} = contract;
  if (!event) return;
  const unknown = await warehouse.value(
    `select count(*) from stage.incoming where ${key.map((name) => `${name} is null`).join(" or ")}`,
  );
  if (unknown > 0) return;
  const covered = monthsSql(event, timezone, "stage.incoming where reject is null");
  const month = event.endsWith("_on")
    ? `date_trunc('month', ${event})::date`
    : `date_trunc('month', timezone('${timezone}', ${event}))::date`;
  await warehouse.run(`
    create or replace temp table vanished as
    select * from stage.${entity} as present
    where source_id = ${literal(load.source_id)} and ${month} in (select month from (${covered}) as covered)
        and not exists (select 1 from stage.incoming as incoming
            where ${key.map((name) => `incoming.${name} = present.${name}`).join(" and ")})`);
  const count = await warehouse.value<number>("select count(*) from vanished");
  if (count > 0) {
    await takeOut(warehouse, contract, timezone, "vanished");
    await writeDrift(warehouse, load, {
      kind: "vanished_rows",
      column: null,
      expected: null,
      actual: String(count),
      isRead: true,
    });
  }
  await warehouse.run("drop table vanished");
}

/**
 * Takes out rows of earlier files that this file calls deleted. A card of a client or an employee stays: what happened
 * with it still did. Of two versions of a row the newer counts, when the source tells which it is.
 */
export async function removeGone(
  warehouse: Database,
  {contract, gone}: CompiledEntity,
  {rows, source, company, load}: {rows: SourceRows; source: Source; company: Company; load: Load},
): Promise<void> {
  if (!gone || !contract.event) return;
  const {entity, key} = contract;
  const names = gone.mapped.map(({name}) => name);
  const columns = `${names.map((name) => `t_${name} as ${name}`).join(", ")}, reject`;
  await createRows(warehouse, gone, rows, {
    create: "create or replace temp table",
    target: "gone",
    columns,
    options: {},
  });
  await warehouse.run("delete from gone where reject is not null");
  const isOlder = names.includes("updated_at")
    ? " and not coalesce(gone.updated_at < present.updated_at, false)"
    : "";
  const ofSystem = company.sources.filter(({system}) => system === source.system);
  await warehouse.run(`
    create or replace temp table deleted as
    select * from stage.${entity} as present
    where source_id in (${ofSystem.map(({id}) => literal(id)).join(", ")}) and load_id < ${load.load_id}
        and exists (select 1 from gone where ${key.map((name) => `gone.${name} = present.${name}`).join(" and ")}${isOlder})`);
  const count = await warehouse.value<number>("select count(*) from deleted");
  if (count > 0) {
    await takeOut(warehouse, contract, company.config.timezone, "deleted");
    await writeDrift(warehouse, load, {
      kind: "deleted_rows",
      column: null,
      expected: null,
      actual: String(count),
      isRead: true,
    });
  }
  await warehouse.run("drop table gone");
  await warehouse.run("drop table deleted");
}
