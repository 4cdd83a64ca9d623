import type {ComponentChildren} from "preact";
import {useState} from "preact/hooks";
import type {Unit} from "../../queries/vocabulary.ts";
import {formatCell, unitOfColumn} from "../lib/format.ts";
import {words} from "../lib/words.ts";

export interface TableProps<Row> {
  caption: string;
  rows: Row[];
  columns: (keyof Row & string)[];
  /** Words for values whose codes have names: column -> group of names. */
  groups?: Partial<Record<keyof Row & string, string>>;
  pageSize?: number;
  /** Draws a cell in a way of its own; undefined leaves it to the table. */
  cell?: (row: Row, column: keyof Row & string) => ComponentChildren;
  /** What can be done with a row. */
  actions?: (row: Row) => ComponentChildren;
}

/** Columns of long text take what room is left and may break anywhere. */
const long = ["raw_text", "message", "example", "check_name", "before_text", "after_text"];
const numeric: Unit[] = ["count", "money", "s", "days", "rate", "ratio"];

/** The table twin of a figure: the same rows, sortable, each row labelled on a narrow screen. */
export function DataTable<Row extends object>({
  caption,
  rows,
  columns,
  groups,
  pageSize = 50,
  cell,
  actions,
}: TableProps<Row>) {
  const {t, f, label} = words.value;
  const [sort, setSort] = useState<{column: keyof Row & string; sign: 1 | -1} | null>(null);
  const [page, setPage] = useState(0);
  const flags: [string, string] = [t("table.yes"), t("table.no")];
  const sorted = sort ? rows.toSorted((a, b) => sort.sign * compare(a[sort.column], b[sort.column])) : rows;
  // on a narrow screen a row is as tall as its columns are many
  const size = matchMedia("(max-width: 600px)").matches ? Math.min(pageSize, 6) : pageSize;
  const pages = Math.max(1, Math.ceil(sorted.length / size));
  const current = Math.min(page, pages - 1);
  const visible = sorted.slice(current * size, (current + 1) * size);

  function text(row: Row, column: keyof Row & string): string {
    const value = row[column];
    const group = groups?.[column];
    if (group && typeof value === "string") return label(group, value);
    return formatCell(f, unitOf(rows, column), value, flags);
  }

  return (
    <div class="table-frame">
      <table>
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const isSorted = sort?.column === column;
              return (
                <th
                  key={column}
                  scope="col"
                  class={numeric.includes(unitOf(rows, column)) ? "number" : ""}
                  aria-sort={isSorted ? (sort.sign === 1 ? "ascending" : "descending") : "none"}
                >
                  <button
                    type="button"
                    onClick={() => setSort({column, sign: isSorted && sort.sign === -1 ? 1 : -1})}
                  >
                    {label("columns", column)}
                    {isSorted ? (sort.sign === 1 ? " ↑" : " ↓") : ""}
                  </button>
                </th>
              );
            })}
            {actions && <th scope="col">{t("table.actions")}</th>}
          </tr>
        </thead>
        <tbody>
          {visible.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column} data-label={label("columns", column)} class={cellClass(rows, column)}>
                  {cell?.(row, column) ?? text(row, column)}
                </td>
              ))}
              {actions && (
                <td data-label={t("table.actions")} class="actions">
                  <span>{actions(row)}</span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <p class="pager">
          <button type="button" disabled={current === 0} onClick={() => setPage(current - 1)}>
            {t("table.back")}
          </button>
          <span>
            {t("table.page", {page: f.count(current + 1), pages: f.count(pages), rows: f.count(rows.length)})}
          </span>
          <button type="button" disabled={current === pages - 1} onClick={() => setPage(current + 1)}>
            {t("table.next")}
          </button>
        </p>
      )}
    </div>
  );
}

function cellClass<Row extends object>(rows: Row[], column: keyof Row & string): string {
  if (long.includes(column)) return "long";
  const unit = unitOf(rows, column);
  return numeric.includes(unit) ? "number" : unit === "day" || unit === "utc" ? "whole" : "";
}

/** A column that the naming rule does not know is a number when its values are numbers. */
function unitOf<Row extends object>(rows: Row[], column: keyof Row & string): Unit {
  const unit = unitOfColumn(column);
  if (unit !== "text") return unit;
  return rows.some((row) => typeof row[column] === "number") ? "ratio" : "text";
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b));
}
