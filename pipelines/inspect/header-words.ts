import {withoutUnits} from "./header-units.ts";

const known = new Map<string, string[]>();

/** Words of a header, brought to one form: without units, case, number of the repeat and endings of cases. */
export function headerWords(header: string): string[] {
  const words = known.get(header) ?? wordsOf(header);
  known.set(header, words);
  return words;
}

function wordsOf(header: string): string[] {
  return withoutUnits(
    header
      .replace(/#\d+$/u, "")
      .replace(clockForm, " ")
      .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2"),
  )
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll("№", " номер ")
    .replace(
      /[,(]\s*(?:сек|секунд[аы]?|с|мин|руб|р|₽|rub|usd|eur|грн|шт|sec|seconds|s|чч?:м\S*)\.?\s*\)?\s*$/u,
      " ",
    )
    .replace(/[₽₸₴$€]/gu, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => stem(shortened[word] ?? word));
}

/** How a clock is written: `мин:сек`, `hh:mm:ss`. */
const clockForm =
  /(?<!\p{L})(?:ч{1,2}|час|h{1,2}|м{1,2}|мин|m{1,2}|min|хв)(?:\s*:\s*(?:м{1,2}|мин|m{1,2}|min|хв|с{1,2}|сек|s{1,2}|sec))+(?!\p{L})/giu;

/** What people write for a word to save room; none of these is a word of its own. */
const shortened: Record<string, string> = {
  тел: "телефон",
  телеф: "телефон",
  моб: "мобильный",
  раб: "рабочий",
  конт: "контактный",
  отв: "ответственный",
  ответств: "ответственный",
  менедж: "менеджер",
  сотр: "сотрудник",
  таб: "табельный",
  внутр: "внутренний",
  вн: "внутренний",
  доб: "добавочный",
  ном: "номер",
  дог: "договор",
  док: "документ",
  докум: "документ",
  длит: "длительность",
  прод: "продолжительность",
  разг: "разговора",
  дт: "дата",
  отгр: "отгрузки",
  созд: "создания",
  закр: "закрытия",
  подразд: "подразделение",
  наим: "наименование",
  орг: "организация",
  контр: "контрагент",
  tel: "phone",
  telephone: "phone",
  mob: "mobile",
  mgr: "manager",
  num: "number",
};

const sameWords: Record<string, string> = {
  ид: "id",
  код: "id",
  code: "id",
  key: "id",
  guid: "id",
  uid: "id",
  uuid: "id",
  identifier: "id",
  идентификатор: "id",
  ідентифікатор: "id",
  ід: "id",
};

function stem(word: string): string {
  const same = sameWords[word];
  if (same) return same;
  if (/^[a-z]+$/u.test(word)) return word.length > 3 && !word.endsWith("ss") ? word.replace(/s$/u, "") : word;
  const cut = word.replace(
    /(?:ами|ями|ого|его|ому|ему|ыми|ими|ов|ев|ий|ый|ой|ая|яя|ое|ее|ые|ие|ых|их|[аяоеуюыиіїьй])$/u,
    "",
  );
  return cut.length >= 3 ? cut : word;
}

/** Words that make of a column something else than its other words say. */
const qualifiers = new Set(
  [
    "план",
    "цель",
    "plan",
    "planned",
    "target",
    "goal",
    "прогноз",
    "forecast",
    "себестоимость",
    "cost",
    "скидка",
    "discount",
    "налог",
    "tax",
    "ндс",
    "vat",
    "previous",
    "прошлый",
    "fax",
    "факс",
    "email",
    "почта",
    "url",
    "zip",
    "prefix",
    "landing",
    "freight",
    "склад",
    "warehouse",
  ].map(stem),
);

/**
 * How well a header says what a synonym says: 1 the same words, less when one of them says more.
 * 0 when they have nothing in common.
 */
export function likeness(header: readonly string[], synonym: readonly string[]): number {
  if (header.length === 0 || synonym.length === 0) return 0;
  if (header.length === synonym.length && header.every((word, index) => word === synonym[index])) return 1;
  const inSynonym = header.filter((word) => synonym.includes(word)).length;
  const inHeader = synonym.filter((word) => header.includes(word)).length;
  if (inSynonym === header.length && inHeader === synonym.length) return 0.95;
  const foreign = header.some((word) => qualifiers.has(word) && !synonym.includes(word));
  if (inHeader === synonym.length) {
    const share = synonym.length / header.length;
    // one word among several says little: `id` in `landing page id`
    const base = synonym.length === 1 ? 0.3 + 0.35 * share : 0.55 + 0.35 * share;
    return foreign ? base * 0.4 : base;
  }
  if (inSynonym === header.length && header.length > 1) return foreign ? 0.2 : 0.55;
  return 0;
}
