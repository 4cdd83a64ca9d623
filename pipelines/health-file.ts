import {existsSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "./company/company.ts";
import {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import {currentSnapshot} from "./snapshots.ts";

/** Asks the health file of the latest run, which nobody writes any more, so that no run is disturbed. */
export async function askHealth<Result>(
  home: Home,
  subject: string,
  ask: (health: Database) => Promise<Result>,
): Promise<Result> {
  const health = currentSnapshot(home)?.health;
  const path = health ? join(home.snapshots, health) : "";
  if (!existsSync(path))
    throw new PipelineError("not_found", {
      en: `${subject}: nothing has been published yet; \`estafeta run\` first`,
      ru: `${subject}: ещё ничего не опубликовано; сначала запустите загрузку`,
    });
  const database = await Database.open(path, {access_mode: "READ_ONLY", threads: "1"});
  try {
    return await ask(database);
  } finally {
    database.close();
  }
}
