import {HttpError} from "./errors.ts";
import type {Runner, RunRequest} from "./runs.ts";

export interface Retry {
  /** How often a failed scheduled run is tried again. */
  attempts: number;
  /** The wait before trying again; it doubles each time. */
  base_seconds: number;
}

export interface RunQueueOptions {
  runner: Runner;
  log: (line: string) => void;
}

const keyOf = ({source, full, replay}: RunRequest) =>
  replay ? "replay" : `${source ?? "*"}${full ? " full" : ""}`;

/** Lets runs follow each other: people are told to wait, the schedule waits by itself. */
export function createRunQueue({runner, log}: RunQueueOptions) {
  const waiting = new Map<string, {request: RunRequest; repeats: number; retry: Retry}>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  function start(request: RunRequest) {
    const run = runner.start(request);
    last = run.outcome;
    return run;
  }

  function next() {
    const [first] = waiting;
    if (!first || runner.isBusy() || closed) return;
    const [key, {request, repeats, retry}] = first;
    waiting.delete(key);
    const run = start(request);
    run.outcome.then((outcome) => {
      if (outcome === "failed" && repeats < retry.attempts) again(request, repeats, retry);
      next();
    });
  }

  function again(request: RunRequest, repeats: number, retry: Retry) {
    if (closed) return;
    const seconds = retry.base_seconds * 2 ** repeats;
    log(`run of ${request.source ?? "everything"}: failed; it is tried again in ${seconds} s`);
    const timer = setTimeout(() => {
      timers.delete(timer);
      enqueue(request, retry, repeats + 1);
    }, seconds * 1000).unref();
    timers.add(timer);
  }

  /** A run that waits already is not queued twice. */
  function enqueue(request: RunRequest, retry: Retry, repeats = 0) {
    const key = keyOf(request);
    if (!waiting.has(key)) waiting.set(key, {request, repeats, retry});
    next();
  }

  return {
    enqueue: (request: RunRequest, retry: Retry) => enqueue(request, retry),
    /** Starts a run at a person's wish, or refuses while another goes on. */
    startNow(request: RunRequest): Promise<string> {
      if (runner.isBusy())
        throw new HttpError("run_in_progress", {
          en: "a run goes on already; wait for its end",
          ru: "загрузка уже идёт; подождите её конца",
        });
      const run = start(request);
      run.outcome.then(next);
      return run.id;
    },
    /** Starts a run that follows from what a person did: its id, or null while it waits for the end of another. */
    async startOrWait(request: RunRequest): Promise<string | null> {
      if (!runner.isBusy()) return this.startNow(request);
      enqueue(request, {attempts: 0, base_seconds: 0});
      return null;
    },
    /** Resolves when no child of ours works on the data: it ends a moment after its last line. */
    ended: () => last,
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

export type RunQueue = ReturnType<typeof createRunQueue>;
