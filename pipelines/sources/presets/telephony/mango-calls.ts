import type {Preset} from "../../mapping.ts";
import {endReasons, subscriberIn} from "./mango.ts";
import {type NestedLegs, nestedLegs, overNested, whole} from "./nested-legs.ts";

const answered = whole(`leg->>'call_answer_time'`);
const legs: NestedLegs = {
  column: "context_calls",
  // a group rings several telephones: each of them is a leg
  split: `case when json_array_length(leg->'members') > 0 then json_extract(leg->'members', '$[*]') else [leg] end`,
  // a call out has a leg to the client's number, which is no telephone of ours: who called speaks there
  who: `case when "context_type" = '2' and (leg->>'call_type') = 'number' then coalesce("caller_name", "caller_id") else coalesce(leg->>'call_abonent_info', leg->>'call_abonent_id') end`,
  talk: `coalesce(${whole(`leg->>'talk_duration'`)}, case when ${answered} > 0 then ${whole(`leg->>'call_end_time'`)} - ${answered} end)`,
  ring: `case when ${answered} > 0 then ${answered} else ${whole(`leg->>'call_end_time'`)} end - ${whole(`leg->>'call_start_time'`)}`,
  recording: `json_extract_string(leg, '$.recording_id[0]')`,
  status: `case when ${answered} > 0 then 'answered' else coalesce(leg->>'call_end_reason', 'none') end`,
};
const reasons = {answered: "answered", none: "no_answer", ...endReasons};
const leads = (type: string) => `"context_type" = '${type}'`;

/**
 * Answer of `/vpbx/stats/calls/result/` of Mango Office: one record per call with its legs in `context_calls` and, for
 * a group, in their `members`. Times are unix seconds in UTC although the request names them in Moscow time. Here
 * context_type is 1 in, 2 out, 3 internal: another list than that of the events. context_status says that the exchange
 * answered, not a person. An answer with status `work` already holds a part of the calls: ask again until `complete`.
 */
export const mangoCalls: Preset = {
  id: "mango_calls",
  title: "Mango Office, statistics of calls (JSON of stats/calls/result)",
  doc: "One record is one call; its legs and the members of groups become legs, the operator is who spoke longest.",
  zone: "UTC",
  format: {kind: "json", path: "data[].list[]"},
  entities: {
    calls: {
      derive: overNested(legs),
      fields: {
        call_id: {column: "entry_id"},
        started_at: {column: "context_start_time", date: "unix_s"},
        direction: {column: "context_type", map: {"1": "in", "2": "out", "3": "internal"}},
        operator: {
          sql: `case when ${leads("1")} then "leg_operator" else coalesce("caller_name", "caller_id") end`,
        },
        client_phone: {
          sql: `case "context_type" when '1' then "caller_number" when '2' then ${subscriberIn("called_number")} end`,
        },
        ring_seconds: {sql: `"best_leg".ring`},
        talk_seconds: {column: "talk_duration", default: "0"},
        duration_seconds: {column: "duration"},
        disposition: {
          sql: `case when try_cast("talk_duration" as integer) > 0 then 'answered' else nullif("best_leg".status, 'answered') end`,
          map: reasons,
          default: "no_answer",
        },
        recording: {
          sql: `"best_leg".recording`,
        },
        transfer_count: {sql: `case when not ${leads("3")} then "leg_transfers" end`},
      },
    },
    call_legs: nestedLegs(legs, {
      call_id: {column: "entry_id"},
      started_at: {sql: `coalesce(leg->>'call_start_time', "context_start_time")`, date: "unix_s"},
      disposition: {map: reasons, default: "unknown"},
    }),
  },
};
