import ExcelJS from "exceljs";
import {expect, test} from "vitest";
import {presets} from "../../pipelines/sources/presets/index.ts";
import {makeHome} from "../helpers/home.ts";
import {type Staged, staged} from "../helpers/stage.ts";

/** Loads one file through a preset and asks what came of it. */
function load<Result>(
  preset: string,
  file: string | Uint8Array,
  ask: (open: Staged) => Promise<Result>,
  more = "",
) {
  const home = makeHome({
    sources: `sources: {it: {preset: ${preset}${more}}}\n`,
    inbox: {[`it/export.${typeof file === "string" ? "csv" : "xlsx"}`]: file},
  });
  return staged(home, ask);
}

const time = (column: string) =>
  `strftime(timezone('Europe/Moscow', ${column}), '%d.%m.%Y %H:%M:%S') as ${column}`;

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
  ]
    .join("\n")
    .replaceAll('""срочно""', '""срочно""');
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

const sipuniColumns =
  "Тип;Статус;Время;ID схемы звонка;Схема;Исходящая линия;Откуда;Куда;Кому звонили;Кто разговаривал;Кто ответил;Длительность звонка, сек;Длительность разговора, сек;Время ответа, сек;Оценка;ID записи;Метка;Теги;Инициатор завершения звонка;ID заказа звонка;Запись существует;Новый клиент;Состояние перезвона;Время перезвона;Информация из CRM;Ответственный из CRM";

function sipuniRow(cells: Record<string, string>): string {
  return sipuniColumns
    .split(";")
    .map((name) => cells[name] ?? "")
    .join(";");
}

const sipuniRows = [
  {
    Тип: "Исходящий",
    Статус: "Отвечен",
    Время: "02.03.2026 10:00:00",
    Откуда: "428 (Фамилия Имя)",
    Куда: "+79271002030",
    "Длительность звонка, сек": "180",
    "Длительность разговора, сек": "171",
    "Время ответа, сек": "9",
    "ID записи": "1444311063.117599",
    "Запись существует": "1",
  },
  {
    Тип: "исходящий",
    Статус: "не отвечен",
    Время: "02.03.2026 10:05:00",
    Откуда: "• 429 (Другая Фамилия) 16",
    Куда: "8952100203 0",
    "Длительность звонка, сек": "30",
    "ID заказа звонка": "order-7",
  },
  {
    Тип: "входящий",
    Статус: "пропущен",
    Время: "02.03.2026 10:10:00",
    Откуда: "89521002030",
    Куда: "997",
    "Кто ответил": "",
  },
  {
    Тип: "входящий",
    Статус: "принят",
    Время: "02.03.2026 10:15:00",
    Откуда: "79521002031",
    Куда: "997",
    "Кто разговаривал": "430 (Третья Фамилия)",
    "Кто ответил": "431 (Четвёртая Фамилия)",
    "Длительность разговора, сек": "60",
    "ID записи": "rec-4",
    "Запись существует": "0",
  },
  {
    Тип: "Внутренний",
    Статус: "отвечен",
    Время: "02.03.2026 10:20:00",
    Откуда: "428 (Фамилия Имя)",
    Куда: "430",
    "Длительность разговора, сек": "5",
    "ID записи": "rec-5",
  },
  {
    Тип: "исходящий",
    Статус: "занят",
    Время: "02.03.2026 10:25:00",
    Откуда: "Иванова (Анна Белова)",
    Куда: "+998901234567",
    "ID записи": "rec-6",
  },
  {
    Тип: "исходящий",
    Статус: "странный",
    Время: "02.03.2026 10:30:00",
    Откуда: "428 (Фамилия Имя)",
    Куда: "89521002032",
    "Длительность разговора, сек": "100000",
    "ID записи": "rec-7",
  },
];

test("Sipuni: extensions with names, `не отвечен` is not `отвечен`, empty record ids, empty talk, internal calls", async () => {
  const file = `\ufeff${[sipuniColumns, ...sipuniRows.map(sipuniRow), ""].join("\r\n")}`;
  await load("sipuni", file, async (open) => {
    expect((await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code])).toEqual(
      [[8, "talk_seconds", "out_of_range"]],
    );
    const calls = await open.rows(
      `select call_id, ${time("started_at")}, direction, operator, client_phone, ring_seconds, talk_seconds, duration_seconds, disposition, recording from stage.calls order by started_at`,
    );
    const nothing = {ring_seconds: null, talk_seconds: 0, duration_seconds: null, recording: null};
    expect(calls).toEqual([
      {
        ...nothing,
        call_id: "1444311063.117599",
        started_at: "02.03.2026 10:00:00",
        direction: "out",
        operator: "428",
        client_phone: "+79271002030",
        ring_seconds: 9,
        talk_seconds: 171,
        duration_seconds: 180,
        disposition: "answered",
        recording: "1444311063.117599",
      },
      {
        ...nothing,
        call_id: "order-7",
        started_at: "02.03.2026 10:05:00",
        direction: "out",
        operator: "429",
        client_phone: "+79521002030",
        duration_seconds: 30,
        disposition: "no_answer",
      },
      {
        ...nothing,
        call_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        started_at: "02.03.2026 10:10:00",
        direction: "in",
        operator: "997",
        client_phone: "+79521002030",
        disposition: "no_answer",
      },
      {
        ...nothing,
        call_id: "rec-4",
        started_at: "02.03.2026 10:15:00",
        direction: "in",
        operator: "430",
        client_phone: "+79521002031",
        talk_seconds: 60,
        disposition: "answered",
      },
      {
        ...nothing,
        call_id: "rec-5",
        started_at: "02.03.2026 10:20:00",
        direction: "internal",
        operator: "430",
        client_phone: null,
        talk_seconds: 5,
        disposition: "answered",
      },
      {
        ...nothing,
        call_id: "rec-6",
        started_at: "02.03.2026 10:25:00",
        direction: "out",
        operator: "Анна Белова",
        client_phone: "+998901234567",
        disposition: "busy",
      },
    ]);
  });
});

