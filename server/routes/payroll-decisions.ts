import {type Request, Router} from "express";
import * as z from "zod";
import type {Deps} from "../app.ts";
import {signedIn, signedInAs} from "../auth/session.ts";
import {HttpError} from "../errors.ts";
import type {Calculation} from "../payroll/calculation.ts";
import {type Known, takeStep} from "../payroll/close.ts";
import {listOwed, writeDecisions} from "../payroll/decisions.ts";
import type {Details, Step} from "../payroll/events.ts";
import {actorOf, bodyOf, monthIn} from "../payroll/request.ts";

const text = z.string().trim().min(1).max(2000);
const id = z.string().trim().min(1).max(200);
const adjustment = z.strictObject({
  employee_id: id,
  amount: z.string(),
  legal_class: z.enum(["piece_rate", "bonus"]),
  ground: z.enum(["award", "consent", "court", "counting_error"]),
  reason: text,
  document: text,
  approver: text,
});
const correction = z.strictObject({
  employee_id: id,
  closed_month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  version: z.int().min(2),
  /** Null puts the difference aside. */
  amount: z.string().nullable(),
  reason: text,
});
const order = z.strictObject({
  employee_id: id,
  number: text,
  date: z.iso.date(),
  order_kind: z.enum(["remark", "reprimand"]),
});
const signature = z.strictObject({employee_id: id, plan: id, version: z.int().min(1), on: z.iso.date()});
const question = z.strictObject({line_id: id, text});
const answer = z.strictObject({text, settle: z.boolean().default(false)});
const deciding = {en: "deciding about pay", ru: "решения о выплатах"};

/**
 * POST /payroll/:month/adjustments, /corrections, /orders, /signatures: what HR decides; /questions: an employee asks
 * about an own line, and the thread goes on.
 */
export function payrollDecisionRoutes({ledger, home}: Deps, calculation: Calculation): Router {
  const router = Router();

  function take(request: Request, step: Step, change: Partial<Known> = {}): number {
    const known = {
      today: calculation.today(),
      fourEyes: calculation.fourEyes(),
      hash: null,
      owed: null,
      lineIds: null,
    };
    const event_id = takeStep(ledger, step, actorOf(signedIn(request)), {...known, ...change});
    writeDecisions(home, ledger);
    return event_id;
  }

  router.post("/payroll/:month/adjustments", async (request, response) => {
    signedInAs(request, deciding, ["hr"]);
    const month = monthIn(request);
    const {employee_id, ...detail} = bodyOf(adjustment, request);
    await isPaidIn(month, employee_id);
    const event_id = take(request, {month, kind: "adjustment_made", employee_id, detail});
    response.status(201).json({event_id});
  });

  router.post("/payroll/:month/adjustments/:id/withdraw", (request, response) => {
    signedInAs(request, deciding, ["hr"]);
    const month = monthIn(request);
    const {reason} = bodyOf(z.strictObject({reason: text}), request);
    const detail = {adjustment_id: numberIn(request), reason};
    const event_id = take(request, {month, kind: "adjustment_withdrawn", employee_id: null, detail});
    response.status(201).json({event_id});
  });

  router.post("/payroll/:month/corrections", async (request, response) => {
    signedInAs(request, deciding, ["hr"]);
    const month = monthIn(request);
    const {employee_id, amount, ...about} = bodyOf(correction, request);
    await isPaidIn(month, employee_id);
    const owed =
      listOwed(ledger).find(
        (one) =>
          one.employee_id === employee_id &&
          one.closed_month === about.closed_month &&
          one.closed_month < month,
      ) ?? null;
    const step: Step =
      amount === null
        ? {month, kind: "correction_declined", employee_id, detail: about}
        : {month, kind: "correction_accepted", employee_id, detail: {...about, amount}};
    response.status(201).json({event_id: take(request, step, {owed})});
  });

  router.post("/payroll/:month/orders", async (request, response) => {
    signedInAs(request, deciding, ["hr"]);
    const month = monthIn(request);
    const {employee_id, ...detail} = bodyOf(order, request);
    if (detail.date.slice(0, 7) !== month) throw otherMonth(detail.date);
    await isPaidIn(month, employee_id);
    const event_id = take(request, {month, kind: "order_recorded", employee_id, detail});
    response.status(201).json({event_id});
  });

  router.post("/payroll/:month/signatures", (request, response) => {
    signedInAs(request, deciding, ["hr"]);
    const month = monthIn(request);
    const {employee_id, ...detail} = bodyOf(signature, request);
    if (detail.on.slice(0, 7) !== month) throw otherMonth(detail.on);
    const event_id = take(request, {month, kind: "plan_signed", employee_id, detail});
    response.status(201).json({event_id});
  });

  router.post("/payroll/:month/questions", async (request, response) => {
    const user = signedInAs(request, {en: "asking about pay", ru: "вопросы о выплатах"}, ["employee"]);
    const month = monthIn(request);
    const detail: Details["question_asked"] = bodyOf(question, request);
    const {statements} = await calculation.shown(month, "employee");
    const own = statements.find((one) => one.employee_id === user.employee_id);
    const event_id = take(
      request,
      {month, kind: "question_asked", employee_id: user.employee_id, detail},
      {lineIds: own?.lines.map((line) => line.id) ?? null},
    );
    response.status(201).json({event_id});
  });

  router.post("/payroll/:month/questions/:id", (request, response) => {
    signedInAs(request, {en: "answering about pay", ru: "ответы о выплатах"}, ["hr", "employee"]);
    const month = monthIn(request);
    const {text: said, settle} = bodyOf(answer, request);
    const detail = {question_id: numberIn(request), text: said};
    const kind = settle ? "question_settled" : "question_answered";
    const event_id = take(request, {month, kind, employee_id: null, detail});
    response.status(201).json({event_id});
  });

  async function isPaidIn(month: string, employee: string): Promise<void> {
    const {statements} = await calculation.shown(month, "hr");
    if (statements.some(({employee_id}) => employee_id === employee)) return;
    throw new HttpError("refused", {
      en: `${employee}: nobody of this id is paid in ${month}`,
      ru: `${employee}: в месяце ${month} такому сотруднику ничего не начисляется`,
    });
  }
  return router;
}

const numberIn = (request: Request): number => {
  const {id: given} = request.params;
  return typeof given === "string" && /^\d{1,12}$/.test(given) ? Number(given) : 0;
};

const otherMonth = (day: string) =>
  new HttpError("bad_request", {
    en: `${day}: the day is of another month`,
    ru: `${day}: это день другого месяца`,
  });
