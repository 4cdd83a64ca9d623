const dayLength = 86_400_000;
const text = (moment: number) => new Date(moment).toISOString().slice(0, 10);

export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;
export const dayAfter = (day: string, days: number): string => text(Date.parse(day) + days * dayLength);
export const daysBetween = (earlier: string, later: string): number =>
  Math.round((Date.parse(later) - Date.parse(earlier)) / dayLength);
export const monthAfter = (day: string, months: number): string =>
  text(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));
export const monthEnd = (day: string): string => dayAfter(monthAfter(day, 1), -1);
export const monthsBetween = (earlier: string, later: string): number =>
  (Number(later.slice(0, 4)) - Number(earlier.slice(0, 4))) * 12 +
  Number(later.slice(5, 7)) -
  Number(earlier.slice(5, 7));

/** A moment as the tables give it, `2026-03-02 09:15:00+00`. */
export const momentOf = (moment: string): number => Date.parse(moment.replace(" ", "T").replace("+00", "Z"));
export const momentText = (moment: number): string =>
  new Date(moment).toISOString().replace("T", " ").replace(".000Z", "+00");

const wallClock = new Intl.DateTimeFormat("en-CA", {timeZone: "Europe/Moscow"});
/** The company-local day of a moment. */
export const localDay = (moment: string): string => wallClock.format(momentOf(moment));
