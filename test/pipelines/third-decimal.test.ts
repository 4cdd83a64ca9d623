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

  test("both say in words what is wrong and what to do", () => {
    expect(reasonWords("too_many_decimals")).toMatch(/two decimals.*round/u);
    expect(reasonWords("doubtful_number")).toMatch(/thousand.*`number`/u);
  });
});
