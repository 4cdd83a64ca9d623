import * as z from "zod";
import type {Unit} from "../../queries/vocabulary.ts";

/** What the compiler and the catalogue need to know of a field beside its zod type. */
export interface FieldMeta {
  sqlType: "varchar" | "boolean" | "date" | "timestamptz" | "integer" | "decimal(18,2)" | "double";
  unit: Unit;
  doc: string;
  /** Text that must be an entry of this dictionary of the company folder. */
  dictionary?: string;
  /** A phone number, brought to E.164 while loading. */
  phone?: "one" | "many";
  /** Least amount of money that can be meant. */
  least?: number;
  /** A person as the source names him: id, extension, or name. */
  employee?: true;
}

export const fieldMeta = z.registry<FieldMeta>();

function described<T extends z.ZodType>(schema: T, meta: FieldMeta): T {
  fieldMeta.add(schema, meta);
  return schema;
}

/** Identifiers are text: leading zeros and E-notation must survive. */
export const id = (doc: string) =>
  described(z.string().min(1).max(200), {sqlType: "varchar", unit: "id", doc});

export const text = (doc: string) =>
  described(z.string().max(20_000), {sqlType: "varchar", unit: "text", doc});

export const code = <const Values extends readonly [string, ...string[]]>(values: Values, doc: string) =>
  described(z.enum(values), {sqlType: "varchar", unit: "code", doc});

/** A code whose list belongs to the company: `dictionaries/<dictionary>.csv`. */
export const entry = (dictionary: string, doc: string) =>
  described(z.string().min(1).max(200), {sqlType: "varchar", unit: "code", doc, dictionary});

export const flag = (doc: string) => described(z.boolean(), {sqlType: "boolean", unit: "flag", doc});

/** Days outside are typing errors or empty-date markers such as 0001-01-01. */
export const firstDay = "1990-01-01";
export const lastDay = "2099-12-31";

/** Company-local calendar day. */
export const day = (doc: string) =>
  described(
    z.iso.date().refine((value) => value >= firstDay && value <= lastDay, {
      error: `expected a day between ${firstDay} and ${lastDay}`,
    }),
    {sqlType: "date", unit: "day", doc},
  );

/** A moment, stored in UTC; the source's mapping names the zone of a naive time. */
export const instant = (doc: string) =>
  described(
    z.iso.datetime({offset: true}).refine((value) => value >= firstDay && value <= `${lastDay}T24`, {
      error: `expected a time between ${firstDay} and ${lastDay}`,
    }),
    {sqlType: "timestamptz", unit: "utc", doc},
  );

/** Whole seconds within one day: more than 24 hours means a wrong unit. */
export const seconds = (doc: string) =>
  described(z.int().min(0).max(86_400), {sqlType: "integer", unit: "s", doc});

export const count = (doc: string) =>
  described(z.int().min(0).max(2_000_000_000), {sqlType: "integer", unit: "count", doc});

/** Exact money as a decimal string with at most two places; negative for refunds and returns. */
export const money = (doc: string) =>
  described(
    z.string().regex(/^-?\d{1,16}(\.\d{1,2})?$/, {error: "expected an amount with at most two decimals"}),
    {sqlType: "decimal(18,2)", unit: "money", doc},
  );

/** As money, of what is never below nought: pay for work, or what somebody could buy. */
export const amount = (doc: string) =>
  described(
    z
      .string()
      .regex(/^\d{1,16}(\.\d{1,2})?$/, {error: "expected an amount of 0 or more with at most two decimals"}),
    {sqlType: "decimal(18,2)", unit: "money", doc, least: 0},
  );

export const rate = (doc: string) =>
  described(z.number().min(0).max(1), {sqlType: "double", unit: "rate", doc});

/** A signed measure without a money meaning (quantity, weight, score). */
export const ratio = (doc: string) =>
  described(z.number().min(-1e12).max(1e12), {sqlType: "double", unit: "ratio", doc});

export const phone = (doc: string) =>
  described(z.string().max(200), {sqlType: "varchar", unit: "text", doc, phone: "one"});

/** Several numbers in one cell, separated by `,` `;` `/` or a line break. */
export const phones = (doc: string) =>
  described(z.string().max(2_000), {sqlType: "varchar", unit: "text", doc, phone: "many"});

export const employee = (doc: string) =>
  described(z.string().min(1).max(300), {sqlType: "varchar", unit: "text", doc, employee: true});
