import {plural} from "../counted.ts";
import {sheetTotals} from "../sources/presets/business/qa.ts";
import {identifier, literal} from "../sources/sql.ts";
import type {EntityDraft, InspectContext} from "./context.ts";
import {question} from "./context.ts";
import {setField} from "./draft.ts";
import {headerWords, likeness} from "./header-words.ts";
import {meaningful, type Profile} from "./profile.ts";
import {synonymsOf} from "./synonyms.ts";

/** Columns of one sheet that are items of a checklist, each cell a mark. */
export interface Marks {
  items: Profile[];
  others: Profile[];
}

const mark = /^(?:-?\d{1,3}(?:[.,]\d+)?%?|да|нет|yes|no|[+-]|н\/?п|n\/?a|не актуально|не применимо)$/iu;
const fewestItems = 3;

const totals = new Set(sheetTotals.map((name) => name.toLowerCase()));
/** The sheet's own sum of its marks is none of them, wherever it stands. */
const isTotal = ({name}: Profile) => totals.has(name.replace(/#\d+$/u, "").toLowerCase());

/** The longest run of neighbouring columns that hold marks and nothing the contract knows by name. */
export function findMarks(columns: Profile[]): Marks | null {
  let best: Profile[] = [];
  let run: Profile[] = [];
  for (const column of [...columns, null]) {
    if (column && isTotal(column)) continue;
    if (column && isItem(column)) run.push(column);
    else {
      if (run.length > best.length) best = run;
      run = [];
    }
  }
  if (best.length < fewestItems) return null;
  return {items: best, others: columns.filter((column) => !best.includes(column))};
}

export function isItem(column: Profile): boolean {
  if (column.distinct === 0 || column.distinct > 12) return false;
  if (!column.values.every(({value}) => mark.test(value))) return false;
  const ofCall = ["direction", "disposition", "call_id", "client_id"];
  return !measures(column) && !isCalled(column, "calls", ofCall);
}

/** True for a header that says a length, a sum or a count. */
export const measures = (column: Profile) =>
  isCalled(column, "orders", ["quantity", "amount"]) ||
  isCalled(column, "calls", ["talk_seconds", "ring_seconds", "duration_seconds"]);

function isCalled({name}: Profile, entity: string, fields: readonly string[]): boolean {
  const words = headerWords(name);
  return fields.some((field) => synonymsOf(entity, field).some((synonym) => likeness(words, synonym) >= 0.6));
}

/** One row per item instead of one per call. */
export function unpivotMarks(context: InspectContext, draft: EntityDraft, marks: Marks): void {
  const first = marks.items[0]!;
  const last = marks.items.at(-1)!;
  const before = context.columns[first.position - 2];
  const hasNoGap = context.columns.length - first.position + 1 === marks.items.length;
  draft.shape.unpivot = {
    ...(hasNoGap && before ? {after: before.name} : {columns: marks.items.map(({name}) => name)}),
    name: "item",
    value: "mark",
  };
  const why = {
    en: `${marks.items.length} columns of marks, from "${first.name}" to "${last.name}", become rows`,
    ru: `${marks.items.length} ${plural(marks.items.length, ["столбец", "столбца", "столбцов"])} с оценками, от «${first.name}» до «${last.name}», становятся строками`,
  };
  for (const field of ["item_code", "item_name"])
    setField(draft, field, {mapping: {column: "item"}, from: "item", status: "sure", why});
  setField(draft, "score", {...score(marks), from: "mark", status: scaleOf(marks) > 1 ? "ask" : "sure", why});
  if (scaleOf(marks) > 1) askScale(draft, marks);
  if (!draft.fields.has("review_id")) setReview(draft);
}

/** The best mark there can be, as far as the marks tell. */
function scaleOf({items}: Marks): number {
  const numbers = items.flatMap(meaningful).map((value) => Number(value.replace(",", ".").replace("%", "")));
  const best = Math.max(0, ...numbers.filter(Number.isFinite));
  return best <= 1 ? 1 : best <= 5 ? 5 : best <= 10 ? 10 : 100;
}

function score(marks: Marks) {
  const texts = [...new Set(marks.items.flatMap(({values}) => values.map(({value}) => value)))];
  const empty = texts.filter((text) => /^(?:н\/?п|n\/?a|не актуально|не применимо|-1)$/iu.test(text));
  const none = empty.length > 0 ? {empty} : {};
  const words = texts.some((text) => /^(?:да|нет|yes|no|[+-])$/iu.test(text));
  const scale = scaleOf(marks);
  if (words)
    return {
      mapping: {
        sql: `case when lower("mark") in ('да', 'yes', '+') then '1' when lower("mark") in ('нет', 'no', '-') then '0' else "mark" end`,
        ...none,
      },
    };
  if (scale === 1) return {mapping: {column: "mark", ...none}};
  const nothing = empty.length > 0 ? ` when "mark" in (${empty.map(literal).join(", ")}) then null` : "";
  const number = `try_cast(replace(replace("mark", ',', '.'), '%', '') as double)`;
  return {
    mapping: {
      sql: `case${nothing} when ${number} is not null then (${number} / ${scale})::varchar else "mark" end`.replace(
        "case when",
        "case when",
      ),
    },
  };
}

function askScale(draft: EntityDraft, marks: Marks): void {
  const best = scaleOf(marks);
  draft.questions.push(
    question(
      draft.entity,
      "score",
      {en: "What is the best mark?", ru: "Какая оценка наивысшая?"},
      [5, 10, 100]
        .filter((scale) => scale >= best)
        .map((scale) => ({
          label: {en: String(scale), ru: String(scale)},
          set: {
            entities: {
              [draft.entity]: {
                fields: {
                  score: {
                    sql: `(try_cast(replace(replace("mark", ',', '.'), '%', '') as double) / ${scale})::varchar`,
                  },
                },
              },
            },
          },
        })),
    ),
  );
}

/** What tells one listened call from another where the sheet has no number of its own. */
function setReview(draft: EntityDraft): void {
  const parts = ["called_at", "reviewed_on", "client_phone", "operator", "reviewer"]
    .map((field) => draft.fields.get(field)?.mapping.column)
    .filter((column) => column !== undefined);
  if (parts.length === 0) return;
  setField(draft, "review_id", {
    mapping: {sql: `md5(concat_ws('|', ${parts.map((column) => identifier(String(column))).join(", ")}))`},
    from: parts.join(", "),
    status: "guess",
    why: {
      en: "no number of the review: day, telephone and people together",
      ru: "номера оценки нет: дата, телефон и люди вместе",
    },
  });
}
