import type {Preset} from "../../mapping.ts";

const user = (name: string) => `try_cast("user" as json)->>'${name}'`;

/**
 * `/v1/calls` of Aircall, one record per call, unix seconds. `duration` includes ringing: talk runs from answered_at to
 * ended_at, and answered_at is empty when nobody answered. raw_digits may be `anonymous`. The address of a recording
 * expires: keep the file, not the link.
 */
export const aircall: Preset = {
  id: "aircall",
  title: "Aircall, list of calls (JSON)",
  doc: "Answered means that there is an answer time; the operator is the user of the call.",
  zone: "UTC",
  format: {kind: "json", path: "calls[]"},
  entities: {
    calls: {
      fields: {
        call_id: {column: "id"},
        started_at: {column: "started_at", date: "unix_s"},
        direction: {column: "direction", map: {inbound: "in", outbound: "out", internal: "internal"}},
        operator: {sql: `coalesce(${user("name")}, ${user("email")}, ${user("id")})`},
        client_phone: {sql: `case when regexp_matches("raw_digits", '\\d') then "raw_digits" end`},
        ring_seconds: {
          sql: `coalesce(try_cast("answered_at" as bigint), try_cast("ended_at" as bigint)) - try_cast("started_at" as bigint)`,
        },
        talk_seconds: {
          sql: `case when "answered_at" is null then '0' else (try_cast("ended_at" as bigint) - try_cast("answered_at" as bigint))::varchar end`,
        },
        duration_seconds: {column: "duration"},
        disposition: {
          sql: `case when "answered_at" is not null then 'answered' when "voicemail" is not null then 'voicemail' else coalesce("missed_call_reason", "status") end`,
          map: {
            answered: "answered",
            voicemail: "voicemail",
            done: "no_answer",
            missed: "no_answer",
            no_available_agent: "no_answer",
            agents_did_not_answer: "no_answer",
            out_of_opening_hours: "no_answer",
            abandoned_in_ivr: "cancelled",
            abandoned_in_classic: "cancelled",
            short_abandoned: "cancelled",
          },
          default: "unknown",
        },
        recording: {column: "recording"},
      },
    },
  },
};
