import * as z from "zod";
import {takenSourceNames} from "../../queries/vocabulary.ts";
import {checkSays, formSays} from "../bilingual.ts";
import {cronSchema, zoneSchema} from "../company/schema.ts";
import {type Counts, verdicts} from "./counts.ts";
import {encodings} from "./formats/text.ts";

const columnReference = z.union([z.string().min(1), z.int().min(1)]);

const ways = ["column", "columns", "value", "sql", "row_hash"] as const;
export const oneWay = {
  en: `expected exactly one of ${ways.join(", ")}`,
  ru: `нужно ровно одно из ${ways.join(", ")}`,
};

const dateForm = z.string().regex(
  /%|^(?:unix_s|unix_ms|unix_us|excel)$/,
  formSays({
    en: "expected a form such as %d.%m.%Y %H:%M, or unix_s, unix_ms, unix_us, excel",
    ru: "нужна форма, например %d.%m.%Y %H:%M, или unix_s, unix_ms, unix_us, excel",
  }),
);

/** How one field of an entity is made from the columns of a row. */
const fieldMapping = z
  .strictObject({
    column: columnReference
      .optional()
      .describe(
        "header name, `name#2` for its second occurrence, position from 1, or a path such as amount.value into JSON objects",
      ),
    columns: z.array(columnReference).min(1).optional().describe("the first one that is not empty"),
    value: z.union([z.string(), z.number(), z.boolean()]).optional().describe("the same for every row"),
    sql: z
      .string()
      .min(1)
      .optional()
      .describe('SQL expression over the raw columns, such as "Дата" || \' \' || "Время"'),
    spellings: z
      .string()
      .min(1)
      .optional()
      .describe("of telephones: SQL over the row alone that gives every number that a costly `sql` may pick"),
    row_hash: z.literal(true).optional().describe("a key made of the whole row, for sources without one"),
    extract: z.string().optional().describe("regular expression; its first group is taken"),
    empty: z.array(z.string()).optional().describe("texts that mean nothing is there"),
    date: z
      .union([dateForm, z.array(dateForm)])
      .optional()
      .describe("strptime format(s), or unix_s, unix_ms, unix_us, excel; without it common forms are tried"),
    add_days: z
      .int()
      .min(-1)
      .max(1)
      .optional()
      .describe("1 where the source writes a last day and the field is the first day after it"),
    zone: zoneSchema.optional().describe("zone of naive times in this column"),
    duration: z
      .enum(["s", "ms", "us", "hms", "any"])
      .optional()
      .describe("any: clocks, whole seconds and words such as `1 мин 12 сек` in one column"),
    number: z
      .enum(["point", "comma"])
      .optional()
      .describe("decimal sign; without it both are read and doubt is refused"),
    currency: z
      .string()
      .regex(
        /^[A-Z]{3}$/,
        formSays({en: "expected a code such as EUR", ru: "нужен код валюты, например EUR"}),
      )
      .optional()
      .describe("of money: what its amounts are in, whatever the header or a column beside them says"),
    scale: z
      .union([
        z.number().positive(),
        z
          .strictObject({from: z.number(), to: z.number()})
          .refine(
            ({from, to}) => from < to,
            checkSays({en: "expected from below to", ru: "from должно быть меньше to"}),
          ),
      ])
      .optional()
      .describe(
        "best mark, or the worst and the best, of marks that become a share 0..1; yes, no, percent and not applicable are read in words",
      ),
    map: z.record(z.string(), z.string()).optional().describe("what the source writes: what it means"),
    dictionary: z.string().optional().describe("dictionaries/<name>.csv translates the spelling to a code"),
    default: z.string().optional().describe("taken when the cell is empty or not in the map or dictionary"),
  })
  .refine((field) => waysOf(field).length <= 1, checkSays(oneWay));
export type FieldMapping = z.output<typeof fieldMapping>;

/**
 * Where a field is taken from; none when it only adds to what a preset says of the field. A preset may name a moment's
 * `column` beside `sql`: the cell is read where nothing came of the expression.
 */
export function waysOf(field: {[way in (typeof ways)[number]]?: unknown}): string[] {
  return ways.filter((way) => field[way] !== undefined);
}

