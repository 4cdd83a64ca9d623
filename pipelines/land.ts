import {createHash} from "node:crypto";
import {
  copyFileSync,
  createReadStream,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import {basename, dirname, extname, join} from "node:path";
import type {Bilingual} from "./bilingual.ts";
import type {Company, Home} from "./company/company.ts";
import {contracts} from "./contracts/index.ts";
import type {Database} from "./database.ts";
import {PipelineError} from "./errors.ts";
import {folderOf, incomingFiles, type LeftFile, strays} from "./inbox.ts";
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
  /** What lies in the inbox and was not taken, and why. */
  left: LeftFile[];
  /** Files that came before and whose rows later files have changed since, a sentence each. */
  overtaken: string[];
}

/** Keeps every new file as it came, named by its hash, and journals it. The same bytes of a source land once. */
export async function land(
  warehouse: Database,
  home: Home,
  company: Company,
  options: {sources: Source[]; now: () => Date; onFile?: (name: string) => void},
): Promise<Landed> {
  await adoptReceipts(warehouse, home);
  const result: Landed = {landed: 0, duplicates: 0, left: strays(company, home), overtaken: []};
  const leave = (source: Source, left: readonly LeftFile[]) => {
    // a folder that the company points to may hold anything; the inbox is for this source alone
    if (!source.folder) result.left.push(...left.map((one) => ({...one, file: `${source.id}/${one.file}`})));
  };
  for (const source of company.sources) {
    const folder = folderOf(company, home, source);
    if (!options.sources.includes(source) && existsSync(folder))
      leave(source, incomingFiles(folder, source.files).left);
  }
  const sight = await settle(company, home, options.sources);
  for (const source of options.sources) {
    const folder = folderOf(company, home, source);
    if (!existsSync(folder)) {
      if (source.folder)
        throw new PipelineError("bad_config", {
          en: `sources.yaml: ${source.id}.folder: there is no folder ${folder}; create or correct it`,
          ru: `sources.yaml: ${source.id}.folder: нет папки ${folder}; создайте её или исправьте путь`,
        });
      mkdirSync(folder, {recursive: true});
      continue;
    }
    const {files, left} = incomingFiles(folder, source.files);
    leave(source, left);
    for (const name of files) {
      const outcome = await takeFile(warehouse, home, source, join(folder, name), {...options, sight});
      if (outcome === "landed") result.landed++;
      else if (outcome === "seen") continue;
      else if ("load" in outcome) {
        result.duplicates++;
        result.overtaken.push(...(await overtaken(warehouse, `${source.id}/${name}`, outcome.load)));
      } else result.left.push({file: `${source.id}/${name}`, said: outcome});
    }
  }
  return result;
}

/** Bytes that came before, as this file. */
interface Duplicate {
  load: number;
}

/**
 * The same bytes change nothing, so rows that later files have changed stay as these say: whoever sends an old file
 * once more may expect otherwise, and is told. Rows are counted where each row of the file made one row of data.
 */
async function overtaken(warehouse: Database, name: string, load: number): Promise<string[]> {
  const [row] = await warehouse.rows<{file_name: string; day: string; brought: number; later: number}>(
    `select file_name, received_at::date::varchar as day,
         coalesce(accepted_count - unchanged_count, 0)::integer as brought,
         (select count(*) from ops.loads as later
          where later.source_id = loads.source_id and later.load_id > loads.load_id and later.status_code = 'staged')::integer as later
     from ops.loads as loads where load_id = $load::integer`,
    {load},
  );
  if (!row || row.later === 0) return [];
  const standing = contracts.map(
    ({entity}) => `(select count(*) from stage.${entity} where load_id = ${load})`,
  );
  const changed = row.brought - (await warehouse.value<number>(`select (${standing.join(" + ")})::integer`));
  if (changed <= 0) return [];
  return [
    `${name} is the same file as ${row.file_name} of ${row.day}; later files have changed ${changed} of its rows since, and these stand; to bring its rows back, save it anew with any change and send it`,
  ];
}

