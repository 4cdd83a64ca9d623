import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeSync,
} from "node:fs";
import {dirname, join} from "node:path";
import type {Home} from "./company/company.ts";
import {PipelineError} from "./errors.ts";

/** Who did it, why and when: part of every record. */
export interface Authorship {
  id: string;
  by: string;
  reason: string;
  /** ISO time in UTC. */
  at: string;
}

/** A row of an archived file that reads differently from now on; the file stays as it came. */
export interface RowCorrection extends Authorship {
  kind: "corrected";
  source_id: string;
  line: number;
  /** New cells by raw column name; null empties the cell. */
  cells: Record<string, string | null>;
  /** What was there, as text. */
  before_text: string;
}

/** A row that is known not to be data: it is skipped from now on. */
export interface Dismissal extends Authorship {
  kind: "dismissed";
  source_id: string;
  line: number;
  /** The row as it came. */
  raw_text: string;
}

/** A file that could not be read and is not needed: nobody waits for it any more. */
export interface Withdrawal extends Authorship {
  kind: "withdrawn";
  source_id: string;
}

/** Takes an earlier record back. */
export interface Undo extends Authorship {
  kind: "undone";
  undoes: string;
}

export type FileRecord = RowCorrection | Dismissal | Withdrawal | Undo;

/** A spelling added to a dictionary, or settings of a source; kept beside the files' records to say who and why. */
export interface CompanyRecord extends Authorship {
  kind: "dictionary" | "settings";
  /** File of the company folder that changed. */
  file: string;
  before_text: string | null;
  after_text: string;
  /** Copy of the file as it was, in var/history. */
  kept: string;
  /** Hash of the file as the fix left it: while it is so, the fix can be taken back. */
  left: string;
}

/** What the corrections of a file come to, by line. */
export type Corrected = ReadonlyMap<number, {dismissed: boolean; cells: Record<string, string | null>}>;

const fileLog = (home: Home, sha256: string) => join(home.corrections, `${sha256}.ndjson`);
const companyLog = (home: Home) => join(home.corrections, "company.ndjson");

/** Every record of a file, of all sources that received it, in the order they were made. */
export function readFileLog(home: Home, sha256: string): FileRecord[] {
  return readLog<FileRecord>(fileLog(home, sha256));
}

export function readCompanyLog(home: Home): (CompanyRecord | Undo)[] {
  return readLog<CompanyRecord | Undo>(companyLog(home));
}

export function appendFileLog(home: Home, sha256: string, records: FileRecord[]): void {
  appendLog(fileLog(home, sha256), records);
}

export function appendCompanyLog(home: Home, records: (CompanyRecord | Undo)[]): void {
  appendLog(companyLog(home), records);
}

/** Files that anybody corrected, by hash. */
export function correctedFiles(home: Home): string[] {
  if (!existsSync(home.corrections)) return [];
  return readdirSync(home.corrections).flatMap((name) => /^([0-9a-f]{64})\.ndjson$/.exec(name)?.[1] ?? []);
}

/** Who took a record back, by the record's id. */
export function undoneBy(
  records: readonly (Authorship & {kind: string; undoes?: string})[],
): Map<string, Undo> {
  const undos = records.filter((record): record is Undo => record.kind === "undone");
  return new Map(undos.map((undo) => [undo.undoes, undo]));
}

/** What records come to for the rows of one source: a later correction of a line is laid over the earlier ones. */
export function foldRecords(records: readonly FileRecord[], source: string): Corrected {
  const folded = new Map<number, {dismissed: boolean; cells: Record<string, string | null>}>();
  const undone = undoneBy(records);
  for (const record of records) {
    if (record.kind === "undone" || record.kind === "withdrawn") continue;
    if (undone.has(record.id) || record.source_id !== source) continue;
    const cells = folded.get(record.line)?.cells ?? {};
    folded.set(
      record.line,
      record.kind === "dismissed"
        ? {dismissed: true, cells}
        : {dismissed: false, cells: {...cells, ...record.cells}},
    );
  }
  return folded;
}

/** True when the file is withdrawn from a source. */
export function isWithdrawn(records: readonly FileRecord[], source: string): boolean {
  const undone = undoneBy(records);
  return records.some(
    (record) => record.kind === "withdrawn" && record.source_id === source && !undone.has(record.id),
  );
}

function readLog<Item>(path: string): Item[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  // what follows the last line break was being written when the power went: nobody was told that it is kept
  lines.pop();
  return lines.flatMap((line, index) => {
    if (line === "") return [];
    try {
      return [JSON.parse(line) as Item];
    } catch (cause) {
      throw new PipelineError(
        "broken_archive",
        {
          en: `${path}:${index + 1}: this line is no record of a correction; restore the file from a backup`,
          ru: `${path}:${index + 1}: эта строка — не запись о правке; восстановите файл из резервной копии`,
        },
        {cause},
      );
    }
  });
}

/** Whole lines at once, so that two writers cannot mix theirs, and on disk before anybody is told. */
function appendLog(path: string, records: readonly object[]): void {
  mkdirSync(dirname(path), {recursive: true});
  if (existsSync(path)) truncateSync(path, readFileSync(path).lastIndexOf("\n") + 1);
  const file = openSync(path, "a");
  try {
    writeSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
