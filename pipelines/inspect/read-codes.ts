import {spellingKey} from "../company/dictionaries.ts";
import {codeCaption} from "../contracts/captions.ts";
import {codesOf, type Field} from "../contracts/index.ts";
import {counted} from "../counted.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {isEither, readCodes} from "./codes.ts";
import {type InspectContext, question} from "./context.ts";
import type {Question} from "./inspection.ts";
import {meaningful, type Profile} from "./profile.ts";
import {plain, type Reading} from "./reading.ts";
import {isNothing} from "./shapes.ts";

/** Closed lists: what each spelling means, and which of them nobody knows. */
export function readCodeField(
  context: InspectContext,
  entity: string,
  field: Field,
  column: Profile,
): Reading {
  const codes = codesOf(field)!;
  const spellings = meaningful(column);
  const nothing = column.values
    .map(({value}) => value)
    .filter(isNothing)
    .slice(0, 8);
  const empty = nothing.length > 0 ? {empty: nothing} : {};
  const reading = readCodes(field.name, codes, spellings);
  const dictionary = spellings.every((spelling) => codes.includes(spelling))
    ? null
    : coveringDictionary(context, codes, spellings, reading.unknown.length);
  if (dictionary) {
    reading.map = {};
    reading.unknown = dictionary.unknown;
  }
  const mapping: Partial<FieldMapping> = {
    ...empty,
    ...(dictionary ? {dictionary: dictionary.name} : {}),
    ...(Object.keys(reading.map).length > 0 ? {map: reading.map} : {}),
    ...(reading.default !== null &&
    (reading.unknown.length > 0 || nothing.length > 0 || column.filled < context.sample.rows)
      ? {default: reading.default}
      : {}),
  };
  const either = dictionary ? [] : spellings.filter((spelling) => isEither(field.name, spelling));
  if (reading.unknown.length + either.length === 0) return {...plain, mapping};
  const some = (list: readonly string[]) => list.slice(0, 5).join(", ");
  const taken = reading.default;
  const parts = [
    ...(reading.unknown.length > 0
      ? [
          {
            en: `not known: ${some(reading.unknown)}${taken ? `; taken as ${taken}` : ""}`,
            ru: `неизвестно: ${some(reading.unknown)}${taken ? `; принято за «${codeCaption(taken).ru}»` : ""}`,
          },
        ]
      : []),
    ...either.slice(0, 5).map((spelling) => ({
      en: `${spelling}: taken as ${reading.map[spelling]}`,
      ru: `${spelling}: принято за «${codeCaption(reading.map[spelling]!).ru}»`,
    })),
  ];
  return {
    mapping,
    doubt: {
      status: "ask",
      why: {en: parts.map(({en}) => en).join("; "), ru: parts.map(({ru}) => ru).join("; ")},
    },
    questions: [...either, ...reading.unknown]
      .slice(0, mostAsked)
      .map((spelling) =>
        askSpelling(entity, field.name, column.name, spelling, codes, reading.map[spelling] ?? null),
      ),
  };
}

const mostAsked = 12;

/** What one spelling of a column means; the code that is taken for it stands first. */
export function askSpelling(
  entity: string,
  field: string,
  column: string,
  spelling: string,
  codes: readonly string[],
  taken: string | null,
): Question {
  return question(
    entity,
    field,
    {en: `${column}: what does "${spelling}" mean?`, ru: `${column}: что значит «${spelling}»?`},
    [...codes]
      .sort((left, right) => Number(right === taken) - Number(left === taken))
      .map((code) => ({
        label: codeCaption(code),
        set: {entities: {[entity]: {fields: {[field]: {map: {[spelling]: code}}}}}},
      })),
    spelling,
  );
}

/** A dictionary of the company that gives codes of this list and knows as many spellings as we do. */
function coveringDictionary(
  {dictionaries}: InspectContext,
  codes: string[],
  spellings: string[],
  most: number,
): {name: string; unknown: string[]} | null {
  const names = [...new Set(dictionaries.entries.map(({dictionary}) => dictionary))];
  for (const name of names) {
    const entries = dictionaries.entries.filter(({dictionary}) => dictionary === name);
    const known = new Set(entries.flatMap((entry) => entry.spellings.map(spellingKey)));
    const unknown = spellings.filter((spelling) => !known.has(spellingKey(spelling)));
    const gives = entries.every(({code}) => codes.includes(code));
    if (gives && unknown.length <= most && unknown.length < spellings.length) return {name, unknown};
  }
  return null;
}

/** Entries of a dictionary: spellings that it lacks. */
export function readEntryField(
  {dictionaries}: InspectContext,
  entity: string,
  field: Field,
  column: Profile,
): Reading {
  const entries = dictionaries.entries.filter(({dictionary}) => dictionary === field.dictionary);
  const known = new Set(entries.flatMap((entry) => entry.spellings.map(spellingKey)));
  const lacking = meaningful(column).filter((spelling) => !known.has(spellingKey(spelling)));
  const nothing = column.values
    .map(({value}) => value)
    .filter(isNothing)
    .slice(0, 8);
  const mapping = nothing.length > 0 ? {empty: nothing} : {};
  if (entries.length === 0 || lacking.length === 0) return {...plain, mapping};
  const list = lacking.slice(0, 8).join(" | ");
  const other = entries.find(({isOther}) => isOther);
  return {
    mapping,
    doubt: {
      status: "ask",
      why: {
        en: `dictionaries/${field.dictionary}.csv lacks ${counted(lacking.length, "spelling")}`,
        ru: `в dictionaries/${field.dictionary}.csv нет написаний: ${lacking.length}`,
      },
    },
    questions: [
      question(
        entity,
        field.name,
        {
          en: `${column.name}: dictionaries/${field.dictionary}.csv lacks ${list}. What becomes of these rows?`,
          ru: `${column.name}: в dictionaries/${field.dictionary}.csv нет: ${list}. Что делать с этими строками?`,
        },
        [
          {
            label: {
              en: "Set them aside until the dictionary has these spellings",
              ru: "Отложить, пока написаний нет в справочнике",
            },
            set: {},
          },
          ...(other
            ? [
                {
                  label: {en: `Count them as ${other.nameEn}`, ru: `Считать как «${other.nameRu}»`},
                  set: {entities: {[entity]: {fields: {[field.name]: {default: other.code}}}}},
                },
              ]
            : []),
        ],
        "dictionary",
      ),
    ],
  };
}
