import type {EntityMapping, FieldMapping} from "./mapping.ts";
import {identifier} from "./sql.ts";

export type DerivedColumn = readonly [name: string, sql: string];

interface DeriveOptions {
  /** Condition of the rows taken; it may only name raw columns. */
  where?: string;
  /** A window computed beside the last of the others, so that those of one order share their sorting. */
  last?: DerivedColumn;
  alone?: EntityMapping["alone"];
}

/** SQL of the rows taken, with these derived columns. */
export function derived(
  relation: string,
  columns: readonly DerivedColumn[],
  {where = "", last, alone}: DeriveOptions = {},
): string {
  const isOfGroup = ([name]: DerivedColumn) => alone !== undefined && name in alone.columns;
  const layers = inLayers(columns, isOfGroup);
  const found = layers.findIndex((layer) => layer.some((column) => isWindow(column) && isOfGroup(column)));
  const first = found < 0 && last ? layers.length : found;
  if (last) {
    const final = layers.at(-1);
    if (final?.some(isWindow) && !final.some(([name]) => reads(last[1], name))) final.push(last);
    else layers.push([last]);
  }
  if (layers.length === 0) return `${relation}${where}`;
  const taken = `(select * from ${relation}${where})`;
  if (!alone || first < 0) return layers.reduce(withLayer, taken);
  const rows = layers.slice(0, first).reduce(withLayer, taken);
  // what is gathered over a whole group comes with the counting of its rows; a window would sort them for it
  const [next = [], ...later] = layers.slice(first);
  const whole = ` over (partition by ${alone.group})`;
  const gathered = next.filter(([, sql]) => sql.endsWith(whole));
  const over = [next.filter((column) => !gathered.includes(column)), ...later];
  const aggregates = gathered.map(([name, sql]) => `, ${sql.slice(0, -whole.length)} as ${identifier(name)}`);
  const key = `coalesce(${alone.group}, '')`;
  const groups = `select ${key} as "__group"${aggregates.join("")} from ${rows} group by ${key} having count(*) > 1`;
  const ofOne = [gathered, ...over].map((layer) =>
    layer.map((column): DerivedColumn => {
      const [name, sql] = column;
      return [name, alone.columns[name] ?? (column === last ? "1" : sql)];
    }),
  );
  const severalRows = `(select * exclude ("__group") from ${rows} inner join groups on "__group" = ${key})`;
  const otherRows = `(select * from ${rows} where ${key} not in (select "__group" from groups))`;
  return `(with groups as materialized (${groups}) select * from ${over.reduce(withLayer, severalRows)} union all by name select * from ${ofOne.reduce(withLayer, otherRows)})`;
}

const withLayer = (rows: string, layer: readonly DerivedColumn[]) =>
  layer.length === 0
    ? rows
    : `(select *, ${layer.map(([name, sql]) => `${sql} as ${identifier(name)}`).join(", ")} from ${rows})`;

export const reads = (sql: string, name: string) => new RegExp(`\\b${name}\\b`).test(sql);
const isWindow = ([, sql]: DerivedColumn) => /\bover\s*\(/.test(sql);

/** Those derived columns that the fields, or another of them, read. */
export function neededColumns(mapping: EntityMapping, fields: Record<string, FieldMapping>): DerivedColumn[] {
  let read = [
    mapping.one_per,
    mapping.prefer,
    ...Object.values(fields).flatMap(({sql, column, columns: several}) => [sql, column, ...(several ?? [])]),
  ].join(" ");
  const needed = Object.entries(mapping.derive ?? {})
    .toReversed()
    .filter(([name, sql]) => {
      const isRead = reads(read, name);
      if (isRead) read += ` ${sql}`;
      return isRead;
    });
  return needed.reverse();
}

/** How a window parts and orders the rows, without its frame. */
const sortingOf = ([, sql]: DerivedColumn) => /\bover\s*\((.*?)(?:\s+rows between .*)?\)\s*$/s.exec(sql)?.[1];

/**
 * Each layer only reads the ones before it; windows wait for one another and for those that sort alike, for to sort the
 * rows is what costs, and those that `isLate` wait for all others.
 */
function inLayers(
  columns: readonly DerivedColumn[],
  isLate: (column: DerivedColumn) => boolean,
): DerivedColumn[][] {
  const layers: DerivedColumn[][] = [];
  let left = columns;
  while (left.length > 0) {
    const ready = left.filter(
      ([, sql], index) => !left.some(([name], other) => other < index && reads(sql, name)),
    );
    const plain = ready.filter((column) => !isWindow(column));
    const early = ready.filter((column) => !isLate(column));
    const windows = early.length > 0 ? early : ready;
    const awaited = new Set(left.filter((column) => !ready.includes(column)).map(sortingOf));
    const alone = windows.filter((column) => !awaited.has(sortingOf(column)));
    const layer = [plain, alone].find((some) => some.length > 0) ?? windows;
    layers.push(layer);
    left = left.filter((column) => !layer.includes(column));
  }
  return layers;
}
