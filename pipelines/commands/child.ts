import {spawn} from "node:child_process";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

export const root = join(fileURLToPath(import.meta.url), "../../..");

/** Runs a program of another room; rooms meet through files and processes, not imports. Resolves to its exit code. */
export function runChild(
  script: string,
  args: string[],
  output: "inherit" | "errors" = "inherit",
): Promise<number> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: output === "inherit" ? "inherit" : ["ignore", "ignore", "inherit"],
  });
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", forward);
  process.on("SIGTERM", forward);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.off("SIGINT", forward);
      process.off("SIGTERM", forward);
      resolve(code ?? (signal === null ? 1 : 0));
    });
  });
}
