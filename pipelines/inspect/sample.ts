import {mkdtempSync, rmSync, statSync} from "node:fs";
import {basename, join} from "node:path";
import type {Database} from "../database.ts";
import type {OpenContext} from "../sources/formats/format.ts";
import {memberOf, openTable, type RawTable, unpackArchive} from "../sources/formats/index.ts";
import type {TextHead} from "../sources/formats/text.ts";
import type {FormatOptions} from "../sources/mapping.ts";
import {identifier} from "../sources/sql.ts";
import {describeFormat} from "./file-format.ts";
import {addInner} from "./inner-columns.ts";
import type {FormatFound} from "./inspection.ts";

/** The first rows of a file in a table of their own, all columns text, with the line each row began on. */
export interface Sample {
  path: string;
  file: string;
  options: FormatOptions;
  format: FormatFound;
  /** Another encoding that the few letters of the text may as well be in. */
  doubt: TextHead["doubt"];
  /** Name of the table in the database. */
  table: string;
  columns: string[];
  /** What stands above the header, row by row. */
  above: string[];
  /** Those of them that stand inside the JSON objects of others. */
  inner: string[];
  /** Path to the records of a document, such as `data.orders[]`; empty for tables. */
  place: string;
  /** Rows in the table. */
  rows: number;
  /** Name of the table with the file's own rows of totals, when every row of the file is in the table; else null. */
  totals: string | null;
  /** As far as the rows in the table go: records that could not be split, and rows that are no data. */
  beside: {broken: number; leftOut: number};
  /** Some of the records that could not be split into cells. */
  broken: {line_number: number; reason_code: string; raw_text: string}[];
}

/** Rows that are looked at; a column shows within these what it is. */
export const sampleRows = 20_000;
/** Up to this size a file is gone through record by record, so that lines are exact. */
const smallFile = 8_000_000;

let tables = 0;

/** Reads the first rows of a file; throws a PipelineError when it cannot be read as these options say. */
export async function takeSample(database: Database, path: string, options: FormatOptions): Promise<Sample> {
  const temporary = mkdtempSync(join(database.temporary, "sample-"));
  let opened: RawTable | undefined;
  try {
    const packed: OpenContext = {path, name: basename(path), options, temporary};
    const context = {...packed, path: await unpackArchive(packed)};
    opened = await openTable(context);
    if (!opened.hasLines && statSync(context.path).size <= smallFile) await opened.split();
    const table = `sample_${++tables}`;
    const rows = await copyRows(database, opened, table).catch(async (cause: unknown) => {
      if (opened!.hasLines) throw cause;
      // the fast reader met a record it cannot split; then every record is looked at
      await opened!.split();
      return copyRows(database, opened!, table);
    });
    const {rejects, totals} = opened;
    const {format, doubt, above} = describeFormat(context);
    const inner = await addInner(database, table, opened.columns);
    // behind the others, whose positions stay what they are in the file
    const columns = [...opened.columns, ...inner.map(({name}) => name)];
    const count = (relation: string | null) =>
      relation === null ? 0 : database.value(`select count(*) from ${relation}`);
    const looked = await database.value(`select count(*) from ${table}`);
    const isWhole = looked === rows;
    const until = `(select max("__line") from ${table})`;
    const within = async (relation: string | null, line: string) =>
      relation === null || (!isWhole && !opened!.hasLines)
        ? 0
        : database.value(`select count(*) from ${relation}${isWhole ? "" : ` where ${line} <= ${until}`}`);
    const hasTotals = isWhole && totals !== null && inner.length === 0;
    if (hasTotals) await database.run(`create or replace table ${table}_totals as select * from ${totals}`);
    return {
      path,
      file: basename(path),
      options,
      doubt,
      format: {
        ...format,
        ...(opened.place ? {path: opened.place} : {}),
        ...(opened.sheet ? {sheet: opened.sheet.title, titleSheet: opened.sheet.after} : {}),
        ...(await memberOf(packed)),
        rows,
        totalsRows: await count(totals),
        headerRows: opened.repeatedHeaders,
        brokenRows: await count(rejects),
      },
      table,
      place: opened.place ?? "",
      columns,
      above: opened.above ?? above,
      inner: inner.map(({name}) => name),
      rows: looked,
      totals: hasTotals ? `${table}_totals` : null,
      beside: {
        broken: await within(rejects, "line_number"),
        leftOut: (await within(totals, '"__line"')) + (isWhole ? opened.repeatedHeaders : 0),
      },
      broken:
        rejects === null
          ? []
          : await database.rows<Sample["broken"][number]>(
              `select line_number, reason_code, raw_text from ${rejects} order by line_number limit 20`,
            ),
    };
  } finally {
    opened?.close();
    rmSync(temporary, {recursive: true, force: true});
  }
}

/** Fills the table and counts the whole file. Without lines of its own a row's number stands for its line. */
async function copyRows(database: Database, opened: RawTable, table: string): Promise<number> {
  const line = opened.hasLines ? '"__line"' : 'row_number() over () + 1 as "__line"';
  await database.run(
    `create or replace table ${table} as
     select ${opened.columns.map(identifier).join(", ")}, ${line}
     from (select * from ${opened.relation({lines: opened.hasLines})} limit ${sampleRows}) as first_rows`,
  );
  return database.value(`select count(*) from ${opened.relation()}`);
}
