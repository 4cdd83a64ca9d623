import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

test("a warm client waits until its first deal won, until it is given back, or until the last day of data", async () => {
  const handover = {
    to_leg_code: "hunters",
    to_employee_id: "h1",
    accepted_date: "2026-06-01",
    accepted_at: "2026-06-01 09:00:00+00",
  };
  const anew = {accepted_date: "2026-06-08", accepted_at: "2026-06-08 09:00:00+00"};
  const deal = {status: "won", closed_date: "2026-06-11"};
  const rows = await runModel("rollup_hunter_waits", {
    fct_handovers: [
      {...handover, handover_id: "1", client_id: "won"},
      {...handover, handover_id: "2", client_id: "open"},
      {...handover, handover_id: "3", client_id: "returned", returned_date: "2026-06-06"},
      {...handover, handover_id: "4", client_id: "before"},
      {...handover, handover_id: "5", client_id: "farmer", to_leg_code: "farmers"},
      {...handover, handover_id: "6", client_id: "waiting", accepted_date: null, accepted_at: null},
      {...handover, handover_id: "7", client_id: "taken anew", returned_date: "2026-06-06"},
      {...handover, ...anew, handover_id: "8", client_id: "taken anew"},
    ],
    fct_deals: [
      {...deal, deal_id: "d1", client_id: "won"},
      {...deal, deal_id: "d2", client_id: "won", closed_date: "2026-06-20"},
      {...deal, deal_id: "d3", client_id: "open", status: "lost"},
      {...deal, deal_id: "d4", client_id: "returned", closed_date: "2026-06-07"},
      {...deal, deal_id: "d5", client_id: "before", closed_date: "2026-05-31"},
      {...deal, deal_id: "d6", client_id: "taken anew", closed_date: "2026-06-21"},
    ],
  });
  // data until 2026-06-30
  expect(
    pick(rows, "client_id", "wait_days", "is_won").toSorted((a, b) =>
      `${a.client_id}`.localeCompare(`${b.client_id}`),
    ),
  ).toEqual([
    {client_id: "before", wait_days: 29, is_won: false},
    {client_id: "open", wait_days: 29, is_won: false},
    {client_id: "returned", wait_days: 5, is_won: false},
    {client_id: "taken anew", wait_days: 20, is_won: true},
    {client_id: "won", wait_days: 10, is_won: true},
  ]);
});

test("a deal counts for the hunter who accepted the client last before it, and ends the wait of none before him", async () => {
  const taken = (client_id: string, to_employee_id: string, day: string) => ({
    handover_id: `${client_id} ${day}`,
    client_id,
    to_leg_code: "hunters",
    to_employee_id,
    accepted_date: day,
    accepted_at: `${day} 09:00:00+00`,
  });
  const rows = await runModel("rollup_hunter_waits", {
    fct_handovers: [
      taken("passed over", "h1", "2026-03-01"),
      taken("passed over", "h2", "2026-04-01"),
      taken("there and back", "h1", "2026-03-01"),
      taken("there and back", "h2", "2026-03-11"),
      taken("there and back", "h1", "2026-03-21"),
    ],
    fct_deals: ["passed over", "there and back"].map((client_id) => ({
      deal_id: client_id,
      client_id,
      status: "won",
      closed_date: "2026-06-02",
    })),
  });
  // 1 March to 1 April; 1 April to 2 June; 1 March to 2 June; 11 to 21 March
  expect(pick(rows, "client_id", "employee_id", "wait_days", "is_won")).toEqual([
    {client_id: "passed over", employee_id: "h1", wait_days: 31, is_won: false},
    {client_id: "passed over", employee_id: "h2", wait_days: 62, is_won: true},
    {client_id: "there and back", employee_id: "h1", wait_days: 93, is_won: true},
    {client_id: "there and back", employee_id: "h2", wait_days: 10, is_won: false},
  ]);
});

test("a clock runs while the hunter holds the client on the last day of data", async () => {
  const clock = {
    hunter_employee_id: "h1",
    started_date: "2026-04-01",
    trap_date: "2026-04-01",
    limit_date: "2026-05-31",
  };
  const rows = await runModel("rollup_running_clocks", {
    fct_handover_clocks: [
      {...clock, client_id: "late"},
      {
        ...clock,
        client_id: "fresh",
        started_date: "2026-06-20",
        trap_date: "2026-06-20",
        limit_date: "2026-08-19",
      },
      {...clock, client_id: "passed", ended_date: "2026-06-30"},
      {...clock, client_id: "later", ended_date: "2026-07-01"},
    ],
  });
  expect(
    pick(rows, "client_id", "held_days", "over_days").toSorted((a, b) =>
      `${a.client_id}`.localeCompare(`${b.client_id}`),
    ),
  ).toEqual([
    {client_id: "fresh", held_days: 10, over_days: -50},
    {client_id: "late", held_days: 90, over_days: 30},
    {client_id: "later", held_days: 90, over_days: 30},
  ]);
});

test("late are those passed on late in three months and those held past the limit at the end of the last", async () => {
  const row = {employee_id: "h1", passed_count: 4, late_count: 1, overdue_count: 9, overdue_amount: 700};
  const rows = await runModel(
    "handover_shares",
    {
      dim_employees: [{employee_id: "h1", employee_name: "А"}],
      rollup_hunter_months: [
        {...row, month: "2026-01-01"},
        {...row, month: "2026-03-01", overdue_count: 2, overdue_amount: 50.5},
        {...row, month: "2025-12-01"},
        {...row, month: "2026-04-01"},
      ],
    },
    {month: "2026-03-01"},
  );
  expect(
    pick(rows, "passed_count", "late_count", "overdue_count", "overdue_amount", "due_count", "delayed_count"),
  ).toEqual([
    {
      passed_count: 8,
      late_count: 2,
      overdue_count: 2,
      overdue_amount: "50.50",
      due_count: 10,
      delayed_count: 4,
    },
  ]);
});
