import {type CountryCode, isSupportedCountry, parsePhoneNumberFromString} from "libphonenumber-js/min";
import {literal} from "./sql.ts";

/**
 * One number in E.164, or null when the text is not a telephone number (`anonymous`, an extension).
 * `country` decides how a number without `+` is read.
 */
export function normalisePhone(text: string, country: string): string | null {
  const cleaned = text
    .trim()
    .replace(/^'/, "")
    .replace(/^(?:sip|tel):/i, "")
    .replace(/@.*$/, "");
  const region = isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(cleaned, region);
  if (parsed?.isPossible() && parsed.nationalNumber.length >= 6) return parsed.number;
  // telephony writes international numbers as bare digits
  const digits = cleaned.replace(/\D/g, "");
  if (digits.length < 11 || /[a-z]/i.test(cleaned)) return null;
  const international = parsePhoneNumberFromString(`+${digits}`);
  return international?.isValid() ? international.number : null;
}

/** Every number of a cell that may hold several, joined by `;`; null when there is none. */
export function normalisePhones(text: string, country: string): string | null {
  const numbers = text
    .split(/[,;/|\n\r]+/)
    .map((part) => (part.trim() === "" ? null : normalisePhone(part, country)))
    .filter((number) => number !== null);
  return numbers.length === 0 ? null : [...new Set(numbers)].join(";");
}

/** A number that a spreadsheet turned into 7,9E+10 has lost its digits. */
export const lostPhonePattern = "^\\d+([.,]\\d+)?[eEЕ]\\+?\\d+$";

/**
 * The usual spellings of the +7 numbering plan, read in SQL; null where the library must decide.
 * Agrees with `normalisePhone` wherever it answers (see test/pipelines/phones.test.ts).
 */
export function fastPhoneSql(text: string, country: string): string {
  if (country !== "RU" && country !== "KZ") return "null::varchar";
  const digits = `regexp_replace(${text}, '[ ().\\x{00A0}+-]', '', 'g')`;
  const spelled = (prefix: string, first: string) =>
    `regexp_full_match(${text}, '${prefix}[ ().\\x{00A0}-]*${first}([ ().\\x{00A0}-]*\\d){9}[ ().\\x{00A0}-]*')`;
  return `case when regexp_full_match(${text}, '\\+7[3489]\\d{9}') then ${text}
    when ${spelled("(\\+7|8|7)", "[3489]")} then '+7' || substr(${digits}, 2)
    when ${spelled("", "9")} then '+7' || ${digits} end`;
}

export const lostPhoneSql = (text: string) =>
  `(not starts_with(${text}, '+') and regexp_matches(${text}, ${literal(lostPhonePattern)}))`;
