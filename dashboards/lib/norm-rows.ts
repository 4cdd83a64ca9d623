import type {NormActualsRow, NormsRow} from "../../queries/generated/rows.ts";
import type {NormActual} from "../charts/norm-bullets.ts";
import type {Words} from "./words.ts";

type Counted = Pick<
  NormActualsRow,
  "norm_id" | "employee_id" | "numerator" | "denominator" | "is_early" | "low" | "high" | "direction"
>;

/** The department's actuals, or those of the chosen people together: sums over sums. */
export function actualsOf(rows: Counted[], chosen: readonly string[]): Counted[] {
  if (!chosen.length) return rows.filter((row) => row.employee_id === null);
  const own = rows.filter((row) => row.employee_id !== null && chosen.includes(row.employee_id));
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  return [...Map.groupBy(own, (row) => row.norm_id).values()].map((same) => ({
    ...same[0]!,
    employee_id: null,
    numerator: sum(same.map((row) => row.numerator)),
    denominator: sum(same.map((row) => row.denominator)),
    is_early: same.every((row) => row.is_early),
  }));
}

/** Actuals joined with what each norm is called and how its unit is said. */
export function normRows(
  actuals: Omit<Counted, "employee_id">[],
  norms: Pick<NormsRow, "norm_id" | "name_ru" | "name_en" | "definition_ru" | "definition_en" | "unit">[],
  {f, language}: Words,
): NormActual[] {
  return actuals.map((row) => {
    const norm = norms.find((candidate) => candidate.norm_id === row.norm_id);
    const name = (language === "ru" ? norm?.name_ru : norm?.name_en) ?? row.norm_id.replaceAll("_", " ");
    return {
      id: row.norm_id,
      name,
      definition: (language === "ru" ? norm?.definition_ru : norm?.definition_en) ?? "",
      actual: row.numerator === null || !row.denominator ? null : row.numerator / row.denominator,
      isEarly: row.is_early,
      low: row.low,
      high: row.high,
      direction: row.direction,
      format: formatOf(norm?.unit, {f}),
    };
  });
}

/** How a value of a norm's unit is said. */
export function formatOf(unit: string | undefined, {f}: Pick<Words, "f">): (value: number) => string {
  if (unit === "rate") return f.percent;
  if (unit === "minutes") return (value) => f.minutes(value * 60);
  return f.tenths;
}

/** What is measured in the unit of the norm: its bounds and what was done. */
const measured = ["actual_value", "low", "high"];

/** A cell of a table of norms: numbers as the picture says them, nothing for what the table says by itself. */
export function normCell(
  row: {unit: string; employee_id?: string | null; is_early?: boolean},
  column: string,
  {f, t}: Pick<Words, "f" | "t">,
): string | undefined {
  if (column === "employee_name" && row.employee_id === null) return t("norm.everybody");
  if (column === "actual_value" && row.is_early) return t("norm.early");
  const value = (row as Record<string, unknown>)[column];
  if (typeof value !== "number") return undefined;
  if (measured.includes(column)) return formatOf(row.unit, {f})(value);
  // minutes are counted above the line alone: below it stand days
  return row.unit === "minutes" && /(^|_)numerator$/.test(column) ? f.minutes(value * 60) : undefined;
}
