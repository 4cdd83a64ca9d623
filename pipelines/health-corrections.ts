import type {Home} from "./company/company.ts";
import {
  type Authorship,
  correctedFiles,
  readCompanyLog,
  readFileLog,
  type Undo,
  undoneBy,
} from "./corrections.ts";
import type {Database} from "./database.ts";

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
}

/** Fills `health.corrections`, and marks the refused rows that somebody corrected and that are refused still. */
export async function writeCorrections(warehouse: Database, home: Home): Promise<void> {
  const lines = correctionLines(home);
  if (lines.length === 0) return;
  await warehouse.run(
    `create or replace temp table recorded as
     select unnest(from_json($lines::json, '[{"correction_id": "varchar", "sha256": "varchar", "source_id": "varchar",
         "file_name": "varchar", "line_number": "bigint", "kind_code": "varchar", "by_name": "varchar",
         "reason": "varchar", "recorded_at": "timestamptz", "before_text": "varchar", "after_text": "varchar",
         "undone_by": "varchar", "undone_at": "timestamptz"}]'), recursive := true)`,
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
    return {
      ...authorship(record, undone),
      sha256,
      source_id: record.source_id,
      file_name: null,
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
  };
}

/** `name: cell` for each cell that was changed. */
export function cellsText(cells: Record<string, string | null>): string {
  return Object.entries(cells)
    .map(([name, cell]) => `${name}: ${cell ?? ""}`)
    .join("; ");
}
