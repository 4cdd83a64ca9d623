import * as Plot from "@observablehq/plot";
import {adherenceTip, itemsOf, type JudgedCell, totalsOf} from "./adherence-cells.ts";
import {type ChartOptions, ink, legFill, lossFill, muted, nameMargin, plot, shorten} from "./options.ts";

const rowHeight = 26;
const everybody = "";

/** Script adherence of a crowd: a person a row, whoever is below what chance explains first, then by what is fulfilled. */
export function adherenceRows(judged: readonly JudgedCell[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const items = itemsOf(judged);
  const below = new Set(judged.filter((cell) => cell.verdict === "below").map((cell) => cell.column));
  const people = totalsOf(judged).toSorted(
    (a, b) =>
      Number(below.has(b.key)) - Number(below.has(a.key)) ||
      Number(a.rate === null) - Number(b.rate === null) ||
      (a.rate ?? 0) - (b.rate ?? 0),
  );
  const isNarrow = width < 600;
  const margin = nameMargin(
    people.map(({name}) => name),
    width,
  );
  const right = isNarrow ? 40 : 76;
  const cell = (width - margin - right) / Math.max(1, items.length);
  const isSlanted = cell < 110;
  const number = (rate: number) => String(Math.round(rate * 100));
  const spoken = judged.filter(({verdict}) => verdict !== "few");
  return plot(options, {
    height: (people.length + 1) * rowHeight + (isSlanted ? 108 : 48),
    marginLeft: margin,
    marginRight: right,
    marginTop: isSlanted ? 102 : 42,
    marginBottom: 6,
    x: {type: "band", domain: items.map(({key}) => key), axis: null, padding: 0.06},
    y: {type: "band", domain: [everybody, ...people.map(({key}) => key)], axis: null, padding: 0.12},
    marks: [
      Plot.cell(spoken, {
        x: "item",
        y: "column",
        fill: ({verdict}) => (verdict === "below" ? lossFill : legFill.call_centre),
        fillOpacity: ({rate}) => 0.08 + 0.62 * (1 - rate),
        className: "cells",
      }),
      Plot.cell(
        judged.filter(({verdict}) => verdict === "few"),
        {x: "item", y: "column", stroke: muted, strokeOpacity: 0.4, fill: "none", className: "few"},
      ),
      Plot.text(spoken, {
        x: "item",
        y: "column",
        fontSize: 11,
        fill: ink,
        text: ({verdict, rate}) =>
          `${verdict === "below" ? "▼" : verdict === "above" ? "▲" : ""}${cell < 34 && verdict !== "within" ? "" : number(rate)}`,
      }),
      Plot.text(items, {
        x: "key",
        y: () => everybody,
        fontWeight: 650,
        text: ({common}) => (cell < 40 ? number(common) : f.percent(common)),
        className: "common",
      }),
      Plot.text(items, {
        x: "key",
        frameAnchor: "top",
        dy: -8,
        rotate: isSlanted ? -60 : 0,
        textAnchor: isSlanted ? "start" : "middle",
        lineAnchor: isSlanted ? "middle" : "bottom",
        text: "name",
        lineWidth: isSlanted ? 9 : cell / 13,
        ...(isSlanted ? {textOverflow: "ellipsis" as const} : {}),
        fontSize: isNarrow ? 11 : 12,
        fill: ink,
        className: "items",
      }),
      Plot.text([t("quality.qa.everybody")], {
        y: () => everybody,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        fill: muted,
      }),
      Plot.text(people, {
        y: "key",
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: ({name}) => shorten(name, margin),
        fill: ink,
        className: "people",
      }),
      Plot.text([t("quality.qa.all")], {
        frameAnchor: "top-right",
        dx: right - 4,
        dy: -8,
        lineAnchor: "bottom",
        textAnchor: "end",
        lineWidth: 4,
        fontSize: 11,
        fill: muted,
      }),
      Plot.text(people, {
        y: "key",
        frameAnchor: "right",
        dx: right - 4,
        textAnchor: "end",
        fontWeight: 650,
        text: ({rate}) => (rate === null ? "" : number(rate)),
        className: "totals",
      }),
      Plot.cell(judged, {
        x: "item",
        y: "column",
        fill: "transparent",
        className: "hit",
        ariaLabel: (one) => adherenceTip(one, words),
      }),
    ],
  });
}
