import {describe, expect, test} from "vitest";
import {makeHome, put} from "../helpers/home.ts";
import {answered, look, lookAt, proposed, rowsOf} from "../helpers/look.ts";
import {Staged} from "../helpers/stage.ts";

const lines = (...rows: string[]) => `${rows.join("\n")}\n`;
const money = (...rows: string[]) => lines("id;Дата оплаты;Клиент;Сумма;Статус", ...rows);
const march = money(
  "501;05.03.2026;ООО А;100,00;Оплачен",
  "502;06.03.2026;ООО А;200,00;Оплачен",
  "503;07.03.2026;ООО Б;300,00;Оплачен",
);

const corrected = money("502;06.03.2026;ООО А;250,00;Оплачен", "504;08.03.2026;ООО А;40,00;Оплачен");

describe("a table with a day, a sum and a client", () => {
  test("is payments, and its bare id is their key", async () => {
    const file = await look(march);
    expect(proposed(file)).toEqual({
      "payments.payment_id": "id (sure)",
      "payments.paid_on": "Дата оплаты (sure)",
      "payments.client_name": "Клиент (sure)",
      "payments.amount": "Сумма (guess)",
    });
    expect(file.unused).toEqual([]);
  });

  test("a file that corrects a row replaces it", async () => {
    const {settings} = await look(march);
    const home = makeHome({sources: `sources: ${JSON.stringify({pay: settings})}\n`});
    const open = await Staged.open(home);
    try {
      for (const [index, text] of [march, corrected].entries()) {
        put(home, `pay/${index}.csv`, text);
        await open.take(() => new Date(Date.UTC(2026, 3, index + 1)));
      }
      // 100 + 250 in place of 200 + 300 + 40
      expect(await open.rows("select sum(amount)::varchar as sum from stage.payments")).toEqual([
        {sum: "690.00"},
      ]);
    } finally {
      open.close();
    }
  });

  test("of a document with keys in English it is so too", async () => {
    const rows = [
      {id: 71, sum: "100.50", date: "2026-03-05", client: "ООО А"},
      {id: 72, sum: "200.00", date: "2026-03-06", client: "ООО Б"},
    ];
    const [file] = await lookAt({"export.json": JSON.stringify(rows)});
    const fields = proposed(file!);
    expect(fields).toMatchObject({"payments.payment_id": "id (sure)", "payments.amount": "sum (sure)"});
    const {options} = file!.questions.find(({id}) => id === "entity")!;
    for (const {label, set} of options) {
      const again = await lookAt(
        {"export.json": JSON.stringify(rows)},
        {
          settings: answered(file!.settings, {label, set}),
        },
      );
      expect([label.en, again[0]!.unused]).toEqual([label.en, []]);
    }
  });

  test("is clients still where the file's name says so", async () => {
    const file = await look(march, {name: "clients.csv"});
    expect(file.entity).toBe("clients");
  });
});

describe("a number that repeats", () => {
  const text = money(
    "1;05.01.2026;ООО А;100,00;Оплачен",
    "3;07.01.2026;ООО Б;300,00;Оплачен",
    "3;07.01.2026;ООО Б;300,00;Оплачен",
    "4;08.01.2026;ООО В;400,00;Оплачен",
    "4;08.01.2026;ООО В;450,00;Оплачен",
  );

  test("is asked about, and both answers say what they come to", async () => {
    const file = await look(text);
    expect(proposed(file)["payments.payment_id"]).toBe("id (ask)");
    const {options} = file.questions.find(({id}) => id === "payments.payment_id")!;
    const outcomes = options.map(async (option) => {
      const again = await look(text, {settings: answered(file.settings, option)});
      const key = again.fields.find(({field}) => field === "payment_id")!;
      return [option.label.en, again.preview[0]!.sums[0]!.sum, key.from, key.status];
    });
    expect(await Promise.all(outcomes)).toEqual([
      ["Yes: the later replaces the earlier", 850, "id", "sure"],
      ["No: each row counts; a corrected row will count as a new one", 1550, "row_hash", "guess"],
    ]);
  });
});

