import {type Leg, legs} from "../../queries/vocabulary.ts";
import {legMaxima, type RelayPost, smallest} from "./relay-posts.ts";

/** Everything is measured along the relay (`along`) and across it (`size`), so one layout serves both directions. */
export interface PlacedPost extends RelayPost {
  /** Start of the post along the relay, in pixels. */
  along: number;
  thickness: number;
  size: number;
  ghost: number | null;
  /** Pixels per client (or per unit of money) in this leg. */
  scale: number;
}

export interface Ribbon {
  post: PlacedPost;
  from: PlacedPost;
  start: number;
  end: number;
  startSize: number;
  endSize: number;
}

export interface Fall extends Ribbon {
  /** Where on the post the lost part begins, and where it comes to rest. */
  offset: number;
  rest: number;
}

export interface Square {
  post: PlacedPost;
  column: number;
  row: number;
}

export interface RelayLayout {
  posts: PlacedPost[];
  ribbons: Ribbon[];
  falls: Fall[];
  squares: Square[];
  /** Clients one square of a stack stands for. */
  squareUnit: number;
  /** How many times larger than in the first leg one client is drawn; not there for a leg, or beside a first one, without any. */
  magnification: Map<Leg, number>;
}

export interface LayoutSizes {
  /** Distance between the starts of two neighbouring posts. */
  step: number;
  thickness: number;
  /** Size of the largest post of each leg. */
  reach: number;
  /** How far beyond the reach what is lost comes to rest. */
  drop: number;
  squaresPerRow: number;
  /** One scale for all legs. */
  isShared?: boolean;
}

export function relayLayout(posts: RelayPost[], sizes: LayoutSizes): RelayLayout {
  const maxima = legMaxima(posts, legs, sizes.isShared ?? false);
  const placed = posts.map((post, index): PlacedPost => {
    const scale = sizes.reach / maxima.get(post.leg)!;
    return {
      ...post,
      along: index * sizes.step,
      thickness: sizes.thickness,
      scale,
      size: (post.value ?? 0) * scale,
      ghost: post.previous === null ? null : post.previous * scale,
    };
  });
  const ribbons: Ribbon[] = [];
  const falls: Fall[] = [];
  placed.forEach((post, index) => {
    const from = placed[index - 1];
    if (!from || post.passed === null) return;
    const ribbon = {
      post,
      from,
      start: from.along + sizes.thickness,
      end: post.along,
      startSize: Math.min(post.passed * from.scale, from.size),
      endSize: Math.min(post.passed * post.scale, post.size),
    };
    ribbons.push(ribbon);
    if (!post.lost) return;
    const lostSize = Math.max(1.5, Math.min(post.lost * from.scale, from.size - ribbon.startSize));
    falls.push({
      ...ribbon,
      startSize: lostSize,
      endSize: lostSize,
      offset: ribbon.startSize,
      rest: sizes.reach + sizes.drop,
    });
  });
  const queues = placed.filter((post) => post.waited !== null);
  const waiting = Math.max(0, ...queues.map((post) => post.waiting ?? 0));
  const squareUnit =
    [1, 5, 10, 50, 100, 500].find((unit) => waiting / unit <= 8 * sizes.squaresPerRow) ?? 1000;
  const squares = queues.flatMap((post) =>
    Array.from({length: Math.ceil((post.waiting ?? 0) / squareUnit)}, (_, index) => ({
      post,
      column: index % sizes.squaresPerRow,
      row: Math.floor(index / sizes.squaresPerRow),
    })),
  );
  const firstMaximum = maxima.get("call_centre")!;
  const magnification = new Map(
    legs
      .filter((leg) => Math.min(firstMaximum, maxima.get(leg)!) > smallest)
      .map((leg) => [leg, firstMaximum / maxima.get(leg)!]),
  );
  return {posts: placed, ribbons, falls, squares, squareUnit, magnification};
}
