import type {DriftKind} from "../queries/vocabulary.ts";
import type {Bilingual} from "./bilingual.ts";

/**
 * What the cells of a column look like; `empty` when there is too little to look at. `words` is text with words in
 * nearly every cell; other text may be numbers and words mixed, identifiers or telephones.
 */
export type Kind = "empty" | "number" | "moment" | "words" | "text";

export interface Column {
  name: string;
  kind: Kind;
}

export interface Change {
  kind: Extract<DriftKind, `${string}_column`>;
  /** The column's name; of a renamed one the former. */
  column: string;
  expected: string | null;
  actual: string | null;
  /** In words, for messages. */
  sentence: Bilingual;
}

/** Cells a kind is told from; of fewer nothing is concluded. */
const fewestCells = 5;

/** A column with the cells its kind was told from. */
export interface Sampled extends Column {
  cells: string[];
}

const patterns = {
  moment: /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T,].*)?$/,
  // long runs of digits are telephones and identifiers, which may as well be written with signs
  number:
    /^[-+−(]?\d{1,3}([\s\u00a0\u202f\u2009.,]\d{3})+([.,]\d+)?\)?\s*(руб\.?|р\.|₽|₸|%|[$€])?$|^[-+−(]?\d{1,9}([.,]\d+)?\)?\s*(руб\.?|р\.|₽|₸|%|[$€])?$/u,
};

/** Long runs of digits are numbers today and telephones or identifiers tomorrow: they contradict neither. */
const digits = /^\+?(?=(?:\D*\d){10})[\d\s()-]+$/;

const word = /\p{L}{3}/u;

const filledOf = (cells: string[]) => cells.map((cell) => cell.trim()).filter((cell) => cell !== "");

function share(cells: string[], isSuch: (cell: string) => boolean): number {
  return cells.filter(isSuch).length / cells.length;
}

const isNumber = (cell: string) => patterns.number.test(cell);
const isMoment = (cell: string) => patterns.moment.test(cell);
const countOf = (cell: string, pattern: RegExp) => cell.match(pattern)?.length ?? 0;

/** More than the letters of an identifier or of a unit. */
const isWords = (cell: string) =>
  word.test(cell) && countOf(cell, /\p{L}/gu) > countOf(cell, /\d/g) && !isNumber(cell) && !isMoment(cell);

export function kindOf(cells: string[]): Kind {
  const filled = filledOf(cells);
  if (filled.length < fewestCells) return "empty";
  if (share(filled, isMoment) > 0.9) return "moment";
  if (share(filled, isNumber) > 0.9) return "number";
  return share(filled, isWords) > 0.9 ? "words" : "text";
}

/** Numbers and days when hardly a cell is one any more, words when nearly every cell is a number or a day. */
function isRetyped(before: Kind, {kind, cells}: Sampled): boolean {
  if (kind === "empty") return false;
  const filled = filledOf(cells);
  if (before === "number") return share(filled, (cell) => isNumber(cell) || digits.test(cell)) < 0.1;
  if (before === "moment") return share(filled, isMoment) < 0.1;
  return before === "words" && (kind === "number" || kind === "moment");
}

/** The kind as readers are told it. */
const spoken = (kind: Kind) => (kind === "words" ? "text" : kind);

const kindsRu = {empty: "пусто", number: "числа", moment: "даты", text: "текст"};

/** What a column holds by several files, those with nothing in it left out; where they disagree nothing is concluded. */
export function agreedKind(kinds: readonly Kind[]): Kind {
  const said = new Set(kinds.filter((kind) => kind !== "empty"));
  const [first] = said;
  if (first !== undefined && said.size === 1) return first;
  return said.size > 0 && [...said].every((kind) => spoken(kind) === "text") ? "text" : "empty";
}

/** How the columns of a file differ from those of the file before; order does not matter. */
export function changesBetween(before: Column[], now: Sampled[]): Change[] {
  const had = new Map(before.map((column) => [column.name, column]));
  const has = new Map(now.map((column) => [column.name, column]));
  const fresh = now.filter(({name}) => !had.has(name));
  const gone = before.filter(({name}) => !has.has(name));
  const changes: Change[] = [];
  for (const column of gone) {
    const successor = fresh.find((candidate) => isSuccessor(column, candidate, before, now));
    if (!successor) {
      const sentence = {en: `column ${column.name} is gone`, ru: `столбца «${column.name}» больше нет`};
      changes.push(change("missing_column", column.name, null, null, sentence));
      continue;
    }
    fresh.splice(fresh.indexOf(successor), 1);
    const sentence = {
      en: `column ${column.name} seems to be called ${successor.name} now`,
      ru: `столбец «${column.name}» теперь, похоже, называется «${successor.name}»`,
    };
    changes.push(change("renamed_column", column.name, column.name, successor.name, sentence));
  }
  for (const {name} of fresh)
    changes.push(
      change("new_column", name, null, null, {en: `new column ${name}`, ru: `новый столбец «${name}»`}),
    );
  for (const {name, kind} of before) {
    const current = has.get(name);
    if (!current || !isRetyped(kind, current)) continue;
    const [held, holds] = [spoken(kind), spoken(current.kind)];
    const sentence = {
      en: `column ${name} held ${held} values, now ${holds}`,
      ru: `в столбце «${name}» было: ${kindsRu[held]}, теперь: ${kindsRu[holds]}`,
    };
    changes.push(change("retyped_column", name, held, holds, sentence));
  }
  return changes;
}

function change(
  kind: Change["kind"],
  column: string,
  expected: string | null,
  actual: string | null,
  sentence: Bilingual,
): Change {
  return {kind, column, expected, actual, sentence};
}

/** Same kind of cells, and either the same place or nearly the same name. */
function isSuccessor(gone: Column, fresh: Column, before: Column[], now: Column[]): boolean {
  const kinds = [spoken(gone.kind), spoken(fresh.kind)];
  const isAlike = kinds[0] === kinds[1] || kinds.includes("empty");
  if (!isAlike) return false;
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]/gu, "");
  const [left, right] = [plain(gone.name), plain(fresh.name)];
  if (left !== "" && right !== "" && (left.startsWith(right) || right.startsWith(left))) return true;
  return before.length === now.length && before.indexOf(gone) === now.indexOf(fresh);
}
