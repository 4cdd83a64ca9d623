import * as Plot from "@observablehq/plot";
import {funnelLimits} from "../../queries/statistics/funnel.ts";
import {fitPrior, shrunkenRate} from "../../queries/statistics/shrinkage.ts";
import {type ChartOptions, hairline, ink, legColor, lossFill, muted, paper, plot, tip} from "./options.ts";
import {commonRate, isBeyond, type Rate} from "./rate-dots.ts";

export interface OperatorRate extends Rate {
  name: string;
  /** What all together would have at the same cases: the rate is drawn as if everybody had the same ones. */
  expectedPart?: number;
}

const drawnRate = ({part, whole, expectedPart}: OperatorRate, common: number) =>
  expectedPart ? (part / expectedPart) * common : part / whole;

/** The rate to expect of each: drawn towards the mean, the more the fewer its companies; the mean itself when chance explains all. */
export function expectedRates(rows: readonly OperatorRate[]): number[] {
  const theta = commonRate(rows);
  const units = rows.map((row) => ({hits: drawnRate(row, theta) * row.whole, trials: row.whole}));
  const prior = fitPrior(units);
  return units.map((unit) => (prior ? shrunkenRate(unit, prior) : theta));
}

export interface FunnelAxes {
  rate: string;
  size: string;
  /** The side that costs: drawn in the colour of losses. */
  worse: "above" | "below";
}

const mostNamed = 8;
/** Room that a written name takes, in pixels: of one letter, and of the line. */
const [letter, lineHeight] = [7.6, 15];

/** Of names in order of worth those that lie over none before them; `place` is where the point of each is drawn. */
function apart<Row extends {name: string}>(
  rows: readonly Row[],
  place: (row: Row) => {x: number; y: number; textAnchor: "middle" | "end"},
): Row[] {
  const kept: {row: Row; left: number; right: number; y: number}[] = [];
  for (const row of rows) {
    const {x, y, textAnchor} = place(row);
    const length = (row.name.length + 2) * letter;
    const left = textAnchor === "end" ? x - length : x - length / 2;
    const box = {row, left, right: left + length, y};
    if (kept.every((one) => one.right < box.left || box.right < one.left || Math.abs(one.y - y) > lineHeight))
      kept.push(box);
  }
  return kept.map(({row}) => row);
}

