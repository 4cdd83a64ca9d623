import {statSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "./company/company.ts";
import {correctedTable} from "./corrected-table.ts";
import {foldRecords, readFileLog} from "./corrections.ts";
import {archivePath} from "./land.ts";
import type {SourceRows} from "./sources/compile.ts";
import type {RawTable} from "./sources/formats/format.ts";
import {openTable} from "./sources/formats/index.ts";
import type {Source} from "./sources/mapping.ts";
import type {Load} from "./stage.ts";

/** Up to this size a file is split into records at once: most have a row to set aside, and its line is then known. */
const smallFile = 8_000_000;

/** An archived file with what people corrected in it. */
export interface LoadTable extends RawTable {
  /** Records of corrections it was opened with. */
  corrections: number;
  /** SQL relation (line_number) of records left out by hand, or null. */
  leftOut: string | null;
  /** SQL relation (line_number, raw_text) of records that people corrected or left out, as they came, or null. */
  asTheyCame: string | null;
  /** The same file as it was staged last, when only corrections came since; else null. */
  former: RawTable | null;
}

/** The rows of a file, with their lines when those are known. */
export const rowsOf = (table: RawTable): SourceRows => ({relation: table.relation({lines: table.hasLines})});

/**
 * A file opened, corrected and, when small, split; independent of the warehouse, so that it can go on while another
 * is staged. `stagedWith` is the number of correction records of its last staging, when that still stands.
 */
export async function openLoad(
  home: Home,
  source: Source,
  load: Load,
  stagedWith: number | null = null,
): Promise<LoadTable> {
  const path = archivePath(home, load);
  const table = await openTable({
    path,
    name: join(source.id, load.file_name),
    options: source.format,
    temporary: home.temporary,
  });
  try {
    const records = readFileLog(home, load.sha256);
    if (records.length > 0 || statSync(path).size <= smallFile) await table.split();
    const untouched = {corrections: 0, leftOut: null, asTheyCame: null, former: null};
    if (records.length === 0) return Object.assign(table, untouched);
    const corrected = (count: number) =>
      correctedTable(table, foldRecords(records.slice(0, count), source.id), home.temporary);
    const present = corrected(records.length);
    const former = stagedWith === null ? null : corrected(stagedWith);
    const close = () => {
      for (const opened of [present, former, table]) opened?.close();
    };
    return {...present, corrections: records.length, former, close};
  } catch (cause) {
    table.close();
    throw cause;
  }
}
