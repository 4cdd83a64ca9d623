import * as Plot from "@observablehq/plot";
import {
  base,
  type ChartOptions,
  hairline,
  ink,
  loss,
  muted,
  nameMargin,
  paper,
  plot,
  shorten,
  tip,
} from "./options.ts";

/** How a part looks: all is well, less so, asleep, missing; hollow is outside of it. */
export type Weight = "well" | "between" | "asleep" | "ill" | "hollow";

export interface PartRow {
  id: string;
  name: string;
  /** In the order drawn; their names are the same in every row. */
  parts: readonly {name: string; count: number; weight: Weight; isBeyond?: boolean}[];
  /** Where chance ends for the first part. */
  limit?: number;
  /** Lines of the tip after the parts. */
  more?: readonly string[];
}

const look: Record<Weight, {fill: string; opacity: number; line: string; text: string}> = {
  well: {fill: base, opacity: 0.95, line: "none", text: paper},
  between: {fill: base, opacity: 0.5, line: "none", text: ink},
  asleep: {fill: base, opacity: 0.22, line: "none", text: ink},
  ill: {fill: loss, opacity: 1, line: "none", text: paper},
  hollow: {fill: paper, opacity: 1, line: hairline, text: muted},
};

/** Rows of counts, each as long as it is large, cut into its parts; the first row names them. */
export function partBars(rows: readonly PartRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f} = words;
  const isNarrow = width < 600;
  const size = (row: PartRow) => row.parts.reduce((sum, {count}) => sum + count, 0);
  const longest = Math.max(1, ...rows.map(size));
  const margin = isNarrow
    ? 6
    : nameMargin(
        rows.map(({name}) => name),
        width,
      );
  const room = (count: number) => (count / longest) * (width - margin - 60);
  const cells = rows.flatMap((row) => {
    let from = 0;
    return row.parts.map((part) => {
      from += part.count;
      return {...part, id: row.id, limit: row.limit, x1: from - part.count, x2: from};
    });
  });
  type Cell = (typeof cells)[number];
  /** Where the count of a part stands: in its middle, or beside the limit that would strike it through. */
  const middleOf = ({x1, x2, limit}: Cell) => {
    const middle = (x1 + x2) / 2;
    const isStruck = limit !== undefined && room(Math.abs(middle - limit)) < 10;
    return isStruck ? (x1 + limit) / 2 : middle;
  };
  // each name of the legend gets room by its length, with the mark before it and a gap behind it
  const letters = (names: readonly {name: string}[]) =>
    names.reduce((sum, {name}) => sum + name.length + 5, 0);
  const legend = (rows[0]?.parts ?? []).map(({name, weight}, index, all) => ({
    name,
    weight,
    place: letters(all.slice(0, index)) / letters(all),
  }));
  type Entry = (typeof legend)[number];
  const step = isNarrow ? 44 : 28;
  return plot(options, {
    height: rows.length * step + 44,
    marginLeft: margin,
    marginRight: 52,
    marginTop: 38,
    marginBottom: 6,
    x: {domain: [0, longest], axis: null},
    y: {domain: rows.map(({id}) => id), axis: null, padding: isNarrow ? 0.55 : 0.25},
    marks: [
      Plot.gridX({stroke: hairline, strokeOpacity: 1, ticks: isNarrow ? 3 : 6}),
      Plot.barX(cells, {
        x1: "x1",
        x2: "x2",
        y: "id",
        fill: (cell: Cell) => (cell.isBeyond ? loss : look[cell.weight].fill),
        fillOpacity: (cell: Cell) => (cell.isBeyond ? 1 : look[cell.weight].opacity),
        stroke: (cell: Cell) => look[cell.weight].line,
        className: "parts",
      }),
      Plot.tickX(
        rows.filter(({limit}) => limit !== undefined),
        {x: "limit", y: "id", stroke: ink, strokeWidth: 2, className: "limits"},
      ),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(cells, {
        filter: (cell: Cell) => cell.count > 0 && room(cell.count) > 30,
        x: middleOf,
        y: "id",
        text: (cell: Cell) => f.count(cell.count),
        fill: (cell: Cell) => (cell.isBeyond ? paper : look[cell.weight].text),
        fontSize: 11,
        className: "counts",
      }),
      Plot.dot(legend, {
        x: (entry: Entry) => entry.place * longest,
        frameAnchor: "top",
        dx: 6,
        dy: -22,
        r: 5,
        symbol: "square",
        fill: (entry: Entry) => look[entry.weight].fill,
        fillOpacity: (entry: Entry) => look[entry.weight].opacity,
        stroke: (entry: Entry) => look[entry.weight].line,
        className: "legend",
      }),
      Plot.text(legend, {
        x: (entry: Entry) => entry.place * longest,
        frameAnchor: "top",
        dx: 16,
        dy: -22,
        textAnchor: "start",
        text: "name",
        fill: ink,
        fontSize: isNarrow ? 10 : 12,
        className: "legend-names",
      }),
      Plot.text(rows, {
        x: 0,
        y: "id",
        dx: isNarrow ? 2 : -8,
        dy: isNarrow ? -17 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: ({name}) => (isNarrow ? name : shorten(name, margin)),
        fill: ink,
        className: "names",
      }),
      Plot.text(rows, {
        x: size,
        y: "id",
        dx: 6,
        textAnchor: "start",
        text: (row) => f.count(size(row)),
        fill: muted,
      }),
      Plot.barX(rows, {
        x1: 0,
        x2: longest,
        y: "id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: PartRow) =>
          tip(
            row.name,
            ...row.parts.map(({name, count}) => `${name}: ${f.count(count)} (${f.rate(count, size(row))})`),
            ...(row.more ?? []),
          ),
      }),
    ],
  });
}
