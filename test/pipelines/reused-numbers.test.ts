import {expect, test} from "vitest";
import {makeHome, put} from "../helpers/home.ts";
import {Staged} from "../helpers/stage.ts";

const fields =
  "paid_on: {column: Дата, date: '%d.%m.%Y'}, amount: Сумма, client_name: Плательщик, client_tax_id: ИНН";
const bank = (key: string) =>
  `sources: {bank: {entities: {payments: {fields: {payment_id: ${key}, ${fields}}}}}}\n`;
const header = "Номер;Дата;Плательщик;ИНН;Сумма\n";
const september =
  `${header}1;01.09.2026;ООО Лютик;7701;100,00\n2;02.09.2026;Ромашка;7702;200,00\n` +
  "3;03.09.2026;Пион;7703;300,00\n4;04.09.2026;Роза;7704;400,00\n5;05.09.2026;Ирис;7705;500,00\n";
const october =
  // another payer's 1; the corrected sum of 2, the corrected day of 3, the corrected payer of 4, and a new one
  `${header}1;01.10.2026;Мак;7706;11,00\n2;02.09.2026;Ромашка;7702;22,00\n` +
  "3;04.09.2026;ПИОН, ООО;7703;300,00\n4;04.09.2026;Астра;7707;400,00\n6;06.10.2026;Роза;7704;66,00\n";

async function months(sources: string, files: string[], look: (open: Staged) => Promise<void>) {
  const home = makeHome({sources});
  const open = await Staged.open(home);
  try {
    for (const [index, file] of files.entries()) {
      put(home, `${sources.match(/\{(\w+):/)![1]}/${index}.csv`, file);
      await open.take();
    }
    await look(open);
  } finally {
    open.close();
  }
}
const sums = (open: Staged) =>
  open.rows(
    "select strftime(paid_on, '%Y-%m') as month, count(*)::integer as rows, sum(amount)::varchar as amount from stage.payments group by month order by month",
  );

test("a number that the next month gives to another payer waits, and the payment of before stays", async () => {
  await months(bank("Номер"), [september, october], async (open) => {
    expect(await sums(open)).toEqual([
      {month: "2026-09", rows: 5, amount: "1322.00"},
      {month: "2026-10", rows: 1, amount: "66.00"},
    ]);
    expect(
      (await open.rejected()).map(({line_number, column_name, reason_code, value}) => [
        line_number,
        column_name,
        reason_code,
        value,
      ]),
    ).toEqual([[2, "payment_id", "number_reused", "1"]]);
  });
});

test("with the day in the key both payments of a number count", async () => {
  await months(bank(`{sql: '"Номер" || "Дата"'}`), [september, october], async (open) => {
    expect(await open.rejected()).toEqual([]);
    // all of both files but what says the same again: no row of before is replaced but by its own day
    expect((await sums(open)).map(({rows}) => rows)).toEqual([6, 2]);
  });
});

test("lines of a document of long ago are not replaced by those of a new document of its number, whoever buys", async () => {
  const sales =
    "sources: {base: {entities: {orders: {fields: {order_id: Номер, line_number: Строка, ordered_on: {column: Дата, date: '%d.%m.%Y'}, amount: Сумма, client_name: Покупатель}}}}}\n";
  const lines = "Номер;Строка;Дата;Покупатель;Сумма\n";
  const years = [
    `${lines}7;1;10.02.2025;Лютик;100,00\n`,
    // the same number a year later, with one line more; and the next day's corrected line of a new one
    `${lines}7;1;11.02.2026;Лютик;500,00\n7;2;11.02.2026;Лютик;50,00\n8;1;11.02.2026;Лютик;80,00\n`,
    `${lines}8;1;12.02.2026;Лютик;90,00\n`,
  ];
  await months(sales, years, async (open) => {
    expect(
      await open.rows(
        "select order_id, line_number, amount::varchar as amount from stage.orders order by order_id, line_number",
      ),
    ).toEqual([
      {order_id: "7", line_number: "1", amount: "100.00"},
      {order_id: "8", line_number: "1", amount: "90.00"},
    ]);
    expect((await open.rejected()).map(({line_number, reason_code}) => [line_number, reason_code])).toEqual([
      [2, "number_reused"],
      [3, "number_reused"],
    ]);
  });
});
