import * as Plot from "@observablehq/plot";
import type {ContactPlanRow} from "../../queries/generated/rows.ts";
import {contactStates} from "../../queries/vocabulary.ts";
import {axisAbove, base, type ChartOptions, ink, loss, muted, paper, plot, tip} from "./options.ts";

type State = (typeof contactStates)[number];

export const stateCount = (row: ContactPlanRow, state: State): number =>
  ({
    covered: row.contact_covered_count,
    planned: row.contact_planned_count,
    due: row.contact_due_count,
    overdue: row.contact_overdue_count,
  })[state];

const look: Record<State, {fill: string; opacity: number}> = {
  covered: {fill: base, opacity: 0.85},
  planned: {fill: base, opacity: 0.5},
  due: {fill: base, opacity: 0.22},
  overdue: {fill: loss, opacity: 1},
};

/** Clients of each group, those spoken with in time first, those overdue last; a group is as long as it is large. */
export function contactPlan(rows: ContactPlanRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t, label} = words;
  const isNarrow = width < 600;
  const parts = rows.flatMap((row) => {
    let from = 0;
    return contactStates.map((state) => {
      const count = stateCount(row, state);
      from += count;
      return {group: row.client_group, state, count, x1: from - count, x2: from};
    });
  });
  type Part = (typeof parts)[number];
  const longest = Math.max(1, ...rows.map((row) => row.client_count));
  const letters = (states: readonly State[]) =>
    states.reduce((sum, state) => sum + label("contactState", state).length + 5, 0);
  // the legend stands in one row, on a narrow screen in two
  const legend = (isNarrow ? [contactStates.slice(0, 2), contactStates.slice(2)] : [contactStates]).map(
    (states) =>
      states.map((state, index) => ({
        state,
        place: (letters(states.slice(0, index)) / letters(states)) * longest,
      })),
  );
  type Entry = (typeof legend)[number][number];
  const room = (part: Part) => ((part.x2 - part.x1) / longest) * (width - 150);
  return plot(options, {
    height: rows.length * 52 + 34 + legend.length * 18 + 14,
    marginLeft: 6,
    marginRight: 60,
    marginTop: 34,
    marginBottom: legend.length * 18 + 14,
    x: {domain: [0, longest], axis: null},
    y: {domain: rows.map((row) => row.client_group), axis: null, padding: 0.45},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, (value: number) => f.count(value)),
      Plot.barX(parts, {
        x1: "x1",
        x2: "x2",
        y: "group",
        fill: (part: Part) => look[part.state].fill,
        fillOpacity: (part: Part) => look[part.state].opacity,
        className: "plan",
      }),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(parts, {
        filter: (part: Part) => part.count > 0 && room(part) > (isNarrow ? 34 : 90),
        x: (part: Part) => (part.x1 + part.x2) / 2,
        y: "group",
        text: (part: Part) =>
          isNarrow ? f.count(part.count) : `${label("contactState", part.state)} ${f.count(part.count)}`,
        fill: (part: Part) => (part.state === "due" || part.state === "planned" ? ink : paper),
        fontSize: 11,
      }),
      ...legend.flatMap((entries, row) => [
        Plot.dot(entries, {
          x: "place",
          frameAnchor: "bottom",
          dx: 6,
          dy: 18 + row * 18,
          r: 5,
          symbol: "square",
          fill: (entry: Entry) => look[entry.state].fill,
          fillOpacity: (entry: Entry) => look[entry.state].opacity,
          className: "legend",
        }),
        Plot.text(entries, {
          x: "place",
          frameAnchor: "bottom",
          lineAnchor: "middle",
          dx: 16,
          dy: 18 + row * 18,
          textAnchor: "start",
          text: (entry: Entry) => label("contactState", entry.state),
          fill: ink,
          className: "legend-names",
        }),
      ]),
      Plot.text(rows, {
        x: 0,
        y: "client_group",
        dx: 2,
        dy: -22,
        textAnchor: "start",
        text: (row) => t("base.plan.group", {group: row.client_group, days: f.count(row.contact_days)}),
        fill: ink,
      }),
      Plot.text(rows, {
        x: "client_count",
        y: "client_group",
        dx: 6,
        textAnchor: "start",
        text: (row) => f.count(row.client_count),
        fill: muted,
      }),
      Plot.barX(rows, {
        x1: 0,
        x2: longest,
        y: "client_group",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            t("base.plan.group", {group: row.client_group, days: f.count(row.contact_days)}),
            ...contactStates.map(
              (state) => `${label("contactState", state)}: ${f.count(stateCount(row, state))}`,
            ),
          ),
      }),
    ],
  });
}
