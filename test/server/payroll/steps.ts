import type {PayrollEvent, Step} from "../../../server/payroll/events.ts";
import {monthOf} from "../../../server/payroll/month.ts";
import {type Actor, type Circumstances, refusalOf} from "../../../server/payroll/refusal.ts";

export const hr: Actor = {name: "Ольга", role: "hr", employee_id: "e9"};
export const otherHr: Actor = {name: "Павел", role: "hr", employee_id: null};
export const director: Actor = {name: "Директор", role: "director", employee_id: null};
export const employee: Actor = {name: "Анна", role: "employee", employee_id: "e1"};

export const circumstances: Circumstances = {
  today: "2026-11-05",
  fourEyes: false,
  closedMonths: [],
  signers: [],
  hash: "h",
  owed: null,
  openBefore: null,
  hindrances: [],
  lineIds: ["base"],
};

/** A month, and what is true when steps are taken in it. */
export function life(now: Partial<Circumstances> = {}, month = "2026-10") {
  const events: PayrollEvent[] = [];
  const state = () => monthOf(month, events);
  return {
    state,
    /** Takes the step if it may be taken; the reason if not. */
    take(step: Omit<Step, "month">, actor: Actor, change: Partial<Circumstances> = {}): string | null {
      const whole = {month, ...step} as Step;
      const refusal = refusalOf(state(), whole, actor, {...circumstances, ...now, ...change});
      if (refusal) return refusal.en;
      events.push({...whole, event_id: events.length + 1, at: events.length, by_name: actor.name});
      return null;
    },
  };
}

const ofMonth = {employee_id: null} as const;
export const review = (hash = "h"): Omit<Step, "month"> => ({
  ...ofMonth,
  kind: "review_started",
  detail: {hash, snapshot_id: "s", total: "1.00"},
});
export const back: Omit<Step, "month"> = {...ofMonth, kind: "review_ended", detail: {reason: "ещё данные"}};
export const close = (hash = "h"): Omit<Step, "month"> => ({
  ...ofMonth,
  kind: "closed",
  detail: {hash, snapshot_id: "s", total: "1.00", people: 1, pay_day: "2026-11-10"},
});
export const exported: Omit<Step, "month"> = {
  ...ofMonth,
  kind: "exported",
  detail: {format: "csv", hash: "h", total: "1.00"},
};
export const recalculated = (version: number): Omit<Step, "month"> => ({
  ...ofMonth,
  kind: "recalculated",
  detail: {version, snapshot_id: "s2", people: 1, change: "5.00"},
});
export const adjust = (amount: string, ground: string, employee_id = "e1"): Omit<Step, "month"> =>
  ({
    employee_id,
    kind: "adjustment_made",
    detail: {amount, ground, legal_class: "bonus", reason: "r", document: "d", approver: "a"},
  }) as Omit<Step, "month">;
export const withdraw = (adjustment_id: number): Omit<Step, "month"> => ({
  employee_id: "e1",
  kind: "adjustment_withdrawn",
  detail: {adjustment_id, reason: "r"},
});
export const accept = (amount: string, version = 2, employee_id = "e1"): Omit<Step, "month"> => ({
  employee_id,
  kind: "correction_accepted",
  detail: {closed_month: "2026-09", version, amount, reason: "r"},
});
export const decline: Omit<Step, "month"> = {
  employee_id: "e1",
  kind: "correction_declined",
  detail: {closed_month: "2026-09", version: 2, reason: "r"},
};
export const order: Omit<Step, "month"> = {
  employee_id: "e1",
  kind: "order_recorded",
  detail: {number: "7", date: "2026-10-05", order_kind: "remark"},
};
export const ask = (line_id = "base", employee_id = "e1"): Omit<Step, "month"> => ({
  employee_id,
  kind: "question_asked",
  detail: {line_id, text: "почему?"},
});
export const say = (question_id: number, isLast = false): Omit<Step, "month"> => ({
  employee_id: "e1",
  kind: isLast ? "question_settled" : "question_answered",
  detail: {question_id, text: "потому"},
});
