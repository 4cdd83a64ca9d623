import * as Plot from "@observablehq/plot";
import type {Leg} from "../../queries/vocabulary.ts";
import {isOutsideNorm, type NormActual, normText} from "./norm-bullets.ts";
import {
  axisAbove,
  base,
  type ChartOptions,
  hatchOf,
  ink,
  legFill,
  loss,
  lossFill,
  muted,
  nameMargin,
  normX,
  paper,
  plot,
  shorten,
  tip,
} from "./options.ts";

/** Everybody's number on one scale, so that a longer bar is more; the norm is the band between its two ends. */
export function managerLoad(rows: readonly NormActual[], options: ChartOptions & {leg: Leg}): SVGSVGElement {
  const {words, width, leg} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const sorted = rows.toSorted((a, b) => (b.actual ?? -1) - (a.actual ?? -1));
  const [first] = sorted;
  const [low, high] = [first?.low ?? null, first?.high ?? null];
  const ends = [low, high].filter((end) => end !== null);
  const margin = isNarrow
    ? 14
    : nameMargin(
        sorted.map((row) => `▲ ${row.name}`),
        width,
      );
  const top = Math.max(1, ...sorted.map((row) => row.actual ?? 0), ...ends) * 1.04;
  const fill = options.isProvisional ? hatchOf(leg) : legFill[leg];
  const sign = (row: NormActual) =>
    isOutsideNorm(row) ? ((row.actual ?? 0) > (row.high ?? Number.POSITIVE_INFINITY) ? "▲ " : "▼ ") : "";
  return plot(options, {
    height: sorted.length * (isNarrow ? 42 : 30) + 64,
    marginLeft: margin,
    marginRight: 52,
    marginTop: 50,
    marginBottom: 6,
    x: {domain: [0, top], axis: null},
    y: {domain: sorted.map((row) => row.id), axis: null, padding: isNarrow ? 0.5 : 0.3},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, f.count),
      ...(ends.length === 0
        ? []
        : [
            Plot.rectX([0], {
              x1: low ?? 0,
              x2: high ?? top,
              fill: base,
              fillOpacity: 0.14,
              className: "band",
            }),
          ]),
      Plot.barX(sorted, {
        x: (row: NormActual) => row.actual ?? 0,
        y: "id",
        fill: (row: NormActual) => (isOutsideNorm(row) ? lossFill : fill),
        className: "load",
      }),
      Plot.ruleX([0], {stroke: ink}),
      ...ends.flatMap((end, index) =>
        normX(end, index === ends.length - 1 && first ? t("norm.label", {value: normText(first)}) : "", {
          dy: -34,
        }),
      ),
      Plot.text(sorted, {
        x: 0,
        y: "id",
        dx: isNarrow ? 2 : -8,
        dy: isNarrow ? -17 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row: NormActual) => `${sign(row)}${isNarrow ? row.name : shorten(row.name, margin - 14)}`,
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(sorted, {
        y: "id",
        frameAnchor: "right",
        dx: 46,
        textAnchor: "end",
        fontWeight: 650,
        text: (row: NormActual) => f.count(row.actual),
        fill: (row: NormActual) => (isOutsideNorm(row) ? loss : muted),
      }),
      Plot.barX(sorted, {
        x1: 0,
        x2: top,
        y: "id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: NormActual) =>
          tip(row.name, f.count(row.actual), t("norm.label", {value: normText(row)}), row.definition),
      }),
    ],
  });
}
