import type {Row} from "./facts.ts";

/** Rows with their places in a list: the largest clients first within each rank. */
export function placed(rows: Row[], rankOf: (row: Row) => number): Row[] {
  const places = rows.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) ||
      Number(other["order_amount"]) - Number(one["order_amount"]) ||
      (String(one["client_id"]) < String(other["client_id"]) ? -1 : 1),
  );
  return places.map((row, index) => ({...row, list_place: index + 1}));
}
