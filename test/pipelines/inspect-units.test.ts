import {describe, expect, test} from "vitest";
import {makeHome} from "../helpers/home.ts";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;

describe("currency", () => {
  const deals = (header: string, ...currencies: string[]) =>
    lines(
      `Сделка №;Клиент;Стадия;Сумма;${header};Дата создания`,
      ...currencies.map(
        (currency, index) =>
          `${index + 1};ООО Лютик;Новая;${10 ** index * 100};${currency};0${index + 1}.02.2026`,
      ),
    );

  test("rows of another currency than the company's are set aside, and the proposal says so", async () => {
    const text = deals("Валюта", "RUB", "USD", "EUR");
    const file = await look(text, {home: makeHome()});
    const [preview] = file.preview;
    expect([preview!.accepted, preview!.rejected]).toEqual([1, 2]);
    expect(rowsOf(file, "deals").map(({amount}) => amount)).toEqual(["100.00"]);
    expect(preview!.rejects.map(({reason, value}) => [reason, value])).toEqual([
      ["other_currency", "1000 USD"],
      ["other_currency", "10000 EUR"],
    ]);
    expect(proposed(file)["deals.amount"]).toBe("Сумма, Валюта (guess)");
    expect(file.fields.find(({field}) => field === "amount")!.why.ru).toBe(
      "в столбце «Валюта» есть и EUR, USD: берутся только суммы в RUB",
    );
    expect(file.unused).toEqual([]);
    const question = file.questions.find(({id}) => id === "deals.amount.currency")!;
    const all = question.options.find(({label}) => label.en.startsWith("Take all"))!;
    const again = await look(text, {home: makeHome(), settings: answered(file.settings, all)});
    expect(again.preview[0]!.accepted).toBe(3);
  });

  test.each([
    ["Валюта", "руб."],
    ["Currency", "RUB"],
    ["Код валюты", "643"],
    ["Валюта сделки", "₽"],
    ["Ед.", "RUB"],
    ["currency_code", "rur"],
  ])("%s with %s alone loads every row, and nothing is asked", async (header, own) => {
    const file = await look(deals(header, own, own), {home: makeHome()});
    expect(rowsOf(file, "deals").map(({amount}) => amount)).toEqual(["100.00", "1000.00"]);
    expect(proposed(file)["deals.amount"]).toBe(`Сумма, ${header} (sure)`);
    expect(file.questions.filter(({field}) => field === "amount")).toEqual([]);
  });

  test.each(["USD", "$", "€", "KZT", "тенге", "840", "доллар США", "KGS", "999", "CHF"])(
    "%s is not the company's and is set aside, an empty currency is",
    async (other) => {
      const file = await look(deals("Валюта", "RUB", other, ""), {home: makeHome()});
      expect(rowsOf(file, "deals").map(({amount}) => amount)).toEqual(["100.00", "10000.00"]);
      expect(file.preview[0]!.rejected).toBe(1);
    },
  );

  test("an amount whose header names another currency is asked about and set aside until then", async () => {
    const text = lines(
      "Deal ID;Client;Stage;Amount, USD;Create date",
      "1;Buttercup;New;100;2026-02-01",
      "2;Buttercup;New;200;2026-02-02",
    );
    const file = await look(text, {home: makeHome()});
    expect(proposed(file)["deals.amount"]).toBe("Amount, USD (ask)");
    expect(file.preview[0]).toMatchObject({accepted: 0, rejected: 2});
    const question = file.questions.find(({id}) => id === "deals.amount.currency")!;
    const again = await look(text, {
      home: makeHome(),
      settings: answered(file.settings, question.options[1]!),
    });
    expect(rowsOf(again, "deals").map(({amount}) => amount)).toEqual(["100.00", "200.00"]);
  });

  test("an amount that a person chooses is asked about when other currencies stand beside it", async () => {
    const text = deals("Валюта", "RUB", "USD");
    const file = await look(text, {home: makeHome()});
    const fields = {...file.settings.entities!["deals"]!.fields, amount: {column: "Сумма"}};
    const chosen = {...file.settings, entities: {deals: {fields}}};
    const bare = await look(text, {home: makeHome(), settings: chosen});
    expect(bare.preview[0]).toMatchObject({accepted: 1, rejected: 1});
    const question = bare.questions.find(({id}) => id === "deals.amount.currency")!;
    const aside = await look(text, {home: makeHome(), settings: answered(chosen, question.options[0]!)});
    expect(aside.preview[0]).toMatchObject({accepted: 1, rejected: 1});
    const all = await look(text, {home: makeHome(), settings: answered(chosen, question.options[1]!)});
    expect(all.preview[0]).toMatchObject({accepted: 2, rejected: 0});
    expect(all.questions.filter(({id}) => id === question.id)).toEqual([]);
  });

  test("a price and a quantity are an amount in the currency beside them", async () => {
    const file = await look(
      lines(
        "Номер документа;Дата;Товар;Количество;Цена;Валюта",
        "7;01.02.2026;Лента;3;2,50;руб.",
        "8;01.02.2026;Короб;2;10,00;USD",
      ),
      {home: makeHome()},
    );
    expect(rowsOf(file, "orders").map(({amount}) => amount)).toEqual(["7.50"]);
    expect(file.preview[0]!.rejects.map(({reason}) => reason)).toEqual(["other_currency"]);
  });
});

