import * as Plot from "@observablehq/plot";
import type {CallFunnelRow} from "../../queries/generated/rows.ts";
import {shareInterval} from "./interval.ts";
import {
  type ChartOptions,
  hatchOf,
  ink,
  legColor,
  legFill,
  muted,
  paper,
  pastOpacity,
  plot,
  smallSample,
  tip,
} from "./options.ts";

interface Step extends CallFunnelRow {
  from: number | null;
  rate: number | null;
  low: number | null;
  high: number | null;
}

/**
 * Each step with its share of what could have made it and the interval of that share. Results filed without a call may
 * be more than the conversations: then they are no share of these.
 */
export function funnelSteps(rows: CallFunnelRow[]): Step[] {
  const sorted = rows.toSorted((a, b) => a.step_order - b.step_order);
  return sorted.map((row) => {
    const from = row.base_count !== null && row.base_count >= row.event_count ? row.base_count : null;
    const interval = from ? shareInterval(row.event_count, from) : null;
    return {
      ...row,
      from,
      rate: from ? row.event_count / from : null,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    };
  });
}

/** Attempts to results, apart the person who decides: bars for what is left, beside them the share, with its interval. */
export function callFunnel(rows: CallFunnelRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const steps = funnelSteps(rows);
  const top = Math.max(1, ...steps.flatMap((step) => [step.event_count, step.previous_event_count ?? 0]));
  const band = 66;
  const fill = options.isProvisional ? hatchOf("call_centre") : legFill.call_centre;
  const rateText = (step: Step) =>
    step.rate === null
      ? ""
      : words.t(step.step_code === "decision_maker" ? "funnel.rateKnown" : "funnel.rate", {
          known: words.f.count(step.from),
          rate: words.f.percent(step.rate),
          low: words.f.percent(step.low),
          high: words.f.percent(step.high),
        });
  const shortRate = ({rate, low, high}: Step) =>
    rate === null ? "" : `${words.f.percent(rate)} (${words.f.percent(low)}–${words.f.percent(high)})`;
  const isSmall = (step: Step) => step.from !== null && step.from < smallSample;
  return plot(options, {
    height: steps.length * band + 4,
    marginLeft: 2,
    marginRight: width < 500 ? 8 : 130,
    marginTop: 2,
    marginBottom: 2,
    x: {domain: [0, top], axis: null},
    y: {domain: steps.map((step) => step.step_code), axis: null, paddingInner: 0.66, paddingOuter: 0.33},
    marks: [
      Plot.barX(steps, {x: "event_count", y: "step_code", fill, className: "bar"}),
      Plot.tickX(
        steps.filter((step) => step.previous_event_count !== null),
        {
          x: "previous_event_count",
          y: "step_code",
          stroke: legColor.call_centre,
          strokeOpacity: pastOpacity + 0.3,
          strokeWidth: 3,
          className: "past",
        },
      ),
      Plot.ruleY(
        steps.filter((step) => step.from !== null && step.low !== null),
        {
          x1: (step: Step) => (step.low ?? 0) * (step.from ?? 0),
          x2: (step: Step) => (step.high ?? 0) * (step.from ?? 0),
          y: "step_code",
          stroke: ink,
          strokeWidth: 1.5,
          className: "interval",
        },
      ),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(steps, {
        x: 0,
        y: "step_code",
        dy: -22,
        dx: 2,
        textAnchor: "start",
        fontWeight: 600,
        text: (step: Step) => `${words.label("step", step.step_code)} · ${words.f.count(step.event_count)}`,
      }),
      Plot.text(steps, {
        x: 0,
        y: "step_code",
        dx: width - (width < 500 ? 12 : 4),
        dy: -22,
        textAnchor: "end",
        fill: (step: Step) => (isSmall(step) ? muted : ink),
        text: (step: Step) =>
          // beside its long name the whole sentence has no room on a phone; the tip has it
          step.step_code === "decision_maker" && step.rate !== null && width < 500
            ? words.t("share.of", {share: words.f.percent(step.rate), n: words.f.count(step.from)})
            : width < 500
              ? shortRate(step)
              : rateText(step),
        stroke: paper,
        strokeWidth: 3,
        className: "rates",
      }),
      Plot.barX(steps, {
        x1: 0,
        x2: top,
        y: "step_code",
        insetTop: -30,
        fill: "transparent",
        className: "hit",
        ariaLabel: (step: Step) =>
          tip(
            `${words.label("step", step.step_code)}: ${words.f.count(step.event_count)}`,
            step.client_count !== null &&
              words.t("chart.clients", {count: step.client_count, clients: words.f.count(step.client_count)}),
            step.rate !== null && rateText(step),
            step.previous_event_count !== null &&
              words.t("chart.before", {value: words.f.count(step.previous_event_count)}),
          ),
      }),
    ],
  });
}