/** Lands one file, or says why it was left where it is. */
async function takeFile(
  warehouse: Database,
  home: Home,
  source: Source,
  path: string,
  options: {now: () => Date; onFile?: (name: string) => void; sight: Sight},
): Promise<"landed" | Duplicate | "seen" | Bilingual> {
  const name = basename(path);
  const keeps = source.folder !== null;
  try {
    const {size, mtimeMs} = statSync(path);
    if (options.sight.get(path) !== stamp({size, mtimeMs}))
      return {
        en: "it is still being written; the next run takes it",
        ru: "файл ещё пишется; его возьмёт следующая загрузка",
      };
    if (keeps && (await wasSeen(warehouse, source.id, path, size, mtimeMs))) return "seen";
    options.onFile?.(name);
    const file = {source: source.id, path, name, keeps, receivedAt: options.now()};
    const outcome = await landFile(warehouse, home, file);
    if (outcome === "changing")
      return {
        en: "it changed while it was read; the next run takes it",
        ru: "файл изменился во время чтения; его возьмёт следующая загрузка",
      };
    if (keeps)
      await warehouse.run("insert into ops.seen_files values ($source, $path, $size, $modified)", {
        source: source.id,
        path,
        size,
        modified: mtimeMs,
      });
    return outcome;
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return {en: "it vanished while it was read", ru: "файл исчез во время чтения"};
    if (code === "EACCES" || code === "EPERM" || code === "EIO")
      return {
        en: `it cannot be read (${code}); check the file's permissions and its disk`,
        ru: `файл не прочитать (${code}); проверьте права на файл и диск`,
      };
    throw error;
  }
}

/** Size and last change of every file in sight. */
type Sight = ReadonlyMap<string, string>;

/**
 * Waits until the youngest file is as old as the company wants, because a file that was just written may not be whole.
 * Returns what was seen before: what has another size or time afterwards, or was not there, is still being written.
 */
async function settle(company: Company, home: Home, sources: Source[]): Promise<Sight> {
  const sight = new Map<string, string>();
  const seconds = company.config.settle_seconds;
  let youngest = 0;
  for (const source of sources) {
    const folder = folderOf(company, home, source);
    if (!existsSync(folder)) continue;
    for (const name of incomingFiles(folder, source.files).files) {
      const path = join(folder, name);
      const stat = statSync(path, {throwIfNoEntry: false});
      if (!stat) continue;
      sight.set(path, stamp(stat));
      youngest = Math.max(youngest, stat.ctimeMs);
    }
  }
  // a clock that was set back must not make a run wait for it
  const wait = Math.min(youngest + seconds * 1000 - Date.now(), seconds * 1000);
  if (wait > 0) await new Promise((done) => setTimeout(done, wait));
  return sight;
}

const stamp = ({size, mtimeMs}: {size: number; mtimeMs: number}) => `${size} ${mtimeMs}`;

async function landFile(
  warehouse: Database,
  home: Home,
  file: {source: string; path: string; name: string; keeps: boolean; receivedAt: Date},
): Promise<"landed" | Duplicate | "changing"> {
  const before = statSync(file.path);
  const sha256 = await hashFile(file.path);
  const after = statSync(file.path);
  if (stamp(after) !== stamp(before)) return "changing";
  const {size} = after;
  const known = await warehouse.rows(
    "select load_id, status_code from ops.loads where source_id = $source and sha256 = $sha256",
    {
      source: file.source,
      sha256,
    },
  );
  const [earlier] = known;
  if (earlier) {
    if (!file.keeps) rmSync(file.path);
    if (earlier["status_code"] !== "failed") return {load: Number(earlier["load_id"])};
    // sent again after it could not be read: it is tried again
    await warehouse.run("update ops.loads set status_code = 'landed' where load_id = $load::integer", {
      load: earlier["load_id"]!,
    });
    return "landed";
  }
  const receipt: Receipt = {
    load_id: Number((await readState(warehouse, "last_load_id")) ?? 0) + 1,
    source_id: file.source,
    file_name: file.name,
    sha256,
    byte_count: size,
    received_at: file.receivedAt.toISOString(),
  };
  // the receipt comes first: a run killed at any later moment leaves the file in the inbox or in the archive, known
  writeFileSync(`${receiptPath(home, receipt)}.tmp`, `${JSON.stringify(receipt, null, 1)}\n`);
  renameSync(`${receiptPath(home, receipt)}.tmp`, receiptPath(home, receipt));
  const archived = archivePath(home, receipt);
  keepFile(file.path, archived, file.keeps);
  if (statSync(archived).size !== size) {
    // somebody went on writing into it while it was moved
    if (file.keeps) rmSync(archived);
    else renameSync(archived, file.path);
    rmSync(receiptPath(home, receipt));
    return "changing";
  }
  await journal(warehouse, receipt);
  return "landed";
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

/** Names under which archived files came, by source and hash. */
export function receivedNames(home: Home): ReadonlyMap<string, string> {
  const folder = join(home.archive, "receipts");
  if (!existsSync(folder)) return new Map();
  const receipts = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Receipt);
  return new Map(receipts.map((receipt) => [`${receipt.source_id} ${receipt.sha256}`, receipt.file_name]));
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
  // of a link the archive keeps the bytes, not the way to them
  if (!keeps && !lstatSync(from).isSymbolicLink()) {
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
