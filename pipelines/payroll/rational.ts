/** An exact number in lowest terms; the denominator is above 0. Shares, rates, weights and attainments are these. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Throws RangeError on a denominator of 0. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError("rational: the denominator is 0");
  const sign = denominator < 0n ? -1n : 1n;
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator * sign];
  while (b > 0n) [a, b] = [b, a % b];
  return {numerator: (numerator * sign) / a, denominator: (denominator * sign) / a};
}

export const zero = rational(0n);
export const one = rational(1n);

export const add = (a: Rational, b: Rational) =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const subtract = (a: Rational, b: Rational) => add(a, {...b, numerator: -b.numerator});
export const multiply = (a: Rational, b: Rational) =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);
/** Throws RangeError when `b` is 0. */
export const divide = (a: Rational, b: Rational) =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

/** Below 0 when a < b, 0 when equal, above 0 when a > b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
export const lesser = (a: Rational, b: Rational) => (compare(a, b) <= 0 ? a : b);
export const greater = (a: Rational, b: Rational) => (compare(a, b) >= 0 ? a : b);
export const total = (values: readonly Rational[]) => values.reduce(add, zero);

/** To the nearest whole number, a half away from zero, as in accounting. */
export function roundHalfAway({numerator, denominator}: Rational): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  return (sign * (2n * numerator * sign + denominator)) / (2n * denominator);
}

/** The largest whole number not above a value of 0 or more. */
export const roundDown = ({numerator, denominator}: Rational) => numerator / denominator;

/**
 * Reads decimal text exactly: "0.15", "12,5 %", "1 000 000", "1/3". Throws RangeError on anything else, so that no
 * binary fraction can slip in by an exponent or a word.
 */
export function parseExact(text: string): Rational {
  const fraction = /^(-?\d+)\/(\d+)$/.exec(text);
  if (fraction) return rational(BigInt(fraction[1]!), BigInt(fraction[2]!));
  const [, sign, whole, decimals = "", percent] =
    /^\s*([-−]?)(\d[\d\s]*)(?:[.,](\d+))?\s*(%)?\s*$/.exec(text) ?? [];
  if (whole === undefined)
    throw new RangeError(`expected a decimal number such as 0.15 or 12.5 %, got "${text}"`);
  const digits = BigInt(whole.replace(/\s/g, "") + decimals);
  return rational(sign ? -digits : digits, 10n ** BigInt(decimals.length) * (percent ? 100n : 1n));
}

/** The same number as text that `parseExact` reads back: a decimal where one is exact, else a fraction. */
export function exactText(value: Rational): string {
  const {numerator, denominator} = value;
  if (denominator === 1n) return numerator.toString();
  return 1_000_000n % denominator === 0n ? trimmed(decimalText(value, 6)) : `${numerator}/${denominator}`;
}

/** For people: so many decimals, half away from zero, with a point. */
export function decimalText({numerator, denominator}: Rational, digits: number): string {
  const scaled = roundHalfAway({numerator: numerator * 10n ** BigInt(digits), denominator});
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, "0");
  const split = text.length - digits;
  return `${scaled < 0n ? "-" : ""}${text.slice(0, split)}${digits > 0 ? `.${text.slice(split)}` : ""}`;
}

const trimmed = (text: string) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

/** For people, such as 12.5 or 8.89, without needless zeros. */
export const shortText = (value: Rational, digits = 2) => trimmed(decimalText(value, digits));

/** A binary float for statistics; no money is made of it. */
export function toNumber({numerator, denominator}: Rational): number {
  const scale = 10n ** 12n;
  const whole = numerator / denominator;
  return Number(whole) + Number(((numerator - whole * denominator) * scale) / denominator) / 1e12;
}

/** A statistic that takes part in pay, cut to so many decimals, so that it is the same on every machine. */
export const fromStatistic = (value: number, digits: number) => parseExact(value.toFixed(digits));
