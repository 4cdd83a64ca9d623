import {expect, test} from "vitest";
import {type Fixture, type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const always = {valid_from: "1900-01-01", valid_to: "9000-01-01"};
const result: FixtureRow = {
  result_id: "r1",
  operator: "Иванов Пётр",
  client_id: "k1",
  filed_at: "2026-03-02 10:00:00+00",
  result_code: "goal",
};
const call: FixtureRow = {
  call_id: "c1",
  call_month: "2026-03-01",
  call_date: "2026-03-02",
  started_at: "2026-03-02 09:50:00+00",
  employee_id: "e1",
  leg_code: "call_centre",
  client_id: "k1",
  script_version: "v2",
};

const results = (rows: FixtureRow[], calls: FixtureRow[], others: Fixture = {}) =>
  runModel("fct_call_results", {
    "stage.call_results": rows,
    fct_calls: calls,
    int_employee_posts: [
      {employee_key: "иванов петр", employee_id: "e1", leg_code: "call_centre", team_id: "A", ...always},
    ],
    ...others,
  });

test("an outcome without a call takes the last call of that person with that client in two hours", async () => {
  const rows = await results(
    [result],
    [
      {...call, call_id: "early", started_at: "2026-03-02 08:30:00+00"},
      {...call, call_id: "last", started_at: "2026-03-02 09:50:00+00"},
      {...call, call_id: "later", started_at: "2026-03-02 10:00:01+00"},
      {...call, call_id: "other client", client_id: "k2", started_at: "2026-03-02 09:59:00+00"},
      {...call, call_id: "other person", employee_id: "e2", started_at: "2026-03-02 09:59:00+00"},
    ],
  );
  expect(pick(rows, "call_id", "call_match_code", "employee_id", "leg_code", "script_version")).toEqual([
    {
      call_id: "last",
      call_match_code: "near",
      employee_id: "e1",
      leg_code: "call_centre",
      script_version: "v2",
    },
  ]);
});

test("a call more than two hours before is not meant", async () => {
  const rows = await results([result], [{...call, started_at: "2026-03-02 07:59:59+00"}]);
  expect(pick(rows, "call_id", "call_match_code")).toEqual([{call_id: null, call_match_code: "none"}]);
});

test("a named call is kept and gives what the outcome lacks", async () => {
  const rows = await results(
    [{...result, client_id: null, operator: "?", call_id: "c1"}],
    [{...call, started_at: "2026-03-01 09:00:00+00", call_date: "2026-03-01"}],
  );
  expect(pick(rows, "call_id", "call_match_code", "employee_id", "client_id", "leg_code")).toEqual([
    {call_id: "c1", call_match_code: "call_id", employee_id: "e1", client_id: "k1", leg_code: "call_centre"},
  ]);
});

test("an outcome of an unknown number meets the call to that number", async () => {
  const rows = await results(
    [{...result, client_id: null, client_phone: "+79990000000"}],
    [{...call, client_id: null}],
    {"stage.calls": [{call_id: "c1", client_phone: "+79990000000", started_at: "2026-03-02 09:50:00+00"}]},
  );
  expect(pick(rows, "call_id", "call_match_code", "client_id")).toEqual([
    {call_id: "c1", call_match_code: "near", client_id: null},
  ]);
});

test("the number on the card tells the client, and a reason stays only with a refusal", async () => {
  const rows = await results(
    [
      {...result, result_id: "r1", client_id: null, client_phone: "+79161234567", refusal_reason: "price"},
      {...result, result_id: "r2", result_code: "refusal", refusal_reason: "price", is_decision_maker: true},
    ],
    [],
    {int_client_phones: [{phone: "+79161234567", client_id: "k7", card_count: 1}]},
  );
  expect(pick(rows, "result_id", "client_id", "refusal_reason", "is_decision_maker")).toEqual([
    {result_id: "r1", client_id: "k7", refusal_reason: null, is_decision_maker: null},
    {result_id: "r2", client_id: "k1", refusal_reason: "price", is_decision_maker: true},
  ]);
});

test("an outcome filed after midnight belongs to the new month and still finds its call of the old one", async () => {
  const rows = await results(
    [{...result, filed_at: "2026-03-31 21:10:00+00"}],
    [{...call, call_date: "2026-03-31", started_at: "2026-03-31 20:55:00+00"}],
  );
  expect(pick(rows, "result_month", "result_date", "call_id")).toEqual([
    {result_month: "2026-04-01", result_date: "2026-04-01", call_id: "c1"},
  ]);
});
