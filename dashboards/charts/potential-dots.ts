import * as Plot from "@observablehq/plot";
import type {WhiteSpaceRow} from "../../queries/generated/rows.ts";
import {type ChartOptions, hairline, ink, legFill, muted, paper, plot, shorten, tip} from "./options.ts";

/** Largest gaps that carry a name. */
const named = 5;

/** Each client's orders of a year against what he could buy; on the line all of it, below it the white space. */
export function potentialDots(rows: readonly WhiteSpaceRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const x = (row: WhiteSpaceRow) => row.potential_amount;
  const y = (row: WhiteSpaceRow) => Math.max(0, row.year_amount);
  const right = Math.max(1, ...rows.map(x));
  const top = Math.max(1, ...rows.map(y));
  const end = Math.min(right, top);
  // a name that would stand on another one gives way
  const largest: WhiteSpaceRow[] = [];
  for (const row of rows.slice(0, isNarrow ? 2 : named))
    if (
      !largest.some(
        (other) => Math.abs(x(row) - x(other)) < right / 6 && Math.abs(y(row) - y(other)) < top / 12,
      )
    )
      largest.push(row);
  return plot(options, {
    height: isNarrow ? 320 : 400,
    marginLeft: 64,
    marginRight: 20,
    marginTop: 30,
    marginBottom: 44,
    x: {domain: [0, right * 1.02], axis: null},
    y: {domain: [0, top * 1.04], axis: null},
    marks: [
      Plot.gridX({stroke: hairline, strokeOpacity: 1, ticks: isNarrow ? 3 : 6}),
      Plot.gridY({stroke: hairline, strokeOpacity: 1, ticks: 5}),
      Plot.axisX({
        tickSize: 0,
        label: null,
        ticks: isNarrow ? 3 : 6,
        tickFormat: (value: number) => f.money(value),
      }),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.money(value)}),
      Plot.text([t("farmers.white.axisX")], {frameAnchor: "bottom-right", dy: 38, fill: muted}),
      Plot.text([t("farmers.white.axisY")], {
        frameAnchor: "top-left",
        dx: -58,
        dy: -22,
        textAnchor: "start",
        fill: muted,
      }),
      Plot.link([0], {x1: 0, y1: 0, x2: end, y2: end, stroke: ink, strokeDasharray: "4,3", className: "all"}),
      Plot.ruleY([0], {stroke: ink}),
      Plot.dot(rows, {
        x,
        y,
        r: 4,
        fill: (row: WhiteSpaceRow) => (row.is_stale ? paper : legFill.farmers),
        stroke: legFill.farmers,
        strokeWidth: 1.5,
        fillOpacity: 0.8,
        className: "clients",
      }),
      ...(["start", "end"] as const).map((textAnchor) =>
        Plot.text(
          largest.filter((row) => (x(row) > right * 0.7 ? "end" : "start") === textAnchor),
          {
            x,
            y,
            dy: -10,
            text: (row: WhiteSpaceRow) => shorten(row.client_name ?? row.client_id, 180),
            textAnchor,
            fill: ink,
            stroke: paper,
            strokeWidth: 3,
            fontSize: 11,
          },
        ),
      ),
      Plot.dot(rows, {
        x,
        y,
        r: 7,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: WhiteSpaceRow) =>
          tip(
            row.client_name ?? row.client_id,
            t("farmers.white.tip", {
              year: f.money(row.year_amount),
              potential: f.money(row.potential_amount),
              white: f.money(row.white_amount),
            }),
            row.is_stale && t("farmers.white.stale", {day: f.fullDay(row.potential_date)}),
          ),
      }),
    ],
  });
}
