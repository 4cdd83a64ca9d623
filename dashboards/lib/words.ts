import {computed, signal} from "@preact/signals";
import type {DictionaryRow} from "../../queries/generated/rows.ts";
import {dictionary} from "./dictionary.ts";
import {createFormat, type Format} from "./format.ts";
import {
  browserLanguage,
  createLabel,
  createTranslate,
  type Language,
  languages,
  type Translate,
} from "./i18n.ts";
import {param} from "./location.ts";
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

const isLanguage = (text: string | null): text is Language => languages.some((language) => language === text);

const stored = localStorage.getItem("language");
const chosen = signal<Language | null>(isLanguage(stored) ? stored : null);

/** The link decides, then the reader's last choice, then the browser. */
export const language = computed<Language>(() => {
  const linked = param("lang");
  return isLanguage(linked) ? linked : (chosen.value ?? browserLanguage(navigator.languages));
});

export function chooseLanguage(next: Language): void {
  localStorage.setItem("language", next);
  chosen.value = next;
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
