import {type ChildProcess, fork} from "node:child_process";
import {join} from "node:path";
import type {Readable} from "node:stream";
import type {Attached, Limits} from "../data-file.ts";
import {HttpError} from "../errors.ts";
import type {OutputFormat} from "./output.ts";
import {answerPipe, type FromWorker, type Head, type ToWorker, type TypedValues} from "./worker.ts";

export interface DeskQuestion {
  sql: string;
  values: TypedValues;
  format: OutputFormat;
  limit: number | null;
}

/** A published file and the parts that it names; the same key, the same file. */
export interface DeskFile {
  key: string;
  path: string;
  parts: Attached[];
}

export interface DeskAnswer {
  head: Head;
  bytes: Readable;
}

export interface Desk {
  /** Runs one statement in a process of its own, which `signal` ends; the bytes must be read or the signal given. */
  ask(user: string, file: DeskFile, question: DeskQuestion, signal: AbortSignal): Promise<DeskAnswer>;
  close(): void;
}

interface Started {
  child: ChildProcess;
  /** Its first word: the file is open, or why not. */
  opened: Promise<FromWorker>;
}

const ownLimits = {memory: "1GB", threads: 2, secondsPerQuery: 30};
const atOnce = {perUser: 2, all: 6};
/** The engine is asked to stop at the limit; a process that goes on longer than this is killed. */
const graceMilliseconds = 200;
const idleMilliseconds = 300_000;
/** No secret of the server's environment reaches a query's process. */
const environment = {TZ: "UTC", PATH: process.env["PATH"] ?? ""};

/** Free SQL of people at the pages: limits on time, memory and how many at once, and a process that can be killed. */
export function createDesk({limits = ownLimits}: {limits?: Limits} = {}): Desk {
  const running = new Map<string, number>();
  let spare: (Started & {key: string; idle: NodeJS.Timeout}) | undefined;
  let isClosed = false;
  const children = new Set<ChildProcess>();

  function start(file: DeskFile): Started {
    const child = fork(join(import.meta.dirname, "worker.ts"), [], {
      execArgv: ["--max-old-space-size=1024"],
      env: environment,
      stdio: ["ignore", "ignore", "ignore", "pipe", "ipc"],
    });
    children.add(child);
    child.once("exit", () => children.delete(child));
    const opened = wordOf(child, () => died);
    child.send({kind: "open", path: file.path, parts: file.parts, limits} satisfies ToWorker);
    return {child, opened};
  }

  function drop() {
    clearTimeout(spare?.idle);
    spare?.child.kill("SIGKILL");
    spare = undefined;
  }

  /** The process that waits with this file open, else a new one. */
  function take(file: DeskFile): Started {
    if (spare?.key !== file.key || spare.child.exitCode !== null || spare.child.signalCode !== null) {
      drop();
      return start(file);
    }
    const {child, opened} = spare;
    clearTimeout(spare.idle);
    spare = undefined;
    return {child, opened};
  }

  /** The next statement finds a process that has the file open already. */
  function prepare(file: DeskFile) {
    if (isClosed || spare?.key === file.key) return;
    drop();
    spare = {...start(file), key: file.key, idle: setTimeout(drop, idleMilliseconds).unref()};
  }

  function enter(user: string): () => void {
    const own = running.get(user) ?? 0;
    const all = [...running.values()].reduce((sum, count) => sum + count, 0);
    if (own >= atOnce.perUser || all >= atOnce.all)
      throw new HttpError("too_many_queries", {
        en: `query: ${own} of yours and ${all} in all are running, as many as may; wait for one or stop it`,
        ru: `запрос: уже идут ваших ${own}, всего ${all}, больше нельзя; дождитесь конца или остановите`,
      });
    running.set(user, own + 1);
    return () => {
      const left = (running.get(user) ?? 1) - 1;
      if (left > 0) running.set(user, left);
      else running.delete(user);
    };
  }

  return {
    async ask(user, file, question, signal) {
      const leave = enter(user);
      const {child, opened} = take(file);
      const end = () => child.kill("SIGKILL");
      child.once("exit", leave);
      if (child.exitCode !== null) leave();
      signal.addEventListener("abort", end, {once: true});
      if (signal.aborted) end();
      let late: NodeJS.Timeout | undefined;
      try {
        // the time of a statement begins when its file is open
        let said = await opened;
        if (said.kind === "opened") {
          late = setTimeout(end, limits.secondsPerQuery * 1000 + graceMilliseconds);
          said = await askOf(child, question, limits.secondsPerQuery);
        }
        if (said.kind !== "answered") throw refusalOf(said);
        const bytes = child.stdio[answerPipe] as Readable;
        bytes.once("close", end);
        return {head: said.head, bytes};
      } catch (error) {
        end();
        throw error;
      } finally {
        clearTimeout(late);
        prepare(file);
      }
    },
    close() {
      isClosed = true;
      drop();
      for (const child of children) child.kill("SIGKILL");
    },
  };
}

/** What the process says next; one that ends without a word was killed for its time, or fell over its memory. */
function wordOf(child: ChildProcess, ended: () => FromWorker): Promise<FromWorker> {
  return new Promise((resolve) => {
    child.once("message", (message) => resolve(message as FromWorker));
    child.once("exit", () => resolve(ended()));
    if (child.exitCode !== null || child.signalCode !== null) resolve(ended());
  });
}

function askOf(child: ChildProcess, question: DeskQuestion, seconds: number): Promise<FromWorker> {
  const started = performance.now();
  const isLate = () => performance.now() - started >= seconds * 1000;
  // one that is gone cannot be told anything, and its end is heard
  if (child.connected) child.send({kind: "ask", ...question} satisfies ToWorker, () => undefined);
  return wordOf(child, () => (isLate() ? stoppedAfter(seconds) : died));
}

const refusalOf = (said: FromWorker): HttpError =>
  said.kind === "refused" ? new HttpError(said.code, said.said) : new HttpError("refused", died.said);

const stoppedAfter = (seconds: number): FromWorker => ({
  kind: "refused",
  code: "report_timeout",
  said: {
    en: `query: stopped after ${seconds} s; ask for fewer rows or a shorter period`,
    ru: `запрос: остановлен через ${seconds} с; возьмите меньше строк или период короче`,
  },
});

const died = {
  kind: "refused" as const,
  code: "refused" as const,
  said: {
    en: "query: its process ended before it answered: it was stopped, or needed more memory than a query may have",
    ru: "запрос: его процесс закончился без ответа: его остановили или ему не хватило памяти",
  },
};
