import * as Plot from "@observablehq/plot";
import {beyondChance} from "../../queries/statistics/beyond.ts";
import {judgeAgainstOthers, type Share} from "../../queries/statistics/others.ts";
import {wilsonInterval} from "../../queries/statistics/wilson.ts";
import {
  axisAbove,
  base,
  type ChartOptions,
  ink,
  lossFill,
  muted,
  nameMargin,
  niceTop,
  paper,
  plot,
  shorten,
  tip,
} from "./options.ts";

/** A part of a whole. */
export interface Rate extends Share {
  /** Least and most of the part that chance leaves, where unlike cases are compared with their like only. */
  chance?: {low: number; high: number};
}

export interface PersonRate extends Rate {
  id: string;
  name: string;
}

/** Beyond its own limits, else beyond what the common rate leaves to chance, once in a thousand on either side. */
export function isBeyond(row: Rate, common: number): "above" | "below" | null {
  return row.chance ? byLimits(row, row.chance).verdict : beyondChance(row.part, row.whole, common);
}

export const commonRate = (rows: readonly Rate[]): number => {
  const whole = rows.reduce((sum, row) => sum + row.whole, 0);
  return whole === 0 ? 0 : rows.reduce((sum, row) => sum + row.part, 0) / whole;
};

const byLimits = ({part, whole}: Rate, {low, high}: {low: number; high: number}) => ({
  verdict: part > high ? ("above" as const) : part < low ? ("below" as const) : null,
  low: low / whole,
  high: high / whole,
});

/** Everybody against the others, and the rate of those who do not stand out; all shares of a page are judged here. */
export function judgeRates<Row extends Rate>(rows: readonly Row[]) {
  const judged = judgeAgainstOthers(rows).map((judgement, index) => {
    const row = rows[index]!;
    return {row, ...judgement, ...(row.chance ? byLimits(row, row.chance) : {})};
  });
  const alike = judged.filter(({verdict}) => verdict === null).map(({row}) => row);
  const rest = alike.some(({whole}) => whole > 0) ? alike : rows;
  return {
    judged,
    rate: commonRate(rest),
    rest: rest.reduce((sum, {whole}) => sum + whole, 0),
    beyond: (side: "above" | "below") => judged.filter(({verdict}) => verdict === side).map(({row}) => row),
  };
}

/** A share of each person with its interval, and the band in which chance would leave it if he were like the others. */
export function rateDots(
  rows: PersonRate[],
  options: ChartOptions & {color: string; worse: "above" | "below"},
): SVGSVGElement {
  const {words, width, color, worse} = options;
  const {f, t, label} = words;
  const {judged, rate} = judgeRates(rows);
  const known = judged
    .filter(({row}) => row.whole > 0)
    .map(({row, verdict, low, high}) => ({
      ...row,
      ...wilsonInterval(row.part, row.whole)!,
      limits: {low, high},
      beyond: verdict,
    }))
    .toSorted((a, b) => b.part / b.whole - a.part / a.whole);
  const isNarrow = width < 600;
  const margin = isNarrow
    ? 14
    : nameMargin(
        known.map((row) => `▲ ${row.name}`),
        width,
      );
  const said = (row: {part: number; whole: number}) =>
    `${f.percent(row.part / row.whole)} · ${f.count(row.part)}/${f.count(row.whole)}`;
  const right = isNarrow ? 12 : Math.round(6.8 * Math.max(0, ...known.map((row) => said(row).length))) + 22;
  const ticks = isNarrow ? 3 : 6;
  const top = niceTop(
    Math.min(
      1,
      Math.max(0.05, ...known.map((row) => Math.max(row.high, Math.min(row.limits.high, rate * 2 + 0.1)))),
    ),
    ticks,
  );
  return plot(options, {
    height: known.length * (isNarrow ? 42 : 30) + 44,
    marginLeft: margin,
    marginRight: right,
    marginTop: 30,
    marginBottom: 6,
    x: {domain: [0, top], axis: null},
    y: {domain: known.map((row) => row.id), axis: null, padding: 0.3},
    marks: [
      ...axisAbove(ticks, (value: number) => f.share(value)),
      Plot.barX(known, {
        x1: (row) => row.limits.low,
        x2: (row) => Math.min(top, row.limits.high),
        y: "id",
        // where the words stand above the marks, the band begins below them
        insetTop: isNarrow ? 9 : 0,
        fill: base,
        fillOpacity: 0.14,
        className: "chance",
      }),
      Plot.ruleX([rate], {stroke: ink, className: "mean"}),
      Plot.ruleX([0], {stroke: ink}),
      Plot.ruleY(known, {
        y: "id",
        x1: "low",
        x2: "high",
        stroke: (row) => (row.beyond === worse ? lossFill : color),
        strokeWidth: 2,
        className: "interval",
      }),
      Plot.dot(known, {
        x: (row) => row.part / row.whole,
        y: "id",
        r: 5,
        fill: (row) => (row.beyond === worse ? lossFill : color),
        className: "rates",
      }),
      Plot.text(known, {
        x: 0,
        y: "id",
        dx: isNarrow ? 4 : -8,
        dy: isNarrow ? -13 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row) =>
          `${row.beyond === "above" ? "▲ " : row.beyond === "below" ? "▼ " : ""}${isNarrow ? row.name : shorten(row.name, margin - 14)}`,
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(known, {
        y: "id",
        frameAnchor: "right",
        dx: isNarrow ? 6 : right - 6,
        dy: isNarrow ? -13 : 0,
        textAnchor: "end",
        text: said,
        className: "said",
        fill: (row) => (row.beyond ? ink : muted),
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.barX(known, {
        x1: 0,
        x2: top,
        y: "id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            row.name,
            t("chart.of", {
              part: f.count(row.part),
              whole: f.count(row.whole),
              rate: f.percent(row.part / row.whole),
            }),
            `${f.percent(row.low)}–${f.percent(row.high)}`,
            label("verdict", row.beyond ?? "within"),
          ),
      }),
    ],
  });
}
