import {codesOf, type Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {type InspectContext, question} from "./context.ts";
import type {Profile} from "./profile.ts";
import {readCodeField, readEntryField} from "./read-codes.ts";
import {readDuration} from "./read-duration.ts";
import {readMoment} from "./read-moment.ts";
import {readNumber} from "./read-number.ts";
import {plain, type Reading} from "./reading.ts";
import {isNothing} from "./shapes.ts";

/** Finds out how the cells of `way` are to be read as this field of this entity. */
export async function readField(
  context: InspectContext,
  entity: string,
  field: Field,
  column: Profile,
  way: FieldMapping,
): Promise<Reading> {
  if (codesOf(field)) return readCodeField(context, entity, field, column);
  if (field.dictionary) return readEntryField(context, entity, field, column);
  if (field.unit === "utc" || field.unit === "day") return readMoment(context, entity, field, column, way);
  if (field.unit === "s") return readDuration(entity, field, column, way);
  if (["money", "ratio", "rate", "count"].includes(field.unit))
    return readNumber(context, entity, field, column, way);
  if (field.unit === "flag") return plain;
  return readText(entity, field, column);
}

const powersOfTen = /^\d+(?:[.,]\d+)?E\+?\d+$/iu;

function readText(entity: string, field: Field, column: Profile): Reading {
  const texts = column.values.map(({value}) => value);
  const markers = texts.filter((value) => isNothing(value) || /^no[_-]/iu.test(value));
  if (field.name === "client_id" && texts.includes("0")) markers.push("0");
  // what hides its number is said by a telephone as such
  const empty = field.phone || field.required ? [] : markers.slice(0, 8);
  const mapping = empty.length > 0 ? {empty} : {};
  const lost = texts.filter((value) => powersOfTen.test(value));
  if (lost.length === 0 || field.unit !== "id") return {...plain, mapping};
  return {
    mapping,
    doubt: {
      status: "guess",
      why: {
        en: `values such as ${lost[0]} have lost their digits in a spreadsheet`,
        ru: `значения вроде ${lost[0]} потеряли цифры в таблице`,
      },
    },
    questions: [
      question(
        entity,
        field.name,
        {
          en: `${column.name}: ${lost[0]} is a number whose digits a spreadsheet lost. What becomes of it?`,
          ru: `${column.name}: ${lost[0]} — число, цифры которого потеряла таблица. Что с ним делать?`,
        },
        [
          {label: {en: "Keep it as it is written", ru: "Оставить как написано"}, set: {}},
          {
            label: {en: "Take it as empty", ru: "Считать пустым"},
            set: {entities: {[entity]: {fields: {[field.name]: {extract: "^([^.,]*)$"}}}}},
          },
        ],
        "digits",
      ),
    ],
  };
}
