import {cell, csv, json, type Shape} from "./shape.ts";
import {callShapes} from "./vendor-call-shapes.ts";

/** For every vendor's preset rows in the shape of its export. */
export const shapes: Record<string, Shape> = {
  amocrm_leads: csv(
    "ID;Название сделки;Бюджет ;Ответственный;Дата создания сделки;Дата редактирования;Дата закрытия;Этап сделки;Воронка;Полное имя контакта;Компания контакта;Рабочий телефон",
    "101;Сделка;350 000;Анна;01.03.2026 10:00:05;03.03.2026 12:30:00;не закрыта;Новая;Продажи;Иван;ООО Лютик;79271002030",
    {"Бюджет ": "много"},
  ),
  amocrm_contacts: csv(
    "ID;Тип;Полное имя контакта;Название компании;Ответственный;Дата создания контакта;Кем создан контакт;Дата редактирования;Рабочий телефон;Мобильный телефон",
    "1;контакт;Иван Петров;ООО Лютик;Анна;01.03.2026 10:00:00;Анна;02.03.2026 10:00:00;79271002030;+79271002032",
    {"Дата редактирования": "вчера"},
  ),
  bitrix24_deals: csv(
    "ID;Название сделки;Стадия сделки;Сумма;Валюта;Компания;Ответственный;Дата создания;Дата изменения;Предполагаемая дата закрытия;Сделка закрыта",
    "11;Сделка;Новая;2001;Российский рубль;ООО Лютик;Серов Пётр;02.03.2026 10:00:00;05.03.2026 12:00:00;20.03.2026;Нет",
    {Валюта: "Доллар США"},
  ),
  bitrix24_leads: csv(
    "ID;Название лида;Фамилия;Имя;Рабочий телефон;Мобильный телефон;Ответственный;Дата создания",
    "5;Заявка;Иванова;Анна;8 900 000-00-01;+7 900 000-00-02;Серов Пётр;02.03.2026 10:00:00",
    {"Дата создания": "вчера"},
  ),
  bitrix24_contacts: csv(
    "ID;Контакт;Имя;Фамилия;Компания;Рабочий телефон;Ответственный;Кем создан;Дата создания",
    "5;Иванова Анна;Анна;Иванова;ООО Лютик;79000000003;Серов Пётр;Серов Пётр;02.03.2026 10:00:00",
    {"Дата создания": "вчера"},
  ),
  bitrix24_companies: csv(
    "ID;Название компании;ИНН;Рабочий телефон;Источник;Кем создана;Дата создания;Дата изменения;Ответственный",
    "5;ООО Лютик;0277012345;79000000003;Звонок;Серов Пётр;02.03.2026 10:00:00;02.03.2026 10:00:00;Серов Пётр",
    {"Дата изменения": "вчера"},
  ),
  bitrix24_calls: json(
    {
      ID: "1",
      CALL_ID: "externalCall.1",
      CALL_TYPE: "1",
      CALL_FAILED_CODE: "200",
      CALL_DURATION: "60",
      CALL_START_DATE: "2026-03-02T10:01:00+03:00",
      PHONE_NUMBER: "+79000000001",
      PORTAL_USER_ID: "7",
      CALL_RECORD_URL: "",
    },
    {CALL_DURATION: "long"},
    (result) => ({result, total: result.length}),
  ),
  bitrix24_telephony: {
    row: {
      Сотрудник: "Иванова Анна",
      "Номер телефона": "+7 900 000-00-01",
      "Тип звонка": "Исходящий",
      "Время звонка": "1 мин. 5 сек.",
      "Дата вызова": "02.03.2026 10:00:00",
      Статус: "Успешный звонок",
    },
    bad: {"Тип звонка": "Боковой"},
    write: (rows) => {
      const cells = (tag: string, values: unknown[]) =>
        `<tr>${values.map((value) => `<${tag}>${cell(value)}</${tag}>`).join("")}</tr>`;
      return `<meta charset="UTF-8"><table>${cells("th", Object.keys(rows[0]!))}${rows.map((row) => cells("td", Object.values(row))).join("")}</table>`;
    },
  },
  hubspot_deals: csv(
    "Record ID;Deal Name;Deal Stage;Pipeline;Amount;Close Date;Create Date;Deal owner;Is Closed Won;Closed Lost Reason",
    "11;First;Closed Won;Sales Pipeline;100;2026-03-04 12:00;2026-03-01 10:00;Серов Пётр;true;",
    {Amount: "much"},
  ),
  hubspot_calls: json(
    {
      id: "1",
      properties: {
        createdate: "2026-03-02T07:00:00Z",
        hs_timestamp: "2026-03-02T07:00:00Z",
        hs_call_direction: "OUTBOUND",
        hs_call_status: "COMPLETED",
        hs_call_to_number: "+79000000001",
        hubspot_owner_id: "41629779",
        hs_call_duration: "65400",
      },
      createdAt: "2026-03-02T07:00:00Z",
      updatedAt: "2026-03-02T07:00:00Z",
      archived: false,
    },
    {
      properties: {
        hs_timestamp: "2026-03-02T07:05:00Z",
        hs_call_status: "COMPLETED",
        hubspot_owner_id: "41629779",
      },
    },
    (results) => ({results}),
  ),
  pipedrive_deals: json(
    {
      id: 101,
      title: "First",
      value: 1500.5,
      currency: "RUB",
      status: "open",
      stage_id: 3,
      pipeline_id: 1,
      add_time: "2026-03-01 21:30:00",
      update_time: "2026-03-05 10:00:00",
      won_time: null,
      lost_time: null,
      lost_reason: null,
      user_id: {id: 7, name: "Серов Пётр"},
      org_id: {name: "ООО Лютик", value: 55},
    },
    {currency: "USD"},
    (data) => ({success: true, data}),
  ),
  salesforce_opportunities: csv(
    "Id;Name;AccountId;StageName;IsClosed;IsWon;IsDeleted;Amount;CurrencyIsoCode;CloseDate;CreatedDate;OwnerId;SystemModstamp",
    "006D000000CwAbzIAF;First;001A0000006Vm9r;Prospecting;false;false;false;1500.5;RUB;2026-04-30;2026-03-01T21:30:00.000Z;005A0000000abcD;2026-03-05T10:00:00.000Z",
    {CurrencyIsoCode: "USD"},
  ),
  salesforce_tasks: csv(
    "Id;Subject;Status;Priority;TaskSubtype;CallType;CallDurationInSeconds;CallDisposition;CreatedDate;ActivityDate;OwnerId;WhoId;WhatId;AccountId;IsDeleted",
    "00T000000000001AAA;Call;Completed;Normal;Call;Outbound;65;Connected;2026-03-02T07:00:00.000Z;2026-03-02;005A0000000abcDIAQ;003A0000006Vm9r;006D000000CwAbz;001A0000006Vm9rIAC;false",
    {CallDurationInSeconds: ""},
  ),
  one_c_sales: csv(
    "Регистратор;№ строки;Дата;Партнер;Номенклатура;Вид номенклатуры;Кол-во;Сумма с НДС;Ответственный",
    "Реализация РТ-1;1;02.03.2026 0:00:00;ООО Лютик;Труба;Металл;2;1 200,50;Иванова Анна",
    {"Сумма с НДС": "много"},
  ),
  one_c_sales_items: csv(
    "Документ;Дата;Клиент;Номенклатура;Количество;Выручка",
    "РТ-1;02.03.2026;ООО Лютик;Труба;1;300",
    {Документ: "РТ-2", Выручка: "много"},
  ),
  one_c_gross_profit: {
    row: {client: "ООО Лютик"},
    bad: {client: "АО Клён"},
    write: (rows) =>
      [
        "Валовая прибыль предприятия;;",
        "Период: 01.07.2026 - 31.07.2026;;",
        "Клиент;Количество;Выручка",
        ...rows.map(({client}) => `${client};1;10`),
        `Итого;${rows.length};${rows.length}0`,
        "",
      ].join("\n"),
  },
  zup_staff: csv(
    "Табельный номер;Фамилия;Имя;Отчество;Подразделение;Должность;Дата начала работы;Действующий сотрудник;Дата увольнения",
    "00123;Иванова;Анна;Петровна;Колл-центр;Оператор;01.02.2025;Да;",
    {"Дата увольнения": "скоро"},
  ),
  qa_wide: csv(
    "Дата звонка;Оператор;Телефон;Проверяющий;Дата проверки;Приветствие;Потребность;Закрытие",
    "02.03.2026 10:00;Иванова Анна;79000000001;Серов Пётр;03.03.2026;1;0;1",
    {Потребность: "7"},
  ),
  qa_transposed: {
    row: {call: "c"},
    bad: {mark: "7"},
    write: (rows) => {
      const row = (name: string, value: (index: number) => string) =>
        [name, ...rows.map((_, index) => value(index))].join(";");
      return `${[row("Критерий", (index) => `Звонок ${index + 1}`), row("ID звонка", (index) => `c${index}`), row("Дата звонка", () => "02.03.2026 10:00"), row("Оператор", () => "Иванова Анна"), row("Приветствие", (index) => cell(rows[index]!["mark"] ?? 1)), row("Честность", () => "Да")].join("\n")}\n`;
    },
  },
  qa_scores: csv(
    "conversation_id;occurred_at;direction;duration_seconds;operator;score;sentiment;summary;error",
    "c1;2026-03-02 10:00:00;in;65;Иванова Анна;0.85;good;;",
    {score: "85"},
  ),
  ...callShapes,
};
