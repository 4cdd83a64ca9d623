import type {Preset} from "../../mapping.ts";
import {legEntities} from "./legs.ts";

/** A browser or telephone of an employee: `client:anna`, `sip:101@example.sip.twilio.com`. */
const isAgent = (column: string) => `regexp_matches("${column}", '^(client|sip):')`;
const agentIn = (column: string) =>
  `coalesce(nullif(regexp_extract("${column}", '^(?:client|sip):([^@]+)', 1), ''), "${column}")`;

/**
 * List of calls of Twilio, JSON (`Calls.json`) or CSV with the same names. A call that is passed to somebody is a
 * parent and its children (parent_call_sid), and the parent is `completed` even when no child answered: then nobody
 * spoke. A call without children speaks for itself. `duration` is text and empty until the call has ended. Times are
 * RFC 2822. An answering machine (answered_by) is no person.
 */
export const twilio: Preset = {
  id: "twilio",
  title: "Twilio, list of calls (JSON or CSV)",
  doc: "Children of one parent are the legs of one call; a parent with children has no talk of its own.",
  zone: "UTC",
  format: {path: "calls[]"},
  entities: legEntities({
    derive: {
      call_key: `coalesce("parent_call_sid", "sid")`,
      begun: `coalesce(try_strptime("start_time", '%a, %d %b %Y %H:%M:%S %z'), try_cast("start_time" as timestamptz))`,
      leg_begun: `epoch("begun")::bigint`,
      leg_seconds: `coalesce(try_cast("duration" as integer), 0)`,
      has_children: `"parent_call_sid" is null and bool_or("parent_call_sid" is not null) over (partition by "call_key")`,
      leg_talk: `case when "has_children" or "status" <> 'completed' or starts_with(coalesce("answered_by", ''), 'machine') then 0
        when "duration" is not null and try_cast("duration" as integer) is null then null else "leg_seconds" end`,
      leg_ring: "null::integer",
      leg_outside: `case when ${isAgent("from")} and ${isAgent("to")} then null
        when starts_with("direction", 'outbound') and ${isAgent("to")} then null
        when starts_with("direction", 'outbound') then 'out ' || "to"
        when not ${isAgent("from")} then 'in ' || "from" end`,
      // who dials from the browser is the caller of the parent; a click on a number rings the agent first
      dialler: `max(case when ${isAgent("from")} then ${agentIn("from")} when "direction" = 'outbound-api' and ${isAgent("to")} then ${agentIn("to")} end) over (partition by "call_key")`,
      leg_operator: `case when "dialler" is not null then "dialler" when ${isAgent("to")} then ${agentIn("to")}
        when "parent_call_sid" is not null then "to" end`,
      leg_status: `case when starts_with("answered_by", 'machine') then 'VOICEMAIL' when "leg_talk" > 0 then 'completed'
        when "status" = 'completed' then 'no-answer' else "status" end`,
      is_passed: `"leg_talk" > 0`,
    },
    order: `"sid"`,
    rank: `case when "has_children" then 2 else 1 end`,
    moment: (epoch) => ({
      sql: `coalesce(${epoch}::varchar, "start_time")`,
      date: "unix_s",
    }),
    statuses: {
      completed: "answered",
      "no-answer": "no_answer",
      busy: "busy",
      failed: "failed",
      canceled: "cancelled",
    },
  }),
};
