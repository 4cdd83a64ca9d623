import type {Preset} from "../../mapping.ts";

/** An internal number. */
const isShort = (column: string) => `length("${column}") <= 5`;

/**
 * `/crmapi/v1/history/json` of MegaFon's cloud exchange (and of others with the same interface): one row per call, in
 * UTC as `20260302T070000Z`. `duration` is talk alone, `wait` the ringing before it.
 */
export const megafon: Preset = {
  id: "megafon",
  title: "MegaFon, virtual exchange: history of calls (JSON)",
  doc: "One record is one call; the operator is the login who answered or dialled.",
  format: {kind: "json"},
  entities: {
    calls: {
      fields: {
        call_id: {column: "uid"},
        started_at: {column: "start", date: "%Y%m%dT%H%M%SZ", zone: "UTC"},
        direction: {sql: `case when ${isShort("client")} then 'internal' else "type" end`},
        operator: {column: "user"},
        client_phone: {sql: `case when not ${isShort("client")} then "client" end`},
        ring_seconds: {column: "wait"},
        talk_seconds: {column: "duration", default: "0"},
        duration_seconds: {
          sql: `coalesce((coalesce(try_cast("wait" as integer), 0) + try_cast("duration" as integer))::varchar, "duration")`,
        },
        disposition: {
          sql: `case when try_cast("duration" as integer) > 0 then 'success' when "status" = 'success' then 'noanswer' else "status" end`,
          map: {
            success: "answered",
            missed: "no_answer",
            noanswer: "no_answer",
            cancel: "cancelled",
            busy: "busy",
            notavailable: "failed",
            notfound: "failed",
          },
          default: "unknown",
        },
        recording: {column: "record"},
      },
    },
  },
};
