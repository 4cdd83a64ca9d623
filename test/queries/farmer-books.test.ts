import fc from "fast-check";
import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const months = (from: number, to: number) =>
  Array.from({length: to - from + 1}, (_, index) => ({
    month: new Date(Date.UTC(2025, from + index, 1)).toISOString().slice(0, 10),
  })).map((row) => ({
    ...row,
    known_until: new Date(Date.UTC(Number(row.month.slice(0, 4)), Number(row.month.slice(5, 7)), 0))
      .toISOString()
      .slice(0, 10),
  }));
const forever = "9000-01-01";
const held = (
  client_id: string,
  owner_employee_id: string,
  valid_from = "2020-01-01",
  valid_to = forever,
) => ({
  client_id,
  owner_employee_id,
  leg_code: "farmers",
  valid_from,
  valid_to,
});
const bought = (client_id: string, month: string, order_amount: number, order_day_count = 1) => ({
  client_id,
  month,
  order_amount,
  order_day_count,
});

test("a bridge: lost, less, more, new and returned by the present holder, moved clients with what they bought then", async () => {
  const moved = "2025-12-10";
  const rows = await runModel("rollup_book_flows", {
    // from January 2025, so that March 2026 is the first month whose year before is known
    dim_months: months(0, 14),
    int_first_purchases: [
      {client_id: "back", first_purchase_date: "2024-06-01"},
      {client_id: "fresh", first_purchase_date: "2025-07-01"},
    ],
    fct_ownership: [
      ...["lost", "less", "more", "back", "fresh"].map((client) => held(client, "f1")),
      held("goes", "f1", "2020-01-01", moved),
      held("goes", "f2", moved),
      {...held("hunted", "h1", "2020-01-01", moved), leg_code: "hunters"},
      held("hunted", "f1", moved),
      held("gone", "f1", "2020-01-01", moved),
    ],
    rollup_client_months: [
      bought("lost", "2025-01-01", 100.5, 2),
      bought("lost", "2026-03-01", -0.5, 0),
      bought("less", "2025-02-01", 60),
      bought("less", "2025-03-01", 40),
      bought("less", "2026-01-01", 70),
      bought("more", "2025-03-01", 10),
      bought("more", "2026-02-01", 35, 3),
      bought("back", "2026-03-01", 8),
      bought("fresh", "2026-03-01", 900),
      bought("goes", "2025-02-01", 50),
      bought("goes", "2026-02-01", 20),
      bought("hunted", "2025-02-01", 5),
      bought("hunted", "2026-02-01", 6),
      bought("gone", "2025-02-01", 7),
      // outside of both windows
      bought("more", "2025-12-01", 1000),
      bought("more", "2025-04-01", 1000),
    ],
  });
  const last = rows.filter((row) => row["month"] === "2026-03-01");
  expect(rows.map((row) => row["month"])).toEqual(["2026-03-01", "2026-03-01"]);
  expect(last).toEqual([
    {
      month: "2026-03-01",
      employee_id: "f1",
      // 100.5 + 100 + 10 + 50 + 7
      then_amount: "267.50",
      moved_in_count: 1,
      moved_in_amount: "5.00",
      moved_out_count: 2,
      moved_out_amount: "57.00",
      lost_count: 1,
      lost_amount: "101.00",
      down_count: 1,
      down_amount: "30.00",
      up_count: 2,
      up_amount: "26.00",
      new_count: 1,
      new_amount: "900.00",
      returned_count: 1,
      returned_amount: "8.00",
      // -0.5 + 70 + 35 + 8 + 900 + 6
      now_amount: "1018.50",
      then_buyer_count: 5,
      then_order_day_count: 7,
      now_buyer_count: 5,
      now_order_day_count: 7,
    },
    {
      month: "2026-03-01",
      employee_id: "f2",
      then_amount: "0.00",
      moved_in_count: 1,
      moved_in_amount: "50.00",
      moved_out_count: 0,
      moved_out_amount: "0.00",
      lost_count: 0,
      lost_amount: "0.00",
      down_count: 1,
      down_amount: "30.00",
      up_count: 0,
      up_amount: "0.00",
      new_count: 0,
      new_amount: "0.00",
      returned_count: 0,
      returned_amount: "0.00",
      now_amount: "20.00",
      then_buyer_count: 0,
      then_order_day_count: 0,
      now_buyer_count: 1,
      now_order_day_count: 1,
    },
  ]);
});

