import * as Plot from "@observablehq/plot";
import type {CallGapsRow} from "../../queries/generated/rows.ts";
import {
  type ChartOptions,
  foldAbove,
  foldedHeight,
  hairline,
  ink,
  legColor,
  muted,
  nameMargin,
  plot,
  shorten,
  tip,
} from "./options.ts";

export interface GapOptions extends ChartOptions {
  timezone: string;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The clock of a zone; to make one takes longer than to read it a hundred times. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  clocks.set(timeZone, made);
  return made;
}

/** Hours since local midnight at which a gap begins. */
export function localHours(instant: string, timezone: string): number {
  const parts = clockOf(timezone).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
  return part("hour") + part("minute") / 60 + part("second") / 3600;
}

const rowHeight = 26;
const aroundRows = 44;
/** So many gaps are each a mark to point at; of more a person is, for a page of a hundred thousand marks stands still. */
const mostHits = 5000;

/** Every silence of the month on one clock: where strokes lie over each other, silence is a habit. */
export function gapsStrip(rows: CallGapsRow[], options: GapOptions): SVGSVGElement {
  const {words, width, timezone, isFolded = false} = options;
  const gaps = rows.map((row) => {
    const from = localHours(row.gap_started_at, timezone);
    return {...row, from, to: from + row.gap_seconds / 3600};
  });
  const totals = [...Map.groupBy(gaps, (row) => row.employee_id)]
    .map(([id, own]) => ({
      id,
      name: own[0]!.employee_name,
      seconds: own.reduce((sum, row) => sum + row.gap_seconds, 0),
    }))
    .sort((a, b) => b.seconds - a.seconds);
  // of a column all in one unit
  const total = (totals[0]?.seconds ?? 0) >= 100 * 3600 ? words.f.hours : words.f.minutes;
  const height = totals.length * rowHeight + aroundRows;
  const seen = new Set(totals.slice(0, Math.ceil(foldedHeight / rowHeight)).map((row) => row.id));
  const drawn = isFolded && height > foldAbove ? gaps.filter((row) => seen.has(row.employee_id)) : gaps;
  const margin = nameMargin(
    totals.map((row) => row.name),
    width,
  );
  const domain: [number, number] = [
    Math.floor(Math.min(...gaps.map((row) => row.from))),
    Math.ceil(Math.max(...gaps.map((row) => row.to))),
  ];
  const dayCount = Math.max(1, new Set(rows.map((row) => row.call_date)).size);
  const hours = Array.from({length: domain[1] - domain[0] + 1}, (_, index) => domain[0] + index);
  return plot(options, {
    height,
    marginLeft: margin,
    marginRight: 62,
    marginTop: 34,
    marginBottom: 6,
    x: {domain, axis: null},
    y: {domain: totals.map((row) => row.id), axis: null, padding: 0.3},
    marks: [
      Plot.gridX({stroke: hairline, interval: 1, strokeOpacity: 1}),
      Plot.axisX({
        anchor: "top",
        tickSize: 0,
        label: null,
        // the last hour has no room beside the head of the sums
        ticks: hours.filter((hour) => hour < domain[1] && (width >= 500 || hour % 3 === 0)),
        tickFormat: (hour: number) => `${hour}:00`,
      }),
      Plot.barX(drawn, {
        x1: "from",
        x2: "to",
        y: "employee_id",
        fill: legColor.call_centre,
        fillOpacity: Math.min(0.3, 1.4 / dayCount),
        className: "gaps",
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
        dx: 58,
        dy: -18,
        textAnchor: "end",
        fill: muted,
      }),
      Plot.text(totals, {
        y: "id",
        frameAnchor: "right",
        dx: 58,
        textAnchor: "end",
        fontWeight: 650,
        fill: ink,
        text: (row) => total(row.seconds),
      }),
      drawn.length > mostHits
        ? Plot.barX(totals, {
            x1: domain[0],
            x2: domain[1],
            y: "id",
            fill: "transparent",
            className: "hit",
            ariaLabel: (row) => tip(row.name, `${words.t("chart.sum")}: ${words.f.minutes(row.seconds)}`),
          })
        : Plot.barX(drawn, {
            x1: "from",
            x2: "to",
            y: "employee_id",
            fill: "transparent",
            className: "hit",
            ariaLabel: (row: CallGapsRow) =>
              tip(
                `${row.employee_name}, ${words.f.day(row.call_date)}`,
                words.t("calls.gapTip", {
                  from: words.f.clock(row.gap_started_at),
                  minutes: words.f.minutes(row.gap_seconds),
                }),
              ),
          }),
    ],
  });
}
