import {defineConfig} from "vitest/config";

// a zone far from the company's and from UTC: whatever leans on the machine's own zone shows
process.env["TZ"] = "Asia/Kamchatka";

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