test("random books add up, and equal a bridge walked client by client", async () => {
  const client = fc.record({
    before: fc.integer({min: -50, max: 300}),
    now: fc.integer({min: -50, max: 300}),
    holderThen: fc.constantFrom("f1", "f2", null),
    holderNow: fc.constantFrom("f1", "f2", null),
    isKnown: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(client, {minLength: 1, maxLength: 8}), async (clients) => {
      const moved = "2025-12-10";
      const rows = await runModel("rollup_book_flows", {
        dim_months: months(0, 14),
        int_first_purchases: clients.map((one, index) => ({
          client_id: `c${index}`,
          first_purchase_date: one.isKnown ? "2024-01-01" : "2025-08-01",
        })),
        fct_ownership: clients.flatMap((one, index) => [
          ...(one.holderThen ? [held(`c${index}`, one.holderThen, "2020-01-01", moved)] : []),
          ...(one.holderNow ? [held(`c${index}`, one.holderNow, moved)] : []),
        ]),
        rollup_client_months: clients.flatMap((one, index) => [
          bought(`c${index}`, "2025-03-01", one.before),
          bought(`c${index}`, "2026-03-01", one.now),
        ]),
      });
      const walked: Record<string, Record<string, number>> = {};
      const add = (farmer: string | null, part: string, amount: number) => {
        if (!farmer) return;
        walked[farmer] ??= {};
        walked[farmer][part] = (walked[farmer][part] ?? 0) + amount;
      };
      for (const one of clients) {
        add(one.holderThen, "then", one.before);
        add(one.holderNow, "now", one.now);
        if (one.holderThen !== one.holderNow) {
          add(one.holderThen, "moved_out", one.before);
          add(one.holderNow, "moved_in", one.before);
        }
        const change = one.now - one.before;
        if (one.before <= 0 && one.now > 0) add(one.holderNow, one.isKnown ? "returned" : "new", change);
        else if (one.before <= 0) add(one.holderNow, change < 0 ? "down" : "up", Math.abs(change));
        else if (one.now <= 0) add(one.holderNow, "lost", -change);
        else add(one.holderNow, change < 0 ? "down" : "up", Math.abs(change));
      }
      const parts = ["then", "moved_in", "moved_out", "lost", "down", "up", "new", "returned", "now"];
      for (const row of rows.filter((one) => one["month"] === "2026-03-01")) {
        const own = walked[String(row["employee_id"])]!;
        for (const part of parts) expect(Number(row[`${part}_amount`]), part).toBeCloseTo(own[part] ?? 0, 6);
        const amount = (part: string) => Number(row[`${part}_amount`]);
        expect(
          amount("then") +
            amount("moved_in") -
            amount("moved_out") -
            amount("lost") -
            amount("down") +
            amount("up") +
            amount("new") +
            amount("returned"),
        ).toBeCloseTo(amount("now"), 6);
      }
    }),
    {numRuns: Number(process.env["PROPERTY_CASES"] ?? 8)},
  );
});

const farmerClient = (client_id: string, more: FixtureRow = {}): FixtureRow => ({
  client_id,
  owner_leg_code: "farmers",
  owner_employee_id: "f1",
  last_order_date: "2026-06-01",
  ...more,
});

test("white space: what is left of the potential, never less than nothing; old and undated estimates are stale", async () => {
  const rows = await runModel("rollup_white_space", {
    dim_clients: [
      farmerClient("some", {potential_amount: 1000, potential_date: "2025-06-30"}),
      farmerClient("over", {potential_amount: 100, potential_date: "2025-06-29"}),
      farmerClient("undated", {potential_amount: 10}),
      farmerClient("unknown"),
      farmerClient("hunter", {potential_amount: 10, owner_leg_code: "hunters"}),
    ],
    rollup_client_months: [
      bought("some", "2025-07-01", 300),
      bought("some", "2025-06-01", 5000),
      bought("over", "2026-06-01", 150),
    ],
    rollup_client_groups: [
      {client_id: "some", product_group: "a"},
      {client_id: "some", product_group: "b"},
    ],
  });
  expect(pick(rows, "client_id", "year_amount", "white_amount", "is_stale", "group_count")).toEqual([
    {client_id: "over", year_amount: "150.00", white_amount: "0.00", is_stale: true, group_count: 0},
    {client_id: "some", year_amount: "300.00", white_amount: "700.00", is_stale: false, group_count: 2},
    {client_id: "undated", year_amount: "0.00", white_amount: "10.00", is_stale: true, group_count: 0},
  ]);
});

test("usual groups that a client lacks are named; a rare group is not missed", async () => {
  const rows = await runModel("white_space", {
    dim_employees: [{employee_id: "f1", employee_name: "А"}],
    dim_clients: [
      {client_id: "c1", owner_employee_id: "f1", client_size: "small"},
      {client_id: "c2", owner_employee_id: "f1", client_size: "small"},
    ],
    rollup_white_space: ["c1", "c2"].map((client_id, index) => ({
      client_id,
      employee_id: "f1",
      potential_amount: 100,
      is_stale: index === 0,
      year_amount: index === 0 ? 150 : 20,
      white_amount: index === 0 ? 0 : 80,
      group_count: 1,
    })),
    rollup_client_groups: [
      {client_id: "c1", product_group: "paper", employee_id: "f1", order_amount: 1, is_first: true},
      ...["c3", "c4", "c5", "c6"].map((client_id) => ({
        client_id,
        product_group: "pens",
        employee_id: "f1",
        order_amount: 1,
        is_first: true,
      })),
    ],
  });
  // of 5 buying clients one buys paper, a fifth; four buy pens
  expect(
    pick(rows, "client_id", "missing_groups", "all_stale_count", "all_over_count", "all_white_amount"),
  ).toEqual([
    {
      client_id: "c2",
      missing_groups: "pens",
      all_stale_count: 1,
      all_over_count: 1,
      all_white_amount: "80.00",
    },
    {
      client_id: "c1",
      missing_groups: "pens",
      all_stale_count: 1,
      all_over_count: 1,
      all_white_amount: "80.00",
    },
  ]);
});

