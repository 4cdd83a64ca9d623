import {readFileSync} from "node:fs";
import {beforeAll, describe, expect, test} from "vitest";
import {readWith} from "../helpers/read-table.ts";
import {loadRealCompany, type RealCompany, realFile} from "../helpers/real-data.ts";

interface Answers {
  articles: number;
  warehouses: number;
  detail_cells: number;
  months: string[];
  revenue_by_month: Record<string, number>;
  quantity_by_month: Record<string, number>;
  revenue_total: number;
  tidy_rows: number;
}

const names = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];
/** `Июнь 2025 г.` as 2025-06-01. */
const firstDay = (month: string) => {
  const [name, year] = month.toLowerCase().split(" ");
  return `${year}-${String(names.indexOf(name!.slice(0, 3)) + 1).padStart(2, "0")}-01`;
};

describe("the report Валовая прибыль предприятия with months in columns", () => {
  let company: RealCompany;
  let answers: Answers;
  let tidy: Record<string, string>[];
  beforeAll(async () => {
    company = await loadRealCompany("ru_1c_gross_profit_masked");
    answers = company.answers as unknown as Answers;
    const [head, ...lines] = readFileSync(realFile("ru_1c_gross_profit_masked/expected_tidy.csv"), "utf8")
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(","));
    tidy = lines.map((cells) => Object.fromEntries(head!.map((name, index) => [name, cells[index]!])));
  });

  test("29,529,481.16, not the 88,588,443.48 of all rows, and the months", async () => {
    const months = await company.query<{month: string; revenue: number; quantity: number}>(
      "select order_month::varchar as month, sum(order_amount)::double as revenue, sum(quantity) as quantity from fct_orders group by all order by month",
    );
    expect(months).toEqual(
      answers.months.map((month) => ({
        month: firstDay(month),
        revenue: answers.revenue_by_month[month],
        quantity: answers.quantity_by_month[month],
      })),
    );
    const [total] = await company.query(
      "select count(*)::integer as rows, sum(order_amount)::varchar as revenue, count(distinct product)::integer as articles, count(distinct substr(order_id, 12))::integer as warehouses from fct_orders",
    );
    expect(total).toEqual({
      rows: answers.tidy_rows,
      revenue: "29529481.16",
      articles: answers.articles,
      warehouses: answers.warehouses,
    });
  });

  test("every order is a cell of the expected table", async () => {
    const orders = await company.query(
      "select substr(order_id, 12) as warehouse, product as article, order_month::varchar as month, quantity, order_amount::double as revenue from fct_orders order by all",
    );
    const expected = tidy.map(({warehouse, article, month, quantity, revenue}) => ({
      warehouse,
      article,
      month: firstDay(month!),
      quantity: quantity === "" ? null : Number(quantity),
      revenue: Number(revenue),
    }));
    const byKey = (one: (typeof expected)[0]) => `${one.warehouse} ${one.article} ${one.month}`;
    expect(orders).toEqual(expected.sort((one, other) => (byKey(one) < byKey(other) ? -1 : 1)));
  });

  test("warehouse, article, month, quantity, volume and revenue cell for cell, in the order of the report", async () => {
    const records = await readWith(realFile("ru_1c_gross_profit_masked/valovaya_pribyl_masked.xlsx"), {
      layout: "one_c_report",
    });
    const number = (text: string | null) => (text ? Number(Number(text).toFixed(6)) : null);
    const found = records.map((record) => [
      record["Склад"],
      record["Артикул"],
      record["Период"],
      number(record["Количество"]!),
      number(record["Объем, л (дм3)"]!),
      number(record["Выручка"]!),
    ]);
    expect(found).toEqual(
      tidy.map(({warehouse, article, month, quantity, volume_l, revenue}) => [
        warehouse,
        article,
        firstDay(month!),
        number(quantity!),
        number(volume_l!),
        number(revenue!),
      ]),
    );
    const cells = found.flatMap((cell) => cell.slice(3)).filter((cell) => cell !== null);
    expect(cells).toHaveLength(answers.detail_cells);
  });
});
