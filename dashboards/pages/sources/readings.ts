import type {FieldChoice, FieldTarget, Settings} from "../../lib/inspection.ts";
import {fieldOf, merge} from "./settings.ts";

/** What can be said of how a column's cells are read. */
export const readingParts = ["date", "duration", "number", "currency", "empty", "default"] as const;
export type ReadingPart = (typeof readingParts)[number];

const clocks = ["%H:%M:%S", "%H:%M"];
const withClocks = (days: string[], between: string[] = [" "], times = clocks): string[] =>
  days.flatMap((day) => [...between.flatMap((gap) => times.map((time) => day + gap + time)), day]);

/** Two digits of a year come first: with four asked for, 26 would be the year 26. */
export const dateWays: Record<string, string | string[]> = {
  day_first: withClocks(
    ["%d.%m.%y", "%d.%m.%Y", "%d/%m/%y", "%d/%m/%Y", "%d-%m-%y", "%d-%m-%Y"],
    [" ", ", "],
  ),
  month_first: withClocks(
    ["%m/%d/%y", "%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y"],
    [" ", ", "],
    [...clocks, "%I:%M:%S %p", "%I:%M %p"],
  ),
  iso: withClocks(
    ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"],
    [" ", "T"],
    [...clocks, "%H:%M:%S.%f", "%H:%M:%S%z", "%H:%M:%S.%f%z"],
  ),
  unix_s: "unix_s",
  unix_ms: "unix_ms",
  excel: "excel",
};
export const durationWays = ["s", "ms", "us", "hms", "any"] as const;
export const numberWays = ["comma", "point"] as const;

const numbers = ["money", "ratio", "rate", "count"];

/** What may be said of a field of this type. */
export function partsOf({field, unit, isKey}: FieldChoice): ReadingPart[] {
  const own: ReadingPart[] =
    unit === "utc" || unit === "day"
      ? ["date"]
      : unit === "s"
        ? ["duration"]
        : numbers.includes(unit)
          ? unit === "money"
            ? ["number", "currency"]
            : ["number"]
          : [];
  // one key for many rows would make them one thing, one telephone for many clients one client
  const isOwn = isKey || /phones?$/.test(field);
  return [...own, "empty", ...(isOwn ? [] : (["default"] as const))];
}

/** What the settings themselves say of it; a preset may say more. */
export function readingOf(settings: Settings, target: FieldTarget, part: ReadingPart): unknown {
  const setting = fieldOf(settings, target);
  return typeof setting === "object" ? setting[part] : undefined;
}

/** Says how the cells are read; null leaves it to the program, or to the preset. */
export function setReading(
  settings: Settings,
  target: FieldTarget,
  part: ReadingPart,
  value: string | string[] | null,
): Settings {
  const {entity, field} = target;
  const next = merge(settings, {entities: {[entity]: {fields: {[field]: {[part]: value}}}}});
  const setting = fieldOf(next, target);
  if (typeof setting !== "object" || Object.keys(setting).length > 0) return next;
  const {[field]: _empty, ...fields} = next.entities?.[entity]?.fields ?? {};
  return {...next, entities: {...next.entities, [entity]: {...next.entities?.[entity], fields}}};
}

/** The way of this date setting; null when it is none that can be chosen. */
export function dateWayOf(value: unknown): string | null {
  const text = JSON.stringify(value);
  return Object.keys(dateWays).find((name) => JSON.stringify(dateWays[name]) === text) ?? null;
}

/** Texts that mean nothing, as they are typed: one after another, `;` between them. */
export function markersOf(typed: string): string[] | null {
  const markers = [...new Set(typed.split(";").map((one) => one.trim()))].filter(Boolean);
  return markers.length > 0 ? markers : null;
}
