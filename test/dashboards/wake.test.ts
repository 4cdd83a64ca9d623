// @vitest-environment jsdom
import {expect, test} from "vitest";
import {wakeCurve} from "../../dashboards/charts/wake-curve.ts";
import {expectedOrder, worthCalling} from "../../dashboards/lib/expected.ts";
import {wakeFinding} from "../../dashboards/pages/revival/wake-card.tsx";
import type {BuyerSampleRow, DormantClientsRow} from "../../queries/generated/rows.ts";
import {english} from "./chart-snapshot.ts";

const asleep = (client_id: string, more: Partial<DormantClientsRow> = {}): DormantClientsRow => ({
  client_id,
  client_name: client_id,
  client_size: "small",
  client_group: null,
  client_phone: null,
  tax_id: null,
  owner_employee_id: null,
  owner_name: null,
  owner_leg_code: null,
  order_amount: 5000,
  last_order_date: "2026-01-01",
  silent_days: 100,
  last_contact_date: null,
  purchase_day_count: 5,
  recency_days: 300,
  age_days: 400,
  all_dormant_count: 3,
  all_dormant_amount: 9000,
  all_once_count: 7,
  ...more,
});

/** Clients that differ in pace and fall away with a chance of their own after each purchase, by a fixed lot. */
function simulated(count: number): BuyerSampleRow[] {
  let state = 7;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({length: count}, (_, index) => {
    const age_days = 200 + Math.floor(next() * 400);
    const pace = [0.003, 0.01, 0.03][index % 3]!;
    const leaves = [0.05, 0.2, 0.6][Math.floor(index / 3) % 3]!;
    let last = 0;
    let repeats = 0;
    for (let day = -Math.log(next()) / pace; day < age_days; day += -Math.log(next()) / pace) {
      last = day;
      repeats++;
      if (next() < leaves) break;
    }
    return {
      client_id: `b${index}`,
      purchase_day_count: repeats + 1,
      recency_days: Math.floor(last),
      age_days,
    };
  });
}
const sample = simulated(600);

test("of two with the same purchases the fresher comes first, of two alike the one with larger purchases", () => {
  const order = expectedOrder(
    [
      asleep("old", {recency_days: 60}),
      asleep("fresh"),
      asleep("large", {order_amount: 50_000}),
      asleep("once", {purchase_day_count: 1, recency_days: 0, order_amount: 1_000_000}),
      asleep("returned", {order_amount: -100}),
    ],
    sample,
  )!;
  expect(order.map(({row}) => row.client_id)).toEqual(["large", "fresh", "old", "returned"]);
  expect(order[0]!.amount).toBeCloseTo(10 * order[1]!.amount, 6);
  expect(order[2]!.alive).toBeLessThan(order[1]!.alive);
  expect(order.at(-1)!.amount).toBe(0);
  expect(order.at(-1)!.share).toBeCloseTo(1, 12);
});

test("calling stops where the first hold 80 % of the money", () => {
  const one = {row: asleep("a"), alive: 0.5, amount: 1};
  const order = [0.5, 0.79, 0.8, 0.95, 1].map((share) => ({...one, share}));
  expect(worthCalling(order)).toBe(3);
  expect(wakeFinding(order, english)).toContain("first 3 of 5");
  expect(wakeFinding(order, english)).toContain("of 7 who bought once");
  expect(wakeFinding([], english)).toBeNull();
  // 5 in order and 7 that bought once are all 12; of 20 asleep 8 are not among those that bought most
  const ofAll = (all_dormant_count: number) =>
    wakeFinding(
      order.map((each) => ({...each, row: asleep("a", {all_dormant_count})})),
      english,
    );
  expect(ofAll(12)).not.toContain("left out");
  expect(ofAll(20)).toContain("; 8 more bought less than the first 500 and are left out");
  const figure = wakeCurve(order, {width: 900, words: english});
  expect(figure.querySelectorAll(".stop")).toHaveLength(1);
  expect(figure.querySelectorAll(".hit > *")).toHaveLength(5);
  expect(figure.querySelector(".hit > *")!.getAttribute("data-tip")).toContain("50%");
});

test("without enough repeat buyers there is no order rather than a poor one", () => {
  expect(expectedOrder([asleep("a")], sample.slice(0, 49))).toBeNull();
});

test("of a single repeat buyer nothing is ranked", () => {
  const only = {row: asleep("a"), alive: 0.5, amount: 1, share: 1};
  expect(wakeFinding([only], english)).toMatch(/^One repeat buyer sleeps/);
});
