import ExcelJS from "exceljs";
import {expect, test} from "vitest";
import {load, time} from "../helpers/preset.ts";

const leadColumns =
  "ID,Название сделки,Бюджет ,Ответственный,Дата создания сделки,Кем создана сделка,Дата редактирования,Кем редактирована,Дата закрытия,Теги,Примечание,Этап сделки,Воронка,Полное имя контакта,Компания контакта,Рабочий телефон,Рабочий прямой телефон,Мобильный телефон,Товар,Источник,Товар,Источник";

test("amoCRM deals: trailing blank in a header, doubled headers, notes of several lines, open deals, several numbers", async () => {
  const file = [
    leadColumns,
    '101,Сделка #101,"350 000",Анна,01.03.2026 10:00:05,,03.03.2026 12:30:00,Анна,не закрыта,,"Звонил, просил',
    'перезвонить; ""срочно""",Переговоры,Продажи,Иван,"ООО ""Ромашка""",79271002030,,,Труба,сайт,Лист,реклама',
    "102,Сделка #102,,Пётр,02.03.2026 09:00:00,,05.03.2026 18:00:00,Пётр,05.03.2026 18:00:00,,,Успешно реализовано,Продажи,,,,'+79271002031,,,,,",
    '103,Сделка #103,"1 200,50 ₽",Анна,02.03.2026 09:10:00,,02.03.2026 09:10:00,,не закрыта,,,Новая,Продажи,,,"8 (927) 100-20-32, 8 495 100 20 30",,,,,,',
    '104,Сделка #104,100,Анна,02.03.2026 09:10:00,,02.03.2026 09:10:00,,не закрыта,,,Новая,Продажи,,,"7,9E+10",,,,,,',
    "105,Сделка #105,,Анна,02.03.2026 09:10:00,,02.03.2026 09:10:00",
    "",
  ].join("\n");
  await load("amocrm_leads", file, async (open) => {
    expect(open.files).toMatchObject([{rows: 5, accepted: 3, rejected: 2}]);
    expect((await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code])).toEqual(
      [
        [6, "client_phone", "phone_digits_lost"],
        [7, null, "too_few_cells"],
      ],
    );
    expect(
      await open.rows(
        `select deal_id, client_name, client_phone, stage, amount, ${time("created_at")}, ${time("closed_at")}, owner from stage.deals order by deal_id`,
      ),
    ).toEqual([
      {
        deal_id: "101",
        client_name: 'ООО "Ромашка"',
        client_phone: "+79271002030",
        stage: "Переговоры",
        amount: "350000.00",
        created_at: "01.03.2026 10:00:05",
        closed_at: null,
        owner: "Анна",
      },
      {
        deal_id: "102",
        client_name: null,
        client_phone: "+79271002031",
        stage: "Успешно реализовано",
        amount: null,
        created_at: "02.03.2026 09:00:00",
        closed_at: "05.03.2026 18:00:00",
        owner: "Пётр",
      },
      {
        deal_id: "103",
        client_name: null,
        client_phone: "+79271002032",
        stage: "Новая",
        amount: "1200.50",
        created_at: "02.03.2026 09:10:00",
        closed_at: null,
        owner: "Анна",
      },
    ]);
  });
});

test("amoCRM deals as a workbook: the newer headers, numbers and text in one column, real dates", async () => {
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet("Сделки");
  page.addRow([
    "ID",
    "Название сделки",
    "Бюджет ₽",
    "Ответственный",
    "Дата создания",
    "Дата редактирования",
    "Дата закрытия",
    "Этап сделки",
    "Воронка",
    "Компания",
    "Рабочий телефон (контакт)",
  ]);
  page.addRow([
    201,
    "Первая",
    "350 000",
    "Анна",
    new Date(Date.UTC(2026, 2, 1, 10, 0, 5)),
    "03.03.2026 12:30:00",
    "не закрыта",
    "Новая",
    "Продажи",
    "АО Лютик",
    79271002030,
  ]);
  page.addRow([
    202,
    "Вторая",
    90000,
    "Анна",
    "01.03.2026 11:00:00",
    "03.03.2026 12:30:00",
    "не закрыта",
    "Новая",
    "Продажи",
    null,
    "'89271002031",
  ]);
  page.addRow([
    203,
    "Третья",
    "-   ₽",
    "Анна",
    "01.03.2026 12:00:00",
    "03.03.2026 12:30:00",
    "не закрыта",
    "Новая",
    "Продажи",
    null,
    null,
  ]);
  await load("amocrm_leads", new Uint8Array(await book.xlsx.writeBuffer()), async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        `select deal_id, amount, client_name, client_phone, ${time("created_at")} from stage.deals order by deal_id`,
      ),
    ).toEqual([
      {
        deal_id: "201",
        amount: "350000.00",
        client_name: "АО Лютик",
        client_phone: "+79271002030",
        created_at: "01.03.2026 10:00:05",
      },
      {
        deal_id: "202",
        amount: "90000.00",
        client_name: null,
        client_phone: "+79271002031",
        created_at: "01.03.2026 11:00:00",
      },
      {
        deal_id: "203",
        amount: null,
        client_name: null,
        client_phone: null,
        created_at: "01.03.2026 12:00:00",
      },
    ]);
  });
});

