import {describe, expect, test} from "vitest";
import {makeHome} from "../helpers/home.ts";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

describe("how cells are read", () => {
  const payments = (...rows: string[]) => lines("Номер платежа;Дата оплаты;Контрагент;Сумма", ...rows);

  test("a day above 12 tells month/day from day/month", async () => {
    const file = await look(payments("1;03/04/2026;ООО Лютик;10", "2;12/25/2025;ООО Лютик;20"));
    expect(rowsOf(file, "payments").map(({paid_on}) => paid_on)).toEqual(["2026-03-04", "2025-12-25"]);
    expect(file.questions.filter(({field}) => field === "paid_on")).toEqual([]);
  });

  test("without one it is asked, and the answer takes effect", async () => {
    const text = payments("1;03/04/2026;ООО Лютик;10", "2;12/11/2025;ООО Лютик;20");
    const file = await look(text);
    expect(proposed(file)["payments.paid_on"]).toBe("Дата оплаты (ask)");
    const question = file.questions.find(({id}) => id === "payments.paid_on.order")!;
    const option = (name: string) => question.options.find(({label}) => label.en === name)!;
    const days = async (settings: object) =>
      rowsOf(await look(text, {settings}), "payments").map(({paid_on}) => paid_on);
    // nothing is taken until it is answered, rather than in another month
    expect(await days(file.settings)).toEqual([]);
    expect(await days(answered(file.settings, option("day/month")))).toEqual(["2026-04-03", "2025-11-12"]);
    expect(await days(answered(file.settings, option("month/day")))).toEqual(["2026-03-04", "2025-12-11"]);
  });

  test("1,234 is told by the other values", async () => {
    const point = await look(payments('1;01.02.2026;ООО Лютик;"1,234"', '2;01.02.2026;ООО Лютик;"5,678.90"'));
    expect(rowsOf(point, "payments").map(({amount}) => amount)).toEqual(["1234.00", "5678.90"]);
    const comma = await look(payments("1;01.02.2026;ООО Лютик;1.234", "2;01.02.2026;ООО Лютик;5.678,90"));
    expect(rowsOf(comma, "payments").map(({amount}) => amount)).toEqual(["1234.00", "5678.90"]);
  });

  test("1,234 alone is asked", async () => {
    const text = lines(
      "Номер заказа;Дата;Товар;Количество;Сумма",
      "1;01.02.2026;Лента;1,234;10",
      "2;01.02.2026;Лента;7,500;20",
    );
    const file = await look(text);
    expect(proposed(file)["orders.quantity"]).toBe("Количество (ask)");
    const question = file.questions.find(({id}) => id === "orders.quantity.sign")!;
    const quantities = question.options.map(async (option) => {
      const again = await look(text, {settings: answered(file.settings, option)});
      return [option.label.en, ...rowsOf(again, "orders").map(({quantity}) => Number(quantity))];
    });
    expect(await Promise.all(quantities)).toEqual([
      ["comma", 1.234, 7.5],
      ["point", 1234, 7500],
    ]);
  });

  test("1,234 of money is asked too when no cell tells, and each answer says what it makes", async () => {
    const text = payments(
      "1;01.02.2026;ООО Лютик;1,234",
      "2;01.02.2026;ООО Лютик;2,500",
      "3;01.02.2026;ООО Лютик;10,755",
    );
    const file = await look(text);
    expect(file.fields.find(({field}) => field === "amount")).toMatchObject({
      status: "ask",
      why: {en: "thousands and decimals cannot be told apart"},
    });
    // nothing is taken until it is answered, rather than a thousand times too much
    expect(rowsOf(file, "payments")).toEqual([]);
    expect(file.questions.filter(({id}) => id.startsWith("payments.amount")).map(({id}) => id)).toEqual([
      "payments.amount.sign",
    ]);
    const {options} = file.questions.find(({id}) => id === "payments.amount.sign")!;
    const amounts = options.map(async (option) => {
      const again = await look(text, {settings: answered(file.settings, option)});
      return [option.label.en, ...rowsOf(again, "payments").map(({amount}) => amount)];
    });
    expect(await Promise.all(amounts)).toEqual([
      ["comma: all rows make 14.49, each rounded to two decimals", "1.23", "2.50", "10.76"],
      ["point: all rows make 14489.00", "1234.00", "2500.00", "10755.00"],
    ]);
  });

  test("several groups of thousands tell what one of them is", async () => {
    const file = await look(payments("1;01.02.2026;ООО Лютик;1,234", "2;01.02.2026;ООО Лютик;1,234,567"));
    expect(rowsOf(file, "payments").map(({amount}) => amount)).toEqual(["1234.00", "1234567.00"]);
    expect(proposed(file)["payments.amount"]).toBe("Сумма (guess)");
  });

  test("texts that stand for an absent day are empty, not unreadable", async () => {
    const file = await look(
      lines(
        "Номер сделки;Название сделки;Этап;Дата создания;Дата закрытия",
        "1;Лютик;Новая;01.02.2026 10:00;не закрыта",
        "2;Клён;Успех;02.02.2026 10:00;05.02.2026 12:00",
      ),
    );
    expect(rowsOf(file, "deals").map(({closed_at}) => closed_at)).toEqual([null, "2026-02-05 12:00:00"]);
  });

  test("seconds since 1970 are known by their size", async () => {
    const file = await look(lines("deal id,stage,created at", "1,new,1767225600", "2,won,1767229200"), {
      settings: {zone: "UTC"},
    });
    expect(rowsOf(file, "deals").map(({created_at}) => created_at)).toEqual([
      "2026-01-01 00:00:00",
      "2026-01-01 01:00:00",
    ]);
  });

  test("a dictionary that lacks a spelling is named together with the spelling", async () => {
    const home = makeHome({
      dictionaries: {refusal_reasons: "code,name_en,name_ru,raw\nprice,Price,Цена,Дорого\n"},
    });
    const file = await look(
      lines(
        "Номер записи;Дата;Телефон;Оператор;Результат;Причина отказа",
        "1;01.02.2026 10:00;89120000001;Иванова Анна;Отказ;Дорого",
        "2;01.02.2026 11:00;89120000002;Иванова Анна;Отказ;Нет бюджета",
      ),
      {home},
    );
    const question = file.questions.find(({field}) => field === "refusal_reason")!;
    expect(question.text.en).toContain("refusal_reasons.csv lacks Нет бюджета");
    expect(file.preview[0]).toMatchObject({accepted: 1, rejected: 1});
    expect(file.preview[0]!.rejects).toMatchObject([
      {line: 3, column: "refusal_reason", reason: "not_in_dictionary", value: "Нет бюджета"},
    ]);
  });

  test("a wide sheet of marks becomes one row per item, as shares of the best mark", async () => {
    const file = await look(
      lines(
        "Дата прослушивания;Агент;Контролер;Приветствие;Потребность;Возражения;Итог беседы",
        "01.02.2026;Иванова Анна;Серов Пётр;10;5;н/п;8",
        "02.02.2026;Белова Ольга;Серов Пётр;7;10;10;4",
      ),
    );
    expect(file.entity).toBe("qa_reviews");
    expect(
      rowsOf(file, "qa_reviews").map(({operator, item_code, score}) => [operator, item_code, Number(score)]),
    ).toEqual(
      expect.arrayContaining([
        ["Иванова Анна", "Приветствие", 1],
        ["Иванова Анна", "Потребность", 0.5],
        ["Белова Ольга", "Итог беседы", 0.4],
      ]),
    );
    expect(file.unused).toEqual([]);
  });

  test.each(["Итоговый балл, %", "Total score"])("%s beside the marks is none of them", async (total) => {
    for (const [first, second] of [
      [`Приветствие;${total};Потребность;Возражения`, ["10;80;5;8", "7;85;10;4"]],
      [`Приветствие;Потребность;Возражения;${total}`, ["10;5;8;80", "7;10;4;85"]],
    ] as const) {
      const file = await look(
        lines(
          `Дата прослушивания;Агент;Контролер;${first}`,
          `01.02.2026;Иванова Анна;Серов Пётр;${second[0]}`,
          `02.02.2026;Белова Ольга;Серов Пётр;${second[1]}`,
        ),
      );
      const items = rowsOf(file, "qa_reviews").map((row) => row["item_code"]);
      expect([...new Set(items)].toSorted()).toEqual(["Возражения", "Потребность", "Приветствие"]);
      expect(file.unused).toEqual([total]);
    }
  });
});

test.each([
  [
    "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\nСекцияДокумент=Платежное поручение\n",
    /1CClientBankExchange.*выписку из банка в CSV или XLSX/u,
  ],
  [
    '<?xml version="1.0" encoding="UTF-8"?>\n<calendar year="2026" lang="ru" country="ru">\n<days><day d="01.01" t="1"/></days>\n</calendar>\n',
    /календарь.*company\/calendars/u,
  ],
])("a file that is no table is named, with what to do about it (%#)", async (text, says) => {
  const {error} = await look(text, {name: "export.txt"});
  expect(error?.ru).toMatch(says);
  expect(error?.en).toMatch(/^export\.txt: this is /u);
});
