import {spellingKey} from "../company/dictionaries.ts";
import type {Field} from "../contracts/index.ts";
import type {EntityMapping} from "./mapping.ts";
import {identifier, literal} from "./sql.ts";

/** What becomes of the amounts of a row: added, taken off, or the row is none of these. */
export const verdicts = ["plus", "minus", "skip"] as const;
export type Verdict = (typeof verdicts)[number];
/** Column that tells which rows count: value of the file, empty for an empty cell: verdict. */
export type Counts = Record<string, Record<string, Verdict>>;

/** Column of a compiled row: `plus`, `minus`, or null when nothing says whether the row counts. */
export const countedAs = '"__counts"';

/** Figures that a row to be taken off has with a minus. */
export const isSigned = ({unit, name}: Field) => unit === "money" || name === "quantity";

/** The mapping with the rows that do not count as gone: one that was paid and is cancelled now counts no longer. */
export function skippedAsGone(mapping: EntityMapping): EntityMapping {
  const skipped = Object.entries(mapping.counts ?? {}).flatMap(([column, values]) => {
    const list = keysOf(values, "skip");
    return list.length > 0 ? [isAmong(column, list)] : [];
  });
  if (skipped.length === 0) return mapping;
  const gone = [...(mapping.gone === undefined ? [] : [`(${mapping.gone})`]), ...skipped];
  return {...mapping, gone: gone.join(" or ")};
}

/** SQL of `countedAs` over the raw columns. */
export function countsSql(counts: Counts): string {
  const columns = Object.entries(counts);
  const known = columns.map(([column, values]) => isAmong(column, keysOf(values, "plus", "minus")));
  const taken = columns.map(([column, values]) => isAmong(column, keysOf(values, "minus")));
  return `case when not (${known.join(" and ")}) then null when ${taken.join(" or ")} then 'minus' else 'plus' end`;
}

function keysOf(values: Record<string, Verdict>, ...wanted: Verdict[]): string[] {
  const found = Object.entries(values).filter(([, verdict]) => wanted.includes(verdict));
  return [...new Set(found.map(([value]) => spellingKey(value)))];
}

/** Spellings are the same whatever their case and blanks; an empty cell is the empty spelling. */
function isAmong(column: string, keys: string[]): string {
  if (keys.length === 0) return "false";
  const cell = `trim(regexp_replace(replace(lower(coalesce(${identifier(column)}, '')), 'ё', 'е'), '\\s+', ' ', 'g'))`;
  return `${cell} in (${keys.map(literal).join(", ")})`;
}