test("amoCRM contacts: all numbers of the card, company before person", async () => {
  const file = [
    "ID,Тип,Полное имя контакта,Название компании,Ответственный,Дата создания контакта,Кем создан контакт,Дата редактирования,Рабочий телефон,Мобильный телефон",
    '1,контакт,Иван Петров,"ООО ""Ромашка""",Анна,01.03.2026 10:00:00,Анна,02.03.2026 10:00:00,"79271002030, 8 (927) 100-20-31",\'+79271002032',
    "2,контакт,Мария,,,01.03.2026 11:00:00,,01.03.2026 11:00:00,доб. 5,",
    "",
  ].join("\n");
  await load("amocrm_contacts", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows("select client_id, client_name, phones, owner from stage.clients order by client_id"),
    ).toEqual([
      {
        client_id: "1",
        client_name: 'ООО "Ромашка"',
        phones: "+79271002030;+79271002031;+79271002032",
        owner: "Анна",
      },
      // what is no number is kept as it was written
      {client_id: "2", client_name: "Мария", phones: "доб. 5", owner: null},
    ]);
  });
});

test("amoCRM deals: a budget in another currency is set aside, whether header or cell names it", async () => {
  const header = (budget: string) => `ID,${budget},Дата создания сделки,Этап сделки`;
  const seen: Record<string, unknown> = {};
  for (const [budget, cell] of [
    ["Бюджет ", "350 000"],
    ["Бюджет ₽", "350 000"],
    ["Бюджет ₸", "350 000"],
    ["Бюджет", "350 000 руб."],
    ["Бюджет", "$ 350 000"],
    ["Бюджет ₸", "-   ₸"],
  ] as const)
    await load("amocrm_leads", `${header(budget)}\n1,${cell},01.03.2026 10:00:00,Новая\n`, async (open) => {
      const [row] = await open.rows("select amount from stage.deals");
      const [refused] = await open.rejected();
      seen[`${budget}|${cell}`] = refused ? [refused.reason_code, refused.value] : row?.amount;
    });
  expect(seen).toEqual({
    "Бюджет |350 000": "350000.00",
    "Бюджет ₽|350 000": "350000.00",
    "Бюджет ₸|350 000": ["other_currency", "350 000 ₸"],
    "Бюджет|350 000 руб.": "350000.00",
    "Бюджет|$ 350 000": ["other_currency", "$ 350 000"],
    "Бюджет ₸|-   ₸": null,
  });
});

test("amoCRM deals: the reason of refusal is found in its own column or in that of the latest year", async () => {
  const file = [
    "ID,Дата создания сделки,Этап сделки,Отказ 2021,Отказ 2022,Причина отказа",
    "1,01.03.2026 10:00:00,Закрыто и не реализовано,Дорого,,",
    "2,01.03.2026 10:00:00,Закрыто и не реализовано,Дорого,Нет бюджета,",
    "3,01.03.2026 10:00:00,Закрыто и не реализовано,,Нет бюджета,Конкурент",
    "4,01.03.2026 10:00:00,Новая,,,",
    "",
  ].join("\n");
  await load("amocrm_leads", file, async (open) => {
    expect(await open.rows("select deal_id, loss_reason from stage.deals order by deal_id")).toEqual([
      {deal_id: "1", loss_reason: "Дорого"},
      {deal_id: "2", loss_reason: "Нет бюджета"},
      {deal_id: "3", loss_reason: "Конкурент"},
      {deal_id: "4", loss_reason: null},
    ]);
  });
});

