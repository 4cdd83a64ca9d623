import * as Plot from "@observablehq/plot";
import {type ChartOptions, hairline, ink, muted, paper, plot, shorten, tip} from "./options.ts";

export interface ShareLine {
  name: string;
  color: string;
  dash?: string;
  points: {month: string; part: number; whole: number; text: string}[];
}

/** Somebody whose own share of the last month stands beside the lines of all. */
export interface ShareMark {
  name: string;
  part: number;
  whole: number;
  text: string;
}

interface Point {
  name: string;
  color: string;
  dash: string;
  month: string;
  rate: number;
  text: string;
}

/** Pixels that a label at a line's end takes up. */
const labelHeight = 16;
/** Pixels that a name may take up there. */
const nameWidth = 130;

/** Values moved up as little as needed to lie at least so far apart; their order stays. */
export function apart(values: readonly number[], gap: number): number[] {
  const placed: number[] = [];
  let next = Number.NEGATIVE_INFINITY;
  for (const [index, value] of [...values.entries()].toSorted(([, a], [, b]) => a - b)) {
    placed[index] = Math.max(value, next);
    next = placed[index] + gap;
  }
  return placed;
}

/** Shares of one thing and another over the months, each line named at its end, and the people who stand out of the last. */
export function shareLines(
  lines: readonly ShareLine[],
  options: ChartOptions & {people?: readonly ShareMark[]},
): SVGSVGElement {
  const {words, width, people = []} = options;
  const {f} = words;
  const isNarrow = width < 600;
  const points: Point[] = lines.flatMap(({name, color, dash, points: own}) =>
    own
      .filter((point) => point.whole > 0)
      .map((point) => ({
        name,
        color,
        dash: dash ?? "none",
        month: point.month,
        rate: point.part / point.whole,
        text: point.text,
      })),
  );
  const months = [...new Set(points.map((point) => point.month))].sort();
  const marks: Point[] = people.map(({name, part, whole, text}) => ({
    name,
    text,
    color: lines[0]?.color ?? ink,
    dash: "none",
    month: months.at(-1)!,
    rate: part / whole,
  }));
  const ends = [
    ...lines.flatMap(({name}) => points.findLast((point) => point.name === name) ?? []),
    ...marks,
  ];
  const top = Math.max(0.05, ...[...points, ...marks].map((point) => point.rate)) * 1.1;
  const [height, marginTop, marginBottom] = [isNarrow ? 240 : 280, 22, 34];
  const line = (labelHeight * top) / (height - marginTop - marginBottom);
  // at a line's end beside it, yet never struck through by the axis
  const places = apart(
    ends.map((point) => (isNarrow ? point.rate : Math.max(point.rate, line * 0.6))),
    line,
  );
  return plot(options, {
    height,
    marginLeft: 46,
    marginRight: isNarrow ? 16 : nameWidth + 50,
    marginTop,
    marginBottom,
    x: {domain: months, axis: null, type: "point"},
    y: {domain: [0, top], axis: null},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1, ticks: 5}),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.share(value)}),
      Plot.ruleY([0], {stroke: ink}),
      ...lines.map(({name, color, dash}) =>
        Plot.lineY(
          points.filter((point) => point.name === name),
          {
            x: "month",
            y: "rate",
            stroke: color,
            strokeWidth: 2.5,
            strokeDasharray: dash ?? "none",
            className: "line",
          },
        ),
      ),
      Plot.dot(ends, {
        x: "month",
        y: "rate",
        r: 4,
        symbol: (point: Point) => (marks.includes(point) ? "diamond" : "circle"),
        fill: "color",
      }),
      Plot.text(ends, {
        x: "month",
        y: (point: Point) => places[ends.indexOf(point)],
        className: "ends",
        dx: isNarrow ? 0 : 9,
        dy: isNarrow ? -10 : 0,
        textAnchor: isNarrow ? "end" : "start",
        text: (point: Point) => `${shorten(point.name, nameWidth)} ${f.share(point.rate)}`,
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(
        months.filter((_, index) => index % (isNarrow ? 4 : 2) === 0),
        {
          x: (month: string) => month,
          frameAnchor: "bottom",
          dy: 18,
          text: (month: string) => f.shortMonth(month),
          fontSize: 11,
          fill: muted,
        },
      ),
      Plot.dot([...points, ...marks], {
        x: "month",
        y: "rate",
        r: 8,
        fill: "transparent",
        className: "hit",
        ariaLabel: (point: Point) =>
          tip(f.month(point.month), `${point.name}: ${f.percent(point.rate)}`, point.text),
      }),
    ],
  });
}
