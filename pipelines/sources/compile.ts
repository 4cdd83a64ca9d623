import {hiddenCodes} from "../../queries/hidden-marks.ts";
import {type Contract, contractOf, type Field, fieldsOf} from "../contracts/index.ts";
import {PipelineError} from "../errors.ts";
import {countedAs, countsSql, isSigned, skippedAsGone} from "./counts.ts";
import {withoutCurrency} from "./currency.ts";
import type {DayOrder} from "./date-sql.ts";
import {type DerivedColumn, derived, neededColumns} from "./derive.ts";
import {
  type CompileContext,
  columnSql,
  madeTyped,
  rawText,
  translated,
  typedSql,
  withValues,
} from "./field-sql.ts";
import {closingMarks, withoutHiddenSql} from "./hidden.ts";
import {type InnerColumn, innerColumns, withInner} from "./inner.ts";
import {listed} from "./listed.ts";
import type {EntityMapping, FieldMapping} from "./mapping.ts";
import {meltedColumns, meltSql} from "./melt.ts";
import {withNamedCurrency} from "./named-currency.ts";
import {fastPhoneSql} from "./phones.ts";
import {madeColumns, onlyGone, takesOf, withoutGone, withPresent, withPresentParts} from "./present.ts";
import {disorders, excesses, isRead, rejections, unhappened} from "./rejections.ts";
import {characters, identifier, literal} from "./sql.ts";
import {type Piece, piecesOf} from "./syntax.ts";

export interface CompiledEntity {
  contract: Contract;
  /** Contract fields the mapping fills, in contract order; the others keep what another source gave. */
  mapped: Field[];
  /** Phone fields among them. */
  phones: Field[];
  /** SQL condition over cleaned columns: which rows of the file make this entity; null for every row. */
  takes: string | null;
  /** Columns of the file that the mapping reads, and values inside their cells. */
  reads: string[];
  /** Values inside JSON objects that it reads. */
  inner: InnerColumn[];
  /** Fields whose unknown spellings take a default, with SQL over the selected row that gives such a spelling, or null. */
  defaulted: {name: string; sql: string}[];
  /** True when its rows are those of the file, but for the choice of one of several. */
  isOfLines: boolean;
  /** True when one of several rows is taken. */
  isChosen: boolean;
  /** Derived columns that it needs, in order. */
  derives: DerivedColumn[];
  /** Those that need no window where a row is alone in its group. */
  simplified: string[];
  /** Columns of the file that it reads when the derived columns of these names are there. */
  readsBeside(made: ReadonlySet<string>): string[];
  /** Its pieces of SQL as far as they are worked out, in that order. */
  pieces: Piece[];
  /** SQL: the rows that the first of them reads. */
  cells(rows: SourceRows): string;
  /**
   * SQL: one row per source row: r_<field> texts, t_<field> typed, `reject` = `column|reason` or null, and `extra` columns.
   * Where one of several rows is chosen, `__shared` is what they share; `again`, a query of these, asks for the next row
   * of them that can be read. `createRows` does both.
   */
  select(rows: SourceRows, options?: SelectOptions): string;
  /** The rows that the source calls deleted, by their keys; null when it does not tell. */
  gone: CompiledEntity | null;
  /** Days and moments of which the mapping does not say how they are written. */
  untold: Field[];
  /** SQL: one row per source row with r_<field> = text of each of these. */
  selectUntold(rows: SourceRows): string;
  /** SQL: one row per source row with p_<field> = text of each phone field that SQL alone cannot read. */
  selectPhones(rows: SourceRows): string;
}

export interface SelectOptions {
  phoneTable?: string;
  extra?: string[];
  again?: string;
  /** What the cells of days have proved, by field. */
  orders?: ReadonlyMap<string, DayOrder>;
  /** Takes out of cells what nobody sees in them; only where one could not be read for it. */
  withoutHidden?: boolean;
  /** Moment at which the file came: what it tells cannot have happened long after. */
  received?: string;
}

