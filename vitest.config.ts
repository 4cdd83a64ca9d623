import {statfsSync} from "node:fs";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import {defineConfig} from "vitest/config";

// a zone far from the company's and from UTC: whatever leans on the machine's own zone shows
process.env["TZ"] = "Asia/Kamchatka";

// hundreds of processes compile the same code: it is kept where the command line keeps it
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules/.cache/node");

// hundreds of company folders are written and thrown away: where memory serves as a disk, nothing waits for a real one
const memoryDisk = "/dev/shm";
try {
  const {bavail, bsize} = statfsSync(memoryDisk);
  if (bavail * bsize > 6e9) process.env["TMPDIR"] ??= memoryDisk;
} catch {
  // not every system has one
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/real/**", "test/bench/**"],
    globalSetup: ["test/helpers/before-all.ts"],
    // browsers, servers and pipelines of their own are waited for: one more than there are cores keeps these at work
    maxWorkers: availableParallelism() + 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ["default", ["json", {outputFile: "test/output/report.json"}]],
  },
});
