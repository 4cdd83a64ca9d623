import {existsSync, readdirSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {type Home, homeAt, readCompany} from "../company/company.ts";
import {PipelineError} from "../errors.ts";
import {run} from "../run.ts";
import {currentSnapshot} from "../snapshots.ts";
import {root, runChild} from "./child.ts";
import type {Command} from "./command.ts";
import {reporterFor} from "./progress.ts";
import {sayRows} from "./run.ts";

export const serveCommand: Command = {
  usage: `estafeta serve

Server and schedule. HOST (127.0.0.1) and PORT (3000) place it. Before the first snapshot it runs once;
the example company with an empty inbox is filled with simulated exports.`,
  options: {},
  async execute(invocation) {
    const home = homeAt(invocation.home);
    const pages = buildPages();
    if (!currentSnapshot(home)) await firstRun(home);
    const code = await pages;
    if (code !== 0)
      throw new PipelineError(
        "bad_model",
        "dashboards: the pages could not be built; the lines above say why",
      );
    return runChild("server/main.ts", ["--home", home.home]);
  },
};

async function firstRun(home: Home): Promise<void> {
  const company = readCompany(home);
  if (company.config.demo && isEmpty(home.inbox)) await fillWithDemo(home, {});
  sayRows(await run(home, {reporter: reporterFor(undefined)}));
}

export async function fillWithDemo(
  home: Home,
  options: {seed?: number; months?: number; scale?: number; end?: string},
): Promise<void> {
  const {writeDemo} = await import("../demo/demo.ts");
  const started = performance.now();
  await writeDemo({home: home.home, ...options});
  writeFileSync(join(home.home, "var", "demo.json"), `${JSON.stringify({demo: true})}\n`);
  console.error(
    `demo company: exports written to ${home.inbox} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}

function isEmpty(folder: string): boolean {
  if (!existsSync(folder)) return true;
  return readdirSync(folder, {recursive: true, withFileTypes: true}).every((entry) => !entry.isFile());
}

/** Bundles the pages when their sources are newer than the bundle. */
async function buildPages(): Promise<number> {
  const bundle = join(root, "dashboards/dist/index.html");
  const newest = (folder: string): number =>
    Math.max(
      ...readdirSync(join(root, folder), {recursive: true, withFileTypes: true})
        .filter((entry) => entry.isFile() && !entry.parentPath.includes("dist"))
        .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
    );
  if (existsSync(bundle) && statSync(bundle).mtimeMs > Math.max(newest("dashboards"), newest("queries")))
    return 0;
  return runChild("node_modules/vite/bin/vite.js", [
    "build",
    "--config",
    "dashboards/vite.config.ts",
    "--logLevel",
    "warn",
  ]);
}
