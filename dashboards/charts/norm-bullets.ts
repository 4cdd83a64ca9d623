import * as Plot from "@observablehq/plot";
import type {Leg} from "../../queries/vocabulary.ts";
import {
  base,
  type ChartOptions,
  hatch,
  hatchOf,
  ink,
  legFill,
  loss,
  lossFill,
  muted,
  normX,
  paper,
  plot,
  tip,
} from "./options.ts";

export interface NormActual {
  id: string;
  name: string;
  definition: string;
  actual: number | null;
  /** Too little is known to judge: said in words. */
  isEarly?: boolean;
  low: number | null;
  high: number | null;
  direction: string;
  format: (value: number) => string;
}

/** The end of the norm that the actual is measured against: a floor is met from above, a ceiling from below. */
export function normEnd(row: Pick<NormActual, "low" | "high" | "direction" | "actual">): number | null {
  if (row.direction === "up") return row.low ?? row.high;
  if (row.direction === "down") return row.high ?? row.low;
  return (row.actual ?? 0) > (row.high ?? Number.POSITIVE_INFINITY) ? row.high : (row.low ?? row.high);
}

export function isOutsideNorm(row: Pick<NormActual, "low" | "high" | "direction" | "actual">): boolean {
  if (row.actual === null) return false;
  const end = normEnd(row);
  if (end === null) return false;
  if (row.direction === "up") return row.actual < end;
  if (row.direction === "down") return row.actual > end;
  return (
    row.actual < (row.low ?? Number.NEGATIVE_INFINITY) || row.actual > (row.high ?? Number.POSITIVE_INFINITY)
  );
}

/** The norms that are not met, the one furthest from its end first, by parts of that end. */
export function mostMissed(rows: readonly NormActual[]): NormActual[] {
  const distance = (row: NormActual) => {
    const end = normEnd(row)!;
    return end === 0 ? Number.POSITIVE_INFINITY : Math.abs(row.actual! - end) / Math.abs(end);
  };
  return rows.filter(isOutsideNorm).toSorted((one, other) => distance(other) - distance(one));
}

/** Which way the actual leaves the norm. */
function sideMark(row: NormActual): string {
  if (!isOutsideNorm(row)) return "";
  return (row.actual ?? 0) > (normEnd(row) ?? 0) ? "▲ " : "▼ ";
}

export function normText(row: Pick<NormActual, "low" | "high" | "format">): string {
  const ends = [row.low, row.high].filter((end) => end !== null);
  return ends.map((end) => row.format(end)).join("–");
}

const missing = (row: NormActual, {t}: ChartOptions["words"]) =>
  t(row.isEarly ? "norm.early" : "chart.noData");

/** The hue of the part of the relay; slate for norms of several. */
function barFill(leg: Leg | null, isProvisional: boolean): string {
  if (leg) return isProvisional ? hatchOf(leg) : legFill[leg];
  return isProvisional ? hatch : base;
}

/** Norms of any unit side by side: each bar is the actual as a part of its norm, the norm is the common line. */
export function normBullets(rows: NormActual[], options: ChartOptions & {leg: Leg | null}): SVGSVGElement {
  const {words, width, leg} = options;
  const parts = rows.map((row) => {
    const end = normEnd(row);
    const part = row.actual === null || !end ? null : row.actual / end;
    return {...row, part: part === null ? null : Math.min(part, 2), isWorse: isOutsideNorm(row)};
  });
  const top = Math.max(1.25, ...parts.map((row) => row.part ?? 0)) * 1.02;
  const fill = barFill(leg, options.isProvisional === true);
  return plot(options, {
    height: rows.length * 52 + 32,
    marginLeft: 2,
    marginRight: width < 500 ? 6 : 24,
    marginTop: 30,
    marginBottom: 2,
    x: {domain: [0, top], axis: null},
    y: {domain: rows.map((row) => row.id), axis: null, paddingInner: 0.68, paddingOuter: 0.4},
    marks: [
      Plot.barX(parts, {
        x: "part",
        y: "id",
        fill: (row) => (row.isWorse ? lossFill : fill),
        className: "bar",
      }),
      Plot.ruleX([0], {stroke: ink}),
      ...normX(1, words.t("norm.hundred")),
      Plot.text(parts, {
        x: 0,
        y: "id",
        dx: 2,
        dy: -17,
        textAnchor: "start",
        text: "name",
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(parts, {
        y: "id",
        frameAnchor: "right",
        dx: width < 500 ? 2 : 20,
        dy: -17,
        textAnchor: "end",
        fontWeight: 650,
        fill: (row) => (row.isWorse ? loss : ink),
        stroke: paper,
        strokeWidth: 4,
        text: (row) =>
          row.actual === null
            ? missing(row, words)
            : `${sideMark(row)}${row.format(row.actual)} / ${normText(row)}`,
      }),
      Plot.text(
        parts.filter((row) => row.actual === null),
        {x: 0, y: "id", dx: 6, textAnchor: "start", fill: muted, text: (row) => missing(row, words)},
      ),
      Plot.barX(parts, {
        x1: 0,
        x2: top,
        y: "id",
        insetTop: -26,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            row.name,
            row.actual === null ? missing(row, words) : row.format(row.actual),
            words.t("norm.label", {value: normText(row)}),
            row.definition,
          ),
      }),
    ],
  });
}
