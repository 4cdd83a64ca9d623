import type {Database} from "./database.ts";
import {writeDrift} from "./drift.ts";
import {counted} from "./shared-keys.ts";
import type {CompiledEntity} from "./sources/compile.ts";
import type {Load} from "./stage.ts";

/**
 * Says how many rows of `stage.incoming` share their key with another row of the file and say something else: only the
 * later of them stays. Rows that tell when they were changed are versions of one thing, and cards may stand in several rows.
 */
export async function noteRepeatedKeys(
  warehouse: Database,
  load: Load,
  {contract, mapped}: Pick<CompiledEntity, "contract" | "mapped">,
): Promise<void> {
  const {entity, key} = contract;
  const names = mapped.map(({name}) => name);
  const values = names.filter((name) => !key.includes(name));
  if (!counted.has(entity) || names.includes("updated_at") || values.length === 0) return;
  const keys = key.join(", ");
  // rows are compared only where a key repeats: among millions mostly none does
  const rows = await warehouse.value<number>(`
    with shared as (
        select ${keys} from stage.incoming group by ${keys} having count(*) > 1
    )
    select coalesce(sum(row_count), 0)::integer
    from (
        select count(*) as row_count from stage.incoming
        inner join shared using (${keys})
        group by ${keys}
        having count(distinct row(${values.join(", ")})) > 1
    ) as repeated`);
  if (rows === 0) return;
  await writeDrift(warehouse, load, {
    kind: "repeated_keys",
    column: `${entity}.${key[0]}`,
    expected: null,
    actual: String(rows),
    isRead: true,
  });
}
