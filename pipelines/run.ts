import {randomBytes} from "node:crypto";
import type {Bilingual} from "./bilingual.ts";
import {build, needsFullBuild} from "./build.ts";
import {type CheckResult, failedChecks, runChecks} from "./checks.ts";
import {type Company, type Home, readCompany, refusalHash} from "./company/company.ts";
import {readFileLog} from "./corrections.ts";
import {counted} from "./counted.ts";
import type {Database} from "./database.ts";
import {driftSentences, noteFailed} from "./drift.ts";
import {PipelineError, saidOf} from "./errors.ts";
import {pointToHealth, servedChecks, writeHealth} from "./health.ts";
import {leftSentence} from "./inbox.ts";
import {Journal, type Reporter} from "./journal.ts";
import {land} from "./land.ts";
import type {LeftOut} from "./left-out.ts";
import {readMacros} from "./models.ts";
import {openLoad} from "./open-load.ts";
import {detachParts} from "./parts.ts";
import {publish} from "./publish.ts";
import {forgetStaged, reopenLoads} from "./reopen.ts";
import {OutOfOrder} from "./restage.ts";
import {currentSnapshot} from "./snapshots.ts";
import type {Source} from "./sources/mapping.ts";
import {requireSyntax} from "./sources/syntax.ts";
import {type Load, stageLoad} from "./stage.ts";
import {markSuperseded} from "./superseded.ts";
import {allThreads} from "./threads.ts";
import {openWarehouse, readState, writeState} from "./warehouse.ts";

export interface RunOptions {
  /** Only this source lands; what others left unstaged is staged all the same. */
  source?: string;
  /** Stage every archived file again and build every month. */
  full?: boolean;
  /** Stage again only the files that have rejected rows. */
  replay?: boolean;
  memoryLimit?: string;
  now?: () => Date;
  reporter?: Reporter;
}

export interface RunResult {
  run: string;
  /** The snapshot served after the run; null when a check held the new one back. */
  snapshot: string | null;
  /** False when there was nothing to publish and the earlier snapshot goes on serving. */
  isNew: boolean;
  status: "done" | "checks_failed" | "failed";
  landed: number;
  duplicates: number;
  staged: number;
  rejected: number;
  /** Rows that this run read and left out, by source. */
  skipped: SkippedRows[];
  failedFiles: string[];
  /** Files that earlier runs could not read and that are neither mended nor withdrawn, by name and number. */
  unread: string[];
  /** What lies in the inbox and was not taken, and why, a sentence each. */
  left: string[];
  /** Files that came before and whose rows later files have changed since, a sentence each. */
  overtaken: string[];
  /** What the files of this run have that their sources' earlier files had not, a sentence each. */
  drift: string[];
  checks: CheckResult[];
}

/** Rows of a source that are no data by its settings, as totals or repeated headers, or because people said so. */
export interface SkippedRows extends LeftOut {
  source_id: string;
  skipped: number;
  rows: number;
}

/** land, stage, build, check, publish. Publishes a checked snapshot or changes nothing a reader can see. */
export async function run(home: Home, options: RunOptions = {}): Promise<RunResult> {
  const now = options.now ?? (() => new Date());
  const company = readCompany(home);
  const sources = chosenSources(company, options.source);
  // how much a folder of the company's own holds is known only once it has landed
  const threads = sources.some(({folder}) => folder) ? allThreads : undefined;
  const warehouse = await openWarehouse(home, options.memoryLimit, threads);
  const id = `${now()
    .toISOString()
    .replace(/[-:]|\.\d+/g, "")}-${randomBytes(2).toString("hex")}`;
  const journal = new Journal(home, id, now, options.reporter ?? (() => undefined));
  try {
    const result = await steps(warehouse, home, company, sources, {...options, now, journal, id});
    const message = result.isNew
      ? {en: `published ${result.snapshot}`, ru: `опубликовано: ${result.snapshot}`}
      : result.snapshot
        ? {
            en: `nothing new; ${result.snapshot} goes on serving`,
            ru: `нового нет; показываем прежние данные: ${result.snapshot}`,
          }
        : failedChecks(result.checks);
    journal.end(result.status, message, result.snapshot ?? undefined);
    return result;
  } catch (error) {
    journal.end("failed", saidOf(error));
    throw error;
  } finally {
    warehouse.close();
  }
}

interface Context extends RunOptions {
  now: () => Date;
  journal: Journal;
  id: string;
}

