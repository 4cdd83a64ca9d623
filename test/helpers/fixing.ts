import {readChanges} from "../../pipelines/changes.ts";
import type {Home} from "../../pipelines/company/company.ts";
import {prepareFix, type Recorded, recordFix} from "../../pipelines/fix.ts";
import {askHealth} from "../../pipelines/health-file.ts";
import {type RunResult, run} from "../../pipelines/run.ts";

export const author = {by: "Иванова Анна", reason: "сверено с бланком"};

/** Records changes as `estafeta fix` does. */
export async function fix(home: Home, changes: Record<string, unknown>): Promise<Recorded[]> {
  const read = readChanges(JSON.stringify({...author, ...changes}));
  return recordFix(home, await prepareFix(home, read, new Date("2026-03-10T09:00:00Z")));
}

/** A run that must publish. */
export async function published(home: Home, replay = false): Promise<RunResult> {
  const result = await run(home, {replay});
  if (result.status !== "done") throw new Error(`${result.status}: ${result.failedFiles.join("; ")}`);
  return result;
}

/** Rows of the current health file. */
export function health<Row = Record<string, unknown>>(home: Home, sql: string): Promise<Row[]> {
  return askHealth(home, "test", (database) => database.rows<Row>(sql));
}
