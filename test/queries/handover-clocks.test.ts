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
  expect(Object.fromEntries(rows.map((row) => [row["client_id"], row["ended_date"]]))).toEqual({
    "to an unknown owner": "2026-02-20",
    "to nobody yet": "2026-02-20",
    "to the call centre": "2026-02-20",
    "to another hunter": null,
    "there and back": "2026-02-20",
    "before the first money": null,
  });
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
