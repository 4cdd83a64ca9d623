import * as Plot from "@observablehq/plot";
import type {CaseEventsRow, CaseOwnersRow} from "../../queries/generated/rows.ts";
import {type CaseEventKind, type Leg, legs} from "../../queries/vocabulary.ts";
import {addMonths} from "../lib/month.ts";
import {
  base,
  type ChartOptions,
  hairline,
  ink,
  legFill,
  loss,
  lossFill,
  muted,
  paper,
  plot,
  shorten,
  tip,
} from "./options.ts";
import {everyFew} from "./rate-lines.ts";

export interface CaseSpan {
  /** First day, and first day no longer. */
  since: string;
  until: string;
  /** Days of silence from which a client fades; null when no limit is known. */
  silenceDays: number | null;
}

export interface Silence {
  from: string;
  to: string;
  days: number;
}

const dayLength = 86_400_000;
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const daysBetween = (from: string, to: string) =>
  Math.round((at(to).getTime() - at(from).getTime()) / dayLength);

/** First days of the months that begin in a span. */
function monthsOf(since: string, until: string): string[] {
  const months: string[] = [];
  for (
    let month = addMonths(since, since.endsWith("-01") ? 0 : 1);
    month < until;
    month = addMonths(month, 1)
  )
    months.push(month);
  return months;
}

/** Stretches without a contact that are longer than the limit, the last one open to the end of the span. */
export function silences(events: readonly CaseEventsRow[], {until, silenceDays}: CaseSpan): Silence[] {
  if (silenceDays === null) return [];
  const days = [...new Set(events.filter((row) => row.is_contact).map((row) => row.event_date))].sort();
  return days.flatMap((from, index) => {
    const to = days[index + 1] ?? until;
    const length = daysBetween(from, to);
    return length > silenceDays ? [{from, to, days: length}] : [];
  });
}

const lanes = ["owners", "calls", "results", "deals", "money"] as const;
type Lane = (typeof lanes)[number];
/** Room of a lane in units of the vertical axis; the first stands on top. */
const heights: Record<Lane, number> = {owners: 0.7, calls: 1.3, results: 0.7, deals: 0.9, money: 1.3};
const longestTalk = 1800;

const before = (lane: Lane) =>
  lanes.slice(0, lanes.indexOf(lane)).reduce((sum, one) => sum + heights[one], 0);
/** Foot of each lane, counted from the top. */
const footOf = (lane: Lane) => before(lane) + heights[lane];
const feet: Record<Lane, number> = {
  owners: footOf("owners"),
  calls: footOf("calls"),
  results: footOf("results"),
  deals: footOf("deals"),
  money: footOf("money"),
};
const total = feet.money;

const isLeg = (code: string | null): code is Leg => legs.some((leg) => leg === code);
const fillOf = (code: string | null) => (isLeg(code) ? legFill[code] : base);

