import {mkdirSync, mkdtempSync, readdirSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {run} from "../../pipelines/run.ts";
import {makeHome} from "./home.ts";
import {sharedFolder} from "./shared.ts";

/** Before all tests: a folder for what files share, and a snapshot's empty tables, which every home is lent, for making them is a fifth of a small run. */
export default async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "estafeta-shape-"));
  const home = makeHome({}, folder);
  await run(home);
  const shape = readdirSync(home.snapshots).find((name) => name.startsWith("shape-"));
  if (!shape) throw new Error("a run left no shape of its snapshot");
  process.env["ESTAFETA_TEST_SHAPE"] = join(home.snapshots, shape);
  const shared = join(folder, "shared");
  mkdirSync(shared);
  process.env[sharedFolder] = shared;
  return () => rmSync(folder, {recursive: true, force: true});
}
