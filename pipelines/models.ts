import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative, sep} from "node:path";
import {fileURLToPath} from "node:url";
import {type Layer, parseSqlFile, type SqlFile} from "./header.ts";

/** A SQL file with what it reads. */
export interface Model extends SqlFile {
  /** Other models, in alphabetical order. */
  dependencies: string[];
  /** `stage.<entity>` and `company.<table>` the statement reads. */
  sources: string[];
  /**
   * Months that a run makes: the whole table; those that loads touched; from the earliest of them on, because it looks back
   * in time; or from the first month in which anything it reads has changed.
   */
  rebuilt: "whole" | "touched" | "forward" | "changed";
}

export const queriesDirectory = join(dirname(fileURLToPath(import.meta.url)), "..", "queries");

const modelLayers: readonly Layer[] = ["staging", "intermediate", "marts", "rollups"];

/** Every table the build makes, each after what it reads. */
export function readModels(directory = queriesDirectory): Model[] {
  return inOrder(readLayers(directory, modelLayers));
}

/** Every named report, by name. */
export function readReports(directory = queriesDirectory): Model[] {
  const models = readLayers(directory, [...modelLayers, "reports"]);
  return models.filter((model) => model.layer === "reports");
}

/** Every check of its own file, by name. */
export function readChecks(directory = queriesDirectory): Model[] {
  return readLayers(directory, [...modelLayers, "checks"]).filter((model) => model.layer === "checks");
}

/** Macros of the company's zone; run before any model and in every snapshot. */
export function readMacros(timezone: string, directory = queriesDirectory): string {
  return readFileSync(join(directory, "macros.sql"), "utf8").replaceAll(
    "{{timezone}}",
    timezone.replaceAll("'", "''"),
  );
}

/** The empty tables of schema `company`. */
export function readCompanyTables(directory = queriesDirectory): string {
  return readFileSync(join(directory, "company.sql"), "utf8");
}

/** The empty tables of a health file, which the data-health reports read. */
export function readHealthTables(directory = queriesDirectory): string {
  return readFileSync(join(directory, "health.sql"), "utf8");
}

/** The program's own files by layers; a run asks for them several times, and they stay as they are while it works. */
const own = new Map<string, Model[]>();

function readLayers(directory: string, wanted: readonly Layer[]): Model[] {
  if (directory !== queriesDirectory) return parseLayers(directory, wanted);
  const key = wanted.join(" ");
  const known = own.get(key) ?? parseLayers(directory, wanted);
  own.set(key, known);
  return known;
}

function parseLayers(directory: string, wanted: readonly Layer[]): Model[] {
  const files = wanted
    .flatMap((layer) => sqlFiles(directory, layer))
    .map((path) => {
      return parseSqlFile(readFileSync(join(directory, path), "utf8"), path);
    });
  const seen = new Set<string>();
  for (const file of files) {
    if (seen.has(file.name))
      throw new Error(`queries/${file.path}: there are two files named ${file.name}; rename one`);
    seen.add(file.name);
  }
  // only what the build makes can be read; a report may share its name with a table of the health file
  const names = new Set(files.filter((file) => modelLayers.includes(file.layer)).map((file) => file.name));
  return files.map((file) => ({...file, ...readsOf(file, names)})).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sqlFiles(directory: string, layer: Layer): string[] {
  const found = readdirSync(join(directory, layer), {recursive: true, encoding: "utf8"});
  return found
    .filter((name) => name.endsWith(".sql"))
    .map((name) =>
      relative(directory, join(directory, layer, name))
        .split(sep)
        .join("/"),
    )
    .sort();
}

function readsOf(file: SqlFile, names: ReadonlySet<string>) {
  const code = withoutComments(file.sql);
  const read = new Set(
    [...code.matchAll(/\b(?:from|join)\s+([a-z_][a-z0-9_.]*)/gi)].map((match) => match[1]!.toLowerCase()),
  );
  for (const [, name] of code.matchAll(
    /\b([a-z_][a-z0-9_]*)\s+as\s+(?:materialized\s+|not\s+materialized\s+)?\(/gi,
  ))
    if (names.has(name!) && name !== file.name)
      throw new Error(`queries/${file.path}: the step ${name} hides the model of that name; rename the step`);
  const dependencies = [...read].filter((name) => names.has(name)).sort();
  if (dependencies.includes(file.name)) throw new Error(`queries/${file.path}: reads itself`);
  const sources = [...read].filter((name) => name.startsWith("stage.") || name.startsWith("company.")).sort();
  const rebuilt = rebuiltOf(file, read, code);
  if (rebuilt === "changed" && sources.length > 0)
    throw new Error(
      `queries/${file.path}: asks for changed_from(), so read tables, not ${sources.join(", ")}`,
    );
  return {dependencies, sources, rebuilt};
}

function rebuiltOf(file: SqlFile, read: ReadonlySet<string>, code: string): Model["rebuilt"] {
  const asks = /\bchanged_from\(\)/i.test(code);
  if (asks && (file.partition === null || file.stored === "part"))
    throw new Error(`queries/${file.path}: asks for changed_from(); say its partition, and store it in main`);
  if (file.ahead !== null && !asks)
    throw new Error(`queries/${file.path}: says ahead; only a table that asks for changed_from() may`);
  if (file.partition === null) return "whole";
  if (asks) return "changed";
  return read.has("touched_months_forward") ? "forward" : "touched";
}

/** SQL without comments and string literals, so that words in them are not taken for tables. */
export function withoutComments(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, " ");
}

/** Each after what it reads; those stored alike stand together as far as that allows, for they are written at once. */
function inOrder(models: Model[]): Model[] {
  const ordered: Model[] = [];
  const done = new Set<string>();
  let waiting = models;
  const take = (ready: Model[]) => {
    for (const model of ready) {
      ordered.push(model);
      done.add(model.name);
    }
    waiting = waiting.filter((model) => !done.has(model.name));
  };
  while (waiting.length > 0) {
    const ready = waiting.filter((model) => model.dependencies.every((name) => done.has(name)));
    if (ready.length === 0)
      throw new Error(`models read each other in a circle: ${waiting.map((model) => model.name).join(", ")}`);
    const alike = ready.filter((model) => model.stored === ordered.at(-1)?.stored);
    take(alike.length > 0 ? alike : ready.filter((model) => model.stored === ready[0]!.stored));
  }
  return ordered;
}