export const formatSchema = z.strictObject({
  kind: z
    .enum(["csv", "xlsx", "html", "json", "parquet"])
    .optional()
    .describe("found out from the first bytes when not given; json is a document or one object per line"),
  member: z
    .string()
    .min(1)
    .optional()
    .describe("name pattern of the file inside a zip; needed when it holds several"),
  path: z
    .string()
    .regex(
      /^[^.[\]]+(\[\])?(\.[^.[\]]+(\[\])?)*$|^\[\]$/u,
      formSays({en: "expected a path such as data[].list[]", ru: "нужен путь, например data[].list[]"}),
    )
    .optional()
    .describe(
      "where the rows of a JSON document are, such as data[].list[]; [] goes into an array or the values of an object",
    ),
  layout: z
    .enum(["table", "one_c_report", "transposed"])
    .optional()
    .describe("table by default; a report of 1C with groups, totals and captions; or one record per column"),
  encoding: z.enum(encodings).optional().describe("found out from the bytes and letters when not given"),
  delimiter: z
    .string()
    .regex(
      /^(.|tab|whitespace)$/su,
      formSays({
        en: "expected one character, `tab` or `whitespace`",
        ru: "нужен один знак, tab или whitespace",
      }),
    )
    .optional()
    .describe("one character, `tab`, or `whitespace` for runs of blanks"),
  quote: z.string().length(1).optional(),
  header: z.boolean().optional().describe("false when the first row is data already"),
  columns: z.array(z.string().min(1)).optional().describe("names for a file without header"),
  skip_lines: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe("lines before the header; without it the header is looked for"),
  sheet: z
    .union([z.string(), z.int().min(1)])
    .optional()
    .describe("sheet by name or number; the first by default"),
});
export type FormatOptions = z.output<typeof formatSchema>;

export const entityMapping = z.strictObject({
  rows: z.string().optional().describe("SQL condition over the raw columns: which rows make this entity"),
  gone: z
    .string()
    .optional()
    .describe(
      "SQL condition: rows that the source calls deleted; they make no row, and an earlier file's row of their key is taken out",
    ),
  counts: z
    .record(z.string().min(1), z.record(z.string(), z.enum(verdicts)))
    .optional()
    .describe(
      "by column: what a row with this value does to the sum: plus, minus, or skip for a row that is left out; a row with another value is set aside",
    ),
  one_per: z
    .string()
    .optional()
    .describe("SQL expression: of the rows that share it, one is taken (legs of a call)"),
  prefer: z.string().optional().describe("SQL order by: which of them; without it any, but always the same"),
  unpivot: z
    .strictObject({
      columns: z.array(columnReference).min(1).optional().describe("columns that become rows"),
      after: columnReference.optional().describe("or: every column after this one"),
      except: z.array(columnReference).min(1).optional().describe("or: every column with a name but these"),
      about: z
        .record(z.string(), z.string().min(1))
        .optional()
        .describe(
          "rows that tell something about the columns, such as their weights: a column for it and the SQL condition of the row",
        ),
      name: z.string().default("item").describe("column that receives the header"),
      value: z.string().default("value").describe("column that receives the cell; empty cells make no row"),
    })
    .refine(
      ({columns, after, except}) => [columns, after, except].filter((way) => way !== undefined).length === 1,
      checkSays({
        en: "expected one of columns, after, except",
        ru: "нужно ровно одно из columns, after, except",
      }),
    )
    .optional()
    .describe("one row per cell instead of one per line, as in wide sheets"),
  each: z
    .strictObject({
      column: columnReference.describe("column that holds a JSON array, or an object of objects"),
      name: z.string().default("item").describe("column that receives one element as JSON text"),
    })
    .optional()
    .describe(
      "one row per element of a JSON array within a cell, such as the legs of a call; <name>_number counts them from 1",
    ),
  blanks: z
    .enum(["keep"])
    .optional()
    .describe("keep: an empty cell says nothing, so what another source gave stays; else it means empty"),
  replaces: z
    .enum(["month"])
    .optional()
    .describe(
      "month: a file is the whole of the months it covers, so what earlier files of this source had there and it lacks is taken out",
    ),
  extends: z
    .boolean()
    .optional()
    .describe("true when another source makes these rows and this one adds columns to them"),
  derive: z
    .record(
      z.string().refine(
        (name) => /^[a-z_][a-z0-9_]*$/.test(name),
        checkSays({
          en: "expected a name of a-z, 0-9 and _, not beginning with a digit",
          ru: "имя столбца: латинские строчные буквы, цифры и _, не с цифры",
        }),
      ),
      z.string().min(1),
    )
    .optional()
    .describe(
      "columns made in SQL from the raw ones before the fields are; a later one may use an earlier one",
    ),
  fields: z
    .record(
      z.string(),
      z.union([
        z
          .string()
          .min(1)
          .transform((column): FieldMapping => ({column})),
        fieldMapping,
      ]),
    )
    .default({}),
});
export const sourceSchema = z.strictObject({
  preset: z
    .string()
    .optional()
    .describe("a ready mapping; entities and format given here add to it or replace its fields"),
  title: z.string().optional(),
  system: z
    .string()
    .regex(
      /^[a-z][a-z0-9_]*$/,
      formSays({en: "expected a name of a-z, 0-9 and _", ru: "имя: латинские строчные буквы, цифры и _"}),
    )
    .optional()
    .describe(
      "sources of one system share their keys: the same number is the same thing; each source is a system of its own by default",
    ),
  files: z.string().optional().describe("name pattern with * and ?; every file by default"),
  folder: z.string().optional().describe("folder to read instead of var/inbox/<source>; files stay there"),
  zone: zoneSchema.optional().describe("zone of naive times; the company's zone by default"),
  schedule: cronSchema.optional(),
  late_after_hours: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe("age of the newest data that is called late"),
  contract: z
    .enum(["evolve", "freeze", "quarantine"])
    .optional()
    .describe(
      "when columns of an export change: evolve goes on and says so, freeze refuses the file, quarantine sets all its rows aside",
    ),
  contract_from: z.iso
    .date(formSays({en: "expected a day such as 2026-11-01", ru: "нужен день, например 2026-11-01"}))
    .optional()
    .describe("first day whose files set the accepted columns anew, after a change that was meant"),
  format: formatSchema.optional(),
  entities: z.record(z.string(), entityMapping).optional(),
});

