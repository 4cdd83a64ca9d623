import {captionOf} from "../contracts/captions.ts";
import {headerWords} from "./header-words.ts";

/** Headers as exports of CRM, telephony and accounting write them (Russian, Ukrainian, English), separated by `|`. */
type Synonyms = Record<string, string>;

const clientReference: Synonyms = {
  client_id:
    "ИД клиента|Код клиента|ID клиента|Клиент ID|Код контрагента|Код партнера|ID контрагента|Номер клиента|ID компании|ID контакта|Код клієнта|customer id|client id|account id|company id|contact id|customer number|seller id|merchant id|buyer id",
  client_name:
    "Клиент|Контрагент|Партнер|Покупатель|Заказчик|Компания|Компания контакта|Организация|Название клиента|Название компании|Наименование клиента|Плательщик|Клієнт|Компанія|client|customer|company|account|account name|company name|customer name|client name|organization|buyer|merchant",
  client_tax_id:
    "ИНН|ИНН клиента|ИНН контрагента|ИНН покупателя|ИНН плательщика|ЄДРПОУ|ІПН|tax id|tax number|vat id|inn",
  client_phone:
    "Телефон|Телефон клиента|Номер телефона|Рабочий телефон|Мобильный телефон|Контактный телефон|Телефон контакта|phone|phone number|client phone|customer phone|mobile",
};
const dealReference =
  "Номер сделки|ID сделки|ИД сделки|Код сделки|Сделка ID|deal id|opportunity id|lead id|mql id";
const amount =
  "Сумма|Сумма документа|СуммаДокумента|Выручка|Стоимость|Итого|Сумма с НДС|Сумма продажи|Сумма заказа|Оборот|Сума|Вартість|amount|sum|total|revenue|sales|line total|total price|order amount|sales amount|gross sales";
const manager =
  "Менеджер|Продавец|Ответственный|Ответственный менеджер|Торговый представитель|ИД продавца|ИД менеджера|Код менеджера|Менеджер по продажам|Менеджер продажу|manager|sales manager|sales rep|sales person|salesperson|seller|owner|agent|account manager|seller id|manager id|sales rep id";
const productGroup =
  "Номенклатурная группа|Группа товаров|Товарная группа|Категория товара|Категория|Группа номенклатуры|Вид номенклатуры|Группа товара|Категорія|product group|product category|category|product line";
const product =
  "Номенклатура|Товар|Наименование товара|Название товара|Артикул|ИД товара|Код товара|Продукт|Услуга|Товар (услуга)|product|product name|item|item name|product id|sku|goods|description";
const callOperator =
  "Сотрудник|Оператор|Кто разговаривал|Кто ответил|Ответственный из CRM|Ответственный|Менеджер|Агент|Абонент|Внутренний номер|Оператор колл-центра|Співробітник|operator|agent|employee|employee full name|employee fio|user|user name|portal user id|server|answered by|agent name|extension|ext|Внутренний|Добавочный|Добавочный номер|Внутренний номер оператора|Внутренний номер сотрудника|operator ext|operator extension|agent ext|agent extension|internal number";
const clientCallPhone =
  "Телефон|Номер телефона|Телефон клиента|Номер клиента|Номер абонента|Внешний номер|Контактный номер|Номер|Телефон клієнта|client phone|phone number|phone|contact phone number|external number|client number|customer phone|client|customer number|remote number|caller number";
const scriptVersion = "Версия сценария|Версия скрипта|Скрипт|Сценарий|script version|script";

