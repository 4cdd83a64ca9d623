import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

test("a book is taken apart client by client: lost, less, more; the parts add up, new clients are not in it", async () => {
  const change = {month: "2026-03-01", owner_employee_id: "f1"};
  const rows = await runModel("rollup_farmer_months", {
    dim_months: [{month: "2026-03-01"}],
    int_book_changes: [
      // two months of one client are one client: 100 then, 30 now
      {...change, client_id: "less", base_amount: 60, now_amount: 30},
      {...change, client_id: "less", month: "2026-02-01", base_amount: 40, now_amount: 0},
      {...change, client_id: "lost", base_amount: 50.5, now_amount: 0},
      {...change, client_id: "back", base_amount: 10, now_amount: -4},
      {...change, client_id: "more", base_amount: 20, now_amount: 70},
      {...change, client_id: "same", base_amount: 5, now_amount: 5},
      {...change, client_id: "new", base_amount: 0, now_amount: 900},
      {...change, client_id: "old", month: "2025-12-01", base_amount: 7, now_amount: 7},
    ],
  });
  expect(
    pick(
      rows,
      "client_count",
      "base_amount",
      "now_amount",
      "lost_count",
      "lost_amount",
      "down_count",
      "down_amount",
      "up_count",
      "up_amount",
    ),
  ).toEqual([
    {
      client_count: 5,
      base_amount: "185.50",
      now_amount: "101.00",
      lost_count: 2,
      lost_amount: "64.50",
      down_count: 1,
      down_amount: "70.00",
      up_count: 1,
      up_amount: "50.00",
    },
  ]);
  // 70^2 + 50.5^2 + 14^2 + 50^2 = 10,146.25
  expect(rows[0]!["change_deviation"]).toBeCloseTo(Math.sqrt(10_146.25), 9);
  const books = await runModel(
    "farmer_books",
    {dim_employees: [{employee_id: "f1", employee_name: "А"}], rollup_farmer_months: rows},
    {month: "2026-03-01"},
  );
  expect(pick(books, "employee_name", "kept_amount")).toEqual([{employee_name: "А", kept_amount: "51.00"}]);
});

test("the deviation of a book is the same to the last digit whatever order its clients come in", async () => {
  // one square so large that small ones added to it one by one would be lost
  const amounts = [100_000_000.01, ...Array.from({length: 40}, () => 0.37)];
  const deviation = async (order: number[]) => {
    const [row] = await runModel("rollup_farmer_months", {
      dim_months: [{month: "2026-03-01"}],
      int_book_changes: order.map((base_amount, index) => ({
        month: "2026-03-01",
        owner_employee_id: "f1",
        client_id: `c${index}`,
        base_amount,
        now_amount: 0,
      })),
    });
    return row!["change_deviation"];
  };
  // in kopecks, squared whole: 10,000,000,001^2 + 40 * 37^2
  const exact = Number(10_000_000_001n ** 2n + 40n * 37n ** 2n) / 10_000;
  expect(await deviation(amounts)).toBe(Math.sqrt(exact));
  expect(await deviation(amounts.toReversed())).toBe(Math.sqrt(exact));
});
