import {existsSync, mkdirSync, readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {anotherRun} from "../queries/vocabulary.ts";
import type {Home} from "./company/company.ts";
import {stageTableSql} from "./contracts/ddl.ts";
import {contracts, fieldsOf} from "./contracts/index.ts";
import {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import {shutToOthers} from "./files.ts";
import {removeAbandoned} from "./scratch.ts";
import {threadsFor} from "./threads.ts";

const operations = `
create schema if not exists stage;
create schema if not exists ops;
create table if not exists ops.loads (
    load_id integer, source_id varchar, file_name varchar, sha256 varchar, byte_count bigint,
    received_at timestamptz, status_code varchar, mapping_hash varchar,
    row_count bigint, accepted_count bigint, rejected_count bigint, unchanged_count bigint, skipped_count bigint,
    first_event_date date, last_event_date date, message varchar
);
create table if not exists ops.rejected_rows (
    load_id integer, entity varchar, line_number bigint, column_name varchar, reason_code varchar,
    value varchar, raw_text varchar
);
alter table ops.loads add column if not exists correction_count integer;
alter table ops.loads add column if not exists message_ru varchar;
alter table ops.rejected_rows add column if not exists event_date date;
alter table ops.rejected_rows add column if not exists amount decimal(18,2);
alter table ops.rejected_rows add column if not exists talk_seconds integer;
alter table ops.rejected_rows add column if not exists is_superseded boolean;
alter table ops.loads add column if not exists superseded_count bigint;
alter table ops.loads add column if not exists totals_count bigint;
alter table ops.loads add column if not exists headers_count bigint;
alter table ops.loads add column if not exists dismissed_count bigint;
alter table ops.loads add column if not exists several_count bigint;
create table if not exists ops.row_keys (load_id integer, entity varchar, line_number bigint, row_key varchar);
create table if not exists ops.answered_rows (load_id integer, line_number bigint, raw_text varchar);
create table if not exists ops.load_columns (load_id integer, position integer, column_name varchar, kind_code varchar);
create table if not exists ops.load_measures (load_id integer, measure varchar, value double);
create table if not exists ops.drift (
    load_id integer, kind_code varchar, column_name varchar, expected varchar, actual varchar, is_read boolean
);
create table if not exists ops.seen_files (source_id varchar, path varchar, byte_count bigint, modified_ms double);
create table if not exists ops.touched_months (month date);
create table if not exists ops.changed_entities (entity varchar);
create table if not exists ops.check_results (
    check_name varchar, severity varchar, status_code varchar, failed_row_count integer,
    message varchar, message_ru varchar, model varchar
);
create table if not exists ops.parts (year integer, file varchar);
create table if not exists ops.state (name varchar, value varchar);
`;

/** Opens the warehouse, the one writable database of a home; only one run at a time can. */
export async function openWarehouse(
  home: Home,
  memoryLimit = "1400MB",
  threads = threadsFor([home.inbox, home.archive]),
): Promise<Database> {
  for (const folder of [home.inbox, home.archive, home.build, home.temporary, home.parts, home.runs])
    mkdirSync(folder, {recursive: true});
  // raw files and canonical rows hold what people are paid
  for (const folder of [home.archive, home.build, home.temporary]) shutToOthers(folder, 0o700);
  let warehouse: Database;
  try {
    warehouse = await Database.open(home.warehouse, {
      memory_limit: memoryLimit,
      threads,
      temp_directory: home.temporary,
      preserve_insertion_order: "true",
      // a run commits after every file; the log is folded into the file once, when the run closes it
      checkpoint_threshold: "1GB",
    });
  } catch (cause) {
    const isHeld = cause instanceof Error && /lock/i.test(cause.message);
    const said = isHeld
      ? {
          en: `${home.warehouse}: ${anotherRun}; wait until it ends`,
          ru: `${home.warehouse}: идёт другая загрузка; подождите, пока она закончится`,
        }
      : {
          en: `${home.warehouse}: the warehouse cannot be opened; restore the file from a backup`,
          ru: `${home.warehouse}: хранилище не открывается; восстановите файл из резервной копии`,
        };
    throw new PipelineError("busy", said, {cause});
  }
  shutToOthers(home.warehouse, 0o600);
  // the warehouse is ours now, so these folders hold only what a killed run left behind
  emptyFolder(home.build);
  emptyFolder(home.temporary);
  removeAbandoned(home);
  // staging runs the SQL of mappings, which may not reach secrets, the ledger or anything else of the machine
  const {archive, build, parts, snapshots, temporary} = home;
  await warehouse.lock({folders: [archive, build, parts, snapshots, temporary]});
  await warehouse.transaction(async () => {
    await warehouse.run(operations);
    for (const contract of contracts) await warehouse.run(stageTableSql(contract));
    await addNewFields(warehouse);
  });
  return warehouse;
}

/** A warehouse of an earlier version lacks the fields that contracts have gained since. */
async function addNewFields(warehouse: Database): Promise<void> {
  const columns = await warehouse.rows<{table_name: string; column_name: string}>(
    "select table_name, column_name from duckdb_columns() where schema_name = 'stage' and database_name = current_database()",
  );
  const present = new Set(columns.map(({table_name, column_name}) => `${table_name}.${column_name}`));
  for (const contract of contracts)
    for (const {name, sqlType} of fieldsOf(contract))
      if (!present.has(`${contract.entity}.${name}`))
        await warehouse.run(`alter table stage.${contract.entity} add column ${name} ${sqlType}`);
}

function emptyFolder(folder: string): void {
  if (existsSync(folder))
    for (const name of readdirSync(folder)) rmSync(join(folder, name), {recursive: true, force: true});
}

export async function readState(warehouse: Database, name: string): Promise<string | null> {
  const [row] = await warehouse.rows<{value: string}>("select value from ops.state where name = $name", {
    name,
  });
  return row?.value ?? null;
}

export async function writeState(warehouse: Database, name: string, value: string): Promise<void> {
  await warehouse.run("delete from ops.state where name = $name", {name});
  await warehouse.run("insert into ops.state values ($name, $value)", {name, value});
}
