import {readFileSync} from "node:fs";
import {join} from "node:path";
import {dayOf, isoDay, partsOf, weekdayOf} from "./time.ts";

const folder = join(import.meta.dirname, "..", "..", "data", "calendars");

/** Working days of Russia as the company's calendar has them; a year without a table has plain weeks. */
export class WorkCalendar {
  private readonly kinds = new Map<number, string>();

  constructor(firstYear: number, lastYear: number) {
    for (let year = firstYear; year <= lastYear; year++) this.read(year);
  }

  private read(year: number): void {
    let text: string;
    try {
      text = readFileSync(join(folder, `ru-${year}.csv`), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
      throw error;
    }
    for (const line of text.split(/\r?\n/).slice(1)) {
      const match = /^(\d{4})-(\d{2})-(\d{2}),(\w+)$/.exec(line.trim());
      if (match) this.kinds.set(dayOf(Number(match[1]), Number(match[2]), Number(match[3])), match[4]!);
    }
  }

  /** Working hours of the day: 8, 7 on a shortened day, 0 on a day off. */
  hours(day: number): number {
    const kind = this.kinds.get(day);
    if (kind === "off") return 0;
    if (kind === "short") return 7;
    if (kind === "work") return 8;
    const weekday = weekdayOf(day);
    return weekday === 0 || weekday === 6 ? 0 : 8;
  }

  isWorking(day: number): boolean {
    return this.hours(day) > 0;
  }

  /** The first working day on or after `day`. */
  next(day: number): number {
    for (let i = 0; i < 60; i++) if (this.isWorking(day + i)) return day + i;
    throw new Error(`calendar: no working day within 60 days after ${isoDay(day)}`);
  }

  workingDays(year: number): number {
    let count = 0;
    for (let day = dayOf(year, 1, 1); partsOf(day).year === year; day++) if (this.isWorking(day)) count++;
    return count;
  }
}
