import * as Plot from "@observablehq/plot";
import type {QuickChoice} from "../lib/quick-guess.ts";
import {axisAbove, type ChartOptions, ink, nameMargin, plot, shorten, tip} from "./options.ts";

export interface QuickRow {
  x: string | number | boolean | null;
  y: number | null;
  /** The series a row belongs to; empty where there is one. */
  series: string;
}

/** Bars beyond this many are left out, and the page says so. */
export const mostBars = 40;

/** Hues that the two themes and most colour-blind readers tell apart, in the order of the series. */
const hues = [
  "var(--call-centre)",
  "var(--loss)",
  "var(--farmers)",
  "var(--hunters)",
  "var(--base)",
  "var(--plum)",
  "var(--moss)",
  "var(--clay)",
];

/** A first picture of any answer: numbers over time, by name or against each other. */
export function quickChart(
  rows: readonly QuickRow[],
  choice: QuickChoice,
  isTime: boolean,
  options: ChartOptions,
): SVGSVGElement {
  const {words, width} = options;
  const known = rows.filter((row) => row.x !== null && row.y !== null);
  const series = [...new Set(known.map((row) => row.series))];
  const hue = (row: QuickRow) => hues[series.indexOf(row.series) % hues.length];
  const number = (value: number) => words.f.ratio(value);
  const place = (row: QuickRow) => (isTime ? new Date(String(row.x)) : row.x);
  const said = (row: QuickRow) =>
    tip(row.series, `${isTime ? String(row.x).slice(0, 16).replace("T", " ") : row.x}: ${number(row.y!)}`);

  const isOfMonths = known.every((row) => String(row.x).slice(8, 10) === "01");
  const day = (date: Date) =>
    (isOfMonths ? words.f.shortMonth : words.f.day)(date.toISOString().slice(0, 10));

  if (choice.mark === "bar") {
    const shown = known.slice(0, mostBars);
    const names = [...new Set(shown.map((row) => String(row.x)))];
    const margin = nameMargin(names, width);
    const name = (row: QuickRow) => String(row.x);
    return plot(options, {
      height: names.length * 28 + 50,
      marginLeft: margin,
      marginRight: 80,
      marginTop: 30,
      x: {axis: null},
      y: {domain: names, label: null, tickSize: 0, tickFormat: (text: string) => shorten(text, margin)},
      marks: [
        ...axisAbove(width < 600 ? 3 : 6, number),
        Plot.barX(shown, {
          x: "y",
          y: name,
          fill: hue,
          insetTop: 3,
          insetBottom: 3,
          className: "hit",
          ariaLabel: said,
        }),
        Plot.text(shown, {
          x: "y",
          y: name,
          text: (row: QuickRow) => number(row.y!),
          textAnchor: "start",
          dx: 6,
          fill: ink,
        }),
        Plot.ruleX([0], {stroke: ink}),
      ],
    });
  }
  return plot(options, {
    height: 380,
    marginLeft: 70,
    marginRight: 24,
    marginTop: 24,
    x: {
      label: null,
      ticks: width < 600 ? 4 : 8,
      ...(isTime ? {type: "utc" as const, tickFormat: day} : {tickFormat: number}),
    },
    y: {label: null, tickFormat: number, grid: true, ticks: 6, zero: choice.mark === "line"},
    marks: [
      ...(choice.mark === "line"
        ? [Plot.line(known, {x: place, y: "y", z: "series", stroke: hue, strokeWidth: 2})]
        : []),
      Plot.dot(known, {
        x: place,
        y: "y",
        fill: hue,
        // on a long line its points are found by the pointer, not seen
        r: choice.mark === "dot" || known.length <= 60 ? 3 : 4,
        fillOpacity: choice.mark === "dot" || known.length <= 60 ? 1 : 0,
        className: "hit",
        ariaLabel: said,
      }),
    ],
  });
}

/** The colours of the series, for the words beside the picture. */
export const hueOf = (index: number): string => hues[index % hues.length]!;
