import type {Preset} from "../mapping.ts";

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
const fromInside = `length("src") between 2 and 5`;
const toInside = `length("dst") between 2 and 5`;

/**
 * Asterisk Master.csv with the newer columns (21), times in GMT as the shipped configuration writes them.
 * Billed seconds count from the channel's answer, so a leg of a queue or an announcement is no talk with a person.
 */
export const asterisk: Preset = {
  id: "asterisk",
  title: "Asterisk, Master.csv with linkedid (21 columns, no header)",
  doc: "Legs of one call share linkedid; the longest answered leg of Dial or Queue is the talk.",
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
        operator: {
          sql: `case when ${fromInside} then "src" else coalesce(${extensionIn("dstchannel")}, ${extensionIn("channel")}, case when ${toInside} then "dst" end) end`,
        },
        client_phone: {
          sql: `case when ${fromInside} and ${toInside} then null when ${fromInside} then "dst" else "src" end`,
        },
        talk_seconds: {
          sql: `case when ${spoken} then "billsec" else '0' end`,
        },
        ring_seconds: {
          sql: `case when "lastapp" = 'Dial' then (try_cast("duration" as integer) - try_cast("billsec" as integer))::varchar end`,
        },
        duration_seconds: {column: "duration"},
        disposition: {
          column: "disposition",
          map: {
            ANSWERED: "answered",
            "NO ANSWER": "no_answer",
            BUSY: "busy",
            FAILED: "failed",
            CONGESTION: "failed",
          },
          default: "unknown",
        },
        recording: {column: "userfield"},
      },
    },
  },
};
