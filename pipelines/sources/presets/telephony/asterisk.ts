import type {FieldMapping, Preset} from "../../mapping.ts";

const columns = [
  "accountcode",
  "src",
  "dst",
  "dcontext",
  "clid",
  "channel",
  "dstchannel",
  "lastapp",
  "lastdata",
  "start",
  "answer",
  "end",
  "duration",
  "billsec",
  "disposition",
  "amaflags",
  "uniqueid",
  "userfield",
  "peeraccount",
  "linkedid",
  "sequence",
];

/** Internal number inside a channel name such as `PJSIP/201-0000a1`. */
const extensionIn = (column: string) =>
  `nullif(regexp_extract("${column}", '^(?:PJSIP|SIP|Local|IAX2)/(\\d{2,5})[-@]', 1), '')`;
const call = `coalesce(nullif("linkedid", ''), "uniqueid")`;
const spoken = `"disposition" = 'ANSWERED' and "lastapp" in ('Dial', 'Queue') and "dstchannel" is not null`;
const billed = `case when ${spoken} then try_cast("billsec" as integer) else 0 end`;
/** Passed-on legs follow each other and add up; legs that speak at the same time count once. */
const talk = `least(sum(${billed}) over (partition by ${call}), greatest(max(${billed}) over (partition by ${call}), epoch(max(case when ${spoken} then try_cast("end" as timestamp) end) over (partition by ${call}) - min(case when ${spoken} then try_cast("answer" as timestamp) end) over (partition by ${call}))))::integer`;
const legOrder = `partition by ${call} order by "start", try_cast("sequence" as bigint)`;
const fromInside = `length("src") between 2 and 5`;
const toInside = `length("dst") between 2 and 5`;

const operator = `case when ${fromInside} then "src" else coalesce(${extensionIn("dstchannel")}, ${extensionIn("channel")}, case when ${toInside} then "dst" end) end`;
const disposition: FieldMapping = {
  column: "disposition",
  map: {
    ANSWERED: "answered",
    "NO ANSWER": "no_answer",
    BUSY: "busy",
    FAILED: "failed",
    CONGESTION: "failed",
  },
  default: "unknown",
};

/**
 * Asterisk Master.csv with the newer columns (21), times in GMT as the shipped configuration writes them.
 * Billed seconds count from the channel's answer, so a leg of a queue or an announcement is no talk with a person.
 */
export const asterisk: Preset = {
  id: "asterisk",
  title: "Asterisk, Master.csv with linkedid (21 columns, no header)",
  doc: "Legs of one call share linkedid; answered legs of Dial and Queue are the talk, those passed on in order.",
  zone: "UTC",
  format: {kind: "csv", delimiter: ",", header: false, columns},
  entities: {
    calls: {
      one_per: call,
      prefer: `case when ${spoken} then 0 else 1 end, try_cast("billsec" as integer) desc nulls last, try_cast("sequence" as bigint)`,
      fields: {
        call_id: {sql: call},
        started_at: {sql: `min("start") over (partition by ${call})`, date: "%Y-%m-%d %H:%M:%S"},
        direction: {
          sql: `case when ${fromInside} and ${toInside} then 'internal' when ${fromInside} or "dcontext" = 'from-internal' then 'out' else 'in' end`,
        },
        operator: {sql: operator},
        client_phone: {
          sql: `case when ${fromInside} and ${toInside} then null when ${fromInside} then "dst" else "src" end`,
        },
        talk_seconds: {sql: talk},
        ring_seconds: {
          sql: `case when "lastapp" = 'Dial' then (try_cast("duration" as integer) - try_cast("billsec" as integer))::varchar end`,
        },
        duration_seconds: {column: "duration"},
        disposition,
        recording: {column: "userfield"},
      },
    },
    call_legs: {
      fields: {
        call_id: {sql: call},
        leg_number: {sql: `row_number() over (${legOrder})`},
        started_at: {column: "start", date: "%Y-%m-%d %H:%M:%S"},
        operator: {sql: operator},
        talk_seconds: {sql: billed},
        disposition,
        is_transfer: {
          sql: `${spoken} and coalesce(sum((${spoken})::integer) over (${legOrder} rows between unbounded preceding and 1 preceding), 0) > 0`,
        },
      },
    },
  },
};
