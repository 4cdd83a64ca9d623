import type {Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {identifier, literal} from "../sources/sql.ts";
import {saysHoursMinutes, timeUnitWord} from "./header-units.ts";
import {doubtOfNought, nothingOf} from "./noughts.ts";
import type {Profile} from "./profile.ts";
import {readMixed} from "./read-mixed.ts";
import {plain, type Reading} from "./reading.ts";
import {secondsIn, timesSql, withoutMarkers} from "./scaled.ts";
import {isNothing} from "./shapes.ts";

const daySeconds = 86_400;

/** Lengths of time: their unit, and what is written where nobody talked. */
export function readDuration(entity: string, field: Field, column: Profile, way: FieldMapping): Reading {
  if (way.column === undefined) return plain;
  const values = column.values.map(({value}) => value);
  const mixed = readMixed(entity, field, column, way);
  if (mixed) return mixed;
  const isClock = clocks(values);
  const nothing = nothingOf(values);
  // a call must have its talk: what is written for nothing is no talk; elsewhere it is no value
  const noughts = [...(field.required ? nothing : []), ...(isClock && values.includes("0") ? ["0"] : [])];
  const name = identifier(String(way.column));
  const cell =
    noughts.length > 0
      ? `case when ${name} in (${noughts.map(literal).join(", ")}) then '${isClock ? "0:00:00" : "0"}' else ${name} end`
      : name;
  const empty = field.required ? [] : nothing;
  const base: Partial<FieldMapping> = {
    ...(noughts.length > 0 ? {sql: cell} : {}),
    ...(empty.length > 0 ? {empty} : {}),
  };
  const noughtDoubt = doubtOfNought(field, values);
  if (isClock) {
    const lacksSeconds =
      saysHoursMinutes(column.name) && values.filter((value) => /^\d+:\d{2}$/u.test(value)).length > 0;
    return {
      mapping: lacksSeconds
        ? {
            sql: `case when regexp_matches(${name}, '^\\d+:\\d\\d$') then ${name} || ':00' else ${cell} end`,
            ...(empty.length > 0 ? {empty} : {}),
            duration: "hms",
          }
        : {...base, duration: "hms"},
      doubt: noughtDoubt,
      questions: [],
    };
  }
  const unit = timeUnitWord(column.name)?.unit;
  if (unit === "ms") return {mapping: {...base, duration: "ms"}, doubt: noughtDoubt, questions: []};
  if (unit === "min" || unit === "h")
    return {
      mapping: {sql: timesSql(withoutMarkers(cell, empty), secondsIn[unit], 0, undefined)},
      doubt: {
        status: "guess",
        why: {
          en: `the header says ${unit === "min" ? "minutes" : "hours"}: turned into seconds`,
          ru: `в заголовке ${unit === "min" ? "минуты" : "часы"}: переведено в секунды`,
        },
      },
      questions: [],
    };
  if (unit === undefined && areDayParts(values))
    return {
      mapping: {sql: timesSql(withoutMarkers(cell, empty), daySeconds, 0, undefined)},
      doubt: {
        status: "ask",
        why: {
          en: "parts of a day, as a spreadsheet keeps time: turned into seconds",
          ru: "доли суток, как хранит время таблица: переведено в секунды",
        },
      },
      questions: [],
    };
  if (unit === undefined && values.filter((value) => Number(value) > daySeconds).length > values.length / 5)
    return {
      mapping: {...base, duration: "ms"},
      doubt: {
        status: "guess",
        why: {
          en: "values above a day in seconds: taken as milliseconds",
          ru: "значения больше суток в секундах: приняты за миллисекунды",
        },
      },
      questions: [],
    };
  return {mapping: base, doubt: noughtDoubt, questions: []};
}

/** Nothing reaches one, and most of what is more than nothing is finer than a hundredth of a second would be. */
function areDayParts(values: readonly string[]): boolean {
  const numbers = values.map((value) => value.replace(",", ".")).filter((value) => Number(value) > 0);
  const fine = numbers.filter((value) => Number(value) < 1 && /\.\d{4,}|e-/iu.test(value));
  return numbers.length > 0 && fine.length === numbers.length;
}

/** True when the lengths are written with colons, a bare nought aside. */
function clocks(values: readonly string[]): boolean {
  const telling = values.filter((value) => !isNothing(value) && value !== "0");
  const written = telling.filter((value) => /^\d+:\d{2}(?::\d{2})?$/u.test(value));
  return written.length > 0 && written.length >= telling.length / 2;
}
