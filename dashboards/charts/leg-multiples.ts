import * as Plot from "@observablehq/plot";
import type {Leg} from "../../queries/vocabulary.ts";
import {
  type ChartOptions,
  hatchOf,
  ink,
  legColor,
  legFill,
  loss,
  nameMargin,
  normX,
  pastOpacity,
  plot,
  shorten,
  tip,
} from "./options.ts";

export interface TeamMeasure {
  team: string;
  value: number | null;
  previous: number | null;
  isWorse: boolean;
  peopleCount: number;
}

export interface TeamOptions extends ChartOptions {
  leg: Leg;
  norm: {low: number | null; high: number | null};
  format: (value: number) => string;
}

const sideMark = (value: number, low: number | null) => (low !== null && value < low ? " ▼" : " ▲");

/** One measure of a leg: a bar per team, the month before as a faint tick, the norm as a dashed line. */
export function teamBars(rows: TeamMeasure[], options: TeamOptions): SVGSVGElement {
  const {words, leg, norm, format, width} = options;
  const sorted = rows.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const margin = nameMargin(
    sorted.map((row) => row.team),
    width,
  );
  const ends = [norm.low, norm.high].filter((end) => end !== null);
  const top = Math.max(1e-9, ...rows.flatMap((row) => [row.value ?? 0, row.previous ?? 0]), ...ends);
  const fill = options.isProvisional ? hatchOf(leg) : legFill[leg];
  return plot(options, {
    height: 30 + sorted.length * 26,
    marginTop: 22,
    marginBottom: 6,
    marginLeft: margin,
    marginRight: 64,
    x: {domain: [0, top], axis: null},
    y: {domain: sorted.map((row) => row.team), axis: null, padding: 0.25},
    marks: [
      Plot.barX(sorted, {x: "value", y: "team", fill, className: "bar"}),
      Plot.tickX(
        sorted.filter((row) => row.previous !== null),
        {
          x: "previous",
          y: "team",
          stroke: legColor[leg],
          strokeOpacity: pastOpacity + 0.3,
          strokeWidth: 3,
          className: "past",
        },
      ),
      Plot.ruleX([0], {stroke: ink}),
      ...ends.flatMap((end, index) =>
        normX(end, index === 0 ? words.t("norm.label", {value: ends.map(format).join("–")}) : ""),
      ),
      Plot.text(sorted, {
        y: "team",
        x: 0,
        dx: -8,
        textAnchor: "end",
        text: (row: TeamMeasure) => shorten(row.team, margin),
      }),
      Plot.text(sorted, {
        y: "team",
        frameAnchor: "right",
        dx: 62,
        textAnchor: "end",
        fontWeight: 650,
        fill: (row: TeamMeasure) => (row.isWorse ? loss : ink),
        text: (row: TeamMeasure) =>
          row.value === null
            ? words.t("chart.noData")
            : `${format(row.value)}${row.isWorse ? sideMark(row.value, norm.low) : ""}`,
      }),
      Plot.barX(sorted, {
        x1: 0,
        x2: top,
        y: "team",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: TeamMeasure) =>
          tip(
            row.team,
            row.value === null ? words.t("chart.noData") : format(row.value),
            row.previous !== null && words.t("chart.before", {value: format(row.previous)}),
            words.t("chart.people", {count: row.peopleCount}),
          ),
      }),
    ],
  });
}
