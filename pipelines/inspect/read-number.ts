import type {Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {type InspectContext, question} from "./context.ts";
import {askDecimals} from "./decimals.ts";
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
  if (scaled) return scaled;
  const read = await readSign(context, entity, field, column, way);
  return field.unit === "money" ? askDecimals(context, {entity, field, column, way}, read) : read;
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
  const told = signOf(column);
  if (told !== null)
    return {
      mapping: {...rest, number: told},
      doubt: doubtful.some((value) => oneGroup.test(value)) ? toldDoubt(told) : null,
      questions: [],
    };
  const point = (await trial({...way, ...rest, number: "point"})).refused;
  const comma = (await trial({...way, ...rest, number: "comma"})).refused;
  if (
    Math.min(point, comma) >= doubtful.length &&
    !doubtful.some((value) => /\d[.,]\d{3}(?!\d)/u.test(value))
  )
    return {...plain, mapping: rest};
  if (point !== comma && Math.min(point, comma) < first.refused) {
    const sign = point < comma ? "point" : "comma";
    return {mapping: {...rest, number: sign}, doubt: toldDoubt(sign), questions: []};
  }
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

type Sign = NonNullable<FieldMapping["number"]>;

const oneGroup = /\d[.,]\d{3}(?!\d)/u;

const toldDoubt = (sign: Sign): NonNullable<Reading["doubt"]> => ({
  status: "guess",
  why: {
    en: `the other values tell that the ${sign} is the decimal sign`,
    ru: `по остальным значениям десятичный знак — ${sign === "point" ? "точка" : "запятая"}`,
  },
});

/** The decimal sign, where some cells can only be read with it and none only with the other. */
function signOf({values}: Profile): Sign | null {
  const shows = (sign: string, other: string) =>
    values.some(({value}) =>
      new RegExp(`\\d[${sign}](?:\\d{1,2}|\\d{4,})(?!\\d)|\\d[${other}]\\d{3}[${sign}]\\d`, "u").test(value),
    );
  const [point, comma] = [shows(".", ","), shows(",", ".")];
  if (point === comma) return null;
  return point ? "point" : "comma";
}
