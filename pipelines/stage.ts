import {recordBrokenKeys} from "./broken-keys.ts";
import type {Company} from "./company/company.ts";
import {mappingHash, refusalHash} from "./company/company.ts";
import {blamePiece, compileFile} from "./compile-file.ts";
import {contracts, fieldsOf} from "./contracts/index.ts";
import {createRows} from "./create-rows.ts";
import type {Database} from "./database.ts";
import {compareColumns, compareContents, compareTotals, measureEntity, noteDefaulted} from "./drift.ts";
import type {Change} from "./drift-columns.ts";
import {acceptingDay} from "./drift-measure.ts";
import {refuseForeign} from "./foreign-file.ts";
import {deriveHistory} from "./history.ts";
import {knownHeaders} from "./known-headers.ts";
import {countLeftOut, noteSeveral} from "./left-out.ts";
import {BrokenRecords, isOfSql, mappingError} from "./mapping-error.ts";
import {mostRefused, noRows, refuseHeaderAlone} from "./no-rows.ts";
import {type LoadTable, rowsOf} from "./open-load.ts";
import {readPhones} from "./phone-spellings.ts";
import {recordRejects} from "./quarantine.ts";
import {refuseRepeatedKeys} from "./repeated-keys.ts";
import {removeGone, removeVanished} from "./replace.ts";
import {keepAdded} from "./restage.ts";
import {refuseReusedNumbers} from "./reused-numbers.ts";
import {compareWithOtherSystems, onlyAdds} from "./shared-keys.ts";
import {type CompiledEntity, cleaned, type SourceRows} from "./sources/compile.ts";
import type {RawTable} from "./sources/formats/index.ts";
import {withInner} from "./sources/inner.ts";
import type {Source} from "./sources/mapping.ts";
import {hasOwnRows, isOneForOne} from "./sources/own-rows.ts";
import {sharedRows} from "./sources/shared-columns.ts";
import {refuseParts} from "./split-calls.ts";
import {compareSubtotals} from "./subtotals.ts";
import {recordAnswered, recordKeys} from "./superseded.ts";
import {touchMonths} from "./touch.ts";
import {dropChanged, upsert} from "./upsert.ts";
import {measureWaiting} from "./waiting-measures.ts";
import {writeState} from "./warehouse.ts";
import {noteWrongForms} from "./wrong-forms.ts";

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

/** Turns one archived file into canonical rows; all of it in one transaction, so a killed run leaves none of it. */
export async function stageLoad(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  table: LoadTable,
): Promise<StagedFile> {
  const stage = () => warehouse.transaction(() => stageTable(warehouse, company, source, load, table));
  return stage()
    .catch(async (error: unknown) => {
      if (!(error instanceof BrokenRecords)) throw error;
      await table.split();
      return stage();
    })
    .catch(async (error: unknown) => {
      throw isOfSql(error) ? ((await blamePiece(warehouse, company, source, load, table)) ?? error) : error;
    });
}

