import {contractOf, type Field, fieldsOf} from "../contracts/index.ts";
import {bareKey, isBareKey} from "./bare-key.ts";
import {headerWords, likeness} from "./header-words.ts";
import {isIncoming, isOutgoing} from "./in-and-out.ts";
import type {Shape} from "./inspection.ts";
import type {Profile} from "./profile.ts";
import {isNothing, isPhone, shapeOf} from "./shapes.ts";
import {synonymsOf} from "./synonyms.ts";

/** A column that may fill a field, and how well header and cells speak for it (0..1). */
export interface Match {
  field: Field;
  column: Profile;
  /** How well the header alone speaks for it. */
  header: number;
  score: number;
  /** The next best column, when it is nearly as good. */
  rival: Profile | null;
}

/** From here on a match is worth proposing. */
const worthwhile = 0.5;
/** A rival this close makes it a question. */
const close = 0.06;

const fits: Record<string, readonly Shape[]> = {
  id: ["id", "integer", "code", "text", "number", "phone", "company", "person"],
  text: ["text", "code", "company", "person", "id", "integer", "number", "phone", "flag", "money"],
  employee: ["person", "id", "integer", "code", "text"],
  phone: ["phone", "id", "integer"],
  utc: ["datetime", "date", "integer", "id"],
  day: ["date", "datetime", "integer", "id"],
  s: ["integer", "number", "duration", "time", "flag", "money"],
  count: ["integer", "number", "flag", "money"],
  money: ["money", "number", "integer", "flag", "id"],
  ratio: ["number", "integer", "money", "flag", "code"],
  rate: ["number", "integer", "money", "flag"],
  flag: ["flag", "code"],
  code: ["code", "flag", "text", "integer", "id"],
};

/** How many of the shapes of a kind a cell of it has that is clean; the others are only possible. */
const typical: Record<string, number> = {
  phone: 1,
  utc: 2,
  day: 2,
  s: 4,
  count: 2,
  money: 3,
  ratio: 2,
  rate: 2,
};
/** A column with other cells among its own is still what a clear header says, if so many rows can be read. */
const leastReadable = 0.2;
export const dirtyFit = 0.6;

const figures = new Set(["money", "s", "count", "ratio", "rate"]);

/** Share of the filled rows whose cell by itself has one of these shapes. */
function readableShare(shapes: readonly Shape[], {values}: Profile): number {
  const told = values.filter(({value}) => !isNothing(value));
  const rows = (list: typeof told) => list.reduce((sum, {count}) => sum + count, 0);
  const readable = told.filter((one) => shapes.includes(shapeOf([one], 1, 1)));
  return told.length === 0 ? 0 : rows(readable) / rows(told);
}

/** How well cells of this shape can become the field: 1 well, 0 not at all. */
export function shapeFit(field: Field, column: Profile): number {
  if (column.shape === "empty") return 0.75;
  const kind = field.phone ? "phone" : field.employee ? "employee" : field.unit;
  const shapes = fits[kind] ?? fits["text"]!;
  const at = shapes.indexOf(column.shape);
  // yes and no are flags and never sums; a nought and a one may be either
  if (column.shape === "flag" && figures.has(kind) && !column.values.every(({value}) => /^\d$/u.test(value)))
    return 0;
  if (at === -1 && shapes.includes("number") && mostlyNumbers(column)) return dirtyFit;
  if (at === -1 && readableShare(shapes.slice(0, typical[kind] ?? 0), column) >= leastReadable)
    return dirtyFit;
  if (at === -1) return column.shape === "text" && !["phone", "flag", "money", "s"].includes(kind) ? 0.4 : 0;
  if (kind === "phone" && column.shape !== "phone")
    return column.values.some(({value}) => isPhone(value)) ? 0.85 : 0.3;
  if (kind === "utc" || kind === "day") {
    if (at < 2) return 1;
    // what is damaged in some cells only shows in the others
    return epochLike(column)
      ? 0.7
      : readableShare(["date", "datetime"], column) >= leastReadable
        ? dirtyFit
        : 0;
  }
  if (kind === "flag" && column.shape === "code") return column.distinct <= 3 ? 0.7 : 0;
  if (kind === "code" && column.distinct > 40) return 0.3;
  if (kind === "text" && column.shape === "flag") return 0.4;
  return 1;
}

/** Numbers with a word among them here and there, such as "no" for nothing. */
function mostlyNumbers({values}: Profile): boolean {
  return values.filter(({value}) => /^[-+−]?\d/u.test(value)).length * 2 >= values.length;
}

