import {describe, expect, test} from "vitest";
import {parse} from "yaml";
import {answered, look, proposed, rowsOf} from "../helpers/look.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;
const amountsOf = (file: Awaited<ReturnType<typeof look>>, entity = "payments") =>
  rowsOf(file, entity).map(({amount}) => amount);

describe("a status beside the amount", () => {
  const text = lines(
    "Номер платежа;Дата оплаты;Клиент;Сумма;Статус",
    "П-1;01.09.2026;ООО Лютик;1 000,00;Оплачен",
    "П-2;02.09.2026;ООО Клен;300,00;Отменён",
    "П-3;03.09.2026;ООО Клен;200,00;Ожидает",
    "П-4;04.09.2026;ООО Лютик;50,00;Возвращён",
    "П-5;05.09.2026;ООО Ромашка;70,00;Сверка",
    "П-6;06.09.2026;ООО Ромашка;2 000,00;Оплачен",
  );

  test("only what is paid is money, what nobody knows waits, and all of it is asked", async () => {
    const file = await look(text);
    expect(proposed(file)).toMatchObject({"payments.amount": "Сумма (ask)"});
    expect(file.settings.entities!["payments"]!.counts).toEqual({
      Статус: {Оплачен: "plus", Отменён: "skip", Ожидает: "skip", Возвращён: "skip"},
    });
    expect(amountsOf(file)).toEqual(["1000.00", "2000.00"]);
    expect(file.preview).toMatchObject([
      {accepted: 2, rejected: 1, skipped: 3, sums: [{field: "amount", sum: 3000}]},
    ]);
    expect(file.preview[0]!.rejects).toMatchObject([{line: 6, reason: "not_counted", value: "70,00"}]);
    const asked = file.questions.filter(({id}) => id.startsWith("payments.amount.counts"));
    expect(asked.map(({text}) => text.ru.replaceAll(/[\u00a0\u202f]/gu, " "))).toEqual([
      "По столбцу «Статус» видно, какие строки считать? Предлагается: прибавить — строк: 2, сумма: 3 000; не считать — строк: 3, сумма: 550; отложить, пока вы не скажете — строк: 1, сумма: 70.",
      "Статус: «Оплачен» (строк: 2, сумма: 3 000). Что делать с суммой?",
      expect.stringContaining("Статус: «Возвращён» (строк: 1, сумма: 50). Что делать с суммой?"),
      "Статус: «Ожидает» (строк: 1, сумма: 200). Что делать с суммой?",
      "Статус: «Отменён» (строк: 1, сумма: 300). Что делать с суммой?",
      "Статус: «Сверка» (строк: 1, сумма: 70). Что делать с суммой?",
    ]);
    expect(file.yaml).toContain("Возвращён: skip");
  });

  test("the answers take effect one by one", async () => {
    const file = await look(text);
    const choose = (settings: object, value: string, label: string) => {
      const asked = file.questions.find(({id}) => id === `payments.amount.counts.Статус.${value}`)!;
      return answered(settings, asked.options.find((option) => option.label.en.startsWith(label))!);
    };
    const settings = choose(choose(file.settings, "Сверка", "Add"), "Возвращён", "Take off");
    expect(amountsOf(await look(text, {settings}))).toEqual(["1000.00", "-50.00", "70.00", "2000.00"]);
    const all = file.questions.find(({id}) => id === "payments.amount.counts.Статус")!.options[1]!;
    const everything = await look(text, {settings: answered(file.settings, all)});
    expect(everything.preview).toMatchObject([{accepted: 6, rejected: 0, skipped: 0}]);
  });

  test("a row of its own that gives back a payment of another row is taken off", async () => {
    const file = await look(
      lines(
        "Номер платежа;Дата оплаты;Клиент;Сумма;Статус",
        "П-1;01.09.2026;ООО Лютик;1 000,00;Оплачен",
        "П-2;02.09.2026;ООО Лютик;1 000,00;Возвращён",
        "П-3;03.09.2026;ООО Клен;500,00;Оплачен",
      ),
    );
    expect(amountsOf(file)).toEqual(["1000.00", "-1000.00", "500.00"]);
  });

  test("rows that all count need no answer, and another state in a later file waits", async () => {
    const file = await look(
      lines(
        "Номер платежа;Дата оплаты;Клиент;Сумма;Статус",
        "1;01.09.2026;А;10;Оплачен",
        "2;02.09.2026;Б;20;Проведён",
      ),
    );
    expect(proposed(file)).toMatchObject({"payments.amount": "Сумма (guess)"});
    expect(file.questions.filter(({id}) => id.includes("counts"))).toEqual([]);
    expect(file.settings.entities!["payments"]!.counts).toEqual({
      Статус: {Оплачен: "plus", Проведён: "plus"},
    });
  });

  test.each([
    ["Тип операции", ["Поступление", "Списание", "Возврат"], ["100.00", "-10.00"]],
    [
      "Вид операции",
      ["Оплата от покупателя", "Оплата поставщику", "Возврат покупателю"],
      ["100.00", "-10.00"],
    ],
    ["Operation type", ["Incoming", "Withdrawal", "Refund"], ["100.00", "-10.00"]],
    ["Status", ["Paid", "Cancelled", "Pending"], ["100.00"]],
    ["Состояние", ["Проведено", "Не проведено", "Черновик"], ["100.00"]],
    ["Дебет/Кредит", ["К", "Д", "Д"], ["100.00"]],
    ["Отменён", ["нет", "да", "да"], ["100.00"]],
    ["Проведён", ["Да", "Нет", "Нет"], ["100.00"]],
    ["Возврат", ["", "", "да"], ["100.00", "1000.00", "-10.00"]],
    ["is_refund", ["0", "0", "1"], ["100.00", "1000.00", "-10.00"]],
    // the header says nothing, the cells do
    ["Пометка", ["поступление", "списание", "возврат"], ["100.00", "-10.00"]],
  ])("%s: %s", async (header, [first, second, third], amounts) => {
    const file = await look(
      lines(
        `Номер платежа;Дата оплаты;Клиент;Сумма;${header}`,
        `1;01.09.2026;ООО Лютик;100;${first}`,
        `2;02.09.2026;ООО Клен;1000;${second}`,
        `3;03.09.2026;ООО Клен;10;${third}`,
      ),
    );
    expect(amountsOf(file)).toEqual(amounts);
    expect(proposed(file)).toMatchObject({"payments.amount": "Сумма (ask)"});
  });

  test.each(["Наличные|Карта|Перевод", "Опт|Розница|Опт", "Москва|Тверь|Тверь"])(
    "%s of another kind decides nothing",
    async (values) => {
      const [first, second, third] = values.split("|");
      const file = await look(
        lines(
          "Номер платежа;Дата оплаты;Клиент;Сумма;Вид оплаты",
          `1;01.09.2026;ООО Лютик;100;${first}`,
          `2;02.09.2026;ООО Клен;1000;${second}`,
          `3;03.09.2026;ООО Клен;10;${third}`,
        ),
      );
      expect(proposed(file)).toMatchObject({"payments.amount": "Сумма (sure)"});
      expect(amountsOf(file)).toHaveLength(3);
    },
  );

  test("orders: cancelled ones are left out, unfinished ones are asked about", async () => {
    const file = await look(
      lines(
        "Номер заказа;Дата заказа;Клиент;Товар;Сумма заказа;Статус заказа",
        "1;01.09.2026;ООО Лютик;Короб;100;Доставлен",
        "2;02.09.2026;ООО Клен;Лента;1000;Отменен",
        "3;03.09.2026;ООО Клен;Лента;10;Собирается",
      ),
    );
    expect(amountsOf(file, "orders")).toEqual(["100.00"]);
    expect(file.preview[0]).toMatchObject({accepted: 1, rejected: 1, skipped: 1});
  });

  test("an invoice that waits for its money is an invoice, a cancelled one is none", async () => {
    const file = await look(
      lines(
        "Номер счета;Дата счета;Клиент;Сумма;Статус оплаты",
        "1;01.09.2026;ООО Лютик;100;Оплачен",
        "2;02.09.2026;ООО Клен;1000;Не оплачен",
        "3;03.09.2026;ООО Клен;10;Аннулирован",
      ),
    );
    expect(amountsOf(file, "invoices")).toEqual(["100.00", "1000.00"]);
  });
});

