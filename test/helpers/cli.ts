import {type ChildProcess, spawn} from "node:child_process";
import {join} from "node:path";

const root = join(import.meta.dirname, "../..");

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
  /** Milliseconds from start to end. */
  took: number;
}

/** Starts the command line as a user does, in a process of its own. */
export function start(args: string[]): {child: ChildProcess; ended: Promise<Ended>} {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, "pipelines/cli.ts"), ...args], {
    cwd: root,
    env: {...process.env, NODE_OPTIONS: "", ESTAFETA_HOME: ""},
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = {out: "", err: ""};
  child.stdout.on("data", (chunk: Buffer) => {
    output.out += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve({code, signal, ...output, took: performance.now() - started}),
    );
  });
  return {child, ended};
}

export function estafeta(...args: string[]): Promise<Ended> {
  return start(args).ended;
}