describe("units of headers", () => {
  const calls = (header: string, ...cells: string[]) =>
    lines(
      `ID звонка;Дата и время;Направление;Телефон;Оператор;${header};Статус`,
      ...cells.map(
        (cell, index) =>
          `c${index};01.02.2026 09:0${index}:00;исходящий;8912000000${index};Иванова Анна;${cell};отвечен`,
      ),
    );
  const seconds = async (header: string, ...cells: string[]) => {
    const file = await look(calls(header, ...cells));
    return rowsOf(file, "calls").map(({talk_seconds}) => Number(talk_seconds));
  };

  test.each([
    ["Длительность, мин", ["3", "12"], [180, 720]],
    ["Длительность разговора (мин.)", ["2,5", "0.5"], [150, 30]],
    ["Время разговора в минутах", ["1\u00a0000", "0"], [60_000, 0]],
    ["Минут разговора", ["3", "1"], [180, 60]],
    ["talk time, minutes", ["3", "12"], [180, 720]],
    ["talk_min", ["3", "12"], [180, 720]],
    ["Длительность, ч", ["1", "0,25"], [3600, 900]],
    ["duration (hours)", ["1", "0.5"], [3600, 1800]],
    ["talk_ms", ["65000", "9500"], [65, 10]],
    ["talkMs", ["65000", "1000"], [65, 1]],
    ["Разговор, мс", ["65000", "1000"], [65, 1]],
    ["talk_sec", ["65", "1"], [65, 1]],
    ["Длительность разговора, мин", ["0:01:05", "0:00:30"], [65, 30]],
    ["Длительность (чч:мм)", ["00:03", "01:00"], [180, 3600]],
  ])("%s with %j becomes seconds", async (header, cells, expected) => {
    expect(await seconds(header, ...cells)).toEqual(expected);
  });

  test("minutes are a guess that says so, and what is no number is set aside", async () => {
    const file = await look(
      calls("Длительность разговора, мин", "3", "4", "5", "2", "1", "6", "7", "1x30", "8", "9"),
    );
    expect(proposed(file)["calls.talk_seconds"]).toBe("Длительность разговора, мин (guess)");
    expect(file.fields.find(({field}) => field === "talk_seconds")!.why.en).toBe(
      "the header says minutes: turned into seconds",
    );
    expect(file.preview[0]!.rejects.map(({column, reason}) => [column, reason])).toEqual([
      ["talk_seconds", "unreadable"],
    ]);
  });

  test.each([
    ["talk_ms", ["65000"], 65],
    ["Разговор, мин", ["2"], 120],
    ["Разговор в часах", ["1"], 3600],
  ])(
    "a person who chooses %s gets the same reading, which the settings name",
    async (header, cells, expected) => {
      const text = calls(header, ...cells);
      const file = await look(text);
      const fields = {...file.settings.entities!["calls"]!.fields, talk_seconds: {column: header}};
      const again = await look(text, {settings: {entities: {calls: {fields}}}});
      expect(rowsOf(again, "calls").map(({talk_seconds}) => talk_seconds)).toEqual([String(expected)]);
      expect(again.settings.entities!["calls"]!.fields["talk_seconds"]).not.toEqual({column: header});
    },
  );

  test("seconds that a person names are seconds, whatever the header says", async () => {
    const text = calls("talk_ms", "650");
    const file = await look(text);
    const fields = {
      ...file.settings.entities!["calls"]!.fields,
      talk_seconds: {column: "talk_ms", duration: "s"},
    };
    const again = await look(text, {settings: {entities: {calls: {fields}}}});
    expect(rowsOf(again, "calls").map(({talk_seconds}) => talk_seconds)).toEqual(["650"]);
  });

  test("a moment that a person chooses is read like a proposed one", async () => {
    const file = await look(
      lines("call_id,event_time,direction,talk_seconds,disposition", "c1,1770000000000,out,5,answered"),
      {
        settings: {
          entities: {
            calls: {
              fields: {
                call_id: "call_id",
                started_at: {column: "event_time"},
                direction: "direction",
                talk_seconds: "talk_seconds",
                disposition: "disposition",
              },
            },
          },
        },
      },
    );
    // 1,770,000,000 s after 1970 is 02:40 on the 2nd in UTC
    expect(rowsOf(file, "calls").map(({started_at}) => started_at)).toEqual(["2026-02-02 05:40:00"]);
    expect(file.settings.entities!["calls"]!.fields["started_at"]).toEqual({
      column: "event_time",
      date: "unix_ms",
    });
  });

  const orders = (header: string, ...amounts: string[]) =>
    lines(
      `Номер заказа;Дата;Клиент;${header}`,
      ...amounts.map((amount, index) => `${index + 1};01.02.2026;ООО Лютик;${amount}`),
    );

  test.each([
    ["Сумма, тыс. руб.", ["240", "1,5"], ["240000.00", "1500.00"]],
    ["Сумма (тыс.)", ["1 240,5", "0,001"], ["1240500.00", "1.00"]],
    ["Сумма т.р.", ["240", "2"], ["240000.00", "2000.00"]],
    ["Выручка, млн", ["2.25", "1"], ["2250000.00", "1000000.00"]],
    ["Сумма в млн руб.", ["2", "1"], ["2000000.00", "1000000.00"]],
  ])("%s with %j is multiplied, and that is a guess", async (header, amounts, expected) => {
    const file = await look(orders(header, ...amounts), {home: makeHome()});
    expect(rowsOf(file, "orders").map(({amount}) => amount)).toEqual(expected);
    expect(proposed(file)["orders.amount"]).toBe(`${header} (guess)`);
  });

  test("what might be thousands or decimals is asked, and no number at all is set aside", async () => {
    const text = orders("Сумма, тыс. руб.", "240", "1,250", "2", "3", "4", "5", "6", "7", "8", "долг");
    const file = await look(text, {home: makeHome()});
    expect(file.preview[0]!.rejects.map(({column, reason, value}) => [column, reason, value])).toEqual([
      ["amount", "unreadable", "1,250 × 1000"],
      ["amount", "unreadable", "долг × 1000"],
    ]);
    const {options} = file.questions.find(({id}) => id === "orders.amount.sign")!;
    const amounts = await Promise.all(
      options.map(async (option) => {
        const again = await look(text, {home: makeHome(), settings: answered(file.settings, option)});
        return rowsOf(again, "orders")[1]!["amount"];
      }),
    );
    expect(amounts).toEqual(["1250.00", "1250000.00"]);
  });
});

