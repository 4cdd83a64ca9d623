import * as Plot from "@observablehq/plot";
import {testSize} from "../../queries/statistics/script-verdict.ts";
import type {PlannedTest} from "../lib/script-plan.ts";
import {type ChartOptions, hairline, ink, legColor, muted, paper, plot, tip} from "./options.ts";

interface Point {
  change: number;
  companies: number;
}

/** Companies that a test needs under each script, by the change it is to find; the change chosen is marked. */
export function planCurve(test: PlannedTest, options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const far = Math.min(0.3, Math.max(0.06, test.plan.change * 1.6));
  const room = Math.max(1 - test.rate, test.rate);
  const changes = Array.from({length: 24}, (_, index) => (far * (index + 3)) / 26);
  const points = [...changes, test.plan.change]
    .filter((change) => change <= room)
    .sort((a, b) => a - b)
    .map((change): Point => ({change, companies: testSize(test.rate, {...test.plan, change}).most}));
  const chosen: Point = {change: test.plan.change, companies: test.most};
  const [least, most] = [points.at(-1)?.companies ?? 1, points[0]?.companies ?? 1];
  // steps of about three, as a logarithmic scale has them
  const ticks = Array.from(
    {length: 16},
    (_, index) => (index % 2 === 0 ? 1 : 3) * 10 ** Math.floor(index / 2),
  ).filter((tick) => tick >= least / 3 && tick <= most * 3);
  const isRight = chosen.change > far / 2;
  return plot(options, {
    height: 240,
    marginLeft: 62,
    marginRight: 16,
    marginTop: 28,
    marginBottom: 40,
    x: {domain: [0, far], axis: null},
    y: {type: "log", axis: null, domain: [ticks[0] ?? 1, ticks.at(-1) ?? 10]},
    marks: [
      Plot.gridY(ticks, {stroke: hairline, strokeOpacity: 1}),
      Plot.axisY(ticks, {tickSize: 0, label: null, tickFormat: (value: number) => f.count(value)}),
      Plot.axisX({
        tickSize: 0,
        label: null,
        ticks: width < 600 ? 4 : 6,
        tickFormat: (value: number) => f.tenths(value * 100),
      }),
      Plot.text([t("refusals.plan.y")], {
        frameAnchor: "top-left",
        dx: -56,
        dy: -22,
        textAnchor: "start",
        fill: muted,
      }),
      Plot.text([t("refusals.plan.x")], {
        frameAnchor: "bottom-right",
        dy: 36,
        textAnchor: "end",
        fill: muted,
      }),
      Plot.lineY(points, {
        x: "change",
        y: "companies",
        stroke: legColor.call_centre,
        strokeWidth: 2,
        className: "curve",
      }),
      Plot.dot([chosen], {
        x: "change",
        y: "companies",
        r: 6,
        fill: legColor.call_centre,
        stroke: paper,
        className: "chosen",
      }),
      Plot.text([chosen], {
        x: "change",
        y: "companies",
        dx: isRight ? -10 : 10,
        dy: -12,
        textAnchor: isRight ? "end" : "start",
        text: ({companies}: Point) => f.count(companies),
        fill: ink,
        fontWeight: 600,
        stroke: paper,
        strokeWidth: 4,
      }),
      Plot.dot(points, {
        x: "change",
        y: "companies",
        r: 10,
        fill: "transparent",
        className: "hit",
        ariaLabel: ({change, companies}: Point) =>
          tip(
            t("refusals.points", {n: f.tenths(change * 100)}),
            t("refusals.plan.each", {n: f.count(companies)}),
          ),
      }),
    ],
  });
}
