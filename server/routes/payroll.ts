import {Router} from "express";
import type {Role} from "../../queries/vocabulary.ts";
import type {Deps} from "../app.ts";
import {signedInAs, signedInOrTied} from "../auth/session.ts";
import {type Bilingual, HttpError} from "../errors.ts";
import {audit, payrollAudit} from "../ledger/audit.ts";
import {listSteps} from "../ledger/payroll.ts";
import type {User} from "../ledger/users.ts";
import {createCalculation} from "../payroll/calculation.ts";
import type {CalculatedMonth} from "../payroll/close.ts";
import {decisionsOf, listOwed} from "../payroll/decisions.ts";
import {monthOf, type PayrollMonth} from "../payroll/month.ts";
import {monthIn} from "../payroll/request.ts";
import {lifeOf, owedJson, shortPlan, shortStatement, totalsOf} from "../payroll/shown.ts";
import {payrollDecisionRoutes} from "./payroll-decisions.ts";
import {payrollLifeRoutes} from "./payroll-life.ts";
import {payrollWhatIfRoutes} from "./payroll-what-if.ts";

const readers: readonly Role[] = ["hr", "director", "employee"];
const mostAudited = 1000;
const pay: Bilingual = {en: "pay", ru: "выплаты"};

/**
 * GET /payroll: the months there are; GET /payroll/:month: HR has everybody's, the director sums, everybody tied to an employee the own;
 * GET /payroll/:month/people/:employee: one statement with its rows; GET /payroll/:month/audit: who did and read what, for HR. Who reads another's pay is in the audit.
 */
export function payrollRoutes(deps: Deps): Router {
  const {ledger} = deps;
  const calculation = createCalculation(deps);
  const router = Router();

  router.get("/payroll", (request, response) => {
    signedInOrTied(request, pay, readers);
    const months = [...Map.groupBy(listSteps(ledger), ({month}) => month)]
      .map(([month, events]) => lifeOf(monthOf(month, events)))
      .toSorted((a, b) => (a.month < b.month ? 1 : -1));
    response.set("Cache-Control", "no-store").json(months);
  });

  router.get("/payroll/changes", async (request, response) => {
    const user = signedInAs(request, pay, ["hr"]);
    const changes = await calculation.changes();
    for (const {month} of changes)
      audit(ledger, {
        actor: user.name,
        action: "payroll_read",
        subject: month,
        detail: "changes since closing",
      });
    response
      .set("Cache-Control", "no-store")
      .json(changes.map(({people, ...change}) => ({...change, people: people.length})));
  });

  router.get("/payroll/:month", async (request, response) => {
    const user = signedInOrTied(request, pay, readers);
    const month = monthIn(request);
    const state = monthOf(month, listSteps(ledger, month));
    const calculated = await calculation.shown(month, user.role);
    response.set("Cache-Control", "no-store");
    // art. 136 of the Labour Code: everybody is told of the own pay, whatever the role
    if (user.role !== "hr" && user.role !== "director") {
      response.json({...lifeOf(state), ...ownOf(calculated, state, user)});
      return;
    }
    const isHr = user.role === "hr";
    const people = calculated.statements.length;
    audit(ledger, {
      actor: user.name,
      action: isHr ? "payroll_read" : "payroll_totals_read",
      subject: month,
      detail: `${people} ${people === 1 ? "person" : "people"}`,
    });
    if (!isHr) {
      // a second person closes what was looked at
      const {hash} = calculated;
      const plans = calculated.plans.map(shortPlan);
      const four_eyes = calculation.fourEyes();
      response.json({...lifeOf(state), ...totalsOf(calculated), hash, plans, four_eyes});
      return;
    }
    const {statements, differences: _none, accruals: _rows, what_if: _if, staff: _ids, ...whole} = calculated;
    const owed = listOwed(ledger).map(owedJson);
    response.json({
      ...whole,
      ...state,
      plans: calculated.plans.map(shortPlan),
      open_before: state.closed ? null : await calculation.openBefore(month),
      signed: decisionsOf(ledger).acknowledgements,
      totals: totalsOf(calculated),
      four_eyes: calculation.fourEyes(),
      statements: statements.map(shortStatement),
      // in an open month what closed ones owe, in a closed one what it would come to now
      owed: owed.filter((one) => (state.closed ? one.closed_month === month : one.closed_month < month)),
    });
  });

  router.get("/payroll/:month/audit", (request, response) => {
    const user = signedInAs(request, pay, ["hr"]);
    const month = monthIn(request);
    audit(ledger, {actor: user.name, action: "payroll_read", subject: month, detail: "audit"});
    const rows = payrollAudit(ledger, month, mostAudited).map(({action, subject, detail, ...row}) => ({
      ...row,
      kind: String(action).replace(/^payroll_/, ""),
      employee_id: String(subject).slice(month.length + 1) || null,
      reason: reasonIn(detail),
    }));
    response.set("Cache-Control", "no-store").json(rows);
  });

  router.get("/payroll/:month/people/:employee", async (request, response) => {
    const user = signedInOrTied(request, pay, ["hr", "employee"]);
    const month = monthIn(request);
    const {employee} = request.params;
    const isOwn = user.employee_id !== null && user.employee_id === employee;
    if (user.role !== "hr" && !isOwn) throw notOwn();
    const state = monthOf(month, listSteps(ledger, month));
    const {statements, pay_day, snapshot} = await calculation.shown(month, user.role);
    const statement = statements.find((one) => one.employee_id === employee);
    if (!statement) throw noStatement(month);
    if (!isOwn)
      audit(ledger, {actor: user.name, action: "payroll_read", subject: `${month} ${employee}`, detail: ""});
    const of = <One extends {employee_id: string}>(all: readonly One[]) =>
      all.filter((one) => one.employee_id === employee);
    response.set("Cache-Control", "no-store").json({
      ...lifeOf(state),
      pay_day,
      snapshot,
      statement_version: shownVersion(state),
      statement,
      questions: of(state.questions),
      ...(user.role === "hr" ? {adjustments: of(state.adjustments), orders: of(state.orders)} : {}),
    });
  });

  router.use(payrollWhatIfRoutes(deps, calculation));
  router.use(payrollLifeRoutes(deps, calculation), payrollDecisionRoutes(deps, calculation));
  return router;
}

