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
