import type {Built} from "../../helpers/run-model.ts";
import {monthOf} from "./days.ts";

/** Rows of the facts as the second computations read them: days are texts, money is whole kopecks. */
export interface Call {
  call_id: string;
  call_month: string;
  call_date: string;
  call_hour: number;
  start_seconds: number;
  started_at: string;
  direction: string;
  employee_id: string | null;
  leg_code: string | null;
  client_id: string | null;
  ring_seconds: number | null;
  talk_seconds: number;
  own_talk_seconds: number;
  duration_seconds: number;
  is_contact: boolean;
  is_conversation: boolean;
  has_recording: boolean;
  script_version: string | null;
  source_id: string | null;
}
export interface Outcome {
  result_id: string;
  result_month: string;
  result_date: string;
  filed_at: string;
  call_id: string | null;
  employee_id: string | null;
  leg_code: string | null;
  team_id: string | null;
  client_id: string | null;
  result_code: string;
  refusal_reason: string | null;
  screening_reason: string | null;
  secondary_goal: string | null;
  callback_at: string | null;
  is_decision_maker: boolean | null;
  script_version: string | null;
}
export interface Order {
  client_id: string | null;
  order_date: string;
  order_month: string;
  employee_id: string | null;
  leg_code: string | null;
  product_group: string | null;
  order_amount: number;
}
export interface Payment {
  payment_id: string;
  client_id: string | null;
  deal_id: string | null;
  invoice_id: string | null;
  payment_date: string;
  payment_month: string;
  payment_amount: number;
  employee_id: string | null;
  leg_code: string | null;
}
export interface Deal {
  deal_id: string;
  client_id: string | null;
  pipeline: string | null;
  stage: string | null;
  status: string;
  deal_amount: number | null;
  created_date: string;
  created_month: string;
  closed_date: string | null;
  closed_month: string | null;
  offer_date: string | null;
  owner_employee_id: string | null;
  owner_leg_code: string | null;
  owner_team_id: string | null;
  loss_reason: string | null;
}
export interface Move {
  deal_id: string;
  entered_at: string;
  entered_date: string;
  stage: string;
  stage_code: string | null;
  status: string | null;
}
export interface Handover {
  handover_id: string;
  handover_source: string;
  client_id: string | null;
  to_leg_code: string;
  to_employee_id: string | null;
  to_team_id: string | null;
  offered_at: string;
  offered_date: string;
  offered_month: string;
  due_at: string | null;
  accepted_at: string | null;
  accepted_date: string | null;
  returned_at: string | null;
  returned_date: string | null;
  return_reason: string | null;
  is_within_limit: boolean;
}
export interface Clock {
  client_id: string;
  started_date: string;
  trap_date: string;
  limit_date: string;
  own_limit_date: string;
  hunter_employee_id: string | null;
  hunter_team_id: string | null;
  passed_date: string | null;
  ended_date: string | null;
}
export interface Held {
  client_id: string;
  valid_from: string;
  valid_to: string;
  owner_employee_id: string | null;
  leg_code: string | null;
  team_id: string | null;
}
export interface Post {
  employee_id: string;
  valid_from: string;
  valid_to: string;
  leg_code: string | null;
  team_id: string | null;
}
export interface Month {
  month: string;
  month_end: string;
  known_until: string;
  is_complete: boolean;
}
export interface Mark {
  review_id: string;
  item_code: string;
  item_name: string | null;
  conversation_id: string | null;
  review_date: string;
  employee_id: string | null;
  reviewer_employee_id: string | null;
  score: number | null;
  weight: number;
  is_critical: boolean;
  script_version: string | null;
}
export interface Card {
  client_id: string;
  client_group: string | null;
  client_size: string | null;
  client_source: string | null;
  industry: string | null;
}
export interface Listed extends Card {
  client_name: string | null;
  client_phone: string | null;
  tax_id: string | null;
  owner_employee_id: string | null;
  owner_leg_code: string | null;
  order_amount: number;
  last_order_date: string | null;
  last_contact_date: string | null;
  owned_since_date: string | null;
  created_date: string | null;
  created_by_employee_id: string | null;
}
export interface Settings {
  contact_seconds: number;
  conversation_seconds: number;
  fading_days: number;
  dormant_days: number;
  deal_maturity_days: number;
  revival_days: number;
  gap_seconds: number;
  data_until: string;
}
/** One day on which a client bought: a day with a line that is no return. */
export interface Purchase {
  client_id: string;
  date: string;
  amount: number;
  previous: string | null;
  next: string | null;
}

