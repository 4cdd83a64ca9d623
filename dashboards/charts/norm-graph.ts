import * as Plot from "@observablehq/plot";
import {quantitiesOf, type Relation} from "../../queries/statistics/consistency.ts";
import {type ChartOptions, hairline, ink, legColor, loss, muted, paper, plot, tip} from "./options.ts";

/** A norm, or what ties norms to each other. */
export interface Quantity {
  id: string;
  name: string;
  /** What the company says of it; empty when nothing. */
  said: string;
  /** What the others leave of it; empty when they leave all. */
  left: string;
  isNarrowed: boolean;
  /** Times by which the others ask for more. */
  narrowing: number;
  isConflict: boolean;
}

export interface NormRelation {
  relation: Relation;
  /** The relation in words. */
  text: string;
}

/** Norms at the left, the equations that tie them at the right, a line where one names the other. */
export function normGraph(
  quantities: Quantity[],
  relations: NormRelation[],
  options: ChartOptions,
): SVGSVGElement {
  const {words, width} = options;
  const isNarrow = width < 700;
  const step = isNarrow ? 52 : 44;
  const rows = Math.max(quantities.length, relations.length);
  const at = (index: number, count: number) => (index + 0.5) * (rows / count);
  const place = new Map(quantities.map((quantity, index) => [quantity.id, at(index, quantities.length)]));
  const left = isNarrow ? 0.55 : 0.32;
  const right = isNarrow ? 0.67 : 0.5;
  const hot = new Set(quantities.filter((one) => one.isConflict).map(({id}) => id));
  const links = relations.flatMap(({relation}, index) =>
    quantitiesOf(relation)
      .filter((name) => place.has(name))
      .map((name) => ({
        x1: left,
        y1: place.get(name)!,
        x2: right,
        y2: at(index, relations.length),
        isConflict: hot.size > 0 && quantitiesOf(relation).some((other) => hot.has(other)) && hot.has(name),
      })),
  );
  const equations = relations.map(({relation, text}, index) => ({
    id: relation.id,
    text,
    y: at(index, relations.length),
  }));
  const value = (one: Quantity) => [one.said, one.isNarrowed && `→ ${one.left}`].filter(Boolean).join(" ");
  return plot(options, {
    height: rows * step + 8,
    marginLeft: 0,
    marginRight: 0,
    marginTop: 4,
    marginBottom: 4,
    x: {domain: [0, 1], axis: null},
    y: {domain: [rows, 0], axis: null},
    marks: [
      Plot.link(links, {
        x1: "x1",
        y1: "y1",
        x2: "x2",
        y2: "y2",
        curve: "bump-x",
        stroke: (row) => (row.isConflict ? loss : hairline),
        strokeWidth: (row) => (row.isConflict ? 2 : 1.5),
        className: "ties",
      }),
      Plot.dot(quantities, {
        x: left,
        y: (row) => place.get(row.id)!,
        r: 4,
        fill: (row) => (row.isConflict ? loss : row.said ? legColor.call_centre : muted),
        stroke: paper,
      }),
      Plot.dot(equations, {x: right, y: "y", r: 3, fill: muted, stroke: paper, symbol: "square"}),
      Plot.text(quantities, {
        x: left,
        y: (row) => place.get(row.id)!,
        dx: -10,
        dy: -7,
        textAnchor: "end",
        text: "name",
        lineWidth: isNarrow ? 14.5 : 34,
        textOverflow: "ellipsis",
        fill: (row) => (row.said ? ink : muted),
      }),
      ...[true, false].map((isStrong) =>
        Plot.text(
          quantities.filter((row) => (row.isNarrowed || row.isConflict) === isStrong),
          {
            x: left,
            y: (row) => place.get(row.id)!,
            dx: -10,
            dy: 8,
            textAnchor: "end",
            text: value,
            fontSize: isNarrow ? 11 : 12,
            fontWeight: isStrong ? 650 : 400,
            fill: (row) => (row.isConflict ? loss : isStrong ? ink : muted),
          },
        ),
      ),
      Plot.text(equations, {
        x: right,
        y: "y",
        dx: 10,
        textAnchor: "start",
        text: "text",
        lineWidth: isNarrow ? 10 : 50,
        fill: ink,
        fontSize: isNarrow ? 10.5 : 12,
      }),
      Plot.dot(quantities, {
        x: left,
        y: (row) => place.get(row.id)!,
        r: 12,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            row.name,
            row.said && words.t("norms.said", {value: row.said}),
            row.left && words.t("norms.left", {value: row.left}),
          ),
      }),
    ],
  });
}
