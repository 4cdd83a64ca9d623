import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const forever = "9000-01-01";
const held = {valid_from: "2025-12-01", valid_to: forever, leg_code: "hunters", owner_employee_id: "h1"};

test("no clock runs against a hunter who gave the client away, whoever has him then", async () => {
  const until = {valid_to: "2026-02-20"};
  const then = {valid_from: "2026-02-20"};
  const ways: Record<string, object[]> = {
    "to an unknown owner": [until, {...then, leg_code: null, owner_employee_id: null}],
    // a farmer who starts to work later has no row before
    "to nobody yet": [until, {valid_from: "2026-05-01", leg_code: "farmers", owner_employee_id: "f1"}],
    "to the call centre": [until, {...then, leg_code: "call_centre", owner_employee_id: "o1"}],
    "to another hunter": [until, {...then, owner_employee_id: "h2"}],
    "there and back": [until, {...then, valid_to: "2026-03-01", leg_code: null}, {valid_from: "2026-03-01"}],
    "before the first money": [{valid_to: "2026-01-05"}, {valid_from: "2026-01-05"}],
  };
  const rows = await runModel("fct_handover_clocks", {
    int_relay_steps: Object.keys(ways).map((client_id) => ({
      client_id,
      step_code: "first_money",
      step_date: "2026-01-10",
    })),
    fct_ownership: Object.entries(ways).flatMap(([client_id, stretches]) =>
      stretches.map((stretch) => ({...held, ...stretch, client_id})),
    ),
  });
  const spells = pick(rows, "client_id", "hunter_employee_id", "started_date", "ended_date").map((row) =>
    Object.values(row),
  );
  expect(spells).toEqual([
    ["before the first money", "h1", "2026-01-10", null],
    ["there and back", "h1", "2026-01-10", "2026-02-20"],
    ["there and back", "h1", "2026-03-01", null],
    ["to an unknown owner", "h1", "2026-01-10", "2026-02-20"],
    ["to another hunter", "h1", "2026-01-10", "2026-02-20"],
    ["to another hunter", "h2", "2026-02-20", null],
    ["to nobody yet", "h1", "2026-01-10", "2026-02-20"],
    ["to the call centre", "h1", "2026-01-10", "2026-02-20"],
  ]);
});

/** The first money of every client came on 1 June 2026: hunters may keep him for 60 days, until 31 July. */
const paid = (client_id: string) => ({client_id, step_code: "first_money", step_date: "2026-06-01"});
const owned = (client_id: string, owner: string, valid_from: string, valid_to = forever) => ({
  client_id,
  owner_employee_id: owner,
  leg_code: owner.startsWith("h") ? "hunters" : "farmers",
  valid_from,
  valid_to,
});
const given = (client_id: string, accepted_date: string, returned_date: string | null = null) => ({
  handover_id: `${client_id} ${accepted_date}`,
  client_id,
  to_leg_code: "farmers",
  accepted_date,
  returned_date,
});

test("what is accepted after the card changed hands is passed on that day, in time or late by the day he gave it away", async () => {
  const rows = await runModel("fct_handover_clocks", {
    int_relay_steps: ["late", "timely"].map(paid),
    fct_ownership: [
      owned("late", "h2", "2026-01-15", "2026-09-29"),
      owned("late", "f1", "2026-09-29"),
      owned("timely", "h2", "2026-01-15", "2026-07-30"),
      owned("timely", "f1", "2026-07-30"),
    ],
    fct_handovers: [given("late", "2026-10-02"), given("timely", "2026-08-02")],
  });
  expect(pick(rows, "client_id", "own_limit_date", "ended_date", "passed_date", "passed_month")).toEqual([
    {
      client_id: "late",
      own_limit_date: "2026-07-31",
      ended_date: "2026-09-29",
      passed_date: "2026-10-02",
      passed_month: "2026-10-01",
    },
    {
      client_id: "timely",
      own_limit_date: "2026-07-31",
      ended_date: "2026-07-30",
      passed_date: "2026-08-02",
      passed_month: "2026-08-01",
    },
  ]);
});

