import {expect, test} from "vitest";
import {answered, look, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;
const orders = lines(
  "Номер заказа;Дата;Клиент;Сумма;Возврат",
  "1;01.09.2026;ООО Лютик;1 100,00;",
  "2;02.09.2026;ООО Клен;50,00;50,00",
  "3;03.09.2026;ООО Ива;20,00;-5,50",
  "4;04.09.2026;ООО Лютик;70 руб.;0",
  "5;05.09.2026;ООО Клен;-;30,00",
);

test("money that went back in a column of its own is asked about, and taken off when the answer says so", async () => {
  const file = await look(orders);
  const [asked] = file.questions.filter(({id}) => id === "orders.amount.refund.Возврат");
  expect(asked?.text.en).toBe(
    '"Возврат" holds money that went back (rows: 3, sum: 85.5). Is "Сумма" the sum before it, or after?',
  );
  expect(file.fields.find(({field}) => field === "amount")).toMatchObject({status: "ask"});
  expect(file.yaml).toContain('"Возврат" holds money that went back');
  const [after, before] = asked!.options;
  const amounts = async (option: typeof after) => {
    const again = await look(orders, {settings: answered(file.settings, option!)});
    return [again.preview[0]!.rejected, ...rowsOf(again, "orders").map(({amount}) => amount)];
  };
  expect(await amounts(after)).toEqual([1, "1100.00", "50.00", "20.00", "70.00"]);
  expect(await amounts(before)).toEqual([0, "1100.00", "0.00", "14.50", "70.00", "-30.00"]);
});

test("an unreadable refund sets its row aside; dates, reasons and columns of noughts are no money that went back", async () => {
  const bad = orders.replace("50,00;50,00", "50,00;5O,00");
  const file = await look(bad);
  const [asked] = file.questions.filter(({id}) => id.includes(".refund."));
  const settled = await look(bad, {settings: answered(file.settings, asked!.options[1]!)});
  expect(settled.preview[0]!.rejects.map(({line}) => line)).toEqual([3]);
  for (const text of [
    orders.replaceAll("Возврат", "Дата возврата").replaceAll(/[^;\n]*$/gmu, "01.10.2026"),
    orders.replaceAll("Возврат", "Кол-во возврата"),
    orders.replace(/(?<=\d;|\.;|-;)[^;\n]*$/gmu, "0"),
  ])
    expect((await look(text)).questions.filter(({id}) => id.includes(".refund."))).toEqual([]);
});
