import * as Plot from "@observablehq/plot";
import type {HandoverClocksRow} from "../../queries/generated/rows.ts";
import {
  axisAbove,
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

/** One line a client, from its trap event to today; the limit is the wall, what stands beyond it is late. */
export function clockLines(rows: HandoverClocksRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const nameOf = (row: HandoverClocksRow) => row.client_name ?? row.client_id;
  const margin = isNarrow ? 6 : nameMargin(rows.map(nameOf), width);
  const low = Math.min(-1, ...rows.map((row) => row.over_days - row.held_days));
  const high = Math.max(10, ...rows.map((row) => row.over_days)) * 1.05;
  const color = (row: HandoverClocksRow) => (row.over_days > 0 ? lossFill : legFill.hunters);
  return plot(options, {
    height: rows.length * (isNarrow ? 34 : 22) + 50,
    marginLeft: margin,
    marginRight: 58,
    marginTop: 40,
    marginBottom: 4,
    x: {domain: [low, high], axis: null},
    y: {domain: rows.map((row) => row.client_id), axis: null, padding: 0.3},
    marks: [
      ...axisAbove(isNarrow ? 4 : 8, (value: number) => f.count(value)),
      Plot.ruleY(rows, {
        y: "client_id",
        x1: (row) => row.over_days - row.held_days,
        x2: "over_days",
        stroke: color,
        strokeWidth: 2.5,
        className: "clocks",
      }),
      Plot.dot(rows, {x: "over_days", y: "client_id", r: 3.5, fill: color}),
      Plot.ruleX([0], {stroke: ink, strokeWidth: 2, className: "wall"}),
      Plot.text([0], {
        x: (value: number) => value,
        frameAnchor: "top",
        dy: -30,
        text: () => t("hunters.clocks.wall"),
        fill: ink,
        fontSize: 11,
      }),
      Plot.text(rows, {
        x: low,
        y: "client_id",
        dx: isNarrow ? 2 : -8,
        dy: isNarrow ? -11 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row) => (isNarrow ? nameOf(row) : shorten(nameOf(row), margin)),
        fill: ink,
        stroke: paper,
        strokeWidth: 4,
        fontSize: 11,
      }),
      Plot.text(rows, {
        y: "client_id",
        frameAnchor: "right",
        dx: 52,
        textAnchor: "end",
        text: (row) => (row.over_days > 0 ? `+${f.count(row.over_days)}` : f.count(row.over_days)),
        fill: (row) => (row.over_days > 0 ? ink : muted),
      }),
      Plot.ruleY(rows, {
        y: "client_id",
        x1: low,
        x2: high,
        stroke: "transparent",
        strokeWidth: 16,
        className: "hit",
        ariaLabel: (row) =>
          tip(
            nameOf(row),
            row.employee_name,
            t("hunters.clocks.tip", {trap: f.fullDay(row.trap_date), limit: f.fullDay(row.limit_date)}),
            f.moneyFull(row.order_amount),
          ),
      }),
    ],
  });
}
