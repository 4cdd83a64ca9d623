import * as Plot from "@observablehq/plot";
import type {OperatorDaysRow} from "../../queries/generated/rows.ts";
import {isWeekend, parseDay} from "../lib/month.ts";
import {base, type ChartOptions, ink, lossFill, muted, nameMargin, plot, shorten, tip} from "./options.ts";

export interface HeatMapOptions extends ChartOptions {
  days: string[];
}

/** The norm is the middle of the colour: below it turns to vermilion, above it to the call centre's blue. */
export function shade(seconds: number, normSeconds: number): string {
  const part = Math.max(-1, Math.min(1, (seconds - normSeconds) / normSeconds));
  const strength = Math.round(Math.abs(part) ** 0.8 * 100);
  return `color-mix(in oklab, ${part < 0 ? lossFill : "var(--call-centre)"} ${strength}%, var(--middle))`;
}

/** Operators down, days across, minutes of talk as colour; an absence is hollow, the row's sum stands at the right. */
export function talkHeatMap(rows: OperatorDaysRow[], options: HeatMapOptions): SVGSVGElement {
  const {words, width, days} = options;
  const people = Map.groupBy(rows, (row) => row.employee_id);
  const totals = [...people].map(([id, own]) => {
    const worked = own.filter((row) => row.talk_seconds > 0);
    return {
      id,
      name: own[0]!.employee_name,
      seconds: own.reduce((sum, row) => sum + row.talk_seconds, 0),
      days: worked.length,
    };
  });
  totals.sort((a, b) => b.seconds - a.seconds);
  const margin = nameMargin(
    totals.map((row) => row.name),
    width,
  );
  const sums = width < 500 ? 50 : 118;
  const cellWidth = (width - margin - sums) / Math.max(1, days.length);
  const worked = rows.filter((row) => row.talk_seconds > 0);
  const idle = rows.filter((row) => row.talk_seconds === 0 && row.is_working && !row.is_absent);
  const absent = rows.filter((row) => row.is_absent && row.is_working && row.talk_seconds === 0);
  const rowHeight = width < 500 ? 24 : 27;
  const normOf = (row: OperatorDaysRow) => row.norm_seconds || 7200;
  return plot(options, {
    height: totals.length * rowHeight + 56,
    marginLeft: margin,
    marginRight: sums,
    marginTop: 44,
    marginBottom: 12,
    x: {domain: days, axis: null, padding: 0.07},
    y: {domain: totals.map((row) => row.id), axis: null, padding: 0.1},
    marks: [
      Plot.text(days, {
        x: (day: string) => day,
        frameAnchor: "top",
        dy: -22,
        text: (day: string) => String(parseDay(day).getUTCDate()),
        fill: (day: string) => (isWeekend(day) ? muted : ink),
        fontSize: 10.5,
        filter: (_day, index) => cellWidth > 15 || index % 5 === 0,
      }),
      Plot.text(cellWidth > 20 ? days : [], {
        x: (day: string) => day,
        frameAnchor: "top",
        dy: -9,
        text: (day: string) => words.f.weekday(day),
        fill: muted,
        fontSize: 9.5,
      }),
      Plot.cell(worked, {
        x: "call_date",
        y: "employee_id",
        fill: (row: OperatorDaysRow) => shade(row.talk_seconds, normOf(row)),
        className: "minutes",
      }),
      Plot.cell(idle, {
        x: "call_date",
        y: "employee_id",
        fill: shade(0, 1),
        className: "idle",
      }),
      Plot.cell(absent, {
        x: "call_date",
        y: "employee_id",
        fill: "none",
        stroke: base,
        strokeOpacity: 0.7,
        inset: 0.5,
        className: "absent",
      }),
      Plot.text(cellWidth > 24 ? worked : [], {
        x: "call_date",
        y: "employee_id",
        text: (row: OperatorDaysRow) => words.f.count(row.talk_seconds / 60),
        fontSize: 10,
        fill: ink,
      }),
      Plot.text(totals, {
        y: "id",
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: (row) => shorten(row.name, margin),
      }),
      Plot.text([words.t("chart.sum")], {
        frameAnchor: "top-right",
        dx: 46,
        dy: -26,
        textAnchor: "end",
        fill: muted,
      }),
      Plot.text(width < 500 ? [] : [words.t("chart.perDay")], {
        frameAnchor: "top-right",
        dx: 114,
        dy: -26,
        textAnchor: "end",
        fill: muted,
      }),
      Plot.text(totals, {
        y: "id",
        frameAnchor: "right",
        dx: 46,
        textAnchor: "end",
        fontWeight: 650,
        text: (row) => words.f.minutes(row.seconds),
        className: "sums",
      }),
      Plot.text(width < 500 ? [] : totals, {
        y: "id",
        frameAnchor: "right",
        dx: 114,
        textAnchor: "end",
        text: (row) => (row.days ? words.f.minutes(row.seconds / row.days) : words.t("chart.noData")),
      }),
      Plot.cell([...worked, ...idle, ...absent], {
        x: "call_date",
        y: "employee_id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: OperatorDaysRow) => dayTip(row, options),
      }),
    ],
  });
}

function dayTip(row: OperatorDaysRow, {words: {t, f}}: HeatMapOptions): string {
  if (row.is_absent && row.talk_seconds === 0)
    return tip(row.employee_name, f.fullDay(row.call_date), t("chart.absent"));
  return tip(
    row.employee_name,
    f.fullDay(row.call_date),
    `${f.minutes(row.talk_seconds)} · ${t("norm.label", {value: f.minutes(row.norm_seconds)})}`,
    t("calls.dayTip", {
      attempts: f.count(row.attempt_count),
      conversations: f.count(row.conversation_count),
      goals: f.count(row.goal_count),
    }),
  );
}
