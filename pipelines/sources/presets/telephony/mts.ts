import type {Preset} from "../../mapping.ts";
import {legEntities, unixMoment} from "./legs.ts";
import {whole} from "./nested-legs.ts";

/** An internal number. */
const isShort = (column: string) => `length("${column}") <= 5`;

/**
 * `/api/v1/callHistory/enterprise` of MTS: rows in `content`, callTime in milliseconds, three months kept. Rows of one
 * call share extTrackingId. answerDuration is the talk; should it come in another unit, values over a day are refused.
 */
export const mts: Preset = {
  id: "mts",
  title: "MTS, virtual exchange: history of calls (JSON)",
  doc: "Each employee's telephone that rang is a row; together they are one call.",
  zone: "UTC",
  format: {kind: "json", path: "content[]"},
  entities: legEntities({
    derive: {
      call_key: `coalesce("extTrackingId", md5(concat_ws('|', "callTime", "callingNumber", "calledNumber", "userId")))`,
      leg_begun: `${whole(`"callTime"`)} // 1000`,
      leg_talk: `case when "answerDuration" is null then 0 else try_cast("answerDuration" as integer) end`,
      leg_seconds: `try_cast("duration" as integer)`,
      leg_ring: `case when "leg_talk" <= "leg_seconds" then "leg_seconds" - "leg_talk" end`,
      leg_outside: `case when ${isShort("callingNumber")} and ${isShort("calledNumber")} then null
        when "direction" = 'ORIGINATING' then 'out ' || "calledNumber" else 'in ' || coalesce("callingNumber", '') end`,
      leg_operator: `coalesce("abonentName", "userId")`,
      leg_status: `case when "leg_talk" > 0 then 'ANSWERED' else 'NO_ANSWER' end`,
      is_passed: `"leg_talk" > 0`,
    },
    order: `"userId"`,
    moment: unixMoment("callTime"),
    statuses: {ANSWERED: "answered", NO_ANSWER: "no_answer"},
  }),
};
