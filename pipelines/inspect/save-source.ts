import {copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync} from "node:fs";
import {basename, extname, join} from "node:path";
import {type Document, isMap, parseDocument} from "yaml";
import {type Home, readCompany} from "../company/company.ts";
import {describeIssue} from "../company/yaml.ts";
import {Database} from "../database.ts";
import {PipelineError} from "../errors.ts";
import {replaceFile} from "../files.ts";
import {type Source, type SourceConfig, sourceNameSchema} from "../sources/mapping.ts";
import {resolveSource} from "../sources/resolve.ts";
import {requireSyntax} from "../sources/syntax.ts";
import {withSource} from "./put-source.ts";

export interface Saved {
  path: string;
  /** Files that were moved into the source's inbox. */
  moved: number;
}

/** Puts a source into sources.yaml after it has been checked as a run would check it; nothing is half written. */
export async function saveSource(
  home: Home,
  name: string,
  settings: SourceConfig,
  options: {files: string[]; replace: boolean},
): Promise<Saved> {
  requireSourceName(name);
  const path = join(home.company, "sources.yaml");
  const company = readCompany(home);
  const text = readFileSync(path, "utf8");
  const document = parseDocument(text);
  const whole = {...settled(document, name), ...settings};
  const source = resolveSource(name, whole, {
    timezone: company.config.timezone,
    dictionaries: company.dictionaries,
    at: (...path) => `source ${path.slice(1).join(".")}`,
  });
  const database = await Database.open(":memory:", {threads: "1"});
  await requireSyntax(database, {...company, sources: [source]}).finally(() => database.close());

  if (document.hasIn(["sources", name]) && !options.replace)
    throw new PipelineError("bad_config", {
      en: `source ${name}: sources.yaml has a source of this name; choose another name or replace it with --replace`,
      ru: `источник ${name}: такой уже есть в sources.yaml; выберите другое имя или замените его`,
    });
  if (options.files.length > 0) requireInbox(source, options.files[0]!);
  const former = join(home.home, "var", `sources.yaml.${new Date().toISOString().replace(/[:.]/g, "-")}.bak`);
  mkdirSync(join(home.home, "var"), {recursive: true});
  copyFileSync(path, former);
  replaceFile(path, withSource(text, name, whole));
  for (const file of options.files) moveToInbox(home, name, file);
  return {path, moved: options.files.length};
}

/** Moves exports into the inbox of a source that is set up already. */
export function addFiles(home: Home, name: string, files: readonly string[]): void {
  const source = readCompany(home).sources.find(({id}) => id === name);
  if (!source)
    throw new PipelineError("bad_usage", {
      en: `source ${name}: sources.yaml has no such source; set it up with \`source save\``,
      ru: `источник ${name}: такого нет в sources.yaml; сначала настройте его`,
    });
  requireInbox(source, files[0]!);
  for (const file of files) moveToInbox(home, name, file);
}

function requireInbox({id, folder}: Source, file: string): void {
  if (folder === null) return;
  throw new PipelineError("bad_usage", {
    en: `source ${id}: it reads the folder ${folder}; put ${basename(file)} there instead`,
    ru: `источник ${id}: он читает папку ${folder}; положите ${basename(file)} туда`,
  });
}

function requireSourceName(name: string): void {
  const {error} = sourceNameSchema.safeParse(name);
  if (!error) return;
  const issue = error.issues[0]!;
  throw new PipelineError("bad_usage", {
    en: `source ${name}: ${issue.message}`,
    ru: `источник ${name}: ${describeIssue(issue).ru}`,
  });
}

/** What a source says beside how its files are read: a new mapping leaves it as it was. */
const beside = ["title", "system", "folder", "schedule", "late_after_hours", "contract", "contract_from"];

function settled(document: Document, name: string): Partial<SourceConfig> {
  const former = document.getIn(["sources", name]);
  if (!isMap(former)) return {};
  return Object.fromEntries(Object.entries(former.toJSON()).filter(([key]) => beside.includes(key)));
}

/** Keeps the file's name; a file of this name that still waits there is not overwritten. */
function moveToInbox(home: Home, source: string, file: string): void {
  const folder = join(home.inbox, source);
  mkdirSync(folder, {recursive: true});
  const extension = extname(file);
  const stem = basename(file, extension);
  let target = join(folder, basename(file));
  for (let number = 2; existsSync(target); number++) target = join(folder, `${stem}-${number}${extension}`);
  try {
    renameSync(file, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    copyFileSync(file, `${target}.part`);
    renameSync(`${target}.part`, target);
    rmSync(file);
  }
}
