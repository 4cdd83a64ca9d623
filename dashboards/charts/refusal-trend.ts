import * as Plot from "@observablehq/plot";
import type {BreaksRow, RefusalMonthsRow, ScriptVersionsRow} from "../../queries/generated/rows.ts";
import {xmrLimits} from "../../queries/statistics/xmr.ts";
import {addMonths, parseDay} from "../lib/month.ts";
import {type ChartOptions, hairline, ink, legColor, lossFill, muted, paper, plot, tip} from "./options.ts";
import {everyFew} from "./rate-lines.ts";

export interface RatePoint {
  month: string;
  rate: number;
  refusals: number;
  contacts: number;
  /** Script in use on most days of the month; null when none is known. */
  version: string | null;
  /** Declared breaks before the middle of the month. */
  era: number;
  isWhole: boolean;
}

/** Limits of a phase need so many whole months. */
const fewest = 6;
/** Below so many they are provisional. */
const enough = 12;

const daysIn = (version: ScriptVersionsRow, month: string) => {
  const from = Math.max(parseDay(version.valid_from).getTime(), parseDay(month).getTime());
  const end = parseDay(addMonths(month, 1)).getTime();
  const to = Math.min(version.valid_to === null ? end : parseDay(version.valid_to).getTime(), end);
  return Math.max(0, to - from);
};

/** Refusals per contact, month by month, each with the script most of it was worked with. */
export function ratePoints(
  months: readonly RefusalMonthsRow[],
  versions: readonly ScriptVersionsRow[],
  breaks: readonly BreaksRow[] = [],
): RatePoint[] {
  return months
    .filter((row) => row.contact_count > 0)
    .map((row) => {
      const used = versions.toSorted((a, b) => daysIn(b, row.month) - daysIn(a, row.month))[0];
      return {
        month: row.month,
        rate: row.refusal_count / row.contact_count,
        refusals: row.refusal_count,
        contacts: row.contact_count,
        version: used && daysIn(used, row.month) > 0 ? used.script_version : null,
        era: breaks.filter((one) => one.break_date <= `${row.month.slice(0, 8)}15`).length,
        isWhole: row.is_complete,
      };
    });
}

export interface Phase {
  version: string | null;
  points: RatePoint[];
  limits: {mean: number; low: number; high: number} | null;
  isProvisional: boolean;
}

/** A change of the script or a declared break ends a phase: each has its own natural limits. */
export function phases(points: readonly RatePoint[]): Phase[] {
  const found: Phase[] = [];
  for (const point of points) {
    const last = found.at(-1);
    if (last && last.version === point.version && last.points[0]!.era === point.era) last.points.push(point);
    else found.push({version: point.version, points: [point], limits: null, isProvisional: true});
  }
  for (const phase of found) {
    const whole = phase.points.filter((point) => point.isWhole);
    phase.limits = whole.length >= fewest ? xmrLimits(whole.map((point) => point.rate)) : null;
    phase.isProvisional = whole.length < enough;
  }
  return found;
}

