import type {EntityMapping, FieldMapping} from "../../mapping.ts";

/** A call whose legs are a JSON array in one of its cells; `leg` stands for one element in every piece of SQL. */
export interface NestedLegs {
  /** Column that holds the array. */
  column: string;
  /** SQL: list of the elements of one of them, when a leg may consist of several telephones. */
  split?: string;
  who: string;
  /** SQL: seconds this leg spoke. */
  talk: string;
  status: string;
  /** SQL: seconds it rang. */
  ring?: string;
  /** SQL: identifier of the leg's record. */
  recording?: string;
}

/** Columns of a call: its `legs` with the longest talk first, that `best_leg`, and how often it was passed on. */
export function overNested({
  column,
  split,
  who,
  talk,
  status,
  ring,
  recording,
}: NestedLegs): Record<string, string> {
  const elements = `json_extract(try_cast("${column}" as json), '$[*]')`;
  const list = split ? `flatten(list_transform(${elements}, lambda leg: ${split}))` : elements;
  return {
    legs: `list_sort(list_transform(${list}, lambda leg, number: {rank: -coalesce(${talk}, 0), number: number, who: ${who}, status: ${status}, ring: ${ring ?? "null"}, recording: ${recording ?? "null"}}))`,
    best_leg: `"legs"[1]`,
    // nobody in particular missed a call that several telephones rang for
    leg_operator: `case when "best_leg".rank < 0 or len(list_distinct(list_transform("legs", lambda one: one.who))) = 1 then "best_leg".who end`,
    spoken_by: `list_transform(list_sort(list_transform(list_filter("legs", lambda one: one.rank < 0), lambda one: {number: one.number, who: one.who})), lambda one: one.who)`,
    leg_transfers: `coalesce(len(list_filter("spoken_by", lambda who, place: place > 1 and who <> "spoken_by"[place - 1])), 0)`,
  };
}

/** The legs themselves, numbered as they stand in the cell. */
export function nestedLegs(
  {column, split, who, talk, status, ring}: NestedLegs,
  more: {call_id: FieldMapping; started_at: FieldMapping; disposition: FieldMapping},
): EntityMapping {
  const leg = (sql: string) => sql.replaceAll(/\bleg\b(?=\s*->|\])/g, split ? `"telephone"` : `"leg"`);
  const order = `partition by ${more.call_id.sql ?? `"${more.call_id.column}"`} order by try_cast("leg_number" as integer), "place"`;
  return {
    each: {column, name: "leg"},
    derive: {
      ...(split
        ? {
            place_of: `unnest(list_transform(${split.replaceAll(/\bleg\b/g, `"leg"::json`)}, lambda one, place: {one: one, place: place}))`,
            telephone: `"place_of".one`,
            place: `"place_of".place`,
          }
        : {place: "0"}),
      spoken: `coalesce(${leg(talk)}, 0)`,
      speaker: leg(who),
      place_in_call: `row_number() over (${order})`,
      last_speaker: `last_value(case when "spoken" > 0 then "speaker" end ignore nulls) over (${order} rows between unbounded preceding and 1 preceding)`,
    },
    fields: {
      call_id: more.call_id,
      leg_number: {sql: `"place_in_call"`},
      started_at: {
        ...more.started_at,
        ...(more.started_at.sql ? {sql: leg(more.started_at.sql)} : {}),
      },
      operator: {sql: `"speaker"`},
      ...(ring ? {ring_seconds: {sql: leg(ring)}} : {}),
      talk_seconds: {sql: `"spoken"`},
      disposition: {...more.disposition, sql: leg(status)},
      is_transfer: {sql: `coalesce("spoken" > 0 and "last_speaker" <> "speaker", false)`},
    },
  };
}

export const whole = (text: string) => `try_cast(${text} as bigint)`;
