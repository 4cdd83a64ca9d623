import {randomBytes} from "node:crypto";
import type {Changes} from "./changes.ts";
import {type Home, readCompany} from "./company/company.ts";
import {type CompanyEdit, checkCompany, editCompany, takeBack, writeCompany} from "./company/edit.ts";
import {
  type Authorship,
  appendCompanyLog,
  appendFileLog,
  type CompanyRecord,
  correctedFiles,
  type Dismissal,
  foldRecords,
  type RowCorrection,
  readCompanyLog,
  readFileLog,
  undoneBy,
  type Withdrawal,
} from "./corrections.ts";
import {PipelineError} from "./errors.ts";
import {cellsText} from "./health-corrections.ts";
import {askHealth} from "./health-file.ts";
import {receivedNames} from "./land.ts";
import {type RawRow, readRawRows} from "./raw-rows.ts";
import {columnRu, listed} from "./sources/listed.ts";
import type {Load} from "./stage.ts";

/** Changes that were found possible; nothing is written yet. */
export interface PreparedFix {
  files: {load: Load; records: (RowCorrection | Dismissal)[]}[];
  company: CompanyEdit[];
}

/** What a fix left in the records. */
export interface Recorded {
  id: string;
  kind: string;
  file: string;
  line: number | null;
}

/** Finds out what changes come to, against the files as they are; refuses what cannot be done, before anything is. */
export async function prepareFix(home: Home, changes: Changes, now: Date): Promise<PreparedFix> {
  const company = readCompany(home);
  const sign = (): Authorship => ({
    id: `f${randomBytes(5).toString("hex")}`,
    by: changes.by,
    reason: changes.reason,
    at: now.toISOString(),
  });
  const edits = editCompany(home.company, changes, sign);
  if (edits.length > 0) await checkCompany(home, edits);
  const places = [...changes.rows, ...changes.dismiss];
  const files: PreparedFix["files"] = [];
  for (const load of places.length > 0 ? await concernedLoads(home, places) : []) {
    const own = places.filter((place) => place.load_id === load.load_id);
    const lines = own.map(({line}) => line);
    const {columns, rows} = await readRawRows(home, company, load, lines);
    files.push({
      load,
      records: own.map((place, index) =>
        "cells" in place
          ? correction(load, columns, rows[index]!, place.cells as Record<string, string | null>, sign())
          : dismissal(load, columns, rows[index]!, sign()),
      ),
    });
  }
  if (files.length === 0 && edits.length === 0)
    throw new PipelineError("bad_usage", {
      en: "--changes: the dictionaries and settings say all this already; nothing to do",
      ru: "правка: в справочниках и настройках всё это уже есть; менять нечего",
    });
  return {files, company: edits};
}

/** Writes a prepared fix into a home; whatever was there before is kept. */
export function recordFix(home: Home, fix: PreparedFix): Recorded[] {
  const recorded: Recorded[] = [];
  for (const {load, records} of fix.files) {
    appendFileLog(home, load.sha256, records);
    const file = `${load.source_id}/${load.file_name}`;
    for (const {id, kind, line} of records) recorded.push({id, kind, file, line});
  }
  const written = writeCompany(home, fix.company);
  if (written.length > 0) appendCompanyLog(home, written);
  for (const {id, kind, file} of written) recorded.push({id, kind, file, line: null});
  return recorded;
}

/** Records that nobody waits for a file that could not be read; its bytes stay in the archive. */
export async function withdrawFile(
  home: Home,
  id: number,
  author: {by: string; reason: string},
  now: Date,
): Promise<Recorded> {
  const [load] = await askHealth(home, "fix", (health) =>
    health.rows<Load & {status_code: string}>(
      `select load_id, source_id, file_name, sha256, status_code from loads where load_id = ${id}`,
    ),
  );
  if (load?.status_code !== "failed")
    throw new PipelineError("bad_usage", {
      en: `file ${id}: ${load ? `${load.source_id}/${load.file_name} did not fail` : "there is no such file"}; \`estafeta loads --failed\` tells the numbers of those that did`,
      ru: `файл ${id}: ${load ? `${load.source_id}/${load.file_name} не числится среди незагруженных` : "такого нет"}; обновите страницу`,
    });
  const record: Withdrawal = {
    ...author,
    id: `f${randomBytes(5).toString("hex")}`,
    kind: "withdrawn",
    source_id: load.source_id,
    at: now.toISOString(),
  };
  appendFileLog(home, load.sha256, [record]);
  return {id: record.id, kind: record.kind, file: `${load.source_id}/${load.file_name}`, line: null};
}

