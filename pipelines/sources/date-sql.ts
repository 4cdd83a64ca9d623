import {literal} from "./sql.ts";

/**
 * Expressions that read a day or a moment from one text cell; null when it cannot be read. Where a cell may be read in
 * two ways, such as 09/01/2026, it is read only when the mapping, or what other cells of the file prove, says how.
 */

/** Forms tried when the mapping names none; each can be read in one way only. */
const dateTimeForms = [
  "%Y-%m-%d %H:%M:%S",
  "%Y-%m-%dT%H:%M:%S",
  "%Y-%m-%d %H:%M:%S.%f",
  "%Y-%m-%dT%H:%M:%S.%f",
  "%d.%m.%Y %H:%M:%S",
  "%d.%m.%Y %H:%M",
  "%d.%m.%Y, %H:%M:%S",
  "%d.%m.%Y",
  "%Y-%m-%d",
  "%Y-%m-%d %H:%M",
  "%Y%m%d",
  ...["%Y/%m/%d", "%Y.%m.%d"].flatMap((day) => [`${day} %H:%M:%S`, `${day} %H:%M`, day]),
];
const withClock = (days: string[]) => days.flatMap((day) => [`${day} %H:%M:%S`, `${day} %H:%M`, day]);
const parted = withClock(["%d/%m/%Y", "%d-%m-%Y"]);
const shortYears = withClock(["%d.%m.%y"]);
const partedShort = withClock(["%d/%m/%y", "%d-%m-%y"]);

/** What the cells of a column have proved of those that can be read in two ways. */
export interface DayOrder {
  /** Of numbers parted by / or - the first is the day. */
  dayFirst?: boolean;
  /** Years are also written with two digits, at the end. */
  shortYears?: boolean;
}

const low = "(?:0?[1-9]|1[0-2])";
const high = "(?:1[3-9]|2\\d|3[01])";
const end = "(?:$|[ ,T])";
const same = Array.from({length: 12}, (_, index) => `0?${index + 1}[/-]0?${index + 1}`).join("|");

/** Cells that show by themselves which of their numbers is the day. */
export const proofs = {
  dayFirst: `^${high}[/-]${low}[/-]\\d{4}${end}`,
  monthFirst: `^${low}[/-]${high}[/-]\\d{4}${end}`,
  /** The usual form with points, beside which 1.9.26 is the same with a short year. */
  dotted: `^\\d{1,2}\\.\\d{1,2}\\.\\d{4}${end}`,
};
/** Day and month, or the same number twice: nothing but the day can come first. */
const plainParted = `^(?:${high}[/-]${low}|${same})[/-]\\d{4}${end}`;
const fullParted = `^\\d{1,2}[/-]\\d{1,2}[/-]\\d{4}${end}`;
const anyParted = `^\\d{1,2}[/-]\\d{1,2}[/-](?:\\d{4}|\\d{2})${end}`;
const shortYear = `^\\d{1,2}[./-]\\d{1,2}[./-]\\d{2}${end}`;

const matches = (text: string, pattern: string) => `regexp_matches(${text}, ${literal(pattern)})`;

/** True for a cell whose numbers may be day and month either way round. */
export const isDoubtfulDateSql = (text: string) =>
  `(${matches(text, anyParted)} and not ${matches(text, plainParted)})`;
/** True for a day whose year has two digits, which may as well stand in front. */
export const isShortYearSql = (text: string) => matches(text, shortYear);

const epochDivisors: Record<string, number> = {unix_s: 1, unix_ms: 1_000, unix_us: 1_000_000};

/** Serial days of a spreadsheet; a serial that no calendar holds gives null. */
function excelTimestamp(text: string): string {
  const serial = `try_cast(${text} as double)`;
  return `(timestamp '1899-12-30' + to_milliseconds(case when abs(${serial}) < 2958466 then round(${serial} * 86400000)::bigint end))`;
}

/** A moment of a number of seconds, milliseconds or microseconds; a number beyond any calendar gives null. */
function epochInstant(text: string, divisor: number): string {
  const micros = `try_cast(try_cast(${text} as decimal(24,6)) * ${1_000_000 / divisor} as bigint)`;
  return `make_timestamptz(case when abs(${micros}) < 253402300800000000 then ${micros} end)`;
}

