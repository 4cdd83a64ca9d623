import {describe, expect, test} from "vitest";
import {look, proposed, rowsOf} from "../helpers/look.ts";

const day = (at: number) => String(at + 1).padStart(2, "0");
/** Cells of a kind, another for each row. */
const cells: Record<string, (at: number) => string> = {
  id: (at) => String(9001 + at * 7),
  code: (at) => `K-${(at % 4) + 1}`,
  tax: (at) => `77${String(10000000 + (at % 4) * 1111)}`,
  company: (at) => ["ООО Ромашка", "АО Лютик", "ИП Сомов", "ТОВ Калина"][at % 4]!,
  person: (at) => ["Иванова Анна", "Серов Пётр", "Лист Олег"][at % 3]!,
  phone: (at) => `+7900000${String(1000 + at)}`,
  extension: (at) => String(101 + (at % 3)),
  day: (at) => `${day(at)}.09.2026`,
  later: (at) => `${day(at + 10)}.09.2026`,
  moment: (at) => `${day(at)}.09.2026 1${at % 9}:05`,
  clock: (at) => `1${at % 9}:0${at % 9}:11`,
  talk: (at) => (at % 4 === 0 ? "00:00" : `0${at % 7}:2${at % 9}`),
  ended: (at) => (at % 4 === 0 ? "не ответил" : "ответил"),
  money: (at) => `${1000 + at * 13},50`,
  currency: () => "RUB",
  paid: (at) => ["нал", "безнал"][at % 2]!,
  flag: (at) => ["yes", "no"][at % 2]!,
  absence: (at) => ["Отпуск", "Больничный"][at % 2]!,
  number: (at) => String((at % 3) + 5),
  result: (at) => ["отказ", "перезвонить", "встреча назначена"][at % 3]!,
  reason: (at) => ["дорого", "нет бюджета", ""][at % 3]!,
  stage: (at) => ["Переговоры", "Договор"][at % 2]!,
  post: (at) => ["Оператор", "Хантер", "Фермер"][at % 3]!,
  product: (at) => ["Краска", "Клей"][at % 2]!,
};

/** A table of eight rows; each column is `header: kind`. */
function tableOf(columns: string): string {
  const pairs = columns.split(" ; ").map((one) => one.split(/: (?=\w+$)/u) as [string, string]);
  const rows = Array.from({length: 8}, (_, at) => pairs.map(([, kind]) => cells[kind]!(at)).join(";"));
  return `${[pairs.map(([header]) => header).join(";"), ...rows].join("\n")}\n`;
}

/** Kind of row, columns, and which column must become what. */
const known: [string, string, Record<string, string>][] = [
  [
    "calls",
    "Дата звонка: day ; Время: clock ; Кто (внутр.): extension ; Кому: phone ; Результат дозвона: ended ; Разговор, мин:сек: talk ; № записи: id",
    {
      call_id: "№ записи",
      talk_seconds: "Разговор, мин:сек",
      operator: "Кто (внутр.)",
      client_phone: "Кому",
      disposition: "Результат дозвона",
    },
  ],
  [
    "calls",
    "№ вызова: id ; Дата/время: moment ; Хто: person ; Номер клієнта: phone ; Час розмови: talk ; Статус дзвінка: ended",
    {call_id: "№ вызова", started_at: "Дата/время", operator: "Хто", talk_seconds: "Час розмови"},
  ],
  [
    "calls",
    "Call no.: id ; Started: moment ; Rep: person ; Dialed number: phone ; Conversation time: talk ; Call outcome: ended",
    {call_id: "Call no.", operator: "Rep", talk_seconds: "Conversation time", disposition: "Call outcome"},
  ],
  [
    "payments",
    "Платёж №: id ; Дата и время: moment ; Плательщик (код): code ; Сумма: money ; Тип: paid",
    {payment_id: "Платёж №", paid_on: "Дата и время", client_id: "Плательщик (код)", amount: "Сумма"},
  ],
  [
    "payments",
    "Номер транзакции: id ; Зачислено: day ; Плательщик: company ; Поступило, руб.: money",
    {
      payment_id: "Номер транзакции",
      paid_on: "Зачислено",
      client_name: "Плательщик",
      amount: "Поступило, руб.",
    },
  ],
  [
    "payments",
    "Receipt no: id ; Received on: day ; Payer: company ; Amount received: money",
    {payment_id: "Receipt no", paid_on: "Received on", client_name: "Payer", amount: "Amount received"},
  ],
  [
    "invoices",
    "Invoice #: id ; Issued: day ; Due: later ; Customer VAT: tax ; Amount (RUB): money ; Paid?: flag",
    {
      invoice_id: "Invoice #",
      issued_on: "Issued",
      due_on: "Due",
      client_tax_id: "Customer VAT",
      amount: "Amount (RUB)",
    },
  ],
  [
    "invoices",
    "Invoice #: id ; Date: day ; Due: later ; Customer: company ; Amount (RUB): money ; Paid?: flag",
    {invoice_id: "Invoice #", issued_on: "Date", due_on: "Due", client_name: "Customer"},
  ],
  [
    "invoices",
    "Рахунок №: id ; Виставлено: day ; Сплатити до: later ; Платник: company ; До сплати: money",
    {invoice_id: "Рахунок №", issued_on: "Виставлено", due_on: "Сплатити до", amount: "До сплати"},
  ],
  [
    "invoices",
    "Счёт №: id ; Выставлен: day ; Оплатить до: later ; ИНН заказчика: tax ; К оплате: money",
    {
      invoice_id: "Счёт №",
      issued_on: "Выставлен",
      due_on: "Оплатить до",
      client_tax_id: "ИНН заказчика",
      amount: "К оплате",
    },
  ],
  [
    "orders",
    "№ накладної: id ; Дата відвантаження: day ; Покупець: company ; ЄДРПОУ: tax ; Сума: money ; Валюта: currency",
    {
      order_id: "№ накладної",
      ordered_on: "Дата відвантаження",
      client_name: "Покупець",
      client_tax_id: "ЄДРПОУ",
    },
  ],
  [
    "orders",
    "Накладная: id ; Отгружено: day ; Заказчик: company ; Товар: product ; К-во: number ; На сумму: money",
    {order_id: "Накладная", ordered_on: "Отгружено", product: "Товар", quantity: "К-во", amount: "На сумму"},
  ],
  [
    "orders",
    "Waybill no.: id ; Shipped on: day ; Sold to: company ; Pieces: number ; Gross amount: money",
    {order_id: "Waybill no.", ordered_on: "Shipped on", client_name: "Sold to", quantity: "Pieces"},
  ],
  [
    "absences",
    "Работник: person ; Вид отсутствия: absence ; С: day ; По: later ; Дней: number",
    {employee: "Работник", absence_kind: "Вид отсутствия", started_on: "С", ended_on: "По"},
  ],
  [
    "absences",
    "Кто отсутствует: person ; Первый день: day ; Отсутствует по: later ; Тип неявки: absence",
    {
      employee: "Кто отсутствует",
      started_on: "Первый день",
      ended_on: "Отсутствует по",
      absence_kind: "Тип неявки",
    },
  ],
  [
    "absences",
    "Staff member: person ; Leave type: absence ; First day: day ; Till: later",
    {employee: "Staff member", started_on: "First day", ended_on: "Till"},
  ],
  [
    "call_results",
    "Когда: moment ; ФИО оператора: person ; Кому звонили: phone ; Итог беседы: result ; Почему отказались: reason",
    {
      filed_at: "Когда",
      operator: "ФИО оператора",
      client_phone: "Кому звонили",
      result_code: "Итог беседы",
      refusal_reason: "Почему отказались",
    },
  ],
  [
    "deals",
    "Номер угоди: id ; Створено: day ; Закрито: later ; Клієнт: company ; Етап угоди: stage ; Менеджер угоди: person ; Сума: money",
    {deal_id: "Номер угоди", created_at: "Створено", stage: "Етап угоди", owner: "Менеджер угоди"},
  ],
  [
    "employees",
    "Номер сотрудника: id ; Работник: person ; Должность: post ; Принят на работу: day",
    {employee_id: "Номер сотрудника", employee_name: "Работник", hired_on: "Принят на работу"},
  ],
];

