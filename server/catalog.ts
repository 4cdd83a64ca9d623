import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import * as z from "zod";
import {roles, units} from "../queries/vocabulary.ts";

const report = z.object({
  name: z.string(),
  doc: z.string(),
  page: z.string(),
  grain: z.array(z.string()),
  roles: z.array(z.enum(roles)).min(1),
  params: z.array(z.object({name: z.string(), type: z.string(), doc: z.string()})),
  columns: z.array(z.object({name: z.string(), type: z.string(), unit: z.enum(units), doc: z.string()})),
  drill: z.string().nullish(),
  team: z.string().nullish(),
  rows: z.number().int().positive().nullish(),
  months: z.number().int().positive().nullish(),
  /** The tables it reads that are kept by years. */
  parted: z.array(z.string()).default([]),
  sql: z.string(),
});
export type CatalogEntry = z.input<typeof report>;

/** A named report: what may be asked, by whom, and the SQL that answers. */
export type Report = z.infer<typeof report> & {
  /** Changes with the query, so that a cached answer of the old one is not taken for the new one's. */
  hash: string;
};

export type Catalog = ReadonlyMap<string, Report>;

export function createCatalog(entries: unknown[]): Catalog {
  const reports = z.array(report).parse(entries);
  return new Map(
    reports.map((entry) => {
      const hash = createHash("sha256").update(JSON.stringify(entry)).digest("base64url").slice(0, 12);
      return [entry.name, {...entry, hash}];
    }),
  );
}

const file = z.looseObject({
  layer: z.string(),
  name: z.string(),
  path: z.string(),
  stored: z.string(),
  dependencies: z.array(z.string()),
});

const queries = join(import.meta.dirname, "../queries");

/** The reports of the catalogue that typegen writes, with their SQL. */
export function readCatalog(directory = queries): Catalog {
  const text = readFileSync(join(directory, "generated/catalog.json"), "utf8");
  const files = z.array(file).parse(JSON.parse(text));
  const byYears = new Set(files.filter(({stored}) => stored === "part").map(({name}) => name));
  const reports = files.filter(({layer}) => layer === "reports");
  return createCatalog(
    reports.map((report) => ({
      ...report,
      parted: report.dependencies.filter((name) => byYears.has(name)),
      sql: readSql(join(directory, report.path)),
    })),
  );
}

/** The statement under the header. */
function readSql(path: string): string {
  const header = /^(?:--[^\n]*\n)+/;
  return readFileSync(path, "utf8").replaceAll("\r", "").replace(header, "").trim().replace(/;$/, "");
}
