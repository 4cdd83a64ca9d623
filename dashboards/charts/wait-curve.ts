import * as Plot from "@observablehq/plot";
import type {FirstContactsRow, HunterWaitsRow} from "../../queries/generated/rows.ts";
import {kaplanMeier, medianWait} from "../../queries/statistics/kaplan-meier.ts";
import {type ChartOptions, hairline, ink, legColor, muted, paper, plot, tip} from "./options.ts";

/** A wait of one client for a deal, or of so many clients for a first contact. */
export type WaitRow = HunterWaitsRow | FirstContactsRow;

const isOver = (row: WaitRow) => ("is_won" in row ? row.is_won : row.is_contacted);
const countOf = (row: WaitRow) => ("client_count" in row ? row.client_count : 1);
const total = (rows: readonly WaitRow[]) => rows.reduce((sum, row) => sum + countOf(row), 0);

const waitsOf = (rows: readonly WaitRow[]) =>
  rows.map((row) => ({days: row.wait_days, isOver: isOver(row), count: countOf(row)}));

export interface HunterMedian {
  id: string;
  name: string;
  count: number;
  won: number;
  median: number | null;
  low: number | null;
  high: number | null;
}

/** Days by which half of the clients of each hunter have what they wait for; open clients count as waiting. */
export function medians(rows: readonly WaitRow[]): HunterMedian[] {
  return [...Map.groupBy(rows, (row) => row.employee_id).values()].map((own) => ({
    id: own[0]!.employee_id,
    name: own[0]!.employee_name,
    count: total(own),
    won: total(own.filter(isOver)),
    ...medianWait(kaplanMeier(waitsOf(own))),
  }));
}

export const medianOfAll = (rows: readonly WaitRow[]) => medianWait(kaplanMeier(waitsOf(rows)));

interface Point {
  days: number;
  bought: number;
  low: number;
  high: number;
}

/** Share that has bought by each day, from nothing at the start to the last day anybody was waited for. */
function curveOf(rows: readonly WaitRow[], last: number): Point[] {
  const steps = kaplanMeier(waitsOf(rows));
  const points = steps.map((step) => ({
    days: step.days,
    bought: 1 - step.share,
    low: 1 - step.high,
    high: 1 - step.low,
  }));
  const end = points.at(-1);
  return [{days: 0, bought: 0, low: 0, high: 0}, ...points, ...(end ? [{...end, days: last}] : [])];
}

/** Kaplan-Meier: of the clients, the share whose wait is over after so many days; a thin line for each hunter. */
export function waitCurve(rows: readonly WaitRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isDeal = rows.some((row) => "is_won" in row);
  const [axis, day] = isDeal
    ? ([t("hunters.waits.axis"), "hunters.waits.day"] as const)
    : ([t("hunters.first.axis"), "hunters.first.day"] as const);
  const last = Math.max(1, ...rows.map((row) => row.wait_days));
  const all = curveOf(rows, last);
  const each = [...Map.groupBy(rows, (row) => row.employee_id).values()].flatMap((own) =>
    curveOf(own, Math.max(...own.map((row) => row.wait_days))).map((point) => ({
      ...point,
      id: own[0]!.employee_id,
    })),
  );
  const {median} = medianOfAll(rows);
  const top = Math.min(
    1,
    Math.max(0.1, ...all.map((point) => point.high), ...each.map((point) => point.bought)),
  );
  return plot(options, {
    height: width < 600 ? 280 : 320,
    marginLeft: 46,
    marginRight: 16,
    marginTop: 16,
    marginBottom: 40,
    x: {domain: [0, last], axis: null},
    // a line at the very top keeps its whole width
    y: {domain: [0, top * 1.02], axis: null},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1}),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.share(value)}),
      Plot.axisX({tickSize: 0, label: null, ticks: 8, tickFormat: (value: number) => f.count(value)}),
      Plot.text([axis], {frameAnchor: "bottom-right", dy: 34, fill: muted}),
      Plot.areaY(all, {
        x: "days",
        y1: "low",
        y2: "high",
        curve: "step-after",
        fill: legColor.hunters,
        fillOpacity: 0.15,
        className: "band",
      }),
      Plot.lineY(each, {
        x: "days",
        y: "bought",
        z: "id",
        curve: "step-after",
        stroke: muted,
        // of hundreds each is a breath, so that their crowd is a cloud and the line of all stays the picture
        strokeOpacity: Math.min(0.6, Math.max(0.1, 10 / new Set(rows.map((row) => row.employee_id)).size)),
        clip: true,
        className: "each",
      }),
      ...[
        {stroke: paper, strokeWidth: 5.5},
        {stroke: legColor.hunters, strokeWidth: 2.5},
      ].map((line) => Plot.lineY(all, {x: "days", y: "bought", curve: "step-after", ...line})),
      median === null
        ? null
        : Plot.ruleX([median], {stroke: ink, strokeDasharray: "4,3", className: "median"}),
      Plot.ruleY([0], {stroke: ink}),
      Plot.dot(all, {
        x: "days",
        y: "bought",
        r: 8,
        fill: "transparent",
        className: "hit",
        ariaLabel: (point) =>
          tip(
            t(day, {days: f.count(point.days)}),
            `${f.percent(point.bought)} (${f.percent(point.low)}–${f.percent(point.high)})`,
          ),
      }),
    ],
  });
}
