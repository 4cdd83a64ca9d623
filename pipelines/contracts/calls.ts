import * as z from "zod";
import {callDirections, dispositions, resultCodes} from "../../queries/vocabulary.ts";
import {defineContract} from "./contract.ts";
import {
  code,
  count,
  day,
  employee,
  entry,
  flag,
  id,
  instant,
  phone,
  rate,
  ratio,
  seconds,
  text,
} from "./fields.ts";

export const calls = defineContract({
  entity: "calls",
  doc: "One telephone call; legs of one call are joined before they come here.",
  key: ["call_id"],
  event: "started_at",
  lookups: ["client_id", "client_phone"],
  schema: z.strictObject({
    call_id: id("the telephony's group key, the same in every export"),
    started_at: instant("when dialling began"),
    direction: code(callDirections, "in, out or internal"),
    operator: employee("who spoke, or dialled when nobody answered").optional(),
    client_phone: phone("number of the other side").optional(),
    client_id: id("clients.client_id when the source knows it").optional(),
    ring_seconds: seconds("from dialling to answer or end").optional(),
    talk_seconds: seconds("connected with a person; 0 when nobody answered"),
    duration_seconds: seconds("whole call, ringing included").optional(),
    disposition: code(dispositions, "how the call ended"),
    recording: text("recording id or address; empty when there is none").optional(),
    is_recorded: flag(
      "true when the telephony says that a recording exists; empty when its id or address tells",
    ).optional(),
    script_version: text("script_versions.script_version used").optional(),
    transfer_count: count("times the call was passed on").optional(),
    updated_at: instant("last change in the source; the newer one wins").optional(),
  }),
});

export const callLegs = defineContract({
  entity: "call_legs",
  doc: "One leg of a call: a telephone that rang or spoke.",
  key: ["call_id", "leg_number"],
  event: "started_at",
  schema: z.strictObject({
    call_id: id("calls.call_id"),
    leg_number: count("order within the call, from 1"),
    started_at: instant("when this leg began"),
    operator: employee("whose telephone it was").optional(),
    ring_seconds: seconds("ringing").optional(),
    talk_seconds: seconds("speaking"),
    disposition: code(dispositions, "how the leg ended"),
    is_transfer: flag("true when the call was passed on to this leg").optional(),
  }),
});

export const callResults = defineContract({
  entity: "call_results",
  doc: "One outcome an operator filed; a conversation may have a primary and several secondary ones.",
  key: ["result_id"],
  event: "filed_at",
  lookups: ["client_id", "client_phone"],
  schema: z.strictObject({
    result_id: id("identifier of the filed outcome"),
    call_id: id("calls.call_id when the source knows it").optional(),
    client_id: id("clients.client_id when the source knows it").optional(),
    client_phone: phone("number spoken to").optional(),
    operator: employee("who filed it"),
    filed_at: instant("when it was filed"),
    result_code: code(resultCodes, "goal, secondary, refusal, callback or screened out"),
    refusal_reason: entry("refusal_reasons", "why the client refused, or why we do not need him").optional(),
    secondary_goal: entry("secondary_goals", "which secondary goal was reached").optional(),
    callback_at: instant("when the operator promised to call again").optional(),
    is_decision_maker: flag("true when the person who decides was on the line").optional(),
    script_version: text("script_versions.script_version used").optional(),
    comment: text("note of the operator").optional(),
  }),
});

export const scriptVersions = defineContract({
  entity: "script_versions",
  doc: "One version of the conversation script.",
  key: ["script_version"],
  event: null,
  ordered: [{earlier: "valid_from", later: "valid_to"}],
  schema: z.strictObject({
    script_version: id("name of the version"),
    valid_from: day("first day in use"),
    valid_to: day("first day no longer in use; empty while it lasts").optional(),
    notes: text("what was changed and why").optional(),
  }),
});

export const qaReviews = defineContract({
  entity: "qa_reviews",
  doc: "One item of the checklist marked by one reviewer for one call.",
  key: ["review_id", "item_code"],
  event: "reviewed_on",
  schema: z.strictObject({
    review_id: id("one listened call by one reviewer"),
    item_code: id("item of the checklist"),
    item_name: text("item in words").optional(),
    call_id: id("calls.call_id when known").optional(),
    operator: employee("whose conversation it was"),
    reviewer: employee("who listened").optional(),
    reviewed_on: day("day of listening"),
    called_at: instant("when the conversation began").optional(),
    client_phone: phone("number spoken to").optional(),
    score: rate("share of the item fulfilled, 0..1; empty when it did not apply").optional(),
    weight: ratio("weight of the item in the checklist").optional(),
    is_critical: flag("true when failing the item fails the call").optional(),
    script_version: text("script_versions.script_version").optional(),
  }),
});
