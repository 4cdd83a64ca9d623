/** Calendar arithmetic on ISO days; no time zone takes part. */

const dayLength = 86_400_000;

export function parseDay(day: string): Date {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`);
}

export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function addMonths(month: string, count: number): string {
  const date = parseDay(month);
  return isoDay(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1)));
}

export function addDays(day: string, count: number): string {
  return isoDay(new Date(parseDay(day).getTime() + count * dayLength));
}

/** The last day of the month so many months after a day's month. */
export const lastDay = (month: string, count = 0): string => addDays(addMonths(month, count + 1), -1);

export function daysOfMonth(month: string): string[] {
  const end = addMonths(month, 1);
  const days: string[] = [];
  for (let day = `${month.slice(0, 7)}-01`; day < end; day = addDays(day, 1)) days.push(day);
  return days;
}

export function isWeekend(day: string): boolean {
  const weekday = parseDay(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** "2026-10" or "2026-10-01" in a link means the first day of that month; anything else means nothing. */
export function maybeMonth(text: string | null): string | undefined {
  return text && /^\d{4}-(0[1-9]|1[0-2])(-\d\d)?$/.test(text) ? `${text.slice(0, 7)}-01` : undefined;
}
