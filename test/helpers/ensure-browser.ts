import {type SpawnSyncOptions, spawnSync} from "node:child_process";
import {existsSync} from "node:fs";

const candidates = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser that page tests drive, or undefined when the machine has none. */
export function browserPath(): string | undefined {
  return candidates.find((path) => path !== undefined && existsSync(path));
}

/** Installs Debian's chromium when there is none and we may; else says how. Returns an error in words. */
export function ensureBrowser(): string | null {
  if (browserPath()) return null;
  const advice =
    "no browser for the page tests; install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH";
  if (!existsSync("/usr/bin/apt-get") || process.getuid?.() !== 0) return advice;
  console.log("installing chromium for the page tests ...");
  const options: SpawnSyncOptions = {
    stdio: ["ignore", "ignore", "inherit"],
    env: {...process.env, DEBIAN_FRONTEND: "noninteractive"},
  };
  spawnSync("apt-get", ["update"], options);
  const installed = spawnSync(
    "apt-get",
    ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
    options,
  );
  return installed.status === 0 && browserPath() ? null : advice;
}

if (import.meta.main) {
  const problem = ensureBrowser();
  if (problem) {
    console.error(problem);
    process.exitCode = 1;
  }
}
