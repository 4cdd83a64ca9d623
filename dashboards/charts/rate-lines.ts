import * as Plot from "@observablehq/plot";
import {wilsonInterval} from "../../queries/statistics/wilson.ts";
import {parseDay} from "../lib/month.ts";
import {type ChartOptions, hairline, ink, legColor, muted, paper, plot, tip} from "./options.ts";

export interface RateMonth {
  month: string;
  part: number;
  whole: number;
  /** The month may still change: drawn hollow. */
  isOpen: boolean;
}

export interface RateSeries {
  name: string;
  months: RateMonth[];
}

/** Strength of the lines from the first to the last: they share the hue of their leg. */
const strengths = [1, 0.62, 0.4];

/** Shares month by month with their intervals; the name stands at the end of each line. */
export function rateLines(
  series: RateSeries[],
  options: ChartOptions & {breaks?: readonly {month: string; name: string}[]},
): SVGSVGElement {
  const {words, width, breaks = []} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const at = (row: {month: string}) => parseDay(row.month);
  const points = series.flatMap(({name, months}, index) =>
    months
      .filter((row) => row.whole > 0)
      .map((row) => ({
        ...row,
        ...wilsonInterval(row.part, row.whole)!,
        name,
        rate: row.part / row.whole,
        strength: strengths[index] ?? 0.4,
      })),
  );
  const ends = series.flatMap(({name}) => points.findLast((point) => point.name === name) ?? []);
  const top = Math.max(0.01, ...points.map((point) => point.high));
  return plot(options, {
    height: isNarrow ? 260 : 300,
    marginLeft: 46,
    marginRight: isNarrow ? 12 : 170,
    marginTop: isNarrow ? 20 + 16 * series.length : 30,
    marginBottom: 28,
    x: {type: "utc", axis: null},
    y: {axis: null, domain: [0, Math.min(1, top * 1.05)]},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1}),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.share(value)}),
      Plot.axisX({
        tickSize: 0,
        label: null,
        ticks: isNarrow ? 3 : 8,
        tickFormat: (day: Date) => f.shortMonth(day.toISOString().slice(0, 10)),
      }),
      Plot.ruleX(breaks, {x: at, stroke: muted, className: "breaks"}),
      Plot.text(breaks, {
        x: at,
        frameAnchor: "top",
        dx: 4,
        dy: -10,
        textAnchor: "start",
        text: "name",
        fill: muted,
        fontSize: 11,
      }),
      Plot.ruleX(points, {
        x: at,
        y1: "low",
        y2: "high",
        stroke: legColor.call_centre,
        strokeOpacity: (point) => point.strength * 0.5,
        className: "interval",
      }),
      Plot.lineY(points, {
        x: at,
        y: "rate",
        z: "name",
        stroke: legColor.call_centre,
        strokeOpacity: (point: {strength: number}) => point.strength,
        strokeWidth: 2,
      }),
      Plot.dot(points, {
        x: at,
        y: "rate",
        r: 3.5,
        fill: (point) => (point.isOpen ? paper : legColor.call_centre),
        stroke: legColor.call_centre,
        fillOpacity: (point) => (point.isOpen ? 1 : point.strength),
        strokeOpacity: (point) => point.strength,
        className: "points",
      }),
      Plot.text(ends, {
        ...(isNarrow ? {frameAnchor: "top-left" as const, dx: 0} : {x: at, y: "rate", dx: 10}),
        ...(isNarrow ? {dy: (-16 * series.length) as number} : {}),
        textAnchor: "start",
        text: (point) => (isNarrow ? "" : `${point.name}\n${f.percent(point.rate)}`),
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      ...(isNarrow ? ends : []).map((point, index) =>
        Plot.text([point], {
          frameAnchor: "top-left",
          dy: -16 * (ends.length - index) - 4,
          textAnchor: "start",
          text: (row) => `${row.name}: ${f.percent(row.rate)}`,
          fill: ink,
          fillOpacity: Math.max(0.75, point.strength),
        }),
      ),
      Plot.ruleY([0], {stroke: ink}),
      Plot.dot(points, {
        x: at,
        y: "rate",
        r: 9,
        fill: "transparent",
        className: "hit",
        ariaLabel: (point) =>
          tip(
            `${point.name}, ${f.month(point.month)}`,
            t("chart.of", {
              part: f.count(point.part),
              whole: f.count(point.whole),
              rate: f.percent(point.rate),
            }),
            `${f.percent(point.low)}–${f.percent(point.high)}`,
            point.isOpen && t("quality.open"),
          ),
      }),
    ],
  });
}
