import * as Plot from "@observablehq/plot";
import {xmrLimits} from "../../queries/statistics/xmr.ts";
import type {Leg} from "../../queries/vocabulary.ts";
import {parseDay} from "../lib/month.ts";
import {base, type ChartOptions, ink, legColor, lossFill, muted, paper, plot, tip} from "./options.ts";

export interface SparkPoint {
  month: string;
  value: number | null;
}

export interface SparkOptions extends ChartOptions {
  leg: Leg | null;
  name: string;
  format: (value: number) => string;
}

/** A label near an edge turns inwards. */
function anchorOf(index: number, length: number): "start" | "middle" | "end" {
  if (index < 2) return "start";
  return index > length - 3 ? "end" : "middle";
}

/** 24 months of one measure with its natural limits; a month outside of them is ringed and named. */
export function sparkline(points: SparkPoint[], options: SparkOptions): SVGSVGElement {
  const {words, format, leg} = options;
  const known = points.filter((point): point is SparkPoint & {value: number} => point.value !== null);
  const limits = known.length >= 8 ? xmrLimits(known.map((point) => point.value)) : null;
  const isOutside = (value: number) => limits !== null && (value < limits.low || value > limits.high);
  const outside = known.filter((point) => isOutside(point.value));
  const last = known.at(-1);
  const distance = (point: {value: number}) => Math.abs(point.value - (limits?.mean ?? 0));
  const farthest = outside.filter((point) => point !== last).sort((a, b) => distance(b) - distance(a))[0];
  const color = leg ? legColor[leg] : base;
  const x = (point: SparkPoint) => parseDay(point.month);
  const span = [points[0], points.at(-1)].filter((point) => point !== undefined);

  return plot(options, {
    height: 96,
    marginLeft: 4,
    marginRight: 8,
    marginTop: 16,
    marginBottom: 20,
    x: {type: "utc", axis: null},
    y: {axis: null, nice: true, insetBottom: 10},
    marks: [
      limits &&
        Plot.areaY(span, {
          x,
          y1: limits.low,
          y2: limits.high,
          fill: color,
          fillOpacity: 0.1,
          className: "limits",
        }),
      limits && Plot.ruleY([limits.mean], {stroke: color, strokeOpacity: 0.5, className: "mean"}),
      Plot.lineY(known, {x, y: "value", stroke: color, strokeWidth: 1.5}),
      Plot.dot(outside, {x, y: "value", r: 5, stroke: lossFill, strokeWidth: 1.5, className: "outside"}),
      Plot.dot(last ? [last] : [], {x, y: "value", r: 3.5, fill: color, className: "last"}),
      Plot.text(farthest ? [farthest] : [], {
        x,
        y: "value",
        text: (point: SparkPoint & {value: number}) => format(point.value),
        textAnchor: anchorOf(
          points.findIndex((point) => point.month === farthest?.month),
          points.length,
        ),
        dy: farthest && farthest.value < (limits?.mean ?? 0) ? 12 : -10,
        fontSize: 11,
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(span, {
        x,
        frameAnchor: "bottom",
        dy: 14,
        textAnchor: "start",
        text: (point: SparkPoint) => words.f.shortMonth(point.month),
        fontSize: 10.5,
        fill: muted,
        filter: (_point, index) => index === 0,
      }),
      Plot.text(span, {
        x,
        frameAnchor: "bottom",
        dy: 14,
        textAnchor: "end",
        text: (point: SparkPoint) => words.f.shortMonth(point.month),
        fontSize: 10.5,
        fill: muted,
        // of one month the name once is enough
        filter: (point, index) => index === 1 && point.month !== span[0]!.month,
      }),
      Plot.dot(known, {
        x,
        y: "value",
        r: 7,
        fill: "transparent",
        className: "hit",
        ariaLabel: (point: SparkPoint & {value: number}) =>
          tip(
            words.f.month(point.month),
            `${options.name}: ${format(point.value)}`,
            isOutside(point.value) && words.t("chart.outside"),
          ),
      }),
    ],
  });
}
