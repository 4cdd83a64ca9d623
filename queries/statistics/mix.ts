/** One part of two wholes: trials and hits then and now. */
export interface MixPart {
  thenTrials: number;
  thenHits: number;
  nowTrials: number;
  nowHits: number;
}

export interface MixSplit {
  /** Share now less share then. */
  difference: number;
  /** What comes from meeting more of the easy parts, or of the hard ones. */
  mix: number;
  /** What comes from like parts answering otherwise. */
  real: number;
  /** What comes from parts that only one side met: for these nothing can be compared. */
  alone: number;
  /** Share of the trials in parts that both sides met: the smaller of the two sides. */
  common: number;
}

/**
 * Splits the difference of two shares into the part of the mix, the part of the rates and that of what only one side
 * met; they add up to it. E. M. Kitagawa, JASA 50 (1955): 1168-1194: over the parts that both sides met, weight changes
 * times mean rates, and mean weights times rate changes. Null without trials on a side.
 */
export function splitMix(parts: readonly MixPart[]): MixSplit | null {
  const sum = (of: (part: MixPart) => number, over = parts) =>
    over.reduce((total, part) => total + of(part), 0);
  const then = sum((part) => part.thenTrials);
  const now = sum((part) => part.nowTrials);
  if (!(then > 0 && now > 0)) return null;
  const difference = sum((part) => part.nowHits) / now - sum((part) => part.thenHits) / then;
  const met = parts.filter((part) => part.thenTrials > 0 && part.nowTrials > 0);
  const thenMet = sum((part) => part.thenTrials, met);
  const nowMet = sum((part) => part.nowTrials, met);
  const shares = met.map((part) => ({
    thenWeight: part.thenTrials / thenMet,
    nowWeight: part.nowTrials / nowMet,
    thenRate: part.thenHits / part.thenTrials,
    nowRate: part.nowHits / part.nowTrials,
  }));
  const mix = shares.reduce(
    (total, part) => total + ((part.nowWeight - part.thenWeight) * (part.thenRate + part.nowRate)) / 2,
    0,
  );
  const real = shares.reduce(
    (total, part) => total + ((part.thenWeight + part.nowWeight) / 2) * (part.nowRate - part.thenRate),
    0,
  );
  return {
    difference,
    mix,
    real,
    alone: difference - mix - real,
    common: Math.min(thenMet / then, nowMet / now),
  };
}

/**
 * What a split says of the difference: like companies differ too (`real`); they hardly do, or the other way round
 * (`mix`); or the sides have too few parts in common to tell (`apart`).
 */
export function mixSays({difference, real, common}: MixSplit): "real" | "mix" | "apart" {
  if (common < 0.5) return "apart";
  return Math.sign(real) === Math.sign(difference) && Math.abs(real) >= Math.abs(difference) / 2
    ? "real"
    : "mix";
}
