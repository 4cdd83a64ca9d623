import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

// data until 2026-06-30; 30 days fade, 90 are dormant
const held = {owner_employee_id: "e1", owner_leg_code: "farmers"};

test("the clients of an owner by state, those that never bought or were never spoken with in none", async () => {
  const rows = await runModel("rollup_owner_books", {
    dim_clients: [
      // 29, 30, 89 and 90 days of silence
      {...held, client_id: "a", last_order_date: "2026-06-01", last_contact_date: "2026-04-01"},
      {...held, client_id: "b", last_order_date: "2026-05-31", last_contact_date: "2026-04-02"},
      {...held, client_id: "c", last_order_date: "2026-04-02", last_contact_date: "2026-05-31"},
      {...held, client_id: "d", last_order_date: "2026-04-01", last_contact_date: "2026-06-01"},
      {...held, client_id: "e"},
      {...held, client_id: "f", owner_employee_id: "e2", owner_leg_code: "hunters"},
      {...held, client_id: "x", owner_leg_code: "call_centre"},
      {...held, client_id: "y", owner_employee_id: null},
    ],
  });
  const states = pick(
    rows,
    "owner_employee_id",
    "client_count",
    "active_count",
    "fading_count",
    "dormant_count",
    "contact_active_count",
    "contact_fading_count",
    "contact_dormant_count",
  );
  expect(states.map((row) => Object.values(row))).toEqual([
    ["e1", 5, 1, 2, 1, 1, 2, 1],
    ["e2", 1, 0, 0, 0, 0, 0, 0],
  ]);
});

test("an estimate is stale after 365 days; money is that of twelve months; who bought more than estimated is told", async () => {
  const estimated = (client_id: string, potential_date: string | null, potential_amount: number | null) => ({
    ...held,
    client_id,
    potential_date,
    potential_amount,
  });
  const rows = await runModel("rollup_owner_books", {
    dim_clients: [
      estimated("a", "2025-06-30", 1000),
      estimated("b", "2025-06-29", 500),
      estimated("c", null, null),
      estimated("d", "2026-06-01", 0),
      estimated("e", "2026-06-01", 100),
    ],
    rollup_client_months: [
      {client_id: "a", month: "2026-06-01", order_amount: 300},
      {client_id: "a", month: "2025-07-01", order_amount: 50},
      {client_id: "a", month: "2025-06-01", order_amount: 9000},
      {client_id: "b", month: "2026-01-01", order_amount: 20},
      {client_id: "c", month: "2026-01-01", order_amount: 7},
      {client_id: "d", month: "2026-01-01", order_amount: 1},
      {client_id: "e", month: "2026-01-01", order_amount: 100},
    ],
  });
  expect(rows).toMatchObject([
    {
      order_amount: "478.00",
      potential_fresh_count: 3,
      potential_stale_count: 1,
      potential_stale_amount: "20.00",
      potential_none_count: 1,
      potential_none_amount: "7.00",
      potential_amount: "1100.00",
      potential_bought_amount: "451.00",
      potential_beyond_count: 1,
    },
  ]);
});
