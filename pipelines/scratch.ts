import {randomUUID} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, rmSync, statSync} from "node:fs";
import {hostname} from "node:os";
import {join} from "node:path";
import type {Home} from "./company/company.ts";

/** Gives a command that works beside a run a folder of its own, and removes it afterwards. */
export async function withScratch<Result>(
  home: Home,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  removeAbandoned(home);
  const folder = join(home.scratch, `${hostname()}~${process.pid}~${randomUUID()}`);
  mkdirSync(folder, {recursive: true});
  try {
    return await work(folder);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** No command works for so long; a process of another machine cannot be asked whether it lives. */
const longest = 86_400_000;

/** Removes what killed commands left behind. */
export function removeAbandoned(home: Home): void {
  if (!existsSync(home.scratch)) return;
  for (const name of readdirSync(home.scratch)) {
    const [host, pid] = name.split("~");
    const folder = join(home.scratch, name);
    const age = Date.now() - (statSync(folder, {throwIfNoEntry: false})?.mtimeMs ?? 0);
    if (host === hostname() ? !isAlive(Number(pid)) : age > longest)
      rmSync(folder, {recursive: true, force: true});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
