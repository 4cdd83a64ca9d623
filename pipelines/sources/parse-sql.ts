import {characters, literal} from "./sql.ts";

/**
 * Expressions that read one text cell in the spellings CRM and telephony write.
 * Each takes an SQL expression of type varchar (trimmed, null when empty) and gives null when it cannot be read.
 */

const parting = "[\\s\\x{00A0}\\x{202F}\\x{2009}'’]";

/** True where blanks part digits otherwise than in thousands: `12 34` may be anything, two numbers too. */
const isMisgrouped = (text: string) =>
  `(regexp_matches(${text}, ${literal(`\\d${parting}+\\d`)}) and not regexp_matches(${text}, ${literal(`^\\D*\\d{1,3}(${parting}+\\d{3})+([.,]${parting}*\\d*)?\\D*$`)}))`;

/** What is left of a number without blanks and currency, its sign in front. */
function signedText(text: string): string {
  const blanks = literal(parting);
  const stripped = `regexp_replace(regexp_replace(replace(${text}, ${characters([8722])}, '-'), '(?i)(руб\\.?|р\\.|₽|rub|usd|eur|kzt|₸|[$€])', '', 'g'), ${blanks}, '', 'g')`;
  return `regexp_replace(${stripped}, '^\\((.*)\\)$', '-\\1')`;
}

const oneGroup = "^-?[1-9]\\d{0,2}[.,]\\d{3}$";

/** `1,234` may be a thousand or one and a bit: nobody can tell, so it is refused until the mapping says. */
export const isDoubtfulSql = (text: string) => `regexp_matches(${signedText(text)}, '${oneGroup}')`;

/** The text of a number that a machine wrote: its point is the decimal sign, whatever stands behind it. */
export const machineNumber = (text: string) =>
  `case when ${text} like '%e%' then coalesce(rtrim(rtrim(try_cast(${text} as decimal(38, 15))::varchar, '0'), '.'), ${text})
    when regexp_matches(${text}, '\\.0$') then left(${text}, -2) when regexp_matches(${text}, '\\.\\d{3}$') then ${text} || '0' else ${text} end`;

/** The text of what SQL gave: a number that it worked out is no text of a file, of which one could doubt the sign. */
export const computedText = (value: string) =>
  `case when typeof(${value}) in ('DOUBLE', 'FLOAT') or typeof(${value}) like 'DECIMAL%' then ${machineNumber(`${value}::varchar`)} else ${value}::varchar end`;

/** Digits, one sign and one decimal point, whatever blanks, currency and brackets were around them. */
function plainNumber(text: string, sign: "point" | "comma" | undefined): string {
  const signed = signedText(text);
  const is = (pattern: string) => `regexp_matches(${signed}, '^-?${pattern}$')`;
  // a point before other than three digits, or after a nought, can only be the decimal sign
  const plain = `when ${is("(\\d+(\\.(\\d{1,2}|\\d{4,}))?|0\\.\\d{3})")} then ${signed}`;
  const point = `when ${is("(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?")} then replace(${signed}, ',', '')`;
  const comma = `when ${is("(\\d+|\\d{1,3}(\\.\\d{3})+)(,\\d+)?")} then replace(replace(${signed}, '.', ''), ',', '.')`;
  const parted = `when ${isMisgrouped(text)} then null`;
  if (sign === "point") return `case ${parted} ${plain} ${point} end`;
  if (sign === "comma") return `case ${parted} ${plain} ${comma} end`;
  const doubtful = `when regexp_matches(${signed}, '${oneGroup}') then null`;
  const thousands = `when ${is("\\d{1,3}(,\\d{3}){2,}")} then replace(${signed}, ',', '')`;
  return `case ${parted} ${plain} ${doubtful} ${thousands} ${comma} ${point} end`;
}

export function integerSql(text: string, sign: "point" | "comma" | undefined): string {
  const number = `try_cast(${plainNumber(text, sign)} as decimal(24,6))`;
  return `case when regexp_matches(${text}, '^-?\\d+$') then try_cast(${text} as integer)
    when ${number} = floor(${number}) then try_cast(${number} as integer) end`;
}

/** Exact money: a value with a third significant decimal is refused, binary noise of spreadsheets is not. */
export function moneySql(text: string, sign: "point" | "comma" | undefined): string {
  const exact = (number: string) =>
    `case when abs(try_cast(${number} as double) - try_cast(${number} as decimal(18,2))) < 1e-6 then try_cast(${number} as decimal(18,2)) end`;
  const simple = `case when regexp_matches(${text}, '^-?\\d+(\\.\\d{1,2})?$') then try_cast(${text} as decimal(18,2)) end`;
  return `coalesce(${simple}, ${exact(plainNumber(text, sign))})`;
}

export function doubleSql(text: string, sign: "point" | "comma" | undefined): string {
  return `try_cast(${plainNumber(text, sign)} as double)`;
}

/** Hours, minutes and seconds in words: `1 ч 2 мин 3 сек`, `2 min 5 sec`, `40 с`; each part has its word. */
const blank = "[\\s\\x{00A0}\\x{202F}]*";
const wordPart = (units: string) => `(?:(\\d{1,6})${blank}(?:${units})\\.?,?${blank})?`;
const inWords = `(?i)^${wordPart("ч|час(?:а|ов)?|годин\\p{L}*|h|hrs?|hours?")}${wordPart("м|мин(?:ут[аы]?)?|хв|хвилин\\p{L}*|m|mins?|minutes?")}${wordPart("с|сек|секунд[аы]?|s|secs?|seconds?")}$`;

function wordsSql(text: string): string {
  const pattern = literal(inWords);
  const part = (index: number) =>
    `coalesce(try_cast(nullif(regexp_extract(${text}, ${pattern}, ${index}), '') as bigint), 0)`;
  return `case when regexp_matches(${text}, ${pattern}) then try_cast(${part(1)} * 3600 + ${part(2)} * 60 + ${part(3)} as integer) end`;
}

export function durationSql(text: string, unit: "s" | "ms" | "us" | "hms" | "any" | undefined): string {
  if (unit === "any")
    return `case when contains(${text}, ':') then ${durationSql(text, "hms")} when regexp_matches(${text}, '^\\d+$') then try_cast(${text} as integer) else ${wordsSql(text)} end`;
  if (unit === "hms") {
    const part = (index: number) => `try_cast(split_part(${text}, ':', ${index}) as integer)::bigint`;
    return `case when regexp_matches(${text}, '^\\d+:[0-5]?\\d:[0-5]?\\d$') then try_cast(${part(1)} * 3600 + ${part(2)} * 60 + ${part(3)} as integer)
      when regexp_matches(${text}, '^\\d+:[0-5]?\\d$') then try_cast(${part(1)} * 60 + ${part(2)} as integer) end`;
  }
  // a cast alone would also take 0x10 and 1_000
  const digits = (read: string) => `case when not regexp_matches(${text}, '[_a-zA-Z]') then ${read} end`;
  if (unit === undefined || unit === "s")
    return digits(
      `coalesce(try_cast(${text} as integer), try_cast(round(try_cast(${text} as decimal(18,6))) as integer))`,
    );
  return digits(
    `try_cast(round(try_cast(${text} as decimal(24,6)) / ${unit === "ms" ? 1_000 : 1_000_000}) as integer)`,
  );
}

export function flagSql(text: string): string {
  return `case when lower(${text}) in ('true', 't', 'yes', 'y', '1', 'да', '+', 'истина') then true
    when lower(${text}) in ('false', 'f', 'no', 'n', '0', 'нет', '-', 'ложь') then false end`;
}
