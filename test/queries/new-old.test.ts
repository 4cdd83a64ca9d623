import {expect, test} from "vitest";
import {runModel} from "../helpers/run-model.ts";

const talk = (client_id: string, contact_month: string, day: string | null) => ({
  contact_month,
  employee_id: "e1",
  client_id,
  first_conversation_date: day,
});
const order = (client_id: string, order_date: string, order_amount: number) => ({
  client_id,
  order_date,
  order_month: `${order_date.slice(0, 7)}-01`,
  order_amount,
  employee_id: "e1",
  leg_code: "hunters",
});

test("a client is new until the month after its first purchase; each kind of work counts by its own month", async () => {
  const rows = await runModel("rollup_new_old_months", {
    dim_employee_roles: [
      {employee_id: "e1", leg_code: "hunters", valid_from: "2025-01-01", valid_to: "2026-06-15"},
      {employee_id: "e1", leg_code: "farmers", valid_from: "2026-06-15", valid_to: "9000-01-01"},
    ],
    int_last_posts: [
      {employee_id: "left", leg_code: "farmers", left_date: "2026-07-01"},
      {employee_id: "head", leg_code: null, left_date: "2026-07-01"},
    ],
    int_purchase_days: [
      {client_id: "a", purchase_date: "2026-05-31"},
      {client_id: "b", purchase_date: "2026-06-01"},
      {client_id: "b", purchase_date: "2026-07-01"},
    ],
    int_pair_months: [
      talk("a", "2026-06-01", "2026-06-10"),
      talk("b", "2026-06-01", "2026-06-10"),
      talk("never", "2026-06-01", "2026-06-14"),
      // the post of that day; an attempt without a conversation
      talk("d", "2026-06-01", "2026-06-15"),
      talk("f", "2026-06-01", null),
    ],
    fct_deals: [
      {
        deal_id: "1",
        client_id: "a",
        status: "won",
        closed_month: "2026-06-01",
        owner_employee_id: "e1",
        owner_leg_code: "hunters",
      },
      {
        deal_id: "2",
        client_id: "b",
        status: "won",
        closed_month: "2026-06-01",
        owner_employee_id: "e1",
        owner_leg_code: "hunters",
      },
      {
        deal_id: "3",
        client_id: "b",
        status: "lost",
        closed_month: "2026-06-01",
        owner_employee_id: "e1",
        owner_leg_code: "hunters",
      },
    ],
    fct_orders: [
      order("a", "2026-05-31", 10),
      order("a", "2026-06-20", 5),
      order("b", "2026-06-01", 100),
      order("b", "2026-06-02", -30),
      order("b", "2026-07-01", 7),
      {...order("b", "2026-06-01", 1000), leg_code: "call_centre"},
      // in the name of a farmer who has left, and of one whose last post is none of the relay
      {...order("b", "2026-07-01", 3), employee_id: "left", leg_code: null},
      {...order("b", "2026-07-01", 9), employee_id: "head", leg_code: null},
    ],
  });
  expect(rows.map((row) => Object.values(row))).toEqual([
    ["2026-05-01", "e1", "hunters", 0, 0, 0, 0, "10.00", "0.00"],
    ["2026-06-01", "e1", "farmers", 1, 0, 0, 0, "0.00", "0.00"],
    ["2026-06-01", "e1", "hunters", 2, 1, 1, 1, "70.00", "5.00"],
    ["2026-07-01", "e1", "hunters", 0, 0, 0, 0, "0.00", "7.00"],
    ["2026-07-01", "left", "farmers", 0, 0, 0, 0, "0.00", "3.00"],
  ]);
});
