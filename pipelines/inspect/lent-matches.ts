import {contractOf, fieldsOf} from "../contracts/index.ts";
import {headerWords, likeness} from "./header-words.ts";
import {type Match, shapeFit} from "./match.ts";
import type {Profile} from "./profile.ts";

/** How well a lent header speaks for the field. */
export const lentHeader = 0.9;

/** What programs call the number and the day of whatever they list. */
const usual = {
  key: ["id", "number", "номер"],
  day: ["created at", "created", "date created", "дата создания", "создан", "создано"],
};
const lent: Record<string, Record<string, readonly string[]>> = {
  orders: {order_id: usual.key, ordered_on: usual.day},
  payments: {payment_id: usual.key, paid_on: usual.day},
  invoices: {invoice_id: usual.key, issued_on: usual.day},
};

/** In a list that is named after its documents, `id` and `created_at` are the document's; only for fields still empty. */
export function lentMatches(entity: string, columns: Profile[], own: Match[]): Match[] {
  const taken = new Set(own.map(({column}) => column.name));
  const filled = new Set(own.map(({field}) => field.name));
  const fields = fieldsOf(contractOf(entity)!);
  return Object.entries(lent[entity] ?? {}).flatMap(([name, headers]) => {
    const field = fields.find((one) => one.name === name);
    if (!field || filled.has(name)) return [];
    const column = columns.find(
      (one) =>
        !taken.has(one.name) &&
        one.filled > 0 &&
        headers.some((header) => likeness(headerWords(one.name), headerWords(header)) === 1),
    );
    const fit = column ? shapeFit(field, column) : 0;
    if (!column || fit === 0) return [];
    return [{field, column, header: lentHeader, score: lentHeader * fit, rival: null}];
  });
}

/** True when rows are named by an `id` that no other row has: they are whole orders, not lines of them. */
export function isWholeOrder(matches: readonly Match[]): boolean {
  return matches.some(
    ({field, column, header}) =>
      field.name === "order_id" &&
      header === lentHeader &&
      headerWords(column.name).join(" ") === "id" &&
      column.distinct === column.filled,
  );
}
