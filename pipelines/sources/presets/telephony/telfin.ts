import type {Preset} from "../../mapping.ts";
import {type NestedLegs, nestedLegs, overNested, whole} from "./nested-legs.ts";

const legs: NestedLegs = {
  column: "cdr",
  who: `coalesce(leg->>'extension_name', leg->>'extension_id')`,
  talk: whole(`leg->>'bridged_duration'`),
  recording: `leg->>'record_uuid'`,
  status: `case when ${whole(`leg->>'bridged_duration'`)} > 0 then 'answered' else coalesce(leg->>'result', 'none') end`,
};
const results = {
  answered: "answered",
  none: "no_answer",
  "not answered": "no_answer",
  "no answer": "no_answer",
  noanswer: "no_answer",
  busy: "busy",
  rejected: "busy",
  cancelled: "cancelled",
  failed: "failed",
  voicemail: "voicemail",
};

/**
 * `call_history` of Telfin: one record per call with its legs in `cdr`, times as text in UTC (`*_time_gmt`).
 * bridged_duration is the talk; duration includes ringing and the menu.
 */
export const telfin: Preset = {
  id: "telfin",
  title: "Telfin, history of calls (JSON)",
  doc: "The operator is the extension with the longest talk; outgoing, the one who dialled.",
  zone: "UTC",
  format: {kind: "json"},
  entities: {
    calls: {
      derive: overNested(legs),
      fields: {
        call_id: {column: "call_uuid"},
        started_at: {columns: ["init_time_gmt", "start_time_gmt"], zone: "UTC"},
        direction: {
          sql: `case when length("from_username") <= 5 and length("to_username") <= 5 then 'internal' else "flow" end`,
        },
        operator: {
          sql: `case when "flow" = 'out' then coalesce("from_screen_name", "from_username") else "leg_operator" end`,
        },
        client_phone: {
          sql: `case when length("from_username") <= 5 and length("to_username") <= 5 then null when "flow" = 'out' then "to_username" else "from_username" end`,
        },
        talk_seconds: {column: "bridged_duration", default: "0"},
        duration_seconds: {column: "duration"},
        disposition: {
          sql: `case when try_cast("bridged_duration" as integer) > 0 then 'answered' when "result" = 'answered' then 'none' else "result" end`,
          map: results,
          default: "unknown",
        },
        recording: {
          sql: `"best_leg".recording`,
        },
        transfer_count: {sql: `"leg_transfers"`},
      },
    },
    call_legs: nestedLegs(legs, {
      call_id: {column: "call_uuid"},
      started_at: {
        sql: `coalesce(leg->>'init_time_gmt', leg->>'start_time_gmt', "init_time_gmt", "start_time_gmt")`,
        zone: "UTC",
      },
      disposition: {map: results, default: "unknown"},
    }),
  },
};
