import {spawnSync} from "node:child_process";

/**
 * The random tests at length: 100 kills of a run, 100,000 mutations of good files (some twenty a file), 1,000 publishes under readers,
 * 300 random orders of loads and of corrections, 200 companies of which each has one farmer who loses volume. Numbers
 * may be given by the same variables; takes hours.
 */
const environment = {
  KILLS: "100",
  MUTATIONS: "100000",
  PUBLISHES: "1000",
  PROPERTY_CASES: "300",
  FARMER_SEEDS: "200",
  ...process.env,
};
const {status} = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--no-file-parallelism",
    ...(process.argv.length > 2
      ? process.argv.slice(2)
      : ["crash", "mutations", "publish", "incremental", "shared-keys", "losing-farmer"].map(
          (name) => `test/pipelines/${name}.test.ts`,
        )),
  ],
  {stdio: "inherit", env: environment},
);
process.exitCode = status ?? 1;