describe("a preset beside which a status stands", () => {
  test("our own names: the amount is no longer sure", async () => {
    const file = await look(
      lines(
        "payment_id,paid_on,client_name,amount,status",
        "1,2026-09-01,Lily,100,paid",
        "2,2026-09-02,Maple,1000,cancelled",
        "3,2026-09-03,Maple,10,in review",
      ),
    );
    expect(file.preset).toBe("payments");
    expect(proposed(file)).toMatchObject({
      "payments.amount": "amount (ask)",
      "payments.paid_on": "paid_on (sure)",
    });
    expect(amountsOf(file)).toEqual(["100.00"]);
    expect(file.preview[0]).toMatchObject({accepted: 1, rejected: 1, skipped: 1});
    const review = file.questions.find(({id}) => id.endsWith(".in review"));
    const settings = answered(file.settings, review!.options.find(({label}) => label.en === "Add")!);
    expect(
      amountsOf(
        await look(
          lines(
            "payment_id,paid_on,client_name,amount,status",
            "1,2026-09-01,Lily,100,paid",
            "3,2026-09-03,Maple,10,in review",
          ),
          {settings},
        ),
      ),
    ).toHaveLength(2);
  });

  test("a sales table of 1C with cancelled documents", async () => {
    const file = await look(
      lines(
        "Дата;Документ;Контрагент;Номенклатура;Количество;Сумма;Менеджер;Статус",
        "01.09.2026;Реализация 1;ООО Лютик;Короб;1;100,00;Иванова Анна;Отгружен",
        "02.09.2026;Реализация 2;ООО Клен;Лента;2;900,00;Иванова Анна;Отменён",
      ),
    );
    expect(file.preset).toBe("one_c_sales_items");
    expect(amountsOf(file, "orders")).toEqual(["100.00"]);
    expect(proposed(file)).toMatchObject({"orders.amount": "Документ, Сумма (ask)"});
  });
});

