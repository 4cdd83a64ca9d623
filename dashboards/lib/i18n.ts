import type {DictionaryRow} from "../../queries/generated/rows.ts";
import en from "../locales/en.json" with {type: "json"};
import ru from "../locales/ru.json" with {type: "json"};

export const languages = ["ru", "en"] as const;
export type Language = (typeof languages)[number];
/** A sentence or a name in both languages. */
export type Bilingual = Record<Language, string>;
export type Key = keyof typeof ru;
export type Params = Record<string, string | number>;
export type Translate = (key: Key, params?: Params) => string;

type Plural = Partial<Record<Intl.LDMLPluralRule, string>>;
const messages: Record<Language, Record<string, string | Plural>> = {ru, en};

export const localeOf: Record<Language, string> = {ru: "ru-RU", en: "en-GB"};

/**
 * A message of several forms takes its form from `count`; `{name}` is replaced by params.name, and `{name#день|дня|дней}`
 * by the word that stands beside that number as it is written, so that a sentence may hold several numbers.
 */
export function translate(language: Language, key: string, params: Params = {}): string | undefined {
  const message = messages[language][key];
  if (message === undefined) return undefined;
  const text = typeof message === "string" ? message : pluralForm(language, message, Number(params["count"]));
  return text.replace(/\{(\w+)(?:#([^{}]*))?\}/g, (whole, name: string, forms?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return forms === undefined ? String(value) : wordBeside(language, String(value), forms.split("|"));
  });
}

function pluralForm(language: Language, forms: Plural, count: number): string {
  const rule = new Intl.PluralRules(localeOf[language]).select(Math.abs(count));
  return forms[rule] ?? forms.other ?? forms.many ?? "";
}

/** One, few, many in Russian, one and other in English; a fraction and a number that cannot be read take the second. */
function wordBeside(language: Language, written: string, forms: string[]): string {
  const digits = written.replace(/[\s\u00a0\u202f]/g, "");
  const number = Number(language === "ru" ? digits.replace(",", ".") : digits.replaceAll(",", ""));
  const rule = new Intl.PluralRules(localeOf[language], {maximumFractionDigits: 3}).select(Math.abs(number));
  const index = {one: 0, few: 1, many: 2}[rule as "one" | "few" | "many"] ?? 1;
  return forms[Math.min(index, forms.length - 1)] ?? "";
}

export function createTranslate(language: Language): Translate {
  return (key, params) => translate(language, key, params) ?? key;
}

/** The word for a code: ours, then the company's own; a code nobody has named stays visible as it is. */
export function createLabel(language: Language, names: readonly DictionaryRow[] = []): Label {
  const own = new Map(names.map((row) => [row.code, language === "ru" ? row.name_ru : row.name_en]));
  return (group, code) =>
    code ? (translate(language, `${group}.${code}`) ?? own.get(code) ?? code.replaceAll("_", " ")) : "";
}
export type Label = (group: string, code: string | null | undefined) => string;

/** A message that comes with its Russian beside it; what was written before there was one stays as it is. */
export function saidIn(
  language: Language,
  {message, message_ru}: {message: string | null; message_ru?: string | null},
): string | null {
  return language === "ru" ? (message_ru ?? message) : message;
}

export function browserLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languages.find((language) => tag.toLowerCase().startsWith(language));
    if (found) return found;
  }
  return "en";
}
