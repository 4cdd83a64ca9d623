import type {Unit} from "../../queries/vocabulary.ts";
import {type Language, localeOf} from "./i18n.ts";
import {parseDay} from "./month.ts";

export interface CompanyFormat {
  currency: string;
  timezone: string;
}

/** What stands where there is no number: zero would be a claim. */
export const noValue = "–";

/** Minus has the width and height of plus; a hyphen joins words. */
const minus = "\u2212";

const mostNames = 5;
const restOf: Record<Language, (count: string) => string> = {
  en: (count) => `${count} more`,
  ru: (count) => `ещё ${count}`,
};

/** One formatter per unit; every number on a page goes through here. */
export function createFormat(language: Language, company: CompanyFormat) {
  const locale = localeOf[language];
  const number = (options: Intl.NumberFormatOptions) => {
    const own = new Intl.NumberFormat(locale, options);
    return {
      format: (value: number) => {
        const text = own.format(value);
        // what rounds to nothing has no sign
        return /[1-9]/.test(text) ? text.replace("-", minus) : own.format(0);
      },
    };
  };
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, {timeZone: "UTC", ...options});
  const moneyStyle = {
    style: "currency",
    currency: company.currency,
    currencyDisplay: "narrowSymbol",
  } as const;
  const counts = number({maximumFractionDigits: 0});
  const list = (items: string[]) => new Intl.ListFormat(locale, {type: "conjunction"}).format(items);
  const tenths = number({maximumFractionDigits: 1});
  const hundredths = number({minimumFractionDigits: 2, maximumFractionDigits: 2});
  const significant = number({maximumSignificantDigits: 3});
  const signedTenths = number({maximumFractionDigits: 1, signDisplay: "exceptZero"});
  const percent = number({style: "percent", maximumFractionDigits: 1});
  const percentWhole = number({style: "percent", maximumFractionDigits: 0});
  const signed = number({style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero"});
  const moneyShort = number({...moneyStyle, notation: "compact", maximumSignificantDigits: 3});
  const moneyExact = number(moneyStyle);
  const moneyWhole = number({...moneyStyle, maximumFractionDigits: 0});
  const days = date({day: "numeric", month: "short"});
  const fullDays = date({day: "numeric", month: "short", year: "numeric"});
  const months = date({month: "long", year: "numeric"});
  const shortMonths = date({month: "short", year: "2-digit"});
  const weekdays = date({weekday: "short"});
  const moments = date({
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: company.timezone,
  });
  const clock = date({hour: "2-digit", minute: "2-digit", timeZone: company.timezone});
  const minuteWord = language === "ru" ? "мин" : "min";
  const hourWord = language === "ru" ? "ч" : "h";
  const or =
    <T>(render: (value: T) => string) =>
    (value: T | null | undefined): string =>
      value === null || value === undefined || (typeof value === "number" && !Number.isFinite(value))
        ? noValue
        : render(value);

  const minutes = or((seconds: number) => {
    const total = Math.round(seconds / 60);
    if (Math.abs(total) <= 90) return `${counts.format(total)}\u00a0${minuteWord}`;
    if (Math.abs(total) >= 6000) return `${counts.format(total / 60)}\u00a0${hourWord}`;
    return `${counts.format(Math.trunc(total / 60))}:${String(Math.abs(total % 60)).padStart(2, "0")}`;
  });
  /** A month is a noun in a title: "ноябрь 2026", never "ноябрь 2026 г.". */
  const month = or((value: string) => months.format(parseDay(value)).replace(/\s?г\.$/, ""));

  return {
    locale,
    count: or((value: number) => counts.format(value)),
    tenths: or((value: number) => tenths.format(value)),
    /** A number of no fixed size: one digit after the point, below one three that count. */
    ratio: or((value: number) => (Math.abs(value) < 1 ? significant : tenths).format(value)),
    hundredths: or((value: number) => hundredths.format(value)),
    signedTenths: or((value: number) => signedTenths.format(value)),
    share: or((value: number) => (Math.abs(value) >= 0.2 ? percentWhole : percent).format(value)),
    percent: or((value: number) => percent.format(value)),
    /** A share that is there, however small, is never written as none. */
    smallShare: or((value: number) =>
      value > 0 && value < 0.001 ? `<\u00a0${percent.format(0.001)}` : percent.format(value),
    ),
    signedShare: or((value: number) => signed.format(value)),
    /** Sum over sum; no denominator is no data. */
    rate: (numerator: number | null, denominator: number | null) =>
      numerator === null || !denominator ? noValue : percent.format(numerator / denominator),
    money: or((value: number) => moneyShort.format(value)),
    /** To the kopeck, always: what somebody is paid. */
    moneyExact: or((value: number) => moneyExact.format(value)),
    /** Kopecks are two digits or none. */
    moneyFull: or((value: number) =>
      (Math.round(value * 100) % 100 === 0 ? moneyWhole : moneyExact).format(value),
    ),
    minutes,
    hours: or((seconds: number) => `${counts.format(seconds / 3600)}\u00a0${hourWord}`),
    /** Minutes and seconds of one conversation. */
    length: or((seconds: number) => {
      const total = Math.round(seconds);
      return `${counts.format(Math.trunc(total / 60))}:${String(total % 60).padStart(2, "0")}\u00a0${minuteWord}`;
    }),
    day: or((value: string) => days.format(parseDay(value))),
    fullDay: or((value: string) => fullDays.format(parseDay(value)).replace(/\s?г\.$/, "")),
    weekday: or((value: string) => weekdays.format(parseDay(value))),
    month,
    shortMonth: or((value: string) => shortMonths.format(parseDay(value)).replace(/\s?г\.$/, "")),
    moment: or((value: string) => moments.format(new Date(value))),
    clock: or((value: string) => clock.format(new Date(value))),
    bytes: or((value: number) => byteText(value, tenths, language)),
    list,
    /** People in a sentence: of a crowd the first ones by name and the others by count. */
    names: (items: string[]) =>
      items.length <= mostNames + 1
        ? list(items)
        : list([...items.slice(0, mostNames), restOf[language](counts.format(items.length - mostNames))]),
  };
}
export type Format = ReturnType<typeof createFormat>;

function byteText(value: number, tenths: {format: (value: number) => string}, language: Language): string {
  const names = language === "ru" ? ["Б", "КБ", "МБ", "ГБ"] : ["B", "KB", "MB", "GB"];
  const power = value < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(value) / 10));
  return `${tenths.format(value / 1024 ** power)}\u00a0${names[power]}`;
}