describe("money that comes and goes", () => {
  const statement = (incoming: string, outgoing: string, more = "") =>
    lines(
      `Дата операции;Номер документа;Контрагент;ИНН контрагента;${outgoing};${incoming};Назначение платежа${more && ";Остаток"}`,
      `01.09.2026;101;ООО Лютик;7701000001;;100 000,00;Оплата по счету 5 от 01.08.2026${more && ";100 000,00"}`,
      `02.09.2026;102;ООО Аренда;7701000002;60 000,00;;Аренда за сентябрь${more && ";40 000,00"}`,
      `03.09.2026;103;ООО Клен;7701000003;0,00;50 000,00;Оплата по счету 6${more && ";90 000,00"}`,
      `04.09.2026;104;ИФНС 1;7701000004;5 000,00;0,00;Налог${more && ";85 000,00"}`,
    );

  test("two columns: only what came in is income, and which of the two that is, is asked", async () => {
    const text = statement("Кредит", "Дебет");
    const file = await look(text);
    expect([file.preset, file.error, file.preview[0]?.entity]).toEqual([null, null, "payments"]);
    expect(amountsOf(file)).toEqual(["100000.00", "50000.00"]);
    expect(file.preview[0]).toMatchObject({accepted: 2, rejected: 0, skipped: 2});
    expect(proposed(file)).toMatchObject({
      "payments.amount": "Кредит (ask)",
      "payments.client_name": "Контрагент (sure)",
    });
    expect(file.settings.entities!["payments"]!.counts).toBeUndefined();
    const {text: words, options} = file.questions.find(({id}) => id === "payments.amount.side")!;
    expect(words.ru.replaceAll(/[\u00a0\u202f]/gu, " ")).toContain("«Кредит» (строк: 2, сумма: 150 000)");
    const other = await look(text, {settings: answered(file.settings, options[1]!)});
    expect(amountsOf(other)).toEqual(["60000.00", "5000.00"]);
  });

  test.each([
    ["Приход", "Расход"],
    ["Поступление, руб.", "Списание, руб."],
    ["Зачислено", "Списано"],
    ["Сумма по кредиту", "Сумма по дебету"],
    ["Paid in", "Paid out"],
    ["Credit", "Debit"],
    ["Сумма прихода", "Сумма расхода"],
  ])("%s and %s", async (incoming, outgoing) => {
    const file = await look(statement(incoming, outgoing, "Остаток"), {name: "vypiska.csv"});
    expect(file.preview[0]?.entity).toBe("payments");
    expect(amountsOf(file)).toEqual(["100000.00", "50000.00"]);
    expect(proposed(file)["payments.amount"]).not.toContain("sure");
  });

  test("an amount with a minus among payments is asked about: expenses or refunds", async () => {
    const text = lines(
      "Дата операции;Контрагент;Сумма;Назначение платежа",
      "01.09.2026;ООО Лютик;100 000,00;Оплата по счету 5",
      "02.09.2026;ООО Аренда;-60 000,00;Аренда",
      "03.09.2026;ООО Клен;50 000,00;Оплата по счету 6",
    );
    const file = await look(text);
    expect(file.preview[0]?.entity).toBe("payments");
    expect(amountsOf(file)).toEqual(["100000.00", "50000.00"]);
    expect(proposed(file)).toMatchObject({"payments.amount": "Сумма (ask)"});
    const {options} = file.questions.find(({id}) => id === "payments.amount.minus")!;
    const refunds = options.find(({label}) => label.en.startsWith("Refunds"))!;
    expect(file.yaml).toContain(
      'for "Refunds to clients: take them off" take out entities.payments.rows where it stands',
    );
    const settings = answered(file.settings, refunds);
    expect(amountsOf(await look(text, {settings}))).toEqual(["100000.00", "-60000.00", "50000.00"]);
  });

  test("a sum without a sign and a column of kinds", async () => {
    const file = await look(
      lines(
        "Дата;Контрагент;Тип;Сумма;Назначение платежа",
        "01.09.2026;ООО Лютик;Входящий платёж;100 000,00;Оплата по счету 5",
        "02.09.2026;ООО Аренда;Исходящий платёж;60 000,00;Аренда",
        "03.09.2026;Банк;Комиссия банка;50,00;Комиссия",
      ),
    );
    expect(amountsOf(file)).toEqual(["100000.00"]);
    expect(file.preview[0]).toMatchObject({entity: "payments", accepted: 1, rejected: 0, skipped: 2});
  });

  test("a statement with the headers of a sales table is no sales table", async () => {
    const file = await look(
      lines(
        "Дата;Номер;Контрагент;Сумма;Вид операции;Менеджер",
        "01.09.2026;1;ООО Лютик;100 000,00;Поступление;Иванова Анна",
        "02.09.2026;2;ООО Аренда;60 000,00;Списание;Иванова Анна",
      ),
    );
    expect([file.preset, file.preview[0]?.entity]).toEqual([null, "payments"]);
    expect(amountsOf(file)).toEqual(["100000.00"]);
  });
});

