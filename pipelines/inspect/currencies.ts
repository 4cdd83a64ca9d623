import {contractOf, fieldsOf} from "../contracts/index.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {headerCurrency} from "../sources/named-currency.ts";
import {identifier, literal} from "../sources/sql.ts";
import {choose, type EntityDraft, type InspectContext, question} from "./context.ts";
import {headerWords} from "./header-words.ts";
import type {Question} from "./inspection.ts";
import {meaningful, type Profile} from "./profile.ts";
import {withoutMarkers} from "./scaled.ts";

const codes =
  /^(?:rub|rur|usd|eur|kzt|byn|byr|uah|uzs|gbp|cny|jpy|try|aed|gel|amd|azn|kgs|tjs|tmt|mdl|pln|czk|chf|ils|inr|cad|aud|us\$|[₽$€₸₴£¥]|руб\.?|р\.?|(?:российск\p{L}* )?рубл\p{L}*(?: рф)?|бел\p{L}*\.? руб\p{L}*\.?|(?:казахстанск\p{L}* )?тенге|тг\.?|доллар\p{L}*(?: сша)?|долл\.?(?: сша)?|евро|гривн\p{L}*|грн\.?|(?:китайск\p{L}* )?юан\p{L}*|фунт\p{L}*(?: стерлингов)?|сум|сом|лари|драм)$/iu;
const numericCode = /^\d{3}$/u;

/** Spellings that the loader does not know by themselves; a number beside an amount would be taken for its digits. */
const aliases: Readonly<Record<string, string>> = {
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
  р: "RUB",
  "рубль рф": "RUB",
  долл: "USD",
  "долл.": "USD",
  "долл. сша": "USD",
};

/** Without a company the usual one, as with the country and the zone. */
export const ownOf = ({currency}: Pick<InspectContext, "currency">) => currency ?? "RUB";

/** Amounts whose currency stands beside them, or in their header, say it: a run sets aside what is not the company's. */
export function nameCurrencies(context: InspectContext, draft: EntityDraft): void {
  for (const {name, unit} of fieldsOf(contractOf(draft.entity)!)) {
    const entry = draft.fields.get(name);
    if (!entry || unit !== "money" || entry.mapping.value !== undefined) continue;
    const beside = currencyColumn(context, draft, entry.from);
    const inHeader = beside ? null : headerCurrency(entry.from);
    if (beside) nameBeside(context, draft, name, beside);
    else if (inHeader !== null && inHeader !== ownOf(context)) nameOfHeader(context, draft, name, inHeader);
  }
}

/** The column that tells the currency of this amount: by its header, else by cells that are nothing but currencies. */
export function currencyColumn(
  {columns}: InspectContext,
  draft: Pick<EntityDraft, "fields"> | null,
  amount: string,
): Profile | null {
  const used = new Set([...(draft?.fields.values() ?? [])].map(({from}) => from));
  const free = columns.filter((column) => column.filled > 0 && !used.has(column.name));
  const words = headerWords(amount);
  const named = free.filter(
    (column) => saysCurrency(column) && meaningful(column).every((value) => mayName(value)),
  );
  const [best] = named.toSorted((left, right) => shared(right, words) - shared(left, words));
  return (
    best ??
    free.find(
      (column) => meaningful(column).length > 0 && meaningful(column).every((value) => codes.test(value)),
    ) ??
    null
  );
}

const saysCurrency = ({name}: Profile) =>
  headerWords(name).some((word) => ["валют", "currency", "ccy"].includes(word));
const mayName = (value: string) => codes.test(value) || numericCode.test(value) || !/\d/u.test(value);
const shared = ({name}: Profile, words: readonly string[]) =>
  headerWords(name).filter((word) => words.includes(word)).length;

function nameBeside(context: InspectContext, draft: EntityDraft, field: string, column: Profile): void {
  const own = ownOf(context);
  const entry = draft.fields.get(field)!;
  const before = entry.mapping;
  const others = meaningful(column).filter((value) => currencyOf(value) !== own);
  const currency = currencySql(column);
  entry.mapping = withCurrency(before, currency);
  for (const {options} of draft.questions)
    for (const option of options) option.set = optionInCurrency(option.set, draft.entity, field, currency);
  entry.from = `${entry.from}, ${column.name}`;
  if (others.length === 0) return;
  const list = others.slice(0, 5).join(", ");
  if (entry.status === "sure") entry.status = "guess";
  entry.why = {
    en: `"${column.name}" also says ${list}: only amounts in ${own} are taken`,
    ru: `в столбце «${column.name}» есть и ${list}: берутся только суммы в ${own}`,
  };
  draft.questions.push(
    aside(draft.entity, field, before, own, {
      en: `${column.name} says ${list} beside ${own}. What becomes of these rows? There are no exchange rates here.`,
      ru: `В столбце «${column.name}» кроме ${own} есть ${list}. Что делать с этими строками? Курсов валют здесь нет.`,
    }),
  );
}

