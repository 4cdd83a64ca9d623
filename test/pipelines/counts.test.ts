import {expect, test} from "vitest";
import {readCompany} from "../../pipelines/company/company.ts";
import {makeHome, put} from "../helpers/home.ts";
import {Staged, staged} from "../helpers/stage.ts";

const sources = (counts: string, more = "") => `
sources:
  bank:
    entities:
      payments:
        counts: ${counts}
        ${more}
        fields: {payment_id: Номер, paid_on: Дата, amount: Сумма, client_name: Клиент}
`;
const rows = [
  "Номер;Дата;Клиент;Сумма;Статус;Вид",
  "1;01.09.2026;ООО Лютик;1 000,00;Оплачен;Приход",
  "2;02.09.2026;ООО Лютик;300,00;ВОЗВРАЩЁН ;Приход",
  "3;03.09.2026;ООО Лютик;-200,00;Возвращен;Приход",
  "4;04.09.2026;ООО Клен;700,00;Отменён;Приход",
  "5;05.09.2026;ООО Клен;50,00;На проверке;Приход",
  "6;06.09.2026;ООО Клен;60,00;;Приход",
  "7;07.09.2026;ООО Клен;5 000,00;Оплачен;Расход",
].join("\n");

const loaded = (settings: string, ask: Parameters<typeof staged>[1], text = rows) =>
  staged(makeHome({sources: settings, inbox: {"bank/a.csv": `${text}\n`}}), ask);

test("a row is added, taken off, left out, or set aside when nothing says which", async () => {
  const counts = "{Статус: {Оплачен: plus, Возвращён: minus, отменен: skip}}";
  await loaded(sources(counts), async (open) => {
    expect(
      await open.rows("select payment_id, amount::varchar as amount from stage.payments order by 1"),
    ).toEqual([
      {payment_id: "1", amount: "1000.00"},
      {payment_id: "2", amount: "-300.00"},
      {payment_id: "3", amount: "-200.00"},
      {payment_id: "7", amount: "5000.00"},
    ]);
    expect(
      (await open.rejected()).map(({line_number, column_name, reason_code, value}) => [
        line_number,
        column_name,
        reason_code,
        value,
      ]),
    ).toEqual([
      [6, "amount", "not_counted", "50,00"],
      [7, "amount", "not_counted", "60,00"],
    ]);
    expect(open.files).toMatchObject([{rows: 7, accepted: 4, rejected: 2, skipped: 1}]);
  });
});

test("two columns: one that leaves a row out is enough, and an empty cell can be named", async () => {
  const counts =
    '{Статус: {Оплачен: plus, Возвращён: minus, Отменён: skip, "": plus, На проверке: skip}, Вид: {Приход: plus, Расход: skip}}';
  await loaded(sources(counts), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows("select sum(amount)::varchar as sum, count(*) as n from stage.payments")).toEqual([
      {sum: "560.00", n: 4},
    ]);
    expect(open.files).toMatchObject([{rows: 7, accepted: 4, rejected: 0, skipped: 3}]);
  });
});

test("a condition on rows holds beside it", async () => {
  const counts = "{Вид: {Приход: plus, Расход: skip}}";
  await loaded(sources(counts, `rows: '"Клиент" = ''ООО Клен'' or "Номер" = ''1'''`), async (open) => {
    expect(await open.rows("select payment_id from stage.payments order by 1")).toEqual(
      ["1", "4", "5", "6"].map((payment_id) => ({payment_id})),
    );
  });
});

test("a refund takes its quantity off too", async () => {
  const settings = `
sources:
  bank:
    entities:
      orders:
        counts: {Вид: {Продажа: plus, Возврат: minus}}
        fields: {order_id: Номер, line_number: {value: 1}, ordered_on: Дата, amount: Сумма, quantity: Штук}
`;
  const text = "Номер;Дата;Сумма;Штук;Вид\n1;01.09.2026;100;2;Продажа\n2;02.09.2026;50;1;Возврат";
  await loaded(
    settings,
    async (open) =>
      expect(
        await open.rows("select quantity, amount::varchar as amount from stage.orders order by order_id"),
      ).toEqual([
        {quantity: 2, amount: "100.00"},
        {quantity: -1, amount: "-50.00"},
      ]),
    text,
  );
});

test("a column that the file lacks and a verdict that there is not are refused", async () => {
  await expect(loaded(sources("{Состояние: {Оплачен: plus}}"), async () => undefined)).rejects.toThrow(
    /payments\.counts: the file has no column "Состояние"/,
  );
  expect(() => readCompany(makeHome({sources: sources("{Статус: {Оплачен: yes_please}}")}))).toThrow(
    /counts\.Статус\.Оплачен/,
  );
});

test("a payment that a later file calls cancelled counts no longer", async () => {
  const home = makeHome({sources: sources("{Статус: {Оплачен: plus, Отменён: skip}}")});
  const open = await Staged.open(home);
  try {
    const header = "Номер;Дата;Клиент;Сумма;Статус\n";
    put(
      home,
      "bank/1.csv",
      `${header}1;01.09.2026;ООО Лютик;100;Оплачен\n2;02.09.2026;ООО Лютик;7;Оплачен\n`,
    );
    await open.take();
    put(
      home,
      "bank/2.csv",
      `${header}1;01.09.2026;ООО Лютик;100;Отменён\n3;03.09.2026;ООО Клен;50;Отменён\n`,
    );
    await open.take();
    expect(open.files).toMatchObject([{rows: 2, accepted: 0, rejected: 0, skipped: 2}]);
    expect(await open.rows("select payment_id from stage.payments")).toEqual([{payment_id: "2"}]);
  } finally {
    open.close();
  }
});
