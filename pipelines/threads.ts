import {readdirSync, statSync} from "node:fs";
import {availableParallelism} from "node:os";
import {join} from "node:path";

/** Rows are shared out by the hundred thousand: with fewer of them threads only wait for one another. */
const worthSharing = 4_000_000;

export const allThreads = String(availableParallelism());

/** With how many threads what these files and folders hold is worked on. */
export function threadsFor(paths: readonly string[]): string {
  let bytes = 0;
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined && bytes < worthSharing; path = waiting.pop()) {
    const found = statSync(path, {throwIfNoEntry: false});
    if (!found?.isDirectory()) bytes += found?.size ?? 0;
    else for (const name of readdirSync(path)) waiting.push(join(path, name));
  }
  return bytes < worthSharing ? "1" : allThreads;
}
