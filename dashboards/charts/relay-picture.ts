import * as Plot from "@observablehq/plot";
import {legs} from "../../queries/vocabulary.ts";
import {
  type ChartOptions,
  hairline,
  hatchOf,
  ink,
  legColor,
  legFill,
  loss,
  lossFill,
  muted,
  paper,
  pastOpacity,
  plot,
} from "./options.ts";
import {type Fall, type PlacedPost, type RelayLayout, type Ribbon, relayLayout} from "./relay-layout.ts";
import {relayPictureVertical} from "./relay-picture-vertical.ts";
import type {RelayPost} from "./relay-posts.ts";
import {type RelayView, relayWords} from "./relay-words.ts";

export interface RelayOptions extends ChartOptions {
  view: RelayView;
}

const top = 118;
const reach = 180;
const drop = 74;
const square = 7;
/** How far down the words of a way reach. */
const wayText = 62;

/** A ribbon is two ends joined by a smooth band: an area of two points. */
export function ends(ribbon: Ribbon, offset: number, rest: number) {
  return [
    {ribbon, along: ribbon.start, near: offset, far: offset + ribbon.startSize},
    {ribbon, along: ribbon.end, near: rest, far: rest + ribbon.endSize},
  ];
}

const fallEnds = (fall: Fall) => ends(fall, top + fall.offset, top + fall.rest - fall.endSize);

/** The relay over the whole width: posts hang from one line, what goes on flows right, what is lost falls. */
export function relayPicture(posts: RelayPost[], options: RelayOptions): SVGSVGElement {
  if (options.width < 720) return relayPictureVertical(posts, options);
  const {words, width} = options;
  const say = relayWords(words, options.view);
  const step = width / Math.max(1, posts.length);
  const thickness = Math.min(50, step * 0.36);
  const squaresPerRow = Math.max(3, Math.floor(thickness / square));
  const layout = relayLayout(posts, {
    step,
    thickness,
    reach,
    drop,
    squaresPerRow,
    isShared: options.view === "money",
  });
  // a stack stands below its post, and below what is written on the ways beside it
  const stackTop = (post: PlacedPost) => top + Math.max(post.size, post.ghost ?? 0, wayText) + 12;
  const lineWidth = (step - 12) / 14;
  const firstOfLeg = legs.flatMap((leg) => layout.posts.find((post) => post.leg === leg) ?? []);
  const withWay = layout.posts.filter((post, index) => index > 0 && post.from);

  const bottom = top + reach + (layout.falls.length > 0 ? drop + 62 : 40);

  return plot(options, {
    height: bottom,
    margin: 0,
    x: {type: "identity", axis: null},
    y: {type: "identity", axis: null},
    marks: [
      Plot.ruleX(firstOfLeg.slice(1), {
        x: (post: PlacedPost) => post.along - 12,
        y1: 0,
        y2: bottom - 20,
        stroke: hairline,
      }),
      Plot.text(firstOfLeg, {
        x: "along",
        y: 12,
        text: (post: PlacedPost) => options.words.label("leg", post.leg),
        textAnchor: "start",
        fill: (post: PlacedPost) => legColor[post.leg],
        fontWeight: 600,
        fontSize: 13,
      }),
      Plot.text(firstOfLeg, {
        x: "along",
        y: 27,
        text: (post: PlacedPost) => scaleText(post, layout, options),
        textAnchor: "start",
        fill: (post: PlacedPost) => legColor[post.leg],
        fontSize: 11,
      }),
      Plot.areaY(
        layout.ribbons.flatMap((ribbon) => ends(ribbon, top, top)),
        {
          x: "along",
          y1: "near",
          y2: "far",
          z: ({ribbon}: {ribbon: Ribbon}) => ribbon.post.code,
          fill: ({ribbon}: {ribbon: Ribbon}) => legFill[ribbon.post.leg],
          fillOpacity: 0.3,
          curve: "bump-x",
          className: "ribbon",
        },
      ),
      Plot.areaY(layout.falls.flatMap(fallEnds), {
        x: "along",
        y1: "near",
        y2: "far",
        z: ({ribbon}: {ribbon: Ribbon}) => ribbon.post.code,
        fill: lossFill,
        fillOpacity: 0.32,
        curve: "bump-x",
        className: "fall",
      }),
      Plot.ruleY([top], {stroke: ink, strokeWidth: 1}),
      Plot.rect(layout.posts, {
        x1: "along",
        x2: (post: PlacedPost) => post.along + thickness,
        y1: top,
        y2: (post: PlacedPost) => top + post.size,
        fill: (post: PlacedPost) =>
          post.isMature && !options.isProvisional ? legFill[post.leg] : hatchOf(post.leg),
        stroke: (post: PlacedPost) => legColor[post.leg],
        className: "post",
      }),
      Plot.rect(
        layout.posts.filter((post) => post.ghost !== null),
        {
          x1: (post: PlacedPost) => post.along - 3,
          x2: (post: PlacedPost) => post.along + thickness + 3,
          y1: top,
          y2: (post: PlacedPost) => top + (post.ghost ?? 0),
          fill: "none",
          stroke: ink,
          strokeOpacity: pastOpacity + 0.2,
          strokeDasharray: "2,2",
          className: "ghost",
        },
      ),
      ...normTicks(layout.posts, thickness, say.norm),
      Plot.rect(layout.squares, {
        x1: ({post, column}) => post.along + column * square,
        x2: ({post, column}) => post.along + column * square + square - 2,
        y1: ({post, row}) => stackTop(post) + row * square,
        y2: ({post, row}) => stackTop(post) + row * square + square - 2,
        fill: "none",
        stroke: ({post}) => legColor[(post as PlacedPost).leg],
        className: "waiting",
      }),
      Plot.text(
        layout.posts.filter((post) => say.waiting(post) !== ""),
        {
          x: "along",
          y: (post: PlacedPost) =>
            stackTop(post) + Math.ceil((post.waiting ?? 0) / layout.squareUnit / squaresPerRow) * square + 9,
          text: say.waiting,
          textAnchor: "start",
          fill: ink,
          stroke: paper,
          strokeWidth: 3,
        },
      ),
      Plot.text(layout.posts, {
        x: "along",
        y: 62,
        text: say.name,
        textAnchor: "start",
        lineAnchor: "bottom",
        lineWidth,
        fill: muted,
      }),
      Plot.text(layout.posts, {
        x: "along",
        y: 84,
        text: (post: PlacedPost) => say.value(post.value),
        textAnchor: "start",
        fontSize: options.view === "money" ? 16 : 21,
        fontWeight: 650,
        fill: ink,
      }),
      Plot.text(withWay, {
        x: (post: PlacedPost) => post.along - (step - thickness) / 2,
        y: top + 15,
        text: say.conversion,
        fontSize: 14,
        fontWeight: 600,
        fill: ink,
        stroke: paper,
        strokeWidth: 4,
        className: "conversion",
      }),
      Plot.text(withWay, {
        x: (post: PlacedPost) => post.along - (step - thickness) / 2,
        y: top + 22,
        lineAnchor: "top",
        lineHeight: 1.25,
        text: (post: PlacedPost) =>
          [say.chance(post), say.parts(post), say.days(post)].filter(Boolean).join("\n"),
        fontSize: 11,
        fill: ink,
        stroke: paper,
        strokeWidth: 4,
      }),
      ...fallLabels(layout.falls, step, lineWidth, options),
      Plot.rect(layout.posts, {
        x1: "along",
        x2: (post: PlacedPost) => post.along + step - 12,
        y1: 22,
        y2: top + reach,
        fill: "transparent",
        ariaLabel: say.tip,
        className: "hit",
      }),
    ],
  });
}

