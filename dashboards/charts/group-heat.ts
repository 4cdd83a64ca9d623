import * as Plot from "@observablehq/plot";
import type {GroupSharesRow} from "../../queries/generated/rows.ts";
import {type ChartOptions, ink, legFill, nameMargin, paper, plot, shorten, tip} from "./options.ts";

const letter = 6.6;
const cut = (word: string, room: number) =>
  word.length <= room ? word : `${word.slice(0, Math.max(3, Math.floor(room) - 1))}…`;

/** Columns drawn; the table has every group. */
const shown = 10;

/** Groups of goods by how much of them is sold, the largest first. */
export function largestGroups(rows: readonly GroupSharesRow[], count = shown): string[] {
  return [...Map.groupBy(rows, (row) => row.product_group)]
    .map(([name, own]) => ({name, amount: own.reduce((sum, row) => sum + row.order_amount, 0)}))
    .toSorted((a, b) => b.amount - a.amount || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({name}) => name);
}

/** Which part of each farmer's buying clients buys a group of goods: the darker, the more. */
export function groupHeat(rows: readonly GroupSharesRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const groups = largestGroups(rows, isNarrow ? 5 : shown);
  const cells = rows
    .filter((row) => groups.includes(row.product_group))
    .map((row) => ({...row, rate: row.buyer_count === 0 ? 0 : row.group_count / row.buyer_count}));
  const people = [...Map.groupBy(cells, (row) => row.employee_id).values()].map((own) => own[0]!);
  const margin = isNarrow
    ? 6
    : nameMargin(
        people.map((row) => row.employee_name),
        width,
      );
  const cell = (width - margin - 10) / Math.max(1, groups.length);
  return plot(options, {
    height: people.length * (isNarrow ? 50 : 34) + 44,
    marginLeft: margin,
    marginRight: 4,
    marginTop: 40,
    marginBottom: 4,
    x: {domain: groups, axis: null, padding: 0.06},
    y: {domain: people.map((row) => row.employee_id), axis: null, padding: isNarrow ? 0.44 : 0.12},
    marks: [
      Plot.cell(cells, {
        x: "product_group",
        y: "employee_id",
        fill: legFill.farmers,
        fillOpacity: (row) => 0.08 + 0.82 * row.rate,
        className: "cells",
      }),
      Plot.text(cells, {
        x: "product_group",
        y: "employee_id",
        text: (row) => f.share(row.rate),
        fill: ink,
        stroke: paper,
        strokeWidth: 2.5,
        strokeOpacity: 0.7,
      }),
      Plot.text(groups, {
        x: (name: string) => name,
        frameAnchor: "top",
        dy: -6,
        lineAnchor: "bottom",
        text: (name: string) =>
          name
            .split(" ")
            .map((word) => cut(word, cell / letter))
            .join(" "),
        lineWidth: cell / (isNarrow ? 10.5 : 14),
        fill: ink,
        fontSize: isNarrow ? 10.5 : 12,
      }),
      Plot.text(people, {
        x: () => groups[0],
        y: "employee_id",
        dx: isNarrow ? -cell / 2 + 4 : -cell / 2 - 4,
        dy: isNarrow ? -22 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row) => (isNarrow ? row.employee_name : shorten(row.employee_name, margin)),
        fill: ink,
      }),
      Plot.cell(cells, {
        x: "product_group",
        y: "employee_id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            `${row.employee_name}: ${row.product_group}`,
            t("chart.of", {
              part: f.count(row.group_count),
              whole: f.count(row.buyer_count),
              rate: f.percent(row.rate),
            }),
            f.moneyFull(row.order_amount),
          ),
      }),
    ],
  });
}
