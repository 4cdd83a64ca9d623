import type {Bilingual} from "../bilingual.ts";
import type {Field} from "../contracts/index.ts";
import {question} from "./context.ts";
import {headerWords} from "./header-words.ts";
import type {Profile} from "./profile.ts";
import type {Reading} from "./reading.ts";

/** Fields that are the first day after something, where sources usually write its last day. */
const asked: Record<string, {text: Bilingual; last: Bilingual; next: Bilingual}> = {
  "absences.ended_on": {
    text: {
      en: "last day away or first day back?",
      ru: "последний день отсутствия или день выхода на работу?",
    },
    last: {en: "the last day away", ru: "последний день отсутствия"},
    next: {en: "the first day back", ru: "день выхода на работу"},
  },
  "employees.left_on": {
    text: {
      en: "last day employed or first day no longer employed?",
      ru: "последний день работы или первый день, когда уже не работает?",
    },
    last: {en: "the last day employed", ru: "последний день работы"},
    next: {en: "the first day no longer employed", ru: "первый день, когда уже не работает"},
  },
  "employee_roles.valid_to": {
    text: {
      en: "last day in the post or first day out of it?",
      ru: "последний день в должности или день после него?",
    },
    last: {en: "the last day in the post", ru: "последний день в должности"},
    next: {en: "the first day out of it", ru: "первый день не в этой должности"},
  },
  "employee_extensions.valid_to": {
    text: {
      en: "last day with this number or first day without it?",
      ru: "последний день с этим номером или день после него?",
    },
    last: {en: "the last day with this number", ru: "последний день с этим номером"},
    next: {en: "the first day without it", ru: "первый день без этого номера"},
  },
  "salaries.valid_to": {
    text: {
      en: "last day of this salary or first day without it?",
      ru: "последний день этого оклада или день после него?",
    },
    last: {en: "the last day of this salary", ru: "последний день этого оклада"},
    next: {en: "the first day without it", ru: "первый день без этого оклада"},
  },
  "campaigns.ended_on": {
    text: {
      en: "last day of the campaign or first day after it?",
      ru: "последний день кампании или день после него?",
    },
    last: {en: "the last day of the campaign", ru: "последний день кампании"},
    next: {en: "the first day after it", ru: "первый день после кампании"},
  },
};

/** Headers that say themselves that the day is the next one. */
const nextDay = /выход|выш[её]л|вернул|back|return|resum|first day|первый день/iu;

/** A last day becomes the first day after it, and a person is asked; null where the header says it is that already. */
export function readLastDay(entity: string, field: Field, column: Profile): Reading | null {
  const words = asked[`${entity}.${field.name}`];
  const isOwnName = headerWords(column.name).join(" ") === headerWords(field.name).join(" ");
  if (!words || isOwnName || nextDay.test(column.name)) return null;
  const {name, samples} = column;
  const example = samples[0] === undefined ? name : `${name} (${samples[0]})`;
  const days = (count: number) => ({entities: {[entity]: {fields: {[field.name]: {add_days: count}}}}});
  return {
    mapping: {add_days: 1},
    doubt: {
      status: "guess",
      why: {
        en: `taken as ${words.last.en}: one day is added`,
        ru: `считаем, что это ${words.last.ru}: прибавлен день`,
      },
    },
    questions: [
      question(
        entity,
        field.name,
        {en: `${example}: ${words.text.en}`, ru: `${example}: ${words.text.ru}`},
        [
          {label: words.last, set: days(1)},
          {label: words.next, set: days(0)},
        ],
        "last_day",
      ),
    ],
  };
}
