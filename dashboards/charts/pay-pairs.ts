import * as Plot from "@observablehq/plot";
import {
  axisAbove,
  type ChartOptions,
  hairline,
  ink,
  legFill,
  lossFill,
  muted,
  nameMargin,
  plot,
  shorten,
  tip,
} from "./options.ts";

export interface PayPair {
  id: string;
  name: string;
  /** By the plan in force, hollow. */
  before: number;
  /** By the plan that is tried, filled. */
  after: number;
}

/** What each person has by the plan in force and by another, a line from one to the other; more and less differ in sign too. */
export function payPairs(rows: readonly PayPair[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {t, f} = words;
  const isNarrow = width < 600;
  const names = rows.map(({name}) => name);
  const margin = isNarrow ? 6 : nameMargin(names, width);
  const sign = (row: PayPair) =>
    `${row.after > row.before ? "+" : ""}${f.moneyExact(Math.round((row.after - row.before) * 100) / 100)}`;
  const right = Math.max(90, Math.round(7 * Math.max(0, ...rows.map((row) => sign(row).length))) + 16);
  const all = rows.flatMap(({before, after}) => [before, after]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(1, (high - low) * 0.04);
  const color = ({before, after}: PayPair) => (after < before ? lossFill : legFill.farmers);
  const label = isNarrow ? {dx: 0, dy: -13, textAnchor: "start" as const} : {dx: -margin + 2, dy: 0};
  return plot(options, {
    height: rows.length * (isNarrow ? 42 : 26) + 40,
    marginLeft: margin,
    marginRight: right,
    marginTop: 30,
    marginBottom: 4,
    x: {domain: [low - room, high + room], axis: null},
    y: {domain: rows.map(({id}) => id), axis: null, padding: 0.3},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, (value) => f.money(value)),
      Plot.ruleY(rows, {y: "id", stroke: hairline}),
      Plot.ruleY(rows, {y: "id", x1: "before", x2: "after", stroke: color, strokeWidth: 3}),
      Plot.dot(rows, {
        x: "before",
        y: "id",
        r: 4.5,
        stroke: color,
        strokeWidth: 1.5,
        fill: "var(--paper)",
        className: "before",
      }),
      Plot.dot(rows, {x: "after", y: "id", r: 5, fill: color, className: "after"}),
      Plot.text(rows, {
        y: "id",
        frameAnchor: "left",
        textAnchor: "start",
        ...label,
        text: ({name}: PayPair) => (isNarrow ? name : shorten(name, margin - 6)),
        fill: ink,
      }),
      Plot.text(rows, {
        y: "id",
        frameAnchor: "right",
        dx: right - 4,
        textAnchor: "end",
        text: sign,
        fill: muted,
      }),
      Plot.barX(rows, {
        x1: low - room,
        x2: high + room,
        y: "id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: PayPair) =>
          tip(
            row.name,
            t("chart.payPair", {
              before: f.moneyExact(row.before),
              after: f.moneyExact(row.after),
              change: sign(row),
            }),
          ),
      }),
    ],
  });
}
