import type {Preset} from "../../mapping.ts";
import {whole} from "./nested-legs.ts";

const people = `json_extract(try_cast("employees" as json), '$[*]')`;
const talked = `list_filter(${people}, lambda one: (one->>'is_talked') = 'true')`;
const nameOf = (one: string) => `coalesce(${one}->>'employee_full_name', ${one}->>'employee_id')`;

/**
 * Answer of `get.calls_report` of UIS, CoMagic, CallGear and Novofon 2.0. Times are on the clock of the account: give
 * the source its `zone`. Ask for the fields by name: employees, is_transfer and call records are not in the default
 * answer; without them the last who talked names the operator. Talk is clean_talk_duration: talk_duration runs on
 * through hold and transfers. Phones are bare digits.
 */
export const uis: Preset = {
  id: "uis",
  title: "UIS, CoMagic, CallGear, Novofon 2.0: report of calls (JSON)",
  doc: "One record is one call; a call that is not lost and has no clean talk is not a conversation.",
  format: {kind: "json", path: "result.data[]"},
  entities: {
    calls: {
      fields: {
        call_id: {column: "id"},
        started_at: {column: "start_time"},
        direction: {column: "direction"},
        operator: {
          sql: `coalesce("last_talked_employee_full_name", ${nameOf(`${talked}[-1]`)}, "last_answered_employee_full_name", "first_talked_employee_full_name",
            "last_talked_employee_id", case when len(${people}) = 1 then ${nameOf(`${people}[1]`)} end)`,
        },
        client_phone: {column: "contact_phone_number"},
        ring_seconds: {columns: ["wait_duration", "total_wait_duration"]},
        talk_seconds: {columns: ["clean_talk_duration", "talk_duration"], default: "0"},
        duration_seconds: {column: "total_duration"},
        disposition: {
          sql: `case when try_cast(coalesce("clean_talk_duration", "talk_duration") as integer) > 0 then 'answered' else coalesce("finish_reason", case "is_lost" when 'true' then 'lost' end) end`,
          map: {
            answered: "answered",
            lost: "no_answer",
            success_finish: "no_answer",
            no_success_operator_call: "no_answer",
            no_success_subscriber_call: "no_answer",
            subscriber_busy: "busy",
            operator_busy: "busy",
            employee_busy: "busy",
            subscriber_disconnects: "cancelled",
            numa_in_black_list: "failed",
            numb_in_black_list: "failed",
          },
          default: "unknown",
        },
        recording: {
          sql: `'https://app.comagic.ru/system/media/talk/' || "id" || '/' || json_extract_string(try_cast("call_records" as json), '$[0]') || '/'`,
        },
        transfer_count: {
          sql: `case when len(${people}) > 0 then greatest(len(list_distinct(list_transform(${talked}, lambda one: ${nameOf("one")}))) - 1, 0) else case "is_transfer" when 'true' then 1 when 'false' then 0 end end`,
        },
      },
    },
  },
};

const legOrder = `over (partition by "call_session_id" order by coalesce("start_time", "connect_time"), ${whole(`"id"`)}, "employee_id"`;

/** Answer of `get.call_legs_report`: legs of employees only; who listens in as a coach does not speak to the client. */
export const uisLegs: Preset = {
  id: "uis_legs",
  title: "UIS, CoMagic, CallGear, Novofon 2.0: report of legs (JSON)",
  doc: "Legs of the calls of `uis`, joined by call_session_id; legs of clients are left out.",
  format: {kind: "json", path: "result.data[]"},
  entities: {
    call_legs: {
      rows: `"is_operator" = 'true'`,
      derive: {
        speaker: `coalesce("employee_full_name", "employee_id")`,
        spoken: `case when "is_talked" = 'true' and coalesce("is_coach", 'false') <> 'true' then try_cast("duration" as integer) else 0 end`,
        last_speaker: `last_value(case when "spoken" > 0 then "speaker" end ignore nulls) ${legOrder} rows between unbounded preceding and 1 preceding)`,
      },
      fields: {
        call_id: {column: "call_session_id"},
        leg_number: {sql: `row_number() ${legOrder})`},
        started_at: {columns: ["start_time", "connect_time"]},
        operator: {sql: `"speaker"`},
        talk_seconds: {sql: `"spoken"`},
        disposition: {
          sql: `case when "spoken" > 0 then 'answered' else 'no_answer' end`,
        },
        is_transfer: {sql: `coalesce("spoken" > 0 and "last_speaker" <> "speaker", false)`},
      },
    },
  },
};