test("amoCRM contacts: a card made by a robot has no author, and a row whose cells are shifted is set aside", async () => {
  const file = [
    "ID,Тип,Полное имя контакта,Имя,Фамилия,Название компании,Ответственный,Дата создания контакта,Кем создан контакт,Сделки,Дата редактирования,Кем редактирован,Рабочий телефон",
    "1,контакт,Иванова Анна,Анна,Иванова,,Серов Пётр,01.03.2026 10:00:00,,Сделка 7,02.03.2026 10:00:00,Серов Пётр,79000000001",
    "2,компания,ООО Ромашка,,,,Серов Пётр,01.03.2026 11:00:00,Серов Пётр,,02.03.2026 10:00:00,,79000000002",
    // from the deals on, the cells stand one column to the left, or one to the right
    "3,контакт,Иванова Анна,Анна,Иванова,,Серов Пётр,01.03.2026 10:00:00,,02.03.2026 10:00:00,Серов Пётр,79000000003,",
    "4,контакт,Иванова Анна,Анна,Иванова,,Серов Пётр,01.03.2026 10:00:00,,Сделка 7,Сделка 8,02.03.2026 10:00:00,Серов Пётр",
    "5,контакт,Иванова Анна,Анна,Иванова,,Серов Пётр,01.03.2026 10:00:00,,Сделка 7,Сделка 8,02.03.2026 10:00:00,Серов Пётр,79000000005",
    "",
  ].join("\n");
  await load("amocrm_contacts", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code])).toEqual(
      [
        [4, "updated_at", "unreadable"],
        [5, "updated_at", "unreadable"],
        [6, null, "too_many_cells"],
      ],
    );
    expect(
      await open.rows(
        "select client_id, client_name, phones, created_by from stage.clients order by client_id",
      ),
    ).toEqual([
      {client_id: "1", client_name: "Иванова Анна", phones: "+79000000001", created_by: null},
      {client_id: "2", client_name: "ООО Ромашка", phones: "+79000000002", created_by: "Серов Пётр"},
    ]);
  });
});

test("amoCRM contacts: every number of the card is the client's, a fax is none", async () => {
  const file = [
    "ID,Тип,Полное имя контакта,Ответственный,Дата создания контакта,Рабочий телефон,Рабочий прямой телефон,Мобильный телефон,Факс,Домашний телефон,Другой телефон",
    "1,контакт,Иванова Анна,Серов Пётр,01.03.2026 10:00:00,79120000001,79120000002,79120000003,79120000004,79120000005,79120000006",
    "",
  ].join("\n");
  await load("amocrm_contacts", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(await open.rows("select phones from stage.clients")).toEqual([
      {phones: "+79120000001;+79120000002;+79120000003;+79120000005;+79120000006"},
    ]);
  });
});

test("amoCRM deals: of two columns of one name the first is the contact's, the second the deal's own", async () => {
  const file = [
    "ID,Дата создания сделки,Этап сделки,Источник,Причина отказа,Источник,Причина отказа",
    "1,01.03.2026 10:00:00,Закрыто и не реализовано,выставка,не дозвонились,сайт,Дорого",
    "2,01.03.2026 10:00:00,Закрыто и не реализовано,выставка,не дозвонились,,",
    "",
  ].join("\n");
  await load("amocrm_leads", file, async (open) => {
    expect(await open.rows("select deal_id, deal_source, loss_reason from stage.deals order by 1")).toEqual([
      {deal_id: "1", deal_source: "сайт", loss_reason: "Дорого"},
      {deal_id: "2", deal_source: "выставка", loss_reason: "не дозвонились"},
    ]);
  });
});

test("amoCRM deals: the account's own zone decides the day, for the file names no offset", async () => {
  const file =
    "ID,Дата создания сделки,Этап сделки,Дата закрытия\n1,01.03.2026 01:30:00,Новая,02.03.2026 01:00:00\n";
  await load(
    "amocrm_leads",
    file,
    async (open) => {
      // Vladivostok is seven hours ahead of Moscow
      expect(await open.rows(`select ${time("created_at")}, ${time("closed_at")} from stage.deals`)).toEqual([
        {created_at: "28.02.2026 18:30:00", closed_at: "01.03.2026 18:00:00"},
      ]);
    },
    ", zone: Asia/Vladivostok",
  );
});
