import * as Plot from "@observablehq/plot";
import type {CallHoursRow} from "../../queries/generated/rows.ts";
import {type ChartOptions, hatchOf, ink, legFill, muted, pastOpacity, plot, tip} from "./options.ts";

export interface HourTotals {
  panel: string;
  hour: number;
  attempts: number;
  conversations: number;
  seconds: number;
}

export function hourTotals(rows: CallHoursRow[], panelOf: (row: CallHoursRow) => string): HourTotals[] {
  const groups = Map.groupBy(rows, (row) => `${panelOf(row)}|${row.hour}`);
  return [...groups.values()].map((own) => ({
    panel: panelOf(own[0]!),
    hour: own[0]!.hour,
    attempts: own.reduce((sum, row) => sum + row.attempt_count, 0),
    conversations: own.reduce((sum, row) => sum + row.conversation_count, 0),
    seconds: own.reduce((sum, row) => sum + row.talk_seconds, 0),
  }));
}

/** Attempts faint, conversations full, hour by hour; one panel for all, or a small one for each operator. */
export function callsByHour(
  rows: CallHoursRow[],
  options: ChartOptions & {perOperator: boolean},
): SVGSVGElement {
  const {words, width, perOperator} = options;
  const totals = hourTotals(rows, (row) => (perOperator ? row.employee_name : ""));
  const names = [...Map.groupBy(totals, (row) => row.panel)]
    .map(([name, own]) => ({name, attempts: own.reduce((sum, row) => sum + row.attempts, 0)}))
    .sort((a, b) => b.attempts - a.attempts)
    .map(({name}) => name);
  const columns = perOperator ? Math.max(1, Math.min(4, Math.floor(width / 190))) : 1;
  const place = (name: string) => names.indexOf(name);
  const facets = (name: string) => ({fx: place(name) % columns, fy: Math.floor(place(name) / columns)});
  const hours = totals.map((row) => row.hour);
  const first = Math.min(...hours);
  const domain = Array.from({length: Math.max(...hours) - first + 1}, (_, index) => first + index);
  const placed = totals.map((row) => ({...row, ...facets(row.panel)}));
  const heads = names.map((name) => ({name, ...facets(name)}));
  const panels = Math.ceil(names.length / columns);
  const fill = options.isProvisional ? hatchOf("call_centre") : legFill.call_centre;
  const shown = {x: "hour", fx: "fx", fy: "fy"} as const;
  return plot(options, {
    height: perOperator ? panels * 108 + 30 : 250,
    marginLeft: 44,
    marginBottom: 26,
    marginTop: perOperator ? 20 : width < 500 ? 44 : 26,
    marginRight: 6,
    x: {domain, axis: null, padding: 0.14},
    y: {
      ticks: perOperator ? 2 : 5,
      // counts above the bars stay below the caption of the axis
      ...(perOperator ? {} : {domain: [0, Math.max(1, ...totals.map((row) => row.attempts)) * 1.1]}),
      tickSize: 0,
      label: null,
      tickFormat: (value: number) => words.f.count(value),
    },
    fx: {axis: null, padding: 0.1},
    fy: {axis: null, padding: 0.26},
    marks: [
      Plot.axisX({
        tickSize: 0,
        label: null,
        ticks: domain.filter((hour) => width / columns / domain.length > 28 || hour % 3 === 0),
        tickFormat: (hour: number) => String(hour),
        facetAnchor: "bottom",
      }),
      Plot.text([words.t("chart.callsAxis")], {
        fx: 0,
        fy: 0,
        frameAnchor: "top-left",
        dx: -40,
        dy: -8,
        lineAnchor: "bottom",
        lineWidth: width / 14,
        fill: muted,
        filter: () => !perOperator,
      }),
      Plot.barY(placed, {...shown, y: "attempts", fill, fillOpacity: pastOpacity, className: "attempts"}),
      Plot.barY(placed, {...shown, y: "conversations", fill, className: "conversations"}),
      Plot.ruleY([0], {stroke: ink}),
      Plot.text(perOperator ? heads : [], {
        fx: "fx",
        fy: "fy",
        frameAnchor: "top-left",
        dy: -12,
        text: "name",
        fontWeight: 600,
      }),
      Plot.text(perOperator ? [] : placed, {
        ...shown,
        y: "attempts",
        dy: -6,
        fontSize: 10.5,
        fill: muted,
        text: (row: HourTotals) => words.f.count(row.attempts),
        filter: () => width > 500,
      }),
      Plot.barY(placed, {
        ...shown,
        y: "attempts",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: HourTotals) =>
          tip(
            [row.panel, `${row.hour}:00–${row.hour + 1}:00`].filter(Boolean).join(" · "),
            words.t("calls.hourTip", {
              attempts: words.f.count(row.attempts),
              conversations: words.f.count(row.conversations),
              minutes: words.f.minutes(row.seconds),
            }),
          ),
      }),
    ],
  });
}