/** One client on a time line: who held it, calls, outcomes, deals, money, and the silence between. */
export function caseTimeline(
  events: CaseEventsRow[],
  owners: CaseOwnersRow[],
  options: ChartOptions & CaseSpan,
): SVGSVGElement {
  const {words, width, since, until} = options;
  const {t, f, label} = words;
  const isNarrow = width < 600;
  const marginLeft = isNarrow ? 8 : 96;
  const bands = owners
    .map((row) => ({
      ...row,
      from: row.valid_from > since ? row.valid_from : since,
      to: row.valid_to !== null && row.valid_to < until ? row.valid_to : until,
    }))
    .filter((row) => row.from < row.to);
  const perDay = (width - marginLeft) / Math.max(1, daysBetween(since, until));
  const calls = events.filter((row) => row.kind_code === "call");
  const results = events.filter((row) => row.kind_code === "result");
  const passes = events.filter((row) => ["handed_over", "accepted", "returned"].includes(row.kind_code));
  const closings = events.filter((row) => row.kind_code === "deal_won" || row.kind_code === "deal_lost");
  const deals = [
    ...new Set(events.filter((row) => row.kind_code.startsWith("deal_")).map((row) => row.event_id)),
  ].map((id) => {
    const own = events.filter((row) => row.event_id === id);
    const opened = own.find((row) => row.kind_code === "deal_opened");
    const closed = own.find((row) => closings.includes(row));
    const any = (closed ?? opened)!;
    return {...any, from: opened?.event_date ?? since, to: closed?.event_date ?? until, closed};
  });
  const money = events.filter((row) => row.kind_code === "order" || row.kind_code === "payment");
  const largest = Math.max(1, ...money.map((row) => Math.abs(row.amount ?? 0)));
  const stem = (row: CaseEventsRow) =>
    feet.money - 0.1 - (Math.max(0, row.amount ?? 0) / largest) * (heights.money - 0.35);
  const talk = (row: CaseEventsRow) =>
    feet.calls -
    (0.12 + (Math.min(row.talk_seconds ?? 0, longestTalk) / longestTalk) * (heights.calls - 0.4));
  const text = (row: CaseEventsRow, ...more: (string | false | null | undefined)[]) =>
    tip(
      `${t(`case.kind.${row.kind_code as CaseEventKind}`)} · ${f.fullDay(row.event_date)}`,
      row.employee_name,
      ...more,
    );
  const hit = {fill: "transparent", className: "hit"} as const;
  return plot(options, {
    height: isNarrow ? 420 : 440,
    marginLeft,
    marginRight: 10,
    marginTop: 18,
    marginBottom: 30,
    x: {type: "utc", domain: [at(since), at(until)], axis: null},
    y: {domain: [total, 0], axis: null},
    marks: [
      Plot.rect(silences(events, options), {
        x1: (row) => at(row.from),
        x2: (row) => at(row.to),
        y1: heights.owners,
        y2: total,
        fill: lossFill,
        fillOpacity: 0.1,
        className: "silence",
      }),
      Plot.text(silences(events, options), {
        filter: (row) => row.days * perDay > 70,
        x: (row) => new Date((at(row.from).getTime() + at(row.to).getTime()) / 2),
        y: heights.owners + 0.16,
        text: (row) => t("case.silence", {count: row.days, n: f.count(row.days)}),
        fill: loss,
        fontSize: 11,
      }),
      Plot.ruleY(
        lanes.slice(1).map((lane) => feet[lane]),
        {stroke: hairline},
      ),
      Plot.axisX({
        anchor: "bottom",
        tickSize: 0,
        label: null,
        ticks: everyFew(monthsOf(since, until), isNarrow ? 4 : 10).map(at),
        tickFormat: (day: Date) => f.shortMonth(day.toISOString().slice(0, 10)),
      }),
      // without room beside its lane a name stands at the lane's head
      Plot.text(isNarrow ? lanes.slice(1) : [...lanes], {
        x: at(since),
        y: (lane) => (isNarrow ? before(lane as Lane) : feet[lane as Lane] - heights[lane as Lane] / 2),
        dx: isNarrow ? 0 : -8,
        dy: isNarrow ? 8 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (lane) => t(`case.lane.${lane as Lane}`),
        fill: muted,
        stroke: paper,
        strokeWidth: 3,
        className: "lanes",
      }),
      Plot.rect(bands, {
        x1: (row) => at(row.from),
        x2: (row) => at(row.to),
        y1: 0.08,
        y2: feet.owners - 0.12,
        fill: (row) => fillOf(row.leg_code),
        // pale enough for a name to be read on it in either theme
        fillOpacity: 0.35,
        stroke: (row) => fillOf(row.leg_code),
        className: "owners",
      }),
      Plot.text(bands, {
        filter: (row) => daysBetween(row.from, row.to) * perDay > 60,
        x: (row) => at(row.from),
        y: feet.owners / 2,
        dx: 6,
        textAnchor: "start",
        text: (row) => shorten(row.owner_name ?? t("case.nobody"), daysBetween(row.from, row.to) * perDay),
        fill: ink,
        fontSize: 11,
      }),
      Plot.ruleX(
        calls.filter((row) => row.is_contact),
        {
          x: (row) => at(row.event_date),
          y1: feet.calls,
          y2: talk,
          stroke: (row) => fillOf(row.leg_code),
          strokeWidth: 2.5,
          className: "contacts",
        },
      ),
      Plot.dot(
        calls.filter((row) => !row.is_contact),
        {
          x: (row) => at(row.event_date),
          y: feet.calls - 0.12,
          r: 2.5,
          stroke: (row) => fillOf(row.leg_code),
          fill: paper,
          className: "missed",
        },
      ),
      Plot.dot(results, {
        x: (row) => at(row.event_date),
        y: feet.results - 0.35,
        r: 5,
        symbol: (row: CaseEventsRow) =>
          row.detail === "refusal" ? "times" : row.detail === "goal" ? "star" : "circle",
        fill: (row) => (row.detail === "refusal" ? "none" : fillOf(row.leg_code)),
        stroke: (row) => (row.detail === "refusal" ? loss : fillOf(row.leg_code)),
        strokeWidth: 2,
        className: "results",
      }),
      Plot.rect(deals, {
        x1: (row) => at(row.from),
        x2: (row) => at(row.to),
        y1: feet.deals - 0.62,
        y2: feet.deals - 0.34,
        fill: (row) => (row.closed?.kind_code === "deal_lost" ? lossFill : fillOf(row.leg_code)),
        fillOpacity: (row) => (row.closed ? 0.75 : 0.35),
        className: "deals",
      }),
      Plot.text(closings, {
        x: (row) => at(row.event_date),
        y: feet.deals - 0.48,
        dx: 4,
        textAnchor: "start",
        text: (row) => (row.kind_code === "deal_won" ? "✓" : "×"),
        fontWeight: 700,
        fill: (row) => (row.kind_code === "deal_won" ? ink : loss),
      }),
      Plot.ruleX(money, {
        x: (row) => at(row.event_date),
        y1: feet.money - 0.1,
        y2: stem,
        stroke: (row) => ((row.amount ?? 0) < 0 ? lossFill : base),
        strokeOpacity: (row) => (row.kind_code === "order" ? 0.5 : 1),
        strokeWidth: 2,
        className: "money",
      }),
      Plot.dot(money, {
        x: (row) => at(row.event_date),
        y: stem,
        r: 3.5,
        fill: (row) => (row.kind_code === "order" ? paper : base),
        stroke: (row) => ((row.amount ?? 0) < 0 ? lossFill : base),
        strokeWidth: 1.5,
      }),
      Plot.text(passes, {
        x: (row) => at(row.event_date),
        y: 0,
        dy: -6,
        text: (row) => (row.kind_code === "returned" ? "⚐" : row.kind_code === "accepted" ? "⚑" : "▷"),
        fill: (row) => (row.kind_code === "returned" ? loss : ink),
        className: "passes",
      }),
      Plot.rect(bands, {
        x1: (row) => at(row.from),
        x2: (row) => at(row.to),
        y1: 0.08,
        y2: feet.owners - 0.12,
        ...hit,
        ariaLabel: (row) =>
          tip(
            row.owner_name ?? t("case.nobody"),
            label("leg", row.leg_code),
            `${f.fullDay(row.valid_from)} – ${row.valid_to ? f.fullDay(row.valid_to) : "…"}`,
            row.reason,
          ),
      }),
      Plot.dot([...calls, ...results, ...closings, ...money, ...passes], {
        x: (row) => at(row.event_date),
        y: (row) =>
          row.kind_code === "call"
            ? feet.calls - 0.3
            : row.kind_code === "result"
              ? feet.results - 0.35
              : row.kind_code.startsWith("deal")
                ? feet.deals - 0.48
                : money.includes(row)
                  ? stem(row)
                  : 0,
        r: 8,
        ...hit,
        ariaLabel: (row) =>
          text(
            row,
            row.talk_seconds ? f.length(row.talk_seconds) : row.kind_code === "call" && t("case.missed"),
            row.amount !== null && f.moneyFull(row.amount),
            row.detail_code && row.kind_code === "result" && label("result", row.detail_code),
            row.kind_code !== "call" && row.kind_code !== "result" && row.detail,
          ),
      }),
    ],
  });
}
