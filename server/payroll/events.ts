/** What each step of a month of pay says; money is exact text, "1500.50". */
export interface Details {
  /** HR says that this earlier month, and those before it, are not paid here. */
  review_started: {hash: string; snapshot_id: string; total: string; not_paid_here?: string | undefined};
  review_ended: {reason: string};
  closed: {hash: string; snapshot_id: string; total: string; people: number; pay_day: string};
  exported: {format: "csv" | "xlsx"; hash: string; total: string};
  /** Of a closed month: what it comes to by present data, version 2 and up. */
  recalculated: {version: number; snapshot_id: string; people: number; change: string};
  adjustment_made: {
    amount: string;
    legal_class: "piece_rate" | "bonus";
    ground: "award" | "consent" | "court" | "counting_error";
    reason: string;
    document: string;
    document_date?: string | undefined;
    approver: string;
  };
  adjustment_withdrawn: {adjustment_id: number; reason: string};
  /** In the open month, about a closed one. */
  correction_accepted: {closed_month: string; version: number; amount: string; reason: string};
  correction_declined: {closed_month: string; version: number; reason: string};
  correction_withdrawn: {correction_id: number; reason: string};
  order_recorded: {number: string; date: string; order_kind: "remark" | "reprimand"};
  order_withdrawn: {order_id: number; reason: string};
  /** `hash` is of the content that was signed; `content` stands with the first signature under it. */
  plan_signed: {plan: string; version: number; on: string; hash?: string; content?: unknown};
  signature_withdrawn: {signature_id: number; reason: string};
  question_asked: {line_id: string; text: string};
  question_answered: {question_id: number; text: string};
  question_settled: {question_id: number; text: string};
}
export type Kind = keyof Details;

/** A step as it is about to be taken. */
export type Step = {
  [One in Kind]: {month: string; kind: One; employee_id: string | null; detail: Details[One]};
}[Kind];

/** A step as the ledger keeps it. */
export type PayrollEvent = Step & {
  event_id: number;
  /** Milliseconds of UTC. */
  at: number;
  by_name: string;
};
