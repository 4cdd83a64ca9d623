import {readFileSync} from "node:fs";
import {join} from "node:path";
import * as z from "zod";
import {units} from "../queries/vocabulary.ts";

const table = z.object({
  name: z.string(),
  layer: z.enum(["marts", "rollups"]),
  doc: z.string(),
  grain: z.array(z.string()),
  columns: z.array(z.object({name: z.string(), type: z.string(), unit: z.enum(units), doc: z.string()})),
  /** Columns whose values stand for others in the analysts' file. */
  personal: z.array(z.string()),
});

/** A published table as its header describes it. */
export type PublishedTable = z.infer<typeof table>;

const entry = z.looseObject({layer: z.string(), audiences: z.array(z.string())});

/** The tables that the analysts' file holds, by name. */
export function readAnalystTables(directory = join(import.meta.dirname, "../queries")): PublishedTable[] {
  const text = readFileSync(join(directory, "generated/catalog.json"), "utf8");
  const published = z
    .array(entry)
    .parse(JSON.parse(text))
    .filter(({layer}) => layer === "marts" || layer === "rollups")
    // a table that names audiences is written for those alone
    .filter(({audiences}) => audiences.length === 0 || audiences.includes("analyst"));
  return z
    .array(table)
    .parse(published)
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
