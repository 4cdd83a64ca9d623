import * as Plot from "@observablehq/plot";
import {
  type ChartOptions,
  hairline,
  ink,
  muted,
  nameMargin,
  paper,
  pastOpacity,
  plot,
  shorten,
  tip,
} from "./options.ts";

export interface ThenNow {
  id: string;
  name: string;
  /** Null without anything to divide by. */
  before: number | null;
  now: number | null;
}

/** One measure of each person, pale a year ago and solid now. */
export function thenNow(
  rows: readonly ThenNow[],
  options: ChartOptions & {color: string; format: (value: number | null) => string},
): SVGSVGElement {
  const {words, width, color, format} = options;
  const {t} = words;
  const isNarrow = width < 600;
  const ticks = width < 760 ? 3 : 6;
  const sorted = rows.toSorted((a, b) => (b.now ?? -1) - (a.now ?? -1));
  const margin = isNarrow
    ? 6
    : nameMargin(
        sorted.map((row) => row.name),
        width,
      );
  const known = (pick: (row: ThenNow) => number | null) => sorted.filter((row) => pick(row) !== null);
  const said = (row: ThenNow) => `${format(row.before)} → ${format(row.now)}`;
  const right = isNarrow
    ? 8
    : Math.max(120, Math.round(6.8 * Math.max(0, ...sorted.map((row) => said(row).length))) + 18);
  const top = Math.max(1e-9, ...sorted.flatMap((row) => [row.before ?? 0, row.now ?? 0]));
  return plot(options, {
    height: sorted.length * (isNarrow ? 42 : 30) + 40,
    marginLeft: margin,
    marginRight: right,
    marginTop: 30,
    marginBottom: 4,
    x: {domain: [0, top], axis: null},
    y: {domain: sorted.map((row) => row.id), axis: null, padding: 0.3},
    marks: [
      Plot.gridX({stroke: hairline, strokeOpacity: 1, ticks}),
      Plot.axisX({
        anchor: "top",
        tickSize: 0,
        label: null,
        ticks,
        tickFormat: (value: number) => format(value),
      }),
      Plot.ruleX([0], {stroke: ink}),
      Plot.ruleY(
        sorted.filter((row) => row.before !== null && row.now !== null),
        {y: "id", x1: "before", x2: "now", stroke: color, strokeOpacity: pastOpacity, strokeWidth: 3},
      ),
      Plot.dot(
        known((row) => row.before),
        {x: "before", y: "id", r: 4.5, fill: color, fillOpacity: pastOpacity, className: "before"},
      ),
      Plot.dot(
        known((row) => row.now),
        {x: "now", y: "id", r: 5, fill: color, className: "now"},
      ),
      Plot.text(sorted, {
        x: 0,
        y: "id",
        dx: isNarrow ? 4 : -8,
        dy: isNarrow ? -13 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row: ThenNow) => shorten(row.name, isNarrow ? width - 6.8 * said(row).length - 10 : margin),
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(sorted, {
        y: "id",
        frameAnchor: "right",
        dx: right - 4,
        dy: isNarrow ? -13 : 0,
        textAnchor: "end",
        text: said,
        fill: muted,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.barX(sorted, {
        x1: 0,
        x2: top,
        y: "id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: ThenNow) =>
          tip(row.name, t("chart.thenNow", {before: format(row.before), now: format(row.now)})),
      }),
    ],
  });
}
