import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

test("promises due and silence while a hunter is away or not in the post are not his, and counted apart", async () => {
  const deal = {owner_leg_code: "hunters", status: "open", created_date: "2026-03-01"};
  const promise = {leg_code: "hunters", result_date: "2026-06-02"};
  const spoke = {
    contact_month: "2026-05-01",
    leg_code: "hunters",
    employee_id: "h9",
    attempt_count: 1,
    contact_count: 1,
  };
  const post = {leg_code: "hunters", valid_from: "2025-01-01", valid_to: "9000-01-01"};
  const rows = await runModel("rollup_hunter_work", {
    dim_months: [{month: "2026-06-01", known_until: "2026-06-30"}],
    dim_employee_roles: [
      {...post, employee_id: "h1"},
      // new in the post: 15 days of it
      {...post, employee_id: "h2", valid_from: "2026-06-16"},
      {...post, employee_id: "h3", valid_to: "2026-06-01"},
    ],
    // h1 away for ten days: the last 30 days at work begin on 22 May
    fct_absences: Array.from({length: 10}, (_, day) => ({
      employee_id: "h1",
      absence_date: `2026-06-${11 + day}`,
      absence_kind: "vacation",
    })),
    fct_deals: [
      {...deal, owner_employee_id: "h1", deal_id: "1", client_id: "since 22 May"},
      {...deal, owner_employee_id: "h1", deal_id: "2", client_id: "until 21 May"},
      {...deal, owner_employee_id: "h1", deal_id: "3", client_id: "in June"},
      // older than 30 days, but not than 30 days of h1's work
      {...deal, owner_employee_id: "h1", deal_id: "4", client_id: "young", created_date: "2026-05-22"},
      {...deal, owner_employee_id: "h2", deal_id: "5", client_id: "inherited"},
    ],
    int_contact_days: [
      {...spoke, client_id: "since 22 May", contact_date: "2026-05-22"},
      {...spoke, client_id: "until 21 May", contact_date: "2026-05-21"},
      {...spoke, client_id: "in June", contact_date: "2026-06-20"},
    ],
    fct_call_results: [
      {...promise, employee_id: "h1", result_id: "1", client_id: "x", callback_at: "2026-06-10 09:00:00+00"},
      {...promise, employee_id: "h1", result_id: "2", client_id: "x", callback_at: "2026-06-11 09:00:00+00"},
      // called by a colleague on the way
      {
        ...promise,
        employee_id: "h1",
        result_id: "3",
        client_id: "in June",
        callback_at: "2026-06-20 09:00:00+00",
      },
      {
        ...promise,
        employee_id: "h3",
        result_id: "4",
        result_date: "2026-05-30",
        client_id: "x",
        callback_at: "2026-06-01 09:00:00+00",
      },
    ],
  });
  expect(
    pick(
      rows,
      "employee_id",
      "is_in_post",
      "open_deal_count",
      "silent_deal_count",
      "away_silent_count",
      "promised_count",
      "kept_count",
      "away_count",
      "away_kept_count",
    ).map((row) => Object.values(row)),
  ).toEqual([
    ["h1", true, 3, 1, 2, 1, 0, 2, 1],
    ["h2", true, 0, 0, 1, 0, 0, 0, 0],
    ["h3", false, 0, 0, 0, 0, 0, 1, 0],
  ]);
});