/** Whole numbers that may be days or moments: yymmdd, yyyymmdd, serials of a spreadsheet, seconds since 1970. */
function epochLike(column: Profile): boolean {
  return column.values
    .slice(0, 50)
    .every(({value}) => /^\d{5,6}$|^\d{8}$|^\d{10}$|^\d{13}$|^\d{16}$/u.test(value));
}

export function headerScore(entity: string, field: string, column: Profile): number {
  // what was paid out is nobody's payment to us
  if (field === "amount" && isOutgoing(column.name)) return 0;
  if (entity === "payments" && field === "amount" && isIncoming(column.name)) return 0.95;
  const ofOthers = entity === "payments" && field === "amount" && soldWords.test(column.name) ? sold : 1;
  return Math.max(
    isBareKey(entity, field, column) ? bareKey : 0,
    ...spellingsOf(column.name).map(({words, worth}) => ofOthers * worth * wordsScore(entity, field, words)),
  );
}

/** What was ordered or sold is not what was paid: a column that says so comes first, but it may be all there is. */
const soldWords = /заказ|замовлен|продаж|сделк|договор|реализац|отгрузк|order|sales?\b|deal|contract/iu;
const sold = 0.95;

function wordsScore(entity: string, field: string, words: readonly string[]): number {
  let best = 0;
  for (const synonym of synonymsOf(entity, field)) {
    if (!words.some((word) => synonym.includes(word))) continue;
    best = Math.max(best, likeness(words, synonym));
    if (best === 1) break;
  }
  return best;
}

/** Keys that name the value of their object, and objects that only wrap what is in them. */
const valueKey = /^(?:value|val|name|title|text|label|значение|название|наименование|имя)$/iu;
const wrapper =
  /^(?:data|fields|attributes|properties|payload|params|object|item|record|body|данные|поля)$/iu;

/** What a header may say; of a path into an object also what its parts say alone, which is a little less. */
function spellingsOf(name: string): {words: string[]; worth: number}[] {
  const whole = headerWords(name);
  const keys = name.split(".");
  if (keys.length < 2 || keys.some((key) => !/^\S+$/u.test(key))) return [{words: whole, worth: 1}];
  const last = headerWords(keys.at(-1)!);
  const own = keys.filter((key) => !wrapper.test(key));
  const isOfAnother = valueKey.test(own.at(-1) ?? "") && own.length > 1;
  const named = isOfAnother ? own.slice(0, -1) : own;
  return [
    {words: whole, worth: 1},
    {words: headerWords(own.join(" ")), worth: 0.98},
    {words: headerWords(named.join(" ")), worth: 0.98},
    // a discount's amount is no amount, and a contact's name not that of the row
    ...(!isOfAnother && likeness(whole, last) >= 0.4 ? [{words: last, worth: 0.9}] : []),
  ];
}

/** The best column for each field of an entity, each column once; in order of certainty. */
export function matchFields(
  entity: string,
  columns: Profile[],
  settled: ReadonlyMap<string, string>,
): Match[] {
  const pairs: Match[] = [];
  for (const field of fieldsOf(contractOf(entity)!))
    for (const column of columns) {
      const linked = settled.get(field.name);
      if (linked !== undefined && linked !== column.name) continue;
      const header = linked === undefined ? headerScore(entity, field.name, column) : 1;
      const filled = column.filled === 0 ? 0.9 : 1;
      const score = header * shapeFit(field, column) * filled + (linked === undefined ? 0 : 1);
      if (score >= worthwhile) pairs.push({field, column, header, score, rival: null});
    }
  pairs.sort((left, right) => right.score - left.score || left.column.position - right.column.position);
  const taken = new Set<string>();
  const found = new Map<string, Match>();
  const linkedColumns = new Set(settled.values());
  for (const pair of pairs) {
    const {name} = pair.field;
    if (taken.has(pair.column.name)) continue;
    if (linkedColumns.has(pair.column.name) && settled.get(name) !== pair.column.name) continue;
    const first = found.get(name);
    if (!first) {
      found.set(name, pair);
      taken.add(pair.column.name);
    } else if (!first.rival && first.score - pair.score <= close) first.rival = pair.column;
  }
  // a rival that found a place of its own is none
  for (const match of found.values()) if (match.rival && taken.has(match.rival.name)) match.rival = null;
  return [...found.values()];
}
