import {describe, expect, test} from "vitest";
import {visible} from "../../queries/hidden-marks.ts";
import {makeHome} from "../helpers/home.ts";
import {look, proposed, rowsOf} from "../helpers/look.ts";
import {staged} from "../helpers/stage.ts";

const header = "Номер платежа;Дата оплаты;Контрагент;Сумма";
const payments = (...rows: string[]) => `${[header, ...rows].join("\n")}\n`;
const [ltr, rtl, pop, open, zero] = ["\u200e", "\u200f", "\u202c", "\u202a", "\u200b"];

const loaded = (text: string) =>
  staged(
    makeHome({
      sources:
        "sources: {pay: {entities: {payments: {fields: {payment_id: Номер платежа, client_name: Контрагент, paid_on: Дата оплаты, amount: Сумма}}}}}\n",
      inbox: {"pay/export.csv": text},
    }),
    async (opened) => ({
      rows: (
        await opened.rows<{cells: string}>(
          "select concat_ws('|', payment_id, paid_on, client_name, amount) as cells from stage.payments order by 1",
        )
      ).map(({cells}) => cells),
      aside: (await opened.rejected()).map(({value, reason_code}) => `${value} ${reason_code}`),
    }),
  );

describe("characters that nobody sees", () => {
  test("do not keep a cell from being read, around it or beside its signs", async () => {
    const text = payments(
      `1;${open}01.09.2026${pop};ООО Лютик;10`,
      `2;02.09.2026;${open}ООО Лютик${pop};${rtl}105,50${ltr}`,
      `3;${ltr}3${ltr}.${ltr}9${ltr}.${ltr}2026;ООО Лютик${zero};20`,
    );
    expect(await loaded(text)).toEqual({
      rows: ["1|2026-09-01|ООО Лютик|10.00", "2|2026-09-02|ООО Лютик|105.50", "3|2026-09-03|ООО Лютик|20.00"],
      aside: [],
    });
  });

  test("between digits are named, because they may part two numbers", async () => {
    const {rows, aside} = await loaded(
      payments(`1;01.09.2026;ООО Лютик;1${rtl}05,50`, "2;01.09.2026;ООО Лютик;7"),
    );
    expect(rows).toHaveLength(1);
    expect(aside).toEqual([`1${rtl}05,50 hidden_characters`]);
    expect(visible(`1${rtl}05,50`)).toBe("1‹U+200F›05,50");
  });

  test("leave the kind of rows what it is", async () => {
    const days = Array.from(
      {length: 10},
      (_, index) => `${index % 5 === 1 ? open : ""}0${(index % 9) + 1}.09.2026`,
    );
    const file = await look(payments(...days.map((day, index) => `${index + 1};${day};ООО Лютик;10,50`)));
    expect(file.entity).toBe("payments");
    expect(rowsOf(file, "payments")).toHaveLength(10);
  });
});

describe("the kind of rows is told by the cells that are sound", () => {
  test.each([
    ["amounts that a spreadsheet could not reckon", (index: number) => [`0${index + 1}.09.2026`, "#DIV/0!"]],
    ["formulas", (index: number) => [`0${index + 1}.09.2026`, `=B${index}*C${index}`]],
    [
      "days of which some are damaged",
      (index: number) => [index % 3 === 0 ? "??.09.2026" : `0${index + 1}.09.2026`, "10,50"],
    ],
  ])("%s", async (_name, cells) => {
    const rows = Array.from(
      {length: 9},
      (_, index) => `${index + 1};${cells(index)[0]};ООО Лютик;${cells(index)[1]}`,
    );
    const file = await look(payments(...rows));
    const fields = proposed(file);
    expect(file.entity).toBe("payments");
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(["payments.paid_on", "payments.amount"]));
  });
});
