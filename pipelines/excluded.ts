import {type Contract, contractOf} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {literal} from "./sources/sql.ts";

/**
 * Fills `health.excluded_rows`: what the figures of a month leave out because it waits in quarantine, and beside it
 * what they hold of the same entity, whatever the source.
 */
export async function writeExcluded(warehouse: Database, timezone: string): Promise<void> {
  await warehouse.run(`
    create or replace temp table excluded as
    with refused as (
        select load_id, line_number, entity, max(event_date) as event_date, sum(amount) as amount
        from ops.rejected_rows where not is_superseded
        group by all
    )
    select date_trunc('month', event_date)::date as month, entity, count(*)::integer as rejected_count,
        sum(amount)::decimal(18,2) as rejected_amount
    from refused
    group by all`);
  const entities = await warehouse.rows<{entity: string}>(
    "select distinct entity from excluded where entity is not null and month is not null",
  );
  const accepted = entities.flatMap(({entity}) => {
    const contract = contractOf(entity);
    return contract?.event ? [acceptedSql(contract, timezone)] : [];
  });
  const nothing =
    "select null::date as month, null::varchar as entity, 0::bigint as row_count, null::decimal(18,2) as amount where false";
  await warehouse.run(`
    insert into health.excluded_rows by name
    with accepted as (${[nothing, ...accepted].join(" union all ")})
    select excluded.*, coalesce(accepted.row_count, 0)::bigint as accepted_count, accepted.amount as accepted_amount
    from excluded
    left join accepted on accepted.month = excluded.month and accepted.entity = excluded.entity`);
  await warehouse.run("drop table excluded");
}

/** Rows and money by month, of the months that lack rows; quarters of an hour first, as no month begins within one. */
function acceptedSql({entity, event, schema}: Contract, timezone: string): string {
  const amount = "amount" in schema.shape ? "sum(amount)" : "null";
  const bound = (side: string) =>
    `(select ${side} from excluded where entity = ${literal(entity)} and month is not null)`;
  const from = bound("min(month)");
  const until = bound("max(month) + interval 1 month");
  const isDay = event!.endsWith("_on");
  const at = (day: string) => (isDay ? day : `timezone(${literal(timezone)}, (${day})::timestamp)`);
  const slot = isDay ? `${event}` : `epoch_us(${event}) // 900000000`;
  const day = isDay ? "slot" : `timezone(${literal(timezone)}, to_timestamp(slot * 900))`;
  return `
    select date_trunc('month', ${day})::date as month, ${literal(entity)} as entity,
        sum(row_count)::bigint as row_count, sum(amount)::decimal(18,2) as amount
    from (
        select ${slot} as slot, count(*) as row_count, ${amount} as amount
        from stage.${entity} where ${event} >= ${at(from)} and ${event} < ${at(until)} group by all
    ) as slots
    group by all`;
}
