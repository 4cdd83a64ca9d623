import {spawn} from "node:child_process";
import * as z from "zod";
import {type Bilingual, HttpError} from "./errors.ts";

export interface CommandOptions {
  /** Text for the child's standard input. */
  input?: string;
  timeoutMs?: number;
  /** Ends the child when the one who asked has left. */
  signal?: AbortSignal;
}

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

const defaultTimeout = 60_000;
const longestOutput = 64 * 1024 * 1024;
/** What a child gets to clean up after itself before it is ended for good. */
const graceMs = 2000;

/** The pipeline's command line over one home folder: the only way the server asks the pipeline for anything. */
export function createCommandLine({home, command}: {home: string; command: string[]}) {
  const running = new Set<() => void>();

  /** Waits for the child's end, whatever its exit code; refuses when it took too long or nobody waits any more. */
  function runCommand(args: string[], options: CommandOptions = {}): Promise<CommandResult> {
    const {input = "", timeoutMs = defaultTimeout, signal} = options;
    const [name = "", ...own] = args;
    if (signal?.aborted) return Promise.reject(left(name));
    const [program = process.execPath, ...rest] = command;
    const child = spawn(program, [...rest, name, "--home", home, ...own], {stdio: "pipe", env: askingBoth()});
    const output = {stdout: "", stderr: ""};
    let refusal: HttpError | undefined;
    let grace: NodeJS.Timeout | undefined;
    const end = (error: HttpError) => {
      refusal ??= error;
      child.kill("SIGTERM");
      grace ??= setTimeout(() => child.kill("SIGKILL"), graceMs).unref();
    };
    const leave = () => end(left(name));
    const timer = setTimeout(() => end(late(name, timeoutMs)), timeoutMs).unref();
    signal?.addEventListener("abort", leave, {once: true});
    running.add(leave);
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        output[stream] += text;
        if (output[stream].length > longestOutput)
          end(
            new HttpError("too_large", {
              en: `${name}: the answer is too large`,
              ru: `${name}: ответ слишком велик`,
            }),
          );
      });
    child.stdin.on("error", () => undefined).end(input);
    return new Promise<CommandResult>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => (refusal ? reject(refusal) : resolve({code: code ?? 1, ...output})));
    }).finally(() => {
      clearTimeout(timer);
      clearTimeout(grace);
      signal?.removeEventListener("abort", leave);
      running.delete(leave);
    });
  }

  /** What the child prints as JSON; its one-line refusal becomes the refusal of the request. */
  async function runJson<Answer>(args: string[], options: CommandOptions = {}): Promise<Answer> {
    const {code, stdout, stderr} = await runCommand(args, options);
    if (code !== 0) throw refused(args[0] ?? "", code, stderr);
    return JSON.parse(stdout) as Answer;
  }

  return {
    runCommand,
    runJson,
    /** Ends what still goes on. */
    close() {
      for (const leave of running) leave();
    },
  };
}

export type CommandLine = ReturnType<typeof createCommandLine>;

/** The environment in which the pipeline says its refusals in both languages. */
export const askingBoth = (): NodeJS.ProcessEnv => ({...process.env, ESTAFETA_REFUSALS: "json"});

const refusal = z.object({refused: z.object({en: z.string(), ru: z.string()})});

/** What the pipeline refused in a line of its standard error; null when the line is something else. */
export function saidIn(line: string): Bilingual | null {
  if (!line.startsWith("{")) return null;
  try {
    return refusal.safeParse(JSON.parse(line)).data?.refused ?? null;
  } catch {
    return null;
  }
}

/** An expected refusal is one line; anything longer is a bug, and its text is for the log alone. */
export function refused(name: string, code: number, stderr: string): Error {
  const lines = stderr.trim().split("\n");
  const message = lines[0] ?? "";
  if (lines.length === 1 && message !== "")
    return new HttpError("refused", saidIn(message) ?? {en: message, ru: message});
  return new Error(`${name}: ended with code ${code}: ${stderr.slice(-4000)}`);
}

const left = (name: string) =>
  new HttpError("superseded", {
    en: `${name}: nobody waits for the answer any more`,
    ru: `${name}: ответа уже никто не ждёт`,
  });
const late = (name: string, timeoutMs: number) =>
  new HttpError("command_timeout", {
    en: `${name}: it took longer than ${timeoutMs / 1000} s; try a smaller file`,
    ru: `${name}: прошло больше ${timeoutMs / 1000} с; попробуйте файл поменьше`,
  });