function ownOf(calculated: CalculatedMonth, state: PayrollMonth, user: User) {
  if (user.employee_id === null) throw notTied();
  const own = <One extends {employee_id: string}>(all: readonly One[]) =>
    all.filter((one) => one.employee_id === user.employee_id);
  const [statement] = own(calculated.statements);
  if (!statement) throw noStatement(state.month);
  const {pay_day, data_until, snapshot} = calculated;
  const statement_version = shownVersion(state);
  return {pay_day, data_until, snapshot, statement_version, statement, questions: own(state.questions)};
}

/** A closed month is shown as it was paid, however often it was recalculated since. */
const shownVersion = ({closed}: PayrollMonth): number => (closed ? 1 : 0);

/** Why a step was taken, where whoever took it said so. */
function reasonIn(detail: unknown): string | null {
  try {
    const {reason} = JSON.parse(String(detail)) as {reason?: unknown};
    return typeof reason === "string" ? reason : null;
  } catch {
    return null;
  }
}

const notOwn = () =>
  new HttpError("forbidden", {
    en: "only your own pay can be seen here",
    ru: "здесь видны только ваши собственные выплаты",
  });

const notTied = () =>
  new HttpError("forbidden", {
    en: "your account is tied to no employee, so no pay is yours; the administrator sets employee_id: estafeta user place",
    ru: "ваша учётная запись не связана с сотрудником; employee_id указывает администратор: estafeta user place",
  });

const noStatement = (month: string) =>
  new HttpError("not_found", {
    en: `${month}: there is no statement of this person`,
    ru: `${month}: расчёта этого человека нет`,
  });
