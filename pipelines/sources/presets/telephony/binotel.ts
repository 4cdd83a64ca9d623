import type {Preset} from "../../mapping.ts";
import {type NestedLegs, nestedLegs, overNested, whole} from "./nested-legs.ts";

/** Voicemail is an answer of the exchange; what it recorded is no talk. */
const talkOf = (disposition: string, seconds: string) =>
  `case when ${disposition} in ('VM', 'VM-SUCCESS') then 0 else ${whole(seconds)} end`;
const legs: NestedLegs = {
  column: "historyData",
  who: `coalesce(leg->'employeeData'->>'name', leg->>'internalNumber')`,
  talk: talkOf(`(leg->>'disposition')`, `leg->>'billsec'`),
  status: `(leg->>'disposition')`,
  ring: `leg->>'waitsec'`,
};
const dispositions = {
  ANSWER: "answered",
  TRANSFER: "answered",
  ONLINE: "unknown",
  BUSY: "busy",
  NOANSWER: "no_answer",
  CANCEL: "cancelled",
  CONGESTION: "failed",
  CHANUNAVAIL: "failed",
  VM: "voicemail",
  "VM-SUCCESS": "voicemail",
};

/**
 * Lists of calls of Binotel (incoming, outgoing or all of a day): `callDetails` is an object whose keys are the ids.
 * TRANSFER is an answered call. SMS-* are messages, not calls. A list of many numbers at once is cut off silently at a
 * row limit: ask for fewer. Times are unix seconds.
 */
export const binotel: Preset = {
  id: "binotel",
  title: "Binotel, list of calls (JSON with callDetails)",
  doc: "One record is one call with its legs in historyData; messages are left out, voicemail is no talk.",
  zone: "UTC",
  format: {kind: "json", path: "callDetails[]"},
  entities: {
    calls: {
      rows: `not starts_with(coalesce("disposition", ''), 'SMS')`,
      derive: {
        ...overNested(legs),
        call_talk: talkOf(`"disposition"`, `"billsec"`),
      },
      fields: {
        call_id: {columns: ["generalCallID", "callID"]},
        started_at: {column: "startTime", date: "unix_s"},
        direction: {column: "callType", map: {"0": "in", "1": "out"}},
        operator: {
          sql: `coalesce(case when "best_leg".rank < 0 then "best_leg".who end, try_cast("employeeData" as json)->>'name', "internalNumber")`,
        },
        client_phone: {column: "externalNumber"},
        ring_seconds: {column: "waitsec"},
        talk_seconds: {sql: `coalesce("call_talk"::varchar, "billsec")`, default: "0"},
        disposition: {
          sql: `case when "call_talk" > 0 then 'ANSWER' when "disposition" in ('ANSWER', 'TRANSFER') then 'NOANSWER' else "disposition" end`,
          map: dispositions,
          default: "unknown",
        },
        transfer_count: {sql: `"leg_transfers"`},
      },
    },
    call_legs: {
      ...nestedLegs(legs, {
        call_id: {sql: `coalesce("generalCallID", "callID")`},
        started_at: {sql: `coalesce(leg->>'startTime', "startTime")`, date: "unix_s"},
        disposition: {map: dispositions, default: "unknown"},
      }),
      rows: `not starts_with(coalesce("disposition", ''), 'SMS')`,
    },
  },
};
