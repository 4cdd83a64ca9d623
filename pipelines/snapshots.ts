import {existsSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "./company/company.ts";
import {PipelineError} from "./errors.ts";
import {replaceFile} from "./files.ts";
import type {Manifest} from "./publish.ts";

export function currentSnapshot(home: Home): Manifest | null {
  const path = join(home.snapshots, "current.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Manifest) : null;
}

/** Published snapshots, newest first. */
export function listSnapshots(home: Home): Manifest[] {
  if (!existsSync(home.snapshots)) return [];
  return readdirSync(home.snapshots)
    .map((name) => join(home.snapshots, name, "manifest.json"))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, "utf8")) as Manifest)
    .sort((left, right) => (left.id < right.id ? 1 : -1));
}

/** Serves an earlier snapshot: the pointer moves, nothing is copied. */
export function rollback(home: Home, id: string): Manifest {
  const manifest = listSnapshots(home).find((candidate) => candidate.id === id);
  if (!manifest)
    throw new PipelineError(
      "not_found",
      `snapshot ${id}: there is none of this id; see \`estafeta snapshots\``,
    );
  replaceFile(join(home.snapshots, "current.json"), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** Keeps the newest ones, the one served, and those pinned by a closed month. */
export function removeOldSnapshots(home: Home, keep: number): void {
  const current = currentSnapshot(home)?.id;
  const all = listSnapshots(home);
  const kept = all.filter(
    (manifest, index) =>
      index < keep || manifest.id === current || existsSync(join(home.snapshots, manifest.id, "keep")),
  );
  const keptIds = new Set(kept.map((manifest) => manifest.id));
  for (const manifest of all)
    if (!keptIds.has(manifest.id)) rmSync(join(home.snapshots, manifest.id), {recursive: true, force: true});
  // a folder without a manifest was begun by a run that was killed
  for (const entry of readdirSync(home.snapshots, {withFileTypes: true}))
    if (entry.isDirectory() && !["parts", "health"].includes(entry.name)) {
      const folder = join(home.snapshots, entry.name);
      if (!existsSync(join(folder, "manifest.json"))) rmSync(folder, {recursive: true, force: true});
    }
  const used = new Set(
    kept.flatMap((manifest) => manifest.audiences.management.attach.map((part) => part.file)),
  );
  for (const file of readdirSync(home.parts))
    if (!used.has(`parts/${file}`)) rmSync(join(home.parts, file), {force: true});
  const health = new Set(kept.map((manifest) => manifest.health));
  const folder = join(home.snapshots, "health");
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const file of files.slice(0, -keep))
    if (!health.has(`health/${file}`)) rmSync(join(folder, file), {force: true});
}