/** Rows of a file. */
export interface SourceRows {
  /** SQL relation. */
  relation: string;
  /** Derived columns it has already, over cells without blanks; undefined for cells as they came. */
  made?: ReadonlySet<string>;
}

const blankCodes = [9, 10, 13, 32, 160];
const blanks = characters([...blankCodes, ...hiddenCodes]);

/**
 * Text without blanks around it; cells seldom have any, and looking first is twenty times faster than trimming. The
 * marks that take several bytes are only looked for in texts that hold such characters.
 */
function trimmed(text: string): string {
  const endsWith = (code: number) => `ends_with(${text}, ${characters([code])})`;
  const isPlain = (code: number) => code < 128;
  const wide = [...blankCodes.filter((code) => !isPlain(code)), ...closingMarks].map(endsWith).join(" or ");
  const isWide = `strlen(${text}) > length(${text}) and (unicode(${text}) in (160, 173, 65279) or unicode(${text}) between 8203 and 8297 or ${wide})`;
  const plain = blankCodes.filter(isPlain).map(endsWith).join(" or ");
  return `case when ${text} < '!' or ${plain} or (${isWide}) then trim(${text}, ${blanks}) else ${text} end`;
}

/** Compiles contract and mapping to SQL, so that validation runs inside DuckDB at scan speed. */
export function compileEntity(entity: string, given: EntityMapping, file: CompileContext): CompiledEntity {
  let context = file;
  const all = skippedAsGone(withPresentParts(given, file.columns));
  const declared = withoutGone(all);
  const subject = `sources.yaml: ${context.source.id}.entities.${entity}`;
  const contract = contractOf(entity)!;
  const fields = fieldsOf(contract);
  const goneRows = onlyGone(all, contract);
  const {unpivot} = declared;
  const plain = (reference: string | number) =>
    columnSql(reference, file, `${subject}.unpivot`).slice(1, -1).replaceAll('""', '"');
  const melted = unpivot ? meltedColumns(unpivot, context.columns, plain, subject) : [];
  if (unpivot) {
    const kept = context.columns.filter((name) => !melted.includes(name));
    context = {...context, columns: [...kept, ...madeColumns(declared)]};
  }
  const {each} = declared;
  const inner = innerColumns(declared, file.columns);
  const names = inner.map(({name}) => name);
  const eachColumn = each
    ? columnSql(each.column, {...context, columns: [...context.columns, ...names]}, `${subject}.each`)
    : "";
  if (each)
    context = {...context, columns: [...context.columns, ...madeColumns({...declared, unpivot: undefined})]};
  const rawColumns = context.columns;
  for (const column of Object.keys(declared.counts ?? {}))
    columnSql(column, {...context, columns: [...rawColumns, ...names]}, `${subject}.counts`);
  const rowColumns = rawColumns.filter((name) => !context.inner?.includes(name));
  const made = Object.keys(declared.derive ?? {});
  context = {...context, columns: [...rawColumns, ...names, ...made], derived: made};
  const readable = withPresent(declared, context.columns);
  const mapped = fields.filter((field) => readable.fields[field.name]);
  const mapping = withNamedCurrency(readable, mapped, context);
  const present = listed(rawColumns);
  for (const key of contract.key)
    if (!mapped.some((field) => field.name === key))
      throw new PipelineError(
        "bad_mapping",
        declared.fields[key]
          ? {
              en: `${subject}.${key}: the file lacks the column of this key; it has ${present.en}`,
              ru: `${subject}.${key}: в файле нет столбца для этого ключа; в нём есть ${present.ru}`,
            }
          : {
              en: `${subject}: ${key} is part of the key and must be mapped`,
              ru: `${subject}: поле ${key} — часть ключа; укажите, из какого столбца его брать`,
            },
      );
  const absent = fields
    .filter((field) => field.required && !mapped.includes(field))
    .map((field) => field.name);
  if (absent.length > 0 && !mapping.extends)
    throw new PipelineError("bad_mapping", {
      en: `${subject}: ${absent.join(", ")} must be mapped; or say \`extends: true\` when another source makes these rows`,
      ru: `${subject}: не указано, откуда брать ${absent.join(", ")}; укажите столбцы или напишите \`extends: true\`, если эти строки даёт другой источник`,
    });
  const phones = mapped.filter((field) => field.phone);
  const textOf = (field: Field) => rawText(mapping.fields[field.name]!, field, context, subject);
  const texts = mapped.map((field) => `${textOf(field)} as r_${field.name}`);
  const counts = Object.keys(mapping.counts ?? {}).length > 0 ? mapping.counts : undefined;
  if (counts) texts.push(`${countsSql(counts)} as ${countedAs}`);
  const where = mapping.rows ? ` where ${mapping.rows}` : "";
  // without an order the choice is by content: the order in which threads read a file is nobody's
  const order = mapping.prefer ?? `hash(${rowColumns.map(identifier).join(", ")})`;
  const place: DerivedColumn | undefined = mapping.one_per
    ? ["__place", `row_number() over (partition by ${mapping.one_per} order by ${order})`]
    : undefined;
  const needsHash = Object.values(mapping.fields).some((field) => field.row_hash);
  const melt = (file: string) => {
    const relation = withInner(file, inner);
    const rows = unpivot ? meltSql(relation, melted, unpivot) : relation;
    return each ? elements(rows, eachColumn, each.name) : rows;
  };
  const base = ({relation, made}: SourceRows) => {
    if (made) return relation;
    const rows = melt(relation);
    const used = usedColumns(mapping, [...rawColumns, ...names]);
    return cleaned(needsHash ? hashed(rows, used.length > 0 ? used : rowColumns) : rows, used);
  };
  const derives = neededColumns(mapping, mapping.fields);
  const missing = (columns: DerivedColumn[], {made}: SourceRows) =>
    columns.filter(([name]) => !made?.has(name));
  // only the telephones and the columns they are read from: planning a hundred expressions costs more than the rows
  const phoneFields = Object.fromEntries(phones.map(({name}) => [name, spelt(mapping.fields[name]!)]));
  const phoneTexts = phones.map(
    (field) => `${rawText(phoneFields[field.name]!, field, context, subject)} as r_${field.name}`,
  );
  const untold = mapped.filter(({name, sqlType}) => {
    const {date, value} = mapping.fields[name]!;
    return (sqlType === "date" || sqlType === "timestamptz") && date === undefined && value === undefined;
  });
  const clean = mapped.filter(isRead).map(({name}) => `${withoutHiddenSql(`r_${name}`)} as r_${name}`);
  const raw = (rows: SourceRows, extra: string[] = []) => {
    const from = derived(base(rows), missing(derives, rows), {
      where,
      ...(place ? {last: place} : {}),
      ...(mapping.alone ? {alone: mapping.alone} : {}),
    });
    // the choice comes after the texts, which may look at all rows of it
    const choice = place ? [place[0], `${sharedText(mapping.one_per!)} as "__shared"`] : [];
    const values = madeTyped(mapped, mapping.fields);
    return `select ${[...texts, ...values, ...extra, ...choice].join(", ")} from ${withValues(from, mapped, mapping.fields, context.source)}`;
  };

  const figures = mapped.filter(isSigned);
  const signed = (field: Field, typed: string) =>
    counts && figures.includes(field)
      ? `case when ${countedAs} = 'minus' then -abs(${typed}) else ${typed} end`
      : typed;
  // a person finds the row by its amount
  const [blamed = mapped[0]!] = figures;
  const uncounted = [`when ${countedAs} is null then ${literal(`${blamed.name}|not_counted`)}`];

  return {
    contract,
    mapped,
    phones,
    takes: takesOf(mapping),
    gone: goneRows ? compileEntity(entity, goneRows, file) : null,
    reads: usedColumns(mapping, [...file.columns, ...names]),
    inner,
    defaulted: mapped.flatMap((field) => {
      const {default: otherwise, ...way} = mapping.fields[field.name]!;
      if (otherwise === undefined || !(way.map || way.dictionary || field.dictionary)) return [];
      const isKnown = `${translated(field, way, context)} is not null`;
      const sql = `case when t_${field.name} = ${literal(otherwise)} and r_${field.name} is not null and not (${isKnown}) then r_${field.name} end`;
      return [{name: field.name, sql}];
    }),
    pieces: piecesOf({...mapping, rows: all.rows, gone: all.gone, derive: Object.fromEntries(derives)}),
    cells: base,
    isOfLines: !where && !unpivot && !each && !needsHash && inner.length === 0,
    isChosen: place !== undefined,
    derives,
    simplified: Object.keys(mapping.alone?.columns ?? {}),
    readsBeside(made) {
      const others = Object.entries(mapping.derive ?? {}).filter(([name]) => !made.has(name));
      return usedColumns({...mapping, derive: Object.fromEntries(others)}, file.columns);
    },
    untold,
    selectUntold(rows) {
      return `select ${untold.map(({name}) => `r_${name}`).join(", ")} from (${raw(rows)}) as texts`;
    },
    select(rows, {phoneTable, extra = [], again, orders, withoutHidden = false, received} = {}) {
      const joins = phoneTable
        ? phones.map(
            (field) => ` left join ${phoneTable} as p_${field.name} on p_${field.name}.raw = r_${field.name}`,
          )
        : [];
      const typed = mapped.map(
        (field) =>
          `${signed(field, typedSql(field, mapping.fields[field.name]!, context, {phoneTable, order: orders?.get(field.name)}))} as t_${field.name}`,
      );
      const tests = [
        ...(counts ? uncounted : []),
        ...mapped.flatMap((field) =>
          rejections(field, contract, context.currency, mapping.fields[field.name]!),
        ),
        ...disorders(contract, mapped),
        ...excesses(contract, mapped),
        ...(received === undefined ? [] : unhappened(contract, mapped, received)),
      ];
      const reject = tests.length === 0 ? "null::varchar" : `case ${tests.join(" ")} end`;
      const judged = (from: string) =>
        `select *${counts ? ` exclude (${countedAs})` : ""}, ${reject} as reject from (select *, ${typed.join(", ")} from (${ownAmounts(from, mapped, context.currency)}) as texts${joins.join("")}) as typed`;
      const written = raw(rows, extra);
      const read =
        withoutHidden && clean.length > 0
          ? `select * replace (${clean.join(", ")}) from (${written}) as written`
          : written;
      if (!place) return judged(read);
      if (again === undefined)
        return judged(
          `select * exclude ("__place") from (${read}) as several where "__place" = 1 or "__shared" is null`,
        );
      const others = `select * from (${read}) as several where "__place" > 1 and "__shared" in (${again})`;
      return `select * exclude ("__place") from (${judged(others)}) as judged_again where reject is null qualify row_number() over (partition by "__shared" order by "__place") = 1`;
    },
    selectPhones(rows) {
      const hard = phones.map((field) => {
        const text = `r_${field.name}`;
        const easy = field.phone === "one" ? fastPhoneSql(text, context.country) : "null";
        return `case when ${easy} is null then ${text} end as p_${field.name}`;
      });
      const cells = rows.made
        ? rows.relation
        : cleaned(
            melt(rows.relation),
            usedColumns({...mapping, fields: phoneFields}, [...rawColumns, ...names]),
          );
      const columns = neededColumns({...mapping, one_per: "", prefer: ""}, phoneFields);
      const from = derived(cells, missing(columns, rows), {where});
      return `select ${hard.join(", ")} from (select ${phoneTexts.join(", ")} from ${withValues(from, phones, phoneFields, context.source)}) as texts`;
    },
  };
}

