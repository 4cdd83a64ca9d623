import * as z from "zod";
import {dealStatuses, legs} from "../../queries/vocabulary.ts";
import {defineContract} from "./contract.ts";
import {code, day, employee, id, instant, money, phone, rate, ratio, text} from "./fields.ts";

/** How a row of CRM or accounting names its client: by id, else tax number, else phone, else exact name. */
const clientReference = {
  client_id: id("clients.client_id when the source knows it").optional(),
  client_name: text("name of the client as the source writes it").optional(),
  client_tax_id: text("tax number of the client").optional(),
  client_phone: phone("telephone of the client").optional(),
};
/** Whom a row named before it changed. */
const formerClient = Object.keys(clientReference);

export const deals = defineContract({
  entity: "deals",
  doc: "One possible sale, from the warm client to won or lost.",
  key: ["deal_id"],
  event: "created_at",
  lookups: ["stage", "closed_at", ...formerClient],
  schema: z.strictObject({
    deal_id: id("identifier in the CRM"),
    deal_name: text("title in the CRM").optional(),
    ...clientReference,
    pipeline: text("funnel of the CRM").optional(),
    stage: text("stage as the CRM names it; dictionaries/stages.csv gives it a meaning").optional(),
    status: code(dealStatuses, "open, won or lost; read from the stage when empty").optional(),
    amount: money("value of the deal").optional(),
    created_at: instant("when the deal was opened"),
    closed_at: instant("when it was won or lost").optional(),
    owner: employee("who leads the deal").optional(),
    sourced_by: employee("the operator who brought the client").optional(),
    loss_reason: text("why it was lost").optional(),
    deal_source: text("list or channel").optional(),
    updated_at: instant("last change in the CRM; the newer one wins").optional(),
  }),
});

export const dealShares = defineContract({
  entity: "deal_shares",
  doc: "One person's share of a won deal that several are paid for; of one deal the shares sum to 100 %. A deal without rows is its owner's.",
  key: ["deal_id", "employee"],
  event: null,
  schema: z.strictObject({
    deal_id: id("deals.deal_id"),
    employee: employee("who has the share"),
    share: rate("share of the deal, from 0 to 1; 0 takes the person out"),
  }),
});

export const stageEvents = defineContract({
  entity: "stage_events",
  doc: "One move of a deal into a stage.",
  key: ["deal_id", "entered_at", "stage"],
  event: "entered_at",
  schema: z.strictObject({
    deal_id: id("deals.deal_id"),
    entered_at: instant("when the deal came into the stage"),
    stage: text("stage as the CRM names it"),
    pipeline: text("funnel of the CRM").optional(),
    moved_by: employee("who moved it").optional(),
  }),
});

export const orders = defineContract({
  entity: "orders",
  doc: "One line of an order or shipment; returns are negative.",
  key: ["order_id", "line_number"],
  event: "ordered_on",
  lookups: formerClient,
  schema: z.strictObject({
    order_id: id("number of the document"),
    line_number: id("line within the document"),
    ...clientReference,
    ordered_on: day("day of the document"),
    product_group: text("group of goods").optional(),
    product: text("goods").optional(),
    quantity: ratio("units sold").optional(),
    amount: money("value of the line, tax as the company counts it"),
    manager: employee("who is named in the document").optional(),
  }),
});

export const invoices = defineContract({
  entity: "invoices",
  doc: "One invoice.",
  key: ["invoice_id"],
  event: "issued_on",
  lookups: formerClient,
  schema: z.strictObject({
    invoice_id: id("number of the invoice"),
    ...clientReference,
    deal_id: id("deals.deal_id").optional(),
    issued_on: day("day of issue"),
    due_on: day("day it should be paid").optional(),
    amount: money("value of the invoice"),
    product_group: text("group of goods").optional(),
    issued_by: employee("who issued it").optional(),
  }),
});

export const payments = defineContract({
  entity: "payments",
  doc: "One receipt of money; refunds are negative.",
  key: ["payment_id"],
  event: "paid_on",
  lookups: formerClient,
  schema: z.strictObject({
    payment_id: id("number of the receipt"),
    ...clientReference,
    deal_id: id("deals.deal_id").optional(),
    invoice_id: id("invoices.invoice_id").optional(),
    paid_on: day("day the money came"),
    amount: money("money received"),
    product_group: text("group of goods").optional(),
    manager: employee("who is named in the document").optional(),
  }),
});

export const handovers = defineContract({
  entity: "handovers",
  doc: "One passing of a client from one post to the next.",
  key: ["handover_id"],
  event: "offered_at",
  lookups: formerClient,
  ordered: [
    {earlier: "offered_at", later: "accepted_at"},
    {earlier: "offered_at", later: "returned_at"},
  ],
  schema: z.strictObject({
    handover_id: id("identifier of the hand-over"),
    ...clientReference,
    deal_id: id("deals.deal_id").optional(),
    from_leg: code(legs, "post that gives"),
    to_leg: code(legs, "post that takes"),
    from_employee: employee("who gives").optional(),
    to_employee: employee("who takes").optional(),
    offered_at: instant("when the client was offered"),
    accepted_at: instant("when the taker accepted; empty while waiting").optional(),
    returned_at: instant("when it was given back").optional(),
    return_reason: text("why it was given back").optional(),
    due_at: instant("limit by which it should have been accepted").optional(),
  }),
});
