import * as Plot from "@observablehq/plot";
import type {FarmerBooksRow} from "../../queries/generated/rows.ts";
import {chanceRange, judgeChange} from "../../queries/statistics/change.ts";
import {
  axisAbove,
  base,
  type ChartOptions,
  ink,
  legColor,
  lossFill,
  muted,
  nameMargin,
  plot,
  shorten,
  tip,
} from "./options.ts";

export const changeOf = (row: FarmerBooksRow) => ({
  base: row.base_amount,
  now: row.now_amount,
  deviation: row.change_deviation,
});

/** Each farmer's change against a year ago, in the band that chance leaves around no change. */
export function bookChanges(rows: FarmerBooksRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t, label} = words;
  const isNarrow = width < 600;
  const known = rows
    .flatMap((row) => {
      const range = chanceRange(changeOf(row));
      const verdict = judgeChange(changeOf(row));
      return range === null || verdict === null
        ? []
        : [{...row, range, verdict, change: row.now_amount / row.base_amount - 1}];
    })
    .toSorted((a, b) => b.change - a.change);
  const margin = isNarrow
    ? 6
    : nameMargin(
        known.map((row) => row.employee_name),
        width,
      );
  const reach = Math.max(0.1, ...known.map((row) => Math.max(Math.abs(row.change), row.range))) * 1.08;
  const mark: Record<string, string> = {grew: "▲ ", fell: "▼ ", within: ""};
  return plot(options, {
    height: known.length * (isNarrow ? 46 : 34) + 44,
    marginLeft: margin,
    marginRight: 62,
    marginTop: 30,
    marginBottom: 6,
    x: {domain: [-reach, reach], axis: null},
    y: {domain: known.map((row) => row.employee_id), axis: null, padding: 0.35},
    marks: [
      ...axisAbove(isNarrow ? 4 : 8, (value: number) => f.signedShare(value)),
      Plot.barX(known, {
        x1: (row) => -row.range,
        x2: "range",
        y: "employee_id",
        fill: base,
        fillOpacity: 0.14,
        className: "chance",
      }),
      Plot.ruleX([0], {stroke: ink}),
      Plot.ruleY(known, {
        x1: 0,
        x2: "change",
        y: "employee_id",
        stroke: (row) => (row.verdict === "fell" ? lossFill : legColor.farmers),
        strokeWidth: 3,
      }),
      Plot.dot(known, {
        x: "change",
        y: "employee_id",
        r: 6,
        fill: (row) => (row.verdict === "fell" ? lossFill : legColor.farmers),
        fillOpacity: (row) => (row.verdict === "within" ? 0.6 : 1),
        className: "changes",
      }),
      Plot.text(known, {
        x: -reach,
        y: "employee_id",
        dx: isNarrow ? 2 : -8,
        dy: isNarrow ? -15 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row) =>
          `${mark[row.verdict] ?? ""}${isNarrow ? row.employee_name : shorten(row.employee_name, margin - 14)}`,
        fill: ink,
      }),
      Plot.text(known, {
        y: "employee_id",
        frameAnchor: "right",
        dx: 56,
        textAnchor: "end",
        text: (row) => f.signedShare(row.change),
        fontWeight: 650,
        fill: (row) => (row.verdict === "within" ? muted : ink),
      }),
      Plot.barX(known, {
        x1: -reach,
        x2: reach,
        y: "employee_id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            row.employee_name,
            label("farmers.verdict", row.verdict),
            t("farmers.books.tip", {base: f.money(row.base_amount), now: f.money(row.now_amount)}),
            t("farmers.books.range", {range: f.percent(row.range)}),
          ),
      }),
    ],
  });
}