describe("legs of a call that share its number", () => {
  const header = "ID звонка;Дата и время;Направление;Номер клиента;Внутренний номер;Сотрудник";
  const legs = (talk: string, ...cells: string[]) =>
    lines(
      `${header};${talk};Результат`,
      `A1;02.09.2026 10:00:00;Входящий;89160000001;100;Иванова Анна;${cells[0]};Пропущен`,
      `A1;02.09.2026 10:00:20;Входящий;89160000001;101;Серов Пётр;${cells[1]};Отвечен`,
      `A1;02.09.2026 10:01:20;Входящий;89160000001;102;Белова Инна;${cells[2]};Отвечен`,
      `B2;02.09.2026 11:00:00;Входящий;89160000002;100;Иванова Анна;${cells[3]};Отвечен`,
    );

  test.each([
    ["clocks", legs("Время разговора", "0:00", "9:50", "1:00:05", "0:40"), 3605, 40],
    ["seconds", legs("Время разговора", "0", "95", "1005", "40"), 1005, 40],
    ["minutes", legs("Время разговора, мин", "0", "9,5", "10,5", "2"), 630, 120],
    ["words", legs("Время разговора", "0 сек", "9 мин 5 сек", "1 ч 2 сек", "40 сек"), 3602, 40],
    ["an empty cell", legs("Время разговора", "", "95", "1005", "40"), 1005, 40],
  ])("one stands for it, the one that talked longest: %s", async (_form, text, long, short) => {
    const file = await look(text);
    const {text: asked, options} = file.questions.find(({id}) => id === "calls.call_id")!;
    expect(asked.en).toMatch(/legs of one call.* longest talk is taken.* too low/u);
    expect(asked.ru).toMatch(/части одного звонка.* самый долгий.* не весь/u);
    const again = await look(text, {settings: answered(file.settings, options[0]!)});
    for (const one of [file, again])
      expect(rowsOf(one, "calls").map(({call_id, talk_seconds}) => [call_id, talk_seconds])).toEqual([
        ["A1", String(long)],
        ["B2", String(short)],
      ]);
  });

  test("calls that were only sent twice are not called legs", async () => {
    const text = legs("Время разговора", "0", "95", "1005", "40").split("\n");
    const file = await look(lines(text[0]!, text[1]!, text[1]!, text[4]!));
    const {text: asked} = file.questions.find(({id}) => id === "calls.call_id")!;
    expect(asked.en).toBe("ID звонка repeats. Are such rows the same thing?");
  });
});

test("a row that is its own key is never called sure, whoever settled it", async () => {
  const text = lines("Дата оплаты;Клиент;Сумма", "05.03.2026;ООО А;100,00");
  const file = await look(text);
  const again = await look(text, {settings: file.settings});
  for (const {fields} of [file, again]) {
    const key = fields.find(({field}) => field === "payment_id")!;
    expect([key.from, key.status, key.why.en]).toEqual([
      "row_hash",
      "guess",
      "no column is a key: the whole row is; a corrected row will count as a new one",
    ]);
  }
});

test("rows counted under № may be counted from 1 again in the next file, so that is asked", async () => {
  const rows = ["1;05.03.2026;ООО А;100,00", "2;06.03.2026;ООО А;200,00", "3;07.03.2026;ООО Б;300,00"];
  const text = lines("№;Дата оплаты;Клиент;Сумма", ...rows);
  const file = await look(text);
  expect(proposed(file)["payments.payment_id"]).toBe("№ (ask)");
  const {options} = file.questions.find(({id}) => id === "payments.payment_id.place")!;
  const again = await look(text, {settings: answered(file.settings, options[1]!)});
  expect(proposed(again)["payments.payment_id"]).toBe("row_hash (guess)");
  const later = await look(text.replace("\n1;", "\n11;"));
  expect(proposed(later)["payments.payment_id"]).toBe("№ (sure)");
});

test("a row that is the whole order can be corrected once that is said", async () => {
  const text = lines("id;Дата заказа;Клиент;Товар;Сумма", "7;05.03.2026;ООО А;Короб;100,00");
  const file = await look(text);
  expect(proposed(file)).toMatchObject({
    "orders.order_id": "id (sure)",
    "orders.line_number": "row_hash (guess)",
  });
  const {options} = file.questions.find(({id}) => id === "orders.line_number")!;
  const again = await look(text, {settings: answered(file.settings, options[1]!)});
  expect(rowsOf(again, "orders").map(({order_id, line_number}) => [order_id, line_number])).toEqual([
    ["7", "1"],
  ]);
});