/** Forms with their own offset give a moment, the others a naive time in the source's zone. */
function formsOf(date: string | string[]): {naive: string[]; zoned: string[]} {
  const forms = Array.isArray(date) ? date : [date];
  const isZoned = (form: string) => /%z/i.test(form);
  return {naive: forms.filter((form) => !isZoned(form)), zoned: forms.filter(isZoned)};
}

const tried = (text: string, forms: string[]) => `try_strptime(${text}, [${forms.map(literal).join(", ")}])`;

/** The plain ISO form is cast, which is four times faster than matching it against a list of forms. */
function strptime(text: string, forms: string[]): string {
  if (!forms.includes("%Y-%m-%d %H:%M:%S")) return tried(text, forms);
  return `coalesce(case when length(${text}) = 19 then try_cast(${text} as timestamp) end, ${tried(text, forms)})`;
}

/** Names of months and how they are cut short, by number; Russian, Ukrainian, English. */
const months = [
  ["янв(?:ар[ья])?", "січ(?:ень|ня)?", "jan(?:uary)?"],
  ["фев(?:р(?:ал[ья])?)?", "лют(?:ий|ого)?", "feb(?:ruary)?"],
  ["мар(?:та?)?", "бер(?:езень|езня)?", "mar(?:ch)?"],
  ["апр(?:ел[ья])?", "кві(?:т(?:ень|ня)?)?", "apr(?:il)?"],
  ["ма[йя]", "тра(?:в(?:ень|ня)?)?", "may"],
  ["июн[ья]?", "чер(?:в(?:ень|ня)?)?", "june?"],
  ["июл[ья]?", "лип(?:ень|ня)?", "july?"],
  ["авг(?:уста?)?", "сер(?:п(?:ень|ня)?)?", "aug(?:ust)?"],
  ["сен(?:т(?:ябр[ья])?)?", "вер(?:есень|есня)?", "sep(?:t(?:ember)?)?"],
  ["окт(?:ябр[ья])?", "жов(?:т(?:ень|ня)?)?", "oct(?:ober)?"],
  ["ноя(?:б(?:р[ья])?)?", "лис(?:т(?:опада?)?)?", "nov(?:ember)?"],
  ["дек(?:абр[ья])?", "гру(?:д(?:ень|ня)?)?", "dec(?:ember)?"],
];
/** Matches a month in words. */
export const monthPattern = `(?:${months.flat().join("|")})\\.?`;
/** Their first three letters, three a month. */
const monthKeys = months.flatMap((names) => names.map((name) => name.replace("[йя]", "й").slice(0, 3)));
const blank = "[\\s\\x{00A0}\\x{202F}]";
/** Of the languages above; all letters there are would take DuckDB milliseconds to read for each column. */
const letter = "[A-Za-z\\x{0400}-\\x{04FF}]";

/** `1 сентября 2026 г., 10:05`, `Sep 1, 2026`: a month in words stands for itself, wherever it stands. */
function inWords(text: string): string {
  const rest = `,?${blank}*(?:г\\.?|года?|р\\.?|року)?,?${blank}*(?:в|о|at)?${blank}*(\\d{1,2}:\\d{2}(?::\\d{2})?)?$`;
  const dayBefore = `(?i)^(?:${letter}+\\.?,${blank}*)?(\\d{1,2})(?:st|nd|rd|th)?[\\s\\x{00A0}.-]+(${monthPattern}),?[\\s\\x{00A0}-]+(\\d{4})${rest}`;
  const monthBefore = `(?i)^(?:${letter}+\\.?,${blank}*)?(${monthPattern})${blank}+(\\d{1,2})(?:st|nd|rd|th)?,?${blank}+(\\d{4})`;
  const ordered = `regexp_replace(${text}, ${literal(monthBefore)}, '\\2 \\1 \\3')`;
  const part = (index: number) => `regexp_extract(${ordered}, ${literal(dayBefore)}, ${index})`;
  const key = `replace(lower(left(${part(2)}, 3)), 'мая', 'май')`;
  const month = `(list_position([${monthKeys.map(literal).join(", ")}], ${key}) + 2) // 3`;
  const clock = `coalesce(nullif(${part(4)}, ''), '0:00')`;
  return `case when ${matches(text, `${letter}{3}`)} then try_strptime(${part(1)} || '.' || (${month})::varchar || '.' || ${part(3)} || ' ' || ${clock}, ['%d.%m.%Y %H:%M', '%d.%m.%Y %H:%M:%S']) end`;
}

