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
  /** True when the event may be written down long before it happens. */
  isPlanned?: boolean;
  /** Further fields whose former value matters: by which others meet this entity, or whose history is kept. */
  lookups?: readonly string[];
  /** Pairs of days or moments that stand in this order wherever a row has both. */
  ordered?: readonly Ordered[];
  /** Figures of a row that cannot exceed another of it. */
  limits?: readonly Limit[];
  schema: z.ZodObject;
}

export interface Limit {
  value: string;
  most: string;
}

export interface Ordered {
  earlier: string;
  later: string;
  /** Both on one day say nothing: the stretch would have no day in it. */
  isApart?: true;
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
  const schema = (contract.ordered ?? []).reduce(
    (checked, pair) =>
      checked.refine((row) => isInOrder(contract, pair, row), {
        path: [pair.later],
        error: `expected to be after ${pair.earlier}`,
      }),
    contract.schema,
  );
  return {
    ...contract,
    schema: (contract.limits ?? []).reduce(
      (checked, {value, most}) =>
        checked.refine((row) => !(Number(row[value]) > Number(row[most])), {
          path: [value],
          error: `expected to be at most ${most}`,
        }),
      schema,
    ),
  };
}

/** A moment of which only the day was written stands at the first minute of that day: it may be earlier by a day. */
export const momentSlackHours = 24;

function isInOrder(contract: Contract, {earlier, later, isApart}: Ordered, row: Record<string, unknown>) {
  const [from, to] = [row[earlier], row[later]].map((value) => Date.parse(String(value)));
  if (row[earlier] === undefined || row[later] === undefined) return true;
  const isMoment = fieldsOf(contract).find(({name}) => name === later)!.sqlType === "timestamptz";
  const least = from! - (isMoment ? momentSlackHours * 3_600_000 : 0);
  return isApart ? to! > least : to! >= least;
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
