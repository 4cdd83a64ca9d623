import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const span = {client_id: "c1", since: "2026-01-01", until: "2026-04-01"};
const people = [{employee_id: "e1", employee_name: "Иванова Анна"}];

test("a case has what happened to its client in the span, each kind on its own day, and nothing of other clients", async () => {
  const call = {
    call_id: "k1",
    client_id: "c1",
    call_date: "2026-01-10",
    call_month: "2026-01-01",
    direction: "out",
    employee_id: "e1",
    leg_code: "call_centre",
    talk_seconds: 75,
    is_contact: true,
    has_recording: false,
  };
  const deal = {
    deal_id: "d1",
    client_id: "c1",
    status: "won",
    created_date: "2025-12-20",
    closed_date: "2026-02-01",
    deal_amount: 900,
    owner_employee_id: "e1",
    owner_leg_code: "hunters",
    stage: "Оплачено",
  };
  const order = {
    order_id: "o1",
    line_number: "1",
    client_id: "c1",
    order_date: "2026-02-05",
    order_month: "2026-02-01",
    order_amount: 100.1,
    product_group: "A",
  };
  const rows = await runModel(
    "case_events",
    {
      dim_employees: people,
      fct_calls: [
        call,
        {...call, call_id: "k2", client_id: "c2"},
        {...call, call_id: "k3", direction: "internal"},
        {...call, call_id: "k4", call_date: "2026-04-01"},
      ],
      fct_call_results: [
        {
          result_id: "r1",
          client_id: "c1",
          result_date: "2026-01-10",
          result_code: "refusal",
          refusal_reason: "expensive",
        },
      ],
      fct_deals: [
        deal,
        {...deal, deal_id: "d2", status: "open", created_date: "2026-03-01", closed_date: null},
      ],
      fct_orders: [order, {...order, line_number: "2", order_amount: -0.1}],
      fct_payments: [
        {
          payment_id: "p1",
          client_id: "c1",
          payment_date: "2026-02-06",
          payment_amount: -40,
          employee_id: "e9",
        },
      ],
      fct_handovers: [
        {
          handover_id: "h1",
          client_id: "c1",
          from_leg_code: "hunters",
          to_leg_code: "farmers",
          offered_date: "2026-03-10",
          accepted_date: "2026-03-12",
          returned_date: "2026-04-02",
          return_reason: "занят",
        },
      ],
    },
    span,
  );
  expect(pick(rows, "event_date", "kind_code", "event_id", "amount", "detail_code", "employee_name")).toEqual(
    [
      ["2026-01-10", "call", "k1", null, null, "Иванова Анна"],
      ["2026-01-10", "result", "r1", null, "expensive", null],
      ["2026-02-01", "deal_won", "d1", "900.00", null, "Иванова Анна"],
      ["2026-02-05", "order", "o1", "100.00", null, null],
      ["2026-02-06", "payment", "p1", "-40.00", null, null],
      ["2026-03-01", "deal_opened", "d2", "900.00", null, "Иванова Анна"],
      ["2026-03-10", "handed_over", "h1", null, "farmers", null],
      ["2026-03-12", "accepted", "h1", null, "farmers", null],
    ].map(([event_date, kind_code, event_id, amount, detail_code, employee_name]) => ({
      event_date,
      kind_code,
      event_id,
      amount,
      detail_code,
      employee_name,
    })),
  );
});

test("the largest clients of twelve months come first; a search finds by part of the name or by the whole id", async () => {
  const fixture = {
    dim_employees: people,
    dim_clients: [
      {
        client_id: "c1",
        client_name: "ООО Ромашка",
        search_name: "ооо ромашка",
        client_size: "small",
        owner_employee_id: "e1",
      },
      {client_id: "c2", client_name: "АО Тополь", search_name: "ао тополь", client_size: "large"},
      {client_id: "c11", client_size: "unknown"},
    ],
    rollup_client_months: [
      {client_id: "c1", month: "2026-03-01", order_amount: 10},
      {client_id: "c2", month: "2025-04-01", order_amount: 20},
      {client_id: "c2", month: "2025-03-01", order_amount: 500},
      {client_id: "c1", month: "2026-04-01", order_amount: 500},
    ],
  };
  const found = async (search: string) =>
    pick(
      await runModel("case_clients", fixture, {month: "2026-03-01", search}),
      "client_id",
      "order_amount",
      "fading_days",
    );
  const c1 = {client_id: "c1", order_amount: "10.00", fading_days: 30};
  const c2 = {client_id: "c2", order_amount: "20.00", fading_days: 30};
  expect(await found("")).toEqual([c2, c1, {client_id: "c11", order_amount: "0.00", fading_days: 30}]);
  expect(await found("РОМАШ")).toEqual([c1]);
  expect(await found("c1")).toEqual([c1]);
  expect(await found("нет такого")).toEqual([]);
});

test("owners follow each other, the last one without an end", async () => {
  const stretch = {client_id: "c1", owner_employee_id: "e1", leg_code: "hunters"};
  const rows = await runModel(
    "case_owners",
    {
      dim_employees: people,
      fct_ownership: [
        {...stretch, valid_from: "2026-02-01", valid_to: "9000-01-01", owner_employee_id: null},
        {...stretch, valid_from: "2026-01-01", valid_to: "2026-02-01"},
        {...stretch, client_id: "c2", valid_from: "2026-01-01", valid_to: "9000-01-01"},
      ],
    },
    {client_id: "c1"},
  );
  expect(pick(rows, "valid_from", "valid_to", "owner_name")).toEqual([
    {valid_from: "2026-01-01", valid_to: "2026-02-01", owner_name: "Иванова Анна"},
    {valid_from: "2026-02-01", valid_to: null, owner_name: null},
  ]);
});
