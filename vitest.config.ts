import {statfsSync} from "node:fs";
import {defineConfig} from "vitest/config";

// a zone far from the company's and from UTC: whatever leans on the machine's own zone shows
process.env["TZ"] = "Asia/Kamchatka";

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
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", ["json", {outputFile: "test/output/report.json"}]],
  },
});
