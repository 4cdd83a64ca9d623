import {currencyWords} from "../sources/named-currency.ts";

/** Units that headers name; cells of a clock tell their own. */
export type TimeUnit = "ms" | "s" | "min" | "h";

const timeWords: readonly [RegExp, TimeUnit][] = [
  [/^(?:мс|мсек|миллисек\p{L}*|ms|msecs?|millis?|milliseconds?)$/u, "ms"],
  [/^(?:с|сек|секунд\p{L}*|s|secs?|seconds?)$/u, "s"],
  [/^(?:мин|минут\p{L}*|хв|хвилин\p{L}*|mins?|minutes?)$/u, "min"],
  [/^(?:ч|час|часов|часах|часы|h|hrs?|hours?)$/u, "h"],
];
const aboutTime =
  /talk|call|dur|time|wait|ring|bill|hold|queue|answer|разгов|длит|продолж|ожид|дозвон|врем|звон|вызов|трив|розмов/u;
/** Short words that are units only in their usual place, after the others. */
const lastOnly = /^(?:с|сек|s|sec|мин|хв|min|ч|час|часы|h|hrs?|ms|мс)$/u;

/** The word of a header that names a unit of time, and the unit; null when none does. */
export function timeUnitWord(header: string): {word: string; unit: TimeUnit} | null {
  if (/(?:ч|h){1,2}:(?:м|m|мм|mm)|(?:мин|м|min|m|хв)\s*:\s*(?:с|s)/iu.test(header)) return null;
  const words = wordsOf(header);
  const afterMark = /[,(]\s*(?:в\s+|in\s+)?(\p{L}+)\.?\s*\)?\s*$/u.exec(header.toLowerCase())?.[1];
  for (const [index, word] of words.entries()) {
    const unit = timeWords.find(([pattern]) => pattern.test(word))?.[1];
    if (unit === undefined) continue;
    const isLast = index === words.length - 1;
    if (isLast && word === afterMark) return {word, unit};
    const speaksOfTime = words.some((other, at) => at !== index && aboutTime.test(other));
    if (word.length > 1 && speaksOfTime && (isLast || !lastOnly.test(word))) return {word, unit};
  }
  return null;
}

/** True when clocks below the header have hours and minutes and no seconds. */
export function saysHoursMinutes(header: string): boolean {
  return /(?:ч{1,2}:м{1,2}|h{1,2}:m{1,2})(?!\s*:)/iu.test(header);
}

const scales: readonly [RegExp, number][] = [
  [/(?<!\p{L})(?:млрд\.?|миллиард\p{L}*|bln|billions?)(?!\p{L})/iu, 1_000_000_000],
  [/(?<!\p{L})(?:млн\.?|миллион\p{L}*|mln|mio|millions?)(?!\p{L})/iu, 1_000_000],
  [
    /(?<!\p{L})(?:тыс\.?|тысяч\p{L}*|т\.\s?р(?:уб)?\.?|thousands?|k(?=\s*(?:rub|usd|eur|[₽$€₸]))|(?<=[₽$€₸])\s?k)(?!\p{L})/iu,
    1_000,
  ],
];

/** By how much amounts below the header are to be multiplied, and the word that says so. */
export function amountScale(header: string): {word: string; factor: number} | null {
  for (const [pattern, factor] of scales) {
    const found = pattern.exec(header);
    if (found) return {word: found[0].trim(), factor};
  }
  return null;
}

/** What a line above the table says of all its amounts: a currency or a word such as "sums" stands beside the unit. */
export function scaleAbove(lines: readonly string[]): {word: string; factor: number} | null {
  for (const line of lines) {
    const scale = amountScale(line);
    const isAboutAll =
      currencyWords.some(([pattern]) => pattern.test(line)) ||
      /(?<!\p{L})(?:сумм|сум[аи]|ед\.|един|одиниц|вимір|измерен|показател|цифры|amounts?|figures|sums?|units?|in (?:thousand|million))/iu.test(
        line,
      );
    // "5 млн руб." is a sum, not a unit
    if (scale && isAboutAll && !/\d\s*(?:тыс|млн|млрд|mln|bln|thousand|million|k(?!\p{L}))/iu.test(line))
      return {
        ...scale,
        word: line
          .replace(/[\s;,|"]+$/u, "")
          .trim()
          .slice(0, 60),
      };
  }
  return null;
}

/** The header without what it says of units; itself when it says nothing else. */
export function withoutUnits(header: string): string {
  let text = header.replace(/(?<=[\p{L}\p{N}])_|_(?=[\p{L}\p{N}])/gu, " ");
  for (const [pattern] of [...scales, ...currencyWords])
    text = text.replace(new RegExp(pattern.source, "giu"), " ");
  const time = timeUnitWord(header);
  if (time)
    text = text.replace(
      new RegExp(`(?:[,(]\\s*)?(?:(?<!\\p{L})(?:в|in)\\s+)?(?<!\\p{L})${time.word}(?!\\p{L})`, "iu"),
      " ",
    );
  text = text.replace(/(?<!\p{L})(?:в|in)\s*[).,]*\s*$/iu, " ");
  return /\p{L}/u.test(text) ? text : header;
}

function wordsOf(header: string): string[] {
  return header
    .replace(/#\d+$/u, "")
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");
}
