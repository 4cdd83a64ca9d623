import type {EntityMapping, FieldMapping} from "./mapping.ts";
import {identifier} from "./sql.ts";

type Column = readonly [name: string, sql: string];

/**
 * SQL of the rows taken, with those derived columns that the fields or another of them read. `where` may only name raw
 * columns.
 */
export function derived(
  relation: string,
  mapping: EntityMapping,
  fields: Record<string, FieldMapping>,
  where: string,
): string {
  const columns = Object.entries(mapping.derive ?? {});
  if (columns.length === 0) return `${relation}${where}`;
  return inLayers(neededOf(columns, mapping, fields)).reduce(
    (rows, layer) =>
      `(select *, ${layer.map(([name, sql]) => `${sql} as ${identifier(name)}`).join(", ")} from ${rows})`,
    `(select * from ${relation}${where})`,
  );
}

const reads = (sql: string, name: string) => new RegExp(`\\b${name}\\b`).test(sql);

function neededOf(columns: Column[], mapping: EntityMapping, fields: Record<string, FieldMapping>): Column[] {
  let read = [
    mapping.one_per,
    mapping.prefer,
    ...Object.values(fields).flatMap(({sql, column, columns: several}) => [sql, column, ...(several ?? [])]),
  ].join(" ");
  const needed = columns.toReversed().filter(([name, sql]) => {
    const isRead = reads(read, name);
    if (isRead) read += ` ${sql}`;
    return isRead;
  });
  return needed.reverse();
}

/** Each layer only reads the ones before it; windows wait for one another, for to sort the rows is what costs. */
function inLayers(columns: Column[]): Column[][] {
  const layers: Column[][] = [];
  let left = columns;
  while (left.length > 0) {
    const ready = left.filter(
      ([, sql], index) => !left.some(([name], other) => other < index && reads(sql, name)),
    );
    const plain = ready.filter(([, sql]) => !/\bover\s*\(/.test(sql));
    const layer = plain.length > 0 ? plain : ready;
    layers.push(layer);
    left = left.filter((column) => !layer.includes(column));
  }
  return layers;
}
