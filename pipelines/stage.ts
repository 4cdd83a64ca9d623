import {statSync} from "node:fs";
import {join} from "node:path";
import type {Company, Home} from "./company/company.ts";
import {mappingHash} from "./company/company.ts";
import {contracts, fieldsOf} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import {deriveHistory} from "./history.ts";
import {archivePath} from "./land.ts";
import {recordRejects} from "./quarantine.ts";
import {type CompiledEntity, cleaned, compileEntity, isMade} from "./sources/compile.ts";
import {openTable, type RawTable} from "./sources/formats/index.ts";
import type {Source} from "./sources/mapping.ts";
import {normalisePhone, normalisePhones} from "./sources/phones.ts";
import {touchMonths} from "./touch.ts";
import {dropChanged, upsert} from "./upsert.ts";
import {writeState} from "./warehouse.ts";

export interface Load {
  load_id: number;
  source_id: string;
  file_name: string;
  sha256: string;
  received_at: string;
}

export interface StagedFile {
  rows: number;
  accepted: number;
  rejected: number;
  unchanged: number;
  skipped: number;
}

/** Up to this size a file is split into records at once: most have a row to set aside, and its line is then known. */
const smallFile = 8_000_000;

/** A file opened and, when small, split; independent of the warehouse, so that it can go on while another is staged. */
export async function openLoad(home: Home, source: Source, load: Load): Promise<RawTable> {
  const path = archivePath(home, load);
  const table = await openTable({
    path,
    name: join(source.id, load.file_name),
    options: source.format,
    temporary: home.temporary,
  });
  if (statSync(path).size <= smallFile) await table.split();
  return table;
}

/** Turns one archived file into canonical rows; all of it in one transaction, so a killed run leaves none of it. */
export async function stageLoad(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  table: RawTable,
): Promise<StagedFile> {
  const stage = () => warehouse.transaction(() => stageTable(warehouse, company, source, load, table));
  return stage().catch(async (error: unknown) => {
    if (!(error instanceof BrokenRecords)) throw error;
    await table.split();
    return stage();
  });
}

/** The fast reader met a record it could not split into cells, or a row to set aside whose line it does not know. */
class BrokenRecords extends PipelineError {}

async function stageTable(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  table: RawTable,
): Promise<StagedFile> {
  const context = {
    source,
    columns: table.columns,
    dictionaries: company.dictionaries,
    country: company.config.country,
  };
  const compiled = contracts
    .filter(({entity}) => source.entities[entity] && isMade(source.entities[entity], table.columns))
    .map((contract) => compileEntity(contract.entity, source.entities[contract.entity]!, context));

  await warehouse.run("delete from ops.rejected_rows where load_id = $load::integer", {load: load.load_id});
  const staged: StagedFile = {rows: 0, accepted: 0, rejected: 0, unchanged: 0, skipped: 0};
  const structural = table.rejects ? await recordRejects.structural(warehouse, load, table.rejects) : 0;
  let scanned: number | null = null;
  let most = -1;
  // rows of the file and rows of an entity are the same only when one makes the other
  const several =
    compiled.length > 1 ||
    compiled.some(
      ({contract: {entity}}) => source.entities[entity]!.unpivot || source.entities[entity]!.each,
    );
  for (const entity of compiled) {
    await materialise(warehouse, entity, table, company, load);
    const {taken, rejected} = await countIncoming(warehouse);
    if (rejected > 0) {
      if (!table.hasLines)
        throw new BrokenRecords(
          "bad_file",
          `${load.file_name}: has rows to set aside; their lines are needed`,
        );
      await recordRejects.contract(warehouse, load, entity.contract.entity, table);
      await warehouse.run("delete from stage.incoming where reject is not null");
    }
    for (const column of ["reject", "reject_value", ...(table.hasLines ? ['"__line"'] : [])])
      await warehouse.run(`alter table stage.incoming drop column ${column}`);
    const mapped = entity.mapped.map((field) => field.name);
    const keepsBlanks = source.entities[entity.contract.entity]!.blanks === "keep";
    const counts = await upsert(warehouse, entity.contract, mapped, keepsBlanks);
    await touchMonths(warehouse, entity.contract, company.config.timezone);
    await deriveHistory(warehouse, entity.contract.entity, mapped, {
      loadId: load.load_id,
      receivedAt: load.received_at,
      sourceEntities: Object.keys(source.entities),
    });
    // of several entities in one file the one with the most rows says what was new in it
    if (taken > most) {
      most = taken;
      staged.unchanged = counts.unchanged;
    }
    const mapping = source.entities[entity.contract.entity]!;
    if (!mapping.rows && !mapping.one_per && !mapping.unpivot && !mapping.each) scanned = taken;
    if (!several) {
      staged.accepted = taken - rejected;
      staged.rejected = rejected;
    }
  }
  await dropChanged(warehouse);
  await warehouse.run("drop table if exists stage.incoming");
  await countFile(warehouse, staged, {
    table,
    load,
    structural,
    compiled,
    scanned,
    several,
  });
  if (staged.rows === 0)
    throw new PipelineError(
      "bad_file",
      `${source.id}/${load.file_name}: no rows were found under the header; check the export and format settings`,
    );
  await closeLoad(warehouse, company, source, load, staged);
  await writeState(warehouse, "unpublished", "true");
  return staged;
}