async function stageTable(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  table: LoadTable,
): Promise<StagedFile> {
  const former = await forgetLoad(warehouse, load, mappingHash(source, company));
  const known = await knownHeaders(warehouse, source, load);
  await refuseHeaderAlone(warehouse, source, load, table, known);
  await refuseForeign(warehouse, company, source, load, table, known);
  const changes = await compareColumns(warehouse, source, load, table).catch((cause: unknown) => {
    throw mappingError(cause, load);
  });
  if (changes.length > 0 && source.contract === "quarantine")
    return setAside(warehouse, company, source, load, table, changes);
  const compiled = compileFile(company, source, table, changes);

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
  const prepared = await prepareRows(warehouse, compiled, table, load);
  for (const entity of compiled) {
    await materialise(warehouse, entity, {table, rows: prepared}, company, load);
    await compareWithOtherSystems(warehouse, entity, source, company.sources, load);
    await refuseReusedNumbers(warehouse, entity, source, load);
    await refuseParts(warehouse, entity, {
      calls: source.entities.calls,
      legs: compiled.find(({contract}) => contract.entity === "call_legs"),
      rows: prepared,
      load,
      isCorrection: Boolean(table.former),
    });
    const mapping = source.entities[entity.contract.entity]!;
    await refuseRepeatedKeys(warehouse, load, entity, {mapping, hasLines: table.hasLines});
    const {taken, rejected} = await countIncoming(warehouse);
    await noteDefaulted(warehouse, load, entity);
    if (rejected > 0) await noteWrongForms(warehouse, load, entity, mapping);
    if (mapping.replaces) await removeVanished(warehouse, entity.contract, load, company.config.timezone);
    await removeGone(warehouse, entity, {rows: prepared, source, company, load});
    const isPlain = !hasOwnRows(mapping);
    // the totals of a file are those of all its rows: of which one may be left out, but none is here
    const isAll = async () => (await warehouse.value(`select count(*) from ${prepared.relation}`)) === taken;
    if (table.totals && (isPlain || (isOneForOne(mapping) && (await isAll())))) {
      await compareTotals(warehouse, load, entity, table.totals);
      await compareSubtotals(warehouse, load, entity, table);
    }
    if (rejected > 0 && !table.hasLines)
      throw new BrokenRecords("bad_file", {
        en: `${load.file_name}: has rows to set aside; their lines are needed`,
        ru: `${load.file_name}: есть строки, которые надо отложить; нужны их номера`,
      });
    await recordKeys(warehouse, load, entity.contract, {rejected, isCorrection: Boolean(table.former)});
    if (rejected > 0) {
      const {timezone} = company.config;
      await recordRejects.contract(warehouse, load, entity.contract, {table, timezone});
      await warehouse.run("delete from stage.incoming where reject is not null");
    }
    await measureEntity(warehouse, load, entity);
    const notes = [
      ...entity.defaulted.map(({name}) => `new_${name}`),
      ...(table.hasLines ? ['"__line"'] : []),
    ];
    for (const column of ["reject", "reject_value", ...notes])
      await warehouse.run(`alter table stage.incoming drop column ${column}`);
    const mapped = entity.mapped.map((field) => field.name);
    const way = {keepsBlanks: mapping.blanks === "keep", keepsSource: onlyAdds(mapping)};
    const stood = table.former ? await keepAddedRows(warehouse, entity, table.former, company, load) : 0;
    const counts = await upsert(warehouse, entity.contract, mapped, way);
    await touchMonths(warehouse, entity.contract, company.config.timezone);
    await deriveHistory(warehouse, entity.contract.entity, mapped, {
      loadId: load.load_id,
      receivedAt: load.received_at,
      sourceEntities: Object.keys(source.entities),
    });
    // of several entities in one file the one with the most rows says what was new in it
    if (taken > most) {
      most = taken;
      staged.unchanged = counts.unchanged + stood;
    }
    if (isPlain) scanned = taken;
    if (!several) {
      staged.accepted = taken - rejected;
      staged.rejected = rejected;
    }
  }
  await dropChanged(warehouse);
  await warehouse.run("drop table if exists stage.incoming");
  await countFile(warehouse, staged, {
    table,
    rows: prepared,
    load,
    structural,
    compiled,
    scanned,
    several,
  });
  const [only] = compiled;
  if (only && compiled.length === 1) await recordBrokenKeys(warehouse, load, only, {table, source, company});
  if (table.asTheyCame) await recordAnswered(warehouse, load, table.asTheyCame);
  if (staged.rows === 0) throw noRows(source, load);
  if (staged.accepted < former / 2 && staged.rejected > former / 2)
    throw await mostRefused(warehouse, load, {before: former, now: staged.accepted});
  const {firstDay, lastDay} = await closeLoad(warehouse, company, source, load, staged, table.corrections);
  const rows = staged.accepted + staged.rejected;
  await compareContents(warehouse, company, source, load, {rows, firstDay, lastDay});
  await writeState(warehouse, "unpublished", "true");
  return staged;
}

/**
 * Takes out what was noted when the file was staged before, and tells how many of its rows other settings accepted then;
 * a file that comes for the first time has left no trace.
 */
async function forgetLoad(warehouse: Database, {load_id}: Load, hash: string): Promise<number> {
  const [before] = await warehouse.rows<{accepted_count: number | null; mapping_hash: string}>(
    `select accepted_count, mapping_hash from ops.loads where load_id = ${load_id} and mapping_hash is not null`,
  );
  if (!before) return 0;
  await warehouse.run(
    `create or replace temp table former_keys as select * from ops.row_keys where load_id = ${load_id}`,
  );
  for (const table of [
    ...["rejected_rows", "row_keys", "answered_rows"],
    ...["drift", "load_columns", "load_measures"],
  ])
    await warehouse.run(`delete from ops.${table} where load_id = ${load_id}`);
  return before.mapping_hash === hash ? 0 : (before.accepted_count ?? 0);
}

/** A file whose columns changed, of a source whose contract says quarantine: each of its rows waits. */
async function setAside(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  table: LoadTable,
  changes: Change[],
): Promise<StagedFile> {
  if (!table.hasLines)
    throw new BrokenRecords("bad_file", {
      en: `${load.file_name}: its lines are needed`,
      ru: `${load.file_name}: нужны номера строк`,
    });
  const structural = table.rejects ? await recordRejects.structural(warehouse, load, table.rejects) : 0;
  const day = await acceptingDay(warehouse, load);
  const reason = `${changes.map(({sentence}) => sentence.en).join("; ")}; contract_from: ${day}`;
  const rejected = structural + (await recordRejects.whole(warehouse, load, table, reason));
  await measureWaiting(warehouse, company, source, load, table);
  const skipped = await countLeftOut(warehouse, load, table);
  const staged = {rows: rejected + skipped, accepted: 0, rejected, unchanged: 0, skipped};
  await closeLoad(warehouse, company, source, load, staged, table.corrections, refusalHash);
  await writeState(warehouse, "unpublished", "true");
  return staged;
}

