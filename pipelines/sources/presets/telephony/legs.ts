import type {EntityMapping, FieldMapping} from "../../mapping.ts";

/**
 * An export with one row per leg of a call. Its derived columns must give, for each leg: `call_key` (what the legs of
 * a call share), `leg_begun` (epoch seconds), `leg_seconds` (whole length), `leg_talk` (seconds with a person),
 * `leg_ring`, `leg_outside` (`in <number>` or `out <number>`; null inside the house), `leg_operator`, `leg_status` (a
 * key of `statuses`) and `is_passed` (whether its talk counts when the call was passed on).
 */
export interface LegTable {
  derive: Record<string, string>;
  /** Windows among them over legs of one call: what they are for a call of one leg. */
  ofOneLeg?: Record<string, string>;
  /** SQL order of legs that began in the same second; total but for equal rows. */
  order: string;
  /** SQL: which leg stands for a call that nobody spoke in: the smallest; the first leg by default. */
  rank?: string;
  /** A moment given as SQL of epoch seconds, beside the cell that tells it, so that an unreadable one shows itself. */
  moment(epoch: string): FieldMapping;
  statuses: Record<string, string>;
  /** SQL: the operator of the call, when it is not simply that of its chosen leg. */
  operator?: string;
  recording?: FieldMapping;
}

const numberIn = (column: string) => `substr("${column}", strpos("${column}", ' ') + 1)`;

/**
 * Over all legs: talks that follow each other add up, those at the same time count once. Windows of one order cost one
 * sorting, so those that need none take the order of the others; `chosen` is the order of the choice among the legs.
 */
function ofAllLegs(order: string, chosen: string): Record<string, string> {
  const byTalk = `partition by "call_key" order by "talk_begun", "leg_begun", ${order}`;
  const before = `over (${byTalk} rows between unbounded preceding and 1 preceding)`;
  const all = `rows between unbounded preceding and unbounded following`;
  const over = `over (${byTalk} ${all})`;
  const last = `over (partition by "call_key" order by ${chosen} ${all})`;
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
    first_outside: `min("leg_begun"::varchar || '=' || "leg_outside") ${over}`,
    call_outside: `substr("first_outside", strpos("first_outside", '=') + 1)`,
    call_talk: `sum("talk_alone") ${last}`,
    call_end: `max("leg_end") ${over}`,
    call_seconds: `"call_end" - "call_begun"`,
    has_voicemail: `bool_or("leg_status" = 'VOICEMAIL') ${over}`,
    call_transfers: `count(case when "passed_operator" <> "passed_before" then 1 end) ${last}`,
  };
}

const ofCall = `"call_key"`;

/** The same of a call of one leg. */
const callOfOneLeg = {
  spoken_before: "null::bigint",
  passed_before: "null::ubigint",
  call_begun: `"leg_begun"`,
  call_outside: `"leg_outside"`,
  first_outside: "null::varchar",
  call_talk: `"leg_talk"`,
  call_end: `"leg_end"`,
  has_voicemail: `"leg_status" = 'VOICEMAIL'`,
  call_transfers: "0",
};

/** Calls and their legs, in order, out of one row per leg. */
export function legEntities(table: LegTable): Record<string, EntityMapping> {
  const {statuses, order} = table;
  const answered = Object.keys(statuses).find((text) => statuses[text] === "answered")!;
  // who spoke longest, else the leg that tells most about the failure
  const chosen = `case when "leg_talk" > 0 then -"leg_talk" else ${table.rank ?? "1"} end, "leg_begun", ${order}`;
  const inOrder = `partition by "call_key" order by "leg_begun", ${order}`;
  return {
    calls: {
      derive: {...table.derive, ...ofAllLegs(order, chosen)},
      alone: {group: ofCall, columns: {...table.ofOneLeg, ...callOfOneLeg}},
      one_per: ofCall,
      prefer: chosen,
      fields: {
        call_id: {sql: ofCall},
        started_at: table.moment(`"call_begun"`),
        direction: {
          sql: `case when "call_outside" is null then 'internal' when starts_with("call_outside", 'in ') then 'in' else 'out' end`,
        },
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
      alone: {group: ofCall, columns: {...table.ofOneLeg, leg_number: "1", last_talker: "null::varchar"}},
      fields: {
        call_id: {sql: ofCall},
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

/** SQL of microseconds; a number beyond any calendar gives null. */
const microseconds = (epoch: string) =>
  `case when ${epoch} between -253402300800 and 253402300800 then ${epoch} * 1000000 end`;

/** A moment that the export writes as epoch seconds; `column` is read and shown when SQL could not read it. */
export const unixMoment =
  (column: string) =>
  (epoch: string): FieldMapping => ({
    sql: `make_timestamptz(${microseconds(epoch)})`,
    column,
    date: "unix_s",
  });

/** A moment that the export writes as a naive time; `column` is read in the forms of `date` when SQL could not. */
export const localMoment =
  (column: string, date: string[] = []) =>
  (epoch: string): FieldMapping => ({
    sql: `make_timestamp(${microseconds(epoch)})`,
    column,
    date: ["%Y-%m-%d %H:%M:%S", ...date],
  });
