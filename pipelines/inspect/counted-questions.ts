import type {Bilingual} from "../bilingual.ts";
import type {Verdict} from "../sources/counts.ts";
import {question} from "./context.ts";
import type {Option, Question} from "./inspection.ts";
import type {Meaning} from "./money-words.ts";
import type {Profile} from "./profile.ts";

/** Rows that have one value in the column, and the sum of their amounts. */
export interface Group {
  value: string;
  rows: number;
  sum: number;
}

export const shown = (value: string): Bilingual =>
  value === "" ? {en: "(empty)", ru: "(пусто)"} : {en: `"${value}"`, ru: `«${value}»`};

export const inWords = (count: number, sum: number): Bilingual => {
  const figure = (locale: string, digits: number) => (value: number) =>
    new Intl.NumberFormat(locale, {maximumFractionDigits: digits}).format(value);
  return {
    en: `rows: ${figure("en-US", 0)(count)}, sum: ${figure("en-US", 2)(sum)}`,
    ru: `строк: ${figure("ru-RU", 0)(count)}, сумма: ${figure("ru-RU", 2)(sum)}`,
  };
};

/** Whether the column decides at all, with what the proposal would make of the rows looked at. */
export function whether(
  entity: string,
  {name}: Profile,
  groups: Group[],
  verdicts: Record<string, Verdict>,
): Question {
  const of = (wanted: Verdict | undefined) => {
    const found = groups.filter(({value}) => verdicts[value] === wanted);
    const sum = found.reduce((total, group) => total + group.sum, 0);
    return {count: found.reduce((total, {rows}) => total + rows, 0), sum};
  };
  const parts = (
    [
      ["plus", {en: "added", ru: "прибавить"}],
      ["minus", {en: "taken off", ru: "вычесть"}],
      ["skip", {en: "left out", ru: "не считать"}],
      [undefined, {en: "set aside until you say", ru: "отложить, пока вы не скажете"}],
    ] as const
  ).flatMap(([verdict, label]) => {
    const {count, sum} = of(verdict);
    const words = inWords(count, sum);
    return count === 0 ? [] : [{en: `${label.en} ${words.en}`, ru: `${label.ru} — ${words.ru}`}];
  });
  return question(
    entity,
    "amount",
    {
      en: `Does "${name}" tell which rows count? Proposed: ${parts.map(({en}) => en).join("; ")}.`,
      ru: `По столбцу «${name}» видно, какие строки считать? Предлагается: ${parts.map(({ru}) => ru).join("; ")}.`,
    },
    [
      {label: {en: "Yes, value by value as below", ru: "Да, по значениям, как ниже"}, set: {}},
      {
        label: {en: "No, every row counts", ru: "Нет, считать все строки"},
        set: {entities: {[entity]: {counts: {[name]: null}}}},
      },
    ],
    `counts.${name}`,
  );
}

const choices: readonly (readonly [Verdict, Bilingual])[] = [
  ["plus", {en: "Add", ru: "Прибавить"}],
  ["minus", {en: "Take off: a refund", ru: "Вычесть: это возврат"}],
  ["skip", {en: "Do not count", ru: "Не считать"}],
];

export function whatBecomes(
  entity: string,
  {name}: Profile,
  {value, rows, sum}: Group,
  meaning: Meaning,
  proposed: Verdict | undefined,
): Question {
  const options: Option[] = choices
    .toSorted(([left], [right]) => Number(right === proposed) - Number(left === proposed))
    .map(([verdict, label]) => ({
      label: verdict === proposed ? {en: `${label.en} (proposed)`, ru: `${label.ru} (предложено)`} : label,
      set: {entities: {[entity]: {counts: {[name]: {[value]: verdict}}}}},
    }));
  const words = inWords(rows, sum);
  const remark =
    meaning !== "returned"
      ? {en: "", ru: ""}
      : proposed === "minus"
        ? {
            en: " The payment itself stands in another row.",
            ru: " Сам платёж стоит другой строкой.",
          }
        : {
            en: " The payment itself is in no other row, so it was not added.",
            ru: " Другой строки с самим платежом нет: прибавлен он не был.",
          };
  return question(
    entity,
    "amount",
    {
      en: `${name}: ${shown(value).en} (${words.en}). What becomes of the sum?${remark.en}`,
      ru: `${name}: ${shown(value).ru} (${words.ru}). Что делать с суммой?${remark.ru}`,
    },
    options,
    `counts.${name}.${value}`,
  );
}
