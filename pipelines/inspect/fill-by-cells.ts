import {contractOf, type Field, fieldsOf} from "../contracts/index.ts";
import type {EntityDraft, FieldDraft, InspectContext} from "./context.ts";
import {addColumn, whichColumn} from "./draft.ts";
import type {Shape} from "./inspection.ts";
import {headerScore} from "./match.ts";
import type {Profile} from "./profile.ts";

/** The field of an entity that says who of ours did it. */
const who: Record<string, string> = {
  calls: "operator",
  call_results: "operator",
  deals: "owner",
  clients: "owner",
  orders: "manager",
  payments: "manager",
  invoices: "issued_by",
};
/** The field of an entity that holds the client's telephone; telephony finds its own. */
const reached: Record<string, string> = {
  call_results: "client_phone",
  deals: "client_phone",
  clients: "phones",
  orders: "client_phone",
  payments: "client_phone",
  invoices: "client_phone",
};

/** People of the client, and people of ours who only touched the row. */
const otherPeople =
  /контакт|клиент|заказчик|покупат|получат|плательщ|лицо|лпр|директор|город|регион|товар|созда|измен|провер|автор|прежн|предыд|бывш|contact|client|customer|buyer|city|region|product|creat|modif|updat|author|previous|former|\bold\b/iu;
/** Numbers that are nobody's telephone or not the client's. */
const otherNumbers =
  /факс|fax|инн|код|сч[её]т|артикул|штрих|\bid\b|inn|code|account|наш|внутр|сотрудник|менеджер|оператор|our|internal|employee|manager|agent/iu;

const kinds: {
  fields: Record<string, string>;
  isTold: (column: Profile) => boolean;
  why: FieldDraft["why"];
}[] = [
  {
    fields: reached,
    isTold: ({name, shape}) => shape === "phone" && !otherNumbers.test(name),
    why: {en: "its cells are telephone numbers", ru: "в ячейках номера телефонов"},
  },
  {
    fields: who,
    // people of ours come again, the people of clients hardly ever
    isTold: ({name, shape, distinct, filled}) =>
      shape === "person" && distinct < filled && !otherPeople.test(name),
    why: {en: "its cells are names of people who come again", ru: "в ячейках имена людей, и они повторяются"},
  },
];

/** Columns whose cells say what they are, under headers that nobody knows, for the fields that are still free. */
export async function fillByCells(context: InspectContext, draft: EntityDraft): Promise<void> {
  const fields = fieldsOf(contractOf(draft.entity)!);
  const used = new Set([...draft.fields.values()].flatMap(({from}) => [from, ...from.split(", ")]));
  for (const {fields: names, isTold, why} of kinds) {
    const field = fields.find(({name}) => name === names[draft.entity]);
    if (!field || draft.fields.has(field.name)) continue;
    const found = context.columns.filter(
      (column) =>
        !used.has(column.name) && isTold(column) && saysNothingElse(draft.entity, fields, field, column),
    );
    const [column] = found;
    if (!column) continue;
    await addColumn(context, draft, field, column, {status: found.length > 1 ? "ask" : "guess", why});
    if (found.length > 1) draft.questions.push(whichColumn(draft.entity, field, found));
  }
}

const shapesOf: Readonly<Record<string, readonly Shape[]>> = {
  day: ["date", "datetime"],
  utc: ["datetime", "date"],
  money: ["money", "number"],
};

/** Days and sums without which the rows cannot be what somebody says they are: the columns whose cells may be them. */
export async function fillRequired(context: InspectContext, draft: EntityDraft): Promise<void> {
  for (const field of fieldsOf(contractOf(draft.entity)!)) {
    const shapes = shapesOf[field.unit];
    if (!field.required || !shapes || draft.fields.has(field.name)) continue;
    const used = new Set([...draft.fields.values()].map(({from}) => from));
    const found = context.columns.filter(
      ({name, shape, filled}) => filled > 0 && !used.has(name) && shapes.includes(shape),
    );
    const [column] = found;
    if (!column) continue;
    await addColumn(context, draft, field, column, {
      status: "ask",
      why:
        found.length > 1
          ? {en: "one of several columns that may be it", ru: "один из нескольких подходящих столбцов"}
          : {en: "the only column whose cells may be it", ru: "единственный столбец с такими значениями"},
    });
    if (found.length > 1) draft.questions.push(whichColumn(draft.entity, field, found));
  }
}

function saysNothingElse(entity: string, fields: readonly Field[], own: Field, column: Profile): boolean {
  return fields.every(({name}) => name === own.name || headerScore(entity, name, column) < 0.5);
}
