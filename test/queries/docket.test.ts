import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

// data until 2026-06-30; 30 days fade, 90 are dormant
const held = {
  owner_employee_id: "e1",
  owner_leg_code: "farmers",
  owned_since_date: "2025-01-10",
  client_group: "A",
};
const base: Record<string, FixtureRow[]> = {
  dim_employees: [{employee_id: "e1"}, {employee_id: "e2", left_date: "2026-06-30"}],
  dim_contact_groups: [
    {client_group: "A", contact_days: 14},
    {client_group: "slow", contact_days: 120},
  ],
};

test("silence runs from the latest of contact, purchase and the day the owner got the client; grace, then a proposal", async () => {
  const rows = await runModel("rollup_docket", {
    ...base,
    dim_clients: [
      // 30 days of silence are not yet long, 31 are; 90 are still grace, 91 are past it
      {...held, client_id: "c1", last_contact_date: "2026-05-31"},
      {...held, client_id: "c2", last_contact_date: "2026-05-30"},
      {...held, client_id: "c3", last_contact_date: "2026-04-01"},
      {...held, client_id: "c4", last_contact_date: "2026-03-31"},
      // bought since, or came to the owner since
      {...held, client_id: "c5", last_contact_date: "2026-01-01", last_order_date: "2026-06-10"},
      {...held, client_id: "c6", last_contact_date: "2026-01-01", owned_since_date: "2026-06-10"},
      // the owner got the client lately, although nobody spoke with it for half a year
      {...held, client_id: "c7", last_contact_date: "2026-01-01", owned_since_date: "2026-05-21"},
      // a group that may be silent for 120 days is warned from then on
      {...held, client_id: "c8", last_contact_date: "2026-03-02", client_group: "slow"},
      {...held, client_id: "c9", last_contact_date: "2026-03-01", client_group: "slow"},
      // who never was spoken with: since the owner has it
      {...held, client_id: "d1", last_contact_date: null, owned_since_date: "2026-01-01", client_group: null},
      // of nobody, of the call centre
      {...held, client_id: "x1", owner_employee_id: null},
      {...held, client_id: "x2", owner_leg_code: "call_centre"},
    ],
  });
  expect(
    pick(
      rows,
      "client_id",
      "silent_since_date",
      "counted_days",
      "limit_days",
      "grace_until_date",
      "docket_state",
    ),
  ).toEqual(
    [
      ["c2", "2026-05-30", 31, 90, "2026-08-28", "warned"],
      ["c3", "2026-04-01", 90, 90, "2026-06-30", "warned"],
      ["c4", "2026-03-31", 91, 90, "2026-06-29", "proposed"],
      ["c7", "2026-05-21", 40, 90, "2026-08-19", "warned"],
      ["c9", "2026-03-01", 121, 120, "2026-06-29", "proposed"],
      ["d1", "2026-01-01", 180, 90, "2026-04-01", "proposed"],
    ].map(([client_id, silent_since_date, counted_days, limit_days, grace_until_date, docket_state]) => ({
      client_id,
      silent_since_date,
      counted_days,
      limit_days,
      grace_until_date,
      docket_state,
    })),
  );
});