test("whom a farmer gives back the clock runs for again, with the limit he had", async () => {
  const rows = await runModel("fct_handover_clocks", {
    int_relay_steps: ["at once", "a month later", "by the card", "a year later", "the same day"].map(paid),
    fct_ownership: [
      owned("at once", "h1", "2026-01-15"),
      owned("a month later", "h1", "2026-01-15"),
      owned("the same day", "h1", "2026-01-15"),
      owned("by the card", "h1", "2026-01-15", "2026-06-11"),
      owned("by the card", "f1", "2026-06-11", "2026-07-05"),
      owned("by the card", "h1", "2026-07-05"),
      owned("a year later", "h1", "2026-01-15", "2026-06-11"),
      owned("a year later", "f1", "2026-06-11", "2027-06-11"),
      owned("a year later", "h1", "2027-06-11"),
    ],
    fct_handovers: [
      given("at once", "2026-06-11", "2026-06-15"),
      given("a month later", "2026-06-28", "2026-07-05"),
      given("a month later", "2026-08-20"),
      given("the same day", "2026-06-01"),
      given("by the card", "2026-06-11"),
      given("a year later", "2026-06-11"),
    ],
  });
  expect(
    pick(rows, "client_id", "started_date", "ended_date", "passed_date", "own_limit_date").map((row) =>
      Object.values(row),
    ),
  ).toEqual([
    ["a month later", "2026-06-01", "2026-06-28", "2026-06-28", "2026-07-31"],
    ["a month later", "2026-07-05", "2026-08-20", "2026-08-20", "2026-07-31"],
    // in a farmer's hands for longer than hunters may keep him: 60 days anew
    ["a year later", "2026-06-01", "2026-06-11", "2026-06-11", "2026-07-31"],
    ["a year later", "2027-06-11", null, null, "2027-08-10"],
    // taken and given back within June: nothing was passed on
    ["at once", "2026-06-01", "2026-06-11", null, "2026-07-31"],
    ["at once", "2026-06-15", null, null, "2026-07-31"],
    ["by the card", "2026-06-01", "2026-06-11", "2026-06-11", "2026-07-31"],
    ["by the card", "2026-07-05", null, null, "2026-07-31"],
    ["the same day", "2026-06-01", "2026-06-01", "2026-06-01", "2026-07-31"],
  ]);
});

test("the relay waits for a farmer again from the day he gave the client back, and passed him on in no such month", async () => {
  const clock = {trap_date: "2026-06-01", hunter_employee_id: "h1"};
  const rows = await runModel("int_relay_waits", {
    fct_handovers: [given("june", "2026-06-11", "2026-06-15"), given("july", "2026-06-28", "2026-07-05")],
    fct_handover_clocks: [
      {...clock, client_id: "june", started_date: "2026-06-01", ended_date: "2026-06-11"},
      {...clock, client_id: "june", started_date: "2026-06-15"},
      {...clock, client_id: "july", started_date: "2026-06-01", ended_date: "2026-06-28"},
      {...clock, client_id: "july", started_date: "2026-07-05"},
    ],
    fct_deals: [],
    fct_stage_events: [],
    fct_invoices: [],
    int_client_money: [],
    fct_call_results: [],
  });
  expect(pick(rows, "client_id", "opened_date", "closed_date", "outcome")).toEqual([
    {client_id: "july", opened_date: "2026-06-01", closed_date: "2026-06-28", outcome: "passed"},
    {client_id: "july", opened_date: "2026-07-05", closed_date: null, outcome: null},
    {client_id: "june", opened_date: "2026-06-01", closed_date: null, outcome: null},
  ]);
});

