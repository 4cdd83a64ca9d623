import type {Dictionaries} from "../company/dictionaries.ts";
import {spellingKey} from "../company/dictionaries.ts";
import {captionOf, entityCaption} from "../contracts/captions.ts";
import type {Field} from "../contracts/index.ts";
import {PipelineError} from "../errors.ts";
import {type DayOrder, daySql, instantSql, withoutNoDay} from "./date-sql.ts";
import {columnRu, listed} from "./listed.ts";
import type {FieldMapping, Source} from "./mapping.ts";
import {markSql, markText, shareSql} from "./marks.ts";
import * as parse from "./parse-sql.ts";
import {fastPhoneSql} from "./phones.ts";
import {identifier, literal} from "./sql.ts";

export interface CompileContext {
  source: Source;
  /** Raw columns of the file, in order, names made unique. */
  columns: string[];
  dictionaries: Dictionaries;
  country: string;
  /** Those among them that were taken out of cells: they are no part of a row's own. */
  inner?: readonly string[];
  /** Those among them that SQL makes: they may be numbers. */
  derived?: readonly string[];
  /** Amounts that name another one are refused; without it every amount is taken as it is. */
  currency?: string;
}

/** `sources.yaml: <source>.entities.<entity>.<field>`, as it stands before what is wrong with a field. */
const fieldPlace = /^sources\.yaml: (.+)\.entities\.(\w+)\.(\w+)$/;

/** A column that the mapping names and the file lacks. */
export class MissingColumn extends PipelineError {
  readonly reference: string | number;
  readonly entity: string;
  readonly field: string;

  constructor(reference: string | number, columns: readonly string[], subject: string) {
    const [, source = "", entity = "", field = ""] = fieldPlace.exec(subject) ?? [];
    const present = listed(columns);
    const kind = entityCaption(entity).ru.toLowerCase();
    const named = `источник ${source}, ${kind}, поле «${captionOf(entity, field).ru}»`;
    const where = {en: subject, ru: field ? named : subject};
    super("bad_mapping", {
      en: `${where.en}: the file has no column ${JSON.stringify(reference)}; it has ${present.en}`,
      ru: `${where.ru}: в файле нет столбца ${columnRu(reference)}; в нём есть ${present.ru}`,
    });
    this.reference = reference;
    this.entity = entity;
    this.field = field;
  }
}

/** Of alternatives those the file has; all of them when it has none, so that the error names them. */
function presentColumns(names: (string | number)[], context: CompileContext): (string | number)[] {
  const present = names.filter((name) => typeof name === "number" || context.columns.includes(name.trim()));
  return present.length > 0 ? present : names;
}

/** The column of a reference, quoted; one that the file lacks is an error that names those it has. */
export function columnSql(reference: string | number, context: CompileContext, subject: string): string {
  const {columns} = context;
  const found =
    typeof reference === "number"
      ? columns[reference - 1]
      : columns.find((name) => name === reference.trim());
  if (found !== undefined) return identifier(found);
  const own = columns.filter((name) => !context.derived?.includes(name));
  throw new MissingColumn(reference, own, subject);
}

/** Column in which `withValues` puts what a field's SQL gives. */
const madeBy = ({name}: Field) => identifier(`__made_${name}`);

/** Few values have spaces around them, and to look first is ten times faster than to trim; not all spaces are plain. */
const withoutSpaces = (text: string) =>
  `case when ${text} < '!' or ends_with(${text}, ' ') or strlen(${text}) > length(${text}) then nullif(trim(${text}), '') else ${text} end`;

const numbers = new Set<Field["sqlType"]>(["integer", "decimal(18,2)", "double"]);
/** SQL: what SQL made of a field, as text. */
const madeText = (value: string, {sqlType}: Field) =>
  numbers.has(sqlType) ? parse.computedText(value) : `${value}::varchar`;

const countedTypes = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"].map(literal).join(", ");
const typedBy = ({name}: Field) => identifier(`__typed_${name}`);