test.each([
  [
    "states and kinds",
    lines(
      "Номер платежа;Дата оплаты;Клиент;Сумма;Статус;Тип операции;Отменён",
      "1;13.09.2026;ООО Лютик;100,00;Оплачен;Поступление;нет",
      "2;14.09.2026;ООО Клен;30,00;1;Списание;",
      '3;15.09.2026;ООО Клен;20,00;;Иное ("прочее");да',
    ),
  ],
  [
    "a statement",
    lines(
      "Дата операции;Контрагент;Сумма по дебету, руб.;Сумма по кредиту, руб.;Вид",
      "13.09.2026;ООО Лютик;;100,00;Оплата",
      "14.09.2026;ООО Клен;30,00;0,00;Комиссия",
    ),
  ],
])(
  "an answer to every question about %s gives settings that load, and its YAML is the same",
  async (_name, text) => {
    const file = await look(text);
    expect(file.questions.length).toBeGreaterThan(0);
    expect(parse(file.yaml)[file.source].entities.payments.counts).toEqual(
      file.settings.entities!["payments"]!.counts,
    );
    for (const {id, options} of file.questions) {
      const option = options.at(-1)!;
      const again = await look(text, {settings: answered(file.settings, option)});
      expect([id, option.label.en, again.error]).toEqual([id, option.label.en, null]);
    }
  },
);

