/**
 * Days are whole numbers since 1970-01-01 and moments are seconds since then, both on the company's wall clock.
 * The demo company lives in Europe/Moscow, three hours ahead of UTC all year round since 2014.
 */
export const utcOffsetSeconds = 3 * 3600;

const dayLength = 86_400;
const pad = (value: number) => (value < 10 ? `0${value}` : `${value}`);

export interface DayParts {
  year: number;
  month: number;
  day: number;
}

const partsCache = new Map<number, DayParts>();

export function partsOf(day: number): DayParts {
  let parts = partsCache.get(day);
  if (!parts) {
    const date = new Date(day * dayLength * 1000);
    parts = {year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate()};
    partsCache.set(day, parts);
  }
  return parts;
}

export function dayOf(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / (dayLength * 1000));
}

/** 0 is Sunday. */
export const weekdayOf = (day: number) => (((day + 4) % 7) + 7) % 7;

export const dayOfMoment = (at: number) => Math.floor(at / dayLength);
export const momentOf = (day: number, seconds: number) => day * dayLength + Math.floor(seconds);

/** `2026-10`. */
export function monthText(day: number): string {
  const {year, month} = partsOf(day);
  return `${year}-${pad(month)}`;
}

/** Months before the end that have a file each. */
const monthlyFiles = 6;

/** What of an export one file holds: `2026-10`, and of what came before the last months `2026-01_2026-04`, half a year. */
export function filePeriod(day: number, endDay: number): string {
  const firstMonthly = addMonths(endDay, -monthlyFiles);
  if (day >= firstMonthly) return monthText(day);
  const {year, month} = partsOf(day);
  const first = dayOf(year, month <= 6 ? 1 : 7, 1);
  return `${monthText(first)}_${monthText(Math.min(addMonths(first, 6), firstMonthly) - 1)}`;
}

/** `2026-10-31`. */
export function isoDay(day: number): string {
  const {year, month, day: number} = partsOf(day);
  return `${year}-${pad(month)}-${pad(number)}`;
}

/** `31.10.2026`. */
export function russianDay(day: number): string {
  const {year, month, day: number} = partsOf(day);
  return `${pad(number)}.${pad(month)}.${year}`;
}

function clock(seconds: number): string {
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

const secondsOf = (at: number) => ((at % dayLength) + dayLength) % dayLength;

/** `31.10.2026 17:05:09`. */
export const russianMoment = (at: number) => `${russianDay(dayOfMoment(at))} ${clock(secondsOf(at))}`;
/** `31.10.2026 17:05`. */
export const russianMinute = (at: number) => russianMoment(at).slice(0, 16);
/** The CRM keeps no seconds: `31.10.2026 17:05:00`. */
export const russianWholeMinute = (at: number) => `${russianMinute(at)}:00`;
/** `2026-10-31T17:05:09+03:00`. */
export const isoMoment = (at: number) => `${isoDay(dayOfMoment(at))}T${clock(secondsOf(at))}+03:00`;
/** `2026-10-31 14:05:09`, Greenwich time. */
export function greenwichMoment(at: number): string {
  const utc = at - utcOffsetSeconds;
  return `${isoDay(dayOfMoment(utc))} ${clock(secondsOf(utc))}`;
}
/** Seconds since 1970 in UTC, as telephony stamps them. */
export const unixSeconds = (at: number) => at - utcOffsetSeconds;

/** First day of the month that is `count` months after the month of `day`. */
export function addMonths(day: number, count: number): number {
  const {year, month} = partsOf(day);
  return dayOf(year, month + count, 1);
}
