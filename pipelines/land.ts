import {createHash} from "node:crypto";
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import {basename, dirname, extname, join, resolve} from "node:path";
import type {Company, Home} from "./company/company.ts";
import type {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import type {Source} from "./sources/mapping.ts";
import {readState, writeState} from "./warehouse.ts";

/** The receipt beside each archived file; the journal can be made again from these. */
interface Receipt {
  load_id: number;
  source_id: string;
  file_name: string;
  sha256: string;
  byte_count: number;
  received_at: string;
}

export interface Landed {
  landed: number;
  duplicates: number;
}

/** Keeps every new file as it came, named by its hash, and journals it. The same bytes of a source land once. */
export async function land(
  warehouse: Database,
  home: Home,
  company: Company,
  options: {sources: Source[]; now: () => Date; onFile?: (name: string) => void},
): Promise<Landed> {
  await adoptReceipts(warehouse, home);
  const result: Landed = {landed: 0, duplicates: 0};
  for (const source of options.sources) {
    const folder = source.folder ? resolve(company.directory, source.folder) : join(home.inbox, source.id);
    if (!existsSync(folder)) {
      if (source.folder)
        throw new PipelineError(
          "bad_config",
          `sources.yaml: ${source.id}.folder: there is no folder ${folder}; create or correct it`,
        );
      mkdirSync(folder, {recursive: true});
      continue;
    }
    for (const name of matchingFiles(folder, source.files)) {
      const path = join(folder, name);
      const stat = statSync(path);
      const keeps = source.folder !== null;
      if (keeps && (await wasSeen(warehouse, source.id, path, stat.size, stat.mtimeMs))) continue;
      options.onFile?.(name);
      const fresh = await landFile(warehouse, home, {
        source: source.id,
        path,
        name,
        keeps,
        receivedAt: options.now(),
      });
      if (fresh) result.landed++;
      else result.duplicates++;
      if (keeps)
        await warehouse.run("insert into ops.seen_files values ($source, $path, $size, $modified)", {
          source: source.id,
          path,
          size: stat.size,
          modified: stat.mtimeMs,
        });
    }
  }
  return result;
}

/** Files that fit the pattern, in natural order of their names, so that `_2` comes before `_10`. */
function matchingFiles(folder: string, pattern: string): string[] {
  const expression = new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "iu",
  );
  return readdirSync(folder, {withFileTypes: true})
    .filter(
      (entry) =>
        entry.isFile() && expression.test(entry.name) && !/^[.~]|\.(tmp|part|crdownload)$/i.test(entry.name),
    )
    .map((entry) => entry.name)
    .sort((left, right) => left.localeCompare(right, "en", {numeric: true}));
}

async function landFile(
  warehouse: Database,
  home: Home,
  file: {source: string; path: string; name: string; keeps: boolean; receivedAt: Date},
): Promise<boolean> {
  const sha256 = await hashFile(file.path);
  const known = await warehouse.rows(
    "select load_id, status_code from ops.loads where source_id = $source and sha256 = $sha256",
    {
      source: file.source,
      sha256,
    },
  );
  const [before] = known;
  if (before) {
    if (!file.keeps) rmSync(file.path);
    if (before["status_code"] !== "failed") return false;
    // sent again after it could not be read: it is tried again
    await warehouse.run("update ops.loads set status_code = 'landed' where load_id = $load::integer", {
      load: before["load_id"]!,
    });
    return true;
  }
  const receipt: Receipt = {
    load_id: Number((await readState(warehouse, "last_load_id")) ?? 0) + 1,
    source_id: file.source,
    file_name: file.name,
    sha256,
    byte_count: statSync(file.path).size,
    received_at: file.receivedAt.toISOString(),
  };
  // the receipt comes first: a run killed at any later moment leaves the file in the inbox or in the archive, known
  writeFileSync(`${receiptPath(home, receipt)}.tmp`, `${JSON.stringify(receipt, null, 1)}\n`);
  renameSync(`${receiptPath(home, receipt)}.tmp`, receiptPath(home, receipt));
  keepFile(file.path, archivePath(home, receipt), file.keeps);
  await journal(warehouse, receipt);
  return true;
}

/** Receipts that the journal does not know: a run was killed, or the warehouse file was lost. */
async function adoptReceipts(warehouse: Database, home: Home): Promise<void> {
  const folder = join(home.archive, "receipts");
  if (!existsSync(folder)) return;
  const last = Number((await readState(warehouse, "last_load_id")) ?? 0);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".json") && Number.parseInt(name, 10) > last)
    .sort();
  for (const name of names) {
    const receipt = JSON.parse(readFileSync(join(folder, name), "utf8")) as Receipt;
    if (existsSync(archivePath(home, receipt))) await journal(warehouse, receipt);
    else rmSync(join(folder, name));
  }
}

async function journal(warehouse: Database, receipt: Receipt): Promise<void> {
  await warehouse.transaction(async () => {
    await warehouse.run(
      `insert into ops.loads (load_id, source_id, file_name, sha256, byte_count, received_at, status_code)
       values ($load_id::integer, $source_id, $file_name, $sha256, $byte_count::bigint, $received_at::timestamptz, 'landed')`,
      {...receipt},
    );
    await writeState(warehouse, "last_load_id", String(receipt.load_id));
  });
}

function receiptPath(home: Home, receipt: Receipt): string {
  const folder = join(home.archive, "receipts");
  mkdirSync(folder, {recursive: true});
  return join(folder, `${String(receipt.load_id).padStart(8, "0")}.json`);
}

export function archivePath(home: Home, load: {sha256: string; file_name: string}): string {
  const extension = load.file_name.endsWith(".gz")
    ? `${extname(basename(load.file_name, ".gz"))}.gz`
    : extname(load.file_name);
  return join(home.archive, load.sha256.slice(0, 2), `${load.sha256}${extension}`);
}

async function wasSeen(
  warehouse: Database,
  source: string,
  path: string,
  size: number,
  modified: number,
): Promise<boolean> {
  const rows = await warehouse.rows(
    "select 1 as seen from ops.seen_files where source_id = $source and path = $path and byte_count = $size and modified_ms = $modified",
    {source, path, size, modified},
  );
  return rows.length > 0;
}

function keepFile(from: string, target: string, keeps: boolean): void {
  mkdirSync(dirname(target), {recursive: true});
  if (!keeps) {
    try {
      renameSync(from, target);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    }
  }
  copyFileSync(from, `${target}.tmp`);
  renameSync(`${target}.tmp`, target);
  if (!keeps) rmSync(from);
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, {highWaterMark: 1024 * 1024}))
    hash.update(chunk as Buffer);
  return hash.digest("hex");
}
