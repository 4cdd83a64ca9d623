import type {EntityMapping, FormatOptions, Preset} from "../../mapping.ts";

const callIds = ["ID звонка", "ИД звонка", "Номер звонка", "Код звонка", "ID записи", "Call ID", "call_id"];
const recordings = ["Ссылка на запись", "Ссылка", "Запись", "Запись звонка", "Recording"];
const operators = [
  "Оператор",
  "Менеджер",
  "Сотрудник",
  "ФИО сотрудника",
  "ФИО оператора",
  "ФИО",
  "Operator",
  "Agent",
];
const reviewers = [
  "Проверяющий",
  "Контролёр",
  "Контролер",
  "Супервайзер",
  "Кто оценил",
  "Оценил",
  "Reviewer",
];
const reviewDays = ["Дата проверки", "Дата оценки", "Дата прослушивания", "Review date"];
const callDays = ["Дата и время звонка", "Дата звонка", "Дата разговора", "Дата", "Call date"];
const callTimes = ["Время звонка", "Время", "Call time"];
const phones = ["Телефон", "Номер телефона", "Телефон клиента", "Номер клиента", "Phone"];
const versions = ["Версия сценария", "Версия скрипта", "Версия чек-листа", "Чек-лист", "Script version"];
const labels = ["Критерий", "Критерии", "Показатель", "№", "№ п/п", "Criterion"];
const totalWords = [
  ...["Итого", "Итог", "Всего", "Общий итог", "Итоговый балл", "Итоговая оценка", "Итоговый результат"],
  ...["Итого баллов", "Всего баллов", "Итоговая сумма", "Итоговый процент", "Общий процент"],
  ...["Общий балл", "Общая оценка", "Общий результат", "Сумма баллов", "Сумма", "Набрано баллов"],
  ...["Средний балл", "Средняя оценка", "Среднее", "Балл", "Баллы", "Оценка", "Результат", "Процент"],
  ...["Разом", "Всього", "Підсумок", "Підсумковий бал", "Підсумкова оцінка", "Загальний бал"],
  ...["Загальна оцінка", "Сума балів", "Середній бал", "Бал", "Бали", "Оцінка"],
  ...["Total", "Totals", "Total score", "Total points", "Overall", "Overall score", "Final score"],
  ...["Grand total", "Average", "Average score", "Score", "Result"],
];
/** What a sheet writes over the sum or the share of its own marks. */
export const sheetTotals = [
  ...totalWords.flatMap((word) =>
    ["", ", %", ",%", " %", "%", " (%)", " в %", ", баллы"].map((unit) => word + unit),
  ),
  ...["%", "% выполнения", "% итого", "Выполнение, %"],
];
const remarks = [
  ...["Комментарий", "Комментарии", "Комментарий проверяющего", "Примечание", "Рекомендации", "Comment"],
  ...[
    "Длительность",
    "Длительность разговора",
    "Тип звонка",
    "Направление",
    "Команда",
    "Отдел",
    "Неделя",
    "Месяц",
  ],
];

/** Totals are often broken formulas: like remarks they are no items. */
const beside = [...sheetTotals, ...remarks];

const named = [
  ...[...labels, ...callIds, ...recordings, ...operators, ...reviewers],
  ...[...reviewDays, ...callDays, ...callTimes, ...phones, ...versions],
];
const quoted = (columns: string[]) => columns.map((column) => `"${column}"`).join(", ");
const first = (columns: string[]) => `coalesce(${quoted(columns)})`;

/** What a row calls itself, when it is about the items and not a call. */
const label = `lower(trim(concat_ws('', ${quoted(named)})))`;
const isLabelled = (...words: string[]) =>
  `rtrim(${label}, ':') in (${words.map((word) => `'${word}'`).join(", ")})`;

const number = (column: string) => `try_cast(replace(replace("${column}", ',', '.'), '%', '') as double)`;
const identity = `concat_ws('|', ${[callIds, recordings, operators, reviewers, callDays, callTimes, phones]
  .map((columns) => `coalesce(${quoted(columns)}, '')`)
  .join(", ")}, case when ${first(callIds)} is null then coalesce(${quoted(reviewDays)}, '') end)`;