/** Rate against size of sample: only those outside the funnel differ from the rest, and only they are named. */
export function operatorFunnelPlot(
  rows: OperatorRate[],
  options: ChartOptions,
  axes: FunnelAxes = {
    rate: options.words.t("calls.rateAxis"),
    size: options.words.t("calls.conversationsAxis"),
    worse: "below",
  },
): SVGSVGElement {
  const {words, width} = options;
  const known = rows.filter((row) => row.whole > 0);
  const theta = commonRate(known);
  const largest = Math.max(10, ...known.map((row) => row.whole)) * 1.08;
  const curve = Array.from({length: 80}, (_, index) => {
    const n = Math.max(5, Math.round((largest * (index + 1)) / 80));
    return {n, ...funnelLimits(theta, n)};
  });
  const expected = expectedRates(known);
  const judged = known.map((row, index) => ({
    ...row,
    rate: drawnRate(row, theta),
    expected: expected[index]!,
    verdict: isBeyond(row, theta) ?? "within",
  }));
  const outside = judged.filter((row) => row.verdict !== "within");
  const distance = (row: (typeof judged)[number]) => Math.abs(row.rate - theta) * Math.sqrt(row.whole);
  const smallest = Math.min(...known.map((row) => row.whole), largest);
  const reach = curve.find((point) => point.n >= smallest * 0.7)?.high998 ?? 0;
  const top = Math.min(1, Math.max(reach, ...judged.map((row) => row.rate)) * 1.12);
  const shown = curve.filter((point) => point.high998 <= 1);
  const isNarrow = width < 500;
  const frame = {height: isNarrow ? 300 : 340, left: 46, right: isNarrow ? 16 : 102, top: 30, bottom: 42};
  const anchorOf = ({whole}: OperatorRate) => (whole <= largest * 0.7 ? "middle" : "end");
  // names of a crowd would lie over each other: the farthest are written, the others tell theirs when pointed at
  const named = apart(outside.toSorted((a, b) => distance(b) - distance(a)).slice(0, mostNamed), (row) => ({
    x: frame.left + ((width - frame.left - frame.right) * row.whole) / largest,
    y: frame.top + (frame.height - frame.top - frame.bottom) * (1 - row.rate / top),
    textAnchor: anchorOf(row),
  }));
  const line = (key: "low95" | "high95" | "low998" | "high998", dash: string) =>
    Plot.line(shown, {
      x: "n",
      y: key,
      stroke: muted,
      strokeDasharray: dash,
      clip: true,
      className: `limit ${key}`,
    });
  const name = (textAnchor: "middle" | "end") =>
    Plot.text(
      named.filter((row) => anchorOf(row) === textAnchor),
      {
        x: "whole",
        y: "rate",
        text: (row) => `${row.name} ${row.verdict === "above" ? "▲" : "▼"}`,
        dy: -14 as number,
        textAnchor,
        fontWeight: 650,
        fill: ink,
        stroke: paper,
        strokeWidth: 4,
        className: "names",
      },
    );
  return plot(options, {
    height: frame.height,
    marginLeft: frame.left,
    marginRight: frame.right,
    marginTop: frame.top,
    marginBottom: frame.bottom,
    x: {domain: [0, largest], axis: null},
    y: {domain: [0, top], axis: null},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1}),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => words.f.share(value)}),
      Plot.axisX({tickSize: 0, label: null, ticks: 6, tickFormat: (value: number) => words.f.count(value)}),
      Plot.text([axes.rate], {frameAnchor: "top-left", dx: -44, dy: -22, fill: muted}),
      Plot.text([axes.size], {frameAnchor: "bottom-right", dy: 36, fill: muted}),
      line("low998", "none"),
      line("high998", "none"),
      line("low95", "3,3"),
      line("high95", "3,3"),
      Plot.ruleY([theta], {stroke: ink, className: "mean"}),
      Plot.ruleY([0], {stroke: ink}),
      Plot.text(isNarrow ? [] : [theta], {
        y: (value: number) => value,
        frameAnchor: "right",
        dx: 6,
        textAnchor: "start",
        text: (value: number) => `${words.t("chart.mean")} ${words.f.percent(value)}`,
        fill: ink,
      }),
      Plot.text(isNarrow ? [] : shown.slice(-1), {
        y: "high998",
        frameAnchor: "right",
        dx: 6,
        textAnchor: "start",
        text: () => words.f.percent(0.998),
        fill: muted,
      }),
      Plot.ruleX(judged, {
        x: "whole",
        y1: "rate",
        y2: "expected",
        stroke: legColor.call_centre,
        strokeOpacity: 0.5,
        className: "pull",
      }),
      Plot.ruleY(judged, {
        y: "expected",
        x1: (row) => row.whole - largest / 110,
        x2: (row) => row.whole + largest / 110,
        stroke: legColor.call_centre,
        strokeWidth: 2,
        className: "expected",
      }),
      Plot.dot(judged, {
        x: "whole",
        y: "rate",
        r: 5,
        fill: (row) => (row.verdict === axes.worse ? lossFill : legColor.call_centre),
        fillOpacity: (row) => (row.verdict === "within" ? 0.55 : 1),
        stroke: paper,
        className: "operators",
      }),
      name("middle"),
      name("end"),
      Plot.dot(judged, {
        x: "whole",
        y: "rate",
        r: 11,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            row.name,
            words.t("chart.of", {
              part: words.f.count(row.part),
              whole: words.f.count(row.whole),
              rate: words.f.percent(row.part / row.whole),
            }),
            words.t("calls.expected", {rate: words.f.percent(row.expected)}),
            words.label("verdict", row.verdict),
          ),
      }),
    ],
  });
}
