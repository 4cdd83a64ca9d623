import {existsSync, readdirSync, readFileSync} from "node:fs";

/** Adds up the runner's own reports; steps that failed beside the tests count as failures. */
const failedSteps = Number(process.argv[2] ?? 0);
const folder = "test/output";
const reports = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.startsWith("report") && name.endsWith(".json"))
  : [];
let passed = 0;
let failed = 0;
for (const name of reports) {
  const report = JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  passed += report.numPassedTests;
  failed += report.numFailedTests;
}
if (failedSteps > 0 && failed === 0) failed = failedSteps;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
