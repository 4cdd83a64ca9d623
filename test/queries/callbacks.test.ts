import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const promise = (result_id: string, callback_at: string, more: FixtureRow = {}): FixtureRow => ({
  result_id,
  client_id: result_id.replace("r", "c"),
  employee_id: "e1",
  leg_code: "call_centre",
  result_code: "callback",
  result_date: "2026-03-02",
  filed_at: "2026-03-02 08:00:00+00",
  callback_at,
  ...more,
});
const call = (client_id: string, started_at: string, more: FixtureRow = {}): FixtureRow => ({
  call_id: `${client_id} ${started_at}`,
  client_id,
  employee_id: "e2",
  leg_code: "call_centre",
  direction: "out",
  call_date: started_at.slice(0, 10),
  started_at: `${started_at}+00`,
  is_contact: false,
  ...more,
});

test("a promise is kept by a call on the day promised, or by speaking with the client before it", async () => {
  const rows = await runModel("int_callbacks", {
    fct_call_results: [
      promise("r1", "2026-03-05 09:00:00+00"), // nobody picked up on the day
      promise("r2", "2026-03-05 09:00:00+00"), // called a day early in vain
      promise("r3", "2026-03-05 09:00:00+00"), // spoken with a day early
      promise("r4", "2026-03-05 09:00:00+00"), // called a day late
      promise("r5", "2026-03-05 22:30:00+00"), // half past one of the 6th in Moscow
      promise("r6", "2026-03-02 15:00:00+00"), // for the same day: the call that brought it does not keep it
      promise("r7", "2026-03-05 09:00:00+00"), // a hunter's call is another matter
      promise("r8", "2026-03-01 09:00:00+00"), // for the day before: not a promise
      promise("r9", "2026-03-05 09:00:00+00", {leg_code: "hunters"}),
    ],
    fct_calls: [
      call("c1", "2026-03-05 15:00:00"),
      call("c2", "2026-03-04 15:00:00"),
      call("c3", "2026-03-04 15:00:00", {direction: "in", is_contact: true}),
      call("c4", "2026-03-06 06:00:00", {is_contact: true}),
      call("c5", "2026-03-06 15:00:00"),
      call("c6", "2026-03-02 07:50:00", {is_contact: true}),
      call("c7", "2026-03-05 15:00:00", {leg_code: "hunters", is_contact: true}),
    ],
  });
  expect(pick(rows, "result_id", "due_date", "is_kept")).toEqual([
    {result_id: "r1", due_date: "2026-03-05", is_kept: true},
    {result_id: "r2", due_date: "2026-03-05", is_kept: false},
    {result_id: "r3", due_date: "2026-03-05", is_kept: true},
    {result_id: "r4", due_date: "2026-03-05", is_kept: false},
    {result_id: "r5", due_date: "2026-03-06", is_kept: true},
    {result_id: "r6", due_date: "2026-03-02", is_kept: false},
    {result_id: "r7", due_date: "2026-03-05", is_kept: false},
  ]);
});

const post = {employee_id: "e1", leg_code: "call_centre", valid_from: "2025-01-01", valid_to: "9000-01-01"};

test("a promise for a day that has not come is neither kept nor broken", async () => {
  const due = {due_month: "2026-06-01", employee_id: "e1"};
  const rows = await runModel("rollup_callback_months", {
    dim_employee_roles: [post],
    int_callbacks: [
      {...due, result_id: "r1", due_date: "2026-06-30", is_kept: true},
      {...due, result_id: "r2", due_date: "2026-06-01", is_kept: false},
      {...due, result_id: "r3", due_date: "2026-07-01", is_kept: false},
    ],
  });
  expect(rows).toEqual([
    {
      month: "2026-06-01",
      employee_id: "e1",
      promised_count: 2,
      kept_count: 1,
      away_count: 0,
      away_kept_count: 0,
    },
  ]);
});

