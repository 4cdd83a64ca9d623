import {spawn} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Measured {
  seconds: number;
  peakMegabytes: number;
  output: string;
}

/** Runs a program of this checkout to its end; peak memory is the high-water mark the kernel keeps. */
export async function runMeasured(script: string, args: string[]): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let peak = 0;
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const watch = setInterval(() => (peak = Math.max(peak, highWater(child.pid!))), 50);
  const code = await new Promise<number | null>((done, fail) => {
    child.on("error", fail);
    child.on("close", done);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${code}: ${output}`);
  return {seconds: (performance.now() - started) / 1000, peakMegabytes: peak / 1024, output};
}

function highWater(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export const round = (value: number, digits = 3) => Math.round(value * 10 ** digits) / 10 ** digits;
