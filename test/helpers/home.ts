import {existsSync, linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import {onTestFinished} from "vitest";
import {type Home, homeAt} from "../../pipelines/company/company.ts";

export interface CompanyFiles {
  /** Text of sources.yaml. */
  sources?: string;
  /** Lines that follow the usual ones in company.yaml. */
  company?: string;
  timezone?: string;
  keepSnapshots?: number;
  norms?: string;
  /** Files of company/dictionaries by name without `.csv`. */
  dictionaries?: Record<string, string>;
  /** Files below var/inbox, by `<source>/<name>`. */
  inbox?: Record<string, string | Uint8Array>;
}

/** A folder that goes away after the test. */
export function temporaryFolder(finished: (clean: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "estafeta-"));
  finished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** A company home with the given configuration and files; goes away after the test. */
export function makeHome(files: CompanyFiles = {}, folder = temporaryFolder()): Home {
  const home = homeAt(folder);
  const zone = files.timezone ?? "Europe/Moscow";
  write(
    join(home.company, "company.yaml"),
    `name: Test\ntimezone: ${zone}\nlocale: ru-RU\ncurrency: RUB\ncountry: RU\nkeep_snapshots: ${files.keepSnapshots ?? 3}\n${files.company ?? ""}\nsettle_seconds: 0\n`,
  );
  write(join(home.company, "norms.yaml"), files.norms ?? "norms: []\n");
  write(join(home.company, "sources.yaml"), files.sources ?? "sources: {}\n");
  for (const [name, text] of Object.entries(files.dictionaries ?? {}))
    write(join(home.company, "dictionaries", `${name}.csv`), text);
  for (const [path, content] of Object.entries(files.inbox ?? {})) write(join(home.inbox, path), content);
  // clients without a number have the same ids in every home, so that homes can be compared
  write(join(home.home, "var/pseudonyms.secret"), "salt\n");
  lendShape(home.snapshots);
  return home;
}

/** Puts the empty tables where a run looks for them; a run with other models or another zone makes its own. */
function lendShape(snapshots: string): void {
  const shape = process.env["ESTAFETA_TEST_SHAPE"];
  if (!shape || existsSync(join(snapshots, basename(shape)))) return;
  mkdirSync(snapshots, {recursive: true});
  linkSync(shape, join(snapshots, basename(shape)));
}

/** Puts a file into a source's inbox. */
export function put(home: Home, path: string, content: string | Uint8Array): string {
  return write(join(home.inbox, path), content);
}

export function write(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, content);
  return path;
}
