import {contractOf} from "../contracts/index.ts";
import {identifier} from "../sources/sql.ts";
import {maySayPlace} from "./bare-key.ts";
import {choose, type EntityDraft, type InspectContext, question} from "./context.ts";
import type {Profile} from "./profile.ts";

const fewest = 3;

/** Rows numbered 1, 2, 3 under "№": the next file may count from 1 again, and its rows are then others. */
export async function askPlace(context: InspectContext, draft: EntityDraft): Promise<void> {
  const [name] = contractOf(draft.entity)!.key;
  const entry = draft.fields.get(name!);
  const column = context.columns.find((profile) => profile.name === entry?.mapping.column);
  if (!entry || !column || !maySayPlace(column.name) || !(await countsRows(context, column))) return;
  entry.status = "ask";
  entry.why = {
    en: "1, 2, 3 and so on: a number, or only a count of this file's rows",
    ru: "1, 2, 3 и так далее: номер или только счёт строк этого файла",
  };
  draft.questions.push(
    question(
      draft.entity,
      name!,
      {
        en: `${column.name} counts from 1. Does every file count from 1 again?`,
        ru: `${column.name} считает с 1. В каждом файле счёт снова с 1?`,
      },
      [
        {
          label: {
            en: "No: a number names one thing in all files",
            ru: "Нет: номер во всех файлах означает одно и то же",
          },
          set: {},
        },
        {
          label: {
            en: "Yes: it is no key; a corrected row will count as a new one",
            ru: "Да: это не ключ; исправленная строка станет новой",
          },
          set: choose(draft.entity, name!, {row_hash: true}),
        },
      ],
      "place",
    ),
  );
}

async function countsRows({database, sample}: InspectContext, {name, filled, distinct}: Profile) {
  if (filled < fewest || distinct !== filled || filled !== sample.rows) return false;
  const cell = `try_cast(${identifier(name)} as bigint)`;
  const within = await database.value(
    `select count(*) from ${sample.table} where ${cell} between 1 and ${filled}`,
  );
  return within === filled;
}

/**
 * An order's number that no two rows share: a row may be the whole order, and then a corrected row replaces it. It is
 * taken for one when nothing tells of goods.
 */
export function askWholeOrder(context: InspectContext, draft: EntityDraft): void {
  const column = context.columns.find(({name}) => name === draft.fields.get("order_id")?.mapping.column);
  const line = draft.fields.get("line_number");
  if (!column || !line?.mapping.row_hash || column.filled === 0 || column.distinct !== column.filled) return;
  const isWhole = ["product", "product_group", "quantity"].every((name) => !draft.fields.has(name));
  if (isWhole) {
    line.mapping = {value: "1"};
    line.from = "value";
    line.why = {
      en: `no two rows share ${column.name}: a row is the whole order`,
      ru: `${column.name} не повторяется: строка — весь заказ`,
    };
  }
  const options = [
    {
      label: {
        en: "No: an order may have several rows; a corrected row will count as a new one",
        ru: "Нет: в заказе может быть несколько строк; исправленная строка станет новой",
      },
      set: isWhole ? choose("orders", "line_number", {row_hash: true}) : {},
    },
    {
      label: {en: "Yes: a corrected row replaces it", ru: "Да: исправленная строка заменит прежнюю"},
      set: isWhole ? {} : choose("orders", "line_number", {value: "1"}),
    },
  ];
  draft.questions.push(
    question(
      "orders",
      "line_number",
      {
        en: `No two rows share ${column.name}. Is a row always the whole order?`,
        ru: `${column.name} не повторяется. Одна строка — это всегда весь заказ?`,
      },
      isWhole ? options.toReversed() : options,
    ),
  );
}
