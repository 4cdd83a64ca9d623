import * as Plot from "@observablehq/plot";
import {type AdherenceCell, adherenceTip, itemsOf, judgeCells, totalsOf} from "./adherence-cells.ts";
import {adherenceRows} from "./adherence-rows.ts";
import {type ChartOptions, ink, legFill, lossFill, muted, nameMargin, plot, shorten} from "./options.ts";

/** A column narrower than this holds neither its number nor its name. */
const leastColumn = 18;

/** Script adherence, an item a row, a person or a script version a column; the darker, the less fulfilled. */
export function adherenceGrid(cells: readonly AdherenceCell[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const judged = judgeCells(cells);
  const items = itemsOf(judged);
  const totals = totalsOf(judged);
  const columns = totals.map(({key, name}) => [key, name] as const);
  const surname = (name: string) => name.split(" ")[0]!;
  /** Surnames do, unless two share one. */
  const heading = (name: string) =>
    columns.filter(([, other]) => surname(other) === surname(name)).length > 1 ? name : surname(name);
  const isNarrow = width < 600;
  const margin = isNarrow
    ? 4
    : nameMargin(
        items.map((item) => item.name),
        width,
      );
  const cellWidth = (width - margin - 64) / Math.max(1, columns.length);
  if (cellWidth < leastColumn) return adherenceRows(judged, options);
  /** On a narrow page the name of an item stands above its row. */
  const above = isNarrow ? 20 : 0;
  const widest = Math.max(0, ...columns.map(([, name]) => heading(name).length)) * 6.6;
  const top = widest > cellWidth ? 100 : 34;
  return plot(options, {
    height: items.length * (36 + above) + top + 30 + above,
    marginLeft: margin,
    marginRight: 64,
    marginTop: top,
    marginBottom: 30 + above,
    x: {type: "band", domain: columns.map(([key]) => key), axis: null, padding: 0.06},
    y: {type: "band", domain: items.map((item) => item.key), axis: null, padding: 0.1},
    marks: [
      Plot.cell(
        judged.filter((cell) => cell.verdict !== "few"),
        {
          x: "column",
          y: "item",
          fill: (cell) => (cell.verdict === "below" ? lossFill : legFill.call_centre),
          fillOpacity: (cell) => 0.08 + 0.62 * (1 - cell.rate),
          insetTop: above,
          className: "cells",
        },
      ),
      Plot.cell(
        judged.filter((cell) => cell.verdict === "few"),
        {
          x: "column",
          y: "item",
          stroke: muted,
          strokeOpacity: 0.4,
          fill: "none",
          insetTop: above,
          className: "few",
        },
      ),
      Plot.text(
        judged.filter((cell) => cellWidth >= 22 && cell.verdict !== "few"),
        {
          x: "column",
          y: "item",
          dy: above / 2,
          fontSize: cellWidth < 34 ? 10 : 11,
          fill: ink,
          text: (cell) =>
            `${cell.verdict === "below" ? "▼" : cell.verdict === "above" ? "▲" : ""}${cellWidth < 34 && cell.verdict !== "within" ? "" : Math.round(cell.rate * 100)}`,
        },
      ),
      Plot.text(
        judged.filter((cell) => cellWidth < 22 && (cell.verdict === "below" || cell.verdict === "above")),
        {
          x: "column",
          y: "item",
          dy: above / 2,
          fontSize: 10,
          fill: ink,
          text: (cell) => (cell.verdict === "below" ? "▼" : "▲"),
        },
      ),
      Plot.text(columns, {
        x: ([key]) => key,
        frameAnchor: "top",
        dy: -8,
        rotate: top === 100 ? -60 : 0,
        textAnchor: top === 100 ? "start" : "middle",
        text: ([, name]) => shorten(heading(name), top === 100 ? 110 : cellWidth + 10),
        fontSize: 11,
        fill: ink,
      }),
      Plot.text(items, {
        y: "key",
        frameAnchor: "left",
        dx: isNarrow ? 0 : -8,
        dy: isNarrow ? -16 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (item) => (isNarrow ? item.name : shorten(item.name, margin)),
        fill: ink,
      }),
      Plot.text(items, {
        y: "key",
        frameAnchor: "right",
        dx: 58,
        dy: above / 2,
        textAnchor: "end",
        fontWeight: 650,
        text: (item) => f.percent(item.common),
        className: "common",
      }),
      Plot.text(totals, {
        x: "key",
        frameAnchor: "bottom",
        dy: 18 + above,
        fontSize: cellWidth < 34 ? 10 : 11,
        fontWeight: 650,
        text: (row) => (row.rate === null ? "" : String(Math.round(row.rate * 100))),
        className: "totals",
      }),
      Plot.text([t("quality.qa.all")], {
        frameAnchor: "bottom-left",
        dx: isNarrow ? 0 : -8,
        dy: 18,
        textAnchor: isNarrow ? "start" : "end",
        fontSize: 11,
        fill: muted,
      }),
      Plot.cell(judged, {
        x: "column",
        y: "item",
        fill: "transparent",
        className: "hit",
        ariaLabel: (cell) => adherenceTip(cell, words),
      }),
    ],
  });
}
