import type {Database} from "./database.ts";
import {writeDrift} from "./drift.ts";
import {counted, onlyAdds} from "./shared-keys.ts";
import type {CompiledEntity} from "./sources/compile.ts";
import type {EntityMapping} from "./sources/mapping.ts";
import type {Load} from "./stage.ts";

const mostNamed = 5;

/**
 * Of rows of `stage.incoming` that share their key and say different things the last stays; the others are set aside
 * (`repeated_key`), and the keys are told with their lines. Rows that are the same in all that is read were sent twice;
 * rows that tell when they were changed are versions of one thing, and cards may stand in several rows.
 */
export async function refuseRepeatedKeys(
  warehouse: Database,
  load: Load,
  {contract, mapped}: Pick<CompiledEntity, "contract" | "mapped">,
  {mapping, hasLines}: {mapping: EntityMapping; hasLines: boolean},
): Promise<void> {
  const {entity, key} = contract;
  const repeated = repeatedSql({contract, mapped}, mapping, "stage.incoming", (field) => field);
  if (repeated === null) return;
  await warehouse.run(`create or replace temp table repeated as ${repeated}`);
  const count = await warehouse.value<number>("select count(*) from temp.repeated");
  if (count > 0) {
    if (hasLines)
      await writeDrift(warehouse, load, {
        kind: "repeated_keys",
        column: `${entity}.${key[0]}`,
        expected: null,
        actual: await namedKeys(warehouse),
        isRead: true,
      });
    await warehouse.run(`
      update stage.incoming as incoming set reject = '${key[0]}|repeated_key', reject_value = repeated.key_text
      from temp.repeated as repeated where repeated.row_number = incoming.rowid`);
  }
  await warehouse.run("drop table temp.repeated");
}

/**
 * SQL: `row_number` of each row of `relation` that gives way, `last_row` of the one that stays, `key_text`; null where rows
 * of one key may differ.
 */
export function repeatedSql(
  {contract: {entity, key}, mapped}: Pick<CompiledEntity, "contract" | "mapped">,
  mapping: EntityMapping,
  relation: string,
  typed: (field: string) => string,
): string | null {
  const names = mapped.map(({name}) => name);
  const values = names.filter((name) => !key.includes(name));
  if (!counted.has(entity) || onlyAdds(mapping) || names.includes("updated_at") || values.length === 0)
    return null;
  const keys = key.map(typed).join(", ");
  const differs = values.map((name) => `incoming.${typed(name)} is distinct from standing.${typed(name)}`);
  // rows are compared only where a key repeats: among millions mostly none does
  return `
    with shared as (
        select ${keys}, max(rowid) as last_row from ${relation} where reject is null group by ${keys} having count(*) > 1
    )
    select incoming.rowid as row_number, shared.last_row, concat_ws(' · ', ${key.map((name) => `shared.${typed(name)}::varchar`).join(", ")}) as key_text
    from ${relation} as incoming
    inner join shared using (${keys})
    inner join ${relation} as standing on standing.rowid = shared.last_row
    where incoming.reject is null and (${differs.join(" or ")})`;
}

/** `c1 (2, 5), c7 (8, 9, 12) + 3`: the first keys with all lines that hold them, the one that stays last. */
async function namedKeys(warehouse: Database): Promise<string> {
  const rows = await warehouse.rows<{named: string}>(`
    select key_text || ' (' || string_agg(distinct "__line", ', ' order by "__line") || ')' as named
    from (select key_text, unnest([row_number, last_row]) as row_number from temp.repeated) as places
    inner join stage.incoming as incoming on incoming.rowid = places.row_number
    group by key_text order by min("__line")`);
  const more = rows.length > mostNamed ? ` + ${rows.length - mostNamed}` : "";
  return `${rows
    .slice(0, mostNamed)
    .map(({named}) => named)
    .join(", ")}${more}`;
}
