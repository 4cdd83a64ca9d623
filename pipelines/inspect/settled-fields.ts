import {PipelineError} from "../errors.ts";
import {compileEntity} from "../sources/compile.ts";
import type {EntityMapping, FieldMapping, Source} from "../sources/mapping.ts";
import {isMade} from "../sources/present.ts";
import type {InspectContext} from "./context.ts";
import type {FieldProposal} from "./inspection.ts";

const why = {en: "as the settings say", ru: "как сказано в настройке"};

/** What it means that a row has no key but itself. */
export const wholeRow = {
  en: "no column is a key: the whole row is; a corrected row will count as a new one",
  ru: "столбца-ключа нет: ключ — вся строка; исправленная строка станет новой",
};

/** What settled settings fill and from where, also when something is still missing before they could load. */
export function settledFields(context: InspectContext, source: Source): FieldProposal[] {
  const {columns} = context.sample;
  return Object.entries(source.entities)
    .filter(([entity, mapping]) => isMade(entity, mapping, columns))
    .flatMap(([entity, mapping]) => {
      const filled = filledFields(context, source, entity, mapping);
      return Object.entries(mapping.fields)
        .filter(([field, way]) => filled.has(field) && way.sql?.trim().toLowerCase() !== "null")
        .map(([field, way]) => ({
          entity,
          field,
          from: fromOf(way, columns, mapping.derive),
          ...(way.row_hash ? {status: "guess" as const, why: wholeRow} : {status: "sure" as const, why}),
        }));
    });
}

function filledFields(
  context: InspectContext,
  source: Source,
  entity: string,
  mapping: EntityMapping,
): Set<string> {
  const {sample, dictionaries, country} = context;
  try {
    const {mapped} = compileEntity(entity, mapping, {source, columns: sample.columns, dictionaries, country});
    return new Set(mapped.map(({name}) => name));
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    const given = Object.entries(mapping.fields).filter(([field]) => !mapping.lenient?.has(field));
    return new Set(given.map(([field]) => field));
  }
}

/** The columns of the file that a field reads; else `value`, `row_hash` or `sql`. */
export function fromOf(
  way: FieldMapping,
  columns: readonly string[],
  derive: Readonly<Record<string, string>> = {},
): string {
  if (way.value !== undefined) return "value";
  if (way.row_hash) return "row_hash";
  const named = [way.column, ...(way.columns ?? [])]
    .map((name) => (typeof name === "number" ? columns[name - 1] : name))
    .filter((name) => name !== undefined && columns.includes(name));
  let text = [way.sql, way.column === undefined ? "" : `"${way.column}"`].join(" ");
  // a derived column stands for those it is made of; it may use those before it
  for (const [name, sql] of Object.entries(derive).reverse())
    if (text.includes(`"${name}"`)) text += ` ${sql}`;
  named.push(...columns.filter((column) => !named.includes(column) && text.includes(`"${column}"`)));
  return named.length > 0 ? named.join(", ") : "sql";
}
