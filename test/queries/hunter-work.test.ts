import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

test("a warm client waits until a hunter speaks with him, is given back, passed on anew or closed, or to the last day", async () => {
  const offer = {
    to_leg_code: "hunters",
    to_employee_id: "h1",
    offered_at: "2026-06-01 09:00:00+00",
    offered_date: "2026-06-01",
    offered_month: "2026-06-01",
    due_at: "2026-06-03 09:00:00+00",
    accepted_date: "2026-06-02",
    is_decided: true,
    is_late: false,
    is_taker_away: false,
  };
  const spoke = {leg_code: "hunters", employee_id: "h2", contact_count: 1};
  const rows = await runModel("rollup_warm_clients", {
    fct_handovers: [
      {...offer, handover_id: "1", client_id: "spoken"},
      {...offer, handover_id: "2", client_id: "nobody", accepted_date: null, is_late: true},
      {...offer, handover_id: "3", client_id: "back", returned_date: "2026-06-06", is_late: true},
      {...offer, handover_id: "4", client_id: "closed"},
      {...offer, handover_id: "5", client_id: "twice"},
      {
        ...offer,
        handover_id: "6",
        client_id: "twice",
        to_employee_id: "h2",
        offered_at: "2026-06-11 09:00:00+00",
        offered_date: "2026-06-11",
        due_at: "2026-07-03 09:00:00+00",
        accepted_date: null,
        is_decided: false,
      },
      {...offer, handover_id: "7", client_id: "unanswered", is_late: true},
      {...offer, handover_id: "8", client_id: "farmer", to_leg_code: "farmers"},
    ],
    int_contact_days: [
      {...spoke, client_id: "spoken", contact_date: "2026-06-09"},
      {...spoke, client_id: "spoken", contact_date: "2026-05-30"},
      {...spoke, client_id: "nobody", contact_date: "2026-06-05", leg_code: "farmers"},
      {...spoke, client_id: "back", contact_date: "2026-06-08"},
      {...spoke, client_id: "unanswered", contact_date: "2026-06-08", contact_count: 0},
      {...spoke, client_id: "twice", contact_date: "2026-06-20"},
    ],
    fct_deals: [
      {deal_id: "d1", client_id: "closed", created_date: "2026-06-01", closed_date: "2026-06-13"},
      {deal_id: "d2", client_id: "nobody", created_date: "2026-05-01", closed_date: "2026-06-13"},
    ],
  });
  // data until 2026-06-30, which is 29 days after the offer
  expect(
    pick(rows, "handover_id", "wait_days", "is_contacted", "is_waiting", "is_decided", "is_accepted_late"),
  ).toEqual([
    {
      handover_id: "1",
      wait_days: 8,
      is_contacted: true,
      is_waiting: false,
      is_decided: true,
      is_accepted_late: false,
    },
    {
      handover_id: "2",
      wait_days: 29,
      is_contacted: false,
      is_waiting: true,
      is_decided: true,
      is_accepted_late: true,
    },
    {
      handover_id: "3",
      wait_days: 5,
      is_contacted: false,
      is_waiting: false,
      is_decided: true,
      is_accepted_late: true,
    },
    {
      handover_id: "4",
      wait_days: 12,
      is_contacted: false,
      is_waiting: false,
      is_decided: true,
      is_accepted_late: false,
    },
    {
      handover_id: "5",
      wait_days: 10,
      is_contacted: false,
      is_waiting: false,
      is_decided: true,
      is_accepted_late: false,
    },
    // its time for acceptance is not over
    {
      handover_id: "6",
      wait_days: 9,
      is_contacted: true,
      is_waiting: false,
      is_decided: false,
      is_accepted_late: false,
    },
    {
      handover_id: "7",
      wait_days: 29,
      is_contacted: false,
      is_waiting: true,
      is_decided: true,
      is_accepted_late: true,
    },
  ]);
});

