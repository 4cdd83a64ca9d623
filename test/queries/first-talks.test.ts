import {expect, test} from "vitest";
import {runModel} from "../helpers/run-model.ts";

const talk = {employee_id: "h1", contact_month: "2026-02-01", first_conversation_date: "2026-02-10"};
const contact = {
  leg_code: "hunters",
  contact_month: "2026-02-01",
  first_contact_date: "2026-02-10",
  last_contact_date: "2026-02-10",
};
const march = (date: string) => ({
  ...contact,
  contact_month: "2026-03-01",
  first_contact_date: date,
  last_contact_date: date,
});
const clients = ["dropped", "again", "later", "too late", "bought", "screened"];

test("a first talk nothing follows is dropped; a second contact, a purchase or a screening out is not", async () => {
  const rows = await runModel("fct_first_talks", {
    "stage.clients": [{client_id: "dropped", client_size: "small"}],
    dim_employee_roles: [
      {employee_id: "h1", leg_code: "hunters", valid_from: "2026-01-01", valid_to: "9000-01-01"},
      {employee_id: "e1", leg_code: "call_centre", valid_from: "2026-01-01", valid_to: "9000-01-01"},
    ],
    int_pair_months: [
      ...clients.map((client_id) => ({...talk, client_id})),
      {...talk, client_id: "undecided", contact_month: "2026-06-01", first_conversation_date: "2026-06-10"},
      {...talk, client_id: "operator", employee_id: "e1"},
      {...talk, client_id: "no talk", first_conversation_date: null},
    ],
    int_contact_months: [
      ...clients.map((client_id) => ({...contact, client_id})),
      {...march("2026-03-12"), client_id: "later"},
      {...march("2026-03-13"), client_id: "too late"},
      {...march("2026-03-01"), client_id: "dropped", leg_code: "call_centre"},
    ].map((row) => (row.client_id === "again" ? {...row, last_contact_date: "2026-02-20"} : row)),
    int_purchase_days: [{client_id: "bought", purchase_date: "2026-03-01"}],
    int_result_months: [{client_id: "screened", result_month: "2026-02-01", screened_out_count: 1}],
  });
  expect(Object.fromEntries(rows.map((row) => [row["client_id"], row["is_dropped"]]))).toEqual({
    dropped: true,
    again: false,
    later: false,
    "too late": true,
    bought: false,
    screened: false,
  });
});

test("each person's first talk with a client is judged by itself", async () => {
  const rows = await runModel("fct_first_talks", {
    dim_employee_roles: ["h1", "h2"].map((employee_id) => ({
      employee_id,
      leg_code: "hunters",
      valid_from: "2026-01-01",
      valid_to: "9000-01-01",
    })),
    int_pair_months: [
      {...talk, client_id: "k1"},
      {
        ...talk,
        client_id: "k1",
        employee_id: "h2",
        contact_month: "2026-03-01",
        first_conversation_date: "2026-03-05",
      },
    ],
    int_contact_months: [
      {...contact, client_id: "k1"},
      {...march("2026-03-05"), client_id: "k1"},
    ],
  });
  expect(rows.map((row) => [row["employee_id"], row["talk_date"], row["is_dropped"]])).toEqual([
    ["h1", "2026-02-10", false],
    ["h2", "2026-03-05", true],
  ]);
});

test("a client has the days of his group to be followed, never fewer than the fading limit and these without a plan", async () => {
  const role = {employee_id: "h1", leg_code: "hunters", valid_from: "2026-01-01", valid_to: "9000-01-01"};
  const groups: Record<string, string | null> = {
    weekly: "A",
    "two months": " C ",
    none: null,
    unplanned: "D",
  };
  const rows = await runModel("fct_first_talks", {
    "stage.clients": Object.entries(groups).map(([client_id, client_group]) => ({client_id, client_group})),
    dim_contact_groups: [
      {client_group: "A", contact_days: 7},
      {client_group: "C", contact_days: 60},
    ],
    dim_employee_roles: [role],
    int_pair_months: Object.keys(groups).map((client_id) => ({...talk, client_id})),
    // 47 days after the talk
    int_contact_months: Object.keys(groups).map((client_id) => ({...march("2026-03-29"), client_id})),
  });
  expect(
    Object.fromEntries(rows.map((row) => [row["client_id"], [row["decided_date"], row["is_dropped"]]])),
  ).toEqual({
    weekly: ["2026-03-12", true],
    "two months": ["2026-04-11", false],
    none: ["2026-03-12", true],
    unplanned: ["2026-03-12", true],
  });
});

test("a client sleeps when the last purchase before the talk is as long ago as the base says; one that never bought is new", async () => {
  const last: Record<string, string[]> = {
    new: [],
    active: ["2026-01-20"],
    fading: ["2025-11-13"],
    asleep: ["2025-11-12"],
    "bought on the day": ["2025-11-12", "2026-02-10"],
    "bought later": ["2025-11-12", "2026-02-20"],
  };
  const rows = await runModel("fct_first_talks", {
    dim_employee_roles: [
      {employee_id: "h1", leg_code: "farmers", valid_from: "2026-01-01", valid_to: "9000-01-01"},
    ],
    int_pair_months: Object.keys(last).map((client_id) => ({...talk, client_id})),
    int_purchase_days: Object.entries(last).flatMap(([client_id, days]) =>
      days.map((purchase_date) => ({client_id, purchase_date})),
    ),
  });
  // 89 and 90 days before the tenth of February
  expect(rows.filter((row) => row["is_asleep"]).map((row) => row["client_id"])).toEqual([
    "asleep",
    "bought later",
    "bought on the day",
  ]);
});
