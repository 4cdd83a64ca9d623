import type {PayrollStatus, QuestionStatus} from "../../queries/vocabulary.ts";
import type {Details, PayrollEvent} from "./events.ts";

interface Signed {
  event_id: number;
  at: number;
  by_name: string;
}
export interface Adjustment extends Signed {
  employee_id: string;
  detail: Details["adjustment_made"];
  withdrawn: (Signed & {reason: string}) | null;
}
export interface Order extends Signed, Readonly<Details["order_recorded"]> {
  employee_id: string;
  withdrawn: (Signed & {reason: string}) | null;
}
/** What HR did with what a closed month still owes one person. */
export interface Correction extends Signed {
  employee_id: string;
  closed_month: string;
  version: number;
  /** Null when it was declined. */
  amount: string | null;
  reason: string;
  withdrawn: (Signed & {reason: string}) | null;
}
export interface Question extends Signed {
  employee_id: string;
  line_id: string;
  status: QuestionStatus;
  said: (Signed & {text: string})[];
}

/** A month of pay as its steps have left it. */
export interface PayrollMonth {
  month: string;
  status: PayrollStatus;
  review: (Signed & Details["review_started"]) | null;
  closed: (Signed & Details["closed"]) | null;
  exports: (Signed & Details["exported"])[];
  /** 1 when it was closed; each later calculation that came out otherwise is one more. */
  version: number;
  adjustments: Adjustment[];
  corrections: Correction[];
  orders: Order[];
  /** Signatures under plans that are dated in this month. */
  signatures: (Signed & {employee_id: string; withdrawn: (Signed & {reason: string}) | null} & Omit<
      Details["plan_signed"],
      "content"
    >)[];
  questions: Question[];
}

/** A month from its steps in their order; it has only steps that `refusalOf` let through. */
export function monthOf(month: string, events: readonly PayrollEvent[]): PayrollMonth {
  const state: PayrollMonth = {
    month,
    status: "draft",
    review: null,
    closed: null,
    exports: [],
    version: 0,
    adjustments: [],
    corrections: [],
    orders: [],
    signatures: [],
    questions: [],
  };
  for (const event of events) if (event.month === month) apply(state, event);
  return state;
}

function apply(state: PayrollMonth, event: PayrollEvent): void {
  const {event_id, at, by_name} = event;
  const signed = {event_id, at, by_name};
  const employee_id = event.employee_id ?? "";
  switch (event.kind) {
    case "review_started":
      state.status = "review";
      state.review = {...signed, ...event.detail};
      break;
    case "review_ended":
      state.status = "draft";
      state.review = null;
      break;
    case "closed":
      state.status = "closed";
      state.closed = {...signed, ...event.detail};
      state.version = 1;
      break;
    case "exported":
      state.status = "exported";
      state.exports.push({...signed, ...event.detail});
      break;
    case "recalculated":
      state.version = event.detail.version;
      break;
    case "adjustment_made":
      state.adjustments.push({...signed, employee_id, detail: event.detail, withdrawn: null});
      break;
    case "adjustment_withdrawn": {
      const made = state.adjustments.find((one) => one.event_id === event.detail.adjustment_id)!;
      made.withdrawn = {...signed, reason: event.detail.reason};
      break;
    }
    case "correction_accepted":
    case "correction_declined":
      state.corrections.push({...signed, employee_id, amount: null, ...event.detail, withdrawn: null});
      break;
    case "correction_withdrawn": {
      const decided = state.corrections.find((one) => one.event_id === event.detail.correction_id)!;
      decided.withdrawn = {...signed, reason: event.detail.reason};
      break;
    }
    case "order_recorded":
      state.orders.push({...signed, employee_id, ...event.detail, withdrawn: null});
      break;
    case "order_withdrawn": {
      const recorded = state.orders.find((one) => one.event_id === event.detail.order_id)!;
      recorded.withdrawn = {...signed, reason: event.detail.reason};
      break;
    }
    case "question_asked": {
      const {line_id, text} = event.detail;
      state.questions.push({...signed, employee_id, line_id, status: "open", said: [{...signed, text}]});
      break;
    }
    case "question_answered":
    case "question_settled": {
      const question = state.questions.find((one) => one.event_id === event.detail.question_id)!;
      question.said.push({...signed, text: event.detail.text});
      const isOwn = question.by_name === by_name;
      question.status = event.kind === "question_settled" ? "settled" : isOwn ? "open" : "answered";
      break;
    }
    case "plan_signed": {
      const {content: _content, ...detail} = event.detail;
      state.signatures.push({...signed, employee_id, ...detail, withdrawn: null});
      break;
    }
    case "signature_withdrawn": {
      const given = state.signatures.find((one) => one.event_id === event.detail.signature_id)!;
      given.withdrawn = {...signed, reason: event.detail.reason};
      break;
    }
  }
}
