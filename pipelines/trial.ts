import {constants, copyFileSync, cpSync, existsSync, linkSync, mkdirSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {build} from "./build.ts";
import type {Changes} from "./changes.ts";
import {runChecks} from "./checks.ts";
import {type Home, readCompany} from "./company/company.ts";
import {type CompanyEdit, copyCompany} from "./company/edit.ts";
import {datedEntities} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {compareFigures, type Figure, type MonthEffect, publishedFigures, readFigures} from "./figures.ts";
import {type PreparedFix, prepareFix, recordFix, undoFix} from "./fix.ts";
import {type CorrectionLine, correctionLines} from "./health-corrections.ts";
import {Journal} from "./journal.ts";
import {readMacros} from "./models.ts";
import {isUpToDate, stageLoads} from "./run.ts";
import {noteKeys, type SameKey, sameKeys} from "./same-keys.ts";
import {withScratch} from "./scratch.ts";
import {currentSnapshot} from "./snapshots.ts";
import {literal} from "./sources/sql.ts";
import {requireSyntax} from "./sources/syntax.ts";
import {openWarehouse} from "./warehouse.ts";

/** What a fix would come to. */
export interface Effect {
  /** Rows in quarantine, of the files below. */
  rejected: {before: number; after: number};
  /** Files that the fix concerns, and those whose quarantine it changes. */
  loads: {load_id: number; file_name: string; rejected_before: number; rejected_after: number}[];
  /** Rows whose correction is tried or taken back and that would be refused with it. */
  still: {
    load_id: number;
    line: number;
    column: string | null;
    reason: string;
    value: string | null;
  }[];
  /** Keys that corrected rows get although another row has them. */
  same_keys: SameKey[];
  months: MonthEffect[];
  /** Rows of the files above that would wait still and whose month nobody can read: no month says that it lacks them. */
  undated: number;
  checks_failed: string[];
}

const mostStill = 100;

/**
 * Applies a fix to a throw-away copy, stages and builds it as a run would, and compares what comes out with what is
 * served. The copy is taken while no run is under way (`busy` else); after that runs may go on beside.
 */
export async function tryFix(
  home: Home,
  changes: Changes,
  options: {now: () => Date; memoryLimit?: string},
): Promise<Effect> {
  const fix = await prepareFix(home, changes, options.now());
  return withScratch(home, async (folder) => {
    const copy = await copyHome(home, fix.company, folder);
    recordFix(copy, {...fix, company: []});
    const files = new Set(fix.files.map(({load}) => load.load_id));
    const sources = changes.settings.map(({source}) => source);
    return stageAndCompare(home, copy, options, {
      fix,
      concerned: async (warehouse) => ({
        files: new Set([...files, ...(await waitingIn(warehouse, sources))]),
        rows: changes.rows,
      }),
    });
  });
}

/** What taking corrections back would come to, found out in the same way. */
export async function tryUndo(
  home: Home,
  ids: readonly string[],
  options: {now: () => Date; memoryLimit?: string},
): Promise<Effect> {
  return withScratch(home, async (folder) => {
    const copy = await copyHome(home, "whole", folder);
    for (const id of ids) undoFix(copy, id, {by: "trial", reason: "trial"}, options.now());
    const undone = correctionLines(copy).filter(({correction_id}) => ids.includes(correction_id));
    return stageAndCompare(home, copy, options, {
      fix: {files: [], company: []},
      concerned: (warehouse) => placesOf(warehouse, undone),
    });
  });
}

/** Files and rows that a trial is about. */
interface Concerned {
  files: ReadonlySet<number>;
  rows: readonly {load_id: number; line: number}[];
}

/** Stages and builds a copy with other records than the home has. */
async function stageAndCompare(
  home: Home,
  copy: Home,
  options: {now: () => Date; memoryLimit?: string},
  {fix, concerned}: {fix: PreparedFix; concerned: (warehouse: Database) => Promise<Concerned>},
): Promise<Effect> {
  const company = readCompany(copy);
  const warehouse = await openWarehouse(copy, options.memoryLimit);
  try {
    await requireSyntax(warehouse, company);
    await warehouse.run(readMacros(company.config.timezone));
    const {files, rows} = await concerned(warehouse);
    const before = await rejectedCounts(warehouse);
    const keys = await noteKeys(warehouse, {home, copy, company}, fix);
    const journal = new Journal(copy, "trial", options.now, () => undefined);
    await stageLoads(warehouse, copy, company, journal, {replay: true});
    const after = await rejectedCounts(warehouse);
    const counts = countsEffect(before, after, files);
    const effect = {
      ...counts,
      still: await refusedOf(warehouse, rows),
      same_keys: await sameKeys(warehouse, keys),
      months: [] as MonthEffect[],
      undated: await undatedRows(
        warehouse,
        counts.loads.map(({load_id}) => load_id),
      ),
      checks_failed: [] as string[],
    };
    if (await isUpToDate(warehouse, copy, company)) return effect;
    const built = await build(warehouse, copy, company, {run: "trial"});
    const checks = await runChecks(warehouse, built);
    const served = await publishedFigures(home, currentSnapshot(home));
    const figures: Figure[] = await readFigures(warehouse);
    return {
      ...effect,
      months: compareFigures(served, figures),
      checks_failed: checks
        .filter((check) => check.severity === "fail" && check.status_code === "failed")
        .map((check) => check.check_name),
    };
  } finally {
    warehouse.close();
  }
}

/** Files of these sources that have rows in quarantine: other settings concern each of them, also if none helps. */
async function waitingIn(warehouse: Database, sources: readonly string[]): Promise<number[]> {
  const waiting = await warehouse.rows<{load_id: number}>(
    `select load_id from ops.loads where source_id in (${sources.map(literal).join(", ") || "null"})
         and coalesce(rejected_count - superseded_count, rejected_count, 0) > 0`,
  );
  return waiting.map(({load_id}) => load_id);
}

/** Where the rows of recorded corrections stand. */
async function placesOf(warehouse: Database, lines: readonly CorrectionLine[]): Promise<Concerned> {
  const loads = await warehouse.rows<{load_id: number; source_id: string; sha256: string}>(
    "select load_id, source_id, sha256 from ops.loads",
  );
  const places = lines.flatMap(({source_id, sha256, line_number: line}) =>
    loads
      .filter((load) => load.source_id === source_id && load.sha256 === sha256)
      .map(({load_id}) => ({load_id, line})),
  );
  return {
    files: new Set(places.map(({load_id}) => load_id)),
    rows: places.flatMap(({load_id, line}) => (line === null ? [] : [{load_id, line}])),
  };
}

/** A home of its own that shares the archive: files there never change. */
async function copyHome(home: Home, edits: readonly CompanyEdit[] | "whole", folder: string): Promise<Home> {
  const at = (name: string) => join(folder, name);
  const copy: Home = {
    ...home,
    company: edits.length > 0 ? copyCompany(home, edits === "whole" ? [] : edits, folder) : home.company,
    warehouse: at("warehouse.duckdb"),
    build: at("build"),
    temporary: at("tmp"),
    snapshots: at("snapshots"),
    parts: at("parts"),
    runs: at("runs"),
    corrections: at("corrections"),
    history: at("history"),
    scratch: at("scratch"),
  };
  for (const made of [copy.parts, copy.snapshots]) mkdirSync(made);
  const warehouse = await openWarehouse(home);
  try {
    await warehouse.run("checkpoint");
    copyFileSync(home.warehouse, copy.warehouse, constants.COPYFILE_FICLONE);
    for (const part of readdirSync(home.parts)) shareFile(join(home.parts, part), join(copy.parts, part));
    for (const name of ["corrections", "history"] as const)
      if (existsSync(home[name])) cpSync(home[name], copy[name], {recursive: true});
  } finally {
    warehouse.close();
  }
  return copy;
}

/** A published file is never written again, so another name for it is as good as a copy. */
function shareFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

interface Counted {
  load_id: number;
  file_name: string;
  rejected: number;
}

function rejectedCounts(warehouse: Database): Promise<Counted[]> {
  return warehouse.rows<Counted>(
    "select load_id, file_name, coalesce(rejected_count - superseded_count, rejected_count, 0) as rejected from ops.loads order by load_id",
  );
}

function countsEffect(
  before: readonly Counted[],
  after: readonly Counted[],
  concerned: ReadonlySet<number>,
): Pick<Effect, "rejected" | "loads"> {
  const loads = after.flatMap((load, index) => {
    const rejected_before = before[index]!.rejected;
    return concerned.has(load.load_id) || rejected_before !== load.rejected
      ? [{load_id: load.load_id, file_name: load.file_name, rejected_before, rejected_after: load.rejected}]
      : [];
  });
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    rejected: {
      before: sum(loads.map((load) => load.rejected_before)),
      after: sum(loads.map((load) => load.rejected_after)),
    },
    loads,
  };
}

function undatedRows(warehouse: Database, loads: readonly number[]): Promise<number> {
  return warehouse.value(
    `select count(distinct (load_id, line_number)) from ops.rejected_rows
     where load_id in (${loads.join(", ") || "null"}) and not is_superseded and event_date is null
         and (entity is null or entity in (${datedEntities.map(literal).join(", ")}))`,
  );
}

function refusedOf(warehouse: Database, rows: Concerned["rows"]): Promise<Effect["still"]> {
  const places = rows.map(({load_id, line}) => `(${load_id}, ${line})`);
  return warehouse.rows<Effect["still"][number]>(
    `select load_id, line_number as line, column_name as "column", reason_code as reason, value
     from ops.rejected_rows
     where (load_id, line_number) in (${places.join(", ") || "(0, 0)"}) and is_superseded is not true
     order by load_id, line_number limit ${mostStill}`,
  );
}
