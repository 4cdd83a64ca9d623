import type {Bilingual} from "./money.ts";

/**
 * A figure that a pay plan may read.
 * - count: what was done in the days observed; its norm is of a whole month and shrinks with the days worked
 * - share: numerator of denominator; its norm stands as it is
 * - money: kopecks received, taken from deals and their payments
 */
export interface InputMetricDefinition {
  readonly name: Bilingual;
  readonly unit: "count" | "share" | "money";
  /** Whose, and of which time. */
  readonly grain: string;
  /** Which side of the norm is good. */
  readonly direction: "up" | "down";
  /** What stands above and below the line. */
  readonly numerator: string;
  readonly denominator: string | null;
  /** What tells chance from more than chance: counts of trials, a deviation, a verdict on the book, or earlier months. */
  readonly evidence: "trials" | "deviation" | "book" | "series" | "none";
  /** Which rows the ids of an observation point to. */
  readonly rows: string;
}

/** Closed list: a plan can name no other figure. */
export const inputMetrics = {
  results_accepted: {
    name: {en: "Results accepted by hunters", ru: "Результаты, принятые охотниками"},
    unit: "count",
    grain: "operator and month of acceptance",
    direction: "up",
    numerator: "hand-overs to hunters that were accepted and not given back in the month",
    denominator: null,
    evidence: "series",
    rows: "fct_handovers.handover_id",
  },
  result_rate: {
    name: {en: "Result rate per company", ru: "Результативность на компанию"},
    unit: "share",
    grain: "operator and month",
    direction: "up",
    numerator: "companies with a result",
    denominator: "companies worked",
    evidence: "trials",
    rows: "fct_call_results.result_id",
  },
  conversations: {
    name: {en: "Conversations", ru: "Разговоры"},
    unit: "count",
    grain: "employee and month",
    direction: "up",
    numerator: "conversations",
    denominator: null,
    evidence: "series",
    rows: "rollup_operator_days: day and employee",
  },
  talk_minutes_share: {
    name: {en: "Talk minutes of the norm", ru: "Минуты разговора от нормы"},
    unit: "share",
    grain: "operator and month",
    direction: "up",
    numerator: "talk minutes",
    denominator: "talk minutes that the norm asks of the days worked",
    evidence: "deviation",
    rows: "rollup_operator_days: day and employee",
  },
  callbacks_kept_share: {
    name: {en: "Promised calls made in time", ru: "Обещанные звонки, сделанные в срок"},
    unit: "share",
    grain: "employee and month promised for",
    direction: "up",
    numerator: "promised calls made by the day promised",
    denominator: "promised calls that fell due while the person was at work",
    evidence: "trials",
    rows: "fct_call_results.result_id",
  },
  qa_score_share: {
    name: {en: "Quality of conversations", ru: "Качество разговоров по чек-листу"},
    unit: "share",
    grain: "employee and month of listening",
    direction: "up",
    numerator: "weights of the checklist's items fulfilled",
    denominator: "weights of the items that applied",
    evidence: "trials",
    rows: "fct_qa_scores: review and item",
  },
  payments_received: {
    name: {en: "Money received", ru: "Поступившие деньги"},
    unit: "money",
    grain: "deal, employee credited and payment",
    direction: "up",
    numerator: "money received",
    denominator: null,
    evidence: "none",
    rows: "fct_payments.payment_id",
  },
  deals_won: {
    name: {en: "Deals won", ru: "Выигранные сделки"},
    unit: "count",
    grain: "hunter and month of closing",
    direction: "up",
    numerator: "deals won",
    denominator: null,
    evidence: "series",
    rows: "fct_deals.deal_id",
  },
  handovers_in_time_share: {
    name: {en: "Hand-overs to farmers in time", ru: "Передачи фермерам в срок"},
    unit: "share",
    grain: "hunter and month",
    direction: "up",
    numerator: "clients accepted by a farmer in the month whom the hunter gave away within his limit",
    denominator:
      "clients accepted by a farmer in the month and not given back in it, and those still held past the limit",
    evidence: "trials",
    rows: "fct_handover_clocks: client and days with the hunter",
  },
  handovers_returned_share: {
    name: {en: "Hand-overs given back", ru: "Передачи, возвращённые обратно"},
    unit: "share",
    grain: "employee who hands over and month",
    direction: "down",
    numerator: "hand-overs given back",
    denominator: "hand-overs offered",
    evidence: "trials",
    rows: "fct_handovers.handover_id",
  },
  contacts_done_share: {
    name: {en: "Clients contacted in time", ru: "Клиенты, с которыми связались в срок"},
    unit: "share",
    grain: "farmer and month",
    direction: "up",
    numerator: "clients with the contact their group requires",
    denominator: "clients with a requirement",
    evidence: "trials",
    rows: "rollup_client_months: month and client",
  },
  volume_change: {
    name: {en: "Volume of the book against a year ago", ru: "Объём закреплённых клиентов к прошлому году"},
    unit: "share",
    grain: "farmer and three months, the book frozen a year ago",
    direction: "up",
    numerator: "orders now of the clients held a year ago",
    denominator: "their orders in the same months then",
    evidence: "book",
    rows: "int_frozen_books: month and client",
  },
  net_retention: {
    name: {en: "Volume kept (NRR)", ru: "Удержанный объём (NRR)"},
    unit: "share",
    grain: "farmer and three months, the book frozen a year ago",
    direction: "up",
    numerator: "orders now of the clients held a year ago that bought then",
    denominator: "their orders in the same months then",
    evidence: "book",
    rows: "int_frozen_books: month and client",
  },
  clients_revived: {
    name: {en: "Dormant clients that bought again", ru: "Возвращённые спящие клиенты"},
    unit: "count",
    grain: "employee and month of the purchase",
    direction: "up",
    numerator: "dormant clients with an order",
    denominator: null,
    evidence: "series",
    rows: "fct_orders.order_id",
  },
} as const satisfies Record<string, InputMetricDefinition>;

export type InputMetric = keyof typeof inputMetrics;
export const inputMetricNames = Object.keys(inputMetrics) as [InputMetric, ...InputMetric[]];
export const metricOf = (metric: InputMetric): InputMetricDefinition => inputMetrics[metric];

/**
 * How a plan reads a figure.
 * - raw: the month as it is
 * - three_month: the month and the two before it together
 * - shrunken: drawn towards the mean of all who are measured by it, the more the fewer the trials
 * - outside_chart_limits: a figure worse than the norm counts as the norm until chance cannot explain it
 */
export const estimators = ["raw", "three_month", "shrunken", "outside_chart_limits"] as const;
export type Estimator = (typeof estimators)[number];
