import type {Preset} from "../../mapping.ts";
import {legEntities, unixMoment} from "./legs.ts";
import {whole} from "./nested-legs.ts";

/**
 * `/apis/portal/records` of Beeline's cloud exchange: records of talks, length in milliseconds. Only recorded calls are
 * in it, so missed ones are not: the share of answered calls is no figure of this source.
 */
export const beeline: Preset = {
  id: "beeline",
  title: "Beeline, cloud exchange: records of talks (JSON)",
  doc: "Records of one call share extTrackingId where it is given; there are no missed calls.",
  zone: "UTC",
  format: {kind: "json"},
  entities: legEntities({
    derive: {
      call_key: `coalesce("extTrackingId", "externalId", "id")`,
      leg_begun: `${whole(`"date"`)} // 1000`,
      leg_talk: `try_cast(round(${whole(`"duration"`)} / 1000) as integer)`,
      leg_seconds: `"leg_talk"`,
      leg_ring: "null::integer",
      leg_outside: `case upper("direction") when 'INBOUND' then 'in ' || "phone" when 'OUTBOUND' then 'out ' || "phone" end`,
      leg_operator: `coalesce(try_cast("abonent" as json)->>'extension', try_cast("abonent" as json)->>'userId', "userId")`,
      leg_status: `case when "leg_talk" > 0 then 'answered' else 'none' end`,
      is_passed: `"leg_talk" > 0`,
    },
    order: `"id"`,
    moment: unixMoment("date"),
    recording: {column: "id"},
    statuses: {answered: "answered", none: "no_answer"},
  }),
};
