import type {Company} from "./company/company.ts";
import type {Contract} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {OutOfOrder} from "./restage.ts";
import {onlyAdds} from "./shared-keys.ts";
import {literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/**
 * Keeps the keys of refused rows of `stage.incoming`, null where they cannot be read, and of its other rows those that
 * a refused row of an earlier file has. Files that follow a corrected one were not asked for a key it has only now:
 * OutOfOrder is thrown then.
 */
export async function recordKeys(
  warehouse: Database,
  load: Load,
  {entity, key}: Contract,
  {rejected, isCorrection}: {rejected: number; isCorrection: boolean},
): Promise<void> {
  const text = keyText(key, (name) => name);
  // a number that lost its digits is the number of many rows, one that is only not to be had again is a number
  const isRead = [
    `(split_part(reject, '|', 1) not in (${key.map(literal).join(", ")}) or split_part(reject, '|', 2) in ('taken_elsewhere', 'split_call', 'repeated_key'))`,
    ...key.map((name) => `${name} is not null`),
  ].join(" and ");
  if (rejected > 0)
    await warehouse.run(`
      insert into ops.row_keys
      select distinct ${load.load_id}, '${entity}', "__line", case when ${isRead} then ${text} end
      from stage.incoming where reject is not null`);
  if (isCorrection) await refuseNewKeys(warehouse, load, entity);
  const asked = `select row_key from ops.row_keys where entity = '${entity}' and load_id < ${load.load_id} and line_number is not null`;
  if ((await warehouse.value(`select count(*) from (${asked} limit 1)`)) === 0) return;
  await warehouse.run(`
    insert into ops.row_keys
    select distinct ${load.load_id}, '${entity}', null::bigint, ${text}
    from stage.incoming where reject is null and ${text} in (${asked})`);
}

/** SQL: a key as one text. */
export const keyText = (key: readonly string[], typed: (field: string) => string) =>
  `concat_ws(chr(31), ${key.map((name) => `${typed(name)}::varchar`).join(", ")})`;

async function refuseNewKeys(warehouse: Database, {load_id, file_name}: Load, entity: string): Promise<void> {
  const own = `load_id = ${load_id} and entity = '${entity}' and line_number is not null`;
  const fresh = await warehouse.value<number>(`
    select count(*) from ops.row_keys where ${own} and row_key is not null
        and row_key not in (select row_key from temp.former_keys where ${own} and row_key is not null)
        and exists (select 1 from ops.loads where load_id > ${load_id} and status_code = 'staged')`);
  if (fresh > 0) throw new OutOfOrder(`${file_name}: ${fresh} refused rows have other keys now`);
}

/** Keeps the text of rows that people corrected or dismissed and that nothing refuses any more, as they came. */
export async function recordAnswered(warehouse: Database, load: Load, asTheyCame: string): Promise<void> {
  await warehouse.run(`
    insert into ops.answered_rows
    select ${load.load_id}, line_number, raw_text from ${asTheyCame} as came
    where line_number not in (select line_number from ops.rejected_rows where load_id = ${load.load_id})`);
}

/**
 * Marks refused rows that nobody waits for: a newer file of the same system brought their key, whether it could take the
 * row or waits with it itself; a newer file of the same source holds the same text; or that text was corrected or
 * dismissed in another file. Of equal lines in one file the first is the first of another.
 */
export async function markSuperseded(warehouse: Database, company: Company): Promise<void> {
  // rows that only add to others' cards do not bring those cards
  const spaces = company.sources.flatMap(({id, system, entities}) =>
    Object.entries(entities).map(
      ([entity, mapping]) =>
        `(${literal(id)}, ${literal(entity)}, ${literal(onlyAdds(mapping) ? `of ${id}` : `system ${system}`)})`,
    ),
  );
  await warehouse.run(`
    create or replace temp table superseded as
    with spaces(source_id, entity, space) as (values ${spaces.join(", ") || "(null, null, null)"}),
    keys as (
        select row_keys.*, coalesce(spaces.space, loads.source_id) as space
        from ops.row_keys as row_keys
        inner join ops.loads as loads on loads.load_id = row_keys.load_id
        left join spaces on spaces.source_id = loads.source_id and spaces.entity = row_keys.entity
    ),
    last_keys as (
        select space, entity, row_key, max(load_id) as load_id from keys group by all
    ),
    by_key as (
        select keys.load_id, keys.line_number, keys.entity
        from keys
        left join last_keys
            on last_keys.space = keys.space and last_keys.entity = keys.entity and last_keys.row_key = keys.row_key
        where keys.line_number is not null
        group by keys.load_id, keys.line_number, keys.entity
        having bool_and(coalesce(last_keys.load_id > keys.load_id, false))
    ),
    lines as (
        select distinct load_id, line_number, raw_text, false as is_answered from ops.rejected_rows
        union all
        select load_id, line_number, raw_text, true from ops.answered_rows
    ),
    numbered as (
        select lines.*, loads.source_id,
            row_number() over (partition by lines.load_id, lines.raw_text order by lines.line_number) as occurrence
        from lines inner join ops.loads as loads on loads.load_id = lines.load_id
    ),
    answered as (
        select distinct source_id, raw_text, occurrence from numbered where is_answered
    ),
    refused as (
        select distinct numbered.source_id, numbered.raw_text, numbered.occurrence,
            rejected.load_id, rejected.line_number, rejected.entity
        from ops.rejected_rows as rejected
        inner join numbered
            on numbered.load_id = rejected.load_id
            and numbered.line_number = rejected.line_number
            and numbered.raw_text = rejected.raw_text
    ),
    last_refused as (
        select source_id, raw_text, occurrence, entity, max(load_id) as load_id from refused group by all
    ),
    by_text as (
        select refused.load_id, refused.line_number, refused.entity
        from refused
        inner join last_refused
            on last_refused.source_id = refused.source_id
            and last_refused.raw_text = refused.raw_text
            and last_refused.occurrence = refused.occurrence
            and last_refused.entity is not distinct from refused.entity
        left join answered
            on answered.source_id = refused.source_id
            and answered.raw_text = refused.raw_text
            and answered.occurrence = refused.occurrence
        where last_refused.load_id > refused.load_id or answered.source_id is not null
    )
    select * from by_key union select * from by_text`);
  await warehouse.run(`
    update ops.rejected_rows as rejected
    set is_superseded = exists (
        select 1 from temp.superseded
        where superseded.load_id = rejected.load_id and superseded.line_number = rejected.line_number
            -- a record that could not be split is of the only entity that its file makes
            and (superseded.entity is not distinct from rejected.entity or rejected.entity is null))`);
  await warehouse.run(`
    update ops.loads as loads
    set superseded_count = (
        select count(*) from (
            select load_id from ops.rejected_rows group by load_id, line_number having bool_and(is_superseded)
        ) as lines
        where lines.load_id = loads.load_id)`);
  await warehouse.run("drop table temp.superseded");
}
