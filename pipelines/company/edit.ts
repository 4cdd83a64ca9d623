import {createHash} from "node:crypto";
import {cpSync, existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import type {Changes} from "../changes.ts";
import type {Authorship, CompanyRecord} from "../corrections.ts";
import {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import {replaceFile} from "../files.ts";
import {withScratch} from "../scratch.ts";
import {requireSyntax} from "../sources/syntax.ts";
import {type Home, readCompany} from "./company.ts";
import {withSpelling} from "./dictionary-edit.ts";
import {withSettings} from "./settings-edit.ts";

/** A file of the company folder as it is and as it is to be, with the records of what changed in it. */
export interface CompanyEdit {
  /** Path below the company folder. */
  file: string;
  before: string;
  after: string;
  records: (Authorship & Pick<CompanyRecord, "kind" | "before_text" | "after_text">)[];
}

/** New texts of the files that spellings and settings change; nothing is written. */
export function editCompany(directory: string, changes: Changes, sign: () => Authorship): CompanyEdit[] {
  const edits = new Map<string, CompanyEdit>();
  const edit = (
    file: string,
    change: (text: string, path: string) => string,
    record: CompanyEdit["records"][0],
  ) => {
    const path = join(directory, file);
    if (!existsSync(path))
      throw new PipelineError("bad_usage", {
        en: `${path}: there is no such file; add it or correct the name`,
        ru: `${path}: такого файла нет; добавьте его или исправьте имя`,
      });
    const before = edits.get(file)?.before ?? readFileSync(path, "utf8");
    const known = edits.get(file) ?? {file, before, after: before, records: []};
    const after = change(known.after, path);
    edits.set(file, {...known, after, records: [...known.records, record]});
  };
  for (const {dictionary, ...entry} of changes.dictionary) {
    if (dictionary === "stages")
      throw new PipelineError("bad_usage", {
        en: "stages.csv gives stages their meaning, not spellings; edit it by hand",
        ru: "stages.csv: там значения стадий, а не написания; правьте его вручную",
      });
    edit(join("dictionaries", `${dictionary}.csv`), (text, path) => withSpelling(text, entry, path), {
      ...sign(),
      kind: "dictionary",
      before_text: null,
      after_text: `${entry.spelling}: ${entry.code}`,
    });
  }
  for (const {source, set} of changes.settings)
    edit("sources.yaml", (text, path) => withSettings(text, source, set, path), {
      ...sign(),
      kind: "settings",
      before_text: null,
      after_text: `${source}: ${JSON.stringify(set)}`,
    });
  return [...edits.values()].filter(({before, after}) => before !== after);
}

/** Reads the company as it would be; throws what `estafeta config` would say of it. */
export async function checkCompany(home: Home, edits: readonly CompanyEdit[]): Promise<void> {
  await withScratch(home, async (folder) => {
    const company = readCompany({...home, company: copyCompany(home, edits, folder)});
    const database = await Database.open(":memory:", {threads: "1"});
    await requireSyntax(database, company).finally(() => database.close());
  });
}

/** The company folder with its edits, in another place. */
export function copyCompany(home: Home, edits: readonly CompanyEdit[], folder: string): string {
  const copy = join(folder, "company");
  cpSync(home.company, copy, {recursive: true});
  for (const {file, after} of edits) writeFileSync(join(copy, file), after);
  return copy;
}

/** Replaces the files, each after a copy of what it was; a file that changed meanwhile stops it. */
export function writeCompany(home: Home, edits: readonly CompanyEdit[]): CompanyRecord[] {
  return edits.flatMap(({file, before, after, records}) => {
    const path = join(home.company, file);
    if (readFileSync(path, "utf8") !== before)
      throw new PipelineError("busy", {
        en: `${path}: the file changed meanwhile; try again`,
        ru: `${path}: файл тем временем изменился; попробуйте ещё раз`,
      });
    const kept = keep(home, file, before, records[0]!.at);
    replace(path, after);
    return records.map((record) => ({...record, file, kept, left: hashOf(after)}));
  });
}

/** Puts a file back as it was before a fix, unless it changed since. */
export function takeBack(home: Home, record: CompanyRecord, now: Date): void {
  const path = join(home.company, record.file);
  const text = readFileSync(path, "utf8");
  const kept = join(home.history, record.kept);
  if (hashOf(text) !== record.left)
    throw new PipelineError("bad_usage", {
      en: `company/${record.file}: the file was changed after this fix; edit it by hand, var/history/${record.kept} is how it was`,
      ru: `company/${record.file}: после этой правки файл меняли; поправьте его вручную, прежний лежит в var/history/${record.kept}`,
    });
  keep(home, record.file, text, now.toISOString());
  replace(path, readFileSync(kept, "utf8"));
}

/** Name of the copy in var/history. */
function keep(home: Home, file: string, text: string, at: string): string {
  mkdirSync(home.history, {recursive: true});
  const stamp = at.replace(/[-:.]/g, "");
  let name = `${basename(file)}.${stamp}`;
  for (let times = 2; existsSync(join(home.history, name)); times++)
    name = `${basename(file)}.${stamp}-${times}`;
  writeFileSync(join(home.history, name), text);
  return name;
}

function replace(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (cause) {
    throw new PipelineError(
      "bad_config",
      {
        en: `${path}: the file cannot be replaced (${(cause as NodeJS.ErrnoException).code}); let the program write into the company folder`,
        ru: `${path}: файл не заменить (${(cause as NodeJS.ErrnoException).code}); разрешите программе писать в папку компании`,
      },
      {cause},
    );
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
