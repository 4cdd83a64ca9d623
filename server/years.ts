import {DuckDBDateValue} from "@duckdb/node-api";
import type {Values} from "./arrow.ts";
import type {Report} from "./catalog.ts";

/**
 * A report's statement over those years' files only that hold the months it reads. A table of events is a view over every
 * year's file, and looking into one that answers nothing costs as much as reading one that does.
 */
export function overItsYears(
  sql: string,
  {months, parted}: Pick<Report, "months" | "parted">,
  values: Values,
  attached: readonly string[],
): string {
  const [first, last] = [values["month"] ?? values["since"], values["month"] ?? values["until"]];
  if (!months || !(first instanceof DuckDBDateValue) || !(last instanceof DuckDBDateValue)) return sql;
  const from = monthOf(first) - (months - 1);
  const parts = attached.filter((name) => {
    const january = Number(name.replace("part_", "")) * 12;
    return january + 11 >= from && january <= monthOf(last);
  });
  if (parts.length === 0) return sql;
  const tables = parted.map((table) => {
    const years = parts.map((part) => `select * from ${part}.main.${table}`);
    return `${table} as not materialized (${years.join(" union all by name ")})`;
  });
  return `with ${tables.join(", ")}\nselect * from (\n${sql}\n)`;
}

/** Months since the year 0. */
function monthOf(day: DuckDBDateValue): number {
  const {year, month} = day.toParts();
  return year * 12 + month - 1;
}
