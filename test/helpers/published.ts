import {join} from "node:path";
import type {Home} from "../../pipelines/company/company.ts";
import {Database} from "../../pipelines/database.ts";
import type {Manifest} from "../../pipelines/publish.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";

/** Opens what readers see, the way they do: the main file read-only, then each year's file beside it. */
export async function openPublished(
  home: Home,
  manifest: Manifest | null = currentSnapshot(home),
  audience: "management" | "payroll" | "analyst" = "management",
): Promise<Database> {
  if (!manifest) throw new Error("nothing has been published");
  const {file, attach} = manifest.audiences[audience];
  const database = await Database.open(join(home.snapshots, file), {access_mode: "READ_ONLY"});
  for (const part of attach)
    await database.run(`attach '${join(home.snapshots, part.file)}' as ${part.name} (read_only)`);
  return database;
}

/** Rows of one query against the current snapshot. */
export async function queryPublished<Row = Record<string, unknown>>(home: Home, sql: string): Promise<Row[]> {
  const database = await openPublished(home);
  try {
    return await database.rows<Row>(sql);
  } finally {
    database.close();
  }
}

/** Every published table as its rows in order, each as one JSON text. */
export async function publishedTables(home: Home): Promise<Record<string, string[]>> {
  const database = await openPublished(home);
  try {
    const names = await database.rows<{table_name: string}>(
      "select table_name from information_schema.tables where table_catalog = current_catalog() and table_schema = 'main' order by table_name",
    );
    const tables: Record<string, string[]> = {};
    for (const {table_name} of names) {
      const rows = await database.rows<{row: string}>(
        `select to_json(t)::varchar as row from ${table_name} as t order by row`,
      );
      tables[table_name] = rows.map(({row}) => row);
    }
    return tables;
  } finally {
    database.close();
  }
}
