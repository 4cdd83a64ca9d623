import {
  compare,
  multiply,
  one,
  parseExact,
  type Rational,
  rational,
  roundHalfAway,
  total,
} from "./rational.ts";

/** Hundredths of a rouble, whole. */
export type Kopecks = bigint;

export type Language = "ru" | "en";
/** One thing said in both languages of the product. */
export type Bilingual = Readonly<Record<Language, string>>;

/** Reads roubles such as "50 000" or "1234.5". Throws RangeError on a third decimal: nobody may round it unasked. */
export function parseMoney(text: string): Kopecks {
  const kopecks = multiply(parseExact(text), rational(100n));
  if (text.includes("%") || kopecks.denominator !== 1n)
    throw new RangeError(`expected roubles with at most two decimals, got "${text}"`);
  return kopecks.numerator;
}

/** A share of a sum, rounded half away from zero to the kopeck. */
export const shareOf = (amount: Kopecks, share: Rational): Kopecks =>
  roundHalfAway(multiply(rational(amount), share));

export const sumOf = (amounts: readonly Kopecks[]): Kopecks =>
  amounts.reduce((sum, amount) => sum + amount, 0n);
export const smaller = (a: Kopecks, b: Kopecks): Kopecks => (a < b ? a : b);

/**
 * Splits a sum so that the parts add up to it: each part rounded down, the kopecks left go to the largest remainders,
 * earlier parts first when equal (method of Hamilton). Throws RangeError when the shares do not sum to 1.
 */
export function splitByShares(amount: Kopecks, shares: readonly Rational[]): Kopecks[] {
  if (compare(total(shares), one) !== 0) throw new RangeError("splitByShares: the shares do not sum to 1");
  const sign = amount < 0n ? -1n : 1n;
  const exact = shares.map((share) => multiply(rational(amount * sign), share));
  const parts = exact.map(({numerator, denominator}) => numerator / denominator);
  let left = amount * sign - sumOf(parts);
  const order = exact
    .map((part, index) => ({index, rest: rational(part.numerator % part.denominator, part.denominator)}))
    .toSorted((a, b) => compare(b.rest, a.rest) || a.index - b.index);
  for (const {index} of order) {
    if (left === 0n) break;
    parts[index]! += 1n;
    left -= 1n;
  }
  return parts.map((part) => part * sign);
}

/** Digits of a whole number in groups of three. */
export function grouped(digits: string, language: Language): string {
  const gap = language === "ru" ? "\u00a0" : ",";
  let text = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3)
    text = digits.slice(Math.max(0, end - 3), end) + gap + text;
  return text;
}

/** For people: "7 500,00 ₽" with no-break spaces, "₽7,500.00" in English, as the pages write it. */
export function roubles(amount: Kopecks, language: Language): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0");
  const point = language === "ru" ? "," : ".";
  const text = `${grouped(digits.slice(0, -2), language)}${point}${digits.slice(-2)}`;
  const minus = amount < 0n ? "−" : "";
  return language === "ru" ? `${minus}${text}\u00a0₽` : `${minus}₽${text}`;
}
