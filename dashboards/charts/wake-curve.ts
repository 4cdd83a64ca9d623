import * as Plot from "@observablehq/plot";
import {type Expected, worthCalling} from "../lib/expected.ts";
import {base, type ChartOptions, hairline, ink, muted, plot, tip} from "./options.ts";

/** Share of the money to expect that the first so many clients hold; it flattens where calling no longer pays. */
export function wakeCurve(order: readonly Expected[], options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const isNarrow = width < 600;
  const points = [{place: 0, share: 0}, ...order.map(({share}, index) => ({place: index + 1, share}))];
  const stop = worthCalling(order);
  const step = Math.max(1, Math.ceil(order.length / 80));
  const shown = order.flatMap((one, index) => (index % step === 0 ? [{...one, place: index + 1}] : []));
  type Shown = (typeof shown)[number];
  return plot(options, {
    height: isNarrow ? 240 : 260,
    marginLeft: 48,
    marginRight: 20,
    marginTop: 30,
    marginBottom: 40,
    x: {domain: [0, Math.max(1, order.length)], axis: null},
    y: {domain: [0, 1], axis: null},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1, ticks: 5}),
      Plot.axisY({tickSize: 0, label: null, ticks: 5, tickFormat: (value: number) => f.share(value)}),
      Plot.axisX({
        tickSize: 0,
        label: t("base.wake.clients"),
        labelAnchor: "left",
        labelArrow: "none",
        ticks: isNarrow ? 3 : 8,
        tickFormat: (value: number) => f.count(value),
      }),
      Plot.areaY(points, {
        filter: (point: {place: number}) => point.place <= stop,
        x: "place",
        y: "share",
        fill: base,
        fillOpacity: 0.3,
        className: "worth",
      }),
      Plot.lineY(points, {x: "place", y: "share", stroke: base, strokeWidth: 2, className: "curve"}),
      Plot.ruleY([0], {stroke: ink}),
      Plot.ruleX([stop], {stroke: ink, strokeDasharray: "4,3", className: "stop"}),
      Plot.text([stop], {
        x: (place: number) => place,
        frameAnchor: "top",
        dy: -14,
        text: (place: number) => t("base.wake.stop", {n: f.count(place)}),
        fill: muted,
        fontSize: 11,
        textAnchor: stop > order.length / 2 ? "end" : "start",
      }),
      Plot.ruleX(shown, {
        x: "place",
        y1: 0,
        y2: 1,
        stroke: "transparent",
        strokeWidth: 10,
        className: "hit",
        ariaLabel: (one: Shown) =>
          tip(
            one.row.client_name ?? one.row.client_id,
            t("base.wake.share", {n: f.count(one.place), share: f.percent(one.share)}),
            t("base.wake.alive", {chance: f.share(one.alive)}),
          ),
      }),
    ],
  });
}