/** Takes a recorded correction back, which is recorded too. */
export function undoFix(home: Home, id: string, author: {by: string; reason: string}, now: Date): Recorded {
  const undo = {
    ...author,
    id: `f${randomBytes(5).toString("hex")}`,
    kind: "undone" as const,
    undoes: id,
    at: now.toISOString(),
  };
  const refuseTwice = (records: Parameters<typeof undoneBy>[0]) => {
    const before = undoneBy(records).get(id);
    if (before)
      throw new PipelineError("bad_usage", {
        en: `${id}: ${before.by} took it back at ${before.at} already; nothing to do`,
        ru: `${id}: эту правку уже отменили (${before.by}, ${before.at}); делать нечего`,
      });
  };
  for (const sha256 of correctedFiles(home)) {
    const records = readFileLog(home, sha256);
    const found = records.find((record) => record.id === id);
    if (!found || found.kind === "undone") continue;
    refuseTwice(records);
    appendFileLog(home, sha256, [undo]);
    const name = receivedNames(home).get(`${found.source_id} ${sha256}`);
    const file = name === undefined ? found.source_id : `${found.source_id}/${name}`;
    return {id: undo.id, kind: "undone", file, line: "line" in found ? found.line : null};
  }
  const records = readCompanyLog(home);
  const found = records.find(
    (record): record is CompanyRecord => record.id === id && record.kind !== "undone",
  );
  if (!found)
    throw new PipelineError("not_found", {
      en: `${id}: there is no such correction; see \`estafeta fix list\``,
      ru: `${id}: такой правки нет; посмотрите список правок`,
    });
  refuseTwice(records);
  takeBack(home, found, now);
  // what was written into the file together goes together
  const together = records.filter((record) => record.kind !== "undone" && record.kept === found.kept);
  appendCompanyLog(
    home,
    together.map((record) => ({...undo, undoes: record.id})),
  );
  return {id: undo.id, kind: "undone", file: found.file, line: null};
}

/** The files of the rows that are to change; each row must be in quarantine, or corrected before. */
async function concernedLoads(
  home: Home,
  places: readonly {load_id: number; line: number}[],
): Promise<Load[]> {
  const ids = [...new Set(places.map(({load_id}) => load_id))];
  return askHealth(home, "fix", async (health) => {
    const loads = await health.rows<Load>(
      `select load_id, source_id, file_name, sha256, received_at::varchar as received_at from loads where load_id in (${ids.join(", ")}) order by load_id`,
    );
    const waiting = await health.rows<{load_id: number; line_number: number}>(
      `select distinct load_id, line_number from rejected_rows where load_id in (${ids.join(", ")})`,
    );
    for (const {load_id, line} of places) {
      const load = loads.find((candidate) => candidate.load_id === load_id);
      const isKnown =
        waiting.some((row) => row.load_id === load_id && row.line_number === line) ||
        (load && foldRecords(readFileLog(home, load.sha256), load.source_id).has(line));
      if (!isKnown)
        throw new PipelineError("bad_usage", {
          en: `row ${load_id}:${line}: it is not in quarantine; see \`estafeta rejected --json\``,
          ru: `строка ${load_id}:${line}: в карантине её нет; обновите страницу`,
        });
    }
    return loads;
  });
}

function correction(
  load: Load,
  columns: string[],
  row: RawRow,
  cells: Record<string, string | null>,
  author: Authorship,
): RowCorrection {
  const where = `${load.source_id}/${load.file_name}:${row.line}`;
  const unknown = Object.keys(cells).find((name) => !columns.includes(name));
  if (unknown !== undefined) {
    const present = listed(columns);
    throw new PipelineError("bad_usage", {
      en: `${where}: the file has no column ${JSON.stringify(unknown)}; it has ${present.en}`,
      ru: `${where}: в файле нет столбца ${columnRu(unknown)}; в нём есть ${present.ru}`,
    });
  }
  const before = Object.fromEntries(columns.map((name, index) => [name, row.cells[index] ?? null]));
  const given = Object.entries(cells).map(([name, cell]) => [name, cell === "" ? null : cell] as const);
  const changed = given.filter(([name, cell]) => row.broken_text !== null || cell !== before[name]);
  if (changed.length === 0)
    throw new PipelineError("bad_usage", {
      en: `${where}: nothing differs from the row as it is; change a cell or leave it`,
      ru: `${where}: строка осталась прежней; исправьте ячейку или оставьте как есть`,
    });
  const former = Object.fromEntries(changed.map(([name]) => [name, before[name] ?? null]));
  return {
    ...author,
    kind: "corrected",
    source_id: load.source_id,
    line: row.line,
    // a record that could not be split has no cells of its own below the corrected ones
    cells:
      row.broken_text === null ? Object.fromEntries(changed) : {...before, ...Object.fromEntries(changed)},
    before_text: row.broken_text ?? cellsText(former),
  };
}

function dismissal(load: Load, columns: string[], row: RawRow, author: Authorship): Dismissal {
  const cells = Object.fromEntries(columns.map((name, index) => [name, row.cells[index] ?? null]));
  return {
    ...author,
    kind: "dismissed",
    source_id: load.source_id,
    line: row.line,
    raw_text: row.broken_text ?? cellsText(cells),
  };
}
