import * as Plot from "@observablehq/plot";
import {type ChartOptions, hairline, hatch, ink, legFill, plot, shorten, tip} from "./options.ts";

export interface PayPart {
  id: string;
  name: string;
  earned: number;
  /** What the part pays at 100 % of its norm. */
  whole: number;
  /** What is missing to the next step; empty where all is earned. */
  missing: string;
}

/** Each part of a bonus: how much of it was earned, hatched what was not. */
export function payProgress(rows: readonly PayPart[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {t, f} = words;
  const isNarrow = width < 600;
  const said = ({earned, whole}: PayPart) =>
    t("payouts.progress.of", {earned: f.moneyExact(earned), whole: f.moneyExact(whole)});
  const top = Math.max(1, ...rows.map(({earned, whole}) => Math.max(earned, whole)));
  return plot(options, {
    height: rows.length * 48 + 8,
    marginLeft: 4,
    marginRight: 4,
    marginTop: 4,
    marginBottom: 4,
    x: {domain: [0, top], axis: null},
    y: {
      domain: rows.map(({id}) => id),
      axis: null,
      paddingInner: isNarrow ? 0.7 : 0.66,
      paddingOuter: isNarrow ? 0.6 : 0.5,
    },
    marks: [
      Plot.barX(
        rows.filter(({earned, whole}) => earned < whole),
        {x1: "earned", x2: "whole", y: "id", fill: hatch, stroke: hairline, className: "missing"},
      ),
      Plot.barX(rows, {x1: 0, x2: "earned", y: "id", fill: legFill.farmers, className: "earned"}),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(rows, {
        y: "id",
        frameAnchor: "left",
        textAnchor: "start",
        dx: 2,
        dy: -18,
        text: ({name}: PayPart) => shorten(name, isNarrow ? width * 0.78 : width - 220),
        fill: ink,
      }),
      Plot.text(rows, {
        y: "id",
        frameAnchor: "right",
        textAnchor: "end",
        dy: -18,
        text: isNarrow ? ({earned}: PayPart) => f.moneyExact(earned) : said,
        fill: ink,
      }),
      Plot.barX(rows, {
        x1: 0,
        x2: top,
        y: "id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: PayPart) => tip(row.name, said(row), row.missing),
      }),
    ],
  });
}
