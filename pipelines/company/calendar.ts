import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {PipelineError} from "../errors.ts";
import {type DayKind, isDate, readCalendarJson, readCalendarXml} from "./xmlcalendar.ts";

export interface CalendarDay {
  date: string;
  isWorking: boolean;
  normHours: number;
}

const packaged = fileURLToPath(new URL("../../data/calendars", import.meta.url));

/** Days that differ from Monday to Friday, by the packaged calendar and the company's own above it. */
export function calendarExceptions(prefix: string, companyDirectory: string): Map<string, DayKind> {
  const exceptions = new Map<string, DayKind>();
  for (const directory of [packaged, join(companyDirectory, "calendars")]) {
    if (!existsSync(directory)) continue;
    const files = readdirSync(directory).sort();
    for (const file of files) {
      const [, year, kind] = /-(\d{4})\.(xml|json)$/.exec(file) ?? [];
      if (file === `${prefix}-${year}.${kind}`)
        readWholeYear(join(directory, file), kind!, Number(year), exceptions);
    }
    // single days of the company's own go above any whole year
    for (const file of files)
      if (file.startsWith(`${prefix}-`) && file.endsWith(".csv"))
        readExceptions(join(directory, file), exceptions);
  }
  return exceptions;
}

/** A calendar that tells a whole year takes the place of what was known of that year. */
function readWholeYear(path: string, kind: string, year: number, exceptions: Map<string, DayKind>): void {
  const read = kind === "xml" ? readCalendarXml : readCalendarJson;
  const days = read(readFileSync(path, "utf8").replace(/^\uFEFF/, ""), path, year);
  for (const date of exceptions.keys()) if (date.startsWith(`${year}-`)) exceptions.delete(date);
  for (const [date, kindOfDay] of days) exceptions.set(date, kindOfDay);
}

/** Days from `first` to `last`, inclusive: Saturdays and Sundays off, corrected by the production calendar's files. */
export function workCalendar(
  prefix: string,
  companyDirectory: string,
  first: string,
  last: string,
): CalendarDay[] {
  const exceptions = calendarExceptions(prefix, companyDirectory);
  const days: CalendarDay[] = [];
  for (
    let time = Date.parse(`${first}T00:00:00Z`);
    time <= Date.parse(`${last}T00:00:00Z`);
    time += 86_400_000
  ) {
    const date = new Date(time).toISOString().slice(0, 10);
    const weekday = new Date(time).getUTCDay();
    const kind = exceptions.get(date) ?? (weekday === 0 || weekday === 6 ? "off" : "work");
    days.push({date, isWorking: kind !== "off", normHours: kind === "off" ? 0 : kind === "short" ? 7 : 8});
  }
  return days;
}

function readExceptions(path: string, exceptions: Map<string, DayKind>): void {
  readFileSync(path, "utf8")
    .split(/\r?\n/)
    .forEach((line, index) => {
      if (index === 0 || line === "" || line.startsWith("#")) return;
      const [date = "", kind = ""] = line.split(",");
      if (!isDate(date) || !["off", "short", "work"].includes(kind))
        throw new PipelineError("bad_config", {
          en: `${path}:${index + 1}: expected a day and off, short or work, got "${line}"; write such as 2026-05-08,short`,
          ru: `${path}:${index + 1}: нужен день и off, short или work, а стоит «${line}»; пишите, например, 2026-05-08,short`,
        });
      exceptions.set(date, kind as DayKind);
    });
}
