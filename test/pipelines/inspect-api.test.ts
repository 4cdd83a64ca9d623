import {expect, test} from "vitest";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";

const order = (id: number, status: string, value: string, day: string) => ({
  id,
  created_at: `${day}T10:00:00Z`,
  client: {id: `c${id % 2}`, name: id % 2 ? "ООО Ромашка" : "ООО Мак", phone: `+7916123456${id}`},
  amount: {value, currency: "RUB"},
  status,
  manager: {name: "Иванов"},
});
const rows = [
  order(1, "paid", "1000.10", "2026-01-10"),
  order(2, "paid", "2000.20", "2026-01-31"),
  order(3, "refunded", "500.00", "2026-02-01"),
  order(4, "cancelled", "70.00", "2026-02-02"),
];
const api = (list: string) => JSON.stringify({meta: {page: 1}, data: {[list]: rows}}, null, 1);

test("orders of an API are sales, refunded and cancelled ones are not counted, and deals are offered", async () => {
  const file = await look(api("orders"), {name: "api.json"});
  expect(file.entity).toBe("orders");
  expect(proposed(file)).toMatchObject({
    "orders.order_id": "id (sure)",
    // an order that is refunded later is the same row
    "orders.line_number": "value (guess)",
    "orders.ordered_on": "created_at (guess)",
    "orders.client_id": "client.id (sure)",
  });
  // 1000.10 + 2000.20: what went back and what was called off is no sale
  expect(rowsOf(file, "orders").map(({order_id, amount}) => [order_id, amount])).toEqual([
    ["1", "1000.10"],
    ["2", "2000.20"],
  ]);
  const what = file.questions.find(({id}) => id === "entity")!;
  expect(what.options.map(({label}) => label.en)).toEqual(["Sales", "Deals"]);
  const deals = await look(api("orders"), {
    name: "api.json",
    settings: answered(file.settings, what.options[1]!),
  });
  expect(rowsOf(deals, "deals").map(({deal_id, status}) => [deal_id, status])).toEqual([
    ["1", "won"],
    ["2", "won"],
    ["3", "lost"],
    ["4", "lost"],
  ]);
});

test("deals of an API stay deals, and their states are known", async () => {
  const file = await look(api("deals"), {name: "api.json"});
  expect(file.entity).toBe("deals");
  expect(rowsOf(file, "deals").map(({status}) => status)).toEqual(["won", "won", "lost", "lost"]);
});

test("payments of an API are payments", async () => {
  const file = await look(api("payments"), {name: "api.json"});
  expect(file.entity).toBe("payments");
  expect(proposed(file)).toMatchObject({"payments.paid_on": "created_at (guess)"});
  expect(rowsOf(file, "payments").map(({amount}) => amount)).toEqual(["1000.10", "2000.20"]);
});