test("money received and a won deal are signs of life; a refund, a lost or an open deal are none", async () => {
  const deal = {status: "won", created_date: "2025-02-01"};
  const payment = {payment_month: "2026-06-01", payment_amount: 90000};
  const rows = await runModel("rollup_docket", {
    ...base,
    // 2026-01-01 to 2026-06-30 are 180 days
    dim_clients: ["c1", "c2", "c3", "c4", "c5", "c6"].map((client_id) => ({
      ...held,
      client_id,
      last_contact_date: "2026-01-01",
    })),
    fct_payments: [
      {...payment, payment_id: "p1", client_id: "c1", payment_date: "2026-06-25"},
      // 31 days before the last day: grace; another day's money is older
      {...payment, payment_id: "p2", client_id: "c2", payment_date: "2026-05-30"},
      {...payment, payment_id: "p3", client_id: "c2", payment_date: "2026-02-01"},
      {...payment, payment_id: "p4", client_id: "c3", payment_date: "2026-06-25", payment_amount: -1},
    ],
    fct_deals: [
      {...deal, deal_id: "d1", client_id: "c4", closed_date: "2026-04-30"},
      {...deal, deal_id: "d2", client_id: "c5", closed_date: "2026-06-25", status: "lost"},
      // paid and won after the last contact, the later of both counts
      {...deal, deal_id: "d3", client_id: "c6", closed_date: "2026-03-31"},
    ],
    int_purchase_days: [],
  });
  expect(
    rows.map((row) => [
      row["client_id"],
      row["silent_since_date"],
      row["last_paid_date"],
      row["last_won_date"],
      row["docket_state"],
    ]),
  ).toEqual([
    ["c2", "2026-05-30", "2026-05-30", null, "warned"],
    ["c3", "2026-01-01", null, null, "proposed"],
    // 61 days are grace still, 91 are past it
    ["c4", "2026-04-30", null, "2026-04-30", "warned"],
    ["c5", "2026-01-01", null, null, "proposed"],
    ["c6", "2026-03-31", null, "2026-03-31", "proposed"],
  ]);
});

test("days the owner was away do not count, and on such a day nothing is proposed; of who has left there is no grace", async () => {
  const rows = await runModel("rollup_docket", {
    ...base,
    dim_employees: [...base["dim_employees"]!, {employee_id: "e3"}],
    dim_clients: [
      // 100 days of silence, 10 of them away: 90 count
      {...held, client_id: "c1", last_contact_date: "2026-03-22"},
      // 101 of which 91 count
      {...held, client_id: "c2", last_contact_date: "2026-03-21"},
      {...held, client_id: "c3", last_contact_date: "2026-01-01", owner_employee_id: "e3"},
      // the owner left on the last day: 31 days that count are enough, 30 are not
      {...held, client_id: "c4", last_contact_date: "2026-05-29", owner_employee_id: "e2"},
      {...held, client_id: "c5", last_contact_date: "2026-05-30", owner_employee_id: "e2"},
    ],
    fct_absences: [
      // one before the silence began, ten after, one of somebody else
      {employee_id: "e1", absence_date: "2026-03-20"},
      ...Array.from({length: 10}, (_, index) => ({
        employee_id: "e1",
        absence_date: `2026-05-${10 + index}`,
      })),
      {employee_id: "e3", absence_date: "2026-06-30"},
      {employee_id: "e2", absence_date: "2026-06-30"},
    ],
  });
  expect(pick(rows, "client_id", "absent_days", "counted_days", "limit_days", "docket_state")).toEqual([
    {client_id: "c1", absent_days: 10, counted_days: 90, limit_days: 90, docket_state: "warned"},
    {client_id: "c2", absent_days: 10, counted_days: 91, limit_days: 90, docket_state: "proposed"},
    {client_id: "c3", absent_days: 1, counted_days: 179, limit_days: 90, docket_state: "held"},
    {client_id: "c4", absent_days: 1, counted_days: 31, limit_days: 30, docket_state: "proposed"},
  ]);
});