/** A process behaviour chart (XmR) with a phase for each script version, broken also where the company declared it. */
export function refusalTrend(
  points: RatePoint[],
  options: ChartOptions,
  breaks: readonly BreaksRow[] = [],
): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const all = phases(points);
  const at = (month: string) => parseDay(month);
  const middleOf = (month: string) => new Date(at(month).getTime() + 15 * 86_400_000);
  const middle = (point: RatePoint) => middleOf(point.month);
  const span = ({points: own}: Phase) => [at(own[0]!.month), at(addMonths(own.at(-1)!.month, 1))] as const;
  const changes = all.filter(
    (phase, index) => phase.version !== null && phase.version !== all[index - 1]?.version,
  );
  const [from, to] = all.length > 0 ? [span(all[0]!)[0], span(all.at(-1)!)[1]] : [];
  const declared = breaks
    .map((one) => ({
      day: parseDay(one.break_date),
      name: words.language === "ru" ? one.name_ru : one.name_en,
    }))
    .filter(({day}) => from !== undefined && to !== undefined && day >= from && day < to);
  const isLate = ({day}: {day: Date}) =>
    from !== undefined &&
    to !== undefined &&
    (day.getTime() - from.getTime()) / (to.getTime() - from.getTime()) > 0.65;
  const limited = all.filter((phase) => phase.limits !== null);
  const isOutside = (point: RatePoint) => {
    const limits = all.find((phase) => phase.points.includes(point))?.limits;
    return limits != null && (point.rate < limits.low || point.rate > limits.high);
  };
  return plot(options, {
    height: width < 600 ? 280 : 320,
    marginLeft: 46,
    marginRight: 12,
    marginTop: 34,
    marginBottom: 28,
    x: {type: "utc", axis: null},
    y: {axis: null, zero: true, nice: true},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1}),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.share(value)}),
      Plot.axisX({
        tickSize: 0,
        label: null,
        ticks: everyFew(
          points.map((point) => point.month),
          width < 600 ? 4 : 12,
        ).map(middleOf),
        tickFormat: (day: Date) => f.shortMonth(day.toISOString().slice(0, 10)),
      }),
      Plot.rect(limited, {
        x1: (phase) => span(phase)[0],
        x2: (phase) => span(phase)[1],
        y1: (phase) => Math.max(0, phase.limits!.low),
        y2: (phase) => phase.limits!.high,
        fill: legColor.call_centre,
        fillOpacity: (phase) => (phase.isProvisional ? 0.06 : 0.12),
        className: "limits",
      }),
      Plot.ruleY(limited, {
        x1: (phase) => span(phase)[0],
        x2: (phase) => span(phase)[1],
        y: (phase) => phase.limits!.mean,
        stroke: legColor.call_centre,
        strokeOpacity: 0.6,
      }),
      Plot.ruleX(
        changes.filter((phase) => phase !== all[0]),
        {x: (phase) => span(phase)[0], stroke: muted, className: "breaks"},
      ),
      Plot.ruleX(declared, {x: "day", stroke: ink, strokeDasharray: "2,3", className: "declared"}),
      ...[false, true].map((late) =>
        Plot.text(
          declared.filter((one) => isLate(one) === late),
          {
            x: "day",
            frameAnchor: "bottom",
            dx: late ? -4 : 4,
            dy: -10,
            textAnchor: late ? "end" : "start",
            text: "name",
            fill: ink,
            stroke: paper,
            strokeWidth: 4,
            className: "declared-names",
          },
        ),
      ),
      Plot.text(changes, {
        x: (phase) => span(phase)[0],
        frameAnchor: "top",
        dx: 4,
        dy: -16,
        textAnchor: "start",
        text: (phase) =>
          width < 600 ? phase.version : t("refusals.version", {version: phase.version ?? ""}),
        fill: muted,
      }),
      Plot.lineY(points, {
        x: middle,
        y: "rate",
        z: ({version, era}: RatePoint) => `${version} ${era}`,
        stroke: legColor.call_centre,
        strokeWidth: 1.5,
      }),
      Plot.dot(points, {
        x: middle,
        y: "rate",
        r: 3.5,
        fill: (point) => (point.isWhole ? legColor.call_centre : paper),
        stroke: legColor.call_centre,
        className: "points",
      }),
      Plot.dot(points.filter(isOutside), {
        x: middle,
        y: "rate",
        r: 7,
        stroke: lossFill,
        strokeWidth: 1.5,
        className: "outside",
      }),
      Plot.ruleY([0], {stroke: ink}),
      Plot.dot(points, {
        x: middle,
        y: "rate",
        r: 10,
        fill: "transparent",
        className: "hit",
        ariaLabel: (point) =>
          tip(
            f.month(point.month),
            t("chart.of", {
              part: f.count(point.refusals),
              whole: f.count(point.contacts),
              rate: f.percent(point.rate),
            }),
            point.version !== null && t("refusals.version", {version: point.version}),
            isOutside(point) && t("chart.outside"),
          ),
      }),
    ],
  });
}
