import {type Request, Router} from "express";
import type {Deps} from "../app.ts";
import {signedInAs} from "../auth/session.ts";
import {HttpError} from "../errors.ts";
import {audit} from "../ledger/audit.ts";
import type {Calculation} from "../payroll/calculation.ts";
import {unknownPlan} from "../payroll/faults.ts";
import {monthIn} from "../payroll/request.ts";
import {monthSums, peopleOf, type TriedMonth, tellsSomebody} from "../payroll/what-if.ts";

const mostMonths = 12;

/**
 * GET /payroll/:month/what-if?plan=operator&version=2&months=3: months up to this one by a version of a plan that the
 * company has, beside what they come to. HR has everybody and how the total hangs on each norm, the director sums alone.
 */
export function payrollWhatIfRoutes({ledger}: Deps, calculation: Calculation): Router {
  const router = Router();
  router.get("/payroll/:month/what-if", async (request, response) => {
    const user = signedInAs(request, {en: "trying a plan", ru: "проверка плана оплаты"}, ["hr", "director"]);
    const last = monthIn(request);
    const {plan, version, months} = askedOf(request);
    const {plans} = await calculation.shown(last, user.role);
    const {plans: known} = plans.length > 0 ? {plans} : await calculation.month(last);
    if (!known.some((one) => one.plan === plan && one.version === version))
      throw unknownPlan({plan, version}, known);
    const tried: TriedMonth[] = [];
    // one after another: each is a calculation of everybody
    for (const month of monthsUpTo(last, months))
      tried.push(await calculation.withPlan(month, `${plan}@${version}`, month === last));
    const sums = tried.map((one) => monthSums(one, calculation.frozenMonth(one.month)));
    const isHr = user.role === "hr";
    if (!isHr && sums.some(tellsSomebody)) throw tooFew(`${plan}@${version}`);
    audit(ledger, {
      actor: user.name,
      action: isHr ? "payroll_read" : "payroll_totals_read",
      subject: last,
      detail: `what if ${plan}@${version}, ${months} ${months === 1 ? "month" : "months"}`,
    });
    response.set("Cache-Control", "no-store").json({
      plan,
      version,
      months: sums,
      ...(isHr ? {people: peopleOf(tried), sensitivity: tried.at(-1)!.sensitivity} : {}),
    });
  });
  return router;
}

function askedOf({query}: Request) {
  const {plan, version, months = "1"} = query;
  if (typeof plan !== "string" || plan === "")
    throw wrong("plan", "plan: nothing is given; choose a plan", "план: не выбран; выберите план");
  if (typeof version !== "string" || !/^[1-9]\d{0,5}$/.test(version))
    throw wrong(
      "version",
      `version “${version ?? ""}”: expected a whole number; choose a version`,
      `версия «${version ?? ""}»: нужно целое число; выберите версию`,
    );
  if (typeof months !== "string" || !/^\d{1,2}$/.test(months) || +months < 1 || +months > mostMonths)
    throw wrong(
      "months",
      `months “${months}”: expected 1 to ${mostMonths}; choose how many`,
      `месяцы «${months}»: нужно от 1 до ${mostMonths}; выберите, сколько`,
    );
  return {plan, version: Number(version), months: Number(months)};
}

/** The month and those before it, the earliest first. */
function monthsUpTo(last: string, count: number): string[] {
  const [year = 0, month = 1] = last.split("-").map(Number);
  return Array.from({length: count}, (_, index) =>
    new Date(Date.UTC(year, month - count + index, 1)).toISOString().slice(0, 7),
  );
}

const wrong = (field: string, en: string, ru: string) => new HttpError("bad_request", {en, ru}, {}, field);

const tooFew = (plan: string) =>
  new HttpError("refused", {
    en: `plan ${plan}: the pay of fewer than three people changes in a month, so the sums would tell it; ask HR`,
    ru: `план ${plan}: в каком-то месяце меняется оплата меньше трёх человек, суммы выдали бы её; спросите кадровую службу`,
  });