/** Brings `stage.incoming` down to what corrections added; returns how many rows of the file stood before. */
async function keepAddedRows(
  warehouse: Database,
  entity: CompiledEntity,
  former: RawTable,
  company: Company,
  load: Load,
): Promise<number> {
  await materialise(warehouse, entity, {table: former, rows: rowsOf(former)}, company, load, "stage.former");
  await warehouse.run("delete from stage.former where reject is not null");
  return keepAdded(warehouse, entity.contract);
}

const preparedRows = "temp.prepared_rows";

/** The rows of the file, read and derived once when several entities are made of the same columns. */
async function prepareRows(
  warehouse: Database,
  compiled: CompiledEntity[],
  table: LoadTable,
  load: Load,
): Promise<SourceRows> {
  const rows = rowsOf(table);
  const shared = sharedRows(compiled, rows.relation, table.hasLines ? ['"__line"'] : []);
  if (!shared) return rows;
  try {
    await warehouse.run(`create or replace temp table prepared_rows as ${shared.select}`);
  } catch (cause) {
    throw mappingError(cause, load);
  }
  return {relation: preparedRows, made: shared.made};
}

/** `stage.incoming`: every column of the contract, typed, and the reason a row is refused. */
async function materialise(
  warehouse: Database,
  entity: CompiledEntity,
  {table, rows}: {table: RawTable; rows: SourceRows},
  company: Company,
  load: Load,
  target = "stage.incoming",
): Promise<void> {
  const mapped = new Set(entity.mapped.map((field) => field.name));
  const columns = fieldsOf(entity.contract).map((field) =>
    mapped.has(field.name) ? `t_${field.name} as ${field.name}` : `null::${field.sqlType} as ${field.name}`,
  );
  await warehouse.run(`drop table if exists ${target}`);
  try {
    const phoneTable = await readPhones(warehouse, entity, rows, company.config.country);
    const options = {
      ...(phoneTable ? {phoneTable} : {}),
      extra: table.hasLines ? ['"__line"'] : [],
      received: load.received_at,
    };
    const refused = entity.mapped.map((field) => `when '${field.name}' then r_${field.name}`).join(" ");
    columns.push(
      `'${load.source_id}' as source_id`,
      `${load.load_id}::integer as load_id`,
      "reject",
      `case when reject is not null then case split_part(reject, '|', 1) ${refused} end end as reject_value`,
      ...entity.defaulted.map(({name, sql}) => `${sql} as new_${name}`),
      ...(table.hasLines ? ['"__line"'] : []),
    );
    const made = {create: "create table", target, columns: columns.join(", "), options};
    await createRows(warehouse, entity, rows, made);
  } catch (cause) {
    throw mappingError(cause, load, entity.contract.entity);
  }
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
    table: LoadTable;
    rows: SourceRows;
    several: boolean;
    load: Load;
    structural: number;
    compiled: CompiledEntity[];
    scanned: number | null;
  },
): Promise<void> {
  const conditions = file.compiled.map(({takes}) => (takes === null ? "true" : `(${takes})`));
  const columns = [...new Set(file.compiled.flatMap(({reads}) => reads))];
  const inner = new Map(file.compiled.flatMap((entity) => entity.inner.map((one) => [one.name, one])));
  const [row] =
    file.scanned !== null
      ? [{total: file.scanned, chosen: file.scanned}]
      : await warehouse.rows<{total: number; chosen: number}>(
          `select count(*) as total, count(*) filter (where ${conditions.join(" or ")}) as chosen
           from ${file.rows.made ? file.rows.relation : cleaned(withInner(file.rows.relation, [...inner.values()]), columns)}`,
        );
  if (file.rows.made) await warehouse.run(`drop table ${preparedRows}`);
  const {total, chosen} = row!;
  staged.rows = total + file.structural + (await countLeftOut(warehouse, file.load, file.table));
  if (file.several)
    staged.rejected = await warehouse.value(
      `select count(distinct line_number) from ops.rejected_rows where load_id = ${file.load.load_id} and entity is not null`,
    );
  if (file.several) staged.accepted = chosen - staged.rejected;
  if (!file.several && file.compiled.some(({isChosen}) => isChosen))
    await noteSeveral(warehouse, file.load, chosen - staged.accepted - staged.rejected);
  staged.rejected += file.structural;
  staged.skipped = staged.rows - staged.accepted - staged.rejected;
}

async function closeLoad(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  staged: StagedFile,
  corrections: number,
  hashOf = mappingHash,
): Promise<{firstDay: string | null; lastDay: string | null}> {
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
    `update ops.loads set status_code = 'staged', mapping_hash = $hash, message = null, message_ru = null, row_count = $rows::bigint,
        accepted_count = $accepted::bigint, rejected_count = $rejected::bigint, unchanged_count = $unchanged::bigint,
        skipped_count = $skipped::bigint, first_event_date = $first::date, last_event_date = $last::date,
        correction_count = $corrections::integer
     where load_id = $load::integer`,
    {
      hash: hashOf(source, company),
      ...staged,
      corrections,
      first: span?.first_day ?? null,
      last: span?.last_day ?? null,
      load: load.load_id,
    },
  );
  return {firstDay: span?.first_day ?? null, lastDay: span?.last_day ?? null};
}
