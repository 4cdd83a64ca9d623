import * as Plot from "@observablehq/plot";
import type {CampaignEffectsRow} from "../../queries/generated/rows.ts";
import {meanDifference} from "../../queries/statistics/mean-difference.ts";
import {type Difference, newcombeDifference} from "../../queries/statistics/newcombe.ts";
import type {Interval} from "../../queries/statistics/wilson.ts";
import {
  axisAbove,
  base,
  type ChartOptions,
  ink,
  lossFill,
  muted,
  nameMargin,
  paper,
  plot,
  tip,
} from "./options.ts";

export interface Lift extends Difference {
  /** Money that the treated brought beyond what the held-out would lead to expect, all together. */
  money: (Interval & {difference: number}) | null;
}

/** Share that bought among all who were to be called, less that of the clients held out; null without either. */
export function liftOf(row: CampaignEffectsRow): Lift | null {
  const rates = newcombeDifference(
    {hits: row.treated_returned_count, trials: row.treated_count},
    {hits: row.control_returned_count, trials: row.control_count},
  );
  if (!rates) return null;
  const each = meanDifference(
    {count: row.treated_count, sum: row.treated_amount, squares: row.treated_amount_squares},
    {count: row.control_count, sum: row.control_amount, squares: row.control_amount_squares},
  );
  const money = each && {
    difference: each.difference * row.treated_count,
    low: each.low * row.treated_count,
    high: each.high * row.treated_count,
  };
  return {...rates, money};
}

/** Campaigns are no people: a long name loses its end, not its second words. */
const cut = (name: string, room: number) => (name.length <= room ? name : `${name.slice(0, room - 1)}…`);

/** What calling added in each campaign: the difference in percentage points with its interval about the zero line. */
export function campaignLifts(rows: CampaignEffectsRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const known = rows.flatMap((row) => {
    const lift = liftOf(row);
    return lift ? [{...row, ...lift, name: row.campaign_name ?? row.campaign_id}] : [];
  });
  type Known = (typeof known)[number];
  const mark = {higher: "▲ ", lower: "▼ ", not_known: ""} as const;
  const isNarrow = width < 600;
  const margin = isNarrow
    ? 6
    : nameMargin(
        known.map((row) => `${mark[row.verdict]}${row.name} `),
        width,
      );
  const color = (row: Known) =>
    row.verdict === "higher" ? "var(--farmers)" : row.verdict === "lower" ? lossFill : base;
  const low = Math.min(-0.02, ...known.map((row) => row.low));
  const high = Math.max(0.02, ...known.map((row) => row.high));
  const parts = (row: Known, side: "treated" | "control") => {
    const [part, whole] =
      side === "treated"
        ? [row.treated_returned_count, row.treated_count]
        : [row.control_returned_count, row.control_count];
    return t(`base.arm.${side}`, {
      rate: f.rate(part, whole),
      part: f.count(part),
      whole: f.count(whole),
    });
  };
  return plot(options, {
    height: known.length * (isNarrow ? 84 : 48) + 44,
    marginLeft: margin,
    marginRight: isNarrow ? 10 : 190,
    marginTop: 30,
    marginBottom: 6,
    x: {domain: [low * 1.1, high * 1.1], axis: null},
    y: {domain: known.map((row) => row.campaign_id), axis: null, padding: 0.3},
    marks: [
      ...axisAbove(isNarrow ? 3 : 6, (value: number) => t("base.points", {n: f.signedTenths(value * 100)})),
      Plot.ruleX([0], {stroke: ink, className: "zero"}),
      Plot.ruleY(known, {
        y: "campaign_id",
        x1: "low",
        x2: "high",
        stroke: color,
        strokeWidth: 3,
        className: "interval",
      }),
      Plot.dot(known, {
        x: "difference",
        y: "campaign_id",
        r: 6,
        fill: (row: Known) => (row.is_complete ? color(row) : paper),
        stroke: color,
        strokeWidth: 2,
        className: "lifts",
      }),
      Plot.text(known, {
        x: low * 1.1,
        y: "campaign_id",
        dx: isNarrow ? 0 : -8,
        dy: isNarrow ? -22 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (row: Known) =>
          cut(mark[row.verdict] + row.name, isNarrow ? 44 : Math.floor((margin - 8) / 7.4)),
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(known, {
        x: isNarrow ? low * 1.1 : high * 1.1,
        y: "campaign_id",
        dx: isNarrow ? 0 : 8,
        dy: isNarrow ? 24 : 0,
        textAnchor: "start",
        text: (row: Known) => `${parts(row, "treated")}\n${parts(row, "control")}`,
        fill: muted,
        stroke: paper,
        strokeWidth: 3,
        fontSize: 11,
      }),
      Plot.barX(known, {
        x1: low * 1.1,
        x2: high * 1.1,
        y: "campaign_id",
        fill: "transparent",
        className: "hit",
        ariaLabel: (row: Known) =>
          tip(
            row.name,
            parts(row, "treated"),
            parts(row, "control"),
            t("base.campaigns.between", {
              difference: f.signedTenths(row.difference * 100),
              low: f.signedTenths(row.low * 100),
              high: f.signedTenths(row.high * 100),
            }),
            row.money &&
              t("base.campaigns.money", {
                money: f.money(row.money.difference),
                low: f.money(row.money.low),
                high: f.money(row.money.high),
              }),
            !row.is_complete && t("base.campaigns.open", {day: f.fullDay(row.last_watched_date)}),
          ),
      }),
    ],
  });
}
