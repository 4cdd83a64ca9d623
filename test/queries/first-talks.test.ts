import {expect, test} from "vitest";
import {runModel, settings} from "../helpers/run-model.ts";

const talk = {employee_id: "h1", contact_month: "2026-02-01", first_conversation_date: "2026-02-10"};
const contact = (client_id: string, contact_date: string, contact_count = 1) => ({
  client_id,
  contact_date,
  contact_month: `${contact_date.slice(0, 7)}-01`,
  employee_id: "h1",
  leg_code: "hunters",
  attempt_count: 1,
  contact_count,
});
const screened = {result_code: "screened_out", result_date: "2026-03-12"};
const clients = [
  "dropped",
  "again",
  "later",
  "too late",
  "bought",
  "paid",
  "won",
  "screened",
  "screened late",
];

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
    int_contact_days: [
      ...clients.map((client_id) => contact(client_id, "2026-02-10")),
      contact("again", "2026-02-20"),
      contact("later", "2026-03-12"),
      contact("too late", "2026-03-13"),
      contact("dropped", "2026-03-01", 0),
    ],
    int_purchase_days: [{client_id: "bought", purchase_date: "2026-03-01"}],
    // money back, before the talk or too late is nothing that followed
    fct_payments: [
      {payment_id: "1", client_id: "paid", payment_date: "2026-03-12", payment_amount: 10},
      {payment_id: "2", client_id: "dropped", payment_date: "2026-03-01", payment_amount: -10},
      {payment_id: "3", client_id: "dropped", payment_date: "2026-02-09", payment_amount: 10},
      {payment_id: "4", client_id: "too late", payment_date: "2026-03-13", payment_amount: 10},
    ],
    fct_deals: [{deal_id: "1", client_id: "won", status: "won", closed_date: "2026-02-10"}],
    fct_call_results: [
      {...screened, result_id: "1", client_id: "screened"},
      {...screened, result_id: "2", client_id: "screened late", result_date: "2026-03-13"},
      {...screened, result_id: "3", client_id: "dropped", result_code: "refusal"},
    ],
  });
  expect(Object.fromEntries(rows.map((row) => [row["client_id"], row["is_dropped"]]))).toEqual({
    dropped: true,
    again: false,
    later: false,
    "too late": true,
    bought: false,
    paid: false,
    won: false,
    screened: false,
    "screened late": true,
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
    int_contact_days: [contact("k1", "2026-02-10"), contact("k1", "2026-03-05")],
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
    int_contact_days: Object.keys(groups).map((client_id) => contact(client_id, "2026-03-29")),
  });
  expect(
    Object.fromEntries(rows.map((row) => [row["client_id"], [row["decided_date"], row["is_dropped"]]])),
  ).toEqual({
    weekly: ["2026-03-12", true],
    "two months": ["2026-04-11", false],
    none: ["2026-03-12", true],
    unplanned: ["2026-03-12", true],
  });
  // one group, however the card writes it
  expect(rows.find((row) => row["client_id"] === "two months")).toMatchObject({client_group: "C"});
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

test("where clients fade within a month the first contact after the talk counts, not the last of that month", async () => {
  const rows = await runModel("fct_first_talks", {
    "company.settings": [{...settings, fading_days: 10}],
    dim_employee_roles: [
      {employee_id: "h1", leg_code: "hunters", valid_from: "2026-01-01", valid_to: "9000-01-01"},
    ],
    int_pair_months: [{...talk, client_id: "k1"}],
    int_contact_days: ["2026-02-10", "2026-02-15", "2026-02-27"].map((day) => contact("k1", day)),
  });
  expect(rows.map((row) => row["is_dropped"])).toEqual([false]);
});
