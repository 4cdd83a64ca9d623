import {characters} from "../sql.ts";

/** Words that head a row of totals when nothing else stands in its first cells. */
const labels = [
  ...["итого", "итог", "всего", "разом", "усього", "всього", "total", "totals", "grand total"],
  ...["subtotal", "промежуточный итог", "общий итог"],
];
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
  "(?:итого|итог|всего|разом|усього|всього) ?[:–—-] ?.+",
  "(?:всего|разом|усього|всього) (?:по|за|на|в|для|с|от|у|без) .+",
  String.raw`(?:всего|разом|усього|всього|(?:grand )?totals?) [a-zа-яёіїєґ ]+ ?[:–—-] ?\d+`,
  String.raw`(?:grand )?totals? ?\(.+\)`,
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
/** What the other cells of such a row may hold; of rows with a day, see `mayTotal`. */
const figure = String.raw`\d+:\d\d(?::\d\d)?|[-−–(]? ?[₽$€]? ?(?:\d+(?:[.,]\d+)?|\d{1,3}(?:[ ,.]\d{3})+(?:[.,]\d+)?) ?\)? ?(?:%|₽|\$|€|руб\.?|р\.?|шт\.?)?|[-–—]`;

/** The same and days: what stands beside the words of a row that lacks what rows of data have. */
const day = String.raw`(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d\d[./-]\d\d)(?: \d{1,2}:\d\d(?::\d\d)?)?`;
const head = "(?:итого|итог|всего|разом|усього|всього|(?:grand |sub-?)?totals?|промежуточный итог)";
const months = "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр";
const spans = `день|дату|сутки|смену|неделю|декаду|месяц|квартал|полугодие|год|період|период|місяць|тиждень|добу|рік|(?:the )?(?:day|week|month|quarter|year|period)`;
/** Words that name a total whatever day stands beside them. */
const ofSpan = `${labels.join("|")}|${head} (?:за|по|на|for|by|of) (?:(?:${spans})(?: ${day})?|(?:${months})[а-я]*(?: \\d{4})?(?: ?г(?:ода?|\\.)?)?|${day})`;
/** Words that may, of a row that lacks cells. */
const begins = `${head}[ :–—-].+`;
/** A company whose name begins with such a word. */
const companyAtEnd = '.*[ "«,](?:ооо|оао|зао|пао|ао|ип|тоо|тов|фоп|llc|ltd|inc)["».]*';

