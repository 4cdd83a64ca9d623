import type {Preset} from "../../mapping.ts";
import {legEntities, localMoment} from "./legs.ts";

/** `"Иванова Анна" <101>`, `<+7 900 ...>` or the bare number. */
const numberIn = (column: string) =>
  `coalesce(nullif(regexp_extract("${column}", '<([^>]*)>', 1), ''), "${column}")`;
const isInside = (text: string) =>
  `coalesce(length(${text}) between 2 and 5 and try_cast(${text} as integer) is not null, false)`;
/** `00001-101` is telephone 101 of exchange 00001. */
const extension = `split_part("sip", '-', -1)`;

/**
 * Answer of `/v1/statistics/pbx/?version=2` of Zadarma and Novofon 1.0: one row per leg, rows of one outside call share
 * pbx_call_id, whose prefix is the direction. call_id is a number with a fraction and is kept as text, for its last
 * nought tells two legs apart. Times are on the clock of the cabinet. An incoming call is talk only on the leg of an
 * employee's telephone: the menu and the queue answer as well. Limits of money or lines are nobody's missed call.
 */
export const zadarma: Preset = {
  id: "zadarma",
  title: "Zadarma, Novofon 1.0: statistics of the exchange (JSON)",
  doc: "Legs of one call share pbx_call_id; seconds of the menu or the queue are no talk.",
  format: {kind: "json", path: "stats[]"},
  entities: legEntities({
    derive: {
      call_key: `coalesce("pbx_call_id", "call_id")`,
      leg_begun: `epoch(try_cast("callstart" as timestamp))::bigint`,
      is_out: `starts_with("call_key", 'out_') or (not starts_with("call_key", 'in_') and ${isInside(extension)} and not ${isInside(`"destination"`)})`,
      leg_outside: `case when "is_out" then case when not ${isInside(`"destination"`)} then 'out ' || "destination" end
        when not ${isInside(numberIn("clid"))} then 'in ' || ${numberIn("clid")} end`,
      leg_operator: `case when "is_out" then ${extension} when ${isInside(`"destination"`)} then "destination" end`,
      leg_talk: `case when "disposition" <> 'answered' then 0 when "is_out" or ${isInside(`"destination"`)} then try_cast("seconds" as integer) else 0 end`,
      leg_seconds: `try_cast("seconds" as integer)`,
      leg_ring: "null::integer",
      leg_status: `case when "leg_talk" > 0 or "disposition" <> 'answered' then "disposition" else 'no answer' end`,
      is_passed: `"leg_talk" > 0`,
    },
    order: `"call_id"`,
    // who was rung tells more of a missed call than the menu before it
    rank: `case when "leg_operator" is null then 2 else 1 end`,
    moment: localMoment("callstart"),
    operator: `case when "call_outside" is null then ${extension} else "leg_operator" end`,
    recording: {sql: `case when "is_recorded" = 'true' then "call_id" end`},
    statuses: {
      answered: "answered",
      "no answer": "no_answer",
      busy: "busy",
      cancel: "cancelled",
      failed: "failed",
      "call failed": "failed",
      "no money": "failed",
      "unallocated number": "failed",
      "no limit": "failed",
      "no day limit": "failed",
      "line limit": "failed",
      "no money, no limit": "failed",
    },
  }),
};