const reviews: EntityMapping = {
  unpivot: {
    except: [...named, ...beside],
    name: "item",
    value: "mark",
    about: {
      weight: isLabelled("вес", "веса", "вес критерия", "weight", "weights"),
      best: isLabelled("максимум", "макс", "макс.", "максимальный балл", "max"),
      critical: isLabelled("критичный", "критичность", "критический", "стоп", "стоп-фактор", "critical"),
    },
  },
  rows: `not ${isLabelled("итого", "итог", "всего", "среднее", "средний балл", "средняя", "total", "average")}`,
  derive: {
    identity,
    occurrence: `row_number() over (partition by "identity", "item" order by concat_ws('|', ${quoted([...totalWords, ...remarks])}), "mark")`,
  },
  fields: {
    review_id: {
      sql: `md5("identity") || case when "occurrence" > 1 then '-' || "occurrence" else '' end`,
    },
    item_code: {column: "item"},
    item_name: {column: "item"},
    call_id: {columns: callIds},
    operator: {columns: operators},
    reviewer: {columns: reviewers},
    reviewed_on: {columns: [...reviewDays, ...callDays]},
    called_at: {
      sql: `case when contains(${first(callDays)}, ':') then ${first(callDays)} else ${first(callDays)} || coalesce(' ' || ${first(callTimes)}, '') end`,
    },
    client_phone: {columns: phones},
    score: {
      sql: `case when ${number("best")} > 0 and ${number("mark")} >= 0 and not contains("mark", '%') then (${number("mark")} / ${number("best")})::varchar else "mark" end`,
      scale: 1,
    },
    weight: {sql: `replace("weight", '%', '')`},
    is_critical: {
      sql: `case when "critical" is not null then case when lower("critical") in ('нет', '0', '-', 'no') then 'нет' else 'да' end when regexp_matches(lower("item"), 'стоп|критич|critical') then 'да' end`,
    },
    script_version: {columns: versions},
  },
};

const marks =
  "Marks are yes and no in words, + and -, shares 0..1 or percentages such as 85%; for other marks say the best one, `score: {scale: 5}`, or both ends, `score: {scale: {from: 1, to: 5}}`, or give the sheet a row Максимум: without it a mark above 1 is set aside, because nobody can tell 5 of 5 from 5 of 10. An empty cell is no mark; н/п, Не актуально, N/A and -1 say that the item did not apply and make no score. Rows Вес and Критичный tell weight and criticality of the items; an item with стоп or критич in its name is critical. Totals and remarks are not read.";

function sheet(id: string, title: string, doc: string, format: FormatOptions): Preset {
  return {id, title, doc: `${doc} ${marks}`, format, entities: {qa_reviews: reviews}};
}

export const qaWide = sheet(
  "qa_wide",
  "Quality control, one row per call and one column per item (XLSX or CSV)",
  "Every column that is no date, person, telephone, total or remark is an item of the checklist.",
  {},
);

export const qaTransposed = sheet(
  "qa_transposed",
  "Quality control, one column per call and one row per item (XLSX or CSV)",
  "The first column names what each row is: date, operator, telephone, or an item of the checklist.",
  {layout: "transposed"},
);

const conversations = ["conversation_id", "call_id", "recording_id", "ID звонка"];
const isFailed = `lower(coalesce("error", "error_message", "Ошибка")) not in ('none', 'null', 'false', '0', 'нет', 'no') or lower("status") in ('error', 'failed', 'fallback', 'ошибка')`;

/** Marks of speech analytics, one row per conversation or per conversation and criterion. */
export const qaScores: Preset = {
  id: "qa_scores",
  title: "Speech analytics, one row per scored conversation (CSV, XLSX or JSON)",
  doc: "Rows that the service could not score carry an error and a score of 0: they are kept without a score. Say the best score, `score: {scale: 100}`; without it a score above 1 is set aside. The operator's column must be in the file, or be mapped.",
  format: {},
  entities: {
    qa_reviews: {
      fields: {
        review_id: {columns: ["review_id", ...conversations]},
        item_code: {sql: `coalesce("criterion", "item", "Критерий", 'overall', ${quoted(conversations)})`},
        item_name: {columns: ["criterion", "item", "Критерий"]},
        call_id: {columns: conversations},
        operator: {
          columns: ["operator", "agent", "manager", "employee", "user", "Оператор", "Менеджер", "Сотрудник"],
        },
        reviewer: {columns: ["reviewer", "model"]},
        reviewed_on: {columns: ["reviewed_at", "analyzed_at", "scored_at", "occurred_at", "Дата"]},
        called_at: {columns: ["occurred_at", "started_at", "Дата"]},
        client_phone: {columns: ["client_phone", "phone", "Телефон"]},
        score: {sql: `case when ${isFailed} then 'n/a' else coalesce("score", "Оценка") end`, scale: 1},
        weight: {columns: ["weight", "Вес"]},
        script_version: {columns: ["script_version", "checklist_version"]},
      },
    },
  },
};
