import * as z from "zod";
import {campaignKinds, clientSizes, legs} from "../../queries/vocabulary.ts";
import {defineContract} from "./contract.ts";
import {
  amount,
  code,
  count,
  day,
  employee,
  flag,
  id,
  instant,
  money,
  phone,
  phones,
  ratio,
  text,
} from "./fields.ts";

export const clients = defineContract({
  entity: "clients",
  doc: "One company we sell to or want to sell to.",
  key: ["client_id"],
  event: null,
  lookups: ["client_name", "tax_id", "phones", "decision_maker_phone", "owner", "created_at"],
  schema: z.strictObject({
    client_id: id("identifier in the CRM or accounting"),
    client_name: text("company name").optional(),
    tax_id: text("tax number (INN), digits only").optional(),
    phones: phones("telephone numbers of the company and its people").optional(),
    client_group: text("group that sets how often the client must be contacted").optional(),
    client_size: code(clientSizes, "large, medium or small").optional(),
    segment: text("segment found out in the first conversation").optional(),
    city: text("city or region").optional(),
    industry: text("what the company does").optional(),
    headcount: count("people employed").optional(),
    annual_revenue_amount: money("the client's own yearly sales").optional(),
    decision_maker_name: text("full name of the person who decides").optional(),
    decision_maker_phone: phone("mobile of the person who decides").optional(),
    suppliers: text("whom they buy from now").optional(),
    development_plans: text("plans of growth, production, new sites").optional(),
    media_preferences: text("media and channels they choose").optional(),
    advertising_goals: text("goals of their advertising").optional(),
    client_source: text("list or channel the client came from").optional(),
    created_at: instant("when the card was made").optional(),
    created_by: employee("who made the card").optional(),
    owner: employee("who holds the client now").optional(),
    updated_at: instant("last change of the card; the newer one wins").optional(),
  }),
});

export const clientPotentials = defineContract({
  entity: "client_potentials",
  doc: "One dated estimate of what a client could buy in a year; estimates are added, never overwritten.",
  key: ["client_id", "estimated_on"],
  event: null,
  schema: z.strictObject({
    client_id: id("clients.client_id"),
    estimated_on: day("day of the estimate"),
    potential_amount: amount("what the client could spend on our goods in a year"),
    method: text("how it was estimated").optional(),
    estimated_by: employee("who estimated").optional(),
  }),
});

export const ownershipEvents = defineContract({
  entity: "ownership_events",
  doc: "One moment a client came into somebody's hands.",
  key: ["client_id", "started_at"],
  event: "started_at",
  isPlanned: true,
  schema: z.strictObject({
    client_id: id("clients.client_id"),
    started_at: instant("from this moment on"),
    owner: employee("who holds the client from then on"),
    leg: code(legs, "part of the relay the owner works in").optional(),
    reason: text("why it changed").optional(),
  }),
});

export const campaigns = defineContract({
  entity: "campaigns",
  doc: "One planned effort on a list of clients.",
  key: ["campaign_id"],
  event: null,
  ordered: [{earlier: "started_on", later: "ended_on", isApart: true}],
  schema: z.strictObject({
    campaign_id: id("identifier of the campaign"),
    campaign_name: text("name people use").optional(),
    campaign_kind: code(campaignKinds, "cold list, revival of the dormant base, or other"),
    started_on: day("first day"),
    ended_on: day("first day after the campaign").optional(),
  }),
});

export const campaignMembers = defineContract({
  entity: "campaign_members",
  doc: "One client assigned to a campaign, treated or held out.",
  key: ["campaign_id", "client_id"],
  event: null,
  schema: z.strictObject({
    campaign_id: id("campaigns.campaign_id"),
    client_id: id("clients.client_id"),
    is_control: flag("true when the client was held out by lot"),
    stratum: text("band the lot was drawn within").optional(),
  }),
});

export const clientFeedback = defineContract({
  entity: "client_feedback",
  doc: "One answer of a client to a survey about us.",
  key: ["feedback_id"],
  event: "answered_at",
  limits: [{value: "score", most: "score_max"}],
  schema: z.strictObject({
    feedback_id: id("identifier of the answer"),
    client_id: id("clients.client_id").optional(),
    client_phone: phone("number that answered, when the client is not known by id").optional(),
    answered_at: instant("when the client answered"),
    score: ratio("mark given"),
    score_max: ratio("best possible mark"),
    reason: text("why, in the client's words").optional(),
    stage: text("stage of the relay asked about").optional(),
    employee: employee("the person the answer is about").optional(),
  }),
});