test("Sipuni: an export with fewer columns still names the call, the operator and the talk", async () => {
  const file = [
    "Тип;Статус;Время;Схема;Исходящая линия;Откуда;Куда;Кто ответил;Продолжительность звонка, сек;Продолжительность разговора, сек;Время ответа, сек;Оценка;ID записи;Метка;;",
    "входящий;отвечен;08.10.2015 15:31:03;;;79521002031;997;430 (Фамилия Имя);180;171;9;;1444311063.117599;;;",
    "исходящий;не отвечен;08.10.2015 15:35:00;;;428 (Фамилия Имя);79521002031;;20;;;;;;;",
    "",
  ].join("\n");
  await load("sipuni", file, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(
      await open.rows(
        "select call_id, operator, talk_seconds, duration_seconds, disposition from stage.calls order by started_at",
      ),
    ).toEqual([
      {
        call_id: "1444311063.117599",
        operator: "430",
        talk_seconds: 171,
        duration_seconds: 180,
        disposition: "answered",
      },
      {
        call_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        operator: "428",
        talk_seconds: 0,
        duration_seconds: 20,
        disposition: "no_answer",
      },
    ]);
  });
});

interface Leg {
  src?: string;
  dst?: string;
  dcontext?: string;
  channel?: string;
  dstchannel?: string;
  lastapp?: string;
  start: string;
  answer?: string;
  duration: number;
  billsec: number;
  disposition: string;
  uniqueid: string;
  linkedid: string;
  sequence: number;
}

const endOf = ({start, duration}: Leg) =>
  new Date(Date.parse(`${start.replace(" ", "T")}Z`) + duration * 1000)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");

