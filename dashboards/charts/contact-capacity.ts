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
  normX,
  plot,
  shorten,
  tip,
} from "./options.ts";

/** Talk minutes a working day that the plan asks of an owner; null where no contact tells how long one takes. */
export function minutesADay(row: ContactCapacityRow): number | null {
  if (row.contact_count === 0 || row.working_day_count === 0) return null;
  return (row.required_contacts * (row.talk_seconds / row.contact_count)) / 60 / row.working_day_count;
}

/** Each owner's minutes a day against the talk norm; who has left has no minutes at all. */
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
  const norm = known[0]?.talk_norm_minutes ?? null;
  const isOver = (row: Known) => row.is_gone || (norm !== null && row.minutes > norm);
  const margin = isNarrow
    ? 6
    : nameMargin(
        known.map((row) => `▲ ${row.employee_name}`),
        width,
      );
  const top = Math.max(norm ?? 0, ...known.map((row) => row.minutes)) * 1.08;
  return plot(options, {
    height: known.length * (isNarrow ? 42 : 28) + 58,
    marginLeft: margin,
    marginRight: 96,
    marginTop: 48,
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
      ...(norm === null
        ? []
        : normX(norm, t("base.capacity.norm", {minutes: f.minutes(norm * 60)}), {dy: -32})),
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
            row.is_gone && t("base.capacity.gone"),
          ),
      }),
    ],
  });
}
