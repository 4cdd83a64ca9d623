import * as Plot from "@observablehq/plot";
import type {BookFlowsRow} from "../../queries/generated/rows.ts";
import {
  base,
  type ChartOptions,
  hairline,
  ink,
  legFill,
  lossFill,
  muted,
  paper,
  plot,
  tip,
} from "./options.ts";

export const flowParts = [
  "then",
  "moved_out",
  "moved_in",
  "lost",
  "down",
  "up",
  "returned",
  "new",
  "now",
] as const;
export type FlowPart = (typeof flowParts)[number];

export interface FlowStep {
  part: FlowPart;
  from: number;
  to: number;
  amount: number;
  count: number;
}

/** From the volume a year ago to the volume now; each step starts where the one before ended. */
export function flowSteps(rows: readonly BookFlowsRow[]): FlowStep[] {
  const sum = (pick: (row: BookFlowsRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  let level = sum((row) => row.then_amount);
  const steps: FlowStep[] = [
    {part: "then", from: 0, to: level, amount: level, count: sum((row) => row.then_buyer_count)},
  ];
  const step = (part: FlowPart, amount: number, count: number) => {
    steps.push({part, from: level, to: level + amount, amount, count});
    level += amount;
  };
  step(
    "moved_out",
    -sum((row) => row.moved_out_amount),
    sum((row) => row.moved_out_count),
  );
  step(
    "moved_in",
    sum((row) => row.moved_in_amount),
    sum((row) => row.moved_in_count),
  );
  step(
    "lost",
    -sum((row) => row.lost_amount),
    sum((row) => row.lost_count),
  );
  step(
    "down",
    -sum((row) => row.down_amount),
    sum((row) => row.down_count),
  );
  step(
    "up",
    sum((row) => row.up_amount),
    sum((row) => row.up_count),
  );
  step(
    "returned",
    sum((row) => row.returned_amount),
    sum((row) => row.returned_count),
  );
  step(
    "new",
    sum((row) => row.new_amount),
    sum((row) => row.new_count),
  );
  const now = sum((row) => row.now_amount);
  steps.push({part: "now", from: 0, to: now, amount: now, count: sum((row) => row.now_buyer_count)});
  return steps;
}

const colorOf = ({part, amount}: FlowStep): string => {
  if (part === "then") return base;
  if (part === "moved_in" || part === "moved_out") return muted;
  return part === "now" || amount >= 0 ? legFill.farmers : lossFill;
};

/** The bridge lying on its side: one row a part, so that nine parts can be read on any screen. */
export function flowBridge(rows: readonly BookFlowsRow[], options: ChartOptions): SVGSVGElement {
  return lyingBridge(flowSteps(rows), {
    ...options,
    colorOf,
    nameOf: ({part}) => options.words.t(`farmers.flow.${part}`),
  });
}

interface LyingStep {
  part: string;
  from: number;
  to: number;
  amount: number;
  /** Null where nothing is counted. */
  count: number | null;
}

/** A bridge with a row for each part: on a narrow screen the name stands above its bar, the amount at the right. */
export function lyingBridge<Step extends LyingStep>(
  steps: readonly Step[],
  options: ChartOptions & {colorOf: (step: Step) => string; nameOf: (step: Step) => string},
): SVGSVGElement {
  const {words, width, nameOf} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const links = steps.slice(0, -1).map((step, index) => ({...step, next: steps[index + 1]!.part}));
  const top = Math.max(1, ...steps.map((step) => Math.max(step.from, step.to)));
  const clients = ({count}: Step) => count !== null && t("noun.clients", {count, n: f.count(count)});
  const said = (step: Step) =>
    isNarrow ? f.money(step.amount) : [f.money(step.amount), clients(step)].filter(Boolean).join(" · ");
  const right = isNarrow ? 82 : 24 + 7 * Math.max(0, ...steps.map((step) => said(step).length));
  return plot(options, {
    height: steps.length * (isNarrow ? 46 : 34) + 12,
    marginLeft: isNarrow ? 6 : 168,
    marginRight: right,
    marginTop: 6,
    marginBottom: 6,
    x: {domain: [Math.min(0, ...steps.map((step) => Math.min(step.from, step.to))), top], axis: null},
    y: {domain: steps.map(({part}) => part), axis: null, padding: isNarrow ? 0.5 : 0.3},
    marks: [
      Plot.gridX({stroke: hairline, strokeOpacity: 1}),
      Plot.barX(steps, {x1: "from", x2: "to", y: "part", fill: options.colorOf, className: "parts"}),
      Plot.link(links, {y1: "part", y2: "next", x1: "to", x2: "to", stroke: muted, strokeDasharray: "2,2"}),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(steps, {
        x: 0,
        y: "part",
        dx: isNarrow ? 4 : -8,
        dy: isNarrow ? -18 : 0,
        textAnchor: isNarrow ? "start" : "end",
        text: (step: Step) =>
          isNarrow ? [nameOf(step), clients(step)].filter(Boolean).join(" · ") : nameOf(step),
        fill: ink,
        stroke: paper,
        strokeWidth: 3,
      }),
      Plot.text(steps, {
        y: "part",
        frameAnchor: "right",
        dx: right - 4,
        textAnchor: "end",
        text: said,
        fill: ink,
      }),
      Plot.barX(steps, {
        x1: 0,
        x2: top,
        y: "part",
        fill: "transparent",
        className: "hit",
        ariaLabel: (step: Step) => tip(nameOf(step), f.moneyFull(step.amount), clients(step)),
      }),
    ],
  });
}
