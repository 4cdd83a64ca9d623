import {cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {backup, DatabaseSync} from "node:sqlite";
import {homeAt} from "../company/company.ts";
import {PipelineError} from "../errors.ts";
import {openWarehouse} from "../warehouse.ts";
import type {Command} from "./command.ts";

/** What is made again from the rest, or belongs to a moment only. */
const left = new Set(["tmp", "build", "inbox", "uploads", "scratch"]);

export const backupCommand: Command = {
  usage: `estafeta backup DIR

Copies the home folder into DIR, safely while the server runs; a run that is under way must end first.`,
  options: {},
  async execute({home, positionals: [directory]}) {
    if (directory === undefined)
      throw new PipelineError("bad_usage", "backup: no folder; name where the copy goes");
    const from = homeAt(home);
    const target = resolve(directory);
    if (existsSync(target) && readdirSync(target).length > 0)
      throw new PipelineError("bad_usage", `${target}: the folder is not empty; name a new one`);
    const making = `${target}.partial`;
    rmSync(making, {recursive: true, force: true});
    mkdirSync(join(making, "var"), {recursive: true});
    cpSync(from.company, join(making, "company"), {recursive: true});
    // holding the warehouse keeps runs out while its file is copied
    const warehouse = await openWarehouse(from);
    try {
      await warehouse.run("checkpoint");
      for (const name of readdirSync(join(from.home, "var")))
        if (!left.has(name) && !name.startsWith("ledger.sqlite"))
          cpSync(join(from.home, "var", name), join(making, "var", name), {recursive: true});
    } finally {
      warehouse.close();
    }
    const ledger = join(from.home, "var", "ledger.sqlite");
    if (existsSync(ledger)) {
      const database = new DatabaseSync(ledger, {readOnly: true});
      const copy = join(making, "var", "ledger.sqlite");
      writeFileSync(copy, "", {mode: 0o600});
      await backup(database, copy);
      database.close();
    }
    rmSync(target, {recursive: true, force: true});
    renameSync(making, target);
    console.log(`copied to ${target}`);
    return 0;
  },
};

export const restoreCommand: Command = {
  usage: "estafeta restore DIR\n\nMakes the home folder again from a copy; the home must be new or empty.",
  options: {},
  async execute({home, positionals: [directory]}) {
    if (directory === undefined) throw new PipelineError("bad_usage", "restore: no folder; name the copy");
    const from = resolve(directory);
    if (!existsSync(join(from, "company", "company.yaml")))
      throw new PipelineError(
        "not_found",
        `${from}: this is no copy made by \`estafeta backup\`; name its folder`,
      );
    const target = homeAt(home).home;
    if (existsSync(join(target, "var")) || existsSync(join(target, "company")))
      throw new PipelineError(
        "bad_usage",
        `${target}: there is a company here; restore into a new folder with --home`,
      );
    cpSync(from, `${target}.partial`, {recursive: true});
    if (existsSync(target)) rmSync(target, {recursive: true});
    renameSync(`${target}.partial`, target);
    console.log(`restored to ${target}`);
    return 0;
  },
};
