import {describe, expect, test} from "vitest";
import {readCompany} from "../../pipelines/company/company.ts";
import {makeHome} from "../helpers/home.ts";
import {look, proposed} from "../helpers/look.ts";
import {staged} from "../helpers/stage.ts";

const export_ =
  "Номер;Дата;Сумма, руб;Клиент\n1;01.09.2026;100.50;ООО Ромашка\nб/н;02.09.2026;200.50;ООО Василёк\n";
const has = "which the file does not have; it has Номер, Дата, Сумма, руб, Клиент";

interface Way {
  amount?: string;
  more?: Record<string, unknown>;
}

const entities = ({amount = '"Сумма, руб"', more = {}}: Way) => ({
  payments: {
    ...more,
    fields: {payment_id: "Номер", paid_on: "Дата", client_name: "Клиент", amount: {sql: amount}},
  },
});

const refusal = (way: Way) => {
  const home = makeHome({
    sources: JSON.stringify({sources: {pay: {entities: entities(way)}}}),
    inbox: {"pay/export.csv": export_},
  });
  return staged(home, async () => null).then(
    () => null,
    (error: {said: {en: string; ru: string}}) => error.said,
  );
};

describe("a run names the key, the column that is not there and those that are", () => {
  test.each<[string, Way, string]>([
    ["fields.amount.sql", {amount: '"Сума"::double'}, '"Сума"'],
    ["rows", {more: {rows: "\"Тип\" = 'x'"}}, '"Тип"'],
    ["gone", {more: {gone: "Удалено = 'да'"}}, '"Удалено"'],
    ["one_per", {more: {one_per: '"linkedid"'}}, '"linkedid"'],
    ["prefer", {more: {one_per: '"Номер"', prefer: "billsec desc"}}, '"billsec"'],
    ["derive.sum", {amount: "sum", more: {derive: {sum: '"Цена"::double'}}}, '"Цена"'],
  ])("%s", async (at, way, name) => {
    expect((await refusal(way))?.en).toBe(
      `pay/export.csv: sources.pay.entities.payments.${at}: names column ${name}, ${has}; correct the name`,
    );
  });

  test("a header written without quotes is written out with them, in Russian too", async () => {
    const said = await refusal({amount: "Сумма::double"});
    expect(said?.en).toMatch(/names column "Сумма", .*; write the header in double quotes: "Сумма, руб"$/u);
    expect(said?.ru).toMatch(/в файле нет столбца «Сумма»; в нём есть .*; напишите .*: "Сумма, руб"$/u);
  });

  test("a cell that does not fit, and a function that is none, are told with their expression", async () => {
    expect((await refusal({amount: '"Номер"::int'}))?.en).toMatch(
      /^pay\/export\.csv: sources\.pay\.entities\.payments\.fields\.amount\.sql: Conversion Error: .*'б\/н'.*, in "Номер"::int; read the column itself/u,
    );
    expect((await refusal({amount: 'nope("Номер")'}))?.en).toMatch(
      /fields\.amount\.sql: Catalog Error: .*nope.*, in nope\("Номер"\); correct the expression$/u,
    );
  });
});

test("a derived column whose name no SQL has is refused with the letters it may have", async () => {
  const more = {derive: {Сумма: '"Сумма, руб"'}};
  const letters = "derive.Сумма: expected a name of a-z, 0-9 and _, not beginning with a digit";
  await expect(look(export_, {settings: {entities: entities({more})}})).rejects.toThrow(letters);
  const home = makeHome({sources: JSON.stringify({sources: {pay: {entities: entities({more})}}})});
  expect(() => readCompany(home)).toThrow(new RegExp(`${letters}$`, "u"));
});

describe("inspect", () => {
  test("is sure of no field whose column is absent", async () => {
    const file = await look(export_, {settings: {entities: entities({amount: '"Сума"'})}, isExact: true});
    expect(file.error?.en).toContain(`payments.fields.amount.sql: names column "Сума", ${has}`);
    expect(proposed(file)["payments.amount"]).toBe("sql (ask)");
    expect(proposed(file)["payments.paid_on"]).toBe("Дата (sure)");
  });

  test.each(["Сумма, руб", "Сумма руб", "Сумма (руб"])(
    "a header as it stands is no expression, and the advice is quotes: %s",
    async (amount) => {
      const file = await look(export_, {settings: {entities: entities({amount})}, isExact: true});
      expect(file.error?.en).toContain("a header of several words stands in double quotes");
    },
  );

  test("words of SQL and of its texts are no columns that it reads", async () => {
    const words = ["case", "when", "end", "select", "payments", "fields"];
    const text = `Номер;Дата;Сумма;Клиент;${words.join(";")}\n1;01.09.2026;100;ООО Ромашка;a;b;c;d;e;f\n`;
    const amount = 'case when "Номер" <> \'select\' then "Сумма" end';
    const file = await look(text, {settings: {entities: entities({amount})}, isExact: true});
    expect(file.error).toBeNull();
    expect(file.unused).toEqual(words);
    const reading = {amount: 'case when "end" = \'c\' then "case" end'};
    const read = await look(text, {settings: {entities: entities(reading)}, isExact: true});
    expect(read.unused).toEqual(["Сумма", "when", "select", "payments", "fields"]);
  });
});
