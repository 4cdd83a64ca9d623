import type {Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {choose, type InspectContext, question} from "./context.ts";
import {askDecimals, roundedSql} from "./decimals.ts";
import {scaleAbove} from "./header-units.ts";
import type {Option} from "./inspection.ts";
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
  const scaled =
    field.unit === "money"
      ? readScaled(entity, field.name, column, way, scaleAbove(context.sample.above))
      : null;
  if (scaled) return scaled;
  const read = await readSign(context, entity, field, column, way);
  // what is asked already offers to round
  const isAsked = read.doubt?.status === "ask";
  return field.unit === "money" && !isAsked ? askDecimals(context, {entity, field, column, way}, read) : read;
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
  const isTold = !doubtful.some((value) => oneGroup.test(value)) || showsGroups(column);
  if (isTold && point !== comma && Math.min(point, comma) < first.refused) {
    const sign = point < comma ? "point" : "comma";
    return {mapping: {...rest, number: sign}, doubt: toldDoubt(sign), questions: []};
  }
  if (!doubtful.some((value) => /\d[.,]\d{3}(?!\d)/u.test(value))) return {...plain, mapping: rest};
  const number = context.locale.startsWith("en") ? "point" : "comma";
  const value = doubtful[0]!;
  return {
    // money is set aside until somebody says what it is, rather than taken a thousand times too large or small
    mapping: field.unit === "money" ? rest : {...rest, number},
    doubt: {
      status: "ask",
      why: {en: "thousands and decimals cannot be told apart", ru: "тысячи и дробная часть неразличимы"},
    },
    questions: [
      question(
        entity,
        field.name,
        signText(column.name, value),
        (["comma", "point"] as const).map((sign) => signOption(entity, field, column, sign)),
        "sign",
      ),
    ],
  };
}

type Sign = NonNullable<FieldMapping["number"]>;

const oneGroup = /\d[.,]\d{3}(?!\d)/u;

/** True where a cell has several groups of thousands: only one sign can part them. */
const showsGroups = ({values}: Profile) =>
  values.some(({value}) => /\d(?:,\d{3}){2}(?!\d)|\d(?:\.\d{3}){2}(?!\d)/u.test(value));

/** An answer to which sign it is; of money with what the rows would then make, rounded to what money has. */
function signOption(entity: string, field: Field, column: Profile, sign: Sign): Option {
  const words = {en: sign, ru: sign === "comma" ? "запятая" : "точка"};
  const set = {entities: {[entity]: {fields: {[field.name]: {number: sign}}}}};
  if (field.unit !== "money") return {label: words, set};
  const sum = sumAs(column, sign);
  const rounds = column.values.some(({value}) => (sign === "comma" ? /\d,\d{3}/u : /\d\.\d{3}/u).test(value));
  const label = {
    en: `${words.en}: all rows make ${sum}${rounds ? ", each rounded to two decimals" : ""}`,
    ru: `${words.ru}: все строки дают ${sum}${rounds ? ", каждая округлена до двух знаков" : ""}`,
  };
  const rounded = {number: sign, sql: roundedSql(column.name, sign)};
  return {label, set: rounds ? choose(entity, field.name, rounded) : set};
}

/** The sum of the rows looked at, their cells read with this decimal sign and rounded as money is. */
function sumAs({values}: Profile, sign: Sign): string {
  const [grouping, decimal] = sign === "comma" ? [".", ","] : [",", "."];
  const hundredths = values
    .map(({value, count}) => {
      const plain = value
        .replace(/[\s\u00A0\u202F]/gu, "")
        .replaceAll(grouping, "")
        .replace(decimal, ".");
      const figure = Number(/^[-+]?\d+(?:\.\d+)?/u.exec(plain)?.[0] ?? 0);
      return count * Math.sign(figure) * Math.round(Number(`${Math.abs(figure)}e2`));
    })
    .reduce((sum, one) => sum + one, 0);
  return (hundredths / 100).toFixed(2);
}

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
