import * as Plot from "@observablehq/plot";
import type {CompanyMonthsRow} from "../../queries/generated/rows.ts";
import {
  type ChartOptions,
  hairline,
  hatchOf,
  ink,
  legFill,
  muted,
  paper,
  pastOpacity,
  plot,
  tip,
} from "./options.ts";
import {everyFew} from "./rate-lines.ts";

/** Companies called month by month: those called before pale, those called for the first time ever solid. */
export function companyMonths(rows: readonly CompanyMonthsRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const months = rows.map((row) => row.month);
  const written = new Set(everyFew(months, isNarrow ? 3 : Math.max(3, Math.floor(width / 90))));
  return plot(options, {
    height: isNarrow ? 240 : 260,
    marginLeft: 46,
    marginRight: 8,
    marginTop: 30,
    marginBottom: 28,
    x: {type: "band", domain: months, axis: null, padding: 0.2},
    y: {axis: null, zero: true, nice: true},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1}),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.count(value)}),
      Plot.barY(rows, {
        x: "month",
        y1: 0,
        y2: (row) => row.company_count - row.new_company_count,
        fill: legFill.call_centre,
        fillOpacity: pastOpacity,
        className: "carried",
      }),
      Plot.barY(rows, {
        x: "month",
        y1: (row) => row.company_count - row.new_company_count,
        y2: "company_count",
        fill: (row) => (row.is_complete ? legFill.call_centre : hatchOf("call_centre")),
        className: "new",
      }),
      Plot.ruleY([0], {stroke: ink}),
      Plot.text(rows.slice(-1), {
        x: "month",
        y: "company_count",
        dy: -8,
        text: (row) => f.count(row.company_count),
        fontWeight: 650,
        stroke: paper,
        strokeWidth: 3,
        fill: ink,
      }),
      Plot.text(
        rows.filter((row) => written.has(row.month)),
        {
          x: "month",
          frameAnchor: "bottom",
          dy: 18,
          text: (row) => f.shortMonth(row.month),
          fill: muted,
        },
      ),
      Plot.barY(rows, {
        x: "month",
        y1: 0,
        y2: "company_count",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            f.month(row.month),
            t("calls.companies.tip", {n: f.count(row.company_count), fresh: f.count(row.new_company_count)}),
            t("calls.companies.yearTip", {
              n: f.count(row.year_company_count),
              fresh: f.count(row.year_new_company_count),
            }),
          ),
      }),
    ],
  });
}
