import {existsSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import * as z from "zod";

const recorded = z.object({url: z.url()});

/** Says where the server listens, for links that the command line prints. */
export function recordAddress(path: string, url: string): void {
  writeFileSync(`${path}.tmp`, `${JSON.stringify({url})}\n`);
  renameSync(`${path}.tmp`, path);
}

/** Where the server of this folder listened last; undefined when it never did. */
export function recordedAddress(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return recorded.safeParse(JSON.parse(readFileSync(path, "utf8"))).data?.url;
  } catch {
    return undefined;
  }
}