describe("clear headers say what a row is", () => {
  test.each(known)("%s: %s", async (entity, columns, fields) => {
    const file = await look(tableOf(columns));
    expect(file.entity).toBe(entity);
    const found = proposed(file);
    for (const [field, column] of Object.entries(fields))
      expect(found[`${entity}.${field}`], field).toMatch(
        new RegExp(`^(?:.*, )?${column.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")}(?:, .*)? \\(`, "u"),
      );
    expect(file.preview[0]!.accepted).toBe(8);
  });

  test("minutes and seconds of talk are no hours and minutes", async () => {
    const file = await look(
      tableOf("Дата звонка: day ; Время: clock ; Кто: person ; Кому: phone ; Разговор, мин:сек: talk"),
    );
    const at = file.preview[0]!.columns.indexOf("talk_seconds");
    // the second row says 01:21
    expect(file.preview[0]!.rows[1]![at]).toBe("81");
  });

  test("an invoice counts before it is paid, a payment only then", async () => {
    const invoices = await look(
      tableOf("Invoice #: id ; Issued: day ; Due: later ; Customer: company ; Amount: money ; Paid?: flag"),
    );
    expect(invoices.settings.entities!["invoices"]!.counts).toBeUndefined();
    expect(invoices.preview[0]!.sums[0]!.sum).toBeCloseTo(8 * 1000.5 + 13 * 28, 2);
    const payments = await look(
      tableOf("Payment no: id ; Payment date: day ; Payer: company ; Amount: money ; Paid: flag"),
    );
    expect(payments.settings.entities!["payments"]!.counts).toEqual({Paid: {yes: "plus", no: "skip"}});
  });

  test("yes and no are never a sum", async () => {
    const file = await look(
      tableOf("Invoice #: id ; Issued: day ; Customer: company ; Paid?: flag ; Total: money"),
    );
    expect(file.questions.filter(({field}) => field === "amount")).toEqual([]);
    expect(proposed(file)["invoices.amount"]).toBe("Total (sure)");
  });
});

test.each([
  ...["Ідентифікатор дзвінка", "Ідентифікатор розмови", "ID виклику", "Идентификатор звонка"],
  ...["Идентификатор вызова", "Идентификатор разговора", "Код звонка", "Код разговора"],
  ...["Call identifier", "Call UUID", "Conversation ID"],
])("%s is the number of a call, so that its legs are no calls of their own", async (header) => {
  const file = await look(
    `${[
      `${header};Дата и время;Направление;Телефон;Оператор;Длительность разговора`,
      "A1;01.09.2026 10:00:00;Исходящий;79160000001;Иванов Пётр;0",
      "A1;01.09.2026 10:00:20;Исходящий;79160000001;Серов Олег;65",
      "B2;02.09.2026 10:00:00;Исходящий;79160000002;Иванов Пётр;30",
    ].join("\n")}\n`,
  );
  expect(proposed(file)["calls.call_id"]).toMatch(new RegExp(`^${header} `, "u"));
  expect(rowsOf(file, "calls").map(({call_id, talk_seconds}) => [call_id, talk_seconds])).toEqual([
    ["A1", "65"],
    ["B2", "30"],
  ]);
});
