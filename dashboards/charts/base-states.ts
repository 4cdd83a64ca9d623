import * as Plot from "@observablehq/plot";
import type {BaseStatesRow} from "../../queries/generated/rows.ts";
import {parseDay} from "../lib/month.ts";
import {base, type ChartOptions, hairline, ink, loss, paper, plot, tip} from "./options.ts";
import {everyFew} from "./rate-lines.ts";

export const baseViews = ["purchase", "contact"] as const;
export type BaseView = (typeof baseViews)[number];
const states = ["dormant", "fading", "active"] as const;
type State = (typeof states)[number];
const opacity: Record<State, number> = {dormant: 0.22, fading: 0.5, active: 0.95};

/** Clients of a state at the end of a month, by purchase or by contact. */
export function countOf(row: BaseStatesRow, state: State, view: BaseView): number {
  const counts: Record<BaseView, Record<State, number>> = {
    purchase: {active: row.active_count, fading: row.fading_count, dormant: row.dormant_count},
    contact: {
      active: row.contact_active_count,
      fading: row.contact_fading_count,
      dormant: row.contact_dormant_count,
    },
  };
  return counts[view][state];
}

/** The base month by month: what sleeps lies at the bottom; who fell asleep and who woke stand below the line. */
export function baseStates(rows: BaseStatesRow[], options: ChartOptions & {view: BaseView}): SVGSVGElement {
  const {words, width, view} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const points = rows.flatMap((row) =>
    states.map((state) => ({month: row.month, state, count: countOf(row, state, view)})),
  );
  const at = (row: {month: string}) => parseDay(row.month);
  const last = rows.at(-1);
  let foot = 0;
  const labels = last
    ? states.map((state) => {
        const count = countOf(last, state, view);
        foot += count;
        return {state, month: last.month, count, middle: foot - count / 2};
      })
    : [];
  const moves = view === "purchase" ? rows : [];
  const said =
    last && moves.length > 0
      ? [
          {
            row: last,
            text: t("base.move.asleep", {n: f.count(last.went_dormant_count)}),
            color: loss,
          },
          {
            row: last,
            text: t("base.move.woken", {n: f.count(last.reactivated_count)}),
            color: "var(--farmers)",
          },
        ]
      : [];
  const total = Math.max(
    1,
    ...rows.map((row) => states.reduce((sum, state) => sum + countOf(row, state, view), 0)),
  );
  const moved = Math.max(0, ...moves.map((row) => Math.max(row.went_dormant_count, row.reactivated_count)));
  return plot(options, {
    height: isNarrow ? 300 : 340,
    marginLeft: 50,
    marginRight: Math.max(isNarrow ? 78 : 130, 14 + 6.4 * Math.max(0, ...said.map(({text}) => text.length))),
    marginTop: 12,
    marginBottom: 28,
    x: {type: "utc", axis: null},
    y: {axis: null, domain: [view === "purchase" ? -Math.max(moved * 1.5, total * 0.08) : 0, total]},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1}),
      Plot.axisY({
        tickSize: 0,
        label: null,
        ticks: 5,
        tickFormat: (value: number) => (value < 0 ? "" : f.count(value)),
      }),
      Plot.axisX({
        tickSize: 0,
        label: null,
        ticks: everyFew(
          rows.map((row) => row.month),
          isNarrow ? 3 : 12,
        ).map(parseDay),
        tickFormat: (day: Date) => f.shortMonth(day.toISOString().slice(0, 10)),
      }),
      Plot.areaY(points, {
        x: at,
        y: "count",
        z: "state",
        fill: base,
        fillOpacity: (row: {state: State}) => opacity[row.state],
        order: [...states],
        className: "states",
      }),
      Plot.ruleY([0], {stroke: ink}),
      Plot.ruleX(moves, {
        x: at,
        y1: 0,
        y2: (row) => -row.went_dormant_count,
        stroke: loss,
        strokeWidth: isNarrow ? 2 : 4,
        dx: -2,
        className: "asleep",
      }),
      Plot.ruleX(moves, {
        x: at,
        y1: 0,
        y2: (row) => -row.reactivated_count,
        stroke: "var(--farmers)",
        strokeWidth: isNarrow ? 2 : 4,
        dx: 3,
        className: "woken",
      }),
      Plot.text(labels, {
        x: at,
        y: "middle",
        dx: 8,
        textAnchor: "start",
        text: (row: {state: State; count: number}) =>
          `${t(`base.state.${row.state}`)}\n${f.count(row.count)}`,
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      ...said.map(({text, color, row}, index) =>
        Plot.text([row], {
          x: at,
          y: 0,
          dx: 8,
          dy: 12 + index * 14,
          textAnchor: "start",
          text: () => text,
          fill: color,
          fontSize: 11,
        }),
      ),
      Plot.ruleX(rows, {
        x: at,
        y1: 0,
        y2: total,
        stroke: "transparent",
        strokeWidth: 14,
        className: "hit",
        ariaLabel: (row) =>
          tip(
            f.month(row.month),
            ...states
              .toReversed()
              .map((state) => `${t(`base.state.${state}`)}: ${f.count(countOf(row, state, view))}`),
            view === "purchase" && t("base.move.asleep", {n: f.count(row.went_dormant_count)}),
            view === "purchase" && t("base.move.woken", {n: f.count(row.reactivated_count)}),
          ),
      }),
    ],
  });
}
