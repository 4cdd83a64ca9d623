import type {Contract} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {writeDrift} from "./drift.ts";
import {literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";
import {monthsSql, touchMonthsOf} from "./touch.ts";

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
    await touchMonthsOf(warehouse, contract, timezone, "vanished");
    await warehouse.run(
      `delete from stage.${entity} where (${key.join(", ")}) in (select (${key.join(", ")}) from vanished)`,
    );
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
