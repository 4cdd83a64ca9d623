import * as Plot from "@observablehq/plot";
import type {NewOldRow} from "../../queries/generated/rows.ts";
import type {Leg} from "../../queries/vocabulary.ts";
import {
  base,
  type ChartOptions,
  hairline,
  ink,
  legFill,
  muted,
  nameMargin,
  paper,
  plot,
  shorten,
  tip,
} from "./options.ts";

export const workViews = ["talks", "deals", "money"] as const;
export type WorkView = (typeof workViews)[number];

/** What a person did with new clients and with existing ones. */
export function workOf(row: NewOldRow, view: WorkView): {fresh: number; old: number} {
  const pairs = {
    talks: [row.new_talk_count, row.old_talk_count],
    deals: [row.new_won_count, row.old_won_count],
    money: [row.new_amount, row.old_amount],
  } as const;
  const [fresh, old] = pairs[view];
  return {fresh, old};
}

/** Existing clients to the left of the line, new ones to the right; people of one part of the relay together. */
export function newOldBars(
  rows: readonly NewOldRow[],
  options: ChartOptions & {view: WorkView},
): SVGSVGElement {
  const {words, width, view} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const said = (value: number) => (view === "money" ? f.money(value) : f.count(value));
  const people = rows
    .map((row) => ({...row, ...workOf(row, view), id: `${row.employee_id} ${row.leg_code}`}))
    .filter(({fresh, old}) => fresh !== 0 || old !== 0)
    .toSorted((one, other) => other.leg_code.localeCompare(one.leg_code) || other.fresh - one.fresh);
  type Person = (typeof people)[number];
  const left = Math.max(1, ...people.map(({old, fresh}) => Math.max(old, -fresh)));
  const right = Math.max(1, ...people.map(({fresh, old}) => Math.max(fresh, -old)));
  const margin = isNarrow
    ? 6
    : nameMargin(
        people.map((row) => row.employee_name),
        width,
      );
  /** Beyond the longest bar stands its number, in whatever unit that is. */
  const roomFor = (...texts: string[]) => 14 + 6.6 * Math.max(...texts.map((text) => text.length));
  const fill = (row: Person) => legFill[row.leg_code as Leg];
  return plot(options, {
    height: people.length * (isNarrow ? 44 : 28) + 48,
    marginLeft: margin,
    marginRight: 16,
    marginTop: 40,
    marginBottom: 6,
    insetLeft: roomFor(t("work.old"), ...people.map(({old}) => said(old))),
    insetRight: roomFor(t("work.new"), ...people.map(({fresh}) => said(fresh))),
    x: {domain: [-left, right], axis: null},
    y: {domain: people.map(({id}) => id), axis: null, padding: isNarrow ? 0.5 : 0.25},
    marks: [
      Plot.gridX({stroke: hairline, strokeOpacity: 1, ticks: isNarrow ? 3 : 6}),
      Plot.barX(people, {
        x1: (row: Person) => -row.old,
        x2: 0,
        y: "id",
        fill,
        fillOpacity: 0.35,
        className: "old",
      }),
      Plot.barX(people, {x1: 0, x2: "fresh", y: "id", fill, className: "new"}),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(people, {
        x: (row: Person) => -Math.max(0, row.old),
        y: "id",
        dx: -5,
        textAnchor: "end",
        text: (row: Person) => said(row.old),
        fill: muted,
        fontSize: 11,
        className: "old-counts",
      }),
      Plot.text(people, {
        x: (row: Person) => Math.max(0, row.fresh),
        y: "id",
        dx: 5,
        textAnchor: "start",
        text: (row: Person) => said(row.fresh),
        fill: ink,
        fontSize: 11,
        className: "new-counts",
      }),
      Plot.text(people, {
        frameAnchor: "left",
        y: "id",
        dx: isNarrow ? 0 : -8,
        dy: isNarrow ? -17 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row: Person) => (isNarrow ? row.employee_name : shorten(row.employee_name, margin)),
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
        className: "names",
      }),
      Plot.text([t("work.old")], {x: 0, frameAnchor: "top", dx: -8, dy: -16, textAnchor: "end", fill: muted}),
      Plot.text([t("work.new")], {x: 0, frameAnchor: "top", dx: 8, dy: -16, textAnchor: "start", fill: ink}),
      Plot.barX(people, {
        x1: -left,
        x2: right,
        y: "id",
        fill: base,
        fillOpacity: 0,
        className: "hit",
        ariaLabel: (row: Person) =>
          tip(
            row.employee_name,
            `${t("work.new")}: ${said(row.fresh)} (${f.rate(row.fresh, row.fresh + row.old)})`,
            `${t("work.old")}: ${said(row.old)}`,
          ),
      }),
    ],
  });
}
