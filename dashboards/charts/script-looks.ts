import * as Plot from "@observablehq/plot";
import type {ScriptLook} from "../../queries/statistics/script-verdict.ts";
import {evenLimits} from "../../queries/statistics/sequential.ts";
import {nextLook, type ScriptChange} from "../lib/script-changes.ts";
import {
  base,
  type ChartOptions,
  hairline,
  ink,
  legColor,
  lossFill,
  muted,
  paper,
  plot,
  tip,
} from "./options.ts";

interface Bound {
  number: number;
  fraction: number;
  /** What chance explains at the look: plus or minus so much. */
  reach: number;
  isHeld: boolean;
}

/** At each look, held or to come, the difference that chance explains. */
export function lookBounds(change: ScriptChange): Bound[] {
  const {verdict, plan, days} = change;
  const last = days.at(-1);
  if (!verdict || !last) return [];
  const pooled = (last.former.hits + last.now.hits) / (last.former.trials + last.now.trials);
  const error = (fraction: number) => Math.sqrt((pooled * (1 - pooled) * 2) / (fraction * verdict.size.most));
  const limits = evenLimits(plan.looks, plan.alarm);
  const passed = verdict.looks.at(-1)?.number ?? 0;
  return limits.flatMap((planned, index): Bound[] => {
    const number = index + 1;
    const held = verdict.looks.find((look) => look.number === number);
    if (!held && number <= passed) return [];
    const fraction = held?.fraction ?? number / plan.looks;
    return [
      {number, fraction, reach: (held?.limit ?? planned) * error(fraction), isHeld: held !== undefined},
    ];
  });
}

