import type {EntityMapping, FieldMapping} from "../../mapping.ts";

/**
 * An export with one row per leg of a call. Its derived columns must give, for each leg: `call_key` (what the legs of
 * a call share), `leg_begun` (epoch seconds), `leg_seconds` (whole length), `leg_talk` (seconds with a person),
 * `leg_ring`, `leg_outside` (`in <number>` or `out <number>`; null inside the house), `leg_operator`, `leg_status` (a
 * key of `statuses`) and `is_passed` (whether its talk counts when the call was passed on).
 */
export interface LegTable {
  derive: Record<string, string>;
  /** SQL order of legs that began in the same second; total but for equal rows. */
  order: string;
  /** SQL: which leg stands for a call that nobody spoke in: the smallest; the first leg by default. */
  rank?: string;
  /** How a moment given as SQL of epoch seconds is written, so that an unreadable cell still shows itself. */
  moment(epoch: string): FieldMapping;
  statuses: Record<string, string>;
  /** SQL: the operator of the call, when it is not simply that of its chosen leg. */
  operator?: string;
  recording?: FieldMapping;
}

const numberIn = (column: string) => `substr("${column}", strpos("${column}", ' ') + 1)`;
const over = `over (partition by "call_key")`;

/** Over all legs: talks that follow each other add up, those at the same time count once. */
function ofAllLegs(order: string): Record<string, string> {
  const before = `over (partition by "call_key" order by "talk_begun", "leg_begun", ${order} rows between unbounded preceding and 1 preceding)`;
  return {
    leg_end: `"leg_begun" + "leg_seconds"`,
    talk_end: `case when "leg_talk" > 0 then "leg_end" end`,
    talk_begun: `"talk_end" - "leg_talk"`,
    // numbers are compared faster than names
    passed_operator: `case when "is_passed" then hash("leg_operator") end`,
    spoken_before: `max("talk_end") ${before}`,
    passed_before: `last_value("passed_operator" ignore nulls) ${before}`,
    talk_alone: `case when "leg_talk" > 0 then coalesce(greatest("talk_end" - greatest("talk_begun", "spoken_before"), 0), "leg_talk") else "leg_talk" end`,
    call_begun: `min("leg_begun") ${over}`,
    // legs of one second are told apart by their text, so that the same file gives the same call
    call_outside: `arg_min("leg_outside", "leg_begun" * 1024 + (hash("leg_outside") % 1024)::bigint) ${over}`,
    call_talk: `sum("talk_alone") ${over}`,
    call_end: `max("leg_end") ${over}`,
    call_seconds: `"call_end" - "call_begun"`,
    has_voicemail: `bool_or("leg_status" = 'VOICEMAIL') ${over}`,
    call_transfers: `count(case when "passed_operator" <> "passed_before" then 1 end) ${over}`,
  };
}

/** Calls and their legs, in order, out of one row per leg. */
export function legEntities(table: LegTable): Record<string, EntityMapping> {
  const {statuses, order} = table;
  const answered = Object.keys(statuses).find((text) => statuses[text] === "answered")!;
  const inOrder = `partition by "call_key" order by "leg_begun", ${order}`;
  return {
    calls: {
      derive: {...table.derive, ...ofAllLegs(order)},
      one_per: `"call_key"`,
      // who spoke longest, else the leg that tells most about the failure
      prefer: `case when "leg_talk" > 0 then -"leg_talk" else ${table.rank ?? "1"} end, "leg_begun", ${order}`,
      fields: {
        call_id: {sql: `"call_key"`},
        started_at: table.moment(`"call_begun"`),
        direction: {sql: `coalesce(split_part("call_outside", ' ', 1), 'internal')`},
        operator: {sql: table.operator ?? `"leg_operator"`},
        client_phone: {sql: numberIn("call_outside"), spellings: numberIn("leg_outside")},
        ring_seconds: {sql: `"leg_ring"`},
        talk_seconds: {sql: `"call_talk"`},
        duration_seconds: {sql: `"call_seconds"`},
        disposition: {
          sql: `case when "call_talk" > 0 then '${answered}' when "has_voicemail" then 'VOICEMAIL' else "leg_status" end`,
          map: {...statuses, VOICEMAIL: "voicemail"},
          default: "unknown",
        },
        ...(table.recording ? {recording: table.recording} : {}),
        transfer_count: {sql: `"call_transfers"`},
      },
    },
    call_legs: {
      derive: {
        ...table.derive,
        leg_number: `row_number() over (${inOrder})`,
        last_talker: `last_value(case when "is_passed" then "leg_operator" end ignore nulls) over (${inOrder} rows between unbounded preceding and 1 preceding)`,
      },
      fields: {
        call_id: {sql: `"call_key"`},
        leg_number: {sql: `"leg_number"`},
        started_at: table.moment(`"leg_begun"`),
        operator: {sql: `"leg_operator"`},
        ring_seconds: {sql: `"leg_ring"`},
        talk_seconds: {sql: `"leg_talk"`},
        disposition: {sql: `"leg_status"`, map: {...statuses, VOICEMAIL: "voicemail"}, default: "unknown"},
        is_transfer: {sql: `coalesce("is_passed" and "last_talker" <> "leg_operator", false)`},
      },
    },
  };
}

/** A moment that the export writes as epoch seconds; `text` is SQL of the cell itself. */
export const unixMoment =
  (text: string) =>
  (epoch: string): FieldMapping => ({sql: `coalesce(${epoch}::varchar, ${text})`, date: "unix_s"});

/** A moment that the export writes as a naive time; `column` is read in the forms of `date` when SQL could not. */
export const localMoment =
  (column: string, date: string[] = []) =>
  (epoch: string): FieldMapping => ({
    sql: `coalesce(strftime(make_timestamp(${epoch} * 1000000), '%Y-%m-%d %H:%M:%S'), "${column}")`,
    date: ["%Y-%m-%d %H:%M:%S", ...date],
  });
