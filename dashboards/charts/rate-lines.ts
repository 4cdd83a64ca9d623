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

/** Months to write under the axis: the last one and as many before it as there is room for, evenly. */
export function everyFew(months: readonly string[], room: number): string[] {
  const step = Math.max(1, Math.ceil(months.length / room));
  return months.filter((_, index) => (months.length - 1 - index) % step === 0);
}

export interface RateSeries {
  name: string;
  months: RateMonth[];
}

/** Lines share the hue of their leg and are told apart by strength and dash. */
const strengths = [1, 0.7, 0.5];
const dashes = ["none", "7,3", "2,3"];

/** Heights of labels, in pixels from the top, pushed apart so that none covers another. */
export function spread(heights: readonly number[], room: number): number[] {
  const order = heights.map((_, index) => index).toSorted((a, b) => heights[a]! - heights[b]!);
  const placed = [...heights];
  for (const [place, index] of order.entries())
    if (place > 0) placed[index] = Math.max(placed[index]!, placed[order[place - 1]!]! + room);
  return placed;
}

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
        strength: strengths[index] ?? 0.5,
      })),
  );
  const ends = series.flatMap(({name}) => points.findLast((point) => point.name === name) ?? []);
  const top = Math.min(1, Math.max(0.01, ...points.map((point) => point.high)) * 1.05);
  const height = isNarrow ? 260 : 300;
  const marginTop = isNarrow ? 20 + 16 * series.length : 30;
  const pixel = (rate: number) => marginTop + (height - marginTop - 28) * (1 - rate / top);
  const places = spread(
    ends.map((point) => pixel(point.rate)),
    32,
  );
  return plot(options, {
    height,
    marginLeft: 46,
    marginRight: isNarrow ? 12 : 170,
    marginTop,
    marginBottom: 28,
    x: {type: "utc", axis: null},
    y: {axis: null, domain: [0, top]},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1}),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.share(value)}),
      Plot.axisX({
        tickSize: 0,
        label: null,
        ticks: everyFew([...new Set(points.map((point) => point.month))].sort(), isNarrow ? 3 : 8).map(
          parseDay,
        ),
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
      ...series.map(({name}, index) =>
        Plot.lineY(
          points.filter((point) => point.name === name),
          {
            x: at,
            y: "rate",
            stroke: legColor.call_centre,
            strokeOpacity: strengths[index] ?? 0.5,
            strokeDasharray: dashes[index] ?? "none",
            strokeWidth: 2,
            className: "line",
          },
        ),
      ),
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
      ...(isNarrow ? [] : ends).map((point, index) =>
        Plot.text([point], {
          x: at,
          y: "rate",
          dx: 10,
          dy: places[index]! - pixel(point.rate),
          textAnchor: "start",
          text: (row) => `${row.name}\n${f.percent(row.rate)}`,
          fill: ink,
          stroke: paper,
          strokeWidth: 3,
          className: "end",
        }),
      ),
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
