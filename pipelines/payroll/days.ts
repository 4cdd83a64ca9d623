/** A calendar day such as 2026-10-17; days compare as text. */
export type Day = string;
/** A calendar month such as 2026-10. */
export type Month = string;

/** Days from `from` up to, and without, `until`; null has no end. */
export interface Span {
  readonly from: Day;
  readonly until: Day | null;
}
export interface ClosedSpan extends Span {
  readonly until: Day;
}

const time = (day: Day) => Date.parse(`${day}T00:00:00Z`);

export const monthOf = (day: Day): Month => day.slice(0, 7);
export const firstDay = (month: Month): Day => `${month}-01`;
export const daysLater = (day: Day, days: number): Day =>
  new Date(time(day) + days * 86_400_000).toISOString().slice(0, 10);
export const daysBetween = (from: Day, until: Day): number => (time(until) - time(from)) / 86_400_000;

/** So many months later, or earlier when negative. */
export function monthsLater(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** The same day so many months later; the last one of a month that has no such day. */
export function sameDayLater(day: Day, months: number): Day {
  const month = monthsLater(monthOf(day), months);
  const last = lastDay(month);
  const same = `${month}${day.slice(7)}`;
  return same < last ? same : last;
}

export const monthSpan = (month: Month): ClosedSpan => ({
  from: firstDay(month),
  until: firstDay(monthsLater(month, 1)),
});
export const lastDay = (month: Month): Day => daysLater(monthSpan(month).until, -1);

export const holds = (span: Span, day: Day): boolean =>
  span.from <= day && (span.until === null || day < span.until);

/** The days two spans share; null when there are none. */
export function overlap(one: ClosedSpan, other: Span): ClosedSpan | null {
  const from = one.from > other.from ? one.from : other.from;
  const until = other.until === null || one.until < other.until ? one.until : other.until;
  return from < until ? {from, until} : null;
}

/** For people: 17.10.2026. */
export const dayText = (day: Day): string => `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
/** For people: 10.2026. */
export const monthText = (month: Month): string => `${month.slice(5, 7)}.${month.slice(0, 4)}`;
