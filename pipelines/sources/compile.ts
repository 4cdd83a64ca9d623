import type * as z from "zod";
import type {Dictionaries} from "../company/dictionaries.ts";
import {spellingKey} from "../company/dictionaries.ts";
import {firstDay, lastDay} from "../contracts/fields.ts";
import {type Contract, contractOf, type Field, fieldsOf} from "../contracts/index.ts";
import {PipelineError} from "../errors.ts";
import type {EntityMapping, FieldMapping, Source} from "./mapping.ts";
import * as parse from "./parse-sql.ts";
import {fastPhoneSql, lostPhoneSql} from "./phones.ts";
import {identifier, literal} from "./sql.ts";

export interface CompileContext {
  source: Source;
  /** Raw columns of the file, in order, names made unique. */
  columns: string[];
  dictionaries: Dictionaries;
  country: string;
}

export interface CompiledEntity {
  contract: Contract;
  /** Contract fields the mapping fills, in contract order; the others keep what another source gave. */
  mapped: Field[];
  /** Phone fields among them. */
  phones: Field[];
  /** SQL condition over cleaned columns: which rows of the file make this entity; null for every row. */
  takes: string | null;
  /** Columns of the file that the mapping reads. */
  reads: string[];
  /** SQL: one row per source row: r_<field> texts, t_<field> typed, `reject` = `column|reason` or null, and `extra` columns. */
  select(relation: string, options?: {phoneTable?: string; extra?: string[]}): string;
  /** SQL: one row per source row with p_<field> = text of each phone field that SQL alone cannot read. */
  selectPhones(relation: string): string;
}

const blankCodes = [9, 10, 13, 32, 160, 65279];
const blanks = blankCodes.map((code) => `chr(${code})`).join(" || ");

/** Text without blanks around it; cells seldom have any, and looking first is twenty times faster than trimming. */
function trimmed(text: string): string {
  const ends = blankCodes.map((code) => `ends_with(${text}, chr(${code}))`).join(" or ");
  return `case when unicode(${text}) <= 32 or unicode(${text}) in (160, 65279) or ${ends} then trim(${text}, ${blanks}) else ${text} end`;
}

