import {comparison} from "./location.ts";
import {addMonths} from "./month.ts";
import {month} from "./reports.ts";

/** The month the reader compares with; against the norm the month before still stands as the past. */
export function comparedMonth(): string | null {
  const current = month.value;
  return current && addMonths(current, comparison.value === "year" ? -12 : -1);
}

/** Parameters of a report of one month; null while the month is not known. */
export const forMonth = (value: string | null): {month: string} | null => (value ? {month: value} : null);