/** The difference between two scripts as evidence gathers; only at the looks may it say something. */
export function scriptLooks(change: ScriptChange, options: ChartOptions): SVGSVGElement {
  const {words, width} = options;
  const {f, t} = words;
  const {verdict, days} = change;
  const isNarrow = width < 600;
  const looks = verdict?.looks ?? [];
  const bounds = lookBounds(change);
  const most = verdict?.size.most ?? 1;
  const path = days
    .filter(({former, now}) => former.trials > 0 && now.trials > 0)
    .map(({day, former, now}) => ({
      day,
      fraction: (2 * former.trials * now.trials) / (former.trials + now.trials) / most,
      difference: now.hits / now.trials - former.hits / former.trials,
    }));
  const end = Math.max(1, path.at(-1)?.fraction ?? 0) * 1.04;
  const settled = bounds.slice(1).map(({reach}) => reach);
  const top =
    1.15 *
    Math.max(
      change.plan.change,
      ...looks.map(({difference}) => Math.abs(difference)),
      ...looks.map(({interval: {low, high}}) => (high - low) / 2),
      settled[0] ?? 0,
    );
  const cut = (value: number) => Math.max(-top, Math.min(top, value));
  const isDeciding = (number: number) =>
    verdict?.verdict !== "not_known" && verdict?.deciding?.number === number;
  const color = (number: number) =>
    !isDeciding(number) ? legColor.call_centre : verdict?.verdict === "better" ? "var(--farmers)" : lossFill;
  const coming = nextLook(change);
  return plot(options, {
    height: isNarrow ? 280 : 320,
    marginLeft: isNarrow ? 46 : 58,
    marginRight: 14,
    marginTop: 26,
    marginBottom: 44,
    x: {domain: [0, end], axis: null},
    y: {domain: [-top, top], axis: null},
    marks: [
      Plot.gridY({stroke: hairline, strokeOpacity: 1, ticks: 5}),
      Plot.axisY({
        tickSize: 0,
        label: null,
        ticks: 5,
        tickFormat: (value: number) => f.signedTenths(value * 100),
      }),
      Plot.text([t("refusals.verdict.axis")], {
        frameAnchor: "top-left",
        dy: -20,
        dx: isNarrow ? -40 : -52,
        fill: muted,
      }),
      Plot.ruleX(bounds, {
        x: "fraction",
        y1: ({reach}: Bound) => cut(-reach),
        y2: ({reach}: Bound) => cut(reach),
        stroke: base,
        strokeWidth: isNarrow ? 10 : 16,
        strokeOpacity: ({isHeld}: Bound) => (isHeld ? 0.22 : 0.1),
        className: "chance",
      }),
      Plot.ruleY([0], {stroke: ink}),
      Plot.lineY(path, {
        x: "fraction",
        y: ({difference}) => cut(difference),
        stroke: legColor.call_centre,
        strokeOpacity: 0.35,
        className: "between",
      }),
      ...[false, true].map((decides) =>
        Plot.dot(
          looks.filter(({number}) => isDeciding(number) === decides),
          {
            x: "fraction",
            y: "difference",
            r: decides ? 7 : 4.5,
            fill: ({number}: ScriptLook) => color(number),
            stroke: paper,
            className: decides ? "decides" : "looks",
          },
        ),
      ),
      Plot.text(
        looks.filter(({number}) => isDeciding(number)),
        {
          x: "fraction",
          y: "difference",
          dx: (verdict?.deciding?.fraction ?? 0) > end * 0.75 ? -12 : 12,
          textAnchor: (verdict?.deciding?.fraction ?? 0) > end * 0.75 ? "end" : "start",
          dy: (verdict?.deciding?.difference ?? 0) < 0 ? 18 : -14,
          text: () =>
            `${verdict?.verdict === "better" ? "▲" : "▼"} ${t(`refusals.answer.${verdict!.verdict}`)}`,
          fill: ink,
          fontWeight: 600,
          stroke: paper,
          strokeWidth: 4,
        },
      ),
      Plot.text(bounds, {
        x: "fraction",
        frameAnchor: "bottom",
        dy: 18,
        text: ({number}: Bound) => (isNarrow ? f.count(number) : t("refusals.look", {n: f.count(number)})),
        fill: ({isHeld}: Bound) => (isHeld ? ink : muted),
        className: "look-names",
      }),
      // near the end a day stands before its look, or it would run off the page
      ...[false, true].map((isLate) =>
        Plot.text(
          bounds.filter(
            ({number, isHeld, fraction}) =>
              fraction > end * 0.85 === isLate &&
              (number === coming?.number || (isHeld && (!isNarrow || isDeciding(number)))),
          ),
          {
            x: "fraction",
            frameAnchor: "bottom",
            dx: isLate && isNarrow ? 10 : 0,
            dy: 34,
            textAnchor: isLate && isNarrow ? "end" : "middle",
            text: ({number, isHeld}: Bound) =>
              isHeld
                ? f.day(looks.find((look) => look.number === number)!.day)
                : coming?.day
                  ? t("refusals.about", {day: f.day(coming.day)})
                  : "",
            fill: muted,
            fontSize: 11,
          },
        ),
      ),
      Plot.ruleX(bounds, {
        x: "fraction",
        y1: -top,
        y2: top,
        stroke: "transparent",
        strokeWidth: 28,
        className: "hit",
        ariaLabel: ({number, reach, isHeld}: Bound) => {
          const look = looks.find((one) => one.number === number);
          return tip(
            t("refusals.look", {n: f.count(number)}) + (look ? ` · ${f.fullDay(look.day)}` : ""),
            look &&
              t("refusals.verdict.tip", {
                now: f.rate(look.now.hits, look.now.trials),
                nowCount: f.count(look.now.trials),
                former: f.rate(look.former.hits, look.former.trials),
                formerCount: f.count(look.former.trials),
              }),
            look && t("refusals.verdict.difference", {difference: f.signedTenths(look.difference * 100)}),
            t("refusals.verdict.chance", {reach: f.tenths(reach * 100)}),
            !isHeld &&
              verdict?.needed[number - 1] != null &&
              t("refusals.verdict.needs", {n: f.count(verdict.needed[number - 1]!)}),
          );
        },
      }),
    ],
  });
}
