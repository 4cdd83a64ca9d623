import type {EntityMapping, FieldMapping} from "../../mapping.ts";
import {legEntities, localMoment} from "./legs.ts";

/** What differs between the tables in which Asterisk keeps the legs of calls. */
export interface CdrTable {
  /** SQL: timestamp at which the leg began, null when the cell cannot be read. */
  begun: string;
  /** Column of that moment, and its forms beside the plain ISO one. */
  begunColumn: string;
  date?: string[];
  /** Derived columns that end with `call_key`; they may read `leg_begun` and `leg_outside`. */
  call: Record<string, string>;
  /** SQL order of legs that began in the same second. */
  order: string;
  recording?: FieldMapping;
  /** SQL: number of the employee who dialled when the caller's number was replaced by that of the line. */
  dialler?: string;
}

/** Internal number inside a channel name such as `PJSIP/201-0000a1`. */
const extensionIn = (column: string) =>
  `nullif(regexp_extract("${column}", '^(?:PJSIP|SIP|Local|IAX2)/(\\d{2,5})[-@]', 1), '')`;
const isInside = (column: string) =>
  `case when length("${column}") between 2 and 5 then try_cast("${column}" as integer) is not null else false end`;
/** Feature codes such as `*60` and entries of the dial plan such as `s` lie inside the house too. */
const leadsInside = `coalesce(length("dst") <= 5, true)`;
const overTrunk = `coalesce(regexp_matches("dcontext", '^from-(trunk|pstn|did-direct)'), false)`;
/** Follow-me and transfers ring in from-internal too, with the client's number as caller. */
const dialledOut = `("dcontext" = 'from-internal' and (not ${leadsInside} or regexp_matches("channel", '^(PJSIP|SIP|IAX2)/\\d{2,5}-')))`;
const billed = `try_cast("billsec" as integer)`;

/** Calls and their legs out of a table of call detail records. */
export function asteriskEntities(table: CdrTable): Record<string, EntityMapping> {
  const dialled = [...(table.dialler ? [table.dialler] : []), extensionIn("channel")].join(", ");
  return legEntities({
    derive: {
      leg_begun: `epoch(${table.begun})::bigint`,
      leg_seconds: `try_cast("duration" as integer)`,
      is_inside: `${isInside("src")} and not ${overTrunk}`,
      leg_outside: `case when "is_inside" and ${leadsInside} then null
        when "is_inside" or ${dialledOut} then 'out ' || "dst" else 'in ' || coalesce("src", '') end`,
      ...table.call,
      leg_operator: `case when "is_inside" and "leg_outside" is not null then "src"
        when starts_with("leg_outside", 'out') then coalesce(${dialled})
        else coalesce(${extensionIn("dstchannel")}, ${extensionIn("channel")}, case when ${isInside("dst")} then "dst" end) end`,
      // what the far halves of Local channels say, by operator
      locals: `list({'operator': "leg_operator", 'talk': ${billed}}) filter (where "lastapp" = 'Dial' and "disposition" = 'ANSWERED' and starts_with("channel", 'Local/')) over (partition by "call_key")`,
      // billed seconds count from the channel's answer, and a queue or an announcement answers too
      leg_talk: `case when "disposition" = 'ANSWERED' and "lastapp" in ('Dial', 'Queue') and "dstchannel" is not null
        then case when "lastapp" = 'Queue' and starts_with("dstchannel", 'Local/')
          then least(list_max([half.talk for half in "locals" if half.operator is not distinct from "leg_operator"]), ${billed})
          else ${billed} end else 0 end`,
      leg_ring: `case when "lastapp" = 'Dial' then "leg_seconds" - ${billed} end`,
      leg_status: `case when "leg_talk" > 0 then 'ANSWERED' when "disposition" <> 'ANSWERED' then "disposition"
        when "lastapp" = 'VoiceMail' then 'VOICEMAIL' when "disposition" = 'ANSWERED' then 'NO ANSWER' end`,
      // the far half of a Local channel repeats what the near half says
      is_passed: `"leg_talk" > 0 and not starts_with(coalesce("channel", ''), 'Local/')`,
    },
    ofOneLeg: {locals: "null::struct(operator varchar, talk integer)[]"},
    order: table.order,
    rank: `case when "lastapp" in ('Dial', 'Queue') then 1 else 2 end`,
    moment: localMoment(table.begunColumn, table.date),
    operator: `case when "call_outside" is null and "is_inside" then "src" else "leg_operator" end`,
    statuses: {
      ANSWERED: "answered",
      "NO ANSWER": "no_answer",
      BUSY: "busy",
      FAILED: "failed",
      CONGESTION: "failed",
    },
    ...(table.recording ? {recording: table.recording} : {}),
  });
}

/**
 * Calls of a table without linkedid: rows of one outside number whose channels came up within two seconds of each
 * other are legs of one call. `second` is SQL of that second, `id` names the call by its first leg.
 */
export function joinedBySecond(second: string, id: string): Record<string, string> {
  const inTurn = `partition by "far_end" order by "leg_second", ${id}`;
  return {
    far_end: `coalesce(nullif(right(regexp_replace("leg_outside", '\\D', '', 'g'), 10), ''), concat_ws('-', least("src", "dst"), greatest("src", "dst")))`,
    leg_second: second,
    is_first: `coalesce("leg_second" - lag("leg_second") over (${inTurn}) > 2, true)`,
    call_key: `last_value(case when "is_first" then ${id} end ignore nulls) over (${inTurn} rows between unbounded preceding and current row)`,
  };
}
