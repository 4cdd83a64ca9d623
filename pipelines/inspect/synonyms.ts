import {captionOf} from "../contracts/captions.ts";
import {headerWords} from "./header-words.ts";

/** Headers as exports of CRM, telephony and accounting write them (Russian, Ukrainian, English), separated by `|`. */
type Synonyms = Record<string, string>;

const clientReference: Synonyms = {
  client_id:
    "ИД клиента|Код клиента|ID клиента|Клиент ID|Код контрагента|Код партнера|ID контрагента|Номер клиента|ID компании|ID контакта|Код клієнта|customer id|client id|account id|company id|contact id|customer number|seller id|merchant id|buyer id|Код плательщика|Код покупателя|Код заказчика|ID плательщика|ID покупателя|ID заказчика|Номер контрагента|Номер покупателя|Код организации|ІД клієнта|ID клієнта|Код покупця|Код контрагенту|Номер клієнта|payer id|payer code|buyer number|customer no|client no|client number|customer code|client code|account code|customer ref",
  client_name:
    "Клиент|Контрагент|Партнер|Покупатель|Заказчик|Компания|Компания контакта|Организация|Название клиента|Название компании|Наименование клиента|Плательщик|Клієнт|Компанія|client|customer|company|account|account name|company name|customer name|client name|organization|buyer|merchant|Покупець|Замовник|Платник|Наименование контрагента|Наименование покупателя|Наименование организации|Название контрагента|Название организации|Имя клиента|Фирма|Название фирмы|Назва компанії|Назва клієнта|firm|business name|payer|payer name|bill to|sold to|client company|customer company|legal entity",
  client_tax_id:
    "ИНН|ИНН клиента|ИНН контрагента|ИНН покупателя|ИНН плательщика|ЄДРПОУ|ІПН|tax id|tax number|vat id|inn|УНП|БИН|ИИН|Код ЄДРПОУ|РНОКПП|ИНН организации|ИНН компании|ИНН заказчика|vat number|vat no|customer vat|customer vat id|customer vat number|client vat|buyer vat|customer tax id|client tax id|customer tax number|company tax id|tin",
  client_phone:
    "Телефон|Телефон клиента|Номер телефона|Рабочий телефон|Мобильный телефон|Контактный телефон|Телефон контакта|phone|phone number|client phone|customer phone|mobile|Телефон покупателя|Телефон заказчика|Телефон контрагента|customer mobile|contact phone",
};
const dealReference =
  "Номер сделки|ID сделки|ИД сделки|Код сделки|Сделка ID|deal id|opportunity id|lead id|mql id|Код лида|ID лида|Номер лида|Номер угоди|Угода номер|ID угоди|deal no|deal number|deal ref|opportunity no|lead no";
const amount =
  "Сумма|Сумма документа|СуммаДокумента|Выручка|Стоимость|Итого|Сумма с НДС|Сумма продажи|Сумма заказа|Оборот|Сума|Вартість|amount|sum|total|revenue|sales|line total|total price|order amount|sales amount|gross sales|Всего|Всего с НДС|Итого с НДС|На сумму|Сумма реализации|Сумма отгрузки|Сума з ПДВ|Сума замовлення|Разом|Всього|Виторг|gross amount|total amount|amount incl vat|line amount|turnover";
const manager =
  "Менеджер|Продавец|Ответственный|Ответственный менеджер|Торговый представитель|ИД продавца|ИД менеджера|Код менеджера|Менеджер по продажам|Менеджер продажу|manager|sales manager|sales rep|sales person|salesperson|seller|owner|agent|account manager|seller id|manager id|sales rep id";
const productGroup =
  "Номенклатурная группа|Группа товаров|Товарная группа|Категория товара|Категория|Группа номенклатуры|Вид номенклатуры|Группа товара|Категорія|product group|product category|category|product line";
const product =
  "Номенклатура|Товар|Наименование товара|Название товара|Артикул|ИД товара|Код товара|Продукт|Услуга|Товар (услуга)|product|product name|item|item name|product id|sku|goods|description";
const callOperator =
  "Сотрудник|Оператор|Кто разговаривал|Кто ответил|Ответственный из CRM|Ответственный|Менеджер|Агент|Абонент|Внутренний номер|Оператор колл-центра|Співробітник|operator|agent|employee|employee full name|employee fio|user|user name|portal user id|server|answered by|agent name|extension|ext|Внутренний|Добавочный|Добавочный номер|Внутренний номер оператора|Внутренний номер сотрудника|operator ext|operator extension|agent ext|agent extension|internal number|Кто|Кто внутренний|Кто говорил|Кто принял|Хто|Хто говорив|ФИО оператора|Имя оператора|Оператор ФИО|Сотрудник ФИО|Внутренний абонент|Внутрішній номер|staff|staff member|rep|handled by|agent number|who";
