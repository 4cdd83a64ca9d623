import * as Plot from "@observablehq/plot";
import type {FarmerBooksRow} from "../../queries/generated/rows.ts";
import {
  axisAbove,
  base,
  type ChartOptions,
  ink,
  legColor,
  lossFill,
  muted,
  nameMargin,
  paper,
  plot,
  shorten,
  tip,
} from "./options.ts";

/** Change against a year ago of the other farmers' books together; null while they are too few clients. */
export const othersChange = (row: FarmerBooksRow): number | null =>
  row.others_base_amount ? (row.others_now_amount ?? 0) / row.others_base_amount - 1 : null;

/** Each farmer's change against a year ago, in the limits that chance and the change of the others leave. */
export function bookChanges(rows: FarmerBooksRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t, label} = words;
  const isNarrow = width < 600;
  const known = rows
    .filter((row) => row.base_amount > 0)
    .map((row) => ({
      ...row,
      change: row.now_amount / row.base_amount - 1,
      low: row.low_amount === null ? null : row.low_amount / row.base_amount - 1,
      high: row.high_amount === null ? null : row.high_amount / row.base_amount - 1,
      others: othersChange(row),
    }))
    .toSorted((a, b) => b.change - a.change);
  const margin = isNarrow
    ? 6
    : nameMargin(
        known.map((row) => `▲ ${row.employee_name}`),
        width,
      );
  const ends = known.flatMap(({change, low, high, others}) => [change, low ?? 0, high ?? 0, others ?? 0]);
  const reach = Math.max(0.1, ...ends.map(Math.abs)) * 1.08;
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
      Plot.barX(
        known.filter((row) => row.low !== null),
        {x1: "low", x2: "high", y: "employee_id", fill: base, fillOpacity: 0.14, className: "chance"},
      ),
      Plot.tickX(
        known.filter((row) => row.others !== null),
        {x: "others", y: "employee_id", stroke: base, className: "others"},
      ),
      Plot.ruleX([0], {stroke: ink}),
      Plot.ruleY(known, {
        x1: 0,
        x2: "change",
        y: "employee_id",
        stroke: (row) => (row.verdict_code === "fell" ? lossFill : legColor.farmers),
        strokeWidth: 3,
      }),
      Plot.dot(known, {
        x: "change",
        y: "employee_id",
        r: 6,
        fill: (row) => (row.verdict_code === "fell" ? lossFill : legColor.farmers),
        fillOpacity: (row) => (row.verdict_code === "within" ? 0.6 : 1),
        className: "changes",
      }),
      Plot.text(known, {
        x: -reach,
        y: "employee_id",
        dx: isNarrow ? 2 : -8,
        dy: isNarrow ? -15 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row) =>
          `${mark[row.verdict_code] ?? ""}${isNarrow ? row.employee_name : shorten(row.employee_name, margin - 14)}`,
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(known, {
        y: "employee_id",
        frameAnchor: "right",
        dx: 56,
        textAnchor: "end",
        text: (row) => f.signedShare(row.change),
        fontWeight: 650,
        fill: (row) => (row.verdict_code === "within" ? muted : ink),
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
            label("farmers.verdict", row.verdict_code),
            t("farmers.books.tip", {base: f.money(row.base_amount), now: f.money(row.now_amount)}),
            row.low !== null &&
              row.high !== null &&
              t("farmers.books.range", {low: f.signedShare(row.low), high: f.signedShare(row.high)}),
            row.others !== null && t("farmers.books.others", {change: f.signedShare(row.others)}),
            t("farmers.books.fewer", {
              clients: t("noun.clients", {
                count: row.lost_count + row.down_count,
                n: f.count(row.lost_count + row.down_count),
              }),
              all: f.count(row.client_count),
            }),
          ),
      }),
    ],
  });
}
