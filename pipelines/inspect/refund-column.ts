import {spellingKey} from "../company/dictionaries.ts";
import {identifier} from "../sources/sql.ts";
import {choose, type EntityDraft, type InspectContext, question} from "./context.ts";
import {inWords} from "./counted-questions.ts";
import {compileAmount} from "./counted-rows.ts";
import type {Profile} from "./profile.ts";

const refund = /возврат|возвращен|сторн|повернен|refund|returned|chargeback/u;
const other =
  /дата|день|номер|причин|кол-во|количеств|штук|(?:^| )шт(?: |$)|%|процент|date|number|reason|quantity|qty|count|(?:^| )(?:id|no)(?: |$)/u;

/** Asks about money that went back and stands in a column beside the amount, which a sum of amounts alone leaves in. */
export async function askRefunds(context: InspectContext, draft: EntityDraft): Promise<void> {
  const {entity, fields, shape} = draft;
  const amount = fields.get("amount");
  if (!["orders", "payments", "invoices"].includes(entity) || !amount) return;
  const used = [...fields.values()].flatMap(({from}) => [from, ...from.split(", ")]);
  const isFree = ({name}: Profile) => !used.includes(name) && shape.counts?.[name] === undefined;
  for (const column of context.columns.filter((one) => isFree(one) && holdsRefunds(one))) {
    const {name} = column;
    const compiled = compileAmount(context, draft, {column: name});
    const [found] = await context.database.rows<{count: number; sum: number}>(
      `select count(*) filter (where t_amount <> 0) as count, coalesce(sum(abs(t_amount)), 0)::double as sum
       from (${compiled.select({relation: context.sample.table})}) as mapped`,
    );
    if (found!.count === 0) continue;
    const words = inWords(found!.count, found!.sum);
    const {column: own} = amount.mapping;
    const [from] = amount.from.split(", ");
    Object.assign(amount, {
      status: "ask",
      why: {
        en: `what stands in "${name}" is not taken off`,
        ru: `то, что стоит в «${name}», не вычитается`,
      },
    });
    draft.questions.push(
      question(
        entity,
        "amount",
        {
          en: `"${name}" holds money that went back (${words.en}). Is "${from}" the sum before it, or after?`,
          ru: `В «${name}» — деньги, которые вернули (${words.ru}). В «${from}» сумма до возврата или уже после?`,
        },
        [
          {
            label: {en: "After: take it as it is", ru: "Уже после: брать как есть"},
            set: {},
          },
          ...(typeof own === "string"
            ? [
                {
                  label: {en: "Before: take the refund off", ru: "До возврата: вычесть его"},
                  set: choose(entity, "amount", {sql: lessSql(own, name)}),
                },
              ]
            : []),
        ],
        `refund.${name}`,
      ),
    );
  }
}

const figure = /^[-−–(]?\s*\d[\d\s.,]*\)?\s*(?:₽|руб\.?|р\.?)?$/u;

/** By its header, and by most of its cells; one that cannot be read does not hide what the column is. */
function holdsRefunds({name, shape, values, distinct}: Profile): boolean {
  const header = spellingKey(name.replaceAll("_", " "));
  if (!refund.test(header) || other.test(header) || ["date", "datetime", "flag"].includes(shape))
    return false;
  return values.filter(({value}) => figure.test(value)).length * 2 > Math.min(distinct, values.length);
}

/** SQL: the amount less the refund, whatever sign that has; what cannot be read is no number, and its row is set aside. */
function lessSql(amount: string, less: string): string {
  const [has, lacks] = [amount, less].map(
    (name) => `regexp_matches(coalesce(${identifier(name)}, ''), '\\d')`,
  );
  const read = (name: string) =>
    `try_cast(replace(regexp_replace(${identifier(name)}, '[\\s\\x{00A0}\\x{202F}₽]|руб\\.?', '', 'g'), ',', '.') as double)`;
  return `case when ${has} or ${lacks} then case when ${has} then ${read(amount)} else 0 end - case when ${lacks} then abs(${read(less)}) else 0 end end`;
}