/** SQL: what rows share, as one text; null when they have nothing to share. */
function sharedText(parts: string): string {
  const joined = `nullif(concat_ws('', ${parts}), '')`;
  return parts.includes(",") ? `case when ${joined} is not null then row(${parts})::varchar end` : joined;
}

/** One row per element of the JSON array in `column`, or per value of the object; other cells make no row. */
function elements(relation: string, column: string, name: string): string {
  const parsed = `try_cast(${column} as json)`;
  const list = `case json_type(${parsed}) when 'ARRAY' then json_extract(${parsed}, '$[*]') when 'OBJECT' then json_extract(${parsed}, '$.*') end`;
  return `(select * exclude ("__list"), unnest("__list")::varchar as ${identifier(name)}, unnest(range(1, len("__list") + 1))::varchar as ${identifier(`${name}_number`)} from (select *, ${list} as "__list" from ${relation}))`;
}

/** Beside each amount its text without the name of the company's currency; made once, because reading repeats its text. */
function ownAmounts(texts: string, mapped: Field[], currency: string | undefined): string {
  const amounts = currency === undefined ? [] : mapped.filter((field) => field.unit === "money");
  if (amounts.length === 0) return texts;
  const cells = amounts.map(({name}) => `${withoutCurrency(`r_${name}`, currency!)} as own_${name}`);
  return `select *, ${cells.join(", ")} from (${texts}) as amounts`;
}

