import * as Plot from "@observablehq/plot";
import {type ChartOptions, ink, legFill, muted, paper, pastOpacity, plot, tip} from "./options.ts";

export interface Learned {
  key: string;
  name: string;
  companies: number;
  known: number;
  gained: number;
}

/** Of the companies called: what was known before (pale) and what was learnt in the month (solid), a bar a thing. */
export function learnedBars(rows: Learned[], options: ChartOptions): SVGSVGElement {
  const {words} = options;
  const {f, t} = words;
  const share = (row: Learned) => (row.known + row.gained) / row.companies;
  return plot(options, {
    height: rows.length * 46 + 8,
    marginLeft: 2,
    marginRight: 70,
    marginTop: 2,
    marginBottom: 2,
    x: {domain: [0, 1], axis: null},
    y: {domain: rows.map((row) => row.key), axis: null, paddingInner: 0.6, paddingOuter: 0.3},
    marks: [
      Plot.barX(rows, {x1: 0, x2: 1, y: "key", stroke: muted, strokeOpacity: 0.4, fill: "none"}),
      Plot.barX(rows, {
        x1: 0,
        x2: (row: Learned) => row.known / row.companies,
        y: "key",
        fill: legFill.call_centre,
        fillOpacity: pastOpacity,
        className: "known",
      }),
      Plot.barX(rows, {
        x1: (row: Learned) => row.known / row.companies,
        x2: share,
        y: "key",
        fill: legFill.call_centre,
        className: "gained",
      }),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(rows, {
        x: 0,
        y: "key",
        dx: 2,
        dy: -19,
        textAnchor: "start",
        text: (row: Learned) =>
          `${row.name} · ${t("quality.learned.gained", {count: row.gained, n: f.count(row.gained)})}`,
        stroke: paper,
        strokeWidth: 3,
        fill: ink,
      }),
      Plot.text(rows, {
        y: "key",
        frameAnchor: "right",
        dx: 64,
        textAnchor: "end",
        fontWeight: 650,
        text: (row: Learned) => f.percent(share(row)),
      }),
      Plot.barX(rows, {
        x1: 0,
        x2: 1,
        y: "key",
        insetTop: -22,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: Learned) =>
          tip(
            row.name,
            t("quality.learned.tip", {
              known: f.count(row.known),
              gained: f.count(row.gained),
              all: f.count(row.companies),
            }),
          ),
      }),
    ],
  });
}