test("to call: silent for longer than any of four pauses, or below the own range of twelve months", async () => {
  const days = (client_id: string, dates: string[]) =>
    dates.slice(1).map((purchase_date, index) => ({client_id, purchase_date, previous_date: dates[index]!}));
  const steady = (client_id: string, recent: number) =>
    Array.from({length: 15}, (_, ago) => {
      const month = new Date(Date.UTC(2026, 5 - ago, 1)).toISOString().slice(0, 10);
      // twelve months of 100 and 120 in turn: mean 110, steps of 20, limit of three 110 - 2.66 x 20 / sqrt 3 = 79.28
      return bought(client_id, month, ago < 3 ? recent : ago % 2 === 0 ? 100 : 120);
    });
  const pauses = ["2026-01-01", "2026-01-11", "2026-01-21", "2026-02-20", "2026-03-01"];
  const rows = await runModel("rollup_clients_to_call", {
    dim_clients: [
      farmerClient("silent", {last_order_date: "2026-05-30"}),
      farmerClient("still", {last_order_date: "2026-05-31"}),
      farmerClient("few", {last_order_date: "2026-01-01"}),
      farmerClient("fell", {last_order_date: "2026-06-30"}),
      farmerClient("held", {last_order_date: "2026-06-30"}),
      farmerClient("hunter", {last_order_date: "2025-01-01", owner_leg_code: "hunters"}),
    ],
    int_purchase_days: [
      ...days("silent", pauses),
      ...days("still", pauses),
      ...days("few", pauses.slice(0, 4)),
      ...days("hunter", pauses),
    ],
    rollup_client_months: [...steady("fell", 79), ...steady("held", 80)],
  });
  expect(
    pick(rows, "client_id", "reason_code", "silent_days", "longest_pause_days", "pause_count", "low_amount"),
  ).toEqual([
    {
      client_id: "fell",
      reason_code: "below_range",
      silent_days: 0,
      longest_pause_days: null,
      pause_count: null,
      low_amount: "79.28",
    },
    // the longest of four pauses is 30 days; 31 have passed since 30 May
    {
      client_id: "silent",
      reason_code: "overdue_order",
      silent_days: 31,
      longest_pause_days: 30,
      pause_count: 4,
      low_amount: null,
    },
  ]);
});

test("range of goods: clients of each group over the buying clients of the farmer", async () => {
  const bought = {employee_id: "f1", order_amount: 10, is_first: true};
  const rows = await runModel("group_shares", {
    dim_employees: [
      {employee_id: "f1", employee_name: "А"},
      {employee_id: "f2", employee_name: "Б"},
    ],
    rollup_client_groups: [
      {...bought, client_id: "c1", product_group: "paper"},
      {...bought, client_id: "c1", product_group: "pens", is_first: false},
      {...bought, client_id: "c2", product_group: "paper"},
      {...bought, client_id: "c3", product_group: "pens", employee_id: "f2"},
    ],
  });
  expect(pick(rows, "employee_id", "product_group", "group_count", "buyer_count")).toEqual([
    {employee_id: "f1", product_group: "paper", group_count: 2, buyer_count: 2},
    {employee_id: "f1", product_group: "pens", group_count: 1, buyer_count: 2},
    {employee_id: "f2", product_group: "paper", group_count: 0, buyer_count: 1},
    {employee_id: "f2", product_group: "pens", group_count: 1, buyer_count: 1},
  ]);
});

test("clients of farmers are counted with those who have bought and those whose pauses can be compared", async () => {
  const bought = (client_id: string, purchase_day_count: number) => ({client_id, purchase_day_count});
  const rows = await runModel("farmer_clients", {
    dim_clients: [
      farmerClient("never"),
      farmerClient("four"),
      farmerClient("five"),
      farmerClient("hunted", {owner_leg_code: "hunters"}),
      farmerClient("nobody", {owner_employee_id: null}),
    ],
    rollup_buyers: [bought("four", 4), bought("five", 5), bought("hunted", 9), bought("nobody", 9)],
  });
  expect(rows).toEqual([{client_count: 3, buyer_count: 2, known_count: 1}]);
  expect(await runModel("farmer_clients", {})).toEqual([{client_count: 0, buyer_count: 0, known_count: 0}]);
});
