import type {Bilingual} from "../bilingual.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {identifier, literal} from "../sources/sql.ts";
import {choose, question} from "./context.ts";
import {pointed, withoutBlanks} from "./digits-sql.ts";
import {amountScale} from "./header-units.ts";
import type {Profile} from "./profile.ts";
import type {Reading} from "./reading.ts";
import {isNothing} from "./shapes.ts";

/**
 * A number times `factor`, rounded to `decimals` digits. What is no number keeps its text with the factor behind it, so
 * that nothing takes it for a number and the row is set aside.
 */
export function timesSql(
  cell: string,
  factor: number,
  decimals: number,
  sign: FieldMapping["number"],
): string {
  const plain = withoutBlanks(cell);
  const digits = pointed(plain, sign);
  // 1,234 may be a thousand or one and a bit
  const isDoubtful = `regexp_matches(${plain}, '^-?[1-9]\\d{0,2}[.,]\\d{3}$')`;
  const number = `try_cast(case when regexp_matches(${digits}, '^-?\\d+(\\.\\d+)?$') then ${digits} end as decimal(24,9))`;
  const product = `round(${number} * ${factor}, ${decimals})::decimal(18,${decimals})::varchar`;
  const read = sign === undefined ? `case when not ${isDoubtful} then ${product} end` : product;
  return `coalesce(${read}, ${cell} || ' × ${factor}')`;
}

export const secondsIn = {min: 60, h: 3600};

/** Markers that mean nothing, taken out of a cell before anything is made of it. */
export function withoutMarkers(cell: string, empty: readonly string[] = []): string {
  return empty.reduce((sql, marker) => `nullif(${sql}, ${literal(marker)})`, cell);
}

/** An amount whose header says thousands or millions; null when it says neither. */
export function scaledAmount(
  header: string,
  {column}: FieldMapping,
  {number, empty}: Pick<FieldMapping, "number" | "empty"> = {},
  scale = amountScale(header),
): FieldMapping | null {
  if (!scale || column === undefined) return null;
  return {sql: timesSql(withoutMarkers(identifier(String(column)), empty), scale.factor, 2, number)};
}

const isDoubtful = (value: string) => /^-?[1-9]\d{0,2}[.,]\d{3}$/u.test(value);

/** How such an amount is read: times what the header says, once it is known what the decimal sign is. */
export function readScaled(
  entity: string,
  field: string,
  column: Profile,
  way: FieldMapping,
  above: ReturnType<typeof amountScale> = null,
): Reading | null {
  const inHeader = amountScale(column.name);
  const scale = inHeader ?? above;
  const values = column.values.map(({value}) => value);
  const empty = values.filter(isNothing).slice(0, 8);
  const isPoint = values.some((value) => /,\d{3}\./u.test(value));
  const isComma = values.some((value) => /\.\d{3},/u.test(value));
  const sign = isPoint === isComma ? undefined : isPoint ? "point" : "comma";
  const read = (number: FieldMapping["number"]) => scaledAmount(column.name, way, {number, empty}, scale);
  const mapping = read(sign);
  if (!scale || !mapping) return null;
  if (!inHeader) return readBelow(entity, field, column, {way, scale, read, sign});
  const doubtful = sign === undefined ? values.find(isDoubtful) : undefined;
  const doubt = {
    status: doubtful === undefined ? ("guess" as const) : ("ask" as const),
    why: {
      en: `the header says "${scale.word}": multiplied by ${scale.factor}`,
      ru: `в заголовке «${scale.word}»: умножено на ${scale.factor}`,
    },
  };
  const options = (["comma", "point"] as const).map((number) => ({
    label: number === "comma" ? {en: "comma", ru: "запятая"} : {en: "point", ru: "точка"},
    set: choose(entity, field, read(number)!),
  }));
  const asked = question(entity, field, signText(column.name, doubtful ?? ""), options, "sign");
  return {mapping, doubt, questions: doubtful === undefined ? [] : [asked]};
}

/** A unit that stands above the table may be about all of its amounts or some: it is taken, and asked about. */
function readBelow(
  entity: string,
  field: string,
  {name, values}: Profile,
  {
    way,
    scale: {word, factor},
    read,
    sign,
  }: {
    way: FieldMapping;
    scale: {word: string; factor: number};
    read: (sign: FieldMapping["number"]) => FieldMapping | null;
    sign: FieldMapping["number"];
  },
): Reading {
  const isDoubt = sign === undefined && values.some(({value}) => isDoubtful(value));
  const plainSign = sign ?? (values.some(({value}) => value.includes(",")) ? "comma" : "point");
  const signs = isDoubt ? (["comma", "point"] as const) : ([sign] as const);
  const withSign = {
    comma: {en: ", the comma is the decimal sign", ru: ", дробная часть после запятой"},
    point: {en: ", the point is the decimal sign", ru: ", дробная часть после точки"},
  };
  const label = (en: string, ru: string, number: FieldMapping["number"]) => {
    const more = isDoubt && number ? withSign[number] : {en: "", ru: ""};
    return {en: `${en}${more.en}`, ru: `${ru}${more.ru}`};
  };
  const options = [
    ...signs.map((number) => ({
      label: label(`Yes: multiply by ${factor}`, `Да: умножить на ${factor}`, number),
      set: isDoubt ? choose(entity, field, read(number)!) : {},
    })),
    ...signs.map((number) => ({
      label: label("No: the sums are as written", "Нет: суммы такие, как написаны", number),
      set: choose(entity, field, {...way, number: number ?? plainSign}),
    })),
  ];
  const text = {
    en: `Above the table it says "${word}". Is ${name} in these units?`,
    ru: `Над таблицей написано «${word}». «${name}» — в этих единицах?`,
  };
  return {
    mapping: read(sign)!,
    doubt: {
      status: "ask",
      why: {
        en: `above the table it says "${word}": multiplied by ${factor}`,
        ru: `над таблицей написано «${word}»: умножено на ${factor}`,
      },
    },
    questions: [question(entity, field, text, options, "unit")],
  };
}

export const signText = (column: string, value: string): Bilingual => ({
  en: `${column}: what is the decimal sign in ${value}?`,
  ru: `${column}: какой знак отделяет дробную часть в ${value}?`,
});
