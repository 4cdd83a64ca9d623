import {computed, signal} from "@preact/signals";
import {browserLanguage, type Language, languages} from "./i18n.ts";
import {param} from "./location.ts";

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
