import {payEntities} from "../queries/vocabulary.ts";
import {captionOf} from "./contracts/captions.ts";
import {counted} from "./counted.ts";
import type {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import type {KnownHeaders} from "./known-headers.ts";
import type {RawTable} from "./sources/formats/index.ts";
import type {Source} from "./sources/mapping.ts";
import {identifier} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/** A file with more lines than this is no report of a day without rows. */
const mostLines = 50;
/** Of the known headers so many stand in the line that is the header. */
const enough = 0.8;
const totalWords = /итог|всего|total/iu;

/** What is said of a file with a header and nothing to load. */
export const noRows = (source: Source, load: Load) =>
  new PipelineError("bad_file", {
    en: `${source.id}/${load.file_name}: no rows were found under the header; check the export and format settings`,
    ru: `${source.id}/${load.file_name}: под заголовками нет ни одной строки; проверьте выгрузку и то, как читается файл`,
  });

/** What is said of a file of whose rows most counted before and would be set aside now; the first reason stands for all. */
export async function mostRefused(
  warehouse: Database,
  load: Load,
  {before, now}: {before: number; now: number},
): Promise<PipelineError> {
  const [first] = await warehouse.rows<{entity: string | null; column_name: string | null; value: string}>(
    `select entity, column_name, value, reason_code from ops.rejected_rows where load_id = ${load.load_id}
     group by all order by count(*) desc, entity, column_name, value limit 1`,
  );
  const field = first?.column_name ?? "";
  // messages are read by more people than pay is for
  const value = payEntities.includes(first?.entity ?? "") ? "…" : JSON.stringify(first?.value ?? "");
  const name = first?.entity && field ? captionOf(first.entity, field).ru : field;
  return new PipelineError("bad_mapping", {
    en: `${load.source_id}/${load.file_name}: of ${counted(before, "row")} that counted before ${now} would be left, the others set aside; the most frequent: ${field} ${value}`,
    ru: `${load.source_id}/${load.file_name}: из строк, которые раньше учитывались (${before}), осталось бы ${now}, прочие отложились бы; чаще всего: «${name}», значение ${value}`,
  });
}

/**
 * Refuses a report of nothing: captions, the headers that the source is known by, at most a total. With nothing below
 * it the header cannot be told by its shape, so that the caption above was taken for it.
 */
export async function refuseHeaderAlone(
  warehouse: Database,
  source: Source,
  load: Load,
  table: RawTable,
  {names: known}: KnownHeaders,
): Promise<void> {
  const present = known.filter((name) => table.columns.includes(name));
  if (known.length < 2 || present.length > known.length / 2) return;
  const lines = await linesOf(warehouse, table);
  const header = lines.findIndex(
    (line) => known.filter((name) => line.includes(name)).length >= enough * known.length,
  );
  if (header === -1 || lines.length > mostLines) return;
  if (lines.slice(header + 1).every((line) => line.trim() === "" || totalWords.test(line)))
    throw noRows(source, load);
}

/** The first lines of the file, whether they could be split into cells or not, as text. */
async function linesOf(warehouse: Database, table: RawTable): Promise<string[]> {
  if (!table.hasLines) return [];
  const text = `concat_ws(';', ${table.columns.map(identifier).join(", ")})`;
  const parts = [
    `select "__line" as line, ${text} as text from ${table.relation({lines: true})}`,
    ...(table.rejects ? [`select line_number as line, raw_text as text from ${table.rejects}`] : []),
    ...(table.totals ? [`select "__line" as line, ${text} as text from ${table.totals}`] : []),
  ];
  const rows = await warehouse.rows<{text: string | null}>(
    `select text from (${parts.join(" union all ")}) order by line limit ${mostLines + 1}`,
  );
  return rows.map((row) => row.text ?? "");
}
