import type {Preset} from "../../mapping.ts";
import {legEntities, unixMoment} from "./legs.ts";
import {whole} from "./nested-legs.ts";

const answer = `nullif(${whole(`"answer"`)}, 0)`;
/** A number longer than any subscriber's has the prefix of the dial plan before it. */
export const subscriberIn = (column: string) =>
  `case when regexp_full_match("${column}", '\\d{5,}[78][3489]\\d{9}') then right("${column}", 11) else "${column}" end`;
/** Why the exchange ended a call or a leg; a normal end without an answer means that one of the sides gave up. */
export const endReasons = {
  "1100": "no_answer",
  "1110": "no_answer",
  "1120": "no_answer",
  "1111": "no_answer",
  "1121": "busy",
  "1122": "busy",
  "1151": "failed",
  "1163": "no_answer",
  "1164": "no_answer",
  "1170": "no_answer",
};
/** The scheme of the exchange answers as well, before or instead of a person. */
const isMenu = `"from_extension" is null and "to_extension" is null and ("to_number" is null or "to_number" = "line_number" or "disconnect_reason" = '1170')`;

/**
 * Answer of `/vpbx/stats/result` of Mango Office: delimited by semicolons without header. The default list of fields
 * differs by edition, so ask for `records,start,finish,answer,from_extension,from_number,to_extension,to_number,
 * disconnect_reason,line_number,location,entry_id`, the order that is read here. One row is one leg, legs of a call
 * share entry_id. `answer` is 0 when nobody answered; `records` is `[a,b]` or `a,b`. Times are unix seconds in UTC. A leg
 * that ends in the scheme itself, without a telephone, is no talk.
 */
export const mangoStats: Preset = {
  id: "mango_stats",
  title: "Mango Office, statistics (CSV of stats/result, no header)",
  doc: "Legs of one call share entry_id; talk runs from the answer of a leg to its end.",
  zone: "UTC",
  format: {
    kind: "csv",
    delimiter: ";",
    header: false,
    columns: [
      "records",
      "start",
      "finish",
      "answer",
      "from_extension",
      "from_number",
      "to_extension",
      "to_number",
      "disconnect_reason",
      "line_number",
      "location",
      "entry_id",
    ],
  },
  entities: legEntities({
    derive: {
      call_key: `"entry_id"`,
      leg_begun: whole(`"start"`),
      leg_seconds: `${whole(`"finish"`)} - "leg_begun"`,
      leg_talk: `case when coalesce(${isMenu}, false) then 0 when ${whole(`"answer"`)} is null and "answer" is not null then null else coalesce(${whole(`"finish"`)} - ${answer}, 0) end`,
      leg_ring: `coalesce(${answer}, ${whole(`"finish"`)}) - "leg_begun"`,
      leg_outside: `case when "from_extension" is null then 'in ' || coalesce("from_number", '') when "to_extension" is null then 'out ' || ${subscriberIn("to_number")} end`,
      leg_operator: `case when "leg_outside" is null or starts_with("leg_outside", 'in') then "to_extension" else "from_extension" end`,
      leg_status: `case when "leg_talk" > 0 then 'answered' else "disconnect_reason" end`,
      is_passed: `"leg_talk" > 0`,
    },
    order: `"to_extension", "to_number", "records"`,
    moment: unixMoment("start"),
    operator: `case when "call_outside" is null then "from_extension" else "leg_operator" end`,
    recording: {sql: `nullif(split_part(trim("records", '[] '), ',', 1), '')`},
    statuses: {answered: "answered", ...endReasons},
  }),
};

const length = `coalesce("Длительность вызова ЧЧ:MM:СС", "Длительность вызова ЧЧ:ММ:СС", "Длительность вызова")`;
/** A cell of ten digits and more is a telephone; extensions and names are inside the house. */
const isPhone = (column: string) =>
  `coalesce(length(regexp_replace("${column}", '\\D', '', 'g')) >= 10, false)`;
const isHidden = `coalesce(regexp_matches(lower("Кто звонил"), '^(anonym|аноним|скрыт|неизвест)'), false)`;
const isIn = `(${isPhone("Кто звонил")} or ${isHidden})`;

/**
 * History of calls saved from the cabinet of Mango Office (CSV, semicolons): day and time apart, `–` for no talk. There
 * is neither id nor status: a call is known by its moment and both ends, and one with a length was answered.
 */
export const mangoCabinet: Preset = {
  id: "mango_cabinet",
  title: "Mango Office, history of calls from the cabinet (CSV)",
  doc: "The length of a call is all the file says of its talk; ringing and legs are not in it.",
  format: {},
  entities: {
    calls: {
      fields: {
        call_id: {sql: `md5(concat_ws('|', "Дата", "Время", "Кто звонил", "Кому звонили"))`},
        started_at: {sql: `"Дата" || ' ' || "Время"`, date: ["%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"]},
        direction: {
          sql: `case when ${isIn} then 'in' when ${isPhone("Кому звонили")} then 'out' else 'internal' end`,
        },
        operator: {
          sql: `case when ${isIn} then nullif("Кому звонили", '–') else "Кто звонил" end`,
        },
        client_phone: {
          sql: `case when ${isPhone("Кто звонил")} then "Кто звонил" when not ${isHidden} and ${isPhone("Кому звонили")} then "Кому звонили" end`,
        },
        talk_seconds: {sql: `nullif(nullif(${length}, '–'), '-')`, duration: "hms", default: "0"},
        disposition: {
          sql: `case when regexp_matches(${length}, '[1-9]') then 'answered' else 'no_answer' end`,
        },
      },
    },
  },
};
