import * as Plot from "@observablehq/plot";
import {wilsonInterval} from "../../queries/statistics/wilson.ts";
import {axisAbove, base, type ChartOptions, ink, muted, nameMargin, plot, tip} from "./options.ts";

export interface ShareRow {
  name: string;
  part: number;
  whole: number;
  color: string;
  /** Said after the share. */
  more?: string;
  /** What chance leaves of the share beside the others. */
  limits?: {low: number; high: number};
}

/** Shares in the order given, each with its interval; rows without a trial keep their place and say so. */
export function shareDots(rows: readonly ShareRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const known = rows.flatMap((row) => {
    const interval = wilsonInterval(row.part, row.whole);
    return interval ? [{...row, ...interval}] : [];
  });
  type Known = (typeof known)[number];
  const names = rows.map(({name}) => name);
  const margin = isNarrow ? 14 : nameMargin(names, width * 1.2);
  const top = Math.min(1, Math.max(0.05, ...known.map(({high}) => high)));
  const said = (row: ShareRow) =>
    row.whole === 0
      ? t("chart.nobody")
      : [`${f.rate(row.part, row.whole)} · ${f.count(row.part)}/${f.count(row.whole)}`, row.more]
          .filter(Boolean)
          .join(" · ");
  const longest = Math.max(0, ...rows.map((row) => said(row).length));
  const right = Math.round(6.8 * longest) + 24;
  // on a narrow screen the share stands behind its name, or under it where both together are too long
  const isStacked =
    isNarrow && rows.some((row) => 6.6 * (row.name.length + said(row).length + 2) > width - 24);
  return plot(options, {
    height: rows.length * (isStacked ? 66 : isNarrow ? 44 : 34) + (isStacked ? 62 : 40),
    marginLeft: margin,
    marginRight: isNarrow ? 10 : right,
    marginTop: isStacked ? 54 : 30,
    marginBottom: 6,
    x: {domain: [0, top], axis: null},
    y: {domain: names, axis: null, padding: 0.3},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, (value: number) => f.share(value)),
      Plot.barX(
        known.filter(({limits}) => limits !== undefined),
        {
          x1: (row: Known) => row.limits!.low,
          x2: (row: Known) => Math.min(top, row.limits!.high),
          y: "name",
          // where the words stand above the marks, the band begins below them
          insetTop: isStacked ? 15 : isNarrow ? 8 : 0,
          fill: base,
          fillOpacity: 0.14,
          className: "chance",
        },
      ),
      Plot.ruleX([0], {stroke: ink}),
      Plot.ruleY(known, {
        y: "name",
        x1: "low",
        x2: "high",
        stroke: "color",
        strokeWidth: 2,
        className: "interval",
      }),
      Plot.dot(known, {
        x: (row: Known) => row.part / row.whole,
        y: "name",
        r: 5,
        fill: "color",
        className: "shares",
      }),
      Plot.text(rows, {
        x: 0,
        y: "name",
        dx: isNarrow ? 4 : -8,
        dy: isStacked ? -10 : isNarrow ? -13 : 0,
        textAnchor: isNarrow ? "start" : "end",
        lineAnchor: isStacked ? "bottom" : "middle",
        lineWidth: isStacked ? (width - 60) / 12 : Number.POSITIVE_INFINITY,
        text: (row: ShareRow) =>
          isStacked ? `${row.name}\n${said(row)}` : isNarrow ? `${row.name}: ${said(row)}` : row.name,
        fill: ink,
        className: "names",
      }),
      ...(isNarrow
        ? []
        : [
            Plot.text(rows, {
              y: "name",
              frameAnchor: "right",
              dx: right - 6,
              textAnchor: "end",
              text: said,
              fill: muted,
              className: "said",
            }),
          ]),
      Plot.barX(rows, {
        x1: 0,
        x2: top,
        y: "name",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: ShareRow) => {
          const interval = wilsonInterval(row.part, row.whole);
          return tip(
            row.name,
            said(row),
            interval && `${f.percent(interval.low)}–${f.percent(interval.high)}`,
          );
        },
      }),
    ],
  });
}
