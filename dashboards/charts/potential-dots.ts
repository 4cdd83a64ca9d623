import * as Plot from "@observablehq/plot";
import type {WhiteSpaceRow} from "../../queries/generated/rows.ts";
import {type ChartOptions, hairline, ink, legFill, muted, paper, plot, shorten, tip} from "./options.ts";

/** Largest gaps that carry a name. */
const named = 5;

interface Label {
  row: WhiteSpaceRow;
  text: string;
  textAnchor: "start" | "end";
  left: number;
  top: number;
}

/** How far above its dot a name may stand, the nearest first. */
const rises = [12, 26];

/** Names that find a place without a dot or another name in it; whoever finds none has the tip alone. */
export function freeLabels(labels: readonly Label[], dots: readonly {left: number; top: number}[]) {
  const placed: (Label & {rise: number})[] = [];
  const box = ({text, textAnchor, left, top}: Label, rise: number) => {
    const wide = text.length * 6.4;
    const from = textAnchor === "start" ? left : left - wide;
    return {from: from - 4, to: from + wide + 4, upper: top - rise - 7, lower: top - rise + 7};
  };
  for (const label of labels) {
    const rise = rises.find((candidate) => {
      const own = box(label, candidate);
      const isOnDot = dots.some(
        (dot) =>
          dot.left > own.from - 4 &&
          dot.left < own.to + 4 &&
          dot.top > own.upper - 4 &&
          dot.top < own.lower + 4,
      );
      const isOnName = placed.some((other) => {
        const its = box(other, other.rise);
        return own.from < its.to && own.to > its.from && own.upper < its.lower && own.lower > its.upper;
      });
      return !isOnDot && !isOnName;
    });
    if (rise !== undefined) placed.push({...label, rise});
  }
  return placed;
}

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
  const height = isNarrow ? 320 : 400;
  const [marginLeft, marginRight, marginTop, marginBottom] = [64, 20, 30, 52];
  const at = (row: WhiteSpaceRow) => ({
    left: marginLeft + (x(row) / (right * 1.02)) * (width - marginLeft - marginRight),
    top: height - marginBottom - (y(row) / (top * 1.04)) * (height - marginTop - marginBottom),
  });
  const labels = freeLabels(
    rows.slice(0, isNarrow ? 2 : named).map((row) => ({
      row,
      text: shorten(row.client_name ?? row.client_id, 180),
      textAnchor: x(row) > right * 0.7 ? ("end" as const) : ("start" as const),
      ...at(row),
    })),
    rows.map(at),
  );
  return plot(options, {
    height,
    marginLeft,
    marginRight,
    marginTop,
    marginBottom,
    x: {domain: [0, right * 1.02], axis: null},
    y: {domain: [0, top * 1.04], axis: null},
    marks: [
      Plot.gridX({stroke: hairline, strokeOpacity: 1, ticks: isNarrow ? 3 : 6}),
      Plot.gridY({stroke: hairline, strokeOpacity: 1, ticks: 5}),
      Plot.axisX({
        tickSize: 0,
        // clients without orders lie on the axis: its words stand clear of them
        tickPadding: 11,
        label: null,
        ticks: isNarrow ? 3 : 6,
        tickFormat: (value: number) => f.money(value),
      }),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.money(value)}),
      Plot.text([t("farmers.white.axisX")], {frameAnchor: "bottom-right", dy: 46, fill: muted}),
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
      ...labels.map(({row, text, textAnchor, rise}) =>
        Plot.text([row], {
          x,
          y,
          dy: -rise,
          text: () => text,
          textAnchor,
          fill: ink,
          stroke: paper,
          strokeWidth: 3,
          fontSize: 11,
          className: "names",
        }),
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
