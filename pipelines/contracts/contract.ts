import type * as z from "zod";
import {type FieldMeta, fieldMeta} from "./fields.ts";

/** One canonical entity: what a source's rows must become before anything else reads them. */
export interface Contract {
  entity: string;
  doc: string;
  /** Natural key: the same key in a later load is the same thing, updated. */
  key: readonly string[];
  /** The field whose month is touched when a row changes; null when the entity has no event time. */
  event: string | null;
  /** Further fields whose former value matters: by which others meet this entity, or whose history is kept. */
  lookups?: readonly string[];
  schema: z.ZodObject;
}

export interface Field extends FieldMeta {
  name: string;
  required: boolean;
  /** The field's zod type without `optional`. */
  type: z.ZodType;
}

export function defineContract(contract: Contract): Contract {
  for (const name of contract.key)
    if (!(name in contract.schema.shape))
      throw new Error(`${contract.entity}: key field is not in the schema: ${name}`);
  return contract;
}

/** The fields of a contract in their declared order. */
export function fieldsOf(contract: Contract): Field[] {
  return Object.entries(contract.schema.shape).map(([name, declared]) => {
    let type = declared as z.ZodType;
    const required = type.type !== "optional";
    if (!required) type = (type as z.ZodOptional<z.ZodType>).unwrap();
    const meta = fieldMeta.get(type);
    if (!meta) throw new Error(`${contract.entity}.${name}: the field has no unit and doc`);
    return {name, required, type, ...meta};
  });
}

/** The codes a field may hold, in their declared order; null when it is no closed list. */
export function codesOf(field: Field): string[] | null {
  const {entries} = field.type.def as {entries?: Record<string, string>};
  return entries ? Object.values(entries) : null;
}
