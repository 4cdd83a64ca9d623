import type {ColumnReader} from "./arrow-rows.ts";

export const quickMarks = ["line", "bar", "dot"] as const;
export type QuickMark = (typeof quickMarks)[number];

export interface QuickChoice {
  mark: QuickMark;
  x: string;
  y: string;
  /** Column whose values have a colour each; null for one colour. */
  color: string | null;
}

/** More series than this cannot be told apart. */
const mostSeries = 8;
const looked = 2000;

function distinctOf(column: ColumnReader, rowCount: number): number {
  const seen = new Set<unknown>();
  for (let row = 0; row < Math.min(rowCount, looked); row++) seen.add(column.at(row));
  return seen.size;
}

/**
 * The picture that an answer most likely wants: a number over time as a line, by name as bars, two numbers as dots.
 * Null where there is nothing to draw.
 */
export function guessChart(columns: readonly ColumnReader[], rowCount: number): QuickChoice | null {
  if (rowCount === 0) return null;
  const numbers = columns.filter(({kind}) => kind === "number");
  const time = columns.find(({kind}) => kind === "day" || kind === "instant");
  const names = columns.filter(({kind}) => kind === "text" || kind === "flag");
  const [first, second] = numbers;
  if (!first) return null;
  if (time && distinctOf(time, rowCount) > 1) {
    const series = names.find((column) => {
      const count = distinctOf(column, rowCount);
      return count > 1 && count <= mostSeries;
    });
    return {mark: "line", x: time.name, y: first.name, color: series?.name ?? null};
  }
  const named = names.find((column) => distinctOf(column, rowCount) > 1) ?? names[0];
  if (named) return {mark: "bar", x: named.name, y: first.name, color: null};
  if (second) return {mark: "dot", x: first.name, y: second.name, color: null};
  return null;
}
