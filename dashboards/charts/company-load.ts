import * as Plot from "@observablehq/plot";
import type {OperatorMonthsRow} from "../../queries/generated/rows.ts";
import {
  type ChartOptions,
  hatchOf,
  ink,
  legFill,
  muted,
  nameMargin,
  normX,
  pastOpacity,
  plot,
  shorten,
  tip,
} from "./options.ts";

export interface LoadOptions extends ChartOptions {
  norm: {low: number | null; high: number | null};
}

/** Companies an operator worked: those carried over faint, the new ones full, the norm as a band. */
export function companyLoad(rows: OperatorMonthsRow[], options: LoadOptions): SVGSVGElement {
  const {words, width, norm} = options;
  const sorted = rows.toSorted((a, b) => b.company_count - a.company_count);
  const margin = nameMargin(
    sorted.map((row) => row.employee_name),
    width,
  );
  const ends = [norm.low, norm.high].filter((end) => end !== null);
  const top = Math.max(1, ...sorted.map((row) => row.company_count), ...ends);
  const fill = options.isProvisional ? hatchOf("call_centre") : legFill.call_centre;
  const first = sorted[0];
  return plot(options, {
    height: sorted.length * 26 + 70,
    marginLeft: margin,
    marginRight: 46,
    marginTop: 62,
    marginBottom: 6,
    x: {domain: [0, top], axis: null},
    y: {domain: sorted.map((row) => row.employee_id), axis: null, padding: 0.25},
    marks: [
      Plot.barX(sorted, {
        x1: 0,
        x2: (row: OperatorMonthsRow) => row.company_count - row.new_company_count,
        y: "employee_id",
        fill,
        fillOpacity: pastOpacity,
        className: "carried",
      }),
      Plot.barX(sorted, {
        x1: (row: OperatorMonthsRow) => row.company_count - row.new_company_count,
        x2: "company_count",
        y: "employee_id",
        fill,
        className: "new",
      }),
      Plot.ruleX([0], {stroke: ink}),
      ...ends.flatMap((end, index) =>
        normX(
          end,
          index === ends.length - 1 ? words.t("norm.label", {value: ends.map(words.f.count).join("–")}) : "",
          {
            textAnchor: end > top * 0.7 ? "end" : "middle",
          },
        ),
      ),
      Plot.text(first ? [words.t("calls.loadKey")] : [], {
        frameAnchor: "top-left",
        dx: -margin,
        dy: -30,
        lineAnchor: "bottom",
        lineWidth: width / 14,
        fill: muted,
      }),
      Plot.text(sorted, {
        y: "employee_id",
        x: 0,
        dx: -8,
        textAnchor: "end",
        text: (row: OperatorMonthsRow) => shorten(row.employee_name, margin),
      }),
      Plot.text(sorted, {
        y: "employee_id",
        frameAnchor: "right",
        dx: 42,
        textAnchor: "end",
        fontWeight: 650,
        text: (row: OperatorMonthsRow) => words.f.count(row.company_count),
        fill: ink,
      }),
      Plot.barX(sorted, {
        x1: 0,
        x2: top,
        y: "employee_id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: OperatorMonthsRow) =>
          tip(
            row.employee_name,
            words.t("calls.loadTip", {
              companies: words.f.count(row.company_count),
              fresh: words.f.count(row.new_company_count),
              carried: words.f.count(row.carried_over_count),
            }),
          ),
      }),
    ],
  });
}
