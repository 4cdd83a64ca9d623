import * as Plot from "@observablehq/plot";
import {shareInterval} from "./interval.ts";
import {
  type ChartOptions,
  hatchOf,
  ink,
  legColor,
  legFill,
  muted,
  nameMargin,
  paper,
  plot,
  smallSample,
  tip,
} from "./options.ts";
import {legOfPost} from "./relay-posts.ts";

export interface FunnelStep {
  code: string;
  kind: "period" | "cohort";
  count: number;
  base: number;
  isMature: boolean;
}

/** Two funnels of one month, step by step: what happened in the month, and what became of those who began in it. */
export function cohortFunnels(steps: FunnelStep[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const rate = (step: FunnelStep) => step.count / step.base;
  const named = steps.filter((step) => step.base > 0).map((step) => ({...step, rate: rate(step)}));
  const codes = [...new Set(steps.map((step) => step.code))];
  const kindName = (kind: string) => words.label("funnel", kind);
  const kindMargin = nameMargin(["period", "cohort"].map(kindName), width);
  const intervals = named
    .filter((step) => step.base < smallSample)
    .flatMap((step) => {
      const interval = shareInterval(step.count, step.base);
      return interval ? [{...step, ...interval}] : [];
    });
  const top = Math.max(0.01, ...named.map((step) => step.rate), ...intervals.map((step) => step.high));
  return plot(options, {
    height: codes.length * 76 + 10,
    marginLeft: kindMargin,
    marginRight: 120,
    marginTop: 6,
    marginBottom: 4,
    x: {domain: [0, top], axis: null},
    y: {domain: ["period", "cohort"], axis: null, padding: 0.2},
    fy: {domain: codes, axis: null, padding: 0.3},
    marks: [
      Plot.barX(named, {
        x: "rate",
        y: "kind",
        fy: "code",
        fill: (step: FunnelStep) =>
          step.isMature ? legFill[legOfPost(step.code)] : hatchOf(legOfPost(step.code)),
        className: "bar",
      }),
      Plot.ruleY(intervals, {
        x1: "low",
        x2: "high",
        y: "kind",
        fy: "code",
        stroke: ink,
        className: "interval",
      }),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(codes, {
        fy: (code: string) => code,
        text: (code: string) => words.label("step", code),
        frameAnchor: "top-left",
        dx: -kindMargin,
        dy: -8,
        fontWeight: 600,
        stroke: paper,
        strokeWidth: 3,
        fill: (code: string) => legColor[legOfPost(code)],
      }),
      Plot.text(named, {
        fy: "code",
        y: "kind",
        x: 0,
        dx: -8,
        textAnchor: "end",
        fill: muted,
        text: ({kind}) => kindName(kind),
      }),
      Plot.text(named, {
        fy: "code",
        y: "kind",
        x: (step: FunnelStep & {rate: number}) =>
          intervals.find((other) => other.code === step.code && other.kind === step.kind)?.high ?? step.rate,
        dx: 7,
        textAnchor: "start",
        stroke: paper,
        strokeWidth: 3,
        fill: ink,
        text: (step: FunnelStep & {rate: number}) =>
          `${words.f.percent(step.rate)}${step.isMature ? "" : ` · ${words.t("chart.young")}`}`,
      }),
      Plot.barX(named, {
        x1: 0,
        x2: top,
        y: "kind",
        fy: "code",
        fill: "transparent",
        className: "hit",
        ariaLabel: (step: FunnelStep & {rate: number}) =>
          tip(
            `${words.label("step", step.code)} · ${kindName(step.kind)}`,
            words.t("chart.of", {
              part: words.f.count(step.count),
              whole: words.f.count(step.base),
              rate: words.f.percent(step.rate),
            }),
            !step.isMature && words.t("chart.youngLong"),
          ),
      }),
    ],
  });
}
