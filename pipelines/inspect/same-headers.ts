import type {Home} from "../company/company.ts";
import {PipelineError} from "../errors.ts";
import {askHealth} from "../health-file.ts";

/** Headers by source, as its last file had them; empty before the first run. */
export type KnownHeaders = ReadonlyMap<string, ReadonlySet<string>>;

/** From this share of common headers on, of all that either has, a file is one more of a source. */
const alike = 0.8;

export async function knownHeaders(home: Home): Promise<KnownHeaders> {
  const rows = await askHealth(home, "inspect", (health) =>
    health.rows<{source_id: string; column_name: string}>(
      "select source_id, column_name from source_columns order by source_id",
    ),
  ).catch((error: unknown) => {
    if (error instanceof PipelineError && error.code === "not_found") return [];
    throw error;
  });
  return new Map(
    [...Map.groupBy(rows, (row) => row.source_id)].map(([source, own]) => [
      source,
      new Set(own.map(({column_name}) => column_name)),
    ]),
  );
}

/** Sources whose last file had the same headers, or nearly so; the most alike first. */
export function sourcesOf(columns: readonly string[], known: KnownHeaders): string[] {
  return [...known]
    .map(([source, headers]) => {
      const common = columns.filter((name) => headers.has(name)).length;
      return {source, share: common / (columns.length + headers.size - common)};
    })
    .filter(({share}) => columns.length > 1 && share >= alike)
    .toSorted((left, right) => right.share - left.share)
    .map(({source}) => source);
}
