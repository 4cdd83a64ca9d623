import {existsSync, mkdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {type CheckResult, valuesOf} from "./checks.ts";
import type {Company, Home} from "./company/company.ts";
import {contracts} from "./contracts/index.ts";
import {Database} from "./database.ts";
import {writeExcluded} from "./excluded.ts";
import {replaceFile, sync} from "./files.ts";
import {writeCorrections} from "./health-corrections.ts";
import type {LeftFile} from "./inbox.ts";
import {readHealthTables, readMacros} from "./models.ts";
import {currentSnapshot} from "./snapshots.ts";
import {identifier, literal} from "./sources/sql.ts";
import {withholdPay} from "./withhold-pay.ts";

/**
 * Writes what the data-health page shows: also after a run that published nothing, so that its reason can be read.
 * Returns the file's path relative to var/snapshots.
 */
export async function writeHealth(
  warehouse: Database,
  home: Home,
  company: Company,
  options: {
    run: string;
    checks: CheckResult[];
    dataUntil: string | null;
    left: readonly LeftFile[];
    now: () => Date;
  },
): Promise<string> {
  const folder = join(home.snapshots, "health");
  mkdirSync(folder, {recursive: true});
  const path = join(folder, `${options.run}.duckdb`);
  rmSync(path, {force: true});
  const warehouseName = await warehouse.value<string>("select current_catalog()");
  await warehouse.run(`attach ${literal(path)} as health`);
  await warehouse.run("use health");
  await warehouse.transaction(async () => {
    await warehouse.run(readHealthTables());
    await warehouse.run(readMacros(company.config.timezone));
  });
  await warehouse.run(`use ${identifier(warehouseName)}`);
  await warehouse.transaction(async () => {
    await warehouse.run(`
      insert into health.loads by name
      select load_id, source_id, file_name, received_at, byte_count, sha256, row_count, accepted_count,
          rejected_count - superseded_count as rejected_count, superseded_count, unchanged_count, skipped_count, first_event_date, last_event_date, status_code, message, message_ru
      from ops.loads`);
    await warehouse.run(`
      insert into health.rejected_rows by name
      select rejected.load_id, loads.source_id, loads.file_name, rejected.line_number, rejected.entity,
          rejected.column_name, rejected.reason_code, rejected.value, rejected.raw_text, loads.received_at as rejected_at,
          rejected.event_date, rejected.amount, rejected.talk_seconds
      from ops.rejected_rows as rejected
      inner join ops.loads as loads on loads.load_id = rejected.load_id
      where not rejected.is_superseded`);
    await warehouse.run(`
      insert into health.drift by name
      select drift.*, loads.received_at, loads.source_id, loads.file_name
      from ops.drift as drift inner join ops.loads as loads on loads.load_id = drift.load_id`);
    await writeCorrections(warehouse, home, company);
    await writeExcluded(warehouse, company.config.timezone);
    await writeDays(warehouse, company, options.dataUntil);
    await writeSources(warehouse, company, options.now());
    await writeFailed(warehouse, company);
    await writeLeft(warehouse, options.left);
    await warehouse.run(`
      insert into health.source_columns
      with last as (
          select loads.source_id, max(loads.load_id) as load_id from ops.loads as loads
          where loads.load_id in (select load_id from ops.load_columns) group by loads.source_id
      )
      select last.source_id, columns.column_name
      from last inner join ops.load_columns as columns on columns.load_id = last.load_id`);
    await writeUnmatched(warehouse);
    await writeChecks(warehouse, options.checks);
    await withholdPay(warehouse, company);
  });
  await warehouse.run("detach health");
  sync(path);
  return `health/${options.run}.duckdb`;
}

/** What met nobody in any month; an estimate of a potential belongs to no month, so it is looked at here. */
async function writeUnmatched(warehouse: Database): Promise<void> {
  await warehouse.run(`
    insert into health.unmatched by name
    with lost as (
        select kind_code, value, sum(row_count)::integer as row_count, min(first_date) as first_date,
            max(last_date) as last_date, sum(amount)::decimal(18,2) as amount
        from int_unmatched group by kind_code, value
        union all
        select 'potential_client', potentials.client_id, count(*)::integer, min(potentials.estimated_on),
            max(potentials.estimated_on), max_by(potentials.potential_amount, potentials.estimated_on)
        from stage.client_potentials as potentials
        anti join dim_clients as clients on clients.client_id = potentials.client_id
        group by potentials.client_id
    )
    select *, (row_number() over (partition by kind_code order by row_count desc, value))::integer as place
    from lost qualify place <= 1000 order by place, kind_code`);
}

/** Days the page looks back from the last day of data. */
const shownDays = 60;

/**
 * What each source holds of each day: the day of the events, or of arrival where a source has no dated events.
 * A set-aside row whose own day cannot be read, or lies after its arrival, stands on the last day of its file.
 */
async function writeDays(warehouse: Database, company: Company, dataUntil: string | null): Promise<void> {
  const zone = literal(company.config.timezone);
  const since = `date '${dataUntil ?? "2000-01-01"}' - ${shownDays}`;
  const dated = contracts.filter((contract) => contract.event);
  const events = dated.map(({entity, event}) => {
    const day = event!.endsWith("_on") ? event! : `timezone(${zone}, ${event})::date`;
    // a constant to compare with, so that only the last row groups are read
    const recent = event!.endsWith("_on")
      ? `${event} > ${since}`
      : `${event} > timezone(${zone}, (${since})::timestamp)`;
    return `select source_id, ${day} as day, count(*) as accepted_count from stage.${entity} where ${recent} group by all`;
  });
  const undated = company.sources.filter((source) => !dated.some(({entity}) => source.entities[entity]));
  const names = undated.map((source) => literal(source.id)).join(", ") || "''";
  const arrival = `timezone(${zone}, received_at)::date`;
  await warehouse.run(`
    insert into health.load_days by name
    with files as (
        select load_id, source_id, accepted_count, ${arrival} as arrived_on,
            case when source_id in (${names}) then ${arrival} else coalesce(last_event_date, ${arrival}) end as last_day
        from ops.loads where status_code = 'staged'
    ),
    refused as (
        select files.source_id, files.last_day, files.arrived_on, max(rejected.event_date) as event_date
        from files inner join ops.rejected_rows as rejected on rejected.load_id = files.load_id
        where not rejected.is_superseded
        group by files.load_id, files.source_id, files.last_day, files.arrived_on, rejected.line_number
    ),
    days as (
        select source_id, day, 0 as file_count, accepted_count, 0 as rejected_count from (${events.join(" union all ")})
        union all
        select source_id, last_day, 1, case when source_id in (${names}) then accepted_count else 0 end, 0 from files
        union all
        select source_id, case when event_date <= arrived_on then event_date else last_day end, 0, 0, 1 from refused
    )
    select source_id, day, sum(file_count)::integer as file_count, sum(accepted_count)::integer as accepted_count,
        sum(rejected_count)::integer as rejected_count
    from days group by all`);
}

/** The check results of the served snapshot, for a run that had nothing to check. */
export async function servedChecks(home: Home, served: {health: string}): Promise<CheckResult[]> {
  const path = join(home.snapshots, served.health);
  if (!existsSync(path)) return [];
  const database = await Database.open(path, {access_mode: "READ_ONLY", threads: "1"});
  try {
    return await database.rows<CheckResult>("select * from check_results");
  } finally {
    database.close();
  }
}

/** After a run that published nothing: the served snapshot stays, the page tells of the newer health. */
export function pointToHealth(home: Home, health: string): void {
  const current = currentSnapshot(home);
  if (current)
    replaceFile(join(home.snapshots, "current.json"), `${JSON.stringify({...current, health}, null, 1)}\n`);
}

async function writeSources(warehouse: Database, company: Company, now: Date): Promise<void> {
  const values = company.sources.map(
    (source) =>
      `(${literal(source.id)}, ${literal(source.preset ?? "own mapping")}, ${source.schedule ? literal(source.schedule) : "null"}, ${source.lateAfterHours ?? "null"})`,
  );
  await warehouse.run(`
    insert into health.sources by name
    with declared(source_id, preset, schedule, late_hours) as (values ${values.join(", ") || "(null, null, null, null)"}),
    loaded as (
        select source_id, max(received_at) as last_received_at, max(last_event_date) as last_event_date,
            count(*) as file_count, sum(row_count) as row_count, sum(accepted_count) as accepted_count,
            sum(rejected_count - superseded_count) as rejected_count,
            count(*) filter (where status_code = 'failed') as failed_count, max_by(row_count, load_id) as last_rows
        from ops.loads where status_code <> 'withdrawn' group by source_id
    )
    select declared.source_id, declared.preset, declared.schedule::varchar as schedule, loaded.last_received_at,
        loaded.last_event_date, coalesce(loaded.file_count, 0)::integer as file_count,
        coalesce(loaded.row_count, 0)::bigint as row_count, coalesce(loaded.accepted_count, 0)::bigint as accepted_count,
        coalesce(loaded.rejected_count, 0)::bigint as rejected_count,
        case when loaded.source_id is null then 'never' when loaded.failed_count > 0 then 'failed'
            when loaded.last_rows = 0 then 'empty'
            when timestamptz '${now.toISOString()}' - loaded.last_received_at > to_hours(declared.late_hours::bigint) then 'late'
            else 'fresh' end as status_code
    from declared left join loaded on loaded.source_id = declared.source_id
    where declared.source_id is not null`);
}

/** What the rows of files that could not be read should have become, by the mapping of their source. */
async function writeFailed(warehouse: Database, company: Company): Promise<void> {
  const made = company.sources.flatMap(({id, entities}) =>
    Object.keys(entities).map((entity) => `(${literal(id)}, ${literal(entity)})`),
  );
  if (made.length === 0) return;
  await warehouse.run(`
    insert into health.failed_files by name
    select loads.load_id, made.entity, loads.received_at
    from ops.loads as loads
    inner join (values ${made.join(", ")}) as made(source_id, entity) on made.source_id = loads.source_id
    where loads.status_code = 'failed'`);
}

/** What the run found in the inbox and did not take. */
async function writeLeft(warehouse: Database, left: readonly LeftFile[]): Promise<void> {
  const rows = left
    .filter(({isUnfinished}) => !isUnfinished)
    .map(({file, said}) => `(${[file, said.en, said.ru].map(literal).join(", ")})`);
  if (rows.length > 0) await warehouse.run(`insert into health.left_files values ${rows.join(", ")}`);
}

async function writeChecks(warehouse: Database, checks: CheckResult[]): Promise<void> {
  if (checks.length === 0) return;
  await warehouse.run(`insert into health.check_results values ${checks.map(valuesOf).join(", ")}`);
}
