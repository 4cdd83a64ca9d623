import {contractOf, fieldsOf} from "../contracts/index.ts";
import {compileEntity} from "../sources/compile.ts";
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
  const contract = contractOf(entity)!;
  const fields: Record<string, FieldMapping> = {};
  // the key must be there; a value that fits any key keeps it from being what is refused
  for (const {name, unit} of fieldsOf(contract).filter((known) => contract.key.includes(known.name)))
    fields[name] = {value: unit === "day" || unit === "utc" ? "2020-01-01" : "1"};
  fields[field] = mapping;
  const compiled = compileEntity(
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