test("of payments what was paid comes before the sum of the order, and which it is stays a question", async () => {
  const file = await look(
    lines(
      "Номер платежа;Дата оплаты;Клиент;Сумма заказа;Оплачено",
      "П-1;01.09.2026;ООО Лютик;1 000,00;400,00",
      "П-2;02.09.2026;ООО Клен;300,00;300,00",
    ),
  );
  expect(proposed(file)).toMatchObject({"payments.amount": "Оплачено (ask)"});
  expect(amountsOf(file)).toEqual(["400.00", "300.00"]);
});

describe("sums beside clients", () => {
  test("with a document and its day are sales, however short the headers are", async () => {
    const file = await look(
      lines(
        "№ п/п;Док.;Дт отгр.;Покупатель;Сумма, руб;Ответств.",
        "1;ОТГ-1;21.8.26;ИП Лебедев;70137,69;Иванова М.П.",
        "2;ОТГ-2;17.9.26;АО Прогресс;85985,89;Иванова М.П.",
      ),
    );
    expect(rowsOf(file, "orders")).toMatchObject([
      {order_id: "ОТГ-1", ordered_on: "2026-08-21", amount: "70137.69", client_name: "ИП Лебедев"},
      {order_id: "ОТГ-2", ordered_on: "2026-09-17", amount: "85985.89", client_name: "АО Прогресс"},
    ]);
  });

  test("are not left unread unasked, and the answer reads them", async () => {
    const text = lines(
      "Документ;Когда;Клиент;Менеджер;Продано на",
      "К2-0;01.09.2026;ООО Заря;Иванова Анна;114,66",
      "К2-1;02.09.2026;ООО Вектор;Иванова Анна;214,50",
    );
    const file = await look(text);
    expect(file.entity).toBe("clients");
    const {text: asked, options} = file.questions.find(({id}) => id === "entity")!;
    expect(asked.ru).toBe("Что такое одна строка этого файла? Если клиент, суммы не читаются: «Продано на».");
    const sales = options.find(({label}) => label.en === "Sales")!;
    const again = await look(text, {settings: answered(file.settings, sales)});
    expect(rowsOf(again, "orders").map(({order_id, amount}) => [order_id, amount])).toEqual([
      ["К2-0", "114.66"],
      ["К2-1", "214.50"],
    ]);
  });

  test("in a column for each month are told what they need", async () => {
    const file = await look(
      lines("Контрагент;Менеджер;янв.26;фев.26;Итого", "ООО А;Иванова Анна;8607,00;5967,00;14574,00"),
    );
    const {text} = file.questions.find(({id}) => id === "entity")!;
    expect(text.en).toContain('not read: "янв.26", "фев.26", "Итого". Sales and payments need a day');
    expect(text.ru).toContain("выгрузите по строке на документ");
  });

  test("of a list that its name calls clients ask nothing", async () => {
    const file = await look(lines("Клиент;ИНН;Город;Сумма", "ООО Заря;7712345678;Москва;114,66"), {
      name: "clients.csv",
    });
    expect(file.questions.filter(({id}) => id === "entity")).toEqual([]);
  });
});
