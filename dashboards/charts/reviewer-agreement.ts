import * as Plot from "@observablehq/plot";
import {
  axisAbove,
  base,
  type ChartOptions,
  ink,
  legFill,
  lossFill,
  muted,
  nameMargin,
  normX,
  plot,
  shorten,
  tip,
} from "./options.ts";

/** K. Krippendorff, Content Analysis (2004): from 0.8 on marks can be relied on, below 0.667 they cannot. */
export const relied = 0.8;
export const tentative = 0.667;
/** Below so many conversations marked twice agreement is not judged. */
export const fewestTwice = 30;

export interface ItemAgreement {
  key: string;
  name: string;
  alpha: number;
  low: number;
  high: number;
  /** Share of pairs with the same mark. */
  same: number;
  /** Conversations marked by more than one reviewer. */
  twice: number;
}

/** Whether the item's marks may be used; an interval that reaches the limit leaves it open. */
export function judgeAgreement(row: ItemAgreement): "few" | "unreliable" | "open" | "reliable" {
  if (row.twice < fewestTwice) return "few";
  if (row.high < tentative) return "unreliable";
  return row.low >= tentative ? "reliable" : "open";
}

/** Agreement of reviewers beyond chance, an item a row, with its interval and the limits below which marks say little. */
export function reviewerAgreement(rows: ItemAgreement[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const sorted = rows.toSorted((a, b) => a.alpha - b.alpha);
  const margin = isNarrow
    ? 6
    : nameMargin(
        sorted.map((row) => row.name),
        width,
      );
  const color = (row: ItemAgreement) => {
    const verdict = judgeAgreement(row);
    return verdict === "few" ? base : verdict === "unreliable" ? lossFill : legFill.call_centre;
  };
  const low = Math.min(0, ...sorted.map((row) => row.low));
  return plot(options, {
    height: sorted.length * (isNarrow ? 42 : 30) + 64,
    marginLeft: margin,
    marginRight: 88,
    marginTop: 52,
    marginBottom: 6,
    x: {domain: [low, 1], axis: null},
    y: {domain: sorted.map((row) => row.key), axis: null, padding: 0.3},
    marks: [
      ...axisAbove(5, (value: number) => f.tenths(value)),
      Plot.ruleX([0], {stroke: ink}),
      ...normX(tentative, t("quality.agreement.limit"), {dy: -34, textAnchor: isNarrow ? "end" : "middle"}),
      Plot.ruleY(sorted, {
        y: "key",
        x1: "low",
        x2: "high",
        stroke: color,
        strokeWidth: 2,
        className: "interval",
      }),
      Plot.dot(sorted, {x: "alpha", y: "key", r: 5, fill: color, className: "alphas"}),
      Plot.text(sorted, {
        x: low,
        y: "key",
        dx: isNarrow ? 4 : -8,
        dy: isNarrow ? -13 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row) => (isNarrow ? row.name : shorten(row.name, margin)),
        fill: ink,
      }),
      Plot.text(sorted, {
        y: "key",
        frameAnchor: "right",
        dx: 82,
        textAnchor: "end",
        text: (row) =>
          `${row.alpha.toLocaleString(f.locale, {maximumFractionDigits: 2})} · ${f.share(row.same)}`,
        fill: (row) => (judgeAgreement(row) === "few" ? muted : ink),
      }),
      Plot.barX(sorted, {
        x1: low,
        x2: 1,
        y: "key",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            row.name,
            t("quality.agreement.tip", {same: f.percent(row.same), n: f.count(row.twice)}),
            t(`quality.agreement.${judgeAgreement(row)}`),
          ),
      }),
    ],
  });
}
