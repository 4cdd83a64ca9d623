import type {Bilingual} from "../bilingual.ts";
import {identifier} from "../sources/sql.ts";
import {choose, type EntityDraft, type InspectContext, question} from "./context.ts";
import {inWords} from "./counted-questions.ts";
import {askCounted, compileAmount} from "./counted-rows.ts";
import {isFigure, isIncoming, isOutgoing, isSide} from "./in-and-out.ts";
import type {Profile} from "./profile.ts";

/** From this share of amounts with a minus on they are no refunds. */
const manyNegative = 0.3;

/** Which rows of the file are money that came: of a statement only those, and what is in doubt is asked. */
export async function askWhichCount(context: InspectContext, draft: EntityDraft): Promise<void> {
  const amount = draft.fields.get("amount");
  if (draft.entity !== "payments" || !amount) return askCounted(context, draft);
  const column = context.columns.find(({name}) => `${amount.from}, `.startsWith(`${name}, `));
  if (!column) return askCounted(context, draft);
  const out = context.columns.find((one) => isOutgoing(one.name) && isFigure(one));
  const isPair = isIncoming(column.name) && out !== undefined;
  if (isPair) await takeIncoming(context, draft, column, out);
  await askCounted(context, draft);
  if (!isPair && draft.shape.counts === undefined) await askNegative(context, draft, column);
}

/** SQL: the cell says some amount, or something that nobody can read and that is shown as such. */
const saysSomething = ({name}: Profile) =>
  `regexp_replace(coalesce(${identifier(name)}, ''), '(?i)(руб|rub|[0\\s.,₽–—−\\x{00A0}\\x{202F}-])', '', 'g') <> ''`;

async function takeIncoming(
  context: InspectContext,
  draft: EntityDraft,
  column: Profile,
  out: Profile,
): Promise<void> {
  const amount = draft.fields.get("amount")!;
  draft.shape.rows = saysSomething(column);
  const why: Bilingual = {
    en: `only rows with money in "${column.name}" are taken; those of "${out.name}" were paid out`,
    ru: `берутся только строки с суммой в «${column.name}»; в «${out.name}» — то, что уплачено`,
  };
  const isDoubtful = isSide(column.name) || isSide(out.name);
  Object.assign(amount, {status: isDoubtful || amount.status === "ask" ? "ask" : "guess", why});
  if (!isDoubtful) return;
  const here = await figures(context, draft, column, saysSomething(column));
  const there = await figures(context, draft, out, saysSomething(out));
  const {mapping} = amount;
  draft.questions.push(
    question(
      "payments",
      "amount",
      {
        en: `Which of the two is money that came to you: "${column.name}" (${here.en}) or "${out.name}" (${there.en})? Banks write income as credit, the card of account 51 as debit.`,
        ru: `Где деньги, которые пришли к вам: «${column.name}» (${here.ru}) или «${out.name}» (${there.ru})? В выписке банка приход — это кредит, в карточке счёта 51 — дебет.`,
      },
      [column, out].map((one) => ({
        label: {
          en: one === column ? `${one.name} (proposed)` : one.name,
          ru: one === column ? `${one.name} (предложено)` : one.name,
        },
        set: {
          entities: {
            payments: {
              rows: saysSomething(one),
              ...fieldsOf(choose("payments", "amount", one === column ? mapping : {column: one.name})),
            },
          },
        },
      })),
      "side",
    ),
  );
}

const fieldsOf = (set: object) => (set as {entities: {payments: {fields: object}}}).entities.payments;

/** Rows and sum of what a condition takes. */
async function figures(
  context: InspectContext,
  draft: EntityDraft,
  column: Profile,
  rows: string,
): Promise<Bilingual> {
  const compiled = compileAmount(context, {...draft, shape: {rows}}, {column: column.name});
  const [found] = await context.database.rows<{count: number; sum: number}>(
    `select count(*) as count, coalesce(sum(t_amount), 0)::double as sum from (${compiled.select({relation: context.sample.table})}) as mapped`,
  );
  return inWords(found!.count, found!.sum);
}

/** A statement of one column writes expenses with a minus, a list of payments refunds. */
async function askNegative(context: InspectContext, draft: EntityDraft, column: Profile): Promise<void> {
  const isNegative = `regexp_matches(coalesce(${identifier(column.name)}, ''), '^\\s*[-−–(]\\s*[₽$€]?\\s*[.,]?\\d')`;
  const count = await context.database.value(
    `select count(*) from ${context.sample.table} where ${isNegative}`,
  );
  if (count === 0) return;
  const amount = draft.fields.get("amount")!;
  const words = await figures(context, draft, column, isNegative);
  const isStatement =
    count >= manyNegative * context.sample.rows ||
    /выписк|vypisk|statement/iu.test(context.sample.file) ||
    context.columns.some(({name}) => /назначение|корреспондент|остаток|сальдо|balance|purpose/iu.test(name));
  const left = `not ${isNegative}`;
  if (isStatement) draft.shape.rows = left;
  Object.assign(amount, {
    status: "ask",
    why: isStatement
      ? {en: "rows with a minus are left out as expenses", ru: "строки с минусом не берутся: это расходы"}
      : {en: "rows with a minus are taken off as refunds", ru: "строки с минусом вычитаются как возвраты"},
  });
  const options = [
    {
      label: {en: "Expenses: do not count them", ru: "Расходы: не считать"},
      set: {entities: {payments: {rows: left}}},
    },
    {
      label: {en: "Refunds to clients: take them off", ru: "Возвраты клиентам: вычесть"},
      set: {entities: {payments: {rows: null}}},
    },
  ];
  draft.questions.push(
    question(
      "payments",
      "amount",
      {
        en: `${column.name} has a minus in some rows (${words.en}). What are they?`,
        ru: `${column.name}: есть строки с минусом (${words.ru}). Что это?`,
      },
      isStatement ? options : options.toReversed(),
      "minus",
    ),
  );
}
