import {type Request, Router} from "express";
import * as z from "zod";
import type {Deps} from "../app.ts";
import {signedIn, signedInAs, signedInOrTied} from "../auth/session.ts";
import {HttpError} from "../errors.ts";
import {audit} from "../ledger/audit.ts";
import {rehearsal, transaction} from "../ledger/ledger.ts";
import {closedMonths} from "../ledger/payroll.ts";
import type {Calculation} from "../payroll/calculation.ts";
import {type Known, takeStep, writeStep} from "../payroll/close.ts";
import {decisionsOf, listOwed, writeDecisions} from "../payroll/decisions.ts";
import {effectOf} from "../payroll/effect.ts";
import type {Details, Step} from "../payroll/events.ts";
import {notBeforePlan, notInStaff, otherMonth, signedAlready, unknownPlan} from "../payroll/faults.ts";
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
  document_date: z.iso.date().optional(),
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
const signature = z.strictObject({
  employees: z.array(id).min(1).max(20_000),
  plan: id,
  version: z.int().min(1),
  on: z.iso.date(),
});
const question = z.strictObject({line_id: id, text});
const answer = z.strictObject({text, settle: z.boolean().default(false)});
const deciding = {en: "deciding about pay", ru: "решения о выплатах"};

/**
 * POST /payroll/:month/adjustments, /corrections, /orders, /signatures: what HR decides, the first, third and fourth with
 * /trial: what would come of it, and nothing is kept; /questions: an employee asks about an own line, and the thread goes
 * on.
 */
export function payrollDecisionRoutes({ledger, home}: Deps, calculation: Calculation): Router {
  const router = Router();

  const knownNow = (): Known => ({
    today: calculation.today(),
    fourEyes: calculation.fourEyes(),
    hash: null,
    owed: null,
    lineIds: null,
    openBefore: null,
    hindrances: [],
  });

  /** Steps that are taken all or none, and can be tried first. */
  function decision(path: string, stepsOf: (request: Request, month: string) => Promise<Step[]>): void {
    router.post(`/payroll/:month/${path}`, async (request, response) => {
      const actor = actorOf(signedInAs(request, deciding, ["hr"]));
      const steps = await stepsOf(request, monthIn(request));
      const known = knownNow();
      const ids = transaction(ledger, () => steps.map((step) => writeStep(ledger, step, actor, known)));
      writeDecisions(home, ledger);
      response.status(201).json({event_id: ids[0], event_ids: ids});
    });
    router.post(`/payroll/:month/${path}/trial`, async (request, response) => {
      const actor = actorOf(signedInAs(request, deciding, ["hr"]));
      const month = monthIn(request);
      const steps = await stepsOf(request, month);
      const known = knownNow();
      const decisions = rehearsal(ledger, () => {
        for (const step of steps) writeStep(ledger, step, actor, known);
        return decisionsOf(ledger);
      });
      // a closed month stays as it was paid, whatever is recorded in it
      const before = calculation.frozenMonth(month) ?? (await calculation.month(month));
      const after = closedMonths(ledger).includes(month) ? before : await calculation.tried(month, decisions);
      const asked = new Set(steps.flatMap(({employee_id}) => employee_id ?? []));
      audit(ledger, {actor: actor.name, action: "payroll_read", subject: month, detail: `trial of ${path}`});
      response.set("Cache-Control", "no-store").json(effectOf(before, after, asked));
    });
  }

  function take(request: Request, step: Step, change: Partial<Known> = {}): number {
    const event_id = takeStep(ledger, step, actorOf(signedIn(request)), {...knownNow(), ...change});
    writeDecisions(home, ledger);
    return event_id;
  }

  decision("adjustments", async (request, month) => {
    const {employee_id, ...detail} = bodyOf(adjustment, request);
    await isPaidIn(month, employee_id);
    return [{month, kind: "adjustment_made", employee_id, detail}];
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

  router.post("/payroll/:month/corrections/:id/withdraw", (request, response) => {
    signedInAs(request, deciding, ["hr"]);
    const month = monthIn(request);
    const {reason} = bodyOf(z.strictObject({reason: text}), request);
    const detail = {correction_id: numberIn(request), reason};
    const event_id = take(request, {month, kind: "correction_withdrawn", employee_id: null, detail});
    response.status(201).json({event_id});
  });

  decision("orders", async (request, month) => {
    const {employee_id, ...detail} = bodyOf(order, request);
    if (detail.date.slice(0, 7) !== month) throw otherMonth("date", detail.date, month);
    await isPaidIn(month, employee_id);
    return [{month, kind: "order_recorded", employee_id, detail}];
  });

  router.post("/payroll/:month/orders/:id/withdraw", (request, response) => {
    signedInAs(request, deciding, ["hr"]);
    const month = monthIn(request);
    const {reason} = bodyOf(z.strictObject({reason: text}), request);
    const detail = {order_id: numberIn(request), reason};
    const event_id = take(request, {month, kind: "order_withdrawn", employee_id: null, detail});
    response.status(201).json({event_id});
  });

  decision("signatures", async (request, month) => {
    const {employees, ...detail} = bodyOf(signature, request);
    if (detail.on.slice(0, 7) !== month) throw otherMonth("on", detail.on, month);
    const {plans, staff} = await calculation.month(month);
    const found = plans.find(({plan, version}) => plan === detail.plan && version === detail.version);
    if (!found) throw unknownPlan(detail, plans);
    notBeforePlan(detail.on, found);
    const known = new Set(staff);
    const stranger = employees.find((one) => !known.has(one));
    if (stranger !== undefined) throw notInStaff(stranger);
    const {acknowledgements, signed_plans} = decisionsOf(ledger);
    const isNew = !signed_plans.some(({hash}) => hash === found.hash);
    const signed = acknowledgements.find(
      ({employee_id, plan, version, hash}) =>
        (hash === null || found.hash === undefined || hash === found.hash) &&
        plan === detail.plan &&
        version === detail.version &&
        employees.includes(employee_id),
    );
    if (signed) throw signedAlready(signed);
    return [...new Set(employees)].map((employee_id, index) => ({
      month,
      kind: "plan_signed",
      employee_id,
      detail: {
        ...detail,
        ...(found.hash === undefined ? {} : {hash: found.hash}),
        ...(index === 0 && isNew && found.source !== undefined ? {content: found.source} : {}),
      },
    }));
  });

  router.post("/payroll/:month/signatures/:id/withdraw", (request, response) => {
    signedInAs(request, deciding, ["hr"]);
    const month = monthIn(request);
    const {reason} = bodyOf(z.strictObject({reason: text}), request);
    const detail = {signature_id: numberIn(request), reason};
    const event_id = take(request, {month, kind: "signature_withdrawn", employee_id: null, detail});
    response.status(201).json({event_id});
  });

  router.post("/payroll/:month/questions", async (request, response) => {
    const user = signedInOrTied(request, {en: "asking about pay", ru: "вопросы о выплатах"}, ["employee"]);
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
    signedInOrTied(request, {en: "answering about pay", ru: "ответы о выплатах"}, ["hr", "employee"]);
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
    const said = {
      en: `employee “${employee}”: nobody of this id is paid in ${month}; choose from the month's list`,
      ru: `сотрудник «${employee}»: в месяце ${month} ему ничего не начисляется; выберите из списка месяца`,
    };
    throw new HttpError("refused", said, {}, "employee_id");
  }
  return router;
}

const numberIn = (request: Request): number => {
  const {id: given} = request.params;
  return typeof given === "string" && /^\d{1,12}$/.test(given) ? Number(given) : 0;
};
