import {signal} from "@preact/signals";
import {getJson, sendJson} from "./http.ts";
import {forgetReports, loadBasics, retryReports} from "./reports.ts";
import {loadSnapshot, snapshot} from "./session.ts";

/** One line of a run's journal. */
export interface JournalLine {
  run_id?: string;
  at: string;
  event: "run_started" | "step_started" | "step_progress" | "step_finished" | "run_finished";
  step?: string | null;
  status?: "done" | "failed" | "checks_failed" | null;
  message?: string | null;
  message_ru?: string | null;
  rows?: number | null;
  seconds?: number | null;
  progress?: number | null;
  snapshot?: string | null;
}
export interface RunStep {
  step: string;
  status: string;
  message: string | null;
  rows: number | null;
  seconds: number | null;
  progress: number | null;
}
export interface Run {
  run_id: string;
  started_at: string;
  finished_at: string | null;
  status: string;
  message: string | null;
  /** The message in Russian, of runs that wrote one. */
  message_ru?: string | null;
  /** The snapshot that the run published, if it got so far. */
  snapshot?: string | null;
  steps: RunStep[];
}

export const runs = signal<Run[]>([]);

/** Lines that are heard while an answer is on its way: it may have been written before them. */
const onTheirWay = new Set<JournalLine[]>();

export async function loadRuns(): Promise<void> {
  const heard: JournalLine[] = [];
  onTheirWay.add(heard);
  try {
    const answer = await getJson<Run[] | {runs: Run[]}>("/api/runs");
    runs.value = heard.reduce(applyLine, Array.isArray(answer) ? answer : answer.runs);
  } finally {
    onTheirWay.delete(heard);
  }
}

export async function startRun(request: {source?: string; replay?: boolean} = {}): Promise<void> {
  await sendJson("POST", "/api/runs", request);
  await loadRuns();
}

/** Folds a journal line into the run it belongs to, the newest first. */
export function applyLine(known: Run[], line: JournalLine): Run[] {
  const id = line.run_id ?? known[0]?.run_id;
  if (!id) return known;
  const before = known.find((run) => run.run_id === id) ?? emptyRun(id, line.at);
  const after = foldLine(before, line);
  return [after, ...known.filter((run) => run.run_id !== id)];
}

function emptyRun(run_id: string, started_at: string): Run {
  return {run_id, started_at, finished_at: null, status: "running", message: null, steps: []};
}

function foldLine(run: Run, line: JournalLine): Run {
  if (line.event === "run_started") return {...run, started_at: line.at, status: "running"};
  if (line.event === "run_finished")
    return {
      ...run,
      finished_at: line.at,
      status: line.status ?? "done",
      snapshot: line.snapshot ?? run.snapshot ?? null,
      message: line.message ?? run.message,
      message_ru: (line.message ? line.message_ru : run.message_ru) ?? null,
    };
  if (!line.step) return run;
  const before = run.steps.find((candidate) => candidate.step === line.step);
  const step: RunStep = {
    step: line.step,
    status: line.event === "step_finished" ? (line.status ?? "done") : "running",
    // what a step was at is of no interest when it is over
    message: line.message ?? (line.event === "step_finished" ? null : (before?.message ?? null)),
    rows: line.rows ?? before?.rows ?? null,
    seconds: line.seconds ?? before?.seconds ?? null,
    progress: line.progress ?? before?.progress ?? null,
  };
  const steps = before
    ? run.steps.map((candidate) => (candidate.step === line.step ? step : candidate))
    : [...run.steps, step];
  return {...run, steps};
}

/** Live progress and new snapshots; a pinned asOf stays where the reader put it. */
export function listenToServer(): () => void {
  const source = new EventSource("/api/events");
  source.addEventListener("run", (event: MessageEvent<string>) => {
    const line = JSON.parse(event.data) as JournalLine;
    runs.value = applyLine(runs.value, line);
    for (const heard of onTheirWay) heard.push(line);
  });
  source.addEventListener("snapshot", () => {
    void refreshSnapshot();
  });
  return () => source.close();
}

async function refreshSnapshot(): Promise<void> {
  const before = snapshot.value?.id;
  await loadSnapshot();
  forgetReports();
  // a run that published nothing has something to say about the data's health all the same
  if (snapshot.value?.id === before) retryReports();
  else await loadBasics();
}
