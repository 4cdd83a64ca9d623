import type {Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {type InspectContext, question} from "./context.ts";
import {headerWords} from "./header-words.ts";
import type {Profile} from "./profile.ts";
import {plain, type Reading} from "./reading.ts";
import {isNothing} from "./shapes.ts";
import {tryField} from "./trial.ts";

/** Lengths of time: their unit. */
export async function readDuration(
  context: InspectContext,
  entity: string,
  field: Field,
  column: Profile,
  way: FieldMapping,
): Promise<Reading> {
  if (column.shape === "duration" || column.shape === "time") return {...plain, mapping: {duration: "hms"}};
  const words = headerWords(column.name);
  const large = column.values.filter(({value}) => Number(value) > 86_400).length;
  const milliseconds = words.some((word) => ["мс", "ms", "msec", "milli", "millisecond"].includes(word));
  if (milliseconds) return {...plain, mapping: {duration: "ms"}};
  if (large > column.values.length / 5)
    return {
      mapping: {duration: "ms"},
      doubt: {
        status: "guess",
        why: {
          en: "values above a day in seconds: taken as milliseconds",
          ru: "значения больше суток в секундах: приняты за миллисекунды",
        },
      },
      questions: [],
    };
  const {refused, values} = await tryField(context, entity, field.name, way);
  const empty = refused > 0 && values.length <= 5 ? values.filter(isNothing) : [];
  return {...plain, mapping: empty.length > 0 ? {empty} : {}};
}

/** Amounts and counts: the decimal sign, where cells alone do not tell. */
export async function readNumber(
  context: InspectContext,
  entity: string,
  field: Field,
  column: Profile,
  way: FieldMapping,
): Promise<Reading> {
  const trial = (mapping: FieldMapping) => tryField(context, entity, field.name, mapping);
  const first = await trial(way);
  const empty = first.values.filter(isNothing).slice(0, 8);
  const rest = empty.length > 0 ? {empty} : {};
  const doubtful = first.values.filter((value) => !isNothing(value));
  if (doubtful.length === 0) return {...plain, mapping: rest};
  const point = (await trial({...way, ...rest, number: "point"})).refused;
  const comma = (await trial({...way, ...rest, number: "comma"})).refused;
  if (
    Math.min(point, comma) >= doubtful.length &&
    !doubtful.some((value) => /\d[.,]\d{3}(?!\d)/u.test(value))
  )
    return {...plain, mapping: rest};
  if (point !== comma && Math.min(point, comma) < first.refused)
    return {
      mapping: {...rest, number: point < comma ? "point" : "comma"},
      doubt: {
        status: "guess",
        why: {
          en: `the other values tell that the ${point < comma ? "point" : "comma"} is the decimal sign`,
          ru: `по остальным значениям десятичный знак — ${point < comma ? "точка" : "запятая"}`,
        },
      },
      questions: [],
    };
  if (!doubtful.some((value) => /\d[.,]\d{3}(?!\d)/u.test(value))) return {...plain, mapping: rest};
  const number = context.locale.startsWith("en") ? "point" : "comma";
  const value = doubtful[0]!;
  const set = (sign: string) => ({entities: {[entity]: {fields: {[field.name]: {number: sign}}}}});
  return {
    mapping: {...rest, number},
    doubt: {
      status: "ask",
      why: {en: "thousands and decimals cannot be told apart", ru: "тысячи и дробная часть неразличимы"},
    },
    questions: [
      question(
        entity,
        field.name,
        {
          en: `${column.name}: what is the decimal sign in ${value}?`,
          ru: `${column.name}: какой знак отделяет дробную часть в ${value}?`,
        },
        [
          {label: {en: "comma", ru: "запятая"}, set: set("comma")},
          {label: {en: "point", ru: "точка"}, set: set("point")},
        ],
        "sign",
      ),
    ],
  };
}
