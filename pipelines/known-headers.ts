import type {Database} from "./database.ts";
import type {Source} from "./sources/mapping.ts";
import type {Load} from "./stage.ts";

/** The headers of the source's last file that was loaded before this one; none when there was none. */
export async function lastHeaders(
  warehouse: Database,
  source: Pick<Source, "id">,
  load: Pick<Load, "load_id">,
): Promise<string[]> {
  const rows = await warehouse.rows<{column_name: string}>(
    `select column_name from ops.load_columns
     where load_id = (
         select max(columns.load_id) from ops.load_columns as columns
         inner join ops.loads as loads on loads.load_id = columns.load_id
         where loads.source_id = $source and loads.load_id < $load::integer
     )`,
    {source: source.id, load: load.load_id},
  );
  return rows.map(({column_name}) => column_name);
}

/** Headers that a source is known by. */
export interface KnownHeaders {
  names: string[];
  /** True when a file had them; else they are columns that the mapping names. */
  isLoaded: boolean;
}

/** Those of the last file, or else the columns that the mapping names. */
export async function knownHeaders(warehouse: Database, source: Source, load: Load): Promise<KnownHeaders> {
  const names = await lastHeaders(warehouse, source, load);
  if (names.length > 0) return {names, isLoaded: true};
  const fields = Object.values(source.entities).flatMap((entity) => Object.values(entity.fields));
  const columns = fields.flatMap(({column}) => (typeof column === "string" ? [column] : []));
  return {names: [...new Set(columns)], isLoaded: false};
}

/** How much two lists of headers have in common, of all that either has. */
export function commonShare(left: readonly string[], right: readonly string[]): number {
  const [one, other] = [new Set(left), new Set(right)];
  const common = [...one].filter((name) => other.has(name)).length;
  return one.size + other.size === 0 ? 0 : common / (one.size + other.size - common);
}
