import * as Plot from "@observablehq/plot";
import type {Leg} from "../../queries/vocabulary.ts";
import type {Words} from "../lib/words.ts";

/** What a chart is given besides its rows; the same rows and options draw the same picture. */
export interface ChartOptions {
  width: number;
  words: Words;
  /** The month has not ended, or the cohort is young: drawn hatched. */
  isProvisional?: boolean;
  /** Of a picture taller than `foldAbove` only `foldedHeight` shows, in pixels: what lies below need not be drawn. */
  isFolded?: boolean;
}

export const foldAbove = 1100;
export const foldedHeight = 700;
/** Beside another card a tall picture leaves a hole as high as it is, so there less of it shows. */
export const besideFold = {above: 640, height: 420};

export type Figure = SVGSVGElement | HTMLElement;

export const legColor: Record<Leg, string> = {
  call_centre: "var(--call-centre)",
  hunters: "var(--hunters)",
  farmers: "var(--farmers)",
};
export const legFill: Record<Leg, string> = {
  call_centre: "var(--call-centre-fill)",
  hunters: "var(--hunters-fill)",
  farmers: "var(--farmers-fill)",
};
export const ink = "var(--ink)";
export const muted = "var(--muted)";
export const hairline = "var(--hairline)";
export const paper = "var(--paper)";
export const loss = "var(--loss)";
export const lossFill = "var(--loss-fill)";
export const base = "var(--base)";
/** The past is the same hue, fainter. */
export const pastOpacity = 0.35;

/** Below this many observations a rate never stands without its interval. */
export const smallSample = 1000;

const letter = 7.4;

/** Room for names at the left: as wide as the longest, at most a third of the figure. */
export function nameMargin(names: string[], width: number): number {
  const longest = Math.max(4, ...names.map((name) => name.length));
  return Math.round(Math.min(longest * letter + 14, width / 3));
}

/** Two to four words that all begin with a capital: only people have initials. */
const isOfPerson = (words: readonly string[]) =>
  words.length > 1 && words.length < 5 && words.every((word) => /^\p{Lu}/u.test(word));

/** A name that does not fit loses its end, a person's first the second words to initials; the tip and the table have it whole. */
export function shorten(name: string, margin: number): string {
  const room = Math.floor((margin - 10) / letter);
  if (name.length <= room) return name;
  const words = name.split(" ");
  const initials = words.map((word, index) => (index === 0 ? word : `${word[0]}.`)).join(" ");
  if (isOfPerson(words) && initials.length <= room) return initials;
  return `${name.slice(0, Math.max(3, room - 1)).trimEnd()}…`;
}

/**
 * The frame that all figures share: font, no background, the hatch pattern at hand. The figure as a whole is one
 * image to a reader of screens, so what its marks say is a tip, not a label of theirs.
 */
export function plot(options: ChartOptions, spec: Plot.PlotOptions): SVGSVGElement {
  const picture = Plot.plot({
    width: options.width,
    className: "figure",
    style: {background: "none", fontFamily: "inherit", fontSize: "12px", overflow: "visible"},
    ...spec,
    marks: [hatchDefinitions, ...(spec.marks ?? [])],
  }) as SVGSVGElement;
  picture.setAttribute("aria-hidden", "true");
  for (const mark of picture.querySelectorAll(".hit > *")) {
    mark.setAttribute("data-tip", mark.getAttribute("aria-label") ?? "");
    mark.removeAttribute("aria-label");
  }
  return picture;
}

/** Fill for what is provisional, in the colour of the text around it. */
export const hatch = "url(#hatch)";
export const hatchOf = (leg: Leg): string => `url(#hatch-${leg})`;

const hatchColors: Record<string, string> = {
  hatch: base,
  "hatch-call_centre": legFill.call_centre,
  "hatch-hunters": legFill.hunters,
  "hatch-farmers": legFill.farmers,
  "hatch-loss": lossFill,
};

const hatchDefinitions: Plot.RenderFunction = (_index, _scales, _values, _dimensions, context) => {
  const element = (name: string, attributes: Record<string, string>, children: SVGElement[] = []) => {
    const node = context.document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  };
  const patterns = Object.entries(hatchColors).map(([id, color]) =>
    element(
      "pattern",
      {id, width: "5", height: "5", patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"},
      [
        element("rect", {width: "5", height: "5", fill: color, "fill-opacity": "0.18"}),
        element("rect", {width: "2", height: "5", fill: color}),
      ],
    ),
  );
  return element("defs", {}, patterns);
};

/** A dashed line at the norm with its label: the same in every figure. */
export function normX(value: number, label: string, options: Plot.TextOptions = {}): Plot.Markish[] {
  return [
    Plot.ruleX([value], {stroke: ink, strokeDasharray: "4,3", strokeWidth: 1, className: "norm"}),
    Plot.text([label], {
      x: value,
      frameAnchor: "top",
      dy: -12,
      fill: ink,
      fontSize: 11,
      className: "norm-label",
      ...options,
    }),
  ];
}

export function normY(value: number, label: string, options: Plot.TextOptions = {}): Plot.Markish[] {
  return [
    Plot.ruleY([value], {stroke: ink, strokeDasharray: "4,3", strokeWidth: 1, className: "norm"}),
    Plot.text([label], {
      y: value,
      frameAnchor: "right",
      textAnchor: "end",
      dy: -7,
      fill: ink,
      stroke: paper,
      strokeWidth: 3,
      fontSize: 11,
      className: "norm-label",
      ...options,
    }),
  ];
}

/** End of an axis from nothing: the tick at or above the largest value, so that nothing drawn lies beyond the last tick. */
export function niceTop(largest: number, ticks: number): number {
  const [, end] = [...(Plot.scale({x: {domain: [0, largest], nice: ticks}})?.domain ?? [])];
  return Number(end);
}

/** Lines of a tip: the first names the thing. */
export const tip = (...lines: (string | false | null | undefined)[]): string =>
  lines.filter(Boolean).join("\n");

/** Light lines from top to bottom with their values above the rows. */
export function axisAbove(ticks: number, tickFormat: (value: number) => string): Plot.Markish[] {
  return [
    Plot.gridX({stroke: hairline, strokeOpacity: 1, ticks}),
    Plot.axisX({anchor: "top", tickSize: 0, label: null, ticks, tickFormat}),
  ];
}
