import {chmodSync, closeSync, fsyncSync, openSync, renameSync, writeFileSync} from "node:fs";
import {dirname} from "node:path";

/** Makes what was written to a file or folder survive a power cut. */
export function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Replaces a small file so that a reader sees the old text or the new, never half of one. */
export function replaceFile(path: string, text: string | Uint8Array, mode = 0o666): void {
  const file = openSync(`${path}.tmp`, "w", mode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.tmp`, path);
  sync(dirname(path));
}

/** Shuts a file or folder to other accounts; a share that keeps no modes has rules of its own. */
export function shutToOthers(path: string, mode: 0o600 | 0o700): void {
  try {
    chmodSync(path, mode);
  } catch (cause) {
    if (!["EPERM", "ENOTSUP"].includes((cause as NodeJS.ErrnoException).code ?? "")) throw cause;
  }
}
