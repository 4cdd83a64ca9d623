import {expect, test} from "vitest";
import {knownFacts} from "../../queries/vocabulary.ts";
import {runModel} from "../helpers/run-model.ts";

test("every fact is counted, also when nothing is known", async () => {
  const none = await runModel("known_facts", {});
  expect(none.map((row) => row["fact_code"]).toSorted()).toEqual(knownFacts.toSorted());
  expect(none.every((row) => Number(row["row_count"]) === 0)).toBe(true);
});

test("a plan without clients of its groups, orders without calls and owners of the call centre are told apart", async () => {
  const rows = await runModel("known_facts", {
    dim_contact_groups: [{client_group: "A", contact_days: 14}],
    rollup_call_months: [
      {call_month: "2026-05-01", leg_code: "call_centre", recorded_count: 1},
      {call_month: "2026-05-01", leg_code: "hunters", recorded_count: 2},
    ],
    dim_employee_roles: [
      {employee_id: "o1", leg_code: "call_centre", valid_from: "2025-01-01"},
      {employee_id: "o1", leg_code: "call_centre", valid_from: "2026-01-01"},
      {employee_id: "h1", leg_code: "hunters", valid_from: "2026-01-01"},
    ],
    dim_clients: [
      {
        client_id: "k1",
        last_order_date: "2026-05-01",
        client_group: "B",
        created_by_employee_id: "h1",
      },
      {client_id: "k2", owner_employee_id: "o1", owner_leg_code: "call_centre"},
    ],
  });
  expect(Object.fromEntries(rows.map((row) => [row["fact_code"], Number(row["row_count"])]))).toEqual({
    clients: 2,
    buyers: 1,
    contacts: 0,
    owners: 0,
    contact_groups: 1,
    grouped_clients: 0,
    warm_clients: 0,
    deals: 0,
    clocks: 0,
    operators: 1,
    recordings: 3,
    card_makers: 1,
  });
});