/** The name of a source, which is also a key of sources.yaml and a folder of the inbox. */
export const sourceNameSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*$/,
    formSays({
      en: "expected a source name of a-z, 0-9 and _",
      ru: "имя источника: латинские строчные буквы, цифры и _",
    }),
  )
  .refine(
    (name) => !takenSourceNames.includes(name),
    checkSays({
      en: "this word means something else already; choose another name",
      ru: "это слово уже занято; выберите другое имя",
    }),
  );

/** `company/sources.yaml` */
export const sourcesSchema = z.strictObject({sources: z.record(sourceNameSchema, sourceSchema)});
export type SourceConfig = z.output<typeof sourceSchema>;

/** A mapping as presets write it: plain objects, no shorthand. */
export interface EntityMapping {
  rows?: string | undefined;
  gone?: string | undefined;
  counts?: Counts | undefined;
  each?: {column: string | number; name: string} | undefined;
  one_per?: string | undefined;
  prefer?: string | undefined;
  derive?: Record<string, string> | undefined;
  extends?: boolean | undefined;
  blanks?: "keep" | undefined;
  replaces?: "month" | undefined;
  unpivot?:
    | {
        columns?: (string | number)[] | undefined;
        after?: string | number | undefined;
        except?: (string | number)[] | undefined;
        about?: Record<string, string> | undefined;
        name: string;
        value: string;
      }
    | undefined;
  fields: Record<string, FieldMapping>;
  /** What a row alone in its group, as most are, saves from windows: SQL of each derived column that is one over the group. */
  alone?: {group: string; columns: Record<string, string>} | undefined;
  /** True for an entity of a preset that is left out when a file lacks the columns of its key. */
  optional?: boolean | undefined;
  /** Fields, derived columns and parts such as `rows` that come from the preset: their columns may be absent from a file. */
  lenient?: ReadonlySet<string>;
}

/** A ready mapping of one vendor's export. */
export interface Preset {
  id: string;
  title: string;
  doc: string;
  format: FormatOptions;
  /** Zone the vendor writes, when it does not follow the account. */
  zone?: string;
  /** True where many programs write such columns: nothing but the file itself names its source. */
  isPlain?: true;
  /** Other lists have the same words: the file must have one of these columns, or a cell that begins so. */
  tells?: {columns: readonly string[]; cells: RegExp};
  entities: Record<string, EntityMapping>;
}

/** A source ready to run: preset and the company's own settings merged, every entity known. */
export interface Source {
  id: string;
  preset: string | null;
  /** Sources of one system share their keys. */
  system: string;
  files: string;
  folder: string | null;
  zone: string;
  schedule: string | null;
  lateAfterHours: number | null;
  contract: "evolve" | "freeze" | "quarantine";
  contractFrom: string | null;
  format: FormatOptions;
  entities: Record<string, EntityMapping>;
}
