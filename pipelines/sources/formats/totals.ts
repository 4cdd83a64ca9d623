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

/** A row of totals says so in the first filled one of its first cells. */
export function isTotals(cells: readonly (string | undefined)[]): boolean {
  const label = cells.slice(0, searched).find((cell) => cell !== undefined && cell.trim() !== "");
  return label !== undefined && labels.includes(label.toLowerCase().replace(/^[\s:.]+|[\s:.]+$/g, ""));
}

const beforeLabel = new Set<string | undefined>([..." \t\u00a0:."]);
const initials = new Set(labels.flatMap((label) => [label[0], label[0]!.toUpperCase()]));

/** Tells most lines of delimited text from rows of totals by one letter, without splitting them into cells. */
export function mayBeTotals(line: string, delimiter: string): boolean {
  let at = 0;
  while (line[at] === delimiter || beforeLabel.has(line[at])) at++;
  return initials.has(line[at]);
}

/** `isTotals` as a SQL condition over columns, never null. */
export function totalsSql(columns: readonly string[]): string {
  const filled = columns
    .slice(0, searched)
    .map((column) => `case when ${filledSql(column)} is not null then ${column} end`);
  return `coalesce(lower(${filledSql(`coalesce(${filled.join(", ")})`, ":.")}) in (${labels.map((label) => `'${label}'`).join(", ")}), false)`;
}

/** A table of one column has no room for totals: what looks like them is a value. */
export function mayHoldTotals(columns: readonly string[]): boolean {
  return columns.length > 1;
}
