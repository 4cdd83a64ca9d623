/** Days from `from` to `to`, both included, as ISO text. */
export interface Period {
  from: string;
  to: string;
}

const months = [
  "январ",
  "феврал",
  "март",
  "апрел",
  "ма",
  "июн",
  "июл",
  "август",
  "сентябр",
  "октябр",
  "ноябр",
  "декабр",
];
const monthName =
  /^(январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*\s+(\d{4})(\s*г\.?|\s+год[а-я]*)?$/iu;
const day = "(\\d{2})\\.(\\d{2})\\.(\\d{4})(?:\\s+\\d{1,2}:\\d{2}(?::\\d{2})?)?";
const days = new RegExp(`^(?:с\\s+)?${day}(?:\\s*(?:-|–|—|по)\\s*${day})?$`, "u");

/** Reads `Июль 2026 г.`, `07.2026`, `3 квартал 2026 г.`, `2026 г.`, a day, or two days with a dash; null for other text. */
export function readPeriod(text: string): Period | null {
  const plain = text.replace(/[\s\u00A0]+/g, " ").trim();
  const named = monthName.exec(plain);
  if (named) return monthsOf(Number(named[2]), months.indexOf(named[1]!.toLowerCase()), 1);
  const numbered = /^(\d{2})\.(\d{4})$/.exec(plain);
  if (numbered) return monthsOf(Number(numbered[2]), Number(numbered[1]) - 1, 1);
  const quarter = /^([1-4]|I{1,3}|IV) квартал (\d{4})( г\.?| года?)?$/iu.exec(plain);
  if (quarter) return monthsOf(Number(quarter[2]), 3 * quarterIndex(quarter[1]!), 3);
  const year = /^(\d{4})( г\.?| год[а-я]*)$/iu.exec(plain);
  if (year) return monthsOf(Number(year[1]), 0, 12);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(plain);
  if (iso) return ordered(plain, plain);
  const two = days.exec(plain);
  if (!two) return null;
  const from = `${two[3]}-${two[2]}-${two[1]}`;
  return ordered(from, two[6] ? `${two[6]}-${two[5]}-${two[4]}` : from);
}

export function isWithinMonth({from, to}: Period): boolean {
  return from.slice(0, 7) === to.slice(0, 7);
}

const quarterIndex = (text: string) =>
  (/\d/.test(text) ? Number(text) : ["I", "II", "III", "IV"].indexOf(text.toUpperCase()) + 1) - 1;

function monthsOf(year: number, month: number, count: number): Period | null {
  if (month < 0 || month > 11) return null;
  const iso = (at: number, date: number) => new Date(Date.UTC(year, at, date)).toISOString().slice(0, 10);
  return {from: iso(month, 1), to: iso(month + count, 0)};
}

function ordered(from: string, to: string): Period | null {
  const isDay = (text: string) => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
  return isDay(from) && isDay(to) && from <= to ? {from, to} : null;
}
