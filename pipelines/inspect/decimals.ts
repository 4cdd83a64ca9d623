import type {Field} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {identifier} from "../sources/sql.ts";
import {choose, type InspectContext, question} from "./context.ts";
import {pointed, withoutBlanks} from "./digits-sql.ts";
import type {Profile} from "./profile.ts";
import type {Reading} from "./reading.ts";
import {tryField} from "./trial.ts";

/** Amounts with more decimals than money has: whether they are rounded only a person knows. */
export async function askDecimals(
  context: InspectContext,
  {entity, field, column, way}: {entity: string; field: Field; column: Profile; way: FieldMapping},
  read: Reading,
): Promise<Reading> {
  if (way.column === undefined || read.mapping.sql !== undefined) return read;
  const {values} = await tryField(
    context,
    entity,
    field.name,
    {...way, ...read.mapping},
    "too_many_decimals",
  );
  const [value] = values;
  if (value === undefined) return read;
  const asked = question(
    entity,
    field.name,
    {
      en: `${column.name}: money has at most two decimals, and there is ${value}. What becomes of such rows?`,
      ru: `${column.name}: в деньгах не больше двух знаков после запятой, а здесь ${value}. Что делать с такими строками?`,
    },
    [
      {label: {en: "Set them aside", ru: "Отложить"}, set: {}},
      {
        label: {en: "Round to two decimals", ru: "Округлить до двух знаков"},
        set: choose(entity, field.name, {...read.mapping, sql: roundedSql(column.name, read.mapping.number)}),
      },
    ],
    "decimals",
  );
  return {...read, questions: [...read.questions, asked]};
}

/** A number with a third decimal is rounded, half away from zero; every other cell stays as it is written. */
export function roundedSql(column: string, sign: FieldMapping["number"]): string {
  const cell = identifier(column);
  const digits = pointed(withoutBlanks(cell), sign);
  const number = `regexp_extract(${digits}, '-?\\d+\\.\\d{3,9}')`;
  return `case when regexp_matches(${digits}, '^-?\\d+\\.\\d{3,9}\\D*$') then replace(${digits}, ${number}, round(try_cast(${number} as decimal(38,9)), 2)::decimal(38,2)::varchar) else ${cell} end`;
}