/** Compiles contract and mapping to SQL, so that validation runs inside DuckDB at scan speed. */
export function compileEntity(entity: string, declared: EntityMapping, file: CompileContext): CompiledEntity {
  let context = file;
  const subject = `sources.yaml: ${context.source.id}.entities.${entity}`;
  const contract = contractOf(entity)!;
  const fields = fieldsOf(contract);
  const {unpivot} = declared;
  const melted = unpivot ? meltedColumns(unpivot, context, subject) : [];
  if (unpivot) {
    const kept = context.columns.filter((name) => !melted.includes(name));
    context = {...context, columns: [...kept, unpivot.name, unpivot.value]};
  }
  const {each} = declared;
  const eachColumn = each ? columnSql(each.column, context, `${subject}.each`) : "";
  if (each) context = {...context, columns: [...context.columns, each.name, `${each.name}_number`]};
  const mapping = withPresent(declared, context.columns);
  const mapped = fields.filter((field) => mapping.fields[field.name]);
  for (const key of contract.key)
    if (!mapped.some((field) => field.name === key))
      throw new PipelineError(
        "bad_mapping",
        declared.fields[key]
          ? `${subject}.${key}: the file lacks the column of this key; it has ${context.columns.join(", ")}`
          : `${subject}: ${key} is part of the key and must be mapped`,
      );
  const absent = fields
    .filter((field) => field.required && !mapped.includes(field))
    .map((field) => field.name);
  if (absent.length > 0 && !mapping.extends)
    throw new PipelineError(
      "bad_mapping",
      `${subject}: ${absent.join(", ")} must be mapped; or say \`extends: true\` when another source makes these rows`,
    );
  const phones = mapped.filter((field) => field.phone);
  const texts = mapped.map(
    (field) => `${rawText(mapping.fields[field.name]!, field, context, subject)} as r_${field.name}`,
  );
  const where = mapping.rows ? ` where ${mapping.rows}` : "";
  const one = mapping.one_per
    ? ` qualify row_number() over (partition by ${mapping.one_per}${mapping.prefer ? ` order by ${mapping.prefer}` : ""}) = 1`
    : "";
  const needsHash = Object.values(mapping.fields).some((field) => field.row_hash);
  const melt = (relation: string) => {
    const rows = unpivot
      ? `(unpivot ${relation} on ${melted.map(identifier).join(", ")} into name ${identifier(unpivot.name)} value ${identifier(unpivot.value)})`
      : relation;
    return each ? elements(rows, eachColumn, each.name) : rows;
  };
  const base = (relation: string) => {
    const rows = melt(relation);
    return cleaned(needsHash ? hashed(rows, context.columns) : rows, usedColumns(mapping, context.columns));
  };
  // only the telephones and the columns they are read from: planning a hundred expressions costs more than the rows
  const phoneFields = Object.fromEntries(phones.map(({name}) => [name, mapping.fields[name]!]));
  const phoneTexts = phones.map(
    (field) => `${rawText(phoneFields[field.name]!, field, context, subject)} as r_${field.name}`,
  );
  const raw = (relation: string, extra: string[] = []) =>
    `select ${[...texts, ...extra].join(", ")} from ${base(relation)}${where}${one}`;

  return {
    contract,
    mapped,
    phones,
    takes: unpivot || each ? null : (mapping.rows ?? null),
    reads: usedColumns(mapping, file.columns),
    select(relation, {phoneTable, extra = []} = {}) {
      const joins = phoneTable
        ? phones.map(
            (field) => ` left join ${phoneTable} as p_${field.name} on p_${field.name}.raw = r_${field.name}`,
          )
        : [];
      const typed = mapped.map(
        (field) => `${typedSql(field, mapping.fields[field.name]!, context, phoneTable)} as t_${field.name}`,
      );
      const tests = mapped.flatMap((field) => rejections(field, contract));
      const reject = tests.length === 0 ? "null::varchar" : `case ${tests.join(" ")} end`;
      return `select *, ${reject} as reject from (select *, ${typed.join(", ")} from (${raw(relation, extra)}) as texts${joins.join("")}) as typed`;
    },
    selectPhones(relation) {
      const hard = phones.map((field) => {
        const text = `r_${field.name}`;
        const easy = field.phone === "one" ? fastPhoneSql(text, context.country) : "null";
        return `case when ${easy} is null then ${text} end as p_${field.name}`;
      });
      const rows = cleaned(melt(relation), usedColumns({...mapping, fields: phoneFields}, context.columns));
      return `select ${hard.join(", ")} from (select ${phoneTexts.join(", ")} from ${rows}${where}) as texts`;
    },
  };
}

/** One row per element of the JSON array in `column`, or per value of the object; other cells make no row. */
function elements(relation: string, column: string, name: string): string {
  const parsed = `try_cast(${column} as json)`;
  const list = `case json_type(${parsed}) when 'ARRAY' then json_extract(${parsed}, '$[*]') when 'OBJECT' then json_extract(${parsed}, '$.*') end`;
  return `(select * exclude ("__list"), unnest("__list")::varchar as ${identifier(name)}, unnest(range(1, len("__list") + 1))::varchar as ${identifier(`${name}_number`)} from (select *, ${list} as "__list" from ${relation}))`;
}

/** False when a preset's entity is made of the elements of a column that this file does not have. */
export function isMade(mapping: EntityMapping, columns: string[]): boolean {
  const {each, lenient} = mapping;
  return !each || !lenient || typeof each.column === "number" || columns.includes(each.column.trim());
}

function meltedColumns(
  unpivot: NonNullable<EntityMapping["unpivot"]>,
  context: CompileContext,
  subject: string,
): string[] {
  const plain = (reference: string | number) => {
    const sql = columnSql(reference, context, `${subject}.unpivot`);
    return sql.slice(1, -1).replaceAll('""', '"');
  };
  if (unpivot.columns) return unpivot.columns.map(plain);
  const columns = context.columns.slice(context.columns.indexOf(plain(unpivot.after!)) + 1);
  if (columns.length > 0) return columns;
  throw new PipelineError(
    "bad_mapping",
    `${subject}.unpivot.after: there is no column after ${unpivot.after}; name an earlier one`,
  );
}

