import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

test("asleep are those whose last purchase is dormant_days or more before the last day of data, worth most first", async () => {
  // data until 2026-06-30, dormant after 90 days: a purchase on 1 April is 90 days old
  const client = {client_size: "small", order_amount: 10};
  const asleep = await runModel("rollup_sleepers", {
    dim_clients: [
      {...client, client_id: "c1", last_order_date: "2026-04-01", owner_employee_id: "e1"},
      {...client, client_id: "c2", last_order_date: "2026-04-02", order_amount: 900},
      {...client, client_id: "c3", last_order_date: "2025-06-30", order_amount: 20.5},
      {...client, client_id: "c4", last_order_date: null},
    ],
    rollup_buyers: [
      {client_id: "c1", purchase_day_count: 1, recency_days: 0, age_days: 90},
      {client_id: "c2", purchase_day_count: 1, recency_days: 0, age_days: 89},
      {client_id: "c3", purchase_day_count: 3, recency_days: 40, age_days: 405},
    ],
  });
  const rows = await runModel("dormant_clients", {
    dim_employees: [{employee_id: "e1", employee_name: "Иванова Анна"}],
    rollup_sleepers: asleep,
  });
  // c2 bought once too, but is awake
  expect(pick(rows, "client_id", "purchase_day_count", "all_once_count")).toEqual([
    {client_id: "c3", purchase_day_count: 3, all_once_count: 1},
    {client_id: "c1", purchase_day_count: 1, all_once_count: 1},
  ]);
  expect(
    pick(
      rows,
      "client_id",
      "owner_name",
      "silent_days",
      "order_amount",
      "all_dormant_count",
      "all_dormant_amount",
    ),
  ).toEqual([
    {
      client_id: "c3",
      owner_name: null,
      silent_days: 365,
      order_amount: "20.50",
      all_dormant_count: 2,
      all_dormant_amount: "30.50",
    },
    {
      client_id: "c1",
      owner_name: "Иванова Анна",
      silent_days: 90,
      order_amount: "10.00",
      all_dormant_count: 2,
      all_dormant_amount: "30.50",
    },
  ]);
});

test("a buyer's purchase days run from the first to the last, the age to the last day of data", async () => {
  const rows = await runModel("rollup_buyers", {
    int_purchase_days: [
      {client_id: "c1", purchase_date: "2026-01-01"},
      {client_id: "c1", purchase_date: "2026-01-31"},
      {client_id: "c1", purchase_date: "2026-07-01"},
      {client_id: "c2", purchase_date: "2026-06-30"},
    ],
  });
  // data until 2026-06-30, 180 days after the first of January; what is dated later has not happened yet
  expect(pick(rows, "client_id", "purchase_day_count", "recency_days", "age_days")).toEqual([
    {client_id: "c1", purchase_day_count: 2, recency_days: 30, age_days: 180},
    {client_id: "c2", purchase_day_count: 1, recency_days: 0, age_days: 0},
  ]);
  const sample = await runModel("buyer_sample", {rollup_buyers: rows});
  expect(pick(sample, "client_id")).toEqual([{client_id: "c1"}]);
});
