import * as Plot from "@observablehq/plot";
import type {ContactCapacityRow} from "../../queries/generated/rows.ts";
import type {Leg} from "../../queries/vocabulary.ts";
import {
  axisAbove,
  type ChartOptions,
  ink,
  legFill,
  lossFill,
  muted,
  nameMargin,
  paper,
  plot,
  shorten,
  tip,
} from "./options.ts";

/** Talk minutes a working day that the plan asks of an owner; null where no contact tells how long one takes. */
export function minutesADay(row: ContactCapacityRow): number | null {
  if (row.contact_count === 0 || row.working_day_count === 0) return null;
  return (row.required_contacts * (row.talk_seconds / row.contact_count)) / 60 / row.working_day_count;
}

/** Talk minutes an owner has on a working day by the norm of the own post; none who has left; null without a norm. */
export function minutesHad(row: ContactCapacityRow): number | null {
  return row.is_gone ? 0 : row.talk_norm_minutes;
}

/** Talk minutes of an own working day of three months: what is, not what could be. */
export function minutesNow(row: ContactCapacityRow): number | null {
  return row.is_gone || row.own_day_count === 0 ? null : row.own_talk_seconds / 60 / row.own_day_count;
}

/** Whose plan asks for more time than there is. */
export function isOverTime(row: ContactCapacityRow): boolean {
  const [asked, had] = [minutesADay(row), minutesHad(row)];
  return asked !== null && had !== null && asked > had;
}

/** Each owner's minutes a day that the plan asks, a tick for those the owner has by the norm, and a dot for today's talk. */
export function contactCapacity(rows: ContactCapacityRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t, label} = words;
  const isNarrow = width < 600;
  const known = rows
    .flatMap((row) => {
      const minutes = minutesADay(row);
      const key = `${row.employee_id} ${row.leg_code}`;
      return minutes === null ? [] : [{...row, key, minutes}];
    })
    .toSorted((one, other) => other.minutes - one.minutes);
  type Known = (typeof known)[number];
  const isOver = isOverTime;
  const margin = isNarrow
    ? 14
    : nameMargin(
        known.map((row) => `▲ ${row.employee_name}`),
        width,
      );
  const top =
    Math.max(0, ...known.flatMap((row) => [row.minutes, minutesHad(row) ?? 0, minutesNow(row) ?? 0])) * 1.08;
  return plot(options, {
    height: known.length * (isNarrow ? 42 : 28) + 40,
    marginLeft: margin,
    marginRight: 96,
    marginTop: 30,
    marginBottom: 6,
    x: {domain: [0, top || 1], axis: null},
    y: {domain: known.map((row) => row.key), axis: null, padding: isNarrow ? 0.55 : 0.3},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, (value: number) => f.minutes(value * 60)),
      Plot.barX(known, {
        x: "minutes",
        y: "key",
        fill: (row: Known) => (isOver(row) ? lossFill : legFill[row.leg_code as Leg]),
        className: "asked",
      }),
      Plot.ruleX([0], {stroke: ink}),
      Plot.tickX(
        known.filter((row) => minutesHad(row) !== null),
        {x: (row: Known) => minutesHad(row), y: "key", stroke: ink, strokeWidth: 2, className: "had"},
      ),
      Plot.dot(
        known.filter((row) => minutesNow(row) !== null),
        {x: (row: Known) => minutesNow(row), y: "key", r: 4, stroke: ink, fill: paper, className: "now"},
      ),
      Plot.text(known, {
        x: 0,
        y: "key",
        dx: isNarrow ? 2 : -8,
        dy: isNarrow ? -16 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row: Known) =>
          `${isOver(row) ? "▲ " : ""}${isNarrow ? row.employee_name : shorten(row.employee_name, margin - 14)}`,
        fill: ink,
      }),
      Plot.text(known, {
        y: "key",
        frameAnchor: "right",
        dx: 90,
        textAnchor: "end",
        text: (row: Known) => `${f.minutes(row.minutes * 60)} · ${f.count(row.client_count)}`,
        fill: (row: Known) => (isOver(row) ? ink : muted),
      }),
      Plot.barX(known, {
        x1: 0,
        x2: top,
        y: "key",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: Known) =>
          tip(
            `${row.employee_name} (${label("leg", row.leg_code)})`,
            t("base.capacity.asked", {
              clients: f.count(row.client_count),
              contacts: f.count(row.required_contacts),
              minutes: f.minutes(row.minutes * 60),
            }),
            row.is_gone
              ? t("base.capacity.gone")
              : row.talk_norm_minutes === null
                ? t("base.capacity.hadNone")
                : t("base.capacity.hadNorm", {minutes: f.minutes(row.talk_norm_minutes * 60)}),
            minutesNow(row) === null
              ? null
              : t("base.capacity.hadOwn", {minutes: f.minutes(minutesNow(row)! * 60)}),
          ),
      }),
    ],
  });
}
