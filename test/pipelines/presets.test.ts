import {expect, test} from "vitest";
import {contractOf} from "../../pipelines/contracts/index.ts";
import {presetChoices} from "../../pipelines/inspect/choices.ts";
import {presets} from "../../pipelines/sources/presets/index.ts";
import {load} from "../helpers/preset.ts";

test("1C sales: returns are negative, tax numbers keep their noughts, days in either form", async () => {
  const file = [
    "Период;Документ;Номер строки;Контрагент;ИНН;Номенклатура;Номенклатурная группа;Количество;Выручка;Менеджер",
    '02.03.2026 0:00:00;РТ-0001;1;"ООО ""Ромашка""";0277012345;Труба;Металл;1 000,5;"1 200 500,10";Серов П.',
    "2026-03-03T12:00:00;РТ-0002;1;Лютик АО;;Лист;Металл;-2;-300;",
    "0001-01-01T00:00:00;РТ-0003;1;Лютик АО;;Лист;Металл;1;300;",
    "",
  ].join("\n");
  await load("one_c_sales", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code])).toEqual(
      [[4, "ordered_on", "missing"]],
    );
    expect(
      await open.rows(
        "select order_id, line_number, client_name, client_tax_id, ordered_on, quantity, amount, manager from stage.orders order by order_id",
      ),
    ).toEqual([
      {
        order_id: "РТ-0001",
        line_number: "1",
        client_name: 'ООО "Ромашка"',
        client_tax_id: "0277012345",
        ordered_on: "2026-03-02",
        quantity: 1000.5,
        amount: "1200500.10",
        manager: "Серов П.",
      },
      {
        order_id: "РТ-0002",
        line_number: "1",
        client_name: "Лютик АО",
        client_tax_id: null,
        ordered_on: "2026-03-03",
        quantity: -2,
        amount: "-300.00",
        manager: null,
      },
    ]);
  });
});

test("a generic table takes the contract's names in any order and leaves out what it has not", async () => {
  await load("payments", "amount,payment_id,paid_on,note\n10,p1,2026-03-02,any\n", async (open) => {
    expect(await open.rows("select payment_id, amount, client_name from stage.payments")).toEqual([
      {payment_id: "p1", amount: "10.00", client_name: null},
    ]);
  });
});

test("a file without the column of a key says which columns it has", async () => {
  await expect(load("payments", "amount,paid_on\n10,2026-03-02\n", async () => undefined)).rejects.toThrow(
    /^sources\.yaml: it\.entities\.payments\.payment_id: the file lacks the column of this key; it has amount, paid_on$/,
  );
});

test("the company's own field replaces the preset's", async () => {
  const more = ", entities: {payments: {fields: {payment_id: Номер, manager: {value: Анна}}}}";
  await load(
    "payments",
    "Номер,amount,paid_on\n7,10,2026-03-02\n",
    async (open) => {
      expect(await open.rows("select payment_id, manager from stage.payments")).toEqual([
        {payment_id: "7", manager: "Анна"},
      ]);
    },
    more,
  );
});

test("every preset has an id of its own, a title and a doc", () => {
  for (const [id, preset] of presets) {
    expect(preset.id).toBe(id);
    expect(preset.title).not.toBe("");
    expect(preset.doc).toMatch(/\.$/);
  }
});

test("every ready mapping of a program has a title in Russian", () => {
  const english = presetChoices()
    .filter(({id}) => !id.startsWith("form_") && !contractOf(id))
    .filter(({title}) => title.ru === title.en || !/[а-яё]{3}/i.test(title.ru));
  expect(english.map(({id}) => id)).toEqual([]);
});