function asteriskRow(leg: Leg): string {
  const text = (value = "") => `"${value}"`;
  const {start, duration, billsec, sequence} = leg;
  return [
    text(),
    text(leg.src),
    text(leg.dst),
    text(leg.dcontext),
    text(`"""x"" <${leg.src}>`.replace(/^"/, "")),
    text(leg.channel),
    text(leg.dstchannel),
    text(leg.lastapp),
    text(),
    text(start),
    leg.answer ? text(leg.answer) : "",
    text(endOf(leg)),
    duration,
    billsec,
    text(leg.disposition),
    text("DOCUMENTATION"),
    text(leg.uniqueid),
    text(),
    text(),
    text(leg.linkedid),
    sequence,
  ].join(",");
}

test("Asterisk: GMT, legs of one call, a queue that answered for nobody, operators by channel", async () => {
  const rows = [
    // an outgoing call of extension 201; 07:00 GMT is 10:00 in Moscow
    {
      src: "201",
      dst: "89271002030",
      dcontext: "from-internal",
      channel: "PJSIP/201-00000a1",
      dstchannel: "PJSIP/trunk-00000a2",
      lastapp: "Dial",
      start: "2026-03-02 07:00:00",
      answer: "2026-03-02 07:00:09",
      duration: 69,
      billsec: 60,
      disposition: "ANSWERED",
      uniqueid: "100.1",
      linkedid: "100.1",
      sequence: 1,
    },
    // an incoming call: the announcement answers, two telephones ring, 202 talks, then 203 after a transfer
    {
      src: "79271002031",
      dst: "s",
      dcontext: "ext-queues",
      channel: "PJSIP/trunk-00000b1",
      lastapp: "Playback",
      start: "2026-03-02 07:10:00",
      answer: "2026-03-02 07:10:00",
      duration: 100,
      billsec: 100,
      disposition: "ANSWERED",
      uniqueid: "200.1",
      linkedid: "200.1",
      sequence: 2,
    },
    {
      src: "79271002031",
      dst: "600",
      dcontext: "ext-queues",
      channel: "PJSIP/trunk-00000b1",
      dstchannel: "PJSIP/203-00000b3",
      lastapp: "Queue",
      start: "2026-03-02 07:10:05",
      duration: 15,
      billsec: 15,
      disposition: "NO ANSWER",
      uniqueid: "200.2",
      linkedid: "200.1",
      sequence: 3,
    },
    {
      src: "79271002031",
      dst: "600",
      dcontext: "ext-queues",
      channel: "PJSIP/trunk-00000b1",
      dstchannel: "PJSIP/202-00000b2",
      lastapp: "Queue",
      start: "2026-03-02 07:10:05",
      answer: "2026-03-02 07:10:20",
      duration: 80,
      billsec: 65,
      disposition: "ANSWERED",
      uniqueid: "200.3",
      linkedid: "200.1",
      sequence: 4,
    },
    {
      src: "79271002031",
      dst: "203",
      dcontext: "from-internal-xfer",
      channel: "PJSIP/trunk-00000b1",
      dstchannel: "Local/203@from-queue-00000c1",
      lastapp: "Dial",
      start: "2026-03-02 07:11:30",
      answer: "2026-03-02 07:11:35",
      duration: 25,
      billsec: 20,
      disposition: "ANSWERED",
      uniqueid: "200.4",
      linkedid: "200.1",
      sequence: 5,
    },
    // a queue where nobody came: billed seconds, and yet no talk
    {
      src: "79271002032",
      dst: "600",
      dcontext: "ext-queues",
      channel: "PJSIP/trunk-00000d1",
      lastapp: "Queue",
      start: "2026-03-02 07:20:00",
      answer: "2026-03-02 07:20:00",
      duration: 15,
      billsec: 15,
      disposition: "NO ANSWER",
      uniqueid: "300.1",
      linkedid: "300.1",
      sequence: 6,
    },
    // inside the house, and a busy line
    {
      src: "201",
      dst: "202",
      dcontext: "from-internal",
      channel: "PJSIP/201-00000e1",
      dstchannel: "PJSIP/202-00000e2",
      lastapp: "Dial",
      start: "2026-03-02 07:30:00",
      answer: "2026-03-02 07:30:03",
      duration: 13,
      billsec: 10,
      disposition: "ANSWERED",
      uniqueid: "400.1",
      linkedid: "400.1",
      sequence: 7,
    },
    {
      src: "201",
      dst: "+998901234567",
      dcontext: "from-internal",
      channel: "PJSIP/201-00000f1",
      dstchannel: "PJSIP/trunk-00000f2",
      lastapp: "Dial",
      start: "2026-03-02 22:30:00",
      duration: 5,
      billsec: 0,
      disposition: "BUSY",
      uniqueid: "500.1",
      linkedid: "",
      sequence: 8,
    },
  ];
  await load("asterisk", `${rows.map(asteriskRow).join("\n")}\n`, async (open) => {
    expect(await open.rejected()).toEqual([]);
    expect(open.files).toEqual([{rows: 8, accepted: 8, rejected: 0, unchanged: 0, skipped: 0}]);
    expect(
      await open.rows(
        `select call_id, ${time("started_at")}, direction, operator, client_phone, talk_seconds, disposition from stage.calls order by started_at`,
      ),
    ).toEqual([
      {
        call_id: "100.1",
        started_at: "02.03.2026 10:00:00",
        direction: "out",
        operator: "201",
        client_phone: "+79271002030",
        talk_seconds: 60,
        disposition: "answered",
      },
      {
        call_id: "200.1",
        started_at: "02.03.2026 10:10:00",
        direction: "in",
        operator: "202",
        client_phone: "+79271002031",
        talk_seconds: 85,
        disposition: "answered",
      },
      {
        call_id: "300.1",
        started_at: "02.03.2026 10:20:00",
        direction: "in",
        operator: "600",
        client_phone: "+79271002032",
        talk_seconds: 0,
        disposition: "no_answer",
      },
      {
        call_id: "400.1",
        started_at: "02.03.2026 10:30:00",
        direction: "internal",
        operator: "201",
        client_phone: null,
        talk_seconds: 10,
        disposition: "answered",
      },
      {
        call_id: "500.1",
        started_at: "03.03.2026 01:30:00",
        direction: "out",
        operator: "201",
        client_phone: "+998901234567",
        talk_seconds: 0,
        disposition: "busy",
      },
    ]);
    expect(
      await open.rows(
        "select leg_number, operator, talk_seconds, disposition, is_transfer from stage.call_legs where call_id = '200.1' order by leg_number",
      ),
    ).toEqual([
      {leg_number: 1, operator: null, talk_seconds: 0, disposition: "answered", is_transfer: false},
      {leg_number: 2, operator: "203", talk_seconds: 0, disposition: "no_answer", is_transfer: false},
      {leg_number: 3, operator: "202", talk_seconds: 65, disposition: "answered", is_transfer: false},
      {leg_number: 4, operator: "203", talk_seconds: 20, disposition: "answered", is_transfer: true},
    ]);
  });
});

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
      [[4, "ordered_on", "impossible_date"]],
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
