import * as Plot from "@observablehq/plot";
import type {DimensionSplit} from "../lib/script-changes.ts";
import {base, type ChartOptions, hairline, ink, legColor, muted, paper, plot, tip} from "./options.ts";

const parts = ["real", "mix", "alone"] as const;
type Part = (typeof parts)[number];

interface Bar {
  split: DimensionSplit;
  part: Part;
  value: number;
  row: string;
}

/** What of the difference is the script's, and what comes from other companies: one group of bars a dimension. */
export function mixBars(splits: readonly DimensionSplit[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const bars = splits.flatMap((split): Bar[] =>
    parts
      .filter((part) => part !== "alone" || split.common < 1)
      .map((part) => ({split, part, value: split[part], row: `${split.dimension} ${part}`})),
  );
  const rows = splits.flatMap(({dimension}) => [
    `${dimension} head`,
    ...bars.filter(({split}) => split.dimension === dimension).map(({row}) => row),
  ]);
  const reach = 1.35 * Math.max(0.005, ...bars.map(({value}) => Math.abs(value)));
  const color = (part: Part) => (part === "real" ? legColor.call_centre : base);
  const margin = width < 600 ? 118 : 150;
  return plot(options, {
    height: rows.length * 26 + 34,
    marginLeft: margin,
    marginRight: 10,
    marginTop: 26,
    marginBottom: 6,
    x: {domain: [-reach, reach], axis: null},
    y: {domain: rows, axis: null, padding: 0.25},
    marks: [
      Plot.gridX({stroke: hairline, strokeOpacity: 1, ticks: 5}),
      Plot.axisX({
        anchor: "top",
        tickSize: 0,
        label: null,
        ticks: width < 600 ? 3 : 5,
        tickFormat: (value: number) => f.signedTenths(value * 100),
      }),
      Plot.barX(bars, {
        x: "value",
        y: "row",
        fill: ({part}: Bar) => color(part),
        fillOpacity: ({part, split}: Bar) => (part === "real" && split.says !== "apart" ? 1 : 0.45),
        className: "parts",
      }),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(splits, {
        x: -reach,
        y: ({dimension}: DimensionSplit) => `${dimension} head`,
        dx: -margin + 4,
        textAnchor: "start",
        text: ({dimension}: DimensionSplit) => t(`refusals.dimension.${dimension}`),
        fontWeight: 600,
        fill: ink,
      }),
      Plot.text(bars, {
        x: -reach,
        y: "row",
        dx: -margin + 4,
        textAnchor: "start",
        text: ({part}: Bar) => t(`refusals.part.${part}`),
        fill: muted,
      }),
      // at the right of its bar, whichever way that goes: at the left stand the names
      Plot.text(bars, {
        x: ({value}: Bar) => Math.max(0, value),
        y: "row",
        dx: 6,
        textAnchor: "start",
        text: ({value}: Bar) => f.signedTenths(value * 100),
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.barX(bars, {
        x1: -reach,
        x2: reach,
        y: "row",
        fill: "transparent",
        className: "hit",
        ariaLabel: ({split, part, value}: Bar) =>
          tip(
            `${t(`refusals.dimension.${split.dimension}`)}: ${t(`refusals.part.${part}`)}`,
            t("refusals.points", {n: f.signedTenths(value * 100)}),
            t("refusals.mix.common", {share: f.percent(split.common)}),
          ),
      }),
    ],
  });
}
