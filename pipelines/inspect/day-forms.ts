import {orderOf, proofsOf} from "../day-order.ts";
import type {CompiledEntity} from "../sources/compile.ts";
import {partedForms, plainForms} from "../sources/day-forms.ts";
import type {FieldMapping} from "../sources/mapping.ts";
import {type EntityDraft, type InspectContext, question} from "./context.ts";
import type {Question} from "./inspection.ts";
import {plain, type Reading} from "./reading.ts";
import {daysOf, type WrittenDays} from "./trial.ts";

const patterns: Readonly<Record<string, string>> = {
  d: "\\d{1,2}",
  m: "\\d{1,2}",
  Y: "\\d{4}",
  y: "\\d{2}",
  H: "\\d{1,2}",
  I: "\\d{1,2}",
  M: "\\d{2}",
  S: "\\d{2}",
  p: "[AP]M",
};

const escaped = (text: string) => text.replace(/[.\\^$*+?()[\]{}|/]/gu, "\\$&");

function fits(form: string, value: string): boolean {
  const pattern = form
    .split(/(%.)/u)
    .map((part) => (part.startsWith("%") ? patterns[part[1]!]! : escaped(part)));
  return new RegExp(`^${pattern.join("")}$`, "iu").test(value);
}

type Order = keyof typeof partedForms;

const parted = /^\d{1,2}([/-])\d{1,2}\1(?:\d{4}|\d{2})(?:$|[ ,T])/u;

const shortYear = /^\d{1,2}\.\d{1,2}\.\d{2}(?:$|[ ,])/u;

/** A day that more than one form can read. */
export const isAmbiguous = (value: string) => parted.test(value) || shortYear.test(value);

/** A day whose numbers are parted so that each of the first two may be the month. */
const isParted = (value: string) => parted.test(value);

/** The forms that these cells need when parted numbers stand in this order; as short as it can be said. */
function formsOf(values: readonly string[], order: Order): string | string[] {
  const known = [...partedForms[order], ...plainForms];
  const needed = known.filter((form) => values.some((value) => fits(form, value)));
  return needed.length === 1 ? needed[0]! : needed;
}

/** Asked where no cell tells; until it is answered such rows wait. */
function askOrder(entity: string, field: string, column: string, values: readonly string[]): Question {
  const cell = values.find(isParted) ?? "";
  const set = (order: Order) => ({
    entities: {[entity]: {fields: {[field]: {date: formsOf(values, order)} satisfies FieldMapping}}},
  });
  return question(
    entity,
    field,
    {
      en: `${column}: is ${cell} day/month or month/day? The other cells do not tell.`,
      ru: `${column}: ${cell} — это день/месяц или месяц/день? Другие ячейки не подсказывают.`,
    },
    [
      {label: {en: "day/month", ru: "день/месяц"}, set: set("day")},
      {label: {en: "month/day", ru: "месяц/день"}, set: set("month")},
    ],
    "order",
  );
}

/**
 * Days whose numbers are parted by / or -, in the order that their cells prove, else in that of the file's other columns;
 * and short years beside long ones. It is always written down, so that a run need not find it out from the next file; null for other days.
 */
export async function readAmbiguous(
  context: InspectContext,
  {entity, field, column}: {entity: string; field: string; column: string},
  {values, proof}: WrittenDays,
): Promise<Reading | null> {
  if (!values.some(isParted))
    return proof.dotted ? {...plain, mapping: {date: formsOf(values, "day")}} : null;
  const isTold = proof.dayFirst || proof.monthFirst;
  const order = orderOf(isTold ? [proof] : await proofsOf(context.database, context.sample.table));
  if (order === null)
    return {
      mapping: {},
      doubt: {
        status: "ask",
        why: {en: "day and month cannot be told apart", ru: "день и месяц не различить"},
      },
      questions: [askOrder(entity, field, column, values)],
    };
  return {
    mapping: {date: formsOf(values, order)},
    doubt: isTold
      ? null
      : {
          status: "guess",
          why: {
            en: `the ${order} comes first, as in another column of the file`,
            ru: `сначала ${order === "day" ? "день" : "месяц"}, как в другом столбце файла`,
          },
        },
    questions: [],
  };
}

/** Days of a preset that it does not say how they are written: the form its cells show, or what is asked of them. */
export async function addPresetDays(
  context: InspectContext,
  compiled: CompiledEntity,
  extra: EntityDraft,
  columnOf: (field: string) => string,
): Promise<void> {
  if (!context.columns.some(({values}) => values.some(({value}) => isAmbiguous(value)))) return;
  const {entity} = compiled.contract;
  for (const {name: field} of compiled.untold) {
    const column = columnOf(field);
    const written = await daysOf(context, compiled, field);
    if (!written.values.some(isAmbiguous)) continue;
    const told = await readAmbiguous(context, {entity, field, column}, written);
    if (!told) continue;
    extra.questions.push(...told.questions);
    extra.fields.set(field, {
      mapping: told.mapping,
      from: column,
      status: told.doubt?.status ?? "sure",
      why: told.doubt?.why ?? {en: "as its cells show", ru: "как показывают ячейки"},
    });
  }
}