/** True for a value that SQL may have worked out in its own type: then it needs no reading. */
const mayBeTyped = ({sqlType}: Field, mapping: FieldMapping) =>
  (sqlType === "integer" || sqlType === "timestamptz") &&
  mapping.sql !== undefined &&
  [mapping.extract, mapping.empty, mapping.scale, mapping.duration, mapping.map].every(
    (way) => way === undefined,
  );

/** True for a moment that SQL works out beside the cell that tells it: its text is made only where the cell is empty. */
const isBesideCell = (target: Field, mapping: FieldMapping) =>
  target.sqlType === "timestamptz" && mapping.column !== undefined && mayBeTyped(target, mapping);

/**
 * SQL: the made value where it is a whole number or a moment, else null. Its type is known when the statement is
 * planned, so that nothing of this is asked row by row.
 */
function ofOwnType(target: Field, zone: string): string {
  const value = madeBy(target);
  if (target.sqlType === "integer")
    return `case when typeof(${value}) in (${countedTypes}) then try_cast(${value} as integer) end`;
  const local = `timezone(${literal(zone)}, try_cast(${value} as timestamp))`;
  return `case typeof(${value}) when 'TIMESTAMP' then ${local} when 'TIMESTAMP WITH TIME ZONE' then try_cast(${value} as timestamptz) end`;
}

/** Of the fields given as SQL the values of their own type, as `v_<field>`; beside the texts of `rawText`. */
export const madeTyped = (targets: readonly Field[], fields: Record<string, FieldMapping>): string[] =>
  targets
    .filter((target) => mayBeTyped(target, fields[target.name]!))
    .map((target) => `${typedBy(target)} as v_${target.name}`);

/** The relation with the values of fields given as SQL, made once below the expressions that read them. */
export function withValues(
  relation: string,
  targets: readonly Field[],
  fields: Record<string, FieldMapping>,
  {zone}: Source,
): string {
  const made = targets.flatMap((target) => {
    const mapping = fields[target.name]!;
    return mapping.sql === undefined ? [] : [{target, mapping, sql: mapping.sql}];
  });
  if (made.length === 0) return relation;
  const values = made.map(({target, sql}) => `(${sql}) as ${madeBy(target)}`);
  const texts = made
    .filter(({target, mapping}) => !isBesideCell(target, mapping))
    .map(({target}) => `${madeText(madeBy(target), target)} as ${madeBy(target)}`);
  const typed = made
    .filter(({target, mapping}) => mayBeTyped(target, mapping))
    .map(({target, mapping}) => `, ${ofOwnType(target, mapping.zone ?? zone)} as ${typedBy(target)}`);
  const all = texts.length > 0 ? `* replace (${texts.join(", ")})` : "*";
  return `(select ${all}${typed.join("")} from (select *, ${values.join(", ")} from ${relation}))`;
}

/** SQL: the text of a field's cell, before it is read as what the field holds. */
export function rawText(
  field: FieldMapping,
  target: Field,
  context: CompileContext,
  subject: string,
): string {
  const where = `${subject}.${target.name}`;
  const cell = (reference: string | number) => {
    const column = columnSql(reference, context, where);
    return context.derived?.includes(String(reference)) ? madeText(column, target) : column;
  };
  let text: string;
  if (field.value !== undefined) text = literal(String(field.value));
  else if (field.row_hash) text = '"__row_hash"';
  else if (isBesideCell(target, field)) text = `coalesce(${cell(field.column!)}, ${madeBy(target)}::varchar)`;
  else if (field.sql !== undefined) text = withoutSpaces(madeBy(target));
  else if (field.columns) text = `coalesce(${presentColumns(field.columns, context).map(cell).join(", ")})`;
  else text = cell(field.column!);
  if (field.extract) text = `nullif(regexp_extract(${text}, ${literal(field.extract)}, 1), '')`;
  for (const marker of field.empty ?? []) text = `nullif(${text}, ${literal(marker)})`;
  const isDay = target.sqlType === "date" || target.sqlType === "timestamptz";
  if (isDay && !target.required) text = withoutNoDay(text);
  if (field.scale !== undefined) text = markText(text);
  // a spreadsheet's apostrophe before digits
  if (target.phone)
    text = `case when starts_with(${text}, '''') then nullif(substr(${text}, 2), '') else ${text} end`;
  return text;
}