const clientCallPhone =
  "Телефон|Номер телефона|Телефон клиента|Номер клиента|Номер абонента|Внешний номер|Контактный номер|Номер|Телефон клієнта|client phone|phone number|phone|contact phone number|external number|client number|customer phone|client|customer number|remote number|caller number|Кому|Кому звонили|Куда|Номер собеседника|Набранный номер|Кому дзвонили|Номер клієнта|dialed number|number dialed|to number|callee";
const scriptVersion = "Версия сценария|Версия скрипта|Скрипт|Сценарий|script version|script";

const own: Record<string, Synonyms> = {
  employees: {
    employee_id:
      "Табельный номер|Таб номер|Табельный|ИД сотрудника|ID сотрудника|Код сотрудника|ИД продавца|ИД менеджера|ИД оператора|employee id|employee number|personnel number|user id|staff id|seller id|agent id|Login|Номер сотрудника|Код работника|ID работника|Номер работника|Табельний номер|staff no|staff number|payroll number|employee no|employee code|worker id|badge number",
    employee_name:
      "ФИО|ПІБ|Сотрудник|Фамилия Имя Отчество|ФИО сотрудника|Имя сотрудника|Продавец|Менеджер|Оператор|full name|employee|employee name|name|seller|manager|user|Работник|ФИО работника|Имя и фамилия|Фамилия и имя|Фамилия, имя|Прізвище та імʼя|Прізвище та ім'я|Працівник|Співробітник|staff name|worker|worker name|name surname",
    aliases: "Псевдонимы|Другие имена|Написания|aliases",
    hired_on:
      "Дата приема|Дата приема на работу|Дата начала работы|Принят|hired on|hire date|start date|employment date|Принят на работу|Дата найма|Дата трудоустройства|Работает с|Дата оформления|Дата прийому|Дата прийому на роботу|Прийнятий|Прийнято|joined|joined on|join date|date joined|date of joining|hired|date hired|employed since",
    left_on:
      "Дата увольнения|Уволен|Дата окончания работы|left on|termination date|end date|dismissed|Дата ухода|Увольнение|Дата звільнення|Звільнений|Звільнено|left|date left|leave date|terminated|last working day|dismissal date|dismissed on",
  },
  employee_roles: {
    employee_id:
      "Табельный номер|Таб номер|ИД сотрудника|ID сотрудника|Код сотрудника|employee id|personnel number|employee number|user id",
    role: "Роль|Должность|Пост|Посада|role|position|job title|post|Специальность|Должность сотрудника|title",
    team_id: "Команда|Подразделение|Отдел|Группа|Підрозділ|Відділ|team|department|group|unit",
    valid_from: "Действует с|С даты|В должности с|Назначен|valid from|since",
    valid_to: "Действует по|Действует до|По дату|В должности по|valid to|until",
  },
  employee_extensions: {
    extension:
      "Внутренний номер|Внутренний|Добавочный|Добавочный номер|Добавочный телефон|Внутренний телефон|Внутренний номер телефона|Телефон внутренний|Короткий номер|Номер АТС|SIP|SIP номер|Внутрішній номер|Внутрішній телефон|UF PHONE INNER|extension|extension number|phone extension|internal number|internal phone|ext|ext number|inner phone|desk phone|sip number|sip id",
    employee_id:
      "Табельный номер|Таб номер|ИД сотрудника|ID сотрудника|Код сотрудника|employee id|personnel number|employee number|user id",
    valid_from: "Номер с|Номер действует с|valid from",
    valid_to: "Номер по|Номер действует до|valid to",
  },
  absences: {
    employee:
      "Сотрудник|ФИО|Табельный номер|employee|employee id|Работник|ФИО сотрудника|ФИО работника|Кто|Кого нет|Кто отсутствует|Фамилия|Працівник|Співробітник|ПІБ|staff|staff member|worker|employee name|who",
    started_on:
      "Дата начала|Начало|Начало отсутствия|С|started on|start date|from|С даты|Дата с|Период с|Отсутствует с|Первый день|Начало отпуска|Начало периода|З|Початок|Дата початку|from date|date from|first day|start|begin|starts|starts on|absent from|since",
    ended_on:
      "Дата окончания|Окончание|Окончание отсутствия|Конец|Дата конца|Последний день|День выхода|Дата выхода|Выход|Выход на работу|Дата выхода на работу|По|До|ended on|end date|end|to|until|last day|back|back at work|return date|first day back|По дату|Дата по|Период по|Отсутствует по|Окончание отпуска|Конец периода|Кінець|Дата закінчення|to date|date to|finish|ends|ends on|absent until|through|till",
    absence_kind:
      "Вид отсутствия|Причина отсутствия|Состояние|Вид|absence kind|absence type|kind|Вид неявки|Неявка|Тип отсутствия|Тип неявки|Причина неявки|Вид отпуска|Тип відсутності|Вид відсутності|leave type|type of leave|absence reason|kind of absence|leave",
  },
  salaries: {
    employee:
      "Табельный номер|Таб номер|Сотрудник|ФИО|Работник|Код сотрудника|employee id|personnel number|employee|full name",
    valid_from:
      "Действует с|С даты|Дата|Дата начала|Дата изменения|Период|Назначен с|valid from|effective date|since|date",
    valid_to: "Действует по|Действует до|По дату|Дата окончания|valid to|until",
    monthly_amount:
      "Оклад|Оклад за месяц|Оклад по дням|Оклад тариф|Тариф|Тарифная ставка|Должностной оклад|Месячный оклад|Ставка|salary|monthly salary|base salary|base pay|monthly pay",
    full_time_share:
      "Доля ставки|Количество ставок|Занимаемых ставок|Кол-во ставок|part of full time|full time share|fte",
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
    // the last of each are the headings of our own list of a new campaign
    is_control: "Контрольная группа|Контроль|is control|control group|В контроле|held out",
    stratum: "Слой|Страта|stratum|Сон|asleep for",
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
      "ID звонка|ИД звонка|Номер звонка|Код звонка|ID записи|ID вызова|call id|linkedid|uniqueid|unique id|entry id|call session id|session id|general call id|pbx call id|sid|record id|ID|Номер записи|Номер вызова|Код вызова|ІД дзвінка|ID дзвінка|Номер дзвінка|Дзвінок номер|call number|call no|call ref|ID разговора|Номер разговора|ID соединения|ID виклику|ID розмови|Номер розмови|conversation id|call record id",
    started_at:
      "Время|Начало|Дата и время|Дата звонка|Дата вызова|Начало звонка|Дата и время звонка|Время начала|Время звонка|Дата|Дата дзвінка|date|calldate|call date|start|callstart|start time|call start date|call start|context start time|call time|started at|event time|event date|datetime|date time|timestamp|Дата/время|Когда|Дата и время вызова|Когда звонили|Час дзвінка|Дата та час|Дата і час|Початок|when|call datetime|started",
    direction:
      "Направление|Тип|Тип звонка|Тип вызова|Напрямок|direction|call type|context type|call direction|flow|type|Вид звонка|Вх/исх|Входящий/исходящий|Тип дзвінка|Напрям|call kind|in/out|inbound/outbound",
    operator: callOperator,
    client_phone: clientCallPhone,
    client_id: clientReference["client_id"]!,
    ring_seconds:
      "Время ответа|Время ожидания|Ожидание|Время дозвона|Ожидание ответа|Час очікування|ring|ring time|wait|waitsec|waittime|wait time|wait duration|dial duration|queue time|q time|ring seconds|Гудки|Длительность дозвона|Час дозвону",
    talk_seconds:
      "Длительность разговора|Продолжительность разговора|Время разговора|Разговор|Тривалість розмови|talk duration|talk time|clean talk duration|billsec|billseconds|bridged duration|answer duration|talk|service time|ser time|talk seconds|Беседа|Длительность беседы|Время беседы|Говорили|Время в разговоре|Час розмови|Розмова|talking time|conversation|conversation time|conversation length|talk length",
    duration_seconds:
      "Длительность звонка|Продолжительность звонка|Длительность|Продолжительность|Длительность вызова|Тривалість|duration|total duration|call duration|seconds|Общая длительность|Тривалість дзвінка|length|call length|total time",
    disposition:
      "Статус|Статус звонка|Результат|Итог|Результат звонка|Итог звонка|Исход|Исход звонка|Статус вызова|Результат вызова|Итог вызова|disposition|status|call status|context status|is lost|outcome|call failed code|entry result|Результат дозвона|Статус дозвона|Дозвон|Результат соединения|Статус соединения|Чем закончился|Чем кончился|Статус дзвінка|Результат дзвінка|call result|call outcome|connection status|answered",
    recording:
      "Запись|Ссылка на запись|Запись разговора|Запис|recording|recordingfile|recording file|recording url|call record url|record|recording id|record link|Файл записи|Аудио|Аудиозапись|Аудіозапис|audio|audio link",
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
    filed_at:
      "Дата и время|Дата|Время|Дата звонка|filed at|date|call date|created at|timestamp|Когда|Заполнено|Отмечено|Дата разговора|Дата та час|Дата і час|Дата дзвінка|recorded at|submitted at|entered at|when|filed",
    result_code:
      "Результат|Результат звонка|Итог|Итог разговора|Результат разговора|result|result code|call result|outcome|Результат беседы|Чем закончился разговор|Итог беседы|Решение клиента|Результат розмови|conversation result|call outcome|conversation outcome",
    refusal_reason:
      "Причина отказа|Отказ|Возражение|Причина відмови|refusal reason|reason|objection|rejection reason|Почему отказ|Почему отказались|Почему отказал|Возражения|Чому відмова|Причини відмови|why refused|reason for refusal|refused because|objections",
    secondary_goal: "Вторичная цель|Дополнительная цель|secondary goal",
    callback_at:
      "Перезвонить|Дата перезвона|Когда перезвонить|Передзвонити|callback|callback at|call back|Следующий звонок|Дата следующего звонка|Наступний дзвінок|next call|call again|call back on|follow up",
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
    deal_name:
      "Название сделки|Сделка|Наименование сделки|Название|deal name|deal|opportunity name|title|Название лида|Тема сделки|Назва угоди|Угода|name|subject",
    ...clientReference,
    pipeline: "Воронка|Направление сделки|pipeline|funnel",
    stage:
      "Этап сделки|Стадия сделки|Этап|Стадия|Статус сделки|Етап|stage|deal stage|stage name|Стадия воронки|Этап воронки|Стадія|Етап угоди|funnel stage|pipeline stage",
    status:
      "Статус|Сделка закрыта|status|deal status|Итог сделки|Результат сделки|Стан угоди|outcome|deal outcome|won/lost",
    amount: `Бюджет|Бюджет сделки|Сумма сделки|${amount}|budget|deal value|value|deal amount`,
    created_at:
      "Дата создания|Дата создания сделки|Создана|Создан|Создано|Заведена|Заведен|Заведено|Дата заведения|Открыта|Открыт|Дата открытия|Дата заявки|Дата обращения|Дата лида|Дата створення|created at|create date|created|created date|add time|opened|contact date|lead date|first contact date|Дата создания лида|Начало сделки|Дата начала сделки|Відкрита|Створена|Створено|opened on|opened at|date opened|date created|creation date",
    closed_at:
      "Дата закрытия|Дата закрытия сделки|Закрыта|Закрыт|Закрыто|Дата победы|closed at|close date|closed date|won date|won time|Завершена|Дата завершения|Дата завершения сделки|Дата закриття|Закрита угода|closed|closed on|date closed|closing date|won at|won on",
    owner:
      "Ответственный|Менеджер|Ответственный менеджер|Відповідальний|owner|manager|deal owner|sales rep|sales representative|sr|sr id|assigned to|responsible|Ведёт|Кто ведёт|Ответственный за сделку|Менеджер сделки|Менеджер угоди|rep|deal manager|assignee|responsible person|handled by",
    sourced_by: "Оператор|Кто привел клиента|Лидген|Лидогенератор|sdr|sdr id|sourced by",
    loss_reason:
      "Причина отказа|Причина проигрыша|Причина потери|Причина відмови|loss reason|lost reason|closed lost reason|Почему проиграна|Почему проиграли|Причина провала|Причина втрати|why lost|reason lost",
    deal_source:
      "Источник|Источник сделки|Канал|Джерело|source|origin|lead source|deal source|utm source|channel",
    updated_at: "Дата редактирования|Дата изменения|Изменена|updated at|update time|last modified|modified",
  },
  deal_shares: {
    deal_id: dealReference,
    employee: "Сотрудник|ФИО|Табельный номер|Кому|Участник|Менеджер|employee|employee id|person|participant",
    share: "Доля|Доля в сделке|Доля участника|Процент участия|share|split|credit share|split share",
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
      "Номер заказа|Документ|Номер документа|Реализация|Заказ|Номер реализации|Номер накладной|ID заказа|Замовлення|order id|order number|order|document number|document|sales order|receipt number|Накладная|Накладна|Номер накладної|Видаткова накладна|Номер замовлення|Номер продажи|Чек|Номер чека|УПД|Номер УПД|Номер отгрузки|Отгрузка|Номер відвантаження|sale id|sale number|sale no|order no|order ref|delivery note|delivery note no|waybill|waybill no|shipment number|shipment no|shipment id",
    line_number: "Номер строки|Строка|Позиция|№ строки|line number|line|order item id|item number|position",
    ...clientReference,
    ordered_on:
      "Период|Дата|Дата заказа|Дата документа|Дата продажи|Дата отгрузки|Дата реализации|Дата доставки|День|date|order date|ordered on|sale date|purchase date|document date|shipping date|shipping limit date|ship date|day|Дата накладной|Дата накладної|Дата відвантаження|Дата замовлення|Дата продажу|Дата реалізації|Отгружено|Отгружен|Продано|Дата покупки|Дата чека|Дата УПД|Дата и время заказа|shipped|shipped on|shipped at|delivery date|delivered|delivered on|sold on|sold at|date of sale|date sold|ordered|ordered at|purchased at|date of order",
    product_group: productGroup,
    product,
    quantity:
      "Количество|Кол-во|Кол во|Шт|Кількість|quantity|qty|units|count|К-во|К-сть|Отгружено шт|pcs|pieces",
    amount,
    manager,
  },
  invoices: {
    invoice_id:
      "Номер счета|Счет|Счёт на оплату|Номер|Рахунок|invoice|invoice id|invoice number|invoice no|Счет на оплату|Номер счета на оплату|Номер рахунку|Рахунок номер|Номер рахунка|Рахунок-фактура|Счет-фактура|Номер счета-фактуры|invoice ref|inv no|inv|bill|bill no|bill number",
    ...clientReference,
    deal_id: dealReference,
    issued_on:
      "Дата счета|Дата|Дата выставления|issued on|invoice date|date|issue date|Выставлен|Счет выставлен|Счет от|Выписан|Дата рахунку|Дата рахунка|Виставлено|Виставлений|issued|issued at|date issued|billed on|invoiced on|invoiced|bill date",
    due_on:
      "Оплатить до|Срок оплаты|due on|due date|Оплатить к|Оплата до|Срок оплаты до|Срок|Крайний срок|Крайний срок оплаты|Сплатити до|Термін оплати|Строк оплати|due|due by|pay by|payable by|payment due|payment due date|payment deadline",
    amount: `Сумма счета|К оплате|Сумма к оплате|Сума рахунку|До сплати|invoice amount|invoice total|amount due|total due|bill amount|${amount}`,
    product_group: productGroup,
    issued_by: `Кто выставил|${manager}`,
  },
  payments: {
    payment_id:
      "Номер оплаты|Номер платежа|Номер платежного поручения|Номер поступления|Номер|Платеж|payment id|payment number|payment|transaction id|receipt number|Платежка|Номер платежки|Платежное поручение|Номер поручения|Код платежа|ID платежа|Код оплаты|ID оплаты|Транзакция|Номер транзакции|ID транзакции|Номер операции|Код операции|Номер квитанции|Платіж|Номер платежу|Платіж номер|Номер оплати|payment ref|payment reference|payment no|receipt|receipt no|transaction|transaction ref|transaction number|transaction no|txn id|txn",
    ...clientReference,
    deal_id: dealReference,
    invoice_id: "Номер счета|Счет|invoice|invoice id|invoice number",
    paid_on:
      "Дата оплаты|Дата платежа|Дата поступления|Дата|Дата операции|Дата проводки|Дата документа|paid on|payment date|date|paid at|transaction date|posting date|booking date|value date|Дата и время|Дата и время платежа|Дата и время оплаты|Дата и время операции|Оплачен|Когда оплачено|Дата зачисления|Зачислено|Дата платежу|Дата оплати|Дата надходження|Дата та час|Дата і час|received on|received at|date received|received|date paid|date of payment|payment time|payment datetime|paid|settled on",
    amount: `Сумма оплаты|Сумма платежа|Оплачено|${amount}|paid|payment amount|Сумма поступления|Поступило|Получено|Внесено|Сума платежу|Сума оплати|Надійшло|amount paid|amount received|received amount|total paid`,
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