test("another hunter has as many days of his own, and two who swap a client gain none", async () => {
  const rows = await runModel("fct_handover_clocks", {
    int_relay_steps: ["left", "swapped"].map(paid),
    fct_ownership: [
      owned("left", "h1", "2026-01-15", "2026-08-20"),
      owned("left", "h2", "2026-08-20"),
      owned("swapped", "h1", "2026-01-15", "2026-07-01"),
      owned("swapped", "h2", "2026-07-01", "2026-08-01"),
      owned("swapped", "h1", "2026-08-01"),
    ],
  });
  expect(
    pick(rows, "client_id", "started_date", "hunter_employee_id", "limit_date", "own_limit_date").map((row) =>
      Object.values(row),
    ),
  ).toEqual([
    ["left", "2026-06-01", "h1", "2026-07-31", "2026-07-31"],
    ["left", "2026-08-20", "h2", "2026-07-31", "2026-10-19"],
    ["swapped", "2026-06-01", "h1", "2026-07-31", "2026-07-31"],
    ["swapped", "2026-07-01", "h2", "2026-07-31", "2026-08-30"],
    ["swapped", "2026-08-01", "h1", "2026-07-31", "2026-07-31"],
  ]);
});

test("the list of clocks names who holds the client now, and who held him when the limit passed", async () => {
  const clock = {client_id: "k", trap_date: "2026-03-01", limit_date: "2026-04-30"};
  const rows = await runModel("rollup_running_clocks", {
    fct_handover_clocks: [
      {...clock, hunter_employee_id: "h1", started_date: "2026-03-01", ended_date: "2026-05-10"},
      {...clock, hunter_employee_id: "h2", started_date: "2026-05-10"},
    ],
  });
  // data until 30 June
  expect(pick(rows, "employee_id", "limit_employee_id", "since_date", "over_days")).toEqual([
    {employee_id: "h2", limit_employee_id: "h1", since_date: "2026-05-10", over_days: 61},
  ]);
});

test("a hand-over counts in the month of acceptance alone, whatever lies between it and the giving away", async () => {
  const clock = {hunter_employee_id: "h2", started_date: "2026-06-01", own_limit_date: "2026-07-31"};
  const month = (first: string, last: string) => ({month: first, known_until: last});
  const rows = await runModel("rollup_hunter_months", {
    dim_months: [
      month("2026-08-01", "2026-08-31"),
      month("2026-09-01", "2026-09-30"),
      month("2026-10-01", "2026-10-31"),
      month("2026-11-01", "2026-11-30"),
    ],
    fct_handover_clocks: [
      {...clock, client_id: "late", ended_date: "2026-09-29", passed_date: "2026-10-02"},
      {...clock, client_id: "timely", ended_date: "2026-07-30", passed_date: "2026-10-02"},
      {...clock, client_id: "lost", ended_date: "2026-08-15"},
    ],
  });
  expect(
    pick(rows, "month", "clock_count", "passed_count", "late_count", "overdue_count").map((row) =>
      Object.values(row),
    ),
  ).toEqual([
    ["2026-08-01", 2, 0, 0, 1],
    ["2026-09-01", 1, 0, 0, 0],
    ["2026-10-01", 2, 2, 1, 0],
  ]);
});

test("a hand-over made from a deal has the team and the post of the day of opening, not of the day it ended", async () => {
  const deal = {
    created_at: "2026-03-02 09:00:00+00",
    created_date: "2026-03-02",
    owner_leg_code: "hunters",
    owner_team_id: "north",
    sourced_by_leg_code: "call_centre",
  };
  const post = {employee_id: "h1", leg_code: "hunters"};
  const rows = await runModel("fct_handovers", {
    fct_deals: [
      {...deal, deal_id: "1", client_id: "k1", owner_employee_id: "h1"},
      {...deal, deal_id: "2", client_id: "k2", owner_employee_id: "h2"},
    ],
    dim_employee_roles: [
      {...post, valid_from: "2026-01-01", valid_to: "2026-04-01", team_id: "south"},
      {...post, valid_from: "2026-04-01", valid_to: forever, team_id: "north"},
      {
        employee_id: "h2",
        leg_code: "call_centre",
        valid_from: "2026-01-01",
        valid_to: "2026-04-01",
        team_id: "calls",
      },
      {...post, employee_id: "h2", valid_from: "2026-04-01", valid_to: forever, team_id: "north"},
    ],
  });
  expect(pick(rows, "client_id", "to_team_id", "is_taker_away")).toEqual([
    {client_id: "k1", to_team_id: "south", is_taker_away: false},
    {client_id: "k2", to_team_id: "calls", is_taker_away: true},
  ]);
});