/** Everything the second computations start from: facts and cards, no step between facts and rollups. */
export type Facts = Awaited<ReturnType<typeof readFacts>>;

/** A row of a rollup as the second computation gives it: money in kopecks, every column named. */
export type Row = Record<string, string | number | boolean | null>;
export type Second = (facts: Facts) => Row[];

/** What several computations start from, computed once a company. */
export function once<Value>(compute: (facts: Facts) => Value): (facts: Facts) => Value {
  const known = new WeakMap<Facts, {value: Value}>();
  return (facts) => {
    const found = known.get(facts) ?? {value: compute(facts)};
    known.set(facts, found);
    return found.value;
  };
}

export async function readFacts(built: Built) {
  const table = async <Item>(select: string): Promise<Item[]> =>
    (await built.query(select)).map((row) => {
      for (const [name, value] of Object.entries(row))
        if (name.endsWith("_amount") && value !== null) row[name] = Math.round(Number(value) * 100);
      return row as Item;
    });
  const [settings] = await table<Settings>("select * from dim_settings");
  const orders = await table<Order>("select * from fct_orders");
  const calls = await table<Call>("select * from fct_calls");
  const posts = await table<Post>("select * from dim_employee_roles");
  const owners = await table<Held>("select * from fct_ownership");
  const purchases = purchasesOf(orders);
  const makers = await table<Listed>("select * from dim_clients");
  return {
    settings: settings!,
    until: settings!.data_until,
    months: await table<Month>("select * from dim_months order by month"),
    calls,
    /** Calls out and in. */
    attempts: calls.filter((call) => call.direction !== "internal"),
    outcomes: await table<Outcome>("select * from fct_call_results"),
    orders,
    ordersOf: Map.groupBy(orders, (order) => order.client_id),
    purchases,
    purchasesOf: Map.groupBy(purchases, (purchase) => purchase.client_id),
    payments: await table<Payment>("select * from fct_payments"),
    invoices: await table<{
      invoice_id: string;
      client_id: string | null;
      deal_id: string | null;
      invoice_date: string;
    }>("select * from fct_invoices"),
    deals: await table<Deal>("select * from fct_deals"),
    moves: await table<Move>("select * from fct_stage_events"),
    handovers: await table<Handover>("select * from fct_handovers"),
    clocks: await table<Clock>("select * from fct_handover_clocks"),
    owners,
    /** Who holds a client at the end of a day. */
    holderOn: on(owners, (held) => held.client_id),
    posts,
    /** What post a person holds on a day. */
    postOn: on(posts, (post) => post.employee_id),
    absences: await table<{employee_id: string; absence_date: string}>("select * from fct_absences"),
    marks: await table<Mark>("select * from fct_qa_scores"),
    answers: await table<{
      client_id: string | null;
      answer_month: string;
      score: number;
      score_max: number;
      feedback_stage: string | null;
      employee_id: string | null;
    }>("select * from fct_client_feedback"),
    cards: new Map((await table<Card>("select * from stage.clients")).map((card) => [card.client_id, card])),
    makers,
    /** What lists repeat of a client. */
    listed: new Map(makers.map((client) => [client.client_id, client])),
    potentials: await table<{client_id: string; estimated_on: string; potential_amount: number | null}>(
      "select * from stage.client_potentials",
    ),
    contactDays: new Map(
      (await table<{client_group: string; contact_days: number}>("select * from company.contact_groups")).map(
        (group) => [group.client_group, group.contact_days],
      ),
    ),
    campaigns: await table<{campaign_id: string; campaign_kind: string; started_date: string}>(
      "select * from dim_campaigns",
    ),
    members: await table<{campaign_id: string; client_id: string; is_control: boolean | null}>(
      "select * from stage.campaign_members",
    ),
    people: await table<{employee_id: string; left_date: string | null}>("select * from dim_employees"),
    extensions: new Map(
      (await table<{extension: string; employee_id: string}>("select * from stage.employee_extensions")).map(
        (one) => [one.extension, one.employee_id],
      ),
    ),
    legs: await table<{
      call_id: string;
      started_at: string;
      operator: string | null;
      talk_seconds: number;
      is_transfer: boolean | null;
    }>("select * from stage.call_legs"),
    recordings: new Map(
      (await built.query("select call_id, recording from stage.calls")).map((call) => [
        call["call_id"] as string,
        call["recording"] as string | null,
      ]),
    ),
    reasons: new Map(
      (await built.query("select refusal_reason, is_other from dim_refusal_reasons")).map((reason) => [
        reason["refusal_reason"] as string,
        Boolean(reason["is_other"]),
      ]),
    ),
    stages: await table<{pipeline: string; stage: string; position: number}>("select * from dim_stages"),
    norms: await table<{
      norm_id: string;
      low: number | null;
      high: number | null;
      valid_from: string;
      valid_to: string | null;
    }>("select * from dim_norms"),
    workingDays: (
      await table<{date_day: string}>("select date_day from dim_dates where is_working order by date_day")
    ).map((day) => day.date_day),
  };
}

