import type {Preset} from "../../mapping.ts";

/** `1 ч. 2 мин. 5 сек.`, `1 мин. 5 сек.`, `01:05`; a bare number is seconds. */
const part = (unit: string) =>
  `coalesce(try_cast(nullif(regexp_extract(lower("Время звонка"), '(\\d+)\\s*(?:${unit})', 1), '') as integer), 0)`;
const colons = `string_split("Время звонка", ':')`;
const spent = `case when regexp_matches("Время звонка", '^\\d+(:[0-5]?\\d){1,2}$')
    then list_reduce(list_transform(${colons}, lambda one: try_cast(one as integer)), lambda sum, one: sum * 60 + one)::varchar
  when regexp_matches(lower("Время звонка"), '\\d+\\s*(ч|мин|хв|сек|h|m|s)')
    then (${part("ч|год|h")} * 3600 + ${part("мин|хв|m")} * 60 + ${part("сек|s")})::varchar
  else "Время звонка" end`;
const isSuccess = `lower("Статус") in ('успешный звонок', 'успешный', 'успешно', 'successful call')`;
const isOut = `starts_with(lower("Тип звонка"), 'исход') or starts_with(lower("Тип звонка"), 'обратн')`;

/**
 * "Statistics → call details" of a Bitrix24 portal saved as Excel, which is an HTML table with the columns that the
 * user shows. Length is text for people (`1 мин. 5 сек.`); of a missed call it is ringing, so only successful ones are
 * talk. There is no id: a call is known by its moment, person and number.
 */
export const bitrix24Telephony: Preset = {
  id: "bitrix24_telephony",
  title: "Bitrix24, call details of the portal (HTML table named .xls)",
  doc: "Length is that of the successful call; a long status list differs by portal, unknown ones are reported.",
  format: {},
  entities: {
    calls: {
      derive: {length: spent, is_success: isSuccess},
      fields: {
        call_id: {
          sql: `md5(concat_ws('|', "Дата вызова", "Сотрудник", "Номер портала", "Номер телефона", "Тип звонка"))`,
        },
        started_at: {column: "Дата вызова"},
        direction: {
          column: "Тип звонка",
          map: {
            Исходящий: "out",
            "Исходящий звонок": "out",
            Входящий: "in",
            "Входящий звонок": "in",
            "Входящий с перенаправлением": "in",
            "Обратный звонок": "out",
            Инфозвонок: "out",
          },
        },
        operator: {column: "Сотрудник"},
        client_phone: {column: "Номер телефона"},
        ring_seconds: {sql: `case when not "is_success" and not (${isOut}) then "length" end`},
        talk_seconds: {
          sql: `case when "is_success" or ("length" is not null and try_cast("length" as integer) is null) then "length" end`,
          default: "0",
        },
        disposition: {
          sql: `case when "is_success" then case when try_cast("length" as integer) > 0 then 'answered' else 'no_answer' end else "Статус" end`,
          map: {
            answered: "answered",
            no_answer: "no_answer",
            "Пропущенный звонок": "no_answer",
            Пропущенный: "no_answer",
            "Нет ответа": "no_answer",
            Отклонен: "busy",
            "Звонок отклонен": "busy",
            Занято: "busy",
            "Линия занята": "busy",
            "Вызов отменен": "cancelled",
            "Звонок отменен": "cancelled",
            Запрещено: "failed",
            "Номер не найден": "failed",
            "Временно недоступен": "failed",
          },
          default: "unknown",
        },
      },
    },
  },
};

const talk = `case when "CALL_FAILED_CODE" = '200' then "CALL_DURATION" else '0' end`;

/**
 * Answer of `voximplant.statistic.get`: CALL_TYPE is 1 out, 2 in, 3 in and redirected, 4 callback, 5 information call.
 * Length is what the application of the exchange reported, often the whole call, and 200 may come with 0 seconds. Rows
 * named `externalCall.*` come from applications and may repeat a call of the portal's own telephony: load one of them.
 */
export const bitrix24Calls: Preset = {
  id: "bitrix24_calls",
  title: "Bitrix24, statistics of calls (JSON of voximplant.statistic.get)",
  doc: "Only code 200 with a length is an answered call; there is no ringing time.",
  format: {kind: "json", path: "result[]"},
  entities: {
    calls: {
      fields: {
        call_id: {columns: ["CALL_ID", "ID"]},
        started_at: {column: "CALL_START_DATE"},
        direction: {
          column: "CALL_TYPE",
          map: {"1": "out", "2": "in", "3": "in", "4": "out", "5": "out"},
        },
        operator: {column: "PORTAL_USER_ID"},
        client_phone: {column: "PHONE_NUMBER"},
        talk_seconds: {sql: talk, default: "0"},
        disposition: {
          sql: `case when "CALL_FAILED_CODE" = '200' and coalesce(try_cast("CALL_DURATION" as integer), 0) = 0 then '304' else "CALL_FAILED_CODE" end`,
          map: {
            "200": "answered",
            "304": "no_answer",
            "480": "no_answer",
            "486": "busy",
            "603": "busy",
            "603-S": "cancelled",
            "402": "failed",
            "403": "failed",
            "404": "failed",
            "423": "failed",
            "484": "failed",
            "503": "failed",
            OTHER: "unknown",
          },
          default: "unknown",
        },
        recording: {columns: ["CALL_RECORD_URL", "RECORD_FILE_ID"]},
      },
    },
  },
};
