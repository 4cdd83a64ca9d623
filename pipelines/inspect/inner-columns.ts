import type {Database} from "../database.ts";
import {type InnerColumn, innerColumn, withInner} from "../sources/inner.ts";
import {identifier} from "../sources/sql.ts";

/** Objects whose keys are looked at; more different keys than this are ids rather than names. */
const lookedAt = 500;
const mostKeys = 60;
const deepest = 3;

/** Adds to the table of first rows the values inside its JSON objects, as columns named by their paths. */
export async function addInner(
  database: Database,
  table: string,
  columns: readonly string[],
): Promise<InnerColumn[]> {
  const found: InnerColumn[] = [];
  for (const column of columns) {
    const cell = identifier(column);
    const rows = await database.rows<{cell: string}>(
      `select ${cell} as cell from ${table} where starts_with(trim(${cell}), '{') limit ${lookedAt}`,
    );
    const paths = new Set(rows.flatMap((row) => pathsOf(parsed(row.cell), deepest)));
    if (paths.size > mostKeys) continue;
    const folded = new Set(columns.map((name) => name.toLowerCase()));
    for (const path of paths) {
      const inner = innerColumn(`${column}.${path}`, columns);
      if (inner?.column === column && !folded.has(inner.name.toLowerCase())) found.push(inner);
    }
  }
  if (found.length > 0)
    await database.run(`create or replace table ${table} as from ${withInner(table, found)}`);
  return found;
}

function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return null;
  }
}

/** Paths to the values of an object that are no objects themselves; keys that no path can be written with are left out. */
function pathsOf(value: unknown, depth: number): string[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (!/^[^\s."\\](?:[^."\\]*[^\s."\\])?$/u.test(key)) return [];
    const paths = depth > 1 ? pathsOf(inner, depth - 1) : [];
    return paths.length > 0 ? paths.map((path) => `${key}.${path}`) : [key];
  });
}