const plainOf = (cell: string) =>
  cell
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .replace(/^[ :.]+|[ :.]+$/g, "");
const isLabel = (text: string) => labels.includes(text.replace(/^[\s:.]+|[\s:.]+$/g, ""));
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`, "u");
const [ofGroupOnly, companyOnly, figureOnly] = [whole(ofGroup), whole(company), whole(figure)];
const [ofSpanOnly, beginsOnly, companyEndOnly] = [whole(ofSpan), whole(begins), whole(companyAtEnd)];
const besideOnly = whole(`${figure}|${day}`);

/**
 * A row of totals says so in the first filled one of its first cells; one of a group, or further to the right, holds
 * nothing beside it but figures.
 */
export function isTotals(cells: readonly (string | undefined)[]): boolean {
  const at = cells.findIndex((cell) => cell !== undefined && cell.trim() !== "");
  if (at === -1) return false;
  if (at < searched && isLabel(cells[at]!.toLowerCase())) return true;
  const words = wordsOf(cells);
  if (words.length > 0 && words.every((cell) => ofSpanOnly.test(cell))) return true;
  const text = plainOf(cells[at]!);
  if (!labels.includes(text) && (!ofGroupOnly.test(text) || companyOnly.test(text))) return false;
  return cells.slice(at + 1).every((cell) => {
    const plain = plainOf(cell ?? "");
    return plain === "" || figureOnly.test(plain);
  });
}

/** What a row says beside figures and days. */
const wordsOf = (cells: readonly (string | undefined)[]) =>
  cells.map((cell) => plainOf(cell ?? "")).filter((cell) => cell !== "" && !besideOnly.test(cell));

/**
 * A row that is one of totals when it lacks a cell that rows of data have: with a word of totals in any cell, or with
 * nothing but figures and days beside words that begin with one.
 */
export function mayTotal(cells: readonly (string | undefined)[]): boolean {
  const words = wordsOf(cells);
  if (words.some((cell) => labels.includes(cell))) return true;
  return words.length > 0 && words.every((cell) => beginsOnly.test(cell) && !companyEndOnly.test(cell));
}

const beforeLabel = new Set<string | undefined>([..." \t\u00a0:."]);
const initials = new Set(labels.flatMap((label) => [label[0], label[0]!.toUpperCase()]));
/** Pieces of the words that may stand behind another first letter. */
const pieces = [
  ...["тог", "otal", "статок", "альдо", "борот", "сего", "азом", "сього", "ТОГ", "СЕГО", "АЗОМ", "СЬОГО"],
  "OTAL",
];

/** Tells most lines of delimited text from rows of totals by a few letters, without splitting them into cells. */
export function mayBeTotals(line: string, delimiter: string): boolean {
  let at = 0;
  while (line[at] === delimiter || beforeLabel.has(line[at])) at++;
  return initials.has(line[at]) || pieces.some((piece) => line.includes(piece));
}

/**
 * `isTotals` as a SQL condition over columns, never null; with `rows`, the relation of all rows, also those that
 * `mayTotal` and lack a cell that nine in ten of the others have.
 */
export function totalsSql(columns: readonly string[], rows: string | null = null): string {
  const filled = columns.map((column) => `case when ${filledSql(column)} is not null then ${column} end`);
  const first = (cells: string[]) => (cells.length === 1 ? cells[0]! : `coalesce(${cells.join(", ")})`);
  const isLabelSql = `coalesce(lower(${filledSql(first(filled.slice(0, searched)), ":.")}) in (${labels.map((label) => `'${label}'`).join(", ")}), false)`;
  const label = `lower(${first(filled)})`;
  // words that are quickly looked for keep most rows from the patterns
  const contained = (text: string) => may.map((word) => `contains(${text}, '${word}')`).join(" or ");
  const isGroup = `${matches(label, [...labels, ofGroup].join("|"))} and not ${matches(label, company)}`;
  const count = (condition: (column: string) => string) =>
    columns
      .map(
        (column) => `case when ${filledSql(column)} is not null and ${condition(column)} then 1 else 0 end`,
      )
      .join(" + ");
  const cellOf = (column: string) => `lower(${column})`;
  const texts = count((column) => `not ${matches(cellOf(column), figure)}`);
  const words = count((column) => `not ${matches(cellOf(column), `${figure}|${day}`)}`);
  const spanned = count((column) => matches(cellOf(column), ofSpan));
  const any = contained(`lower(concat_ws(' ', ${columns.join(", ")}))`);
  const certain = `(${isLabelSql} or case when ${contained(label)} then ${isGroup} and ${texts} = 1 else false end or case when ${any} then (${spanned}) > 0 and (${words}) = (${spanned}) else false end)`;
  if (rows === null) return certain;
  const labelled = count((column) => matches(cellOf(column), labels.join("|")));
  const beginning = count(
    (column) => `${matches(cellOf(column), begins)} and not ${matches(cellOf(column), companyAtEnd)}`,
  );
  const doubtful = `case when ${any} then (${labelled}) > 0 or ((${beginning}) > 0 and (${words}) = (${beginning})) else false end`;
  const usual = columns.map(
    (column, index) => `case when count(${filledSql(column)}) >= 0.9 * count(*) then ${index} else -1 end`,
  );
  const empty = columns.map(
    (column, index) => `case when ${filledSql(column)} is null then ${index} else -2 end`,
  );
  const lacking = `list_has_any([${empty.join(", ")}], (select [${usual.join(", ")}] from ${rows} as others where not (${certain} or ${doubtful})))`;
  return `(${certain} or case when ${doubtful} then ${lacking} else false end)`;
}

const may = [...["итог", "всего", "разом", "усього", "всього", "total", "остаток", "сальдо", "оборот"]];
const matches = (text: string, pattern: string) => `regexp_full_match(${plainSql(text)}, '${pattern}')`;
const plainSql = (text: string) =>
  String.raw`trim(regexp_replace(${text}, '[\s\x{00A0}\x{202F}]+', ' ', 'g'), ' :.')`;

/** A table of one column has no room for totals: what looks like them is a value. */
export function mayHoldTotals(columns: readonly string[]): boolean {
  return columns.length > 1;
}
