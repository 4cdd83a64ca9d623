import * as Plot from "@observablehq/plot";
import {legs} from "../../queries/vocabulary.ts";
import {hatchOf, ink, legColor, legFill, loss, lossFill, paper, pastOpacity, plot} from "./options.ts";
import {type Fall, type PlacedPost, type Ribbon, relayLayout} from "./relay-layout.ts";
import {ends, type RelayOptions, scaleText} from "./relay-picture.ts";
import type {RelayPost} from "./relay-posts.ts";
import {relayWords} from "./relay-words.ts";

const step = 104;
const thickness = 20;
const top = 26;

/** On a narrow screen the relay runs down: posts grow to the right, what is lost leaves to the right. */
export function relayPictureVertical(posts: RelayPost[], options: RelayOptions): SVGSVGElement {
  const {words, width} = options;
  const say = relayWords(words, options.view);
  const reach = width * 0.55;
  const layout = relayLayout(posts, {
    step,
    thickness,
    reach,
    drop: width * 0.2,
    squaresPerRow: 8,
    isShared: options.view === "money",
  });
  const y = (post: PlacedPost) => top + post.along;
  const withWay = layout.posts.filter((post, index) => index > 0 && post.from);
  const firstOfLeg = legs.flatMap((leg) => layout.posts.find((post) => post.leg === leg) ?? []);
  const toPoints = (ribbon: Ribbon, offset: number, rest: number) =>
    ends(ribbon, offset, rest).map((end) => ({...end, along: end.along + top}));
  const shapes = {
    y: "along",
    x1: "near",
    x2: "far",
    z: ({ribbon}: {ribbon: Ribbon}) => ribbon.post.code,
    curve: "bump-y",
  } as const;

  return plot(options, {
    height: top + step * posts.length - (step - thickness) + 24,
    margin: 0,
    x: {type: "identity", axis: null},
    y: {type: "identity", axis: null},
    marks: [
      Plot.areaX(
        layout.ribbons.flatMap((ribbon) => toPoints(ribbon, 0, 0)),
        {
          ...shapes,
          fill: ({ribbon}: {ribbon: Ribbon}) => legFill[ribbon.post.leg],
          fillOpacity: 0.3,
          className: "ribbon",
        },
      ),
      Plot.areaX(
        layout.falls.flatMap((fall) => toPoints(fall, fall.offset, fall.rest - fall.endSize)),
        {...shapes, fill: lossFill, fillOpacity: 0.3, className: "fall"},
      ),
      Plot.rect(layout.posts, {
        x1: 0,
        x2: "size",
        y1: y,
        y2: (post: PlacedPost) => y(post) + thickness,
        fill: (post: PlacedPost) =>
          post.isMature && !options.isProvisional ? legFill[post.leg] : hatchOf(post.leg),
        stroke: (post: PlacedPost) => legColor[post.leg],
        className: "post",
      }),
      Plot.rect(
        layout.posts.filter((post) => post.ghost !== null),
        {
          x1: 0,
          x2: "ghost",
          y1: (post: PlacedPost) => y(post) - 3,
          y2: (post: PlacedPost) => y(post) + thickness + 3,
          fill: "none",
          stroke: ink,
          strokeOpacity: pastOpacity + 0.2,
          strokeDasharray: "2,2",
          className: "ghost",
        },
      ),
      ...normTicks(layout.posts, say.norm, width),
      Plot.ruleX([0], {stroke: ink}),
      Plot.text(layout.posts, {
        x: 0,
        y: (post: PlacedPost) => y(post) - 14,
        text: (post: PlacedPost) =>
          [say.name(post), firstOfLeg.includes(post) ? scaleText(post, layout, options) : ""]
            .filter(Boolean)
            .join(" · "),
        textAnchor: "start",
        fontSize: 13,
        fill: (post: PlacedPost) => legColor[post.leg],
        fontWeight: 600,
        stroke: paper,
        strokeWidth: 4,
      }),
      Plot.text(layout.posts, {
        x: (post: PlacedPost) => valueStart(post, say.value(post.value).length * 9),
        y: (post: PlacedPost) => y(post) + thickness / 2,
        text: (post: PlacedPost) => [say.value(post.value), say.waiting(post)].filter(Boolean).join(" · "),
        textAnchor: "start",
        fontSize: 15,
        fontWeight: 650,
        fill: ink,
        stroke: paper,
        strokeWidth: 4,
      }),
      Plot.text(withWay, {
        x: 6,
        y: (post: PlacedPost) => y(post) - 46,
        text: (post: PlacedPost) =>
          [
            [say.conversion(post), say.days(post)].filter(Boolean).join(" · "),
            say.chance(post),
            say.parts(post),
          ]
            .filter(Boolean)
            .join("\n"),
        lineHeight: 1.2,
        textAnchor: "start",
        fontSize: 12,
        fill: ink,
        stroke: paper,
        strokeWidth: 4,
        className: "conversion",
      }),
      ...lossLabels(layout.falls, options),
      Plot.rect(layout.posts, {
        x1: 0,
        x2: width,
        y1: (post: PlacedPost) => y(post) - 24,
        y2: (post: PlacedPost) => y(post) + thickness + 4,
        fill: "transparent",
        ariaLabel: say.tip,
        className: "hit",
      }),
    ],
  });
}

/** Where the value of a post is written: beyond its end, and beyond a tick of the norm that would cross it. */
function valueStart(post: PlacedPost, textWidth: number): number {
  const ticks = [post.normLow, post.normHigh].flatMap((end) => (end === null ? [] : [end * post.scale]));
  return ticks
    .toSorted((a, b) => a - b)
    .reduce(
      (start, tick) => (tick > start - 8 && tick < start + textWidth ? tick + 8 : start),
      Math.max(post.size, post.ghost ?? 0) + 8,
    );
}

function normTicks(posts: PlacedPost[], text: (post: RelayPost) => string, width: number): Plot.Markish[] {
  const ticks = posts.flatMap((post) =>
    [post.normLow, post.normHigh]
      .filter((end) => end !== null)
      .map((end) => ({post, reach: end * post.scale})),
  );
  const labelled = posts.filter((post) => post.normLow !== null || post.normHigh !== null);
  return [
    Plot.ruleX(ticks, {
      x: "reach",
      y1: ({post}) => top + post.along - 5,
      y2: ({post}) => top + post.along + thickness + 5,
      stroke: ink,
      strokeWidth: 1.5,
      strokeDasharray: "4,3",
      className: "norm",
    }),
    Plot.text(labelled, {
      x: width - 2,
      y: (post: PlacedPost) => top + post.along - 14,
      text,
      textAnchor: "end",
      fontSize: 11,
      fill: ink,
      className: "norm-label",
    }),
  ];
}

function lossLabels(falls: Fall[], options: RelayOptions): Plot.Markish[] {
  const say = relayWords(options.words, options.view);
  return [
    Plot.text(falls, {
      x: options.width - 2,
      y: (fall: Fall) => top + fall.post.along - 44,
      text: (fall: Fall) =>
        [`−${options.words.f.count(fall.post.lost)}`, say.cause(fall.post)].filter(Boolean).join("\n"),
      textAnchor: "end",
      fontSize: 11.5,
      lineHeight: 1.2,
      fill: loss,
      stroke: paper,
      strokeWidth: 4,
      className: "lost",
    }),
  ];
}
