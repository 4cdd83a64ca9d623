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

export function kindOf(cells: string[]): Kind {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (filled.length < fewestCells) return "empty";
  const share = (test: RegExp) => filled.filter((cell) => test.test(cell)).length / filled.length;
  if (share(/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T,].*)?$/) > 0.9) return "moment";
  if (share(/^[-+−(]?[\d\s\u00a0\u202f\u2009.,]+\)?\s*(руб\.?|р\.|₽|₸|%|[$€])?$/u) > 0.9) return "number";
  return "text";
}

/** How the columns of a file differ from those of the file before; order does not matter. */
export function changesBetween(before: Column[], now: Column[]): Change[] {
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
    const current = has.get(name)?.kind;
    if (!current || current === kind || current === "empty" || kind === "empty" || kind === "text") continue;
    const sentence = `column ${name} held ${kind} values, now ${current}`;
    changes.push(change("retyped_column", name, kind, current, sentence));
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