describe("a unit above the table", () => {
  const table = (unit: string) => [
    ["Отчёт по продажам", "", "", ""],
    [unit, "", "", ""],
    ["Номер документа", "Дата", "Контрагент", "Сумма"],
    ["U1", "01.09.2026", "ООО Заря", "1,5"],
    ["U2", "02.09.2026", "ООО Вектор", "20"],
  ];
  const text = (rows: string[][]) => lines(...rows.map((row) => row.join(";")));
  const page = (rows: string[][]) =>
    `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
  const amounts = (file: Awaited<ReturnType<typeof look>>) =>
    rowsOf(file, "orders").map(({amount}) => amount);

  test.each([
    ["Все суммы в тыс. руб.", ["1500.00", "20000.00"]],
    ["тыс. руб.", ["1500.00", "20000.00"]],
    ["Единица измерения: млн ₽", ["1500000.00", "20000000.00"]],
    ["Amounts in thousands", ["1500.00", "20000.00"]],
  ])("multiplies and is asked about: %s", async (unit, expected) => {
    for (const written of [text(table(unit)), page(table(unit))]) {
      const file = await look(written);
      expect(amounts(file)).toEqual(expected);
      expect(proposed(file)["orders.amount"]).toBe("Сумма (ask)");
      const {text: asked, options} = file.questions.find(({id}) => id === "orders.amount.unit")!;
      expect(asked.ru).toBe(`Над таблицей написано «${unit}». «Сумма» — в этих единицах?`);
      const [yes, no] = options.map((option) => answered(file.settings, option));
      expect(amounts(await look(written, {settings: yes!}))).toEqual(expected);
      expect(amounts(await look(written, {settings: no!}))).toEqual(["1.50", "20.00"]);
    }
  });

  test("is asked about where a preset reads the table", async () => {
    const rows = [
      ["Суммы в тыс. руб.", "", "", "", "", "", ""],
      ["Дата", "Документ", "Контрагент", "Номенклатура", "Количество", "Сумма", "Менеджер"],
      ["01.09.2026", "Реализация 1", "ООО Лютик", "Короб", "1", "1,5", "Иванова Анна"],
      ["02.09.2026", "Реализация 2", "ООО Лютик", "Короб", "2", "20", "Иванова Анна"],
    ];
    const file = await look(text(rows));
    expect(file.preset).toBe("one_c_sales_items");
    expect(file.fields.find(({field}) => field === "amount")?.status).toBe("ask");
    const asked = file.questions.find(({id}) => id === "orders.amount.unit")!;
    expect(asked.text.ru).toMatch(/«Суммы в тыс. руб.».*умножить на 1000/u);
    const plain = await look(text(rows.slice(1)));
    expect(plain.questions.filter(({id}) => id === "orders.amount.unit")).toEqual([]);
  });

  test.each(["Отчёт по тысяче клиентов", "План: 5 млн руб.", "Суммы в руб."])(
    "is none where a line only has the word, or has none: %s",
    async (line) => expect(amounts(await look(text(table(line))))).toEqual(["1.50", "20.00"]),
  );
});
