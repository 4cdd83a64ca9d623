import type {Company, Home} from "./company/company.ts";
import {
  type Authorship,
  correctedFiles,
  readCompanyLog,
  readFileLog,
  type Undo,
  undoneBy,
} from "./corrections.ts";
import type {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import {rawTextOf, readRawRows} from "./raw-rows.ts";
import type {Load} from "./stage.ts";

export interface CorrectionLine {
  correction_id: string;
  sha256: string | null;
  source_id: string | null;
  file_name: string | null;
  line_number: number | null;
  kind_code: string;
  by_name: string;
  reason: string;
  recorded_at: string;
  before_text: string | null;
  after_text: string | null;
  undone_by: string | null;
  undone_at: string | null;
  undone_reason: string | null;
}

/** Fills `health.corrections`, and marks the refused rows that somebody corrected and that are refused still. */
export async function writeCorrections(warehouse: Database, home: Home, company: Company): Promise<void> {
  const lines = correctionLines(home);
  if (lines.length === 0) return;
  await warehouse.run(
    `create or replace temp table recorded as
     select unnest(from_json($lines::json, '[{"correction_id": "varchar", "sha256": "varchar", "source_id": "varchar",
         "file_name": "varchar", "line_number": "bigint", "kind_code": "varchar", "by_name": "varchar",
         "reason": "varchar", "recorded_at": "timestamptz", "before_text": "varchar", "after_text": "varchar",
         "undone_by": "varchar", "undone_at": "timestamptz", "undone_reason": "varchar"}]'), recursive := true)`,
    {lines: JSON.stringify(lines)},
  );
  await warehouse.run(`
    insert into health.corrections by name
    select recorded.* exclude (sha256, file_name), loads.load_id, coalesce(loads.file_name, recorded.file_name) as file_name
    from recorded
    left join ops.loads as loads on loads.sha256 = recorded.sha256 and loads.source_id = recorded.source_id`);
  await warehouse.run(`
    update health.rejected_rows as rejected set correction_code = recorded.kind_code
    from health.corrections as recorded
    where recorded.load_id = rejected.load_id and recorded.line_number = rejected.line_number
        and recorded.undone_at is null`);
  await warehouse.run("drop table recorded");
  await showAsTheyCame(warehouse, home, company);
}

/** Everything that was recorded, of each file in the order it was made. */
export function correctionLines(home: Home): CorrectionLine[] {
  return [...correctedFiles(home).flatMap((sha256) => fileLines(home, sha256)), ...companyLines(home)];
}

function fileLines(home: Home, sha256: string): CorrectionLine[] {
  const records = readFileLog(home, sha256);
  const undone = undoneBy(records);
  return records.flatMap((record) => {
    if (record.kind === "undone") return [];
    const ofFile = {...authorship(record, undone), sha256, source_id: record.source_id, file_name: null};
    if (record.kind === "withdrawn")
      return {...ofFile, line_number: null, kind_code: record.kind, before_text: null, after_text: null};
    return {
      ...ofFile,
      line_number: record.line,
      kind_code: record.kind,
      before_text: record.kind === "corrected" ? record.before_text : record.raw_text,
      after_text: record.kind === "corrected" ? cellsText(record.cells) : null,
    };
  });
}

function companyLines(home: Home): CorrectionLine[] {
  const records = readCompanyLog(home);
  const undone = undoneBy(records);
  return records.flatMap((record) => {
    if (record.kind === "undone") return [];
    return {
      ...authorship(record, undone),
      sha256: null,
      source_id: null,
      file_name: record.file,
      line_number: null,
      kind_code: record.kind,
      before_text: record.before_text,
      after_text: record.after_text,
    };
  });
}

function authorship(record: Authorship, undone: ReadonlyMap<string, Undo>) {
  const undo = undone.get(record.id);
  return {
    correction_id: record.id,
    by_name: record.by,
    reason: record.reason,
    recorded_at: record.at,
    undone_by: undo?.by ?? null,
    undone_at: undo?.at ?? null,
    undone_reason: undo?.reason ?? null,
  };
}

/** Rows that were corrected and are refused still were staged as corrected: their text is read from the file. */
async function showAsTheyCame(warehouse: Database, home: Home, company: Company): Promise<void> {
  const places = await warehouse.rows<Load & {lines: string}>(`
    select loads.load_id, loads.source_id, loads.file_name, loads.sha256, loads.received_at::varchar as received_at,
        string_agg(distinct rejected.line_number, ',') as lines
    from health.rejected_rows as rejected inner join ops.loads as loads on loads.load_id = rejected.load_id
    where rejected.correction_code = 'corrected' group by all`);
  for (const {lines, ...load} of places) {
    const {rows} = await readRawRows(home, company, load, lines.split(",").map(Number), {
      asItCame: true,
    }).catch((cause: unknown) => {
      // a source that was taken out of sources.yaml is read by nobody
      if (cause instanceof PipelineError) return {rows: []};
      throw cause;
    });
    for (const row of rows)
      await warehouse.run(
        "update health.rejected_rows set raw_text = $text where load_id = $load::integer and line_number = $line::bigint",
        {text: rawTextOf(row), load: load.load_id, line: row.line},
      );
  }
}

/** `name: cell` for each cell that was changed. */
export function cellsText(cells: Record<string, string | null>): string {
  return Object.entries(cells)
    .map(([name, cell]) => `${name}: ${cell ?? ""}`)
    .join("; ");
}
