import * as Plot from "@observablehq/plot";
import type {RecordingDaysRow} from "../../queries/generated/rows.ts";
import {parseDay} from "../lib/month.ts";
import {
  type ChartOptions,
  hairline,
  ink,
  loss,
  lossFill,
  muted,
  nameMargin,
  plot,
  shorten,
  tip,
} from "./options.ts";

export interface RecordingOptions extends ChartOptions {
  days: string[];
}

/** Only what is missing is drawn: a dot the size of the conversations without a recording that day. */
export function recordingMap(rows: RecordingDaysRow[], options: RecordingOptions): SVGSVGElement {
  const {words, width, days} = options;
  const totals = [...Map.groupBy(rows, (row) => row.employee_id)]
    .map(([id, own]) => ({
      id,
      name: own[0]!.employee_name,
      conversations: own.reduce((sum, row) => sum + row.conversation_count, 0),
      recorded: own.reduce((sum, row) => sum + row.recorded_count, 0),
    }))
    .sort((a, b) => b.conversations - b.recorded - (a.conversations - a.recorded));
  const margin = nameMargin(
    totals.map((row) => row.name),
    width,
  );
  const missing = rows
    .map((row) => ({...row, missing: row.conversation_count - row.recorded_count}))
    .filter((row) => row.missing > 0);
  const pooled =
    totals.reduce((sum, row) => sum + row.recorded, 0) /
    Math.max(
      1,
      totals.reduce((sum, row) => sum + row.conversations, 0),
    );
  const largest = Math.max(6, ...missing.map((row) => row.missing));
  const cell = (width - margin - 58) / Math.max(1, days.length);
  return plot(options, {
    height: totals.length * 24 + 48,
    marginLeft: margin,
    marginRight: 58,
    marginTop: 36,
    marginBottom: 12,
    x: {type: "band", domain: days, axis: null},
    y: {type: "band", domain: totals.map((row) => row.id), axis: null},
    r: {domain: [0, largest], range: [0, Math.max(4, Math.min(11, cell / 1.6))]},
    marks: [
      Plot.ruleY(totals, {y: "id", stroke: hairline}),
      Plot.text(days, {
        x: (day: string) => day,
        frameAnchor: "top",
        dy: -10,
        text: (day: string) => String(parseDay(day).getUTCDate()),
        fontSize: 10.5,
        fill: muted,
        filter: (_day, index) => cell > 15 || index % 5 === 0,
      }),
      Plot.dot(missing, {
        x: "call_date",
        y: "employee_id",
        r: "missing",
        fill: lossFill,
        fillOpacity: 0.75,
        className: "missing",
      }),
      Plot.text(totals, {
        y: "id",
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        text: (row) => shorten(row.name, margin),
      }),
      Plot.text([words.t("calls.recordedShort")], {
        frameAnchor: "top-right",
        dx: 56,
        dy: -26,
        textAnchor: "end",
        fill: muted,
      }),
      Plot.text(totals, {
        y: "id",
        frameAnchor: "right",
        dx: 56,
        textAnchor: "end",
        fontWeight: 650,
        fill: (row) => (row.recorded < row.conversations * pooled ? loss : ink),
        text: (row) => words.f.rate(row.recorded, row.conversations),
        className: "coverage",
      }),
      Plot.dot(missing, {
        x: "call_date",
        y: "employee_id",
        r: 9,
        fill: "transparent",
        className: "hit",
        ariaLabel: (row) =>
          tip(
            `${row.employee_name}, ${words.f.day(row.call_date)}`,
            words.t("calls.missingTip", {
              missing: words.f.count(row.missing),
              conversations: words.f.count(row.conversation_count),
            }),
          ),
      }),
    ],
  });
}
