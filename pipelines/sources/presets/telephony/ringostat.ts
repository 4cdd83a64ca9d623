import type {Preset} from "../../mapping.ts";

/** A number that the account hides with asterisks is nobody's. */
const shown = (column: string) => `case when not contains("${column}", '*') then "${column}" end`;

/**
 * `https://api.ringostat.net/calls/list` with export_type=csv: delimited by semicolons, one row per call, times on the
 * clock of the project. The caller may be masked. The department is not to be relied on. A callback rings the employee
 * first, so it is an outgoing call.
 */
export const ringostat: Preset = {
  id: "ringostat",
  title: "Ringostat, list of calls (CSV)",
  doc: "billsec is the talk, waittime the ringing; a call is known by its uniqueid.",
  format: {},
  entities: {
    calls: {
      fields: {
        call_id: {column: "uniqueid"},
        started_at: {column: "calldate"},
        direction: {
          column: "call_type",
          map: {
            in: "in",
            incoming: "in",
            out: "out",
            outgoing: "out",
            callback: "out",
            internal: "internal",
            local: "internal",
          },
        },
        operator: {columns: ["employee_fio", "connected_with"]},
        client_phone: {
          sql: `case when lower("call_type") in ('in', 'incoming') then coalesce(${shown("caller_number")}, ${shown("caller")}) when lower("call_type") in ('out', 'outgoing', 'callback') then ${shown("dst")} end`,
        },
        ring_seconds: {column: "waittime"},
        talk_seconds: {
          sql: `case when "disposition" in ('ANSWERED', 'PROPER', 'REPEATED') then "billsec" when try_cast("billsec" as integer) is null then "billsec" else '0' end`,
          default: "0",
        },
        duration_seconds: {column: "duration"},
        disposition: {
          sql: `case when try_cast("billsec" as integer) > 0 then "disposition" when "disposition" in ('ANSWERED', 'PROPER', 'REPEATED') then 'NO ANSWER' else "disposition" end`,
          map: {
            ANSWERED: "answered",
            PROPER: "answered",
            REPEATED: "answered",
            "NO ANSWER": "no_answer",
            "CLIENT NO ANSWER": "no_answer",
            BUSY: "busy",
            FAILED: "failed",
            VOICEMAIL: "voicemail",
          },
          default: "unknown",
        },
        recording: {column: "recording"},
      },
    },
  },
};
