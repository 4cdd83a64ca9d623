import type {Words} from "./words.ts";

interface Promised {
  employee_name: string;
  away_count: number;
  away_kept_count: number;
}

/** Promised calls that fell due while whoever promised was away: in nobody's share, and yet said. */
export function awayNote(rows: readonly Promised[], {t, f}: Words): string | null {
  const own = rows.filter((row) => row.away_count > 0);
  if (own.length === 0) return null;
  const sum = (value: (row: Promised) => number) => own.reduce((total, row) => total + value(row), 0);
  return t("promises.away", {
    n: f.count(sum((row) => row.away_count)),
    kept: f.count(sum((row) => row.away_kept_count)),
    names: f.names(own.map((row) => `${row.employee_name} (${f.count(row.away_count)})`)),
  });
}