test("a deal counts once for a stage, by its first entry, and what has not moved is kept as open", async () => {
  const deal = {owner_leg_code: "hunters", pipeline: "p"};
  const move = {status: "open", stage: "offer"};
  const rows = await runModel("rollup_stage_stays", {
    fct_deals: [
      {...deal, deal_id: "moved"},
      {...deal, deal_id: "stands"},
      {...deal, deal_id: "closed", closed_date: "2026-06-21"},
      {...deal, deal_id: "again"},
      {...deal, deal_id: "other", owner_leg_code: "farmers"},
    ],
    fct_stage_events: [
      {...move, deal_id: "moved", entered_at: "2026-06-01 09:00:00+00", entered_date: "2026-06-01"},
      {
        ...move,
        deal_id: "moved",
        stage: "won",
        status: "won",
        entered_at: "2026-06-11 09:00:00+00",
        entered_date: "2026-06-11",
      },
      {...move, deal_id: "stands", entered_at: "2026-06-10 09:00:00+00", entered_date: "2026-06-10"},
      {...move, deal_id: "closed", entered_at: "2026-06-01 09:00:00+00", entered_date: "2026-06-01"},
      {...move, deal_id: "again", entered_at: "2026-06-01 09:00:00+00", entered_date: "2026-06-01"},
      {
        ...move,
        deal_id: "again",
        stage: "talks",
        entered_at: "2026-06-11 09:00:00+00",
        entered_date: "2026-06-11",
      },
      {...move, deal_id: "again", entered_at: "2026-06-16 09:00:00+00", entered_date: "2026-06-16"},
      {...move, deal_id: "other", entered_at: "2026-06-01 09:00:00+00", entered_date: "2026-06-01"},
    ],
  });
  // `again` came back to the offer on the 16th and stands there; its first stay was 10 days
  expect(pick(rows, "stage", "stay_days", "is_left", "deal_count")).toEqual([
    {stage: "offer", stay_days: 10, is_left: true, deal_count: 2},
    {stage: "offer", stay_days: 20, is_left: false, deal_count: 1},
    {stage: "offer", stay_days: 20, is_left: true, deal_count: 1},
    {stage: "talks", stay_days: 5, is_left: true, deal_count: 1},
  ]);
});

test("an open deal is as old in its stage as its last move, without moves as its opening; closed ones have a cycle", async () => {
  const deal = {
    owner_leg_code: "hunters",
    owner_employee_id: "h1",
    created_date: "2026-06-01",
    status: "open",
  };
  const rows = await runModel("rollup_hunter_deals", {
    fct_deals: [
      {...deal, deal_id: "1"},
      {...deal, deal_id: "2"},
      {...deal, deal_id: "3", status: "won", closed_date: "2026-06-15"},
      {...deal, deal_id: "4", owner_leg_code: "farmers"},
    ],
    fct_stage_events: [
      {deal_id: "2", entered_date: "2026-06-05"},
      {deal_id: "2", entered_date: "2026-06-20"},
    ],
  });
  expect(pick(rows, "deal_id", "employee_id", "stage_days", "cycle_days")).toEqual([
    {deal_id: "1", employee_id: "h1", stage_days: 29, cycle_days: null},
    {deal_id: "2", employee_id: "h1", stage_days: 10, cycle_days: null},
    {deal_id: "3", employee_id: "h1", stage_days: null, cycle_days: 14},
    // no hunter's, but a deal of the company
    {deal_id: "4", employee_id: null, stage_days: 29, cycle_days: null},
  ]);
});

