import {type ChildProcess, spawn} from "node:child_process";
import {createInterface} from "node:readline";
import {anotherRun} from "../queries/vocabulary.ts";
import {askingBoth, saidIn} from "./command.ts";
import {HttpError} from "./errors.ts";
import type {Events} from "./events.ts";
import {interrupted, type JournalLine, parseJournalLine} from "./journal.ts";

export interface RunRequest {
  source: string | null;
  full: boolean;
  /** Reads what waits in quarantine again, of all sources. */
  replay?: boolean;
}

export type RunOutcome = "done" | "failed" | "checks_failed";

export interface RunnerOptions {
  home: string;
  /** The pipeline's command line, such as ["node", "pipelines/cli.ts"]. */
  command: string[];
  events: Events;
  log: (line: string) => void;
}

export interface StartedRun {
  /** Known with the first line of the journal; a pipeline that ends before it rejects. */
  id: Promise<string>;
  outcome: Promise<RunOutcome>;
}

/** Runs pipelines as child processes, one at a time; a huge or failing run cannot hurt readers. */
export function createRunner({home, command, events, log}: RunnerOptions) {
  let current: {child: ChildProcess; id: string | undefined; outcome: Promise<RunOutcome>} | undefined;

  function start(request: RunRequest): StartedRun {
    if (current) throw new Error("the earlier run has not ended");
    const child = spawnRun(request);
    const id = Promise.withResolvers<string>();
    id.promise.catch(() => undefined);
    const outcome = follow(child, id).finally(() => {
      current = undefined;
    });
    current = {child, id: undefined, outcome};
    return {id: id.promise, outcome};
  }

  function spawnRun({source, full, replay}: RunRequest): ChildProcess {
    const [program = process.execPath, ...args] = command;
    args.push(replay ? "replay" : "run", "--home", home, "--progress", "json");
    if (!replay && source !== null) args.push("--source", source);
    if (!replay && full) args.push("--full");
    return spawn(program, args, {stdio: ["ignore", "pipe", "pipe"], env: askingBoth()});
  }

  async function follow(child: ChildProcess, id: PromiseWithResolvers<string>): Promise<RunOutcome> {
    let last: JournalLine | undefined;
    let complaint = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-2000);
    });
    if (child.stdout)
      createInterface({input: child.stdout}).on("line", (text) => {
        const line = parseJournalLine(text);
        if (!line) return;
        last = line;
        if (current) current.id = line.run;
        id.resolve(line.run);
        events.emit({type: "run", data: {...line, run_id: line.run}});
      });
    const code = await ended(child);
    if (last?.event === "run_finished") return last.status ?? "done";
    const line = complaint.trim().split("\n").at(-1) ?? "";
    const said =
      saidIn(line) ?? (line === "" ? interrupted : {en: line, ru: `загрузка оборвалась (${line})`});
    log(`run ${last?.run ?? "not started"}: ended with ${code}: ${said.en}`);
    if (!last) {
      id.reject(new HttpError(said.en.includes(anotherRun) ? "run_in_progress" : "run_not_started", said));
      return "failed";
    }
    const {run} = last;
    const at = new Date().toISOString();
    events.emit({
      type: "run",
      data: {
        at,
        run,
        run_id: run,
        event: "run_finished",
        status: "failed",
        message: said.en,
        message_ru: said.ru,
      },
    });
    return "failed";
  }

  return {
    start,
    isBusy: () => current !== undefined,
    isRunning: (id: string) => current?.id === id,
    /** Stops the run that goes on, if any; it leaves nothing that readers can see. */
    async close() {
      current?.child.kill("SIGTERM");
      await current?.outcome;
    },
  };
}

export type Runner = ReturnType<typeof createRunner>;

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal ?? `code ${code}`));
  });
}
