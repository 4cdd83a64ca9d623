import {existsSync, mkdirSync, renameSync, rmSync} from "node:fs";
import {basename, join} from "node:path";
import type {Audience} from "../queries/vocabulary.ts";
import type {Built} from "./build.ts";
import {halfBuilt} from "./changed-months.ts";
import type {Company, Home} from "./company/company.ts";
import type {Database} from "./database.ts";
import {replaceFile, sync} from "./files.ts";
import {detachParts, partFile} from "./parts.ts";
import {definitionHashes} from "./pay-models.ts";
import {prepareShape, writeSnapshot, writeWider} from "./snapshot-file.ts";
import {removeOldSnapshots} from "./snapshots.ts";
import {readState, writeState} from "./warehouse.ts";

/** What `current.json` and each snapshot's `manifest.json` hold; paths are relative to var/snapshots. */
export interface Manifest {
  id: string;
  published_at: string;
  company: {name: string; timezone: string; locale: string; currency: string; country: string};
  data_until: string | null;
  health: string;
  /** Hash of each model that makes figures for pay. */
  definitions: Record<string, string>;
  audiences: Record<Audience, {file: string; attach: {name: string; file: string}[]}>;
}

/** Layers that readers see; staging and intermediate tables hold raw names and telephones. */
const published = new Set(["marts", "rollups"]);

/**
 * Publishes an immutable copy for each audience: a reader sees the old snapshot or the new one, never half of one.
 * The pointer is replaced last; a run killed before that has changed nothing a reader can see.
 */
export async function publish(
  warehouse: Database,
  home: Home,
  company: Company,
  built: Built,
  options: {id: string; health: string; now: () => Date},
): Promise<Manifest> {
  await detachParts(warehouse);
  mkdirSync(home.parts, {recursive: true});
  const attach = built.parts.map((part) => {
    const target = join(home.parts, partFile(part));
    if (part.fresh) {
      sync(part.path);
      renameSync(part.path, target);
    }
    return {name: part.name, file: `parts/${partFile(part)}`};
  });
  sync(home.parts);

  const folder = join(home.snapshots, options.id);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  const all = built.models.filter((model) => published.has(model.layer));
  const tables = all.filter(({audiences}) => audiences.length === 0);
  const shape = await prepareShape(warehouse, home, company, all);
  const written: Written = {id: options.id, shape: basename(shape), parts: attach.map(({name}) => name)};
  const former = await formerFolder(warehouse, home, built, written);
  const paths = (audience: Audience) => ({
    path: join(folder, `${audience}.duckdb`),
    former:
      former === null
        ? null
        : {
            path: join(former, `${audience}.duckdb`),
            changes: built.changes,
          },
  });
  for (const audience of ["management", "analyst"] as const)
    await writeSnapshot(warehouse, home, {
      ...paths(audience),
      shape,
      tables,
      attach,
      isPersonal: audience === "management",
    });
  if (former)
    await writeSnapshot(warehouse, home, {...paths("payroll"), shape, tables: all, attach, isPersonal: true});
  else
    await writeWider(warehouse, {
      path: join(folder, "payroll.duckdb"),
      like: join(folder, "management.duckdb"),
      tables: all.filter(({audiences}) => audiences.includes("payroll")),
    });

  const audience = (name: Audience) => ({file: `${options.id}/${name}.duckdb`, attach});
  const {name, timezone, locale, currency, country} = company.config;
  const manifest: Manifest = {
    id: options.id,
    published_at: options.now().toISOString(),
    company: {name, timezone, locale, currency, country},
    data_until: built.dataUntil,
    health: options.health,
    definitions: definitionHashes(built.models),
    audiences: {
      management: audience("management"),
      payroll: audience("payroll"),
      analyst: audience("analyst"),
    },
  };
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  replaceFile(join(folder, "manifest.json"), text);
  replaceFile(join(home.snapshots, "current.json"), text);
  await warehouse.transaction(async () => {
    await warehouse.run("delete from ops.parts");
    for (const part of built.parts)
      await warehouse.run("insert into ops.parts values ($year::integer, $file)", {
        year: part.year,
        file: partFile(part),
      });
    await warehouse.run("delete from ops.touched_months");
    await warehouse.run("delete from ops.changed_entities");
    await writeState(warehouse, "build_hash", built.buildHash);
    await writeState(warehouse, "unpublished", "false");
    await writeState(warehouse, "written", JSON.stringify(written));
    await writeState(warehouse, halfBuilt, "false");
  });
  removeOldSnapshots(home, company.config.keep_snapshots);
  return manifest;
}

/** What the snapshot published last was made of: with another shape or other years its files cannot be gone on with. */
interface Written {
  id: string;
  shape: string;
  parts: string[];
}

/** Folder of the snapshot that was written from the tables as this run found them; null when all is written anew. */
async function formerFolder(
  warehouse: Database,
  home: Home,
  built: Built,
  written: Written,
): Promise<string | null> {
  const known = await readState(warehouse, "written");
  const isOther = (await readState(warehouse, "build_hash")) !== built.buildHash;
  if (known === null || isOther || built.changes.isWhole) return null;
  const last = JSON.parse(known) as Written;
  const folder = join(home.snapshots, last.id);
  const isAlike = last.shape === written.shape && last.parts.join() === written.parts.join();
  const isThere = (audience: Audience) => existsSync(join(folder, `${audience}.duckdb`));
  return isAlike && (["management", "analyst", "payroll"] as const).every(isThere) ? folder : null;
}