/** A preset's fields without the columns that the user hid or the vendor does not send yet. */
function withPresent(mapping: EntityMapping, columns: string[]): EntityMapping {
  const present = (name: string | number) => typeof name === "number" || columns.includes(name.trim());
  const fields: Record<string, FieldMapping> = {};
  for (const [name, way] of Object.entries(mapping.fields)) {
    if (!mapping.lenient?.has(name)) fields[name] = way;
    else if (way.columns) {
      if (way.columns.some(present)) fields[name] = way;
    } else if (way.sql !== undefined) {
      let found = false;
      const sql = way.sql.replace(/"((?:[^"]|"")+)"/g, (quoted, column: string) => {
        const isPresent = present(column.replaceAll('""', '"'));
        found ||= isPresent;
        return isPresent ? quoted : "null::varchar";
      });
      if (found) fields[name] = {...way, sql};
    } else if (way.column === undefined || present(way.column)) fields[name] = way;
  }
  return {...mapping, fields};
}

/** Columns that the mapping reads, by reference or by name in a piece of SQL. */
function usedColumns(mapping: EntityMapping, columns: string[]): string[] {
  const fields = Object.values(mapping.fields);
  const sql = [mapping.rows, mapping.one_per, mapping.prefer, ...fields.map((field) => field.sql)]
    .join(" ")
    .toLowerCase();
  const references = fields.flatMap((field) => [field.column, ...(field.columns ?? [])]);
  return columns.filter(
    (name, index) =>
      references.some((one) => one === index + 1 || (typeof one === "string" && one.trim() === name)) ||
      sql.includes(name.toLowerCase().replaceAll('"', '""')),
  );
}

/** Cells without blanks around them, null when nothing is left; once, below every expression that reads them. */
export function cleaned(relation: string, columns: string[]): string {
  if (columns.length === 0) return relation;
  const cells = columns.map((name) => `nullif(${trimmed(identifier(name))}, '') as ${identifier(name)}`);
  return `(select * replace (${cells.join(", ")}) from ${relation})`;
}

function hashed(relation: string, columns: string[]): string {
  const all = columns.map(identifier).join(", ");
  const row = `md5(concat_ws(chr(31), ${columns.map((name) => `coalesce(${identifier(name)}, '')`).join(", ")}))`;
  return `(select *, ${row} || '-' || row_number() over (partition by ${all}) as "__row_hash" from ${relation})`;
}

/** Of alternatives those the file has; all of them when it has none, so that the error names them. */
function presentColumns(names: (string | number)[], context: CompileContext): (string | number)[] {
  const present = names.filter((name) => typeof name === "number" || context.columns.includes(name.trim()));
  return present.length > 0 ? present : names;
}

function columnSql(reference: string | number, context: CompileContext, subject: string): string {
  const {columns} = context;
  const found =
    typeof reference === "number"
      ? columns[reference - 1]
      : columns.find((name) => name === reference.trim());
  if (found !== undefined) return identifier(found);
  throw new PipelineError(
    "bad_mapping",
    `${subject}: the file has no column ${JSON.stringify(reference)}; it has ${columns.join(", ")}`,
  );
}

function rawText(field: FieldMapping, target: Field, context: CompileContext, subject: string): string {
  const where = `${subject}.${target.name}`;
  let text: string;
  if (field.value !== undefined) text = literal(String(field.value));
  else if (field.row_hash) text = '"__row_hash"';
  else if (field.sql !== undefined) text = `nullif(trim((${field.sql})::varchar), '')`;
  else if (field.columns)
    text = `coalesce(${presentColumns(field.columns, context)
      .map((name) => columnSql(name, context, where))
      .join(", ")})`;
  else text = columnSql(field.column!, context, where);
  if (field.extract) text = `nullif(regexp_extract(${text}, ${literal(field.extract)}, 1), '')`;
  for (const marker of field.empty ?? []) text = `nullif(${text}, ${literal(marker)})`;
  // a spreadsheet's apostrophe before digits
  if (target.phone)
    text = `case when starts_with(${text}, '''') then nullif(substr(${text}, 2), '') else ${text} end`;
  return text;
}

