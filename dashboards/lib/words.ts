import {computed} from "@preact/signals";
import type {DictionaryRow} from "../../queries/generated/rows.ts";
import {dictionary} from "./dictionary.ts";
import {createFormat, type Format} from "./format.ts";
import {createLabel, createTranslate, type Language, type Translate} from "./i18n.ts";
import {language} from "./language.ts";
import {company} from "./session.ts";

/** Everything a chart or a title needs to speak: words, names of codes, numbers. */
export interface Words {
  language: Language;
  t: Translate;
  label: (group: string, code: string | null | undefined) => string;
  f: Format;
}

export function createWords(
  language: Language,
  settings: {currency: string; timezone: string} = {currency: "RUB", timezone: "Europe/Moscow"},
  names: readonly DictionaryRow[] = [],
): Words {
  return {
    language,
    t: createTranslate(language),
    label: createLabel(language, names),
    f: createFormat(language, settings),
  };
}

export const words = computed(() =>
  createWords(
    language.value,
    {
      currency: company.value?.currency ?? "RUB",
      timezone: company.value?.timezone ?? "Europe/Moscow",
    },
    dictionary.value,
  ),
);