/** Everything that can be read without being told; the cells that most files have come first and cost nothing more. */
function untold(text: string, order: DayOrder): string {
  const {dayFirst, shortYears: areShort} = order;
  const short = areShort ? [...shortYears, ...(dayFirst ? partedShort : [])] : [];
  const known = dayFirst ? fullParted : plainParted;
  return `coalesce(${strptime(text, [...short, ...dateTimeForms])}, case when ${matches(text, known)} then ${tried(text, parted)} end, ${inWords(text)})`;
}

/** How systems write that there is no day yet: the first day of 1C's calendar, and words of amoCRM. */
const noDays = ["0001-01-01", "01.01.0001"];
const notClosed = ["не закрыт", "не закрыта", "не закрыто"].flatMap((words) => [
  words,
  words.replace("н", "Н"),
]);

/** The text of a day that need not be there, null where it says that there is none. */
export const withoutNoDay = (text: string) =>
  `case when ${noDays.map((day) => `starts_with(${text}, ${literal(day)})`).join(" or ")} or ${text} in (${notClosed.map(literal).join(", ")}) then null else ${text} end`;

/** True for an ISO time that names its own offset. */
const namesOffset = (text: string) =>
  `regexp_matches(${text}, '^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*(Z|[+-]\\d\\d(:?\\d\\d)?)$')`;
const isoInstant = (text: string) =>
  `try_cast(regexp_replace(${text}, '^(.{10}[T ]\\d\\d:\\d\\d)(Z|[+-])', '\\1:00\\2') as timestamptz)`;

export function instantSql(
  text: string,
  zone: string,
  date: string | string[] | undefined,
  order: DayOrder = {},
): string {
  const divisor = typeof date === "string" ? epochDivisors[date] : undefined;
  if (divisor) return epochInstant(text, divisor);
  const local = (timestamp: string) => `timezone(${literal(zone)}, ${timestamp})`;
  if (date === "excel") return local(excelTimestamp(text));
  if (date === undefined)
    return `case when length(${text}) <> 19 and ${namesOffset(text)} then ${isoInstant(text)} else ${local(untold(text, order))} end`;
  const {naive, zoned} = formsOf(date);
  const ways = [
    ...(zoned.length > 0 ? [strptime(text, zoned)] : []),
    ...(naive.length > 0 ? [local(strptime(text, naive))] : []),
  ];
  return ways.length === 1 ? ways[0]! : `coalesce(${ways.join(", ")})`;
}

/** The day on the source's clock. */
export function daySql(
  text: string,
  zone: string,
  date: string | string[] | undefined,
  order: DayOrder = {},
): string {
  const dayOf = (moment: string) => `timezone(${literal(zone)}, ${moment})::date`;
  if (typeof date === "string" && epochDivisors[date]) return `(${dayOf(instantSql(text, zone, date))})`;
  if (date === "excel") return `${excelTimestamp(text)}::date`;
  if (date === undefined)
    return `coalesce(try_cast(try_strptime(${text}, '%Y-%m-%d') as date), ${untold(text, order)}::date, case when ${namesOffset(text)} then ${dayOf(isoInstant(text))} end)`;
  const {naive, zoned} = formsOf(date);
  const ways = [
    ...(zoned.length > 0 ? [dayOf(strptime(text, zoned))] : []),
    ...(naive.length > 0 ? [`${strptime(text, naive)}::date`] : []),
  ];
  return `coalesce(${ways.join(", ")})`;
}
