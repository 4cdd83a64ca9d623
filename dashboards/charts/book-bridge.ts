import * as Plot from "@observablehq/plot";
import type {FarmerBooksRow} from "../../queries/generated/rows.ts";
import {lyingBridge} from "./flow-bridge.ts";
import {base, type ChartOptions, hairline, ink, legFill, lossFill, muted, plot, tip} from "./options.ts";

export const bridgeParts = ["base", "lost", "down", "up", "back", "now"] as const;
export type BridgePart = (typeof bridgeParts)[number];

export interface BridgeStep {
  part: BridgePart;
  /** Money at the foot and at the top of the bar. */
  from: number;
  to: number;
  amount: number;
  count: number | null;
}

/** From what the books bought a year ago to what they buy now; each step starts where the one before ended. */
export function bridgeSteps(rows: readonly FarmerBooksRow[]): BridgeStep[] {
  const sum = (pick: (row: FarmerBooksRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const before = sum((row) => row.base_amount);
  const lost = sum((row) => row.lost_amount);
  const down = sum((row) => row.down_amount);
  const up = sum((row) => row.up_amount);
  const back = sum((row) => row.back_amount);
  const now = sum((row) => row.now_amount);
  const clients = sum((row) => row.client_count - row.back_count);
  return [
    {part: "base", from: 0, to: before, amount: before, count: clients},
    {part: "lost", from: before, to: before - lost, amount: -lost, count: sum((row) => row.lost_count)},
    {
      part: "down",
      from: before - lost,
      to: before - lost - down,
      amount: -down,
      count: sum((row) => row.down_count),
    },
    {
      part: "up",
      from: before - lost - down,
      to: before - lost - down + up,
      amount: up,
      count: sum((row) => row.up_count),
    },
    {part: "back", from: now - back, to: now, amount: back, count: sum((row) => row.back_count)},
    {part: "now", from: 0, to: now, amount: now, count: null},
  ];
}

/** The bridge of the farmers' volume. */
export function bookBridge(rows: FarmerBooksRow[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const steps = bridgeSteps(rows);
  const color = ({part}: BridgeStep) =>
    part === "base" ? base : part === "lost" || part === "down" ? lossFill : legFill.farmers;
  if (width < 600)
    return lyingBridge(steps, {...options, colorOf: color, nameOf: ({part}) => t(`farmers.part.${part}`)});
  const links = steps.slice(0, -1).map((step, index) => ({...step, next: steps[index + 1]!.part}));
  return plot(options, {
    height: 320,
    marginLeft: 8,
    marginRight: 8,
    marginTop: 28,
    marginBottom: 40,
    x: {domain: [...bridgeParts], axis: null, padding: 0.28},
    y: {axis: null, zero: true},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1}),
      Plot.barY(steps, {x: "part", y1: "from", y2: "to", fill: color, className: "parts"}),
      Plot.link(links, {x1: "part", x2: "next", y1: "to", y2: "to", stroke: muted, strokeDasharray: "2,2"}),
      Plot.ruleY([0], {stroke: ink}),
      Plot.text(steps, {
        x: "part",
        y: (step) => Math.max(step.from, step.to),
        dy: -9,
        text: (step) => f.money(step.amount),
        fontWeight: 650,
        fill: ink,
      }),
      Plot.text(steps, {
        x: "part",
        frameAnchor: "bottom",
        dy: 24,
        text: (step: BridgeStep) => t(`farmers.part.${step.part}`),
        fill: ink,
      }),
      Plot.text(steps, {
        x: "part",
        frameAnchor: "bottom",
        dy: 38,
        text: (step) =>
          step.count === null ? "" : t("noun.clients", {count: step.count, n: f.count(step.count)}),
        fill: muted,
        fontSize: 11,
      }),
      Plot.barY(steps, {
        x: "part",
        y1: "from",
        y2: "to",
        fill: "transparent",
        className: "hit",
        ariaLabel: (step: BridgeStep) => tip(t(`farmers.part.${step.part}`), f.moneyFull(step.amount)),
      }),
    ],
  });
}
