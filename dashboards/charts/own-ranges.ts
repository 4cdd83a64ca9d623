import * as Plot from "@observablehq/plot";
import {paceRange} from "../../queries/statistics/pace.ts";
import {
  axisAbove,
  base,
  type ChartOptions,
  ink,
  lossFill,
  muted,
  nameMargin,
  plot,
  shorten,
  tip,
} from "./options.ts";

export interface OwnRange {
  id: string;
  name: string;
  value: number;
  /** Mean and natural limits of the person's own months before; null while they are fewer than six. */
  limits: {mean: number; low: number; high: number} | null;
}

/** Below so many months there is no range to speak of (Wheeler, Understanding Variation, 1993). */
const fewestMonths = 6;

/** Mean step of neighbours over this is one deviation: Shewhart's constant for two values. */
const stepsInDeviation = 1.128;

/**
 * What a person's own earlier months lead to expect of the last one, as of a month that is gone whole in the card of
 * the running month: both say the same of the same person. Money cannot be less than nothing.
 */
export function ownRange(id: string, name: string, before: readonly number[], value: number): OwnRange {
  if (before.length < fewestMonths) return {id, name, value, limits: null};
  const average = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const mean = average(before);
  const step = average(before.slice(1).map((one, index) => Math.abs(one - before[index]!)));
  const {low, high} = paceRange({actual: value, goal: mean, deviation: step / stepsInDeviation, part: 1})!;
  return {id, name, value, limits: {mean, low, high}};
}

export function rangeVerdict({value, limits}: OwnRange): "above" | "below" | "within" | null {
  if (!limits) return null;
  if (value > limits.high) return "above";
  return value < limits.low ? "below" : "within";
}

const marks = {above: "▲ ", below: "▼ ", within: ""} as const;

/** The month of each person in the range of the own months before. */
export function ownRanges(rows: readonly OwnRange[], options: ChartOptions & {color: string}): SVGSVGElement {
  const {words, width, color} = options;
  const {f, t, label} = words;
  const isNarrow = width < 600;
  const sorted = rows.toSorted((a, b) => b.value - a.value);
  const known = sorted.flatMap((row) => (row.limits ? [{...row, limits: row.limits}] : []));
  const margin = isNarrow
    ? 6
    : nameMargin(
        sorted.map((row) => `▲ ${row.name}`),
        width,
      );
  const top = Math.max(1, ...sorted.map((row) => Math.max(row.value, row.limits?.high ?? 0)));
  const right = 22 + 7 * Math.max(6, ...sorted.map((row) => f.money(row.value).length));
  return plot(options, {
    height: sorted.length * (isNarrow ? 42 : 30) + 44,
    marginLeft: margin,
    marginRight: right,
    marginTop: 30,
    marginBottom: 6,
    x: {domain: [Math.min(0, ...sorted.map((row) => row.value)), top], axis: null},
    y: {domain: sorted.map((row) => row.id), axis: null, padding: 0.3},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, (value: number) => f.money(value)),
      Plot.barX(known, {
        x1: (row) => row.limits.low,
        x2: (row) => row.limits.high,
        y: "id",
        fill: base,
        fillOpacity: 0.14,
        className: "range",
      }),
      Plot.tickX(known, {x: (row) => row.limits.mean, y: "id", stroke: base, className: "mean"}),
      Plot.ruleX([0], {stroke: ink}),
      Plot.dot(sorted, {
        x: "value",
        y: "id",
        r: 5,
        fill: (row: OwnRange) => (rangeVerdict(row) === "below" ? lossFill : color),
        className: "values",
      }),
      Plot.text(sorted, {
        x: 0,
        y: "id",
        dx: isNarrow ? 4 : -8,
        dy: isNarrow ? -13 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row: OwnRange) =>
          `${marks[rangeVerdict(row) ?? "within"]}${isNarrow ? row.name : shorten(row.name, margin - 14)}`,
        fill: ink,
      }),
      Plot.text(sorted, {
        y: "id",
        frameAnchor: "right",
        dx: right - 6,
        textAnchor: "end",
        text: (row: OwnRange) => f.money(row.value),
        fill: (row: OwnRange) => (rangeVerdict(row) === "within" ? muted : ink),
      }),
      Plot.barX(sorted, {
        x1: 0,
        x2: top,
        y: "id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: OwnRange) => {
          const verdict = rangeVerdict(row);
          return tip(
            row.name,
            f.moneyFull(row.value),
            row.limits
              ? t("range.own", {low: f.money(row.limits.low), high: f.money(row.limits.high)})
              : t("range.few"),
            verdict !== null && label("range", verdict),
          );
        },
      }),
    ],
  });
}