/** SQL: the value of the field from its text `r_<field>`, null when it cannot be read. */
export function typedSql(
  field: Field,
  mapping: FieldMapping,
  context: CompileContext,
  {phoneTable, order}: {phoneTable?: string | undefined; order?: DayOrder | undefined} = {},
): string {
  const text = `r_${field.name}`;
  const zone = mapping.zone ?? context.source.zone;
  if (field.phone) {
    const joined = phoneTable ? `p_${field.name}.${field.phone}` : "null";
    const easy = field.phone === "one" ? fastPhoneSql(text, context.country) : "null";
    return `coalesce(${easy}, ${joined}, ${text})`;
  }
  if (mapping.map || mapping.dictionary || field.dictionary) return translated(field, mapping, context);
  const isAmount = field.unit === "money" && context.currency !== undefined;
  const read = typedValue(field, isAmount ? `own_${field.name}` : text, zone, mapping, order);
  const value = mayBeTyped(field, mapping) ? `coalesce(v_${field.name}, ${read})` : read;
  return mapping.default === undefined
    ? value
    : `coalesce(${value}, case when ${text} is null then ${typedValue(field, literal(mapping.default), zone, {})} end)`;
}

function typedValue(
  field: Field,
  text: string,
  zone: string,
  mapping: FieldMapping,
  order?: DayOrder,
): string {
  switch (field.sqlType) {
    case "timestamptz":
      return instantSql(text, zone, mapping.date, order);
    case "date":
      return mapping.add_days
        ? `${daySql(text, zone, mapping.date, order)} + ${mapping.add_days}`
        : daySql(text, zone, mapping.date, order);
    case "integer":
      return field.unit === "s"
        ? parse.durationSql(text, mapping.duration)
        : parse.integerSql(text, mapping.number);
    case "decimal(18,2)":
      return parse.moneySql(text, mapping.number);
    case "double": {
      const number = (digits: string) => parse.doubleSql(digits, mapping.number);
      if (mapping.scale !== undefined) return markSql(text, mapping.scale, number);
      return field.unit === "rate" ? shareSql(text, number, number(text)) : number(text);
    }
    case "boolean":
      return parse.flagSql(text);
    case "varchar":
      return text;
  }
}

/** Text to code by the mapping's own list, then the company's dictionary, then (for closed lists) the code itself. */
export function translated(field: Field, mapping: FieldMapping, context: CompileContext): string {
  const dictionary = mapping.dictionary ?? field.dictionary;
  const spellings = new Map<string, string>();
  for (const entry of context.dictionaries.entries)
    if (entry.dictionary === dictionary)
      for (const spelling of entry.spellings) spellings.set(spelling, entry.code);
  for (const [spelling, code] of Object.entries(mapping.map ?? {})) spellings.set(spelling, code);
  const text = `r_${field.name}`;
  const otherwise = mapping.default === undefined ? "null" : literal(mapping.default);
  if (spellings.size === 0) return otherwise === "null" ? text : `coalesce(${text}, ${otherwise})`;
  const keyed = new Map([...spellings].map(([spelling, code]) => [spellingKey(spelling), code]));
  const exact = [...spellings].filter(([spelling, code]) => keyed.get(spellingKey(spelling)) === code);
  const branches = (pairs: Iterable<[string, string]>) =>
    [...pairs].map(([spelling, code]) => `when ${literal(spelling)} then ${literal(code)}`).join(" ");
  // most cells are spelled just as the list spells them; only the others are worth bringing to one form
  const key = `regexp_replace(replace(lower(${text}), 'ё', 'е'), '\\s+', ' ', 'g')`;
  return `case ${text} ${branches(exact)} else case ${key} ${branches(keyed)} else ${otherwise} end end`;
}