/** The telephone as it is looked for before the rows are read. */
function spelt(field: FieldMapping): FieldMapping {
  return field.spellings === undefined ? field : {...field, sql: field.spellings};
}

/** SQL without its quoted texts, in which words stand for no column; left as it is where quotes may mean anything else. */
const withoutTexts = (sql: string) =>
  /\$\$|--|\/\*/.test(sql)
    ? sql
    : sql.replace(/"(?:[^"]|"")*"|'[^']*'/g, (part) => (part[0] === "'" ? "''" : part));

/** Columns that the mapping reads, by reference or by name in a piece of SQL. */
function usedColumns(mapping: EntityMapping, columns: string[]): string[] {
  const fields = Object.values(mapping.fields);
  const sql = [
    mapping.rows,
    mapping.one_per,
    mapping.prefer,
    ...Object.values(mapping.derive ?? {}),
    ...Object.values(mapping.unpivot?.about ?? {}),
    ...fields.map((field) => field.sql),
  ]
    .map((part = "") => withoutTexts(part.toLowerCase()))
    .join(" ");
  const references = [
    ...fields.flatMap((field) => [field.column, ...(field.columns ?? [])]),
    ...Object.keys(mapping.counts ?? {}),
  ];
  const isNamed = (name: string) => {
    // a word of SQL itself names a column only in quotes
    if (name.toLowerCase() === "end") return sql.includes('"end"');
    return /^\w+$/.test(name)
      ? new RegExp(`\\b${name}\\b`, "i").test(sql)
      : sql.includes(name.toLowerCase().replaceAll('"', '""'));
  };
  return columns.filter(
    (name, index) =>
      references.some((one) => one === index + 1 || (typeof one === "string" && one.trim() === name)) ||
      isNamed(name),
  );
}

/** Cells without blanks around them, null when nothing is left; once, below every expression that reads them. */
export function cleaned(relation: string, columns: string[]): string {
  if (columns.length === 0) return relation;
  const cells = columns.map((name) => `nullif(${trimmed(identifier(name))}, '') as ${identifier(name)}`);
  return `(select * replace (${cells.join(", ")}) from ${relation})`;
}

/**
 * The key of a row without one: what is read of it, by the names of the columns, so that neither their order nor one
 * that nothing reads makes the same row another. `rowHashVersion` has to change with it.
 */
function hashed(relation: string, columns: string[]): string {
  const ordered = columns.toSorted().map((name) => ({name, cell: identifier(name)}));
  const filled = ordered.map(
    ({name, cell}) => `case when ${cell} <> '' then ${literal(`${name}=`)} || ${cell} end`,
  );
  const row = `md5(concat_ws(${characters([31])}, ${filled.join(", ")}))`;
  return `(select *, ${row} || '-' || row_number() over (partition by ${row}) as "__row_hash" from ${relation})`;
}