const own: Record<string, Synonyms> = {
  employees: {
    employee_id:
      "Табельный номер|Таб номер|Табельный|ИД сотрудника|ID сотрудника|Код сотрудника|ИД продавца|ИД менеджера|ИД оператора|employee id|employee number|personnel number|user id|staff id|seller id|agent id|Login",
    employee_name:
      "ФИО|ПІБ|Сотрудник|Фамилия Имя Отчество|ФИО сотрудника|Имя сотрудника|Продавец|Менеджер|Оператор|full name|employee|employee name|name|seller|manager|user",
    aliases: "Псевдонимы|Другие имена|Написания|aliases",
    hired_on:
      "Дата приема|Дата приема на работу|Дата начала работы|Принят|hired on|hire date|start date|employment date",
    left_on: "Дата увольнения|Уволен|Дата окончания работы|left on|termination date|end date|dismissed",
  },
  employee_roles: {
    employee_id:
      "Табельный номер|Таб номер|ИД сотрудника|ID сотрудника|Код сотрудника|employee id|personnel number|employee number|user id",
    role: "Роль|Должность|Пост|Посада|role|position|job title|post",
    team_id: "Команда|Подразделение|Отдел|Группа|Підрозділ|Відділ|team|department|group|unit",
    valid_from: "Действует с|С даты|В должности с|Назначен|valid from|since",
    valid_to: "Действует по|Действует до|По дату|В должности по|valid to|until",
  },
  employee_extensions: {
    extension:
      "Внутренний номер|Добавочный|Внутренний телефон|Внутрішній номер|UF PHONE INNER|extension|internal number|ext|inner phone",
    employee_id:
      "Табельный номер|Таб номер|ИД сотрудника|ID сотрудника|Код сотрудника|employee id|personnel number|employee number|user id",
    valid_from: "Номер с|Номер действует с|valid from",
    valid_to: "Номер по|Номер действует до|valid to",
  },
  absences: {
    employee: "Сотрудник|ФИО|Табельный номер|employee|employee id",
    started_on: "Дата начала|Начало|Начало отсутствия|С|started on|start date|from",
    ended_on:
      "Дата окончания|Окончание|Окончание отсутствия|Конец|Дата конца|Последний день|День выхода|Дата выхода|Выход|Выход на работу|Дата выхода на работу|По|До|ended on|end date|end|to|until|last day|back|back at work|return date|first day back",
    absence_kind: "Вид отсутствия|Причина отсутствия|Состояние|Вид|absence kind|absence type|kind",
  },
  salaries: {
    employee:
      "Табельный номер|Таб номер|Сотрудник|ФИО|Работник|Код сотрудника|employee id|personnel number|employee|full name",
    valid_from:
      "Действует с|С даты|Дата|Дата начала|Дата изменения|Период|Назначен с|valid from|effective date|since|date",
    valid_to: "Действует по|Действует до|По дату|Дата окончания|valid to|until",
    monthly_amount:
      "Оклад|Оклад за месяц|Оклад по дням|Оклад тариф|Тариф|Тарифная ставка|Должностной оклад|Месячный оклад|Ставка|salary|monthly salary|base salary|base pay|monthly pay",
    personnel_number: "Номер в программе зарплаты|payroll number",
  },
  clients: {
    client_id: `${clientReference["client_id"]}|ИНН клиента код|id`,
    client_name: `${clientReference["client_name"]}|Наименование|Название|Полное наименование|Полное имя контакта|name|full name|legal name`,
    tax_id: "ИНН|ИНН клиента|ЄДРПОУ|ІПН|tax id|tax number|inn|vat number",
    phones: "Телефон|Телефоны|Рабочий телефон|Номер телефона|Контактный телефон|phone|phones|phone number",
    client_group:
      "Группа|Группа клиента|Категория клиента|Группа контрагента|client group|customer group|group",
    client_size: "Размер|Размер клиента|Размер компании|client size|company size|size",
    segment: "Сегмент|Сегмент клиента|Сегмент рынка|segment|business segment|market segment",
    city: "Город|Регион|Місто|Область|city|region|town|seller city|customer city",
    industry: "Отрасль|Сфера деятельности|Вид деятельности|Галузь|industry|sector",
    headcount: "Численность|Количество сотрудников|Штат|headcount|employees|number of employees",
    annual_revenue_amount: "Годовой оборот|Оборот|Годовая выручка|annual revenue|yearly sales",
    decision_maker_name:
      "ЛПР|ФИО ЛПР|Лицо принимающее решение|Контактное лицо|Директор|decision maker|contact person",
    decision_maker_phone: "Мобильный телефон|Мобильный ЛПР|Телефон ЛПР|mobile phone|decision maker phone",
    suppliers: "Поставщики|Нынешние поставщики|Текущие поставщики|suppliers",
    development_plans: "Планы развития|Планы|development plans|plans",
    media_preferences: "Предпочитаемые СМИ|СМИ|Каналы|media preferences",
    advertising_goals: "Цели рекламы|advertising goals",
    client_source: "Источник|Источник клиента|Источник обращения|Джерело|source|lead source|origin",
    created_at:
      "Дата создания|Дата создания контакта|Дата регистрации|Создан|created at|created|date created|create date",
    created_by: "Кем создан|Кем создан контакт|Кто создал|created by",
    owner:
      "Ответственный|Менеджер|Ответственный менеджер|Куратор|Відповідальний|owner|manager|account manager|assigned to",
    updated_at: "Дата редактирования|Дата изменения|Изменен|updated at|last modified|modified",
  },
  client_potentials: {
    client_id: clientReference["client_id"]!,
    estimated_on: "Дата оценки|Дата|estimated on|date",
    potential_amount: "Потенциал|Потенциал клиента|Потенциал за год|potential|potential amount",
    method: "Способ оценки|Метод|method",
    estimated_by: "Кто оценил|Оценил|estimated by",
  },
  ownership_events: {
    client_id: clientReference["client_id"]!,
    started_at: "Дата передачи|С даты|С какого момента|started at|from",
    owner: "Ответственный|Новый ответственный|owner|new owner",
    leg: "Этап эстафеты|leg",
    reason: "Причина|reason",
  },
  campaigns: {
    campaign_id: "Код кампании|ID кампании|campaign id",
    campaign_name: "Кампания|Название кампании|campaign|campaign name",
    campaign_kind: "Вид кампании|Тип кампании|campaign kind|campaign type",
    started_on: "Дата начала|Начало|started on|start date",
    ended_on: "Дата окончания|Окончание|ended on|end date",
  },
  campaign_members: {
    campaign_id: "Код кампании|ID кампании|campaign id",
    client_id: clientReference["client_id"]!,
    is_control: "Контрольная группа|Контроль|is control|control group",
    stratum: "Слой|Страта|stratum",
  },
  client_feedback: {
    feedback_id: "Номер ответа|ID ответа|Номер анкеты|response id|feedback id",
    client_id: clientReference["client_id"]!,
    client_phone: "Телефон|phone",
    answered_at: "Дата ответа|Дата опроса|Отметка времени|answered at|timestamp|date",
    score: "Оценка|Балл|NPS|score|rating",
    score_max: "Высшая оценка|Максимум|score max",
    reason: "Почему|Причина|Комментарий|reason|comment",
    stage: "Этап|stage",
    employee: "О ком|Сотрудник|employee",
  },
  script_versions: {
    script_version: scriptVersion,
    valid_from: "Действует с|valid from",
    valid_to: "Действует до|Действует по|valid to",
    notes: "Что изменено|Изменения|notes",
  },
  calls: {
    call_id:
      "ID звонка|ИД звонка|Номер звонка|Код звонка|ID записи|ID вызова|call id|linkedid|uniqueid|unique id|entry id|call session id|session id|general call id|pbx call id|sid|record id|ID",
    started_at:
      "Время|Начало|Дата и время|Дата звонка|Дата вызова|Начало звонка|Дата и время звонка|Время начала|Время звонка|Дата|Дата дзвінка|date|calldate|call date|start|callstart|start time|call start date|call start|context start time|call time|started at|event time|event date|datetime|date time|timestamp",
    direction:
      "Направление|Тип|Тип звонка|Тип вызова|Напрямок|direction|call type|context type|call direction|flow|type",
    operator: callOperator,
    client_phone: clientCallPhone,
    client_id: clientReference["client_id"]!,
    ring_seconds:
      "Время ответа|Время ожидания|Ожидание|Время дозвона|Ожидание ответа|Час очікування|ring|ring time|wait|waitsec|waittime|wait time|wait duration|dial duration|queue time|q time|ring seconds",
    talk_seconds:
      "Длительность разговора|Продолжительность разговора|Время разговора|Разговор|Тривалість розмови|talk duration|talk time|clean talk duration|billsec|billseconds|bridged duration|answer duration|talk|service time|ser time|talk seconds",
    duration_seconds:
      "Длительность звонка|Продолжительность звонка|Длительность|Продолжительность|Длительность вызова|Тривалість|duration|total duration|call duration|seconds",
    disposition:
      "Статус|Статус звонка|Результат|Итог|Результат звонка|Итог звонка|Исход|Исход звонка|Статус вызова|Результат вызова|Итог вызова|disposition|status|call status|context status|is lost|outcome|call failed code|entry result",
    recording:
      "Запись|Ссылка на запись|Запись разговора|Запис|recording|recordingfile|recording file|recording url|call record url|record|recording id|record link",
    is_recorded: "Запись существует|Есть запись|Записан|is recorded|recorded|has recording|recording exists",
    script_version: scriptVersion,
    transfer_count: "Переводов|Количество переводов|transfers|transfer count",
    updated_at: "Дата изменения|updated at",
  },
  call_legs: {},
  call_results: {
    result_id: "Номер записи|ID записи|Номер|ИД записи|result id|entry id",
    call_id: "ID звонка|Номер звонка|call id|linkedid|uniqueid",
    client_id: clientReference["client_id"]!,
    client_phone: clientCallPhone,
    operator: callOperator,
    filed_at: "Дата и время|Дата|Время|Дата звонка|filed at|date|call date|created at|timestamp",
    result_code:
      "Результат|Результат звонка|Итог|Итог разговора|Результат разговора|result|result code|call result|outcome",
    refusal_reason:
      "Причина отказа|Отказ|Возражение|Причина відмови|refusal reason|reason|objection|rejection reason",
    secondary_goal: "Вторичная цель|Дополнительная цель|secondary goal",
    callback_at: "Перезвонить|Дата перезвона|Когда перезвонить|Передзвонити|callback|callback at|call back",
    is_decision_maker: "ЛПР|Разговор с ЛПР|Говорили с ЛПР|decision maker|is decision maker",
    script_version: scriptVersion,
    comment: "Комментарий|Примечание|Заметка|Коментар|comment|note|notes",
  },
  qa_reviews: {
    review_id: "Номер оценки|ID оценки|Номер проверки|review id|evaluation id",
    item_code: "Пункт|Критерий|Код пункта|item|criterion",
    item_name: "Пункт чек-листа|Название критерия|item name",
    call_id: "ID звонка|Номер звонка|ID записи|call id",
    operator: `${callOperator}|Кого оценивали|ФИО оператора`,
    reviewer: "Проверяющий|Кто проверил|Контролер|Супервайзер|Оценил|reviewer|supervisor|evaluator",
    reviewed_on: "Дата проверки|Дата оценки|Дата прослушивания|review date|reviewed on|evaluation date",
    called_at: "Дата звонка|Дата и время звонка|Время звонка|call date|called at",
    client_phone: clientCallPhone,
    score: "Балл|Оценка|Отметка|score|mark",
    weight: "Вес|Вес пункта|weight",
    is_critical: "Критический|Стоп|Критическая ошибка|critical",
    script_version: `${scriptVersion}|Версия чек-листа`,
  },
  deals: {
    deal_id: `${dealReference}|ID|Номер`,
    deal_name: "Название сделки|Сделка|Наименование сделки|Название|deal name|deal|opportunity name|title",
    ...clientReference,
    pipeline: "Воронка|Направление сделки|pipeline|funnel",
    stage: "Этап сделки|Стадия сделки|Этап|Стадия|Статус сделки|Етап|stage|deal stage|stage name",
    status: "Статус|Сделка закрыта|status|deal status",
    amount: `Бюджет|Бюджет сделки|Сумма сделки|${amount}|budget|deal value|value|deal amount`,
    created_at:
      "Дата создания|Дата создания сделки|Создана|Создан|Создано|Заведена|Заведен|Заведено|Дата заведения|Открыта|Открыт|Дата открытия|Дата заявки|Дата обращения|Дата лида|Дата створення|created at|create date|created|created date|add time|opened|contact date|lead date|first contact date",
    closed_at:
      "Дата закрытия|Дата закрытия сделки|Закрыта|Закрыт|Закрыто|Дата победы|closed at|close date|closed date|won date|won time",
    owner:
      "Ответственный|Менеджер|Ответственный менеджер|Відповідальний|owner|manager|deal owner|sales rep|sales representative|sr|sr id|assigned to|responsible",
    sourced_by: "Оператор|Кто привел клиента|Лидген|Лидогенератор|sdr|sdr id|sourced by",
    loss_reason:
      "Причина отказа|Причина проигрыша|Причина потери|Причина відмови|loss reason|lost reason|closed lost reason",
    deal_source:
      "Источник|Источник сделки|Канал|Джерело|source|origin|lead source|deal source|utm source|channel",
    updated_at: "Дата редактирования|Дата изменения|Изменена|updated at|update time|last modified|modified",
  },
  stage_events: {
    deal_id: dealReference,
    entered_at: "Дата перехода|Дата смены этапа|Дата|entered at|changed at|created time",
    stage: "Новый этап|Этап|Этап сделки|Стадия|stage|new stage|to stage",
    pipeline: "Воронка|pipeline",
    moved_by: "Кто передвинул|Кто изменил|moved by|changed by",
  },
  orders: {
    order_id:
      "Номер заказа|Документ|Номер документа|Реализация|Заказ|Номер реализации|Номер накладной|ID заказа|Замовлення|order id|order number|order|document number|document|sales order|receipt number",
    line_number: "Номер строки|Строка|Позиция|№ строки|line number|line|order item id|item number|position",
    ...clientReference,
    ordered_on:
      "Период|Дата|Дата заказа|Дата документа|Дата продажи|Дата отгрузки|Дата реализации|Дата доставки|День|date|order date|ordered on|sale date|purchase date|document date|shipping date|shipping limit date|ship date|day",
    product_group: productGroup,
    product,
    quantity: "Количество|Кол-во|Кол во|Шт|Кількість|quantity|qty|units|count",
    amount,
    manager,
  },
  invoices: {
    invoice_id: "Номер счета|Счет|Счёт на оплату|Номер|Рахунок|invoice|invoice id|invoice number|invoice no",
    ...clientReference,
    deal_id: dealReference,
    issued_on: "Дата счета|Дата|Дата выставления|issued on|invoice date|date|issue date",
    due_on: "Оплатить до|Срок оплаты|due on|due date",
    amount,
    product_group: productGroup,
    issued_by: `Кто выставил|${manager}`,
  },
  payments: {
    payment_id:
      "Номер оплаты|Номер платежа|Номер платежного поручения|Номер поступления|Номер|Платеж|payment id|payment number|payment|transaction id|receipt number",
    ...clientReference,
    deal_id: dealReference,
    invoice_id: "Номер счета|Счет|invoice|invoice id|invoice number",
    paid_on:
      "Дата оплаты|Дата платежа|Дата поступления|Дата|Дата операции|Дата проводки|Дата документа|paid on|payment date|date|paid at|transaction date|posting date|booking date|value date",
    amount: `Сумма оплаты|Сумма платежа|Оплачено|${amount}|paid|payment amount`,
    product_group: productGroup,
    manager,
  },
  handovers: {
    handover_id: "Номер передачи|handover id",
    ...clientReference,
    deal_id: dealReference,
    from_leg: "С какого этапа|from leg",
    to_leg: "На какой этап|to leg",
    from_employee: "Кто передал|Передал|from employee|given by",
    to_employee: "Кому передан|Принял|to employee|taken by",
    offered_at: "Дата передачи|Когда передан|offered at",
    accepted_at: "Когда принят|Дата приемки|accepted at",
    returned_at: "Когда возвращен|Дата возврата|returned at",
    return_reason: "Причина возврата|return reason",
    due_at: "Принять до|due at",
  },
};

const cache = new Map<string, string[][]>();

/** Every header that may mean this field, as words: synonyms, captions in both languages, the field's own name. */
export function synonymsOf(entity: string, field: string): string[][] {
  const key = `${entity}.${field}`;
  let words = cache.get(key);
  if (!words) {
    const caption = captionOf(entity, field);
    const headers = [...(own[entity]?.[field] ?? "").split("|"), caption.ru, caption.en, field];
    words = headers.filter(Boolean).map(headerWords);
    cache.set(key, words);
  }
  return words;
}
