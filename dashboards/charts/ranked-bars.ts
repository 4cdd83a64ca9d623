import * as Plot from "@observablehq/plot";
import {type ChartOptions, ink, muted, paper, plot, tip} from "./options.ts";

export interface RankedBar {
  key: string;
  name: string;
  note: string;
  count: number;
}

/** Name and note within the room there is; the note tells bars of one name apart, so the name gives way. */
function caption({name, note}: RankedBar, room: number): string {
  const tail = note && ` · ${note}`;
  const left = Math.max(8, room - tail.length);
  return (name.length > left ? `${name.slice(0, left - 1).trimEnd()}…` : name) + tail;
}

/** Counts by category, the largest first, each with its name above the bar. */
export function rankedBars(rows: RankedBar[], options: ChartOptions & {color: string}): SVGSVGElement {
  const {words, width, color} = options;
  const sorted = rows.toSorted((a, b) => b.count - a.count);
  const top = Math.max(1, ...sorted.map((row) => row.count));
  return plot(options, {
    height: sorted.length * 44 + 8,
    marginLeft: 2,
    marginRight: 60,
    marginTop: 2,
    marginBottom: 2,
    x: {domain: [0, top], axis: null},
    y: {domain: sorted.map((row) => row.key), axis: null, paddingInner: 0.6, paddingOuter: 0.3},
    marks: [
      Plot.barX(sorted, {x: "count", y: "key", fill: color, className: "bar"}),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(sorted, {
        x: 0,
        y: "key",
        dx: 2,
        dy: -17,
        textAnchor: "start",
        text: (row: RankedBar) => caption(row, Math.floor(width / 7)),
        stroke: paper,
        strokeWidth: 3,
        fill: muted,
      }),
      Plot.text(sorted, {
        x: "count",
        y: "key",
        dx: 6,
        textAnchor: "start",
        fontWeight: 650,
        text: (row: RankedBar) => words.f.count(row.count),
      }),
      Plot.barX(sorted, {
        x1: 0,
        x2: top,
        y: "key",
        insetTop: -22,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: RankedBar) => tip(row.name, row.note, words.f.count(row.count)),
      }),
    ],
  });
}
