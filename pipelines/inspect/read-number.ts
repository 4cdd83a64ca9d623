import type {Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {type InspectContext, question} from "./context.ts";
import type {Profile} from "./profile.ts";
import {plain, type Reading} from "./reading.ts";
import {readScaled, signText} from "./scaled.ts";
import {isNothing} from "./shapes.ts";
import {tryField} from "./trial.ts";

/** Amounts and counts: the decimal sign, where cells alone do not tell, and thousands that only the header names. */
export async function readNumber(
  context: InspectContext,
  entity: string,
  field: Field,
  column: Profile,
  way: FieldMapping,
): Promise<Reading> {
  const scaled = field.unit === "money" ? readScaled(entity, field.name, column, way) : null;
  return scaled ?? readSign(context, entity, field, column, way);
}

async function readSign(
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
        signText(column.name, value),
        [
          {label: {en: "comma", ru: "запятая"}, set: set("comma")},
          {label: {en: "point", ru: "точка"}, set: set("point")},
        ],
        "sign",
      ),
    ],
  };
}
