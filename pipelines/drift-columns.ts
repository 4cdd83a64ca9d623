import type {DriftKind} from "../queries/vocabulary.ts";

/** What the cells of a column look like; `empty` when there is too little to look at. */
export type Kind = "empty" | "number" | "moment" | "text";

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
  sentence: string;
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

const filledOf = (cells: string[]) => cells.map((cell) => cell.trim()).filter((cell) => cell !== "");

function share(cells: string[], kind: keyof typeof patterns): number {
  return cells.filter((cell) => patterns[kind].test(cell)).length / cells.length;
}

export function kindOf(cells: string[]): Kind {
  const filled = filledOf(cells);
  if (filled.length < fewestCells) return "empty";
  if (share(filled, "moment") > 0.9) return "moment";
  return share(filled, "number") > 0.9 ? "number" : "text";
}

/** True when hardly a cell is of the kind that the column held; words among numbers come and go. */
function isRetyped(before: Kind, {kind, cells}: Sampled): boolean {
  if (before !== "number" && before !== "moment") return false;
  return kind !== "empty" && share(filledOf(cells), before) < 0.1;
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
      changes.push(change("missing_column", column.name, null, null, `column ${column.name} is gone`));
      continue;
    }
    fresh.splice(fresh.indexOf(successor), 1);
    const sentence = `column ${column.name} seems to be called ${successor.name} now`;
    changes.push(change("renamed_column", column.name, column.name, successor.name, sentence));
  }
  for (const {name} of fresh) changes.push(change("new_column", name, null, null, `new column ${name}`));
  for (const {name, kind} of before) {
    const current = has.get(name);
    if (!current || !isRetyped(kind, current)) continue;
    const sentence = `column ${name} held ${kind} values, now ${current.kind}`;
    changes.push(change("retyped_column", name, kind, current.kind, sentence));
  }
  return changes;
}

function change(
  kind: Change["kind"],
  column: string,
  expected: string | null,
  actual: string | null,
  sentence: string,
): Change {
  return {kind, column, expected, actual, sentence};
}

/** Same kind of cells, and either the same place or nearly the same name. */
function isSuccessor(gone: Column, fresh: Column, before: Column[], now: Column[]): boolean {
  const isAlike = gone.kind === fresh.kind || gone.kind === "empty" || fresh.kind === "empty";
  if (!isAlike) return false;
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\d]/gu, "");
  const [left, right] = [plain(gone.name), plain(fresh.name)];
  if (left !== "" && right !== "" && (left.startsWith(right) || right.startsWith(left))) return true;
  return before.length === now.length && before.indexOf(gone) === now.indexOf(fresh);
}
