import {characters} from "../sql.ts";

/** Words that head a row of totals when nothing else stands in its first cells. */
const labels = ["итого", "итог", "всего", "разом", "усього", "total", "totals", "grand total"];
/** What `trim` takes for blanks, as SQL has to be told. */
const blanks = characters([
  9, 10, 11, 12, 13, 32, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232,
  8233, 8239, 8287, 12288, 65279,
]);

/** SQL: the text without blanks around it, null when nothing is left. */
export function filledSql(text: string, others = ""): string {
  return `nullif(trim(${text}, ${blanks} || '${others}'), '')`;
}

/** Columns in which such a word may stand: a number or a date may come before the first text. */
const searched = 3;

/** Totals of a group, as lower case without double blanks: with the group's name behind, or before as Excel writes it. */
const ofGroup = [
  "(?:итого|итог|всего|разом|усього) ?[:–—-] ?.+",
  "(?:всего|разом|усього) (?:по|за|на|в|для|с|от|у|без) .+",
  "итого .+",
  "(?:общий|промежуточный) итог.*",
  "под-?[иы]тог.*",
  "(?:sub-?)?totals? (?:for|by|of|in|per) .+",
  "(?:sub-?)?totals? ?[:–—-] ?.+",
  "sub-?totals?",
  ".+ (?:итог|total)",
  "(?:входящий|исходящий|начальный|конечный) остаток.*",
  "(?:остаток|сальдо|обороты?) (?:на|за) .+",
].join("|");
/** A company that is called so is none. */
const company = '(?:ооо|оао|зао|пао|ао|ип|тоо|чп|тов|фоп|llc|ltd|inc)[ "«.].*';
/** What the other cells of such a row may hold; a day is none of it, for rows with a day are data. */
const figure = String.raw`[-−–(]? ?[₽$€]? ?(?:\d+(?:[.,]\d+)?|\d{1,3}(?:[ ,.]\d{3})+(?:[.,]\d+)?) ?\)? ?(?:%|₽|\$|€|руб\.?|р\.?|шт\.?)?|[-–—]`;

const plainOf = (cell: string) =>
  cell
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .replace(/^[ :.]+|[ :.]+$/g, "");
const isLabel = (text: string) => labels.includes(text.replace(/^[\s:.]+|[\s:.]+$/g, ""));
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`, "u");
const [ofGroupOnly, companyOnly, figureOnly] = [whole(ofGroup), whole(company), whole(figure)];

/**
 * A row of totals says so in the first filled one of its first cells; one of a group, or further to the right, holds
 * nothing beside it but figures.
 */
export function isTotals(cells: readonly (string | undefined)[]): boolean {
  const at = cells.findIndex((cell) => cell !== undefined && cell.trim() !== "");
  if (at === -1) return false;
  if (at < searched && isLabel(cells[at]!.toLowerCase())) return true;
  const text = plainOf(cells[at]!);
  if (!labels.includes(text) && (!ofGroupOnly.test(text) || companyOnly.test(text))) return false;
  return cells.slice(at + 1).every((cell) => {
    const plain = plainOf(cell ?? "");
    return plain === "" || figureOnly.test(plain);
  });
}

const beforeLabel = new Set<string | undefined>([..." \t\u00a0:."]);
const initials = new Set(labels.flatMap((label) => [label[0], label[0]!.toUpperCase()]));
/** Pieces of the words that may stand behind another first letter. */
const pieces = ["тог", "otal", "статок", "альдо", "борот"];

/** Tells most lines of delimited text from rows of totals by a few letters, without splitting them into cells. */
export function mayBeTotals(line: string, delimiter: string): boolean {
  let at = 0;
  while (line[at] === delimiter || beforeLabel.has(line[at])) at++;
  return initials.has(line[at]) || pieces.some((piece) => line.includes(piece));
}

/** `isTotals` as a SQL condition over columns, never null. */
export function totalsSql(columns: readonly string[]): string {
  const filled = columns.map((column) => `case when ${filledSql(column)} is not null then ${column} end`);
  const first = (cells: string[]) => (cells.length === 1 ? cells[0]! : `coalesce(${cells.join(", ")})`);
  const isLabelSql = `coalesce(lower(${filledSql(first(filled.slice(0, searched)), ":.")}) in (${labels.map((label) => `'${label}'`).join(", ")}), false)`;
  const label = `lower(${first(filled)})`;
  // words that are quickly looked for keep most rows from the patterns
  const may = ["итог", "всего", "разом", "усього", "total", "остаток", "сальдо", "оборот"];
  const mayBe = may.map((word) => `contains(${label}, '${word}')`).join(" or ");
  const isGroup = `regexp_full_match(${plainSql(label)}, '${[...labels, ofGroup].join("|")}') and not regexp_full_match(${plainSql(label)}, '${company}')`;
  const texts = columns.map(
    (column) =>
      `case when ${filledSql(column)} is not null and not regexp_full_match(${plainSql(`lower(${column})`)}, '${figure}') then 1 else 0 end`,
  );
  return `(${isLabelSql} or case when ${mayBe} then ${isGroup} and ${texts.join(" + ")} = 1 else false end)`;
}

const plainSql = (text: string) =>
  String.raw`trim(regexp_replace(${text}, '[\s\x{00A0}\x{202F}]+', ' ', 'g'), ' :.')`;

/** A table of one column has no room for totals: what looks like them is a value. */
export function mayHoldTotals(columns: readonly string[]): boolean {
  return columns.length > 1;
}