/** The unit a column has by the naming rule of the house. */
export function unitOfColumn(column: string): Unit {
  if (/^(is|has|was)_/.test(column)) return "flag";
  if (column === "month" || column.endsWith("_month")) return "month";
  if (column === "day" || column.endsWith("_date") || /^valid_(from|to)$/.test(column)) return "day";
  if (column.endsWith("_at")) return "utc";
  if (column.endsWith("_seconds")) return "s";
  if (column.endsWith("_days")) return "days";
  if (column.endsWith("_count") || column === "hour") return "count";
  if (column.endsWith("amount")) return "money";
  if (column.endsWith("_code")) return "code";
  if (column.endsWith("_id")) return "id";
  return "text";
}

/** One cell of a table, by the column's unit. */
export function formatCell(format: Format, unit: Unit, value: unknown, flagWords: [string, string]): string {
  if (value === null || value === undefined || value === "") return noValue;
  if (typeof value === "boolean") return flagWords[value ? 0 : 1];
  if (typeof value === "number") {
    if (unit === "money") return format.moneyFull(value);
    if (unit === "s") return format.minutes(value);
    if (unit === "count") return format.count(value);
    if (unit === "ratio") return format.ratio(value);
    return unit === "rate" ? format.percent(value) : format.tenths(value);
  }
  const text = String(value);
  if (unit === "day") return format.fullDay(text);
  if (unit === "month") return format.month(text);
  return unit === "utc" ? format.moment(text) : text;
}
