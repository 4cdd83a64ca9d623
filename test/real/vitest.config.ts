import {defineConfig} from "vitest/config";

process.env["TZ"] = "Asia/Kamchatka";

/** Real exports that are not part of this repository: `npm run test:real` reads them where they lie. */
export default defineConfig({
  root: process.cwd(),
  test: {
    include: ["test/real/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ["default", ["json", {outputFile: "test/output/report-real.json"}]],
  },
});
