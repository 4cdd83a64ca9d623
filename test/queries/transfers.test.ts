import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

// 90 days dormant; what followed March is known when June is over
const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07"].map((month) => ({
  month: `${month}-01`,
  is_complete: month !== "2026-07",
}));
const active = (client_id: string, last: string, more: FixtureRow = {}) => ({
  client_id,
  month: `${last.slice(0, 7)}-01`,
  last_contact_date: last,
  contact_count: 1,
  order_day_count: 0,
  order_amount: 0,
  ...more,
});
const owned = (
  client_id: string,
  owner_employee_id: string,
  valid_from: string,
  valid_to = "9000-01-01",
) => ({
  client_id,
  owner_employee_id,
  valid_from,
  valid_to,
  leg_code: "farmers",
});
const build = (
  rollup_client_months: FixtureRow[],
  fct_ownership: FixtureRow[],
  int_purchase_days: FixtureRow[] = [],
  more: Record<string, FixtureRow[]> = {},
) =>
  runModel("rollup_transfers", {
    dim_months: months,
    rollup_client_months,
    fct_ownership,
    int_purchase_days,
    ...more,
  });

test("silent clients that changed hands in a month stand beside those that did not, with the three months after", async () => {
  const rows = await build(
    [
      // silent for 90 days on 1 March: moved on the 10th, spoken with and bought in May
      active("m", "2025-12-01"),
      active("m", "2026-05-20", {contact_count: 2, order_day_count: 1, order_amount: 70}),
      // alike and stayed; a contact in March itself is not after it
      active("s", "2025-12-01"),
      active("s", "2026-03-20"),
      // stayed and came back in July, too late
      active("t", "2025-12-01"),
      active("t", "2026-07-02"),
      // a day short of 90
      active("x", "2025-12-02"),
    ],
    [
      owned("m", "e1", "2025-01-01", "2026-03-10"),
      owned("m", "e2", "2026-03-10"),
      owned("s", "e1", "2025-01-01"),
      owned("t", "e1", "2025-01-01"),
      owned("x", "e1", "2025-01-01"),
    ],
  );
  const march = rows.filter(({month}) => month === "2026-03-01");
  expect(
    pick(
      march,
      "band_code",
      "has_bought",
      "is_moved",
      "client_count",
      "spoken_count",
      "bought_count",
      "order_amount",
    ),
  ).toEqual([
    {
      band_code: "short",
      has_bought: false,
      is_moved: false,
      client_count: 2,
      spoken_count: 0,
      bought_count: 0,
      order_amount: "0.00",
    },
    {
      band_code: "short",
      has_bought: false,
      is_moved: true,
      client_count: 1,
      spoken_count: 1,
      bought_count: 1,
      order_amount: "70.00",
    },
  ]);
  // April's three months after are not over
  expect(rows.map(({month}) => month).filter((month) => String(month) > "2026-03-01")).toEqual([]);
});

test("money received and a won deal end a silence; a refund does not", async () => {
  const clients = ["paid", "won", "refunded"];
  const rows = await build(
    clients.map((client_id) => active(client_id, "2025-10-01")),
    clients.map((client_id) => owned(client_id, "e1", "2025-01-01")),
    [],
    {
      fct_payments: [
        {payment_id: "p1", client_id: "paid", payment_date: "2026-01-15", payment_amount: 10},
        {payment_id: "p2", client_id: "refunded", payment_date: "2026-01-15", payment_amount: -10},
      ],
      fct_deals: [{deal_id: "d1", client_id: "won", status: "won", closed_date: "2026-01-15"}],
    },
  );
  // on 1 March, 45 days after the middle of January
  expect(
    pick(
      rows.filter(({month}) => month === "2026-03-01"),
      "is_moved",
      "client_count",
    ),
  ).toEqual([{is_moved: false, client_count: 1}]);
});

test("a purchase ends a silence, an owner of less than 90 days is not asked, a move within the same hands is none", async () => {
  const rows = await build(
    [
      active("a", "2025-10-01"),
      active("a", "2026-01-15", {last_contact_date: null, last_order_date: "2026-01-15"}),
      active("b", "2025-10-01"),
      active("c", "2025-10-01"),
      active("d", "2025-10-01"),
      active("e", "2025-10-01"),
    ],
    [
      owned("a", "e1", "2025-01-01"),
      // got the client on 2 December: 89 days on 1 March
      owned("b", "e1", "2025-12-02"),
      owned("c", "e1", "2025-01-01", "2026-03-10"),
      owned("c", "e1", "2026-03-10"),
      // to the call centre, which is no new owner; and moved only in April
      owned("d", "e1", "2025-01-01", "2026-03-10"),
      {...owned("d", "e9", "2026-03-10"), leg_code: "call_centre"},
      owned("e", "e1", "2025-01-01", "2026-04-01"),
      owned("e", "e2", "2026-04-01"),
    ],
    [
      {client_id: "a", purchase_date: "2026-01-15"},
      {client_id: "e", purchase_date: "2025-08-01"},
    ],
  );
  const march = rows.filter(({month}) => month === "2026-03-01");
  expect(pick(march, "has_bought", "is_moved", "client_count")).toEqual([
    {has_bought: false, is_moved: false, client_count: 2},
    {has_bought: true, is_moved: false, client_count: 1},
  ]);
});

test("the report has strata with both sides only", async () => {
  const row = (leg_code: string, is_moved: boolean, client_count: number) => ({
    month: "2026-03-01",
    leg_code,
    band_code: "short",
    has_bought: true,
    is_moved,
    client_count,
    spoken_count: 1,
    bought_count: 0,
    order_amount: 0,
  });
  const rows = await runModel(
    "transfers",
    {rollup_transfers: [row("farmers", true, 5), row("farmers", false, 50), row("hunters", true, 3)]},
    {month: "2026-06-01"},
  );
  expect(pick(rows, "leg_code", "moved_count", "stayed_count")).toEqual([
    {leg_code: "farmers", moved_count: 5, stayed_count: 50},
  ]);
});
