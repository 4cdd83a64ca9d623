import * as Plot from "@observablehq/plot";
import type {OperatorDaysRow} from "../../queries/generated/rows.ts";
import type {Leg} from "../../queries/vocabulary.ts";
import {parseDay} from "../lib/month.ts";
import {base, type ChartOptions, hatchOf, ink, legFill, muted, normY, paper, plot, tip} from "./options.ts";

export interface DayBarOptions extends ChartOptions {
  days: string[];
  /** Null where no norm asks for talk. */
  normSeconds: number | null;
  leg?: Leg;
}

/** One person's minutes of talk day by day, with the norm across; a result is a diamond above its day. */
export function dayBars(rows: OperatorDaysRow[], options: DayBarOptions): SVGSVGElement {
  const {words, width, days, normSeconds, leg = "call_centre"} = options;
  const goals = rows.filter((row) => row.goal_count > 0);
  const absent = rows.filter((row) => row.is_absent && row.is_working && row.talk_seconds === 0);
  const top = Math.max(normSeconds ?? 1800, ...rows.map((row) => row.talk_seconds)) * 1.14;
  const cell = (width - 118) / Math.max(1, days.length);
  const fill = options.isProvisional ? hatchOf(leg) : legFill[leg];
  return plot(options, {
    height: 250,
    marginLeft: 44,
    marginRight: 74,
    marginTop: 30,
    marginBottom: 24,
    x: {type: "band", domain: days, axis: null, padding: 0.16},
    y: {domain: [0, top], axis: null},
    marks: [
      Plot.axisY({
        ticks: [0, 1, 2, 3].map((step) => step * (top < 3600 ? 900 : 3600)).filter((value) => value <= top),
        tickSize: 0,
        label: null,
        tickFormat: (value: number) => words.f.count(value / 60),
      }),
      Plot.text([words.t(normSeconds === null ? "my.days.axis" : "calls.minutesAxis")], {
        frameAnchor: "top-left",
        dx: -42,
        dy: -22,
        fill: muted,
      }),
      Plot.barY(rows, {
        x: "call_date",
        y: "talk_seconds",
        fill,
        className: "bar",
      }),
      Plot.barY(absent, {
        x: "call_date",
        y1: 0,
        y2: (normSeconds ?? top) * 0.12,
        fill: "none",
        stroke: base,
        className: "absent",
      }),
      ...(normSeconds === null
        ? []
        : normY(normSeconds, words.t("norm.label", {value: words.f.minutes(normSeconds)}), {
            textAnchor: "start",
            dx: 4,
            dy: 0,
          })),
      Plot.ruleY([0], {stroke: ink}),
      Plot.dot(goals, {
        x: "call_date",
        y: "talk_seconds",
        dy: -9,
        symbol: "diamond",
        r: 4,
        fill: ink,
        stroke: paper,
        className: "goals",
      }),
      Plot.text(days, {
        x: (day: string) => day,
        frameAnchor: "bottom",
        dy: 16,
        text: (day: string) => String(parseDay(day).getUTCDate()),
        fontSize: 10.5,
        fill: muted,
        filter: (_day, index) => cell > 15 || index % 5 === 0,
      }),
      Plot.barY(rows, {
        x: "call_date",
        y1: 0,
        y2: top,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: OperatorDaysRow) =>
          tip(
            words.f.fullDay(row.call_date),
            row.is_absent ? words.t("chart.absent") : words.f.minutes(row.talk_seconds),
            words.t("calls.dayTip", {
              attempts: words.f.count(row.attempt_count),
              conversations: words.f.count(row.conversation_count),
              goals: words.f.count(row.goal_count),
            }),
          ),
      }),
    ],
  });
}
