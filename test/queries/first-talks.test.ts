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
const clients = ["dropped", "again", "later", "too late", "bought", "screened", "screened late"];

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