function nameOfHeader(context: InspectContext, draft: EntityDraft, field: string, code: string): void {
  const own = ownOf(context);
  const entry = draft.fields.get(field)!;
  const before = entry.mapping;
  entry.mapping = withCurrency(before, literal(code));
  entry.status = "ask";
  entry.why = {
    en: `the header says ${code}, the company counts in ${own}: the amounts are set aside`,
    ru: `в заголовке ${code}, а компания считает в ${own}: суммы откладываются`,
  };
  draft.questions.push(
    aside(draft.entity, field, before, own, {
      en: `${entry.from} is in ${code} and the company counts in ${own}. What becomes of these rows?`,
      ru: `«${entry.from}» — в ${code}, а компания считает в ${own}. Что делать с этими строками?`,
    }),
  );
}

/** Asked of an amount that a person chose, where a column or the header names another currency than the company's. */
export function askCurrency(
  context: InspectContext,
  entity: string,
  field: string,
  amount: Profile,
  before: FieldMapping,
): Question | null {
  const own = ownOf(context);
  const beside = currencyColumn(context, null, amount.name);
  const inHeader = headerCurrency(amount.name) ?? own;
  const others = beside ? meaningful(beside).filter((value) => currencyOf(value) !== own) : [inHeader];
  if (others.length === 0 || (!beside && inHeader === own)) return null;
  const list = others.slice(0, 5).join(", ");
  const currency = beside ? currencySql(beside) : literal(inHeader);
  return question(
    entity,
    field,
    {
      en: `${amount.name}: ${list} beside ${own}. What becomes of these rows? There are no exchange rates here.`,
      ru: `${amount.name}: кроме ${own} есть ${list}. Что делать с этими строками? Курсов валют здесь нет.`,
    },
    [
      {
        label: {en: "Set them aside", ru: "Отложить"},
        set: choose(entity, field, withCurrency(before, currency)),
      },
      {
        label: {en: `Take all amounts: they are in ${own} already`, ru: `Взять все суммы: они уже в ${own}`},
        set: choose(entity, field, {...before, currency: own}),
      },
    ],
    "currency",
  );
}

function aside(
  entity: string,
  field: string,
  before: FieldMapping,
  own: string,
  text: Question["text"],
): Question {
  return question(
    entity,
    field,
    text,
    [
      {label: {en: "Set them aside", ru: "Отложить"}, set: {}},
      {
        label: {en: `Take all amounts: they are in ${own} already`, ru: `Взять все суммы: они уже в ${own}`},
        set: choose(entity, field, {...before, currency: own}),
      },
    ],
    "currency",
  );
}

function currencyOf(value: string): string {
  const text = value.toLowerCase();
  return aliases[text] ?? headerCurrency(value) ?? (text === "rur" ? "RUB" : value.toUpperCase());
}

/** SQL of the currency's name without digits, which beside an amount would be digits of it. */
function currencySql(column: Profile): string {
  const name = identifier(column.name);
  const seen = meaningful(column).filter((value) => aliases[value.toLowerCase()] !== undefined);
  const letters = `translate(${name}, '0123456789', '##########')`;
  if (seen.length === 0) return letters;
  const branches = seen.map(
    (value) => `when ${literal(value)} then ${literal(aliases[value.toLowerCase()]!)}`,
  );
  return `case ${name} ${branches.join(" ")} else ${letters} end`;
}

/** The amount with the currency behind it; markers of nothing are taken out before, for they would not stand alone. */
export function withCurrency(mapping: FieldMapping, currency: string): FieldMapping {
  const {column, sql, empty, ...rest} = mapping;
  const amount = sql === undefined ? identifier(String(column)) : `(${sql})`;
  return {...rest, sql: `${withoutMarkers(amount, empty)} || coalesce(' ' || ${currency}, '')`};
}

interface FieldSet {
  entities?: Record<string, {fields?: Record<string, FieldMapping>} | null>;
}

/** An answer that takes another column for the amount takes it in the same currency. */
function optionInCurrency(set: object, entity: string, field: string, currency: string): object {
  const chosen = (set as FieldSet).entities?.[entity];
  const way = chosen?.fields?.[field];
  if (!chosen || !way || ((way.column ?? null) === null && (way.sql ?? null) === null)) return set;
  const named = {...way, ...choiceOf(way, currency)};
  return {
    ...set,
    entities: {
      ...(set as FieldSet).entities,
      [entity]: {...chosen, fields: {...chosen.fields, [field]: named}},
    },
  };
}

function choiceOf(way: FieldMapping, currency: string): object {
  const {column, sql} = way;
  const amount = (sql ?? null) === null ? {column: column!} : {sql: sql!};
  return {
    column: null,
    empty: null,
    ...withCurrency({...amount, ...(way.empty ? {empty: way.empty} : {})}, currency),
  };
}
