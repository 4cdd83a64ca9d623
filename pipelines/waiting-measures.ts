import type {Company} from "./company/company.ts";
import {type Contract, contracts, fieldsOf} from "./contracts/index.ts";
import {createRows} from "./create-rows.ts";
import type {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import {type LoadTable, rowsOf} from "./open-load.ts";
import {measures} from "./quarantine.ts";
import {type CompiledEntity, compileEntity} from "./sources/compile.ts";
import type {EntityMapping, FieldMapping, Source} from "./sources/mapping.ts";
import {identifier, literal} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/**
 * Tells of the rows of a file that waits as a whole what they should have become, with the day, money and talk that the
 * mapping can read all the same: a row for each entity in place of the one for the line.
 */
export async function measureWaiting(
  warehouse: Database,
  company: Company,
  source: Source,
  load: Load,
  table: LoadTable,
): Promise<void> {
  const {timezone} = company.config;
  const made: string[] = [];
  for (const contract of contracts) {
    const mapping = source.entities[contract.entity];
    const compiled = mapping && compiledMeasures(company, source, contract, mapping, table);
    if (!compiled || !(await warehouse.canRun(trySql(compiled, table)))) continue;
    await readMeasures(warehouse, compiled, table);
    const found = `waiting_${contract.entity}`;
    await warehouse.run(`
      create or replace temp table ${found} as
      select * from (
          select "__line" as line, ${measures(contract, timezone).join(", ")}
          from temp.waiting_rows group by "__line"
      ) as read where event_date is not null or amount is not null`);
    await warehouse.run("drop table temp.waiting_rows");
    made.push(contract.entity);
  }
  const told = made.map((entity) => `select *, ${literal(entity)} as entity from temp.waiting_${entity}`);
  if (told.length > 0) await replaceLines(warehouse, load, told.join(" union all "));
  for (const entity of made) await warehouse.run(`drop table temp.waiting_${entity}`);
}

/** The day, money and talk of an entity, as far as the file has their columns; null when it has none. */
function compiledMeasures(
  {config, dictionaries}: Company,
  source: Source,
  contract: Contract,
  mapping: EntityMapping,
  {columns}: LoadTable,
): CompiledEntity | null {
  const wanted = measured(contract).filter((name) => mapping.fields[name]);
  const {one_per: _one, prefer: _prefer, gone: _gone, alone: _alone, optional: _optional, ...rows} = mapping;
  const fields: Record<string, FieldMapping> = {};
  for (const name of wanted) fields[name] = mapping.fields[name]!;
  // a key must be there, and which it is does not matter
  for (const {name, unit} of fieldsOf(contract).filter((field) => contract.key.includes(field.name)))
    fields[name] ??= {value: unit === "day" || unit === "utc" ? "2020-01-01" : "1"};
  const lenient = new Set([...wanted, ...Object.keys(mapping.derive ?? {}), "rows"]);
  const {country, currency} = config;
  try {
    const compiled = compileEntity(
      contract.entity,
      {...rows, fields, lenient, extends: true},
      {source, columns, dictionaries, country, currency},
    );
    return compiled.mapped.some(({name}) => wanted.includes(name)) ? compiled : null;
  } catch (cause) {
    if (cause instanceof PipelineError) return null;
    throw cause;
  }
}

const measured = (contract: Contract) => {
  const own = fieldsOf(contract).map(({name}) => name);
  return [...new Set([contract.event ?? "", "amount", "talk_seconds"])].filter((name) => own.includes(name));
};

const withLines = {extra: ['"__line"']};

/** The columns may be what they were and hold something else now, so that SQL of the mapping stumbles. */
const trySql = (compiled: CompiledEntity, table: LoadTable) =>
  `create or replace temp table tried as ${compiled.select(rowsOf(table), withLines)}`;

async function readMeasures(warehouse: Database, compiled: CompiledEntity, table: LoadTable): Promise<void> {
  const types = new Map(fieldsOf(compiled.contract).map(({name, sqlType}) => [name, sqlType]));
  const columns = measured(compiled.contract).map((name) =>
    compiled.mapped.some((field) => field.name === name)
      ? `t_${name} as ${identifier(name)}`
      : `null::${types.get(name)} as ${identifier(name)}`,
  );
  await createRows(warehouse, compiled, rowsOf(table), {
    create: "create or replace temp table",
    target: "waiting_rows",
    columns: [...columns, "coalesce(reject, '') as reject", '"__line"'].join(", "),
    options: withLines,
  });
}

async function replaceLines(warehouse: Database, {load_id}: Load, told: string): Promise<void> {
  const whole = `rows.load_id = ${load_id} and rows.entity is null and rows.reason_code = 'columns_changed'`;
  await warehouse.run(`
    insert into ops.rejected_rows
        (load_id, entity, line_number, reason_code, value, raw_text, event_date, amount, talk_seconds)
    select rows.load_id, told.entity, rows.line_number, rows.reason_code, rows.value, rows.raw_text,
        told.event_date, told.amount, told.talk_seconds
    from ops.rejected_rows as rows inner join (${told}) as told on told.line = rows.line_number
    where ${whole}`);
  await warehouse.run(
    `delete from ops.rejected_rows as rows where ${whole} and rows.line_number in (select line from (${told}))`,
  );
}