async function steps(
  warehouse: Database,
  home: Home,
  company: Company,
  sources: Source[],
  {journal, now, id, ...options}: Context,
): Promise<RunResult> {
  await requireSyntax(warehouse, company);
  // staging asks which client names are the same, by the models' own rule
  await warehouse.run(readMacros(company.config.timezone));
  journal.start("land");
  const {landed, duplicates, left, overtaken} = await land(warehouse, home, company, {
    sources,
    now,
    onFile: (name) => journal.progress(0, name),
  });
  const known = `${counted(duplicates, "file")} ${duplicates === 1 ? "was" : "were"} known already`;
  const changed = overtaken.length > 0 ? `${known}, rows of ${overtaken.length} have changed since` : known;
  journal.finish(landed, duplicates > 0 ? changed : undefined);

  journal.start("stage");
  const staged = await stageLoads(warehouse, home, company, journal, options);
  journal.finish(staged.rows);

  const unread = await unreadFiles(warehouse, company, staged.failed);
  const hasFailed = staged.failed.length + unread.length > 0;
  const served = currentSnapshot(home);
  if (served && (await isUpToDate(warehouse, home, company))) {
    const health = await writeHealth(warehouse, home, company, {
      run: id,
      checks: await servedChecks(home, served),
      dataUntil: served.data_until,
      left,
      now,
    });
    pointToHealth(home, health);
    const nothing = {
      run: id,
      landed,
      duplicates,
      staged: 0,
      rejected: 0,
      skipped: [],
      failedFiles: staged.failed,
      unread,
      left: left.map(leftSentence),
      overtaken,
      drift: staged.drift,
      checks: [],
    };
    return {
      ...nothing,
      status: hasFailed ? "failed" : "done",
      snapshot: served.id,
      isNew: false,
    };
  }

  journal.start("build");
  const built = await build(warehouse, home, company, {
    run: id,
    onModel: (name, share) => journal.progress(share, name),
  });
  journal.finish(built.models.length, counted(built.months.length, "month"));

  journal.start("check");
  const checks = await runChecks(warehouse, built, (name, share) => journal.progress(share, name));
  const stops = checks.some((check) => check.severity === "fail" && check.status_code === "failed");
  journal.finish(checks.length);

  const result = {
    run: id,
    landed,
    duplicates,
    staged: staged.rows,
    rejected: staged.rejected,
    skipped: staged.skipped,
    failedFiles: staged.failed,
    unread,
    left: left.map(leftSentence),
    overtaken,
    drift: staged.drift,
    checks,
  };
  const health = await writeHealth(warehouse, home, company, {
    run: id,
    checks,
    dataUntil: built.dataUntil,
    left,
    now,
  });
  if (stops) {
    await detachParts(warehouse);
    pointToHealth(home, health);
    return {...result, status: "checks_failed", snapshot: null, isNew: false};
  }
  journal.start("publish");
  const manifest = await publish(warehouse, home, company, built, {id, health, now});
  await writeState(warehouse, "told_load", String(await lastLoad(warehouse)));
  journal.finish();
  return {
    ...result,
    status: hasFailed ? "failed" : "done",
    snapshot: manifest.id,
    isNew: true,
  };
}

/**
 * True when nothing changed since the last published snapshot: neither rows nor settings nor models. A rollback is
 * left standing until something does, or a scheduled run would bring back what was taken away.
 */
export async function isUpToDate(warehouse: Database, home: Home, company: Company): Promise<boolean> {
  return (
    (await readState(warehouse, "unpublished")) === "false" &&
    !(await needsFullBuild(warehouse, home, company))
  );
}

/** Files whose rows the figures still lack because an earlier run could not read them. */
async function unreadFiles(warehouse: Database, company: Company, told: string[]): Promise<string[]> {
  const rows = await warehouse.rows<{load_id: number; source_id: string; file_name: string; message: string}>(
    "select load_id, source_id, file_name, message from ops.loads where status_code = 'failed' order by load_id",
  );
  const known = new Set(company.sources.map(({id}) => id));
  return rows
    .filter(({source_id, message}) => known.has(source_id) && !told.includes(message))
    .map(({load_id, source_id, file_name}) => `${source_id}/${file_name} (file ${load_id})`);
}

interface StagedLoads {
  /** Their numbers. */
  loads: number[];
  rows: number;
  failed: string[];
  drift: string[];
}

/** Stages what has landed, was corrected or must be read again; counts what of it waits in quarantine or is left out. */
export async function stageLoads(
  warehouse: Database,
  home: Home,
  company: Company,
  journal: Journal,
  options: RunOptions,
): Promise<StagedLoads & {rejected: number; skipped: SkippedRows[]}> {
  await reopenLoads(warehouse, home, company, options);
  const untold = await untoldLoads(warehouse, home);
  const staged = await stageWaiting(warehouse, home, company, journal).catch(async (error: unknown) => {
    if (!(error instanceof OutOfOrder)) throw error;
    await forgetStaged(warehouse, company);
    return stageWaiting(warehouse, home, company, journal);
  });
  staged.drift = [...(await driftSentences(warehouse, untold)), ...staged.drift];
  await markSuperseded(warehouse, company);
  const loads = [...new Set([...untold, ...staged.loads])].join(", ") || "null";
  const rejected = await warehouse.value<number>(
    `select coalesce(sum(rejected_count - superseded_count), 0)::integer from ops.loads where load_id in (${loads})`,
  );
  const skipped = await warehouse.rows<SkippedRows>(
    `select source_id, sum(skipped_count)::integer as skipped, sum(row_count)::integer as rows,
         sum(totals_count)::integer as totals, sum(headers_count)::integer as headers,
         sum(dismissed_count)::integer as dismissed, sum(several_count)::integer as several
     from ops.loads where load_id in (${loads}) group by source_id having sum(skipped_count) > 0 order by source_id`,
  );
  return {...staged, rejected, skipped};
}

