import type {EntityMapping, Source} from "../sources/mapping.ts";
import {namedColumns, piecesOf} from "../sources/syntax.ts";
import type {InspectContext} from "./context.ts";

/** Columns that go nowhere: no field, key or condition reads them. */
export async function unusedColumns(
  {database, sample, columns}: InspectContext,
  source: Source | null,
): Promise<string[]> {
  const entities = Object.values(source?.entities ?? {});
  const references = new Set(entities.flatMap(referencesOf));
  const named = await namedColumns(database, entities.flatMap(piecesOf));
  const words = new Set([...named].map((name) => name.toLowerCase()));
  const melted = (name: string, index: number) =>
    entities.some(({unpivot}) => {
      if (unpivot?.after !== undefined) return index > sample.columns.indexOf(String(unpivot.after));
      return unpivot?.except !== undefined && !unpivot.except.includes(name);
    });
  // an object is told of by what is in it
  const opened = columns.filter(
    ({name, shape}) => shape === "json" && sample.inner.some((one) => one.startsWith(`${name}.`)),
  );
  return sample.columns.filter(
    (name, index) =>
      !opened.some((column) => column.name === name) &&
      !references.has(name) &&
      !references.has(index + 1) &&
      !words.has(name.toLowerCase()) &&
      !melted(name, index),
  );
}

/** Columns that a mapping names outside of its SQL. */
function referencesOf({fields, counts, each, unpivot}: EntityMapping): (string | number)[] {
  return [
    ...Object.values(fields).flatMap(({column, columns = []}) => [column, ...columns]),
    ...Object.keys(counts ?? {}),
    each?.column,
    ...[unpivot?.after, ...(unpivot?.columns ?? []), ...(unpivot?.except ?? [])],
  ].flatMap((name) => (name === undefined ? [] : [typeof name === "string" ? name.trim() : name]));
}
