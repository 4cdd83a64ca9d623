import {payEntities} from "../queries/vocabulary.ts";
import type {Database} from "./database.ts";
import {figureText, writeDrift} from "./drift.ts";
import type {LoadTable} from "./open-load.ts";
import type {CompiledEntity} from "./sources/compile.ts";
import {identifier} from "./sources/sql.ts";
import type {Load} from "./stage.ts";

/** A row of totals, and what the rows of data add up to from the file's first row to it. */
export interface Subtotal {
  label: string;
  value: number;
  before: number;
  /** Rows of data from the file's first row to it. */
  rows: number;
}

/** A group whose own subtotal is not what its rows add up to. */
export interface Differing {
  label: string;
  value: number;
  sum: number;
}

/** Exports round, so that within one unit sums agree. */
const unit = 1;
const mostTold = 10;
/** What stands in an account on a day is no sum of the rows beside it. */
const balance = /остат|сальдо|оборот|balance/iu;

/**
 * Compares each group's own subtotal with the rows of the group, whatever the file's total says: of two groups one may
 * lack what the other has too much. A subtotal stands below its rows or above them, which the groups that agree tell.
 */
export function differingGroups(all: readonly Subtotal[], end: {sum: number; rows: number}): Differing[] {
  const groups = all.filter(({label}) => !balance.test(label));
  if (groups.length < 2) return [];
  const start = {before: 0, rows: 0};
  const below = groups.map((group, at) => ({group, ...between(groups[at - 1] ?? start, group)}));
  const last = {before: end.sum, rows: end.rows};
  const above = groups.map((group, at) => ({group, ...between(group, groups[at + 1] ?? last)}));
  const agreeing = (of: typeof below) =>
    of.filter(({group, sum, rows}) => rows > 0 && Math.abs(group.value) > unit && agree(group.value, sum))
      .length;
  const [underRows, overRows] = [agreeing(below), agreeing(above)];
  if (underRows + overRows === 0) return [];
  const isUnder = underRows >= overRows;
  // a subtotal of groups is as much as all rows from an earlier place on, or up to a later one
  const places = [0, ...groups.map(({before}) => before), end.sum];
  return (isUnder ? below : above)
    .filter(
      ({group, rows, sum}) =>
        rows > 0 &&
        !agree(group.value, sum) &&
        !places.some((place) => agree(group.value, isUnder ? group.before - place : place - group.before)),
    )
    .map(({group: {label, value}, sum}) => ({label, value, sum}));
}

type Place = Pick<Subtotal, "before" | "rows">;
const between = (from: Place, to: Place) => ({sum: to.before - from.before, rows: to.rows - from.rows});
const agree = (one: number, other: number) => Math.abs(one - other) <= unit;

/** Notes each group of `stage.incoming` that differs from its subtotal in the file, by the words of its row. */
export async function compareSubtotals(
  warehouse: Database,
  load: Load,
  entity: CompiledEntity,
  table: Pick<LoadTable, "totals" | "hasLines" | "columns">,
): Promise<void> {
  if (table.totals === null || !table.hasLines) return;
  const isPay = payEntities.includes(entity.contract.entity);
  const cells = table.columns.map((name) => `nullif(trim(${identifier(name)}), '')`);
  const worded = cells.map((cell) => `case when regexp_matches(${cell}, '\\p{L}') then ${cell} end`);
  // of a day's total both the day and the words
  const label = `concat_ws(' ', case when not regexp_matches(coalesce(${cells.join(", ")}), '\\p{L}') then coalesce(${cells.join(", ")}) end, coalesce(${worded.join(", ")}))`;
  const summed = entity.mapped.filter(({unit: kind}) => kind === "money" || kind === "s" || kind === "count");
  for (const {name, unit: kind} of summed) {
    const rows = await warehouse.rows<Omit<Subtotal, "value"> & {value: number | null}>(
      `with lines as (
           select "__line" as line, ${name}::double as cell, null::double as value, 1 as row_count from stage.incoming
           union all
           select "__line", null, t_${name}::double, 0
           from (${entity.select({relation: table.totals}, {extra: ['"__line"']})}) as totals
           where t_${name} is not null
       ),
       added as (
           select line, value, row_count,
               coalesce(sum(cell) over (order by line rows unbounded preceding), 0) as before,
               sum(row_count) over (order by line rows unbounded preceding)::integer as rows
           from lines
       ),
       labels as (select "__line" as line, ${label} as label from ${table.totals})
       select coalesce(labels.label, '') as label, added.value, added.before, added.rows
       from added left join labels on added.line = labels.line
       where added.row_count = 0
           or added.line = (select max(line) from lines where row_count = 1)
       order by added.line`,
    );
    const last = rows.findLast(({value}) => value === null);
    const found = differingGroups(
      rows.filter((row): row is Subtotal => row.value !== null),
      {sum: last?.before ?? 0, rows: last?.rows ?? 0},
    );
    for (const {label: words, value, sum} of found.slice(0, mostTold))
      await writeDrift(warehouse, load, {
        kind: "subtotals_differ",
        column: `${entity.contract.entity}.${name}`,
        expected: isPay ? null : `${words}: ${figureText(kind, value)}`,
        actual: isPay ? null : figureText(kind, sum),
        isRead: true,
      });
  }
}
