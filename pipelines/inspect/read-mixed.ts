import type {Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {identifier, literal} from "../sources/sql.ts";
import {choose, question} from "./context.ts";
import {saysHoursMinutes, timeUnitWord} from "./header-units.ts";
import {doubtOfNought, nothingOf} from "./noughts.ts";
import type {Profile} from "./profile.ts";
import type {Reading} from "./reading.ts";
import {isClock, isSpoken} from "./shapes.ts";

const isBare = (value: string) => /^\d+$/u.test(value) && Number(value) > 0;
const secondsIn = {s: 1, min: 60, h: 3600};
type BareUnit = keyof typeof secondsIn;

/** Lengths of time written in several ways in one column, or in words; null when they are written in one. */
export function readMixed(entity: string, field: Field, column: Profile, way: FieldMapping): Reading | null {
  const values = column.values.map(({value}) => value);
  const bare = values.find(isBare);
  const clock = values.find(isClock);
  const spoken = values.find(isSpoken);
  const unit = timeUnitWord(column.name)?.unit ?? "s";
  const telling = spoken ?? (bare === undefined ? undefined : clock);
  if (telling === undefined || unit === "ms" || saysHoursMinutes(column.name)) return null;
  const read = (bareUnit: BareUnit | null) => mappingOf(field, column, way, bareUnit);
  const mapping = read(unit);
  if (bare === undefined)
    return {
      mapping,
      doubt:
        clock === undefined
          ? doubtOfNought(field, values)
          : {
              status: "guess",
              why: {
                en: `written in several ways: ${clock}, ${telling}`,
                ru: `записано по-разному: ${clock}, ${telling}`,
              },
            },
      questions: [],
    };
  const words: Record<BareUnit, {en: string; ru: string}> = {
    s: {en: "seconds", ru: "секунды"},
    min: {en: "minutes", ru: "минуты"},
    h: {en: "hours", ru: "часы"},
  };
  const units = [unit, ...(["s", "min"] as const).filter((one) => one !== unit)];
  return {
    mapping,
    doubt: {
      status: "ask",
      why: {
        en: `written in several ways: ${telling}, ${bare}; ${bare} is taken for ${words[unit].en}`,
        ru: `записано по-разному: ${telling}, ${bare}; ${bare} — это ${words[unit].ru}, если не сказано иначе`,
      },
    },
    questions: [
      question(
        entity,
        field.name,
        {
          en: `${column.name}: what does ${bare} count beside ${telling}?`,
          ru: `${column.name}: что считает ${bare} рядом с ${telling}?`,
        },
        [
          ...units.map((one, index) => ({
            label: words[one],
            set: index === 0 ? {} : choose(entity, field.name, read(one)),
          })),
          {
            label: {
              en: "nobody knows: set such rows aside",
              ru: "неизвестно: отложить такие строки",
            },
            set: choose(entity, field.name, read(null)),
          },
        ],
        "bare",
      ),
    ],
  };
}

/** The reading when a bare number counts this unit; with null it is written so that nothing takes it for a length. */
function mappingOf(
  field: Field,
  column: Profile,
  {column: reference}: FieldMapping,
  unit: BareUnit | null,
): FieldMapping {
  const name = identifier(String(reference));
  const nothing = nothingOf(column.values.map(({value}) => value));
  const times =
    unit === "s"
      ? []
      : [
          `when regexp_matches(${name}, '^\\d{1,6}$') and ${name} <> '0' then ${
            unit === null ? `${name} || ' ?'` : `(${name}::bigint * ${secondsIn[unit]})::varchar`
          }`,
        ];
  const noughts =
    field.required && nothing.length > 0
      ? [`when ${name} in (${nothing.map(literal).join(", ")}) then '0'`]
      : [];
  const branches = [...noughts, ...times];
  return {
    ...(branches.length === 0 ? {column: reference} : {sql: `case ${branches.join(" ")} else ${name} end`}),
    ...(!field.required && nothing.length > 0 ? {empty: nothing} : {}),
    duration: "any",
  };
}