/** How much larger than in the first leg one client is drawn here; nothing when it is about the same. */
export function scaleText(post: PlacedPost, layout: RelayLayout, {words}: RelayOptions): string {
  const magnification = layout.magnification.get(post.leg) ?? 1;
  if (Math.abs(magnification - 1) < 0.15) return "";
  const isLarger = magnification > 1;
  const times = Number((isLarger ? magnification : 1 / magnification).toPrecision(2));
  return words.t(isLarger ? "relay.scale" : "relay.scaleDown", {count: times, times: words.f.tenths(times)});
}

function normTicks(
  posts: PlacedPost[],
  thickness: number,
  text: (post: RelayPost) => string,
): Plot.Markish[] {
  const ticks = posts.flatMap((post) =>
    [post.normLow, post.normHigh]
      .filter((end) => end !== null)
      .map((end) => ({post, depth: end * post.scale})),
  );
  const labelled = posts.filter((post) => post.normLow !== null || post.normHigh !== null);
  return [
    Plot.ruleY(ticks, {
      x1: ({post}) => post.along - 6,
      x2: ({post}) => post.along + thickness + 8,
      y: ({depth}) => top + depth,
      stroke: ink,
      strokeWidth: 1.5,
      strokeDasharray: "4,3",
      className: "norm",
    }),
    Plot.text(labelled, {
      x: "along",
      y: 104,
      text,
      textAnchor: "start",
      fontSize: 11,
      fill: ink,
      className: "norm-label",
    }),
  ];
}

function fallLabels(falls: Fall[], step: number, lineWidth: number, options: RelayOptions): Plot.Markish[] {
  const {words} = options;
  const say = relayWords(words, options.view);
  const x = (fall: Fall) => fall.post.along - step * 0.36;
  return [
    Plot.text(falls, {
      x,
      y: top + reach + drop + 12,
      text: (fall: Fall) => `−${words.f.count(fall.post.lost)}`,
      textAnchor: "middle",
      fontWeight: 600,
      fontSize: 13,
      fill: loss,
      className: "lost",
    }),
    Plot.text(falls, {
      x,
      y: top + reach + drop + 24,
      text: (fall: Fall) => say.cause(fall.post),
      textAnchor: "middle",
      lineAnchor: "top",
      lineWidth,
      fontSize: 11,
      fill: muted,
    }),
  ];
}
