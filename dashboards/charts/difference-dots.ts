import * as Plot from "@observablehq/plot";
import type {Difference} from "../../queries/statistics/newcombe.ts";
import {axisAbove, base, type ChartOptions, ink, lossFill, muted, nameMargin, plot, tip} from "./options.ts";

export interface DifferenceRow {
  name: string;
  difference: Difference;
  /** What the two sides are, in words. */
  sides: string;
}

/** Differences of two shares in percentage points, each with its interval about the line of no difference. */
export function differenceDots(rows: readonly DifferenceRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const margin = isNarrow
    ? 14
    : nameMargin(
        rows.map(({name}) => name),
        width * 1.2,
      );
  const low = Math.min(-0.05, ...rows.map(({difference}) => difference.low)) * 1.1;
  const high = Math.max(0.05, ...rows.map(({difference}) => difference.high)) * 1.1;
  const color = ({difference: {verdict}}: DifferenceRow) =>
    verdict === "higher" ? "var(--farmers)" : verdict === "lower" ? lossFill : base;
  const points = (value: number) => t("base.points", {n: f.signedTenths(value * 100)});
  return plot(options, {
    height: rows.length * (isNarrow ? 58 : 40) + 40,
    marginLeft: margin,
    marginRight: isNarrow ? 14 : 220,
    marginTop: 30,
    marginBottom: 6,
    x: {domain: [low, high], axis: null},
    y: {domain: rows.map(({name}) => name), axis: null, padding: 0.3},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, points),
      Plot.ruleX([0], {stroke: ink, className: "zero"}),
      Plot.ruleY(rows, {
        y: "name",
        x1: (row: DifferenceRow) => row.difference.low,
        x2: (row: DifferenceRow) => row.difference.high,
        stroke: color,
        strokeWidth: 3,
        className: "interval",
      }),
      Plot.dot(rows, {
        x: (row: DifferenceRow) => row.difference.difference,
        y: "name",
        r: 6,
        fill: color,
        className: "differences",
      }),
      Plot.text(rows, {
        x: low,
        y: "name",
        dx: isNarrow ? 0 : -8,
        dy: isNarrow ? -18 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: "name",
        fill: ink,
        className: "names",
      }),
      Plot.text(rows, {
        x: isNarrow ? low : high,
        y: "name",
        dx: isNarrow ? 0 : 212,
        dy: isNarrow ? 17 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: "sides",
        fill: muted,
        fontSize: 11,
        className: "sides",
      }),
      Plot.barX(rows, {
        x1: low,
        x2: high,
        y: "name",
        fill: "transparent",
        className: "hit",
        ariaLabel: ({name, difference, sides}: DifferenceRow) =>
          tip(
            name,
            sides,
            t("base.campaigns.between", {
              difference: f.signedTenths(difference.difference * 100),
              low: f.signedTenths(difference.low * 100),
              high: f.signedTenths(difference.high * 100),
            }),
          ),
      }),
    ],
  });
}