test("work, money, silence and promises of a hunter, and the part for clients past the limit", async () => {
  const spoke = {
    contact_month: "2026-06-01",
    leg_code: "hunters",
    employee_id: "h1",
    attempt_count: 2,
    contact_count: 1,
  };
  const paid = {payment_month: "2026-06-01"};
  const old = {
    owner_leg_code: "hunters",
    owner_employee_id: "h1",
    created_date: "2026-05-01",
    status: "open",
  };
  const promise = {leg_code: "hunters", employee_id: "h1", result_date: "2026-06-02"};
  const rows = await runModel("rollup_hunter_work", {
    dim_months: [{month: "2026-06-01", known_until: "2026-06-30"}],
    dim_employee_roles: [
      {employee_id: "h1", leg_code: "hunters", valid_from: "2025-01-01", valid_to: "9000-01-01"},
      {employee_id: "f1", leg_code: "farmers", valid_from: "2025-01-01", valid_to: "9000-01-01"},
      {employee_id: "left", leg_code: "hunters", valid_from: "2025-01-01", valid_to: "2026-06-01"},
    ],
    int_last_posts: [
      {employee_id: "left", leg_code: "hunters", left_date: "2026-06-01"},
      {employee_id: "was-farmer", leg_code: "farmers", left_date: "2026-06-01"},
    ],
    fct_handover_clocks: [
      {client_id: "late", started_date: "2026-04-11", own_limit_date: "2026-06-10"},
      {
        client_id: "ended",
        started_date: "2026-04-11",
        own_limit_date: "2026-06-10",
        ended_date: "2026-06-15",
      },
    ],
    int_contact_days: [
      {...spoke, client_id: "late", contact_date: "2026-06-10"},
      {...spoke, client_id: "late", contact_date: "2026-06-11"},
      {...spoke, client_id: "ended", contact_date: "2026-06-15"},
      {...spoke, client_id: "quiet", contact_date: "2026-06-20", contact_count: 0},
      {...spoke, client_id: "kept", contact_date: "2026-06-04"},
      {...spoke, client_id: "broken", contact_date: "2026-06-06"},
    ],
    fct_payments: [
      {
        ...paid,
        payment_id: "1",
        client_id: "late",
        deal_id: "d1",
        payment_date: "2026-06-10",
        payment_amount: 5,
      },
      {
        ...paid,
        payment_id: "2",
        client_id: "late",
        deal_id: "d1",
        payment_date: "2026-06-11",
        payment_amount: 70,
      },
      {
        ...paid,
        payment_id: "3",
        client_id: "ended",
        employee_id: "h1",
        leg_code: "hunters",
        payment_date: "2026-06-15",
        payment_amount: 900,
      },
      // in the name of who left on the first of the month; of a farmer who left before
      {
        ...paid,
        payment_id: "5",
        client_id: "late",
        employee_id: "left",
        payment_date: "2026-06-11",
        payment_amount: 33,
      },
      {
        ...paid,
        payment_id: "6",
        client_id: "y",
        employee_id: "was-farmer",
        payment_date: "2026-06-11",
        payment_amount: 4,
      },
      {
        ...paid,
        payment_id: "4",
        client_id: "x",
        deal_id: "d9",
        employee_id: "h1",
        leg_code: "hunters",
        payment_date: "2026-06-15",
        payment_amount: 10_000,
      },
    ],
    fct_deals: [
      {...old, deal_id: "d1", client_id: "late"},
      {...old, deal_id: "d2", client_id: "quiet"},
      {...old, deal_id: "d3", client_id: "young", created_date: "2026-06-01"},
      {...old, deal_id: "d9", client_id: "x", owner_leg_code: "farmers", owner_employee_id: "f1"},
    ],
    fct_call_results: [
      {...promise, result_id: "1", client_id: "kept", callback_at: "2026-06-04 09:00:00+00"},
      {...promise, result_id: "2", client_id: "broken", callback_at: "2026-06-05 09:00:00+00"},
      {...promise, result_id: "3", client_id: "broken", callback_at: "2026-06-02 15:00:00+00"},
      {...promise, result_id: "4", client_id: "broken", callback_at: "2026-07-05 09:00:00+00"},
    ],
  });
  expect(rows).toEqual([
    {
      month: "2026-06-01",
      employee_id: "h1",
      is_in_post: true,
      attempt_count: 12,
      contact_count: 5,
      contact_client_count: 4,
      late_client_count: 1,
      // from the 10th to the 11th
      gap_count: 1,
      gap_days: 1,
      // the deal of the fourth receipt is a farmer's
      money_amount: "975.00",
      late_money_amount: "70.00",
      // 30 days before the month's end is 31 May: d3 is younger
      open_deal_count: 2,
      silent_deal_count: 1,
      away_silent_count: 0,
      promised_count: 2,
      kept_count: 1,
      away_count: 0,
      away_kept_count: 0,
    },
    {
      month: "2026-06-01",
      employee_id: "left",
      is_in_post: false,
      attempt_count: 0,
      contact_count: 0,
      contact_client_count: 0,
      late_client_count: 0,
      gap_count: 0,
      gap_days: 0,
      money_amount: "33.00",
      late_money_amount: "33.00",
      open_deal_count: 0,
      silent_deal_count: 0,
      away_silent_count: 0,
      promised_count: 0,
      kept_count: 0,
      away_count: 0,
      away_kept_count: 0,
    },
  ]);
});
