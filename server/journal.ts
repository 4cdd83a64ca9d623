import {readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import * as z from "zod";

/** One line of a run's journal, as the pipeline writes it. */
const journalLine = z.looseObject({
  at: z.string(),
  event: z.enum(["run_started", "step_started", "step_progress", "step_finished", "run_finished"]),
  run: z.string(),
  pid: z.int().optional(),
  step: z.string().nullish(),
  status: z.enum(["done", "failed", "checks_failed"]).nullish(),
  message: z.string().nullish(),
  message_ru: z.string().nullish(),
  rows: z.number().nullish(),
  seconds: z.number().nullish(),
  progress: z.number().nullish(),
  snapshot: z.string().nullish(),
});
export type JournalLine = z.infer<typeof journalLine>;

export type RunStatus = "running" | "done" | "failed" | "checks_failed";

export interface RunStep {
  step: string;
  status: RunStatus;
  message: string | null;
  rows: number | null;
  seconds: number | null;
  progress: number | null;
}

export interface Run {
  run_id: string;
  status: RunStatus;
  message: string | null;
  /** The message in Russian, of runs that wrote one. */
  message_ru: string | null;
  started_at: string;
  finished_at: string | null;
  seconds: number | null;
  /** What the run published. */
  snapshot: string | null;
  steps: RunStep[];
}

/** What is said of a run that ended without a word. */
export const interrupted = {en: "interrupted", ru: "загрузка прервана"};

/** Undefined when the line is not a journal line, such as the torn last line of a killed run. */
export function parseJournalLine(text: string): JournalLine | undefined {
  try {
    return journalLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What the lines of a run add up to; without a last line the run goes on, or was interrupted. */
export function foldRun(
  runId: string,
  lines: JournalLine[],
  isAlive: (pid: number | undefined) => boolean,
): Run {
  const first = lines[0];
  const last = lines.findLast((line) => line.event === "run_finished");
  const steps = new Map<string, RunStep>();
  for (const line of lines) {
    if (!line.step || line.event === "run_finished" || line.event === "run_started") continue;
    const before = steps.get(line.step);
    const finished = line.event === "step_finished";
    steps.set(line.step, {
      step: line.step,
      status: finished ? (line.status ?? "done") : "running",
      message: line.message ?? (finished ? null : (before?.message ?? null)),
      rows: line.rows ?? before?.rows ?? null,
      seconds: line.seconds ?? before?.seconds ?? null,
      progress: finished ? 1 : (line.progress ?? before?.progress ?? null),
    });
  }
  const alive = !last && isAlive(first?.pid);
  const status = last ? (last.status ?? "done") : alive ? "running" : "failed";
  if (status !== "running")
    for (const step of steps.values()) if (step.status === "running") step.status = "failed";
  return {
    run_id: runId,
    status,
    message: last ? (last.message ?? null) : alive ? null : interrupted.en,
    message_ru: last ? (last.message_ru ?? null) : alive ? null : interrupted.ru,
    started_at: first?.at ?? "",
    finished_at: last?.at ?? (alive ? null : (lines.at(-1)?.at ?? null)),
    seconds: first && last ? (Date.parse(last.at) - Date.parse(first.at)) / 1000 : null,
    snapshot: last?.snapshot ?? null,
    steps: [...steps.values()],
  };
}

const patience = 2 * 60_000;

/** The journals of all runs, whoever started them. */
export function createJournal(directory: string, isOurs: (runId: string) => boolean) {
  function read(runId: string): Run | undefined {
    const path = join(directory, `${runId}.ndjson`);
    try {
      const lines = readFileSync(path, "utf8").split("\n").map(parseJournalLine);
      const silentFor = Date.now() - statSync(path).mtimeMs;
      const isAlive = (pid: number | undefined) =>
        isOurs(runId) || (pid === undefined ? silentFor < patience : processLives(pid));
      return foldRun(
        runId,
        lines.filter((line) => line !== undefined),
        isAlive,
      );
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** Newest first: ids begin with the time of the start. */
  function newest(limit: number): Run[] {
    const ids = idsIn(directory).sort().reverse();
    return ids.slice(0, limit).flatMap((id) => read(id) ?? []);
  }

  return {read: (runId: string) => (/^[\w-]+$/.test(runId) ? read(runId) : undefined), newest};
}

export type Journal = ReturnType<typeof createJournal>;

function idsIn(directory: string): string[] {
  try {
    const names = readdirSync(directory).filter((name) => /^[\w-]+\.ndjson$/.test(name));
    return names.map((name) => name.replace(/\.ndjson$/, ""));
  } catch {
    return [];
  }
}

function processLives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
