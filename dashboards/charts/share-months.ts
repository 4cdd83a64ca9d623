import * as Plot from "@observablehq/plot";
import {wilsonInterval} from "../../queries/statistics/wilson.ts";
import {parseDay} from "../lib/month.ts";
import {type ChartOptions, hairline, hatch, ink, muted, niceTop, paper, plot, tip} from "./options.ts";

export interface ShareMonth {
  month: string;
  part: number;
  whole: number;
  isMature: boolean;
}

/** A share by month with its intervals; months too young to be judged are hollow. */
export function shareMonths(
  rows: readonly ShareMonth[],
  options: ChartOptions & {color: string},
): SVGSVGElement {
  const {words, width, color} = options;
  const {f, t} = words;
  const known = rows
    .filter((row) => row.whole > 0)
    .map((row) => ({
      ...row,
      at: parseDay(row.month),
      rate: row.part / row.whole,
      ...wilsonInterval(row.part, row.whole)!,
    }));
  const top = niceTop(Math.min(1, Math.max(0.05, ...known.map((row) => row.high))), 5);
  const months = known.map((row) => row.month);
  const isNarrow = width < 600;
  return plot(options, {
    height: isNarrow ? 240 : 280,
    marginLeft: 46,
    marginRight: 16,
    marginTop: 22,
    marginBottom: 34,
    x: {domain: months, axis: null, padding: 0.4},
    y: {domain: [0, top], axis: null},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1, ticks: 5}),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.share(value)}),
      Plot.ruleY([0], {stroke: ink}),
      Plot.barY(
        known.filter((row) => !row.isMature),
        {x: "month", y1: 0, y2: top, fill: hatch, fillOpacity: 0.25, className: "young"},
      ),
      Plot.ruleX(known, {
        x: "month",
        y1: "low",
        y2: "high",
        stroke: color,
        strokeWidth: 2,
        className: "interval",
      }),
      Plot.dot(known, {
        x: "month",
        y: "rate",
        r: 5,
        fill: (row: {isMature: boolean}) => (row.isMature ? color : paper),
        stroke: color,
        strokeWidth: 2,
        className: "rates",
      }),
      Plot.text(
        known.filter((_, index) => !isNarrow || index % 3 === 0),
        {
          x: "month",
          frameAnchor: "bottom",
          dy: 18,
          text: (row) => f.shortMonth(row.month),
          fontSize: 11,
          fill: muted,
        },
      ),
      Plot.barY(known, {
        x: "month",
        y1: 0,
        y2: top,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            f.month(row.month),
            t("chart.of", {part: f.count(row.part), whole: f.count(row.whole), rate: f.percent(row.rate)}),
            `${f.percent(row.low)}–${f.percent(row.high)}`,
            !row.isMature && t("chart.young"),
          ),
      }),
    ],
  });
}
