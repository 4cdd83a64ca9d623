import type {FieldMapping, Preset} from "../../mapping.ts";

/** `428 (Фамилия Имя)`, `• 428 (Фамилия Имя) 16`, or a bare internal number. */
const extensionOf = (column: string) => `regexp_extract("${column}", '^[•\\s]*(\\d{2,5})(?:\\s|$)', 1)`;
const outgoing = `lower("Тип") = 'исходящий'`;
const operator: FieldMapping = {
  sql: `coalesce(nullif(case when ${outgoing} then ${extensionOf("Откуда")} else coalesce(nullif(${extensionOf("Кто разговаривал")}, ''), nullif(${extensionOf("Кто ответил")}, ''), ${extensionOf("Куда")}) end, ''), nullif(regexp_extract(case when ${outgoing} then "Откуда" else "Кто ответил" end, '\\(([^)]+)\\)', 1), ''))`,
};

/** Sipuni call statistics, the 26 columns of 2025-26. */
export const sipuni: Preset = {
  id: "sipuni",
  title: "Sipuni, call statistics (CSV)",
  doc: "One row is one call. A row without recording id is known by its order id, else by time and both numbers.",
  format: {},
  entities: {
    calls: {
      fields: {
        call_id: {
          sql: `coalesce(nullif("ID записи", ''), nullif("ID заказа звонка", ''), md5(concat_ws('|', "Время", "Откуда", "Куда")))`,
        },
        started_at: {column: "Время", date: "%d.%m.%Y %H:%M:%S"},
        direction: {column: "Тип", map: {исходящий: "out", входящий: "in", внутренний: "internal"}},
        operator,
        client_phone: {
          sql: `case when lower("Тип") = 'внутренний' then null when ${outgoing} then "Куда" else "Откуда" end`,
        },
        ring_seconds: {column: "Время ответа, сек"},
        talk_seconds: {
          columns: ["Длительность разговора, сек", "Продолжительность разговора, сек"],
          default: "0",
        },
        duration_seconds: {columns: ["Длительность звонка, сек", "Продолжительность звонка, сек"]},
        disposition: {
          column: "Статус",
          map: {
            отвечен: "answered",
            "не отвечен": "no_answer",
            пропущен: "no_answer",
            занят: "busy",
            отменен: "cancelled",
            отменён: "cancelled",
            принят: "answered",
            ошибка: "failed",
          },
          default: "unknown",
        },
        recording: {
          sql: `case when lower("Запись существует") in ('1', 'да', 'true') then nullif("ID записи", '') end`,
        },
      },
    },
  },
};