/** `stage.incoming`: every column of the contract, typed, and the reason a row is refused. */
async function materialise(
  warehouse: Database,
  entity: CompiledEntity,
  table: RawTable,
  company: Company,
  load: Load,
): Promise<void> {
  const relation = table.relation({lines: table.hasLines});
  const mapped = new Set(entity.mapped.map((field) => field.name));
  const columns = fieldsOf(entity.contract).map((field) =>
    mapped.has(field.name) ? `t_${field.name} as ${field.name}` : `null::${field.sqlType} as ${field.name}`,
  );
  await warehouse.run("drop table if exists stage.incoming");
  try {
    const phoneTable = await readPhones(warehouse, entity, relation, company.config.country);
    const from = entity.select(relation, {
      ...(phoneTable ? {phoneTable} : {}),
      extra: table.hasLines ? ['"__line"'] : [],
    });
    const refused = entity.mapped.map((field) => `when '${field.name}' then r_${field.name}`).join(" ");
    columns.push(
      `'${load.source_id}' as source_id`,
      `${load.load_id}::integer as load_id`,
      "reject",
      `case when reject is not null then case split_part(reject, '|', 1) ${refused} end end as reject_value`,
      ...(table.hasLines ? ['"__line"'] : []),
    );
    await warehouse.run(
      `create table stage.incoming as select ${columns.join(", ")} from (${from}) as mapped`,
    );
  } catch (cause) {
    throw mappingError(cause, load, entity);
  }
}

function mappingError(cause: unknown, load: Load, entity: CompiledEntity): PipelineError {
  const message = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  const kind = message.startsWith("Invalid Input Error") ? BrokenRecords : PipelineError;
  return new kind(
    "bad_mapping",
    `${load.source_id}/${load.file_name}: ${entity.contract.entity}: ${message}; correct the SQL of the mapping or the format settings`,
    {cause},
  );
}

/** Spellings that SQL cannot read go through the phone library once each. */
async function readPhones(
  warehouse: Database,
  entity: CompiledEntity,
  relation: string,
  country: string,
): Promise<string | null> {
  if (entity.phones.length === 0) return null;
  const names = entity.phones.map((field) => `p_${field.name}`).join(", ");
  // nulls are left to the loop: a filter would be pushed below the texts and evaluate each of them many times
  const hard = await warehouse.rows<Record<string, string | null>>(
    `select distinct ${names} from (${entity.selectPhones(relation)}) as hard`,
  );
  await warehouse.run(
    "create or replace temp table phone_spellings (raw varchar, one varchar, many varchar)",
  );
  const spellings = new Set<string>();
  for (const row of hard) for (const raw of Object.values(row)) if (raw !== null) spellings.add(raw);
  if (spellings.size === 0) return null;
  const appender = await warehouse.connection.createAppender("phone_spellings", undefined, "temp");
  const append = (text: string | null) =>
    text === null ? appender.appendNull() : appender.appendVarchar(text);
  for (const raw of spellings) {
    const many = normalisePhones(raw, country);
    append(raw);
    // where one number is expected the first of several counts
    append(normalisePhone(raw, country) ?? many?.split(";")[0] ?? null);
    append(many);
    appender.endRow();
  }
  appender.closeSync();
  return "temp.phone_spellings";
}

async function countIncoming(warehouse: Database): Promise<{taken: number; rejected: number}> {
  const [row] = await warehouse.rows<{taken: number; rejected: number}>(
    "select count(*) as taken, count(reject) as rejected from stage.incoming",
  );
  return row!;
}

async function countFile(
  warehouse: Database,
  staged: StagedFile,
  file: {
    table: RawTable;
    several: boolean;
    load: Load;
    structural: number;
    compiled: CompiledEntity[];
    scanned: number | null;
  },
): Promise<void> {
  const conditions = file.compiled.map(({takes}) => (takes === null ? "true" : `(${takes})`));
  const columns = [...new Set(file.compiled.flatMap(({reads}) => reads))];
  const [row] =
    file.scanned !== null
      ? [{total: file.scanned, chosen: file.scanned}]
      : await warehouse.rows<{total: number; chosen: number}>(
          `select count(*) as total, count(*) filter (where ${conditions.join(" or ")}) as chosen
           from ${cleaned(file.table.relation(), columns)}`,
        );
  const {total, chosen} = row!;
  staged.rows = total + file.structural;
  if (file.several)
    staged.rejected = await warehouse.value(
      `select count(distinct line_number) from ops.rejected_rows where load_id = ${file.load.load_id} and entity is not null`,
    );
  if (file.several) staged.accepted = chosen - staged.rejected;
  staged.rejected += file.structural;
  staged.skipped = staged.rows - staged.accepted - staged.rejected;
}

async function closeLoad(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  staged: StagedFile,
): Promise<void> {
  const zone = company.config.timezone;
  const spans = contracts
    .filter((contract) => contract.event && source.entities[contract.entity])
    .map(({entity, event}) => {
      const local = (moment: string) =>
        event!.endsWith("_on") ? moment : `timezone('${zone}', ${moment})::date`;
      return `select ${local(`min(${event})`)} as first_day, ${local(`max(${event})`)} as last_day from stage.${entity} where load_id = ${load.load_id}`;
    });
  const [span] =
    spans.length === 0
      ? [{first_day: null, last_day: null}]
      : await warehouse.rows<{first_day: string | null; last_day: string | null}>(
          `select min(first_day)::varchar as first_day, max(last_day)::varchar as last_day from (${spans.join(" union all ")})`,
        );
  await warehouse.run(
    `update ops.loads set status_code = 'staged', mapping_hash = $hash, message = null, row_count = $rows::bigint,
        accepted_count = $accepted::bigint, rejected_count = $rejected::bigint, unchanged_count = $unchanged::bigint,
        skipped_count = $skipped::bigint, first_event_date = $first::date, last_event_date = $last::date
     where load_id = $load::integer`,
    {
      hash: mappingHash(source, company),
      ...staged,
      first: span?.first_day ?? null,
      last: span?.last_day ?? null,
      load: load.load_id,
    },
  );
}