function on<Stretch extends {valid_from: string; valid_to: string}>(
  stretches: Stretch[],
  keyOf: (stretch: Stretch) => string,
): (key: string | null, day: string) => Stretch | undefined {
  const byKey = Map.groupBy(stretches, keyOf);
  return (key, day) => byKey.get(key ?? "")?.find((one) => one.valid_from <= day && day < one.valid_to);
}

function purchasesOf(orders: Order[]): Purchase[] {
  const purchases: Purchase[] = [];
  for (const [client_id, own] of Map.groupBy(orders, (order) => order.client_id)) {
    if (client_id === null) continue;
    const days = [...Map.groupBy(own, (order) => order.order_date)]
      .filter(([, lines]) => lines.some((line) => line.order_amount >= 0))
      .sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [index, [date, lines]] of days.entries())
      purchases.push({
        client_id,
        date,
        amount: lines.reduce((total, line) => total + line.order_amount, 0),
        previous: days[index - 1]?.[0] ?? null,
        next: days[index + 1]?.[0] ?? null,
      });
  }
  return purchases;
}

/** Orders less returns of a client in a stretch of months, both ends included. */
export function orderedIn(facts: Facts, client: string, from: string, until: string): number {
  return sum(
    (facts.ordersOf.get(client) ?? []).filter(
      (order) => from <= order.order_month && order.order_month <= until,
    ),
    (order) => order.order_amount,
  );
}

export const sum = <Item>(items: Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

export const distinct = (values: (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

/** The rows of each different key, whose parts stand in the result as they are. */
export function groupsOf<Item, const Key extends readonly (string | number | boolean | null)[]>(
  items: Item[],
  keyOf: (item: Item) => Key,
): [Key, Item[]][] {
  return [...Map.groupBy(items, (item) => JSON.stringify(keyOf(item)))].map(([key, group]) => [
    JSON.parse(key) as Key,
    group,
  ]);
}

export const lastOf = (days: string[]): string | null =>
  days.reduce<string | null>((last, day) => (last !== null && last > day ? last : day), null);
export const firstOf = (days: string[]): string | null =>
  days.reduce<string | null>((first, day) => (first !== null && first < day ? first : day), null);

export function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

export const isIn = (month: string, day: string | null): boolean => day !== null && monthOf(day) === month;

/** The last post of who holds none any more on that day: what still comes in that name is of this post. */
export function legAfter(facts: Facts, employee: string | null, day: string): string | null {
  const last = facts.posts
    .filter((post) => post.employee_id === employee)
    .toSorted((a, b) => (a.valid_from < b.valid_from ? -1 : 1))
    .at(-1);
  return last && last.valid_to <= day ? last.leg_code : null;
}

/** Whether a person holds a post of that part of the relay on a day and is not away. */
export const worksIn = (facts: Facts, leg: string, employee: string, day: string): boolean =>
  facts.postOn(employee, day)?.leg_code === leg &&
  !facts.absences.some((one) => one.employee_id === employee && one.absence_date === day);
