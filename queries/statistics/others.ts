import {logGamma} from "./log-gamma.ts";

/** A part of a whole. */
export interface Share {
  part: number;
  whole: number;
}

export interface Judgement {
  /** Beyond what chance leaves between this share and that of the others. */
  verdict: "above" | "below" | null;
  /** The others together, without whoever stands out and without this one. */
  others: Share;
  /** The shares that chance leaves; the whole range when there is nobody to compare with. */
  low: number;
  high: number;
}

/** Chance on either side that a judgement leaves: together 0.2 %, as the outer limits of a funnel plot. */
const tail = 0.001;

const logWays = (n: number, k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/**
 * Chances that of the hits of both sides at least, and at most, so many fall to the first when both have one share:
 * the exact test of a fourfold table (R. A. Fisher, Statistical Methods for Research Workers, 5th ed. 1934, 21.02).
 * The others are a sample too: their share is not taken for known.
 */
export function fourfoldTails(first: Share, others: Share): {upper: number; lower: number} {
  const hits = first.part + others.part;
  const all = logWays(first.whole + others.whole, hits);
  let [upper, lower] = [0, 0];
  for (let k = Math.max(0, hits - others.whole); k <= Math.min(hits, first.whole); k++) {
    const chance = Math.exp(logWays(first.whole, k) + logWays(others.whole, hits - k) - all);
    if (k >= first.part) upper += chance;
    if (k <= first.part) lower += chance;
  }
  return {upper: Math.min(1, upper), lower: Math.min(1, lower)};
}

const without = (shares: readonly Share[], own?: Share): Share => ({
  part: shares.reduce((sum, {part}) => sum + part, 0) - (own?.part ?? 0),
  whole: shares.reduce((sum, {whole}) => sum + whole, 0) - (own?.whole ?? 0),
});

/**
 * Each share against that of all others without it. Who stands out most is set aside first, and the rest are compared
 * without him: one person with most of the cases would otherwise make the common share and all others exceptions to it.
 */
export function judgeAgainstOthers(shares: readonly Share[]): Judgement[] {
  const verdicts = shares.map((): Judgement["verdict"] => null);
  let rest = shares.map((share, index) => ({share, index})).filter(({share}) => share.whole > 0);
  for (;;) {
    const kept = rest.map(({share}) => share);
    const tails = rest.map(({share, index}) => {
      const {upper, lower} = fourfoldTails(share, without(kept, share));
      return {
        index,
        least: Math.min(upper, lower),
        side: upper < lower ? ("above" as const) : ("below" as const),
      };
    });
    const least = Math.min(...tails.map((one) => one.least));
    if (!(least < tail)) break;
    // two people are as far from each other as the other way round
    const out = tails.filter((one) => one.least <= least * (1 + 1e-9));
    for (const {index, side} of out) verdicts[index] = side;
    const named = new Set(out.map(({index}) => index));
    rest = rest.filter(({index}) => !named.has(index));
  }
  const alike = rest.map(({share}) => share);
  return shares.map((share, index) => {
    const isAlike = rest.some((one) => one.index === index);
    const set = isAlike || alike.length > 0 ? alike : shares;
    const others = without(set, isAlike || set === shares ? share : undefined);
    return {verdict: verdicts[index]!, others, ...range(share.whole, others)};
  });
}

/** The shares of so many that are not beyond chance of the others' share. */
function range(whole: number, others: Share): {low: number; high: number} {
  if (whole === 0 || others.whole === 0) return {low: 0, high: 1};
  const isInside = (part: number, side: "upper" | "lower") =>
    fourfoldTails({part, whole}, others)[side] >= tail;
  const middle = Math.round((whole * others.part) / others.whole);
  const last = (from: number, to: number, side: "upper" | "lower") => {
    let [inside, outside] = [from, to];
    if (isInside(to, side)) return to;
    while (Math.abs(outside - inside) > 1) {
      const between = Math.round((inside + outside) / 2);
      if (isInside(between, side)) inside = between;
      else outside = between;
    }
    return inside;
  };
  return {low: last(middle, 0, "lower") / whole, high: last(middle, whole, "upper") / whole};
}