test("an open deal that moved of late or a promised call holds a client; an old open deal does not", async () => {
  const silent = {...held, last_contact_date: "2026-01-01"};
  const deal = {status: "open", deal_amount: 100};
  const rows = await runModel("rollup_docket", {
    ...base,
    dim_clients: ["c1", "c2", "c3", "c4", "c5", "c6", "c7"].map((client_id) => ({...silent, client_id})),
    fct_deals: [
      // 90 days before the last day is too long ago, 89 are not
      {...deal, deal_id: "d1", client_id: "c1", created_date: "2026-04-01"},
      {...deal, deal_id: "d2", client_id: "c2", created_date: "2026-04-02"},
      // opened long ago, moved since; of two deals both count
      {...deal, deal_id: "d3", client_id: "c3", created_date: "2025-01-01"},
      {...deal, deal_id: "d4", client_id: "c3", created_date: "2024-01-01"},
      {...deal, deal_id: "d5", client_id: "c4", created_date: "2026-06-01", status: "lost"},
    ],
    fct_stage_events: [
      {deal_id: "d3", entered_date: "2026-05-05"},
      {deal_id: "d3", entered_date: "2025-05-05"},
    ],
    fct_call_results: [
      {client_id: "c5", callback_at: "2026-07-05T09:00:00Z"},
      {client_id: "c6", callback_at: "2026-06-29T09:00:00Z"},
      {client_id: "c7", callback_at: "2026-06-30T09:00:00Z"},
    ],
  });
  expect(
    pick(rows, "client_id", "open_deal_count", "open_deal_moved_date", "promised_date", "docket_state"),
  ).toEqual(
    [
      ["c1", 1, "2026-04-01", null, "proposed"],
      ["c2", 1, "2026-04-02", null, "held"],
      ["c3", 2, "2026-05-05", null, "held"],
      ["c4", 0, null, null, "proposed"],
      ["c5", 0, null, "2026-07-05", "held"],
      ["c6", 0, null, null, "proposed"],
      ["c7", 0, null, "2026-06-30", "held"],
    ].map(([client_id, open_deal_count, open_deal_moved_date, promised_date, docket_state]) => ({
      client_id,
      open_deal_count,
      open_deal_moved_date,
      promised_date,
      docket_state,
    })),
  );
});

test("contacts done stand beside those required over the same days, no earlier than the owner got the client", async () => {
  const rows = await runModel("rollup_docket", {
    ...base,
    dim_clients: [
      {...held, client_id: "c1", last_contact_date: "2026-01-01"},
      {...held, client_id: "c2", last_contact_date: "2026-01-10", owned_since_date: "2026-01-05"},
      {...held, client_id: "c3", last_contact_date: "2026-01-10", client_group: null},
    ],
    rollup_client_months: [
      // twelve months: July 2025 to June 2026
      {client_id: "c1", month: "2025-06-01", contact_count: 50},
      {client_id: "c1", month: "2025-07-01", contact_count: 2},
      {client_id: "c1", month: "2026-01-01", contact_count: 1},
      {client_id: "c2", month: "2025-12-01", contact_count: 9},
      {client_id: "c2", month: "2026-01-01", contact_count: 4},
    ],
  });
  expect(pick(rows, "client_id", "year_contact_count", "planned_contacts")).toEqual([
    // 365 days and 181 days at one contact in 14
    {client_id: "c1", year_contact_count: 3, planned_contacts: 365 / 14},
    {client_id: "c2", year_contact_count: 4, planned_contacts: 181 / 14},
    {client_id: "c3", year_contact_count: 0, planned_contacts: null},
  ]);
});

test("the list has the proposed first, the largest of them on top, and counts all of each kind", async () => {
  const row = (client_id: string, docket_state: string, order_amount: number, list_place: number) => ({
    client_id,
    docket_state,
    order_amount,
    list_place,
    owner_employee_id: "e1",
    owner_leg_code: "farmers",
    counted_days: 100,
    limit_days: 90,
  });
  const rows = await runModel("take_away_docket", {
    dim_employees: [{employee_id: "e1", employee_name: "Иванова Анна"}],
    rollup_docket: [
      row("c1", "proposed", 10, 2),
      row("c2", "held", 500, 3),
      row("c3", "proposed", 20, 1),
      row("c4", "warned", 900, 4),
    ],
  });
  expect(
    pick(
      rows,
      "client_id",
      "all_proposed_count",
      "all_proposed_amount",
      "owner_proposed_count",
      "all_held_count",
      "all_warned_count",
    ),
  ).toEqual(
    ["c3", "c1", "c2", "c4"].map((client_id) => ({
      client_id,
      all_proposed_count: 2,
      all_proposed_amount: "30.00",
      owner_proposed_count: 2,
      all_held_count: 1,
      all_warned_count: 1,
    })),
  );
});