const lastLoad = (warehouse: Database) =>
  warehouse.value<number>("select coalesce(max(load_id), 0) from ops.loads");

/** Files that a run staged which ended before it could publish and say what it found in them. */
async function untoldLoads(warehouse: Database, home: Home): Promise<number[]> {
  if ((await readState(warehouse, "unpublished")) !== "true") return [];
  const told = await readState(warehouse, "told_load");
  // a company whose last run knew no such note was told by it
  if (told === null && currentSnapshot(home)) return [];
  const rows = await warehouse.rows<{load_id: number}>(
    `select load_id from ops.loads where status_code = 'staged' and load_id > ${Number(told ?? 0)} order by load_id`,
  );
  return rows.map(({load_id}) => load_id);
}

/** Stages the files that wait, in order; one that cannot be read is journalled and does not hold up the others. */
async function stageWaiting(
  warehouse: Database,
  home: Home,
  company: Company,
  journal: Journal,
): Promise<StagedLoads> {
  const loads = await warehouse.rows<Load & {status_code: string; correction_count: number | null}>(
    `select load_id, source_id, file_name, sha256, received_at::varchar as received_at, status_code, correction_count
     from ops.loads where status_code in ('landed', 'again', 'corrected') order by load_id`,
  );
  const lost: Bilingual[] = [];
  const result: StagedLoads = {loads: [], rows: 0, failed: [], drift: []};
  // loads of a source that was taken out of sources.yaml wait until it is back
  const known = loads.flatMap((load) => {
    const source = company.sources.find((candidate) => candidate.id === load.source_id);
    return source ? [{load, source}] : [];
  });
  /** The next file is read while this one is staged. */
  const open = (index: number) => {
    const next = known[index];
    const stands = next?.load.status_code === "corrected";
    const opened = next
      ? openLoad(home, next.source, next.load, stands ? (next.load.correction_count ?? 0) : null)
      : null;
    opened?.catch(() => undefined); // told when its turn comes
    return opened;
  };
  let opening = open(0);
  for (const [index, {load, source}] of known.entries()) {
    journal.progress(index / known.length, `${load.source_id}/${load.file_name}`);
    const current = opening!;
    opening = null;
    try {
      const table = await current;
      opening = open(index + 1);
      const staged = await stageLoad(warehouse, company, source, load, table).finally(() => table.close());
      result.loads.push(load.load_id);
      result.rows += staged.accepted;
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      opening ??= open(index + 1);
      const file = `${load.source_id}/${load.file_name}`;
      const reason = saidOf(error);
      const named = (text: string) => (text.startsWith(file) ? text : `${file}: ${text}`);
      const message: Bilingual = {en: named(reason.en), ru: named(reason.ru)};
      if (load.status_code !== "landed") {
        lost.push(message);
        continue;
      }
      result.failed.push(message.en);
      await warehouse.run(
        `update ops.loads set status_code = 'failed', message = $en, message_ru = $ru, mapping_hash = $hash,
             correction_count = $corrections::integer
         where load_id = $load::integer`,
        {
          ...message,
          hash: refusalHash(source, company),
          corrections: readFileLog(home, load.sha256).length,
          load: load.load_id,
        },
      );
      await noteFailed(warehouse, load);
    }
  }
  // of files that are only read again the drift was told when they came
  const fresh = known.filter(({load}) => load.status_code === "landed").map(({load}) => load.load_id);
  result.drift = await driftSentences(warehouse, fresh);
  if (lost.length > 0)
    throw new PipelineError("bad_mapping", {
      en: `${lost[0]!.en}; ${counted(lost.length, "file")} that ${lost.length === 1 ? "was" : "were"} read before can no longer be read, so nothing is published and the earlier snapshot keeps serving; correct sources.yaml or undo the correction, and run again`,
      ru: `${lost[0]!.ru}; файлов, которые раньше читались, а теперь нет: ${lost.length}, поэтому ничего не опубликовано и показываем прежние данные; исправьте sources.yaml или отмените правку и запустите загрузку снова`,
    });
  return result;
}

function chosenSources(company: Company, id: string | undefined): Source[] {
  if (id === undefined) return company.sources;
  const source = company.sources.find((candidate) => candidate.id === id);
  if (source) return [source];
  const names = company.sources.map((candidate) => candidate.id).join(", ");
  throw new PipelineError("bad_usage", {
    en: `--source ${id}: there is no such source; sources.yaml names ${names}`,
    ru: `источник ${id}: такого нет; в sources.yaml есть ${names}`,
  });
}
