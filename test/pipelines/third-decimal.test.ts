import {describe, expect, test} from "vitest";
import {reasonWords} from "../../pipelines/reasons.ts";
import {makeHome} from "../helpers/home.ts";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";
import {staged} from "../helpers/stage.ts";

const payments = (...amounts: string[]) =>
  `${["Номер платежа;Дата оплаты;Контрагент;Сумма", ...amounts.map((amount, index) => `${index + 1};01.02.2026;ООО Лютик;${amount}`)].join("\n")}\n`;

const amounts = (file: Awaited<ReturnType<typeof look>>) =>
  rowsOf(file, "payments").map(({amount}) => amount);
const refused = (file: Awaited<ReturnType<typeof look>>) =>
  file.preview[0]!.rejects.map(({value, reason}) => [value, reason]);

describe("a third decimal of money", () => {
  test.each([
    ["point", ["10.125", "10.50", "7"], ["10.50", "7.00"], "10.13"],
    ["comma", ["10,125", "10,50", "7"], ["10.50", "7.00"], "10.13"],
    ["comma", ["1.234,125", "1.234,50", "7"], ["1234.50", "7.00"], "1234.13"],
    ["point", ["0.125", "3.1", "7"], ["3.10", "7.00"], "0.13"],
  ])("is no thousand where the other values show the %s: %j", async (_sign, cells, taken, rounded) => {
    const text = payments(...cells);
    const file = await look(text);
    expect(amounts(file)).toEqual(taken);
    expect(refused(file)).toEqual([[cells[0], "too_many_decimals"]]);
    const question = file.questions.find(({id}) => id === "payments.amount.decimals")!;
    expect(question.text.en).toContain(cells[0]!);
    const round = question.options.find(({label}) => label.en === "Round to two decimals")!;
    const again = await look(text, {settings: answered(file.settings, round)});
    expect(amounts(again)).toEqual([rounded, ...taken]);
  });

  test("is asked about when more of them tell by themselves what they are", async () => {
    const text = payments("10.1255", "бартер", "7");
    const file = await look(text);
    expect(refused(file)).toEqual([
      ["10.1255", "too_many_decimals"],
      ["бартер", "unreadable"],
    ]);
    const [, round] = file.questions.find(({id}) => id === "payments.amount.decimals")!.options;
    const again = await look(text, {settings: answered(file.settings, round!)});
    expect(amounts(again)).toEqual(["10.13", "7.00"]);
    expect(refused(again)).toEqual([["бартер", "unreadable"]]);
  });

  test("grouped thousands beside decimals stay thousands", async () => {
    const file = await look(payments("1.234", "5.678,90", "7"));
    expect(amounts(file)).toEqual(["1234.00", "5678.90", "7.00"]);
    expect(proposed(file)["payments.amount"]).toBe("Сумма (guess)");
  });

  test("noise of a spreadsheet is none", async () => {
    const file = await look(payments("10.299999999999999", "10.50"));
    expect(amounts(file)).toEqual(["10.30", "10.50"]);
    expect(file.questions.filter(({id}) => id === "payments.amount.decimals")).toEqual([]);
  });

  test("at a run: what may be a thousand and what has too many decimals are told apart", async () => {
    const source = (more: string) =>
      makeHome({
        sources: `sources: {pay: {entities: {payments: {fields: {payment_id: Номер платежа, client_name: Контрагент, paid_on: Дата оплаты, amount: {column: Сумма${more}}}}}}}\n`,
        inbox: {"pay/export.csv": payments("10.125", "10.1255 руб.", "бартер", "7", "123456789012345678901")},
      });
    const reasons = (more: string) =>
      staged(source(more), async (open) =>
        (await open.rejected()).map(({value, reason_code}) => [value, reason_code]),
      );
    const rest = [
      ["10.1255 руб.", "too_many_decimals"],
      ["бартер", "unreadable"],
      ["123456789012345678901", "out_of_range"],
    ];
    expect(await reasons("")).toEqual([["10.125", "doubtful_number"], ...rest]);
    expect(await reasons(", number: point")).toEqual([["10.125", "too_many_decimals"], ...rest]);
    expect(await reasons(", number: comma")).toEqual(rest);
  });

  test("a number that SQL works out is never taken for a thousand, whatever its decimals", async () => {
    const computed = async (fields: string, more = "") => {
      const home = makeHome({
        sources: `sources: {pay: {entities: {orders: {${more}fields: {order_id: Номер, line_number: {value: "1"}, client_name: Контрагент, ordered_on: Дата, ${fields}}}}}}\n`,
        inbox: {
          "pay/export.csv":
            "Номер;Дата;Контрагент;Цена;Вес\n1;01.02.2026;ООО Лютик;12.345;2.125\n2;01.02.2026;ООО Лютик;1.500;0.0000001\n3;01.02.2026;ООО Лютик;7;3\n",
        },
      });
      return staged(home, async (open) => ({
        refused: (await open.rejected()).map(({line_number, column_name, reason_code}) => [
          line_number,
          column_name,
          reason_code,
        ]),
        rows: await open.rows("select order_id, amount, quantity from stage.orders order by order_id"),
      }));
    };
    const price = '"Цена"::double';
    const half = [
      {order_id: "2", amount: "1.50", quantity: 1e-7},
      {order_id: "3", amount: "7.00", quantity: 3},
    ];
    const third = [[2, "amount", "too_many_decimals"]];
    const quantity = "quantity: {sql: '\"Вес\"::double'}";
    for (const way of [
      `amount: {sql: '${price}'}`,
      `amount: {sql: '"Цена"::decimal(18,3)'}`,
      `amount: {sql: '${price}', number: comma}`,
    ])
      expect(await computed(`${way}, ${quantity}`)).toEqual({refused: third, rows: half});
    expect(await computed(`amount: sum, ${quantity}`, `derive: {sum: '${price}'}, `)).toEqual({
      refused: third,
      rows: half,
    });
    const [first] = (await computed(`amount: {sql: 'round(${price}, 2)'}, ${quantity}`)).rows;
    expect(first).toEqual({order_id: "1", amount: "12.35", quantity: 2.125});
    // a text that SQL only passes on stays one of which nobody can tell
    const passed = await computed(`amount: {sql: 'trim("Цена")'}, ${quantity}`);
    expect(passed.refused).toEqual([2, 3].map((line) => [line, "amount", "doubtful_number"]));
  });

  test("both say in words what is wrong and what to do", () => {
    expect(reasonWords("too_many_decimals")).toMatch(/two decimals.*round/u);
    expect(reasonWords("doubtful_number")).toMatch(/thousand.*`number`/u);
    expect(reasonWords("unreadable", "calls", "talk_seconds")).toMatch(/^is no length of time/u);
  });
});
