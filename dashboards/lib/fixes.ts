import {request, sendJson} from "./http.ts";

/** A line of a file that waits in quarantine. */
export interface Place {
  load_id: number;
  line: number;
}

/** What somebody wants to be different; who it is the server knows. */
export interface Changes {
  rows?: (Place & {cells: Record<string, string | null>})[];
  dismiss?: Place[];
  dictionary?: {dictionary: string; code: string; spelling: string}[];
}

/** A row in quarantine, cell by cell. */
export interface RawRow extends Place {
  file_name: string;
  source_id: string;
  column: string | null;
  reason: string;
  value: string | null;
  columns: string[];
  cells: (string | null)[];
  raw_text: string | null;
}

export interface FigureEffect {
  figure: string;
  before: number | null;
  after: number | null;
  unit: string;
}

/** A key that corrected rows get although another row has it: of one key one row stands. */
export interface SameKey {
  entity: string;
  key: Record<string, string | null>;
  rows: Place[];
  /** File of the accepted row that has the key now; null when only corrected rows share it. */
  accepted_in: string | null;
  /** What becomes of the accepted row; empty when it stays and the corrected one is lost. */
  replaced: {field: string; before: string | null; after: string | null}[];
}

/** What changes would come to. */
export interface Effect {
  rejected: {before: number; after: number};
  still: (Place & {column: string | null; reason: string; value: string | null})[];
  same_keys: SameKey[];
  months: {month: string; figures: FigureEffect[]}[];
  /** Rows that would wait still and whose month nobody can read. */
  undated: number;
  checks_failed: string[];
}

/** The run that applies a fix; null while it waits for the end of another. */
export interface StartedRun {
  run_id: string | null;
}

export async function loadRow({load_id, line}: Place): Promise<RawRow> {
  return (await request(`/api/fixes/row?load=${load_id}&line=${line}`)).json() as Promise<RawRow>;
}

export async function tryChanges(changes: Changes, reason: string, signal: AbortSignal): Promise<Effect> {
  const response = await request("/api/fixes/trial", {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: JSON.stringify({...changes, reason}),
    signal,
  });
  return response.json() as Promise<Effect>;
}

export function acceptChanges(changes: Changes, reason: string): Promise<StartedRun | null> {
  return sendJson<StartedRun>("POST", "/api/fixes", {...changes, reason});
}

/** What taking a correction back would come to. */
export async function tryUndo(id: string, signal: AbortSignal): Promise<Effect> {
  const response = await request("/api/fixes/undo/trial", {
    method: "POST",
    headers: {"content-type": "application/json"},
    body: JSON.stringify({id}),
    signal,
  });
  return response.json() as Promise<Effect>;
}

export function undoCorrection(id: string, reason: string): Promise<StartedRun | null> {
  return sendJson<StartedRun>("POST", "/api/fixes/undo", {id, reason});
}

/** Of a file that could not be read. */
export function withdrawFile(load: number, reason: string): Promise<StartedRun | null> {
  return sendJson<StartedRun>("POST", "/api/fixes/withdraw", {load_id: load, reason});
}

/** Cells of a form that differ from the row as it is; of a row that was torn apart, all of them. */
export function changedCells(row: RawRow, typed: Record<string, string>): Record<string, string | null> {
  const isTorn = row.column === null;
  return Object.fromEntries(
    row.columns.flatMap((name, index) => {
      const before = row.cells[index] ?? "";
      const now = typed[name] ?? before;
      return isTorn || now !== before ? [[name, now === "" ? null : now]] : [];
    }),
  );
}

/** Columns in the order of a form: those that hold what was refused, or nothing where something is missing, first. */
export function formColumns(row: RawRow): {first: string[]; others: string[]} {
  const {value} = row;
  const where = (test: (cell: string) => boolean) =>
    row.columns.filter((_, index) => test(row.cells[index] ?? ""));
  const tries =
    value === null
      ? [where((cell) => cell === "")]
      : [where((cell) => cell === value), where((cell) => cell.includes(value))];
  const first = row.column === null ? undefined : tries.find((names) => names.length > 0);
  if (!first) return {first: row.columns, others: []};
  return {first, others: row.columns.filter((name) => !first.includes(name))};
}
