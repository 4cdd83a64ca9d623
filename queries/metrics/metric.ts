import type {ReportName} from "../generated/rows.ts";
import type {Unit} from "../vocabulary.ts";
import type {Mission} from "./missions.ts";

type InLanguages = Record<"en" | "ru", string>;

/** One number the product answers for: what it is made of, where it is computed and where it is seen. */
export interface Metric {
  id: string;
  /** Clauses of the mission it serves, such as `M-11`. */
  missions: readonly Mission[];
  name: InLanguages;
  definition: InLanguages;
  numerator: string;
  /** Null for a sum or a count. */
  denominator: string | null;
  /** What one value belongs to, in words. */
  grain: string;
  unit: Unit;
  /** Which way is better; `none` where neither is. */
  direction: "up" | "down" | "band" | "none";
  /** Norm of the company it is held against, by id; null without one. */
  norm: string | null;
  report: ReportName;
  /** Columns of the report: numerator, then denominator. */
  columns: readonly [string] | readonly [string, string];
  /** Address of the page that shows it. */
  page: `/${string}`;
}

/** A number of the payroll: an answer of the server calculates it, no report. */
export interface PayMetric extends Omit<Metric, "report" | "columns"> {
  /** Address of the answer. */
  route: `/api/${string}`;
  /** Its field, in the totals of HR and in those of the director. */
  field: string;
}