test("a promise that falls due on a day of leave, or after the last in the post, is counted apart whoever made the call", async () => {
  const due = {employee_id: "e1"};
  const rows = await runModel("rollup_callback_months", {
    // on leave from the 8th to the 10th, a hunter from the 22nd on
    fct_absences: ["2026-06-08", "2026-06-09", "2026-06-10"].map((absence_date) => ({
      employee_id: "e1",
      absence_date,
      absence_kind: "vacation",
    })),
    dim_employee_roles: [
      {...post, valid_to: "2026-06-22"},
      {...post, leg_code: "hunters", valid_from: "2026-06-22"},
      {...post, employee_id: "e2"},
    ],
    int_callbacks: [
      {...due, result_id: "r1", due_date: "2026-06-07", is_kept: false}, // the eve of the leave
      {...due, result_id: "r2", due_date: "2026-06-08", is_kept: false},
      {...due, result_id: "r3", due_date: "2026-06-10", is_kept: true}, // by a colleague
      {...due, result_id: "r4", due_date: "2026-06-11", is_kept: true}, // back again
      {...due, result_id: "r5", due_date: "2026-06-21", is_kept: true}, // the last day in the post
      {...due, result_id: "r6", due_date: "2026-06-22", is_kept: false},
      {...due, employee_id: "e2", result_id: "r7", due_date: "2026-06-08", is_kept: false}, // at work
    ],
  });
  const month = "2026-06-01";
  expect(rows).toEqual([
    {month, employee_id: "e1", promised_count: 3, kept_count: 2, away_count: 3, away_kept_count: 1},
    {month, employee_id: "e2", promised_count: 1, kept_count: 0, away_count: 0, away_kept_count: 0},
  ]);
});

test("pay reads only promises that fell due while the person was at work", async () => {
  const due = {employee_id: "e1", is_kept: false};
  const rows = await runModel("int_pay_care_rows", {
    int_post_months: [
      {
        employee_id: "e1",
        month: "2026-06-01",
        from_date: "2026-06-01",
        until_date: "2026-06-22",
        role: "operator",
      },
      {
        employee_id: "e1",
        month: "2026-06-01",
        from_date: "2026-06-22",
        until_date: "2026-07-01",
        role: "hunter",
      },
    ],
    fct_absences: [{employee_id: "e1", absence_date: "2026-06-08", absence_kind: "sick"}],
    dim_employee_roles: [
      {...post, valid_to: "2026-06-22"},
      {...post, leg_code: "hunters", valid_from: "2026-06-22"},
    ],
    int_callbacks: [
      {...due, result_id: "r1", due_date: "2026-06-07"},
      {...due, result_id: "r2", due_date: "2026-06-08"},
      {...due, result_id: "r3", due_date: "2026-06-09", is_kept: true},
      {...due, result_id: "r4", due_date: "2026-06-25"},
    ],
  });
  expect(pick(rows, "metric_code", "from_date", "row_id", "numerator")).toEqual([
    {metric_code: "callbacks_kept_share", from_date: "2026-06-01", row_id: "r1", numerator: "0.000000"},
    {metric_code: "callbacks_kept_share", from_date: "2026-06-01", row_id: "r3", numerator: "1.000000"},
  ]);
});

test("on the list are clients promised a call in the last 31 days whom nobody has called since, by the oldest promise", async () => {
  // data until 2026-06-30
  const due = {due_month: "2026-06-01", is_kept: false};
  const rows = await runModel("rollup_open_callbacks", {
    int_callbacks: [
      {...due, result_id: "r1", client_id: "c1", employee_id: "e1", due_date: "2026-06-10"},
      {...due, result_id: "r2", client_id: "c1", employee_id: "e2", due_date: "2026-06-20"},
      {...due, result_id: "r3", client_id: "c2", employee_id: "e1", due_date: "2026-06-10"},
      {...due, result_id: "r4", client_id: "c3", employee_id: "e1", due_date: "2026-06-10", is_kept: true},
      {...due, result_id: "r5", client_id: "c4", employee_id: "e1", due_date: "2026-05-30"},
      // the last day of data is not over for those who still call
      {...due, result_id: "r6", client_id: "c5", employee_id: "e1", due_date: "2026-06-30"},
    ],
    fct_calls: [
      {...call("c2", "2026-06-12 09:00:00"), call_month: "2026-06-01"},
      {...call("c1", "2026-06-09 09:00:00"), call_month: "2026-06-01"},
    ],
  });
  expect(rows).toEqual([{client_id: "c1", employee_id: "e1", due_date: "2026-06-10", late_days: 20}]);
});
