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
  const database = await Database.open(join(home.snapshots, file), {access_mode: "READ_ONLY", threads: "1"});
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

/** Every table published for an audience, by default those of pay included, as its rows in order, each as one JSON text. */
export async function publishedTables(
  home: Home,
  audience: "payroll" | "analyst" = "payroll",
): Promise<Record<string, string[]>> {
  const database = await openPublished(home, undefined, audience);
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

/** Where two sets of tables differ, in a few lines; nothing when they are the same, row for row. */
export function differences(actual: Record<string, string[]>, expected: Record<string, string[]>): string[] {
  const names = [...new Set([...Object.keys(actual), ...Object.keys(expected)])].sort();
  return names.flatMap((name) => {
    const missing = without(expected[name] ?? [], actual[name] ?? []);
    const extra = without(actual[name] ?? [], expected[name] ?? []);
    const some = (rows: string[], sign: string) => rows.slice(0, 3).map((row) => `  ${sign} ${row}`);
    if (missing.length + extra.length === 0)
      return name in actual && name in expected ? [] : [`${name}: on one side only`];
    return [
      `${name}: ${missing.length} rows missing, ${extra.length} too many`,
      ...some(missing, "-"),
      ...some(extra, "+"),
    ];
  });
}

/** Rows of `left` that `right` lacks, each as often as it does. */
function without(left: string[], right: string[]): string[] {
  const counts = new Map<string, number>();
  for (const row of right) counts.set(row, (counts.get(row) ?? 0) + 1);
  return left.filter((row) => {
    const count = counts.get(row) ?? 0;
    if (count > 0) counts.set(row, count - 1);
    return count === 0;
  });
}
