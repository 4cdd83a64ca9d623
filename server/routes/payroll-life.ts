import {Router} from "express";
import * as z from "zod";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {pathsOf} from "../config.ts";
import {HttpError} from "../errors.ts";
import {closedMonths, lastStep} from "../ledger/payroll.ts";
import type {Calculation} from "../payroll/calculation.ts";
import {closeMonth, type Known, keepRecalculated, keepSnapshot, takeStep} from "../payroll/close.ts";
import {writeDecisions} from "../payroll/decisions.ts";
import {actorOf, bodyOf, monthIn} from "../payroll/request.ts";

const reason = z.string().trim().min(1).max(2000);
/** What the month came to when it was looked at. */
const seen = z.strictObject({hash: z.string().regex(/^[0-9a-f]{64}$/)});
const sent = seen.extend({
  not_paid_here: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
});
const exportBody = z.strictObject({
  format: z.enum(["csv", "xlsx"]),
  lang: z.enum(["ru", "en"]).default("ru"),
});
const types = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
const step = {en: "this step of a month of pay", ru: "этот шаг расчёта выплат"};

/** POST /payroll/:month/review, /draft, /close, /export, /recalculate: the life of a month. */
export function payrollLifeRoutes({ledger, home}: Deps, calculation: Calculation): Router {
  const router = Router();
  const known = (hash: string | null = null, openBefore: string | null = null): Known => ({
    today: calculation.today(),
    fourEyes: calculation.fourEyes(),
    hash,
    owed: null,
    lineIds: null,
    openBefore,
    hindrances: [],
  });

  router.post("/payroll/:month/review", async (request, response) => {
    const user = signedInAs(request, step, ["hr"]);
    const month = monthIn(request);
    const body = bodyOf(sent, request);
    const {hash, snapshot, total} = await openMonth(month);
    const event_id = takeStep(
      ledger,
      {
        month,
        kind: "review_started",
        employee_id: null,
        detail: {...body, snapshot_id: snapshot, total},
      },
      actorOf(user),
      known(hash, await calculation.openBefore(month)),
    );
    response.status(201).json({event_id});
  });

  router.post("/payroll/:month/draft", (request, response) => {
    const user = signedInAs(request, step, ["hr"]);
    const month = monthIn(request);
    const detail = bodyOf(z.strictObject({reason}), request);
    const event_id = takeStep(
      ledger,
      {month, kind: "review_ended", employee_id: null, detail},
      actorOf(user),
      known(),
    );
    response.status(201).json({event_id});
  });

  router.post("/payroll/:month/close", async (request, response) => {
    const user = signedInAs(request, step, calculation.fourEyes() ? ["hr", "director"] : ["hr"]);
    const month = monthIn(request);
    const body = bodyOf(seen, request);
    const calculated = await openMonth(month);
    const openBefore = await calculation.openBefore(month);
    keepSnapshot(pathsOf(home).snapshots, calculated.snapshot);
    const event_id = closeMonth(ledger, calculated, body.hash, actorOf(user), known(null, openBefore));
    writeDecisions(home, ledger);
    response.status(201).json({event_id});
  });

  router.post("/payroll/:month/export", async (request, response) => {
    const user = signedInAs(request, step, ["hr"]);
    const month = monthIn(request);
    const {format, lang} = bodyOf(exportBody, request);
    const frozen = calculation.frozenMonth(month);
    const {hash = "", total = ""} = frozen ?? {};
    const file = frozen ? await calculation.accruals(month, format, lang) : null;
    takeStep(
      ledger,
      {month, kind: "exported", employee_id: null, detail: {format, hash, total}},
      actorOf(user),
      known(),
    );
    response
      .set({
        "Cache-Control": "no-store",
        "Content-Disposition": `attachment; filename="payroll-${month}.${format}"`,
      })
      .type(types[format])
      .send(file);
  });

  router.post("/payroll/:month/recalculate", async (request, response) => {
    const user = signedInAs(request, step, ["hr"]);
    const month = monthIn(request);
    bodyOf(z.strictObject({}), request);
    if (!closedMonths(ledger).includes(month)) throw notClosed(month);
    const version = keepRecalculated(ledger, await calculation.again(month), actorOf(user), known());
    writeDecisions(home, ledger);
    response.status(201).json({version});
  });

  async function openMonth(month: string) {
    if (closedMonths(ledger).includes(month)) throw isClosed(month);
    const before = lastStep(ledger);
    const calculated = await calculation.month(month);
    // a decision that came meanwhile is not in it
    if (lastStep(ledger) !== before) throw changedMeanwhile(month);
    return calculated;
  }
  return router;
}

const notClosed = (month: string) =>
  new HttpError("refused", {
    en: `${month}: it is not closed, and comes out anew whenever it is looked at`,
    ru: `${month}: месяц не закрыт, он и так пересчитывается при каждом просмотре`,
  });

const isClosed = (month: string) =>
  new HttpError("refused", {
    en: `${month}: it is closed; what data since then change is offered as a correction in the open month`,
    ru: `${month}: месяц закрыт; что изменили новые данные, предлагается доплатой в открытом месяце`,
  });

const changedMeanwhile = (month: string) =>
  new HttpError("superseded", {
    en: `${month}: somebody has decided something meanwhile; look at the month again`,
    ru: `${month}: тем временем кто-то принял решение; посмотрите месяц ещё раз`,
  });
