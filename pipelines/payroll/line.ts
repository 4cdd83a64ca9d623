import type {BaseAmount} from "./base.ts";
import type {SourceRow} from "./inputs.ts";
import type {Estimator, InputMetric} from "./metrics.ts";
import type {Bilingual, Kopecks} from "./money.ts";

/**
 * What a line is.
 * - base: salary for days worked
 * - earned, within_chance: paid by result; paid because the shortfall may be chance, or cannot be judged
 * - not_earned: a condition was not met, so nothing came into being; takes nothing away
 * - cut: less bonus for a disciplinary order, within the law's limit
 * - held, released: money that waits for a hand-over or a return period, and money that has waited
 * - adjustment: HR's own sum; correction: what a closed month still owes
 * - information: says something, pays nothing
 */
export const lineKinds = [
  "base",
  "earned",
  "within_chance",
  "not_earned",
  "held",
  "released",
  "cut",
  "adjustment",
  "correction",
  "information",
] as const;
export type LineKind = (typeof lineKinds)[number];

export const legalClasses = ["salary", "piece_rate", "bonus"] as const;
export type LegalClass = (typeof legalClasses)[number];

/** The figures a line was made of; text is exact decimal or a fraction, intervals are rounded statistics. */
export interface Basis {
  readonly numerator?: string;
  readonly denominator?: string | null;
  readonly norm?: string;
  readonly estimator?: Estimator;
  readonly value?: string;
  /** Where chance leaves the figure; both ends belong to it. */
  readonly low?: string;
  readonly high?: string;
  readonly attainment?: string;
  /** Part of the sum that the attainment pays. */
  readonly pays?: string;
  readonly workedDays?: number;
  readonly normDays?: number;
  /** The sum that a share is taken of. */
  readonly of?: Kopecks;
  readonly share?: string;
}

interface Described {
  /** The same line has the same id whenever its month is calculated again. */
  readonly id: string;
  readonly component: string;
  /** Plan, version and component, or the rule of law. */
  readonly rule: string;
  readonly clause: string | null;
  readonly metric: InputMetric | null;
  readonly basis: Basis;
  readonly rows: readonly SourceRow[];
  /** The sum the line speaks of without paying it: not earned, held, owed or overpaid. */
  readonly stated: Kopecks;
  /** HR should look at it before the month is closed. */
  readonly needsAttention: boolean;
  readonly text: Bilingual;
}

export interface BaseLine extends Described {
  readonly kind: "base";
  readonly legalClass: "salary";
  readonly amount: BaseAmount;
}

export interface OtherLine extends Described {
  readonly kind: Exclude<LineKind, "base">;
  /** Null for lines that pay nothing by themselves or repeat another month. */
  readonly legalClass: Exclude<LegalClass, "salary"> | null;
  /** What the line adds to the total; below 0 only for a cut and a lawful deduction. */
  readonly amount: Kopecks;
}

/** Rounding, wherever there is one, is half away from zero to the kopeck, once a line. */
export type Line = BaseLine | OtherLine;

/** A line with what most lines do not have left out. */
export function line(
  given: Omit<
    OtherLine,
    "stated" | "needsAttention" | "metric" | "rows" | "basis" | "amount" | "legalClass" | "clause"
  > &
    Partial<OtherLine>,
): OtherLine {
  return {
    amount: 0n,
    stated: 0n,
    legalClass: null,
    clause: null,
    metric: null,
    basis: {},
    rows: [],
    needsAttention: false,
    ...given,
  };
}
