import {existsSync, rmSync} from "node:fs";
import {basename, join} from "node:path";
import type {Home} from "./company/company.ts";
import type {Database} from "./database.ts";
import {literal} from "./sources/sql.ts";

/** One calendar year of the event-grained tables, in a file that snapshots share. */
export interface Part {
  year: number;
  /** Attached as this catalog. */
  name: string;
  path: string;
  /** True while this run writes it. */
  fresh: boolean;
  /** Catalog of the year's former file, when this run writes the year anew. */
  former: string | null;
}

/** Attaches every year: those in `years` as new files to be written, the others as they were published. */
export async function attachParts(
  warehouse: Database,
  home: Home,
  years: ReadonlySet<number>,
  run: string,
): Promise<Part[]> {
  await detachParts(warehouse);
  const known = await warehouse.rows<{year: number; file: string}>(
    "select year, file from ops.parts order by year",
  );
  const files = new Map(known.map((part) => [part.year, join(home.parts, part.file)]));
  const parts: Part[] = [];
  for (const year of [...new Set([...files.keys(), ...years])].sort((left, right) => left - right)) {
    const published = files.get(year);
    const name = `part_${year}`;
    if (published && !years.has(year)) {
      await warehouse.run(`attach ${literal(published)} as ${name} (read_only)`);
      parts.push({year, name, path: published, fresh: false, former: null});
      continue;
    }
    const former = published && existsSync(published) ? `former_${year}` : null;
    if (former) await warehouse.run(`attach ${literal(published!)} as ${former} (read_only)`);
    const path = join(home.build, `${year}-${run}.duckdb`);
    rmSync(path, {force: true});
    await warehouse.run(`attach ${literal(path)} as ${name}`);
    parts.push({year, name, path, fresh: true, former});
  }
  return parts;
}

export async function detachParts(warehouse: Database): Promise<void> {
  const attached = await warehouse.rows<{database_name: string}>(
    "select database_name from duckdb_databases() where database_name like 'part\\_%' escape '\\' or database_name like 'former\\_%' escape '\\'",
  );
  for (const {database_name} of attached) await warehouse.run(`detach ${database_name}`);
}

/** The union of a table over all years, under the table's own name. */
export function unionView(
  table: string,
  columns: readonly string[],
  parts: readonly {name: string}[],
): string {
  const select = columns.join(", ");
  return parts.map((part) => `select ${select} from ${part.name}.${table}`).join(" union all ");
}

export const partFile = (part: Part) => basename(part.path);