function typedSql(field: Field, mapping: FieldMapping, context: CompileContext, phoneTable?: string): string {
  const text = `r_${field.name}`;
  const zone = mapping.zone ?? context.source.zone;
  if (field.phone) {
    const joined = phoneTable ? `p_${field.name}.${field.phone}` : "null";
    const easy = field.phone === "one" ? fastPhoneSql(text, context.country) : "null";
    return `coalesce(${easy}, ${joined}, ${text})`;
  }
  if (mapping.map || mapping.dictionary || field.dictionary) return translated(field, mapping, context);
  const value = typedValue(field, text, zone, mapping);
  return mapping.default === undefined
    ? value
    : `coalesce(${value}, case when ${text} is null then ${typedValue(field, literal(mapping.default), zone, {})} end)`;
}

function typedValue(field: Field, text: string, zone: string, mapping: FieldMapping): string {
  switch (field.sqlType) {
    case "timestamptz":
      return parse.instantSql(text, zone, mapping.date);
    case "date":
      return parse.daySql(text, zone, mapping.date);
    case "integer":
      return field.unit === "s"
        ? parse.durationSql(text, mapping.duration)
        : parse.integerSql(text, mapping.number);
    case "decimal(18,2)":
      return parse.moneySql(text, mapping.number);
    case "double":
      return parse.doubleSql(text, mapping.number);
    case "boolean":
      return parse.flagSql(text);
    case "varchar":
      return text;
  }
}

/** Text to code by the mapping's own list, then the company's dictionary, then (for closed lists) the code itself. */
function translated(field: Field, mapping: FieldMapping, context: CompileContext): string {
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

/** `when` branches in order of what a person should be told first. */
function rejections(field: Field, contract: Contract): string[] {
  const typed = `t_${field.name}`;
  const text = `r_${field.name}`;
  const reason = (name: string) => `then ${literal(`${field.name}|${name}`)}`;
  const tests: string[] = [];
  if (field.phone) tests.push(`when ${lostPhoneSql(text)} ${reason("phone_digits_lost")}`);
  const unreadable = field.dictionary
    ? "not_in_dictionary"
    : field.unit === "code"
      ? "not_in_list"
      : "unreadable";
  tests.push(`when ${text} is not null and ${typed} is null ${reason(unreadable)}`);
  if (field.required || contract.key.includes(field.name))
    tests.push(`when ${typed} is null ${reason("missing")}`);
  if (field.sqlType === "date")
    tests.push(
      `when ${typed} < date '${firstDay}' or ${typed} > date '${lastDay}' ${reason("impossible_date")}`,
    );
  if (field.sqlType === "timestamptz")
    tests.push(
      `when ${typed} < timestamptz '${firstDay} 00:00:00+00' or ${typed} >= timestamptz '${lastDay} 00:00:00+00' ${reason("impossible_date")}`,
    );
  const definition = field.type.def as {
    type: string;
    checks?: z.core.$ZodCheck[];
    entries?: Record<string, string>;
  };
  if (definition.entries)
    tests.push(
      `when ${typed} not in (${Object.values(definition.entries).map(literal).join(", ")}) ${reason("not_in_list")}`,
    );
  for (const check of definition.checks ?? []) {
    const rule = check._zod.def as {
      check: string;
      value?: number;
      minimum?: number;
      maximum?: number;
      inclusive?: boolean;
    };
    if (rule.check === "greater_than")
      tests.push(`when ${typed} ${rule.inclusive ? "<" : "<="} ${rule.value} ${reason("out_of_range")}`);
    if (rule.check === "less_than")
      tests.push(`when ${typed} ${rule.inclusive ? ">" : ">="} ${rule.value} ${reason("out_of_range")}`);
    if (rule.check === "max_length")
      tests.push(`when length(${typed}) > ${rule.maximum} ${reason("too_long")}`);
  }
  return tests;
}
