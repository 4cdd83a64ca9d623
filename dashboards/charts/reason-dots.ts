import * as Plot from "@observablehq/plot";
import type {Ranked} from "../../queries/statistics/ranking.ts";
import {
  axisAbove,
  base,
  type ChartOptions,
  ink,
  legColor,
  legFill,
  muted,
  nameMargin,
  pastOpacity,
  plot,
  shorten,
  tip,
} from "./options.ts";

export interface ReasonRate extends Ranked<string> {
  name: string;
  /** Says nothing: no reason given, or the entry for others. */
  isOther: boolean;
  /** Share among refusals, 0 to 1. */
  share: number;
  /** Rate of the month compared with; null without contacts then. */
  past: number | null;
}

/** Places of a tie group, such as 2–4. */
export function placeText(rows: readonly ReasonRate[], row: ReasonRate): string {
  const last = rows.filter(({group}) => group === row.group).length + row.place - 1;
  return last > row.place ? `${row.place}–${last}` : `${row.place}`;
}

/** Rate per contact with its interval; reasons that cannot be told apart share a bracket and a range of places. */
export function reasonDots(rows: ReasonRate[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const margin = isNarrow
    ? 48
    : nameMargin(
        rows.map((row) => row.name),
        width,
      ) + 40;
  const top = Math.max(0.001, ...rows.map((row) => row.high), ...rows.map((row) => row.past ?? 0)) * 1.05;
  const key = (row: ReasonRate) => row.key;
  const groups = [...Map.groupBy(rows, (row) => row.group).values()];
  const color = (row: ReasonRate) => (row.isOther ? base : legFill.call_centre);
  return plot(options, {
    height: rows.length * (isNarrow ? 40 : 30) + 44,
    marginLeft: margin,
    marginRight: 56,
    marginTop: 30,
    marginBottom: 6,
    x: {domain: [0, top], axis: null},
    y: {domain: rows.map(key), axis: null, padding: 0.3},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, (value: number) => f.share(value)),
      Plot.ruleX([0], {stroke: ink}),
      Plot.link(groups, {
        x1: 0,
        x2: 0,
        y1: (group) => group[0]!.key,
        y2: (group) => group.at(-1)!.key,
        dx: (isNarrow ? 36 : 30) - margin,
        stroke: muted,
        strokeWidth: 2,
        className: "ties",
      }),
      Plot.text(
        rows.filter((row, index) => rows.findIndex((other) => other.group === row.group) === index),
        {
          x: 0,
          y: key,
          dx: (isNarrow ? 2 : 24) - margin,
          textAnchor: isNarrow ? "start" : "end",
          text: (row) => placeText(rows, row),
          fill: muted,
          fontSize: 11,
          className: "places",
        },
      ),
      Plot.text(rows, {
        x: 0,
        y: key,
        dx: isNarrow ? 4 : -8,
        dy: isNarrow ? -12 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row) => (isNarrow ? row.name : shorten(row.name, margin - 36)),
        fill: (row) => (row.isOther ? muted : ink),
      }),
      Plot.ruleY(rows, {y: key, x1: "low", x2: "high", stroke: color, strokeWidth: 2, className: "interval"}),
      Plot.dot(
        rows.filter((row) => row.past !== null),
        {
          x: (row) => row.past!,
          y: key,
          r: 4,
          stroke: legColor.call_centre,
          strokeOpacity: pastOpacity * 2,
          className: "past",
        },
      ),
      Plot.dot(rows, {x: (row) => row.hits / row.trials, y: key, r: 5, fill: color, className: "rates"}),
      Plot.text(rows, {
        y: key,
        frameAnchor: "right",
        dx: 50,
        textAnchor: "end",
        fontWeight: 650,
        text: (row) => f.percent(row.hits / row.trials),
      }),
      Plot.barX(rows, {
        x1: 0,
        x2: top,
        y: key,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            row.name,
            t("chart.of", {
              part: f.count(row.hits),
              whole: f.count(row.trials),
              rate: f.percent(row.hits / row.trials),
            }),
            `${f.percent(row.low)}–${f.percent(row.high)}`,
            t("refusals.reasons.share", {share: f.percent(row.share)}),
            row.past !== null && t("refusals.reasons.past", {rate: f.percent(row.past)}),
          ),
      }),
    ],
  });
}
