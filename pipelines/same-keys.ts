import type {Company, Home} from "./company/company.ts";
import {type Contract, contracts, fieldsOf} from "./contracts/index.ts";
import {createRows} from "./create-rows.ts";
import type {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import type {PreparedFix} from "./fix.ts";
import {type LoadTable, openLoad} from "./open-load.ts";
import {readPhones} from "./phone-spellings.ts";
import {type CompiledEntity, compileEntity} from "./sources/compile.ts";
import type {Source} from "./sources/mapping.ts";
import {isMade} from "./sources/present.ts";
import type {Load} from "./stage.ts";

/** A key that corrected rows get although another row has it: of one key one row stands. */
export interface SameKey {
  entity: string;
  key: Record<string, string | null>;
  /** The corrected rows. */
  rows: {load_id: number; line: number}[];
  /** File of the accepted row that has the key now; null when only corrected rows share it. */
  accepted_in: string | null;
  /** What becomes of the accepted row; empty when it stays and the corrected one is lost. */
  replaced: {field: string; before: string | null; after: string | null}[];
}

const keysOf = ({entity}: Contract) => `temp.corrected_${entity}`;
const acceptedOf = ({entity}: Contract) => `temp.accepted_${entity}`;

/**
 * Notes the keys of the corrected rows in a trial's warehouse, before its files are staged again. `home` has the
 * corrections as they are, `copy` those of the fix too. Returns what the rows are to become.
 */
export async function noteKeys(
  warehouse: Database,
  {home, copy, company}: {home: Home; copy: Home; company: Company},
  fix: PreparedFix,
): Promise<Contract[]> {
  const noted = new Map<string, Contract>();
  for (const {load, records} of fix.files) {
    const lines = records.filter(({kind}) => kind === "corrected").map(({line}) => line);
    const source = company.sources.find(({id}) => id === load.source_id);
    if (lines.length === 0 || !source) continue;
    const former = await openLoad({...home, temporary: copy.temporary}, source, load);
    let present: LoadTable | null = null;
    try {
      present = await openLoad(copy, source, load);
      if (!former.hasLines) await former.split();
      for (const entity of compiled(company, source, present)) {
        noted.set(entity.contract.entity, entity.contract);
        await noteEntity(warehouse, company, entity, {load, lines, former, present});
      }
    } finally {
      present?.close();
      former.close();
    }
  }
  for (const contract of noted.values())
    await warehouse.run(
      `create temp table accepted_${contract.entity} as
       select * from stage.${contract.entity} as present
       semi join ${keysOf(contract)} as corrected on ${sameKey(contract, "present", "corrected")}`,
    );
  return [...noted.values()];
}

/** The entities of a file; of one whose mapping does not fit nothing is said here, because staging says it. */
function compiled(company: Company, source: Source, {columns}: LoadTable): CompiledEntity[] {
  const {dictionaries} = company;
  const {country, currency} = company.config;
  try {
    return contracts
      .filter(({entity}) => source.entities[entity] && isMade(entity, source.entities[entity], columns))
      .map(({entity}) =>
        compileEntity(entity, source.entities[entity]!, {source, columns, dictionaries, country, currency}),
      );
  } catch (cause) {
    if (cause instanceof PipelineError) return [];
    throw cause;
  }
}

/** Keys that the lines have now and had not before the fix: a row that was accepted with its key is no other row. */
async function noteEntity(
  warehouse: Database,
  company: Company,
  entity: CompiledEntity,
  {load, lines, former, present}: {load: Load; lines: number[]; former: LoadTable; present: LoadTable},
): Promise<void> {
  const {contract} = entity;
  for (const [name, table] of [["former_keys", former] as const, ["present_keys", present] as const]) {
    const raw = {relation: table.relation({lines: true})};
    const phoneTable = await readPhones(warehouse, entity, raw, company.config.country);
    const key = contract.key.map((field) => `t_${field} as ${field}`).join(", ");
    const isCorrected = `"__line" in (${lines.join(", ")}) and reject is null`;
    await createRows(warehouse, entity, raw, {
      create: "create or replace temp table",
      target: name,
      columns: `${load.load_id}::integer as load_id, "__line", ${key}, reject`,
      options: {...(phoneTable ? {phoneTable} : {}), extra: ['"__line"']},
      where: ` where ${isCorrected}`,
    });
    await warehouse.run(
      `create or replace temp table ${name} as select * rename ("__line" as line) from (select * exclude (reject) from ${name} where ${isCorrected})`,
    );
  }
  await warehouse.run(
    `create temp table if not exists corrected_${contract.entity} as select * from temp.present_keys where false`,
  );
  await warehouse.run(
    `insert into ${keysOf(contract)}
     select * from temp.present_keys as corrected anti join temp.former_keys as former
         on corrected.line = former.line and ${sameKey(contract, "corrected", "former")}`,
  );
}

/** After the files were staged again: the keys that more than one row wants. */
export async function sameKeys(warehouse: Database, noted: Contract[]): Promise<SameKey[]> {
  const found: SameKey[] = [];
  for (const contract of noted) found.push(...(await sameKeysOf(warehouse, contract)));
  return found;
}

async function sameKeysOf(warehouse: Database, contract: Contract): Promise<SameKey[]> {
  const names = fieldsOf(contract).map(({name}) => name);
  const key = (table: string) => contract.key.map((name) => `${table}.${name}`).join(", ");
  const texts = (table: string, prefix: string) =>
    names.map((name) => `${table}.${name}::varchar as ${prefix}_${name}`).join(", ");
  const rows = await warehouse.rows<
    Record<string, string | null> & {file_name: string | null; places: string}
  >(
    `with wanted as (
         select ${key("corrected")}, to_json(list({load_id: corrected.load_id, line: corrected.line} order by corrected.load_id, corrected.line))::varchar as places
         from ${keysOf(contract)} as corrected
         anti join ops.rejected_rows as rejected on rejected.load_id = corrected.load_id
             and rejected.line_number = corrected.line
             -- set aside for nothing but the key it shares
             and rejected.reason_code <> 'repeated_key'
             and (rejected.entity is null or rejected.entity = '${contract.entity}')
         group by all
     )
     select wanted.places, loads.source_id || '/' || loads.file_name as file_name,
         ${contract.key.map((name) => `wanted.${name}::varchar as k_${name}`).join(", ")},
         ${texts("accepted", "b")}, ${texts("present", "a")}
     from wanted
     left join ${acceptedOf(contract)} as accepted on ${sameKey(contract, "accepted", "wanted")}
     left join stage.${contract.entity} as present on ${sameKey(contract, "present", "wanted")}
     left join ops.loads as loads on loads.load_id = accepted.load_id
     order by ${key("wanted")}`,
  );
  return rows.flatMap((row) => {
    const places = JSON.parse(row.places) as SameKey["rows"];
    const replaced = names
      .filter((name) => row.file_name !== null && row[`b_${name}`] !== row[`a_${name}`])
      .map((field) => ({field, before: row[`b_${field}`]!, after: row[`a_${field}`]!}));
    // a card of a client or an employee is met again and again; an event happens once
    const isShared = contract.event !== null && (places.length > 1 || row.file_name !== null);
    if (!isShared && replaced.length === 0) return [];
    return {
      entity: contract.entity,
      key: Object.fromEntries(contract.key.map((name) => [name, row[`k_${name}`] ?? null])),
      rows: places,
      accepted_in: row.file_name,
      replaced,
    };
  });
}

const sameKey = ({key}: Contract, left: string, right: string) =>
  key.map((name) => `${left}.${name} = ${right}.${name}`).join(" and ");
