import type {BuyerSampleRow, DormantClientsRow} from "../../queries/generated/rows.ts";
import {aliveChance, expectedPurchases, fitBuyingModel} from "../../queries/statistics/bg-nbd.ts";

/** Days ahead that a call is to pay for: a quarter. */
export const aheadDays = 91;

export interface Expected {
  row: DormantClientsRow;
  /** Chance that the client still buys. */
  alive: number;
  /** Purchases to expect in the days ahead, at the client's average purchase; it orders and is no plan. */
  amount: number;
  /** Share of all such money held by this client and those before it. */
  share: number;
}

/**
 * Sleeping clients that bought more than once, those of most expected money first; null when too few of the base
 * have come back for anything to be learnt. Of those who bought once nothing can be said, so they are not here.
 */
export function expectedOrder(
  rows: readonly DormantClientsRow[],
  sample: readonly BuyerSampleRow[],
): Expected[] | null {
  const buyer = (row: {purchase_day_count: number; recency_days: number; age_days: number}) => ({
    repeats: row.purchase_day_count - 1,
    recency: row.recency_days,
    age: row.age_days,
  });
  const model = fitBuyingModel(sample.map(buyer))?.model;
  if (!model) return null;
  const known = rows.flatMap((row) => {
    const {purchase_day_count, recency_days, age_days} = row;
    if (purchase_day_count === null || recency_days === null || age_days === null) return [];
    const own = buyer({purchase_day_count, recency_days, age_days});
    const alive = aliveChance(model, own);
    if (alive === null) return [];
    const amount =
      (expectedPurchases(model, own, aheadDays) * Math.max(0, row.order_amount)) / purchase_day_count;
    return [{row, alive, amount}];
  });
  const all = known.reduce((sum, {amount}) => sum + amount, 0);
  let before = 0;
  return known
    .toSorted((one, other) => other.amount - one.amount)
    .map((one) => {
      before += one.amount;
      return {...one, share: all > 0 ? before / all : 0};
    });
}

/** Where to stop calling: the clients after this many hold the last fifth of the money together. */
export const worthCalling = (order: readonly Expected[]): number =>
  order.findIndex(({share}) => share >= 0.8) + 1;
