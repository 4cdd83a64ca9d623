import * as Plot from "@observablehq/plot";
import type {MonthPaceRow} from "../../queries/generated/rows.ts";
import {judgePace, type Pace, paceRange} from "../../queries/statistics/pace.ts";
import type {Leg} from "../../queries/vocabulary.ts";
import {
  axisAbove,
  base,
  type ChartOptions,
  ink,
  legFill,
  lossFill,
  muted,
  nameMargin,
  paper,
  plot,
  shorten,
  tip,
} from "./options.ts";

/** Null without a goal to go to. */
export function paceOf(row: MonthPaceRow): Pace | null {
  if (row.goal_amount === null || row.goal_amount <= 0 || row.working_day_count === 0) return null;
  return {
    actual: row.actual_amount,
    goal: row.goal_amount,
    deviation: row.goal_deviation,
    part: row.passed_day_count / row.working_day_count,
  };
}

const marks = {ahead: "▲ ", behind: "▼ ", within: ""} as const;

/** Each person's month as a part of the goal: the bar is what came, the tick what the days gone lead to expect. */
export function paceBars(rows: readonly MonthPaceRow[], options: ChartOptions & {leg: Leg}): SVGSVGElement {
  const {words, width, leg} = options;
  const {f, t, label} = words;
  const isNarrow = width < 600;
  const known = rows
    .flatMap((row) => {
      const pace = paceOf(row);
      return pace ? [{...row, pace, range: paceRange(pace), verdict: judgePace(pace)}] : [];
    })
    .toSorted((a, b) => b.pace.actual / b.pace.goal - a.pace.actual / a.pace.goal);
  const margin = isNarrow
    ? 14
    : nameMargin(
        known.map((row) => `▲ ${row.employee_name}`),
        width,
      );
  const top = Math.min(2.5, Math.max(1.1, ...known.map((row) => row.pace.actual / row.pace.goal)) * 1.04);
  const at = (amount: number, goal: number) => Math.min(top, Math.max(0, amount / goal));
  return plot(options, {
    height: known.length * (isNarrow ? 46 : 34) + 44,
    marginLeft: margin,
    marginRight: isNarrow ? 74 : 176,
    marginTop: 30,
    marginBottom: 6,
    x: {domain: [0, top], axis: null},
    y: {domain: known.map((row) => row.employee_id), axis: null, padding: isNarrow ? 0.5 : 0.35},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, (value: number) => f.share(value)),
      Plot.barX(
        known.filter((row) => row.range !== null),
        {
          x1: (row) => at(row.range!.low, row.pace.goal),
          x2: (row) => at(row.range!.high, row.pace.goal),
          y: "employee_id",
          fill: base,
          fillOpacity: 0.14,
          className: "chance",
        },
      ),
      Plot.barX(known, {
        x1: 0,
        x2: (row) => at(row.pace.actual, row.pace.goal),
        y: "employee_id",
        insetTop: 5,
        insetBottom: 5,
        fill: (row) => (row.verdict === "behind" ? lossFill : legFill[leg]),
        className: "so-far",
      }),
      Plot.text(
        known.filter((row) => row.pace.actual > row.pace.goal * top),
        {
          x: top,
          y: "employee_id",
          dx: -4,
          textAnchor: "end",
          text: (row: (typeof known)[number]) => `${f.share(row.pace.actual / row.pace.goal)} ▸`,
          fontWeight: 650,
          fill: ink,
          stroke: paper,
          strokeWidth: 4,
          className: "cut",
        },
      ),
      Plot.tickX(known, {
        x: (row) => at(row.pace.part, 1),
        y: "employee_id",
        stroke: ink,
        strokeWidth: 2,
        className: "expected",
      }),
      Plot.ruleX([0], {stroke: ink}),
      Plot.ruleX([1], {stroke: ink, strokeDasharray: "4,3", className: "goal"}),
      Plot.text(known, {
        x: 0,
        y: "employee_id",
        dx: isNarrow ? 4 : -8,
        dy: isNarrow ? -18 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row: (typeof known)[number]) =>
          `${marks[row.verdict ?? "within"]}${isNarrow ? row.employee_name : shorten(row.employee_name, margin - 14)}`,
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(known, {
        y: "employee_id",
        frameAnchor: "right",
        dx: isNarrow ? 70 : 172,
        textAnchor: "end",
        text: (row) =>
          isNarrow
            ? f.money(row.pace.actual)
            : t("pace.of", {actual: f.money(row.pace.actual), goal: f.money(row.pace.goal)}),
        fill: (row) => (row.verdict === "within" ? muted : ink),
      }),
      Plot.barX(known, {
        x1: 0,
        x2: top,
        y: "employee_id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            row.employee_name,
            t("pace.of", {actual: f.moneyFull(row.pace.actual), goal: f.moneyFull(row.pace.goal)}),
            t("pace.days", {passed: f.count(row.passed_day_count), days: f.count(row.working_day_count)}),
            row.range && t("pace.range", {low: f.money(row.range.low), high: f.money(row.range.high)}),
            row.verdict !== null && label("pace.verdict", row.verdict),
          ),
      }),
    ],
  });
}
