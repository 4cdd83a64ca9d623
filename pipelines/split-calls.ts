import type {Database} from "./database.ts";
import {provedOrders} from "./day-order.ts";
import {OutOfOrder} from "./restage.ts";
import type {CompiledEntity, SourceRows} from "./sources/compile.ts";
import type {EntityMapping} from "./sources/mapping.ts";
import {literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/**
 * A call made of legs is whole only when all of them are in one file. Marks the calls of `stage.incoming`, and then
 * their legs, that would replace a call of an earlier file and have not all of its legs (`split_call`): the earlier
 * stands until a file brings the whole. Where legs are not kept, a call that begins later than the known one lacks some. With `isCorrection` such a file throws OutOfOrder: its rows are read in turn.
 */
export async function refuseParts(
  warehouse: Database,
  {contract: {entity}}: CompiledEntity,
  file: {
    calls: EntityMapping | undefined;
    legs: CompiledEntity | undefined;
    rows: SourceRows;
    load: Load;
    isCorrection: boolean;
  },
): Promise<void> {
  const {calls, legs, load} = file;
  if (!calls?.one_per) return;
  if (entity === "calls") await findParts(warehouse, legs, file.rows, load);
  else if (entity !== "call_legs") return;
  const refused = await warehouse.value("select count(*) from temp.split_calls");
  if (refused > 0) {
    if (file.isCorrection) throw new OutOfOrder(`${entity}: ${refused} calls have legs in other files`);
    await warehouse.run(`
      update stage.incoming as incoming set reject = 'call_id|split_call', reject_value = call_id
      where reject is null and call_id in (select call_id from temp.split_calls)`);
  }
  if (entity === "call_legs" || !legs) await warehouse.run("drop table temp.split_calls");
}

async function findParts(
  warehouse: Database,
  legs: CompiledEntity | undefined,
  rows: SourceRows,
  {source_id, load_id}: Load,
): Promise<void> {
  await warehouse.run(`
    create or replace temp table split_calls as
    select present.call_id from stage.calls as present
    inner join stage.incoming as incoming on incoming.call_id = present.call_id
    where incoming.reject is null and present.source_id = ${literal(source_id)} and present.load_id < ${load_id}
        ${legs ? "" : "and incoming.started_at > present.started_at"}`);
  if (!legs || (await warehouse.value("select count(*) from temp.split_calls")) === 0) return;
  const orders = await provedOrders(warehouse, legs, rows);
  await warehouse.run(`
    create or replace temp table split_calls as
    select distinct present.call_id from stage.call_legs as present
    inner join temp.split_calls as known on present.call_id = known.call_id
    where (present.call_id, present.started_at) not in (
        select (t_call_id, t_started_at) from (${legs.select(rows, {orders})}) as mapped
        where t_call_id is not null and t_started_at is not null)`);
}
