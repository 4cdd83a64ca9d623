import {monthPattern} from "../sources/date-sql.ts";
import type {Shape} from "./inspection.ts";

/** One value of a column and how often it stands there. */
export interface Counted {
  value: string;
  count: number;
}

/** Texts that sources write for "nothing". */
const nothing =
  /^(?:[-‐‑‒–—―−.]+(?:\s*[₽₸$€])?|n\/?a|н\/?[дп]|null|none|nil|undefined|нет данных|не указан[оаы]?|не закрыта|не определен[оаы]?|anonymous|0000-00-00.*|0001-01-01.*)$/iu;

export function isNothing(value: string): boolean {
  return nothing.test(value);
}

/** What a spreadsheet shows where it could not reckon, and a formula that it never did: what the cell is does not show. */
const uncounted = /^(?:#[^\s!?]{1,12}[!?]|#N\/A|#Н\/Д|=.*)$/iu;

/** A length of time that says its own units: by colons or in words. */
export const isClock = (value: string) => time.test(value);
export const isSpoken = (value: string) => spoken.test(value);

const dayPart =
  "(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})|\\d{4}[./]\\d{1,2}[./]\\d{1,2})";
const dayInWords = `(?:\\d{1,2}[\\s.-]+${monthPattern},?[\\s-]+\\d{4}|${monthPattern}\\s+\\d{1,2},?\\s+\\d{4})(?:\\s*(?:г\\.?|года|р\\.|року))?`;
const clock = "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:\\s?[AP]M)?";
const dateTime = new RegExp(
  `^(?:(?:${dayPart}|${dayInWords})(?:,?\\s+|T)${clock}\\s*(?:Z|[+-]\\d{2}:?\\d{2}|UTC|GMT)?|\\d{8}T\\d{6}Z?|\\w{3}, \\d{1,2} \\w{3} \\d{4} ${clock}.*)$`,
  "iu",
);
const date = new RegExp(`^(?:${dayPart}|${dayInWords})$`, "iu");
const time = /^\d{1,3}:\d{2}(?::\d{2})?$/u;
/** Hours, minutes, seconds in words, as the loader reads them. */
const spoken =
  /^(?=\d)(?:\d+\s*(?:ч|час(?:а|ов)?|годин\p{L}*|h|hrs?|hours?)\.?,?\s*)?(?:\d+\s*(?:м|мин(?:ут[аы]?)?|хв|хвилин\p{L}*|m|mins?|minutes?)\.?,?\s*)?(?:\d+\s*(?:с|сек|секунд[аы]?|s|secs?|seconds?)\.?)?$/iu;
const flag = /^(?:да|нет|yes|no|true|false|y|n|t|f|истина|ложь|так|ні|[01+])$/iu;
const legalForm =
  /(?:^|[\s"«(])(?:ООО|ОАО|ЗАО|ПАО|АО|НКО|ИП|ТОВ|ФОП|ТОО|ЧТУП|ЧТПУП|ЧП|ГУП|МУП|ФГУП|LLC|Ltd|Inc|GmbH|LLP|Corp|S\.?A)(?:$|[\s".»),])/u;
const personWord = "\\p{Lu}[\\p{L}'’-]+";
const person = new RegExp(
  `^(?:${personWord}(?:\\s+${personWord}){1,3}|${personWord}\\s+\\p{Lu}\\.\\s?(?:\\p{Lu}\\.)?|\\p{Lu}\\.\\s?(?:\\p{Lu}\\.)?\\s?${personWord})(?:\\s+(?:оглы|кызы))?$`,
  "u",
);
const integer = /^-?\d+$/u;
const number = /^[-−(]?\d[\d\s\u00a0\u202f\u2009'’]*(?:[.,]\d+)*\)?%?$/u;
const currency = /(?:₽|руб|р\.|\$|€|₸|₴|грн|usd|rub|eur)/iu;
const cents = /[.,]\d{2}\)?$/u;

/** A telephone number in one of its spellings; several may stand in one cell. */
export function isPhone(value: string): boolean {
  const parts = value.split(/[,;/|\n]+/u).filter((part) => part.trim() !== "");
  return parts.length > 0 && parts.every(isOnePhone);
}

function isOnePhone(part: string): boolean {
  const text = part
    .trim()
    .replace(/^'/u, "")
    .replace(/^(?:sip|tel):/iu, "")
    .replace(/\s*(?:доб|ext)\.?\s*\d+$/iu, "");
  if (!/^\+?[\d\s()\u00a0.-]+$/u.test(text)) return false;
  const digits = text.replace(/\D/gu, "");
  if (digits.length < 10 || digits.length > 15) return false;
  if (text.startsWith("+") || /[()]/u.test(text)) return true;
  return /^(?:[78][3489]\d{9}|9\d{9}|380\d{9}|375\d{9}|998\d{9})$/u.test(digits);
}

/** The shape that nine in ten of the values have. `rows` counts the cells that are filled. */
export function shapeOf(counted: Counted[], distinct: number, rows: number): Shape {
  const values = counted
    .map(({value}) => value)
    .filter((value) => !isNothing(value) && !uncounted.test(value));
  if (values.length === 0) return "empty";
  const share = (test: (value: string) => boolean) => values.filter(test).length / values.length;
  const most = (test: (value: string) => boolean) => share(test) >= 0.9;
  if (most((value) => /^[[{].*[\]}]$/su.test(value))) return "json";
  if (most((value) => dateTime.test(value))) return "datetime";
  if (most((value) => date.test(value) || dateTime.test(value))) return "date";
  const clocks = values.filter((value) => time.test(value));
  // where nobody talked, some write a bare nought among the clocks
  if (clocks.length >= values.length / 2 && most((value) => time.test(value) || value === "0")) {
    const short = clocks.filter((value) => /^0?0:|^\d:|^(?:2[4-9]|[3-9]\d|\d{3}):/u.test(value));
    return short.length >= 0.9 * clocks.length || clocks.length < values.length ? "duration" : "time";
  }
  const telling = share((value) => time.test(value) || spoken.test(value));
  if (telling >= 0.2 && most((value) => time.test(value) || spoken.test(value) || integer.test(value)))
    return "duration";
  if (most((value) => flag.test(value))) return "flag";
  if (most(isPhone)) return "phone";
  const repeats = distinct <= 40 && rows >= 3 * distinct;
  if (most((value) => integer.test(value))) return isIdentifier(values, distinct, rows) ? "id" : "integer";
  if (most((value) => number.test(value) || (currency.test(value) && /\d/u.test(value))))
    return share((value) => currency.test(value) || cents.test(value)) >= 0.5 ? "money" : "number";
  if (share((value) => legalForm.test(value)) >= 0.5) return "company";
  if (share((value) => person.test(value)) >= 0.8) return "person";
  if (repeats && values.every((value) => value.length <= 60)) return "code";
  if (most((value) => !/\s/u.test(value) && /\d/u.test(value) && value.length >= 4)) return "id";
  return "text";
}

/** Whole numbers that count nothing: kept with leading noughts, or long and hardly ever the same. */
function isIdentifier(values: string[], distinct: number, rows: number): boolean {
  if (values.some((value) => /^0\d/u.test(value))) return true;
  const lengths = new Set(values.map((value) => value.length));
  return (
    values.every((value) => value.length >= 5) && lengths.size <= 2 && distinct > rows / 20 && distinct > 20
  );
}
