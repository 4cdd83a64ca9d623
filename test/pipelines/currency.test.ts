import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {Database} from "../../pipelines/database.ts";
import {namesOtherSql, withoutCurrency} from "../../pipelines/sources/currency.ts";
import {literal} from "../../pipelines/sources/sql.ts";
import {makeHome} from "../helpers/home.ts";
import {load} from "../helpers/preset.ts";
import {staged} from "../helpers/stage.ts";

let database: Database;
beforeAll(async () => {
  database = await Database.open(":memory:");
});
afterAll(() => database.close());

const read = (expression: string, text: string) =>
  database.value<string | boolean | null>(
    `select ${expression} from (select ${literal(text)}::varchar as cell)`,
  );

test.each([
  ["100", "RUB", null],
  ["1 300,50", "RUB", null],
  ["100 ₽", "RUB", "RUB"],
  ["100 руб.", "RUB", "RUB"],
  ["100 Российский рубль", "KZT", "RUB"],
  ["100 Белорусский рубль", "RUB", "BYN"],
  ["100 бел. руб.", "RUB", "BYN"],
  // a rouble without a country is the company's own where that is one
  ["100 рублей", "BYN", "BYN"],
  ["100 руб", "KZT", "RUB"],
  ["100 Казахстанский тенге", "RUB", "KZT"],
  ["100 грн", "RUB", "UAH"],
  ["$100", "RUB", "USD"],
  ["$100", "CAD", "CAD"],
  ["100 USD", "CAD", "USD"],
  ["100 Доллар США", "RUB", "USD"],
  ["€ 100", "RUB", "EUR"],
  ["100 AED", "RUB", "AED"],
  ["нет", "RUB", null],
  ["nan", "RUB", null],
])("%s in a company of %s names %s", async (text, own, code) => {
  expect(await read(namesOtherSql("cell", own), text)).toBe(code !== null && code !== own);
});

describe("an amount that only its header or a column beside it says to be in another currency", () => {
  const run = (header: string, rows: string[], amount: string) =>
    staged(
      makeHome({
        sources: `sources: {pay: {entities: {payments: {fields: {payment_id: "№", client_name: Клиент, paid_on: Дата, amount: ${amount}}}}}}\n`,
        inbox: {"pay/export.csv": `${[header, ...rows].join("\n")}\n`},
      }),
      async (open) => ({
        sums: (
          await open.rows<{sum: string}>("select amount::varchar as sum from stage.payments order by 1")
        ).map(({sum}) => sum),
        aside: (await open.rejected()).map(({value, reason_code}) => `${value} ${reason_code}`),
      }),
    );

  test("is set aside like one that names it itself, unless the settings say what it is in", async () => {
    const header = "№;Дата;Клиент;Сумма, грн";
    const rows = ["1;01.03.2026;ООО Лютик;100", "2;02.03.2026;ООО Лютик;200"];
    const aside = {sums: [], aside: ["100 UAH other_currency", "200 UAH other_currency"]};
    expect(await run(header, rows, '"Сумма, грн"')).toEqual(aside);
    expect(await run(header, rows, '{column: "Сумма, грн", currency: RUB}')).toEqual({
      sums: ["100.00", "200.00"],
      aside: [],
    });
    expect(await run(header, rows, '{column: "Сумма, грн", currency: EUR}')).toMatchObject({sums: []});
  });

  test("row by row", async () => {
    const header = "№;Дата;Клиент;Сумма;Валюта";
    const row = (sum: number, currency: string) => `${sum};01.03.2026;ООО Лютик;${sum};${currency}`;
    const rows = [row(1, "RUB"), row(2, "UAH"), row(3, "руб."), row(4, "840"), row(5, ""), row(6, "643")];
    const {sums, aside} = await run(header, rows, "Сумма");
    expect(sums).toEqual(["1.00", "3.00", "5.00", "6.00"]);
    expect(aside).toEqual(["2 UAH other_currency", "4 USD other_currency"]);
    expect((await run(header, rows, "{column: Сумма, currency: RUB}")).sums).toHaveLength(6);
  });
});

test.each([
  ["1 300,50 ₽", "RUB", "1 300,50"],
  ["100 Российский рубль", "RUB", "100"],
  ["100 бел. руб.", "BYN", "100"],
  ["GEL 100", "GEL", "100"],
  ["12 млн руб.", "RUB", "12 млн"],
])("%s without the company's %s is %s", async (text, own, rest) => {
  expect(await read(withoutCurrency("cell", own), text)).toBe(rest);
});

test("amounts of any table are taken in the company's currency only", async () => {
  const file = [
    "payment_id,paid_on,amount",
    "p1,2026-03-02,100 ₽",
    "p2,2026-03-02,100 USD",
    "p3,2026-03-02,(1 200) руб.",
    "p4,2026-03-02,12 млн руб.",
    "p5,2026-03-02,100.50",
    "p6,2026-03-02,#DIV/0!",
    "",
  ].join("\n");
  await load("payments", file, async (open) => {
    expect(await open.rows("select payment_id, amount from stage.payments order by 1")).toEqual([
      {payment_id: "p1", amount: "100.00"},
      {payment_id: "p3", amount: "-1200.00"},
      {payment_id: "p5", amount: "100.50"},
    ]);
    expect((await open.rejected()).map((row) => [row.reason_code, row.value])).toEqual([
      ["other_currency", "100 USD"],
      ["unreadable", "12 млн руб."],
      // an error of a spreadsheet names no currency
      ["unreadable", "#DIV/0!"],
    ]);
  });
});
