import type {Field} from "../contracts/index.ts";
import {namesOtherSql} from "./currency.ts";
import type {EntityMapping, FieldMapping} from "./mapping.ts";
import {identifier, literal} from "./sql.ts";

export const currencyWords: readonly [RegExp, string][] = [
  [
    /(?<!\p{L})(?:руб(?:\.|л\p{L}*)?|rub|rur)(?!\p{L})|₽|[,(]\s*р\.?\s*\)?\s*$|(?<=т\.\s?)р\.?(?!\p{L})/iu,
    "RUB",
  ],
  [/(?<!\p{L})(?:usd|долл\p{L}*\.?)(?!\p{L})|\$/iu, "USD"],
  [/(?<!\p{L})(?:eur|евро)(?!\p{L})|€/iu, "EUR"],
  [/(?<!\p{L})(?:kzt|тенге|тг\.?)(?!\p{L})|₸/iu, "KZT"],
  [/(?<!\p{L})(?:uah|грн\.?|гривен\p{L}*)(?!\p{L})|₴/iu, "UAH"],
  [/(?<!\p{L})byn(?!\p{L})/iu, "BYN"],
  [/(?<!\p{L})uzs(?!\p{L})/iu, "UZS"],
  [/(?<!\p{L})cny(?!\p{L})|¥/iu, "CNY"],
  [/(?<!\p{L})gbp(?!\p{L})|£/iu, "GBP"],
];

/** Currency that a header names for the amounts below it. */
export function headerCurrency(header: string): string | null {
  const plain = header.replaceAll("_", " ");
  return currencyWords.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

/** Headers of columns that hold nothing but the currency of the amount beside them. */
const besideWords =
  /^(?:(?:код|вид|название|наименование)[\s_]+)?валюта?ы?(?:[\s_(].*)?$|^(?:.*[\s_.-])?(?:currency|ccy)(?:[\s_-]?(?:code|id|iso))?$/iu;
/** Currencies as bank statements number them. */
const numbered: Readonly<Record<string, string>> = {
  "643": "RUB",
  "810": "RUB",
  "840": "USD",
  "978": "EUR",
  "398": "KZT",
  "933": "BYN",
  "980": "UAH",
  "860": "UZS",
  "156": "CNY",
  "826": "GBP",
};

/**
 * Amounts whose header, or whose only neighbour that tells a currency, names another one than the company's carry its
 * name, so that they are set aside. `currency` of the mapping says what they are in, whatever stands there.
 */
export function withNamedCurrency(
  mapping: EntityMapping,
  mapped: readonly Field[],
  {columns, currency: own}: {columns: readonly string[]; currency?: string},
): EntityMapping {
  const amounts = own === undefined ? [] : mapped.filter(({unit}) => unit === "money");
  if (own === undefined || amounts.length === 0) return mapping;
  const read = JSON.stringify(mapping);
  const tellers = columns.filter((name) => besideWords.test(name));
  const [beside] =
    tellers.length === 1 && !read.includes(JSON.stringify(tellers[0]).slice(1, -1)) ? tellers : [];
  const fields = amounts.map(({name}) => {
    const way = mapping.fields[name]!;
    return [name, named(way, columns, own, beside)] as const;
  });
  return {...mapping, fields: {...mapping.fields, ...Object.fromEntries(fields)}};
}

function named(
  way: FieldMapping,
  columns: readonly string[],
  own: string,
  beside: string | undefined,
): FieldMapping {
  const {currency, column, columns: several, empty, extract, ...rest} = way;
  if (currency === own || extract !== undefined) return way;
  if (rest.sql !== undefined && currency !== undefined)
    return {...rest, sql: `(${rest.sql}) || ${literal(` ${currency}`)}`};
  const ofColumn = (reference: string | number) =>
    typeof reference === "number"
      ? columns[reference - 1]
      : columns.find((name) => name === reference.trim());
  const found = (several ?? (column === undefined ? [] : [column])).map(ofColumn);
  const present = found.filter((name): name is string => name !== undefined);
  if (present.length === 0 || present.length < (several ? 1 : found.length)) return way;
  const others = present
    .map((name) => currency ?? headerCurrency(name))
    .map((code) => (code === own ? null : code));
  if (beside === undefined && others.every((code) => code === null)) return way;
  const cells = present.map((name, index) => {
    const cell = (empty ?? []).reduce(
      (sql, marker) => `nullif(${sql}, ${literal(marker)})`,
      identifier(name),
    );
    if (others[index]) return `${cell} || ${literal(` ${others[index]}`)}`;
    return beside === undefined || currency !== undefined ? cell : besideSql(cell, identifier(beside), own);
  });
  return {...rest, sql: cells.length === 1 ? cells[0]! : `coalesce(${cells.join(", ")})`};
}

/** Most rows are in the company's own currency, spelt in one of its usual ways, and pay for no more than a look. */
function besideSql(cell: string, beside: string, own: string): string {
  const numbers = Object.entries(numbered).filter(([, code]) => code !== own);
  const ownNumbers = Object.entries(numbered).filter(([, code]) => code === own);
  const usual = [own, own.toLowerCase(), ...ownNumbers.map(([number]) => number)];
  if (own === "RUB") usual.push("руб.", "руб", "₽", "RUR", "р.");
  const byNumber = numbers.map(
    ([number, code]) => `when ${beside} = ${literal(number)} then ${literal(` ${code}`)}`,
  );
  return `case when ${beside} is null or ${beside} in (${usual.map(literal).join(", ")}) then ${cell}
    else ${cell} || case ${byNumber.join(" ")} when ${namesOtherSql(`('0 ' || ${beside})`, own)} then ' ' || translate(${beside}, '0123456789', '##########') else '' end end`;
}
