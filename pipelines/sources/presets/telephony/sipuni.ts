import type {FieldMapping, Preset} from "../../mapping.ts";

/** `428 (Фамилия Имя)`, `• 428 (Фамилия Имя) 16`, or a bare internal number; null for an outside one. */
function extensionOf(column: string): string {
  const first = `split_part(case when starts_with("${column}", '•') then ltrim("${column}", '• ') else "${column}" end, ' ', 1)`;
  return `case when length(${first}) between 2 and 5 and try_cast(${first} as integer) is not null then ${first} end`;
}
const nameIn = (column: string) => `nullif(regexp_extract("${column}", '\\(([^)]+)\\)', 1), '')`;

/** Headers of one column over the years. */
const talk = [
  "Длительность разговора, сек",
  "Длительность разговора",
  "Продолжительность разговора, сек",
  "Продолжительность разговора",
];
const duration = talk.map((name) => name.replace("разговора", "звонка"));
const ring = ["Время ответа, сек", "Время ответа"];

const isRecorded = `coalesce("Запись существует" in ('1', 'да', 'Да', 'true'), false)`;

const operator: FieldMapping = {
  sql: `case when "call_kind" = 'исходящий' then coalesce(${extensionOf("Откуда")}, ${nameIn("Откуда")})
    else coalesce(${extensionOf("Кто разговаривал")}, ${extensionOf("Кто ответил")}, ${extensionOf("Куда")}, ${nameIn("Кто разговаривал")}, ${nameIn("Кто ответил")}) end`,
};

/**
 * Call statistics of Sipuni (cabinet or `/api/statistic/export`): delimited by semicolons, one row per call, local
 * time. Headers changed from 16 columns in 2015 to 26, and users hide columns; what is not there stays empty.
 */
export const sipuni: Preset = {
  id: "sipuni",
  title: "Sipuni, call statistics (CSV)",
  doc: "One row is one call. A row without recording id is known by its order id, else by time and both numbers.",
  format: {},
  entities: {
    calls: {
      derive: {
        // changing the case of Cyrillic letters is slow, and two spellings are all there is as a rule
        call_kind: `case "Тип" when 'исходящий' then "Тип" when 'входящий' then "Тип" when 'внутренний' then "Тип" when 'Исходящий' then 'исходящий' when 'Входящий' then 'входящий' when 'Внутренний' then 'внутренний' else lower("Тип") end`,
        has_talk: `coalesce(try_cast(coalesce(${talk.map((name) => `"${name}"`).join(", ")}) as integer), 0) > 0`,
      },
      fields: {
        call_id: {
          sql: `coalesce("ID записи", "ID заказа звонка", md5(concat_ws('|', "Время", "Откуда", "Куда")))`,
        },
        started_at: {column: "Время", date: "%d.%m.%Y %H:%M:%S"},
        direction: {
          sql: `coalesce("call_kind", "Тип")`,
          map: {исходящий: "out", входящий: "in", внутренний: "internal"},
        },
        operator,
        client_phone: {
          sql: `case "call_kind" when 'внутренний' then null when 'исходящий' then "Куда" else "Откуда" end`,
        },
        ring_seconds: {columns: ring},
        talk_seconds: {columns: talk, default: "0"},
        duration_seconds: {columns: duration},
        disposition: {
          // who spoke was answered, whatever the status says; an answer of the exchange is none
          sql: `case when "has_talk" then 'отвечен' when lower("Статус") in ('отвечен', 'принят') then 'не отвечен' else "Статус" end`,
          map: {
            отвечен: "answered",
            "не отвечен": "no_answer",
            пропущен: "no_answer",
            занят: "busy",
            отменен: "cancelled",
            ошибка: "failed",
          },
          default: "unknown",
        },
        recording: {sql: `case when ${isRecorded} then "ID записи" end`},
        // a call known by its order id may be recorded all the same
        is_recorded: {sql: `case when "Запись существует" is not null then ${isRecorded} end`},
      },
    },
  },
};
