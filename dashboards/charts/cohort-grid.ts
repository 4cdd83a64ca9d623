import * as Plot from "@observablehq/plot";
import type {RelayCohortGridRow} from "../../queries/generated/rows.ts";
import {type ChartOptions, hatchOf, ink, muted, paper, plot, tip} from "./options.ts";

export interface CohortGridOptions extends ChartOptions {
  measure: "result" | "deal";
}

/** Cohorts down, age across: the share that has arrived by that age; what is still growing is hatched. */
export function cohortGrid(rows: RelayCohortGridRow[], options: CohortGridOptions): SVGSVGElement {
  const {words, width, measure} = options;
  const cells = rows
    .filter((row) => row.client_count > 0)
    .map((row) => ({
      ...row,
      arrived: measure === "result" ? row.result_client_count : row.deal_client_count,
      rate: (measure === "result" ? row.result_client_count : row.deal_client_count) / row.client_count,
    }));
  const months = [...new Set(cells.map((cell) => cell.cohort_month))].sort();
  const ages = Math.max(0, ...cells.map((cell) => cell.age_months)) + 1;
  const marginLeft = 74;
  const cellWidth = (width - marginLeft - 52) / Math.max(1, ages);
  const leg = measure === "result" ? "call_centre" : "hunters";
  const color = measure === "result" ? "var(--call-centre-fill)" : "var(--hunters-fill)";
  const highest = Math.max(1e-9, ...cells.map((cell) => cell.rate));
  const cellHeight = width < 500 ? 13 : 20;
  return plot(options, {
    height: months.length * cellHeight + 56,
    marginLeft,
    marginRight: 52,
    marginTop: 38,
    marginBottom: 4,
    x: {domain: Array.from({length: ages}, (_, age) => age), axis: null, padding: 0.06},
    y: {domain: months, axis: null, padding: 0.08},
    marks: [
      Plot.axisX({
        anchor: "top",
        tickSize: 0,
        label: null,
        ticks: Array.from({length: ages}, (_, age) => age).filter((age) => cellWidth > 22 || age % 3 === 0),
        tickFormat: (age: number) => words.f.count(age),
      }),
      Plot.text([words.t("chart.age")], {frameAnchor: "top-left", dy: -32, fill: muted}),
      Plot.text([words.t("chart.cohortSize")], {
        frameAnchor: "top-right",
        dx: 50,
        dy: -32,
        textAnchor: "end",
        fill: muted,
      }),
      Plot.axisY({
        tickSize: 0,
        label: null,
        tickFormat: (month: string) => words.f.shortMonth(month),
        ticks: months.filter((_, index) => width >= 500 || index % 3 === 0),
      }),
      Plot.cell(cells, {
        x: "age_months",
        y: "cohort_month",
        fill: (cell) => (cell.is_mature ? color : hatchOf(leg)),
        fillOpacity: (cell) => 0.12 + 0.88 * (cell.rate / highest),
        className: "cells",
      }),
      Plot.text(cellWidth > 34 ? cells : [], {
        x: "age_months",
        y: "cohort_month",
        text: (cell) => words.f.count(cell.rate * 100),
        fontSize: 10,
        fill: ink,
        stroke: paper,
        strokeWidth: 2.5,
        strokeOpacity: 0.7,
      }),
      Plot.text(
        months.map((month) => cells.find((cell) => cell.cohort_month === month)!),
        {
          y: "cohort_month",
          frameAnchor: "right",
          dx: 50,
          textAnchor: "end",
          text: (cell) => words.f.count(cell.client_count),
          fill: muted,
          fontSize: 11,
        },
      ),
      Plot.cell(cells, {
        x: "age_months",
        y: "cohort_month",
        fill: "transparent",
        className: "hit",
        ariaLabel: (cell) =>
          tip(
            words.t("chart.cohortOf", {month: words.f.month(cell.cohort_month)}),
            words.t("chart.afterMonths", {count: cell.age_months}),
            words.t("chart.of", {
              part: words.f.count(cell.arrived),
              whole: words.f.count(cell.client_count),
              rate: words.f.percent(cell.rate),
            }),
            !cell.is_mature && words.t("chart.youngLong"),
          ),
      }),
    ],
  });
}
