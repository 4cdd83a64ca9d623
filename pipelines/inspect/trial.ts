import {contractOf, fieldsOf} from "../contracts/index.ts";
import {type Proof, proofsOf} from "../day-order.ts";
import {type CompiledEntity, compileEntity} from "../sources/compile.ts";
import {withoutHidden} from "../sources/hidden.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import type {InspectContext} from "./context.ts";
import {trialSource} from "./context.ts";

/** Enough to tell one reading from another; what is rarer shows in the preview. */
const triedRows = 5_000;

export interface Trial {
  /** Rows whose value of this field would be refused. */
  refused: number;
  /** Some of the values refused, the most frequent first. */
  values: string[];
}

/** Reads one field of the first rows just as a run would, and counts what it refuses, for one reason or for any. */
export async function tryField(
  context: InspectContext,
  entity: string,
  field: string,
  mapping: FieldMapping,
  reason?: string,
): Promise<Trial> {
  const compiled = compiledField(context, entity, field, mapping);
  const few = `(select * from ${context.sample.table} limit ${triedRows})`;
  const rows = await context.database.rows<{value: string; count: number}>(
    `select r_${field} as value, count(*) as count from (${compiled.select({relation: few})}) as tried
     where r_${field} is not null and split_part(reject, '|', 1) = '${field}'${reason === undefined ? "" : ` and split_part(reject, '|', 2) = '${reason}'`} group by value order by count(*) desc, value`,
  );
  return {
    refused: rows.reduce((sum, {count}) => sum + count, 0),
    values: rows.slice(0, 40).map(({value}) => value),
  };
}

export interface WrittenDays {
  values: string[];
  proof: Proof;
}

/** Cells of a day or moment, one of each way in which they are written, and what all of them show of their order. */
export async function writtenDays(
  context: InspectContext,
  entity: string,
  field: string,
  mapping: FieldMapping,
): Promise<WrittenDays> {
  return daysOf(context, compiledField(context, entity, field, mapping), field);
}

/** The same of one field of an entity that leaves open how its days are written. */
export async function daysOf(
  context: InspectContext,
  compiled: CompiledEntity,
  field: string,
): Promise<WrittenDays> {
  const cells = `(select r_${field} as cell from (${compiled.selectUntold({relation: context.sample.table})}) as texts)`;
  const rows = await context.database.rows<{cell: string}>(
    `select min(cell) as cell from ${cells} as cells where cell is not null
     group by regexp_replace(cell, '\\d', '9', 'g') order by count(*) desc, cell limit 200`,
  );
  const [proof] = await proofsOf(context.database, cells);
  return {values: rows.map(({cell}) => withoutHidden(cell)), proof: proof!};
}

function compiledField(context: InspectContext, entity: string, field: string, mapping: FieldMapping) {
  const contract = contractOf(entity)!;
  const fields: Record<string, FieldMapping> = {};
  // the key must be there; a value that fits any key keeps it from being what is refused
  for (const {name, unit} of fieldsOf(contract).filter((known) => contract.key.includes(known.name)))
    fields[name] = {value: unit === "day" || unit === "utc" ? "2020-01-01" : "1"};
  // what another currency is taken for is asked beside, and is nothing that a reading could mend
  const isMoney = fieldsOf(contract).some(({name, unit}) => name === field && unit === "money");
  fields[field] = isMoney && context.currency ? {currency: context.currency, ...mapping} : mapping;
  return compileEntity(
    entity,
    {extends: true, fields},
    {
      source: trialSource(context),
      columns: context.sample.columns,
      inner: context.sample.inner,
      dictionaries: context.dictionaries,
      country: context.country,
      ...(context.currency ? {currency: context.currency} : {}),
    },
  );
}
