import {dealText, disputedLine, lateLine, receiptLine, type Terms} from "./commission-lines.ts";
import type {Context} from "./context.ts";
import {type Day, dayText, holds, type Month, monthOf} from "./days.ts";
import type {Deal, Employee, SourceRow} from "./inputs.ts";
import {line, type OtherLine} from "./line.ts";
import {type Kopecks, roubles, sumOf} from "./money.ts";
import {signedAmount} from "./normalise.ts";
import {type Plan, postAt, rateOn} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {compare, exactText, multiply, one, parseExact, rational, roundHalfAway, total} from "./rational.ts";
import {receiptsOf} from "./receipts.ts";
import {lastEmployedDay} from "./stretches.ts";
import type {Versions} from "./versions.ts";
import {both, exactPercent, groundText, or, percent, roundedText} from "./words.ts";

/** What closed months did with a receipt. */
export interface PaidBefore {
  paidIn: (component: string, paymentId: string) => Month | undefined;
  /** Null where its line's sum is not known. */
  paidOf: (component: string, paymentId: string) => Kopecks | null;
}

/**
 * Percent of money received, at the rate in force on the day of the deal, for who was credited with it on that day:
 * later owners, rates and posts change nothing. Refunds: see `receipts.ts`.
 */
export function commissionLines(
  context: Context,
  employee: Employee,
  deals: readonly Deal[],
  versions: Versions,
  paid: PaidBefore,
): OtherLine[] {
  const lines: OtherLine[] = [];
  const unpaid: Deal[] = [];
  const payable = new Map<
    string,
    {component: PlanComponent; plan: Plan; money: Kopecks[]; rows: SourceRow[]}
  >();
  for (const deal of deals) {
    const inForce = planForDeal(context, employee, deal.dealDate, versions);
    const plan = inForce && versions.ofMoney(inForce, deal.dealDate);
    const components = plan?.components.filter(({money}) => money !== undefined) ?? [];
    if (!plan && hasNews(deal, context.month)) lines.push(withoutPlan(deal));
    if (plan && components.length === 0 && isOfNote(employee, deal) && hasNews(deal, context.month))
      unpaid.push(deal);
    for (const component of components) {
      const terms = termsOf(employee, deal, {plan: plan!, component});
      if ("kind" in terms) {
        if (hasNews(deal, context.month)) lines.push(terms);
        continue;
      }
      const {receipts, late} = receiptsOf(deal, component.money!.hold, context.month, (id) =>
        paid.paidIn(component.id, id),
      );
      for (const receipt of receipts) {
        const {paymentId} = receipt.movement;
        const isOpen = receipt.payMonth === null || receipt.payMonth >= context.month;
        if (context.disputed.has(paymentId) && isOpen) {
          lines.push(disputedLine(terms, paymentId));
          continue;
        }
        const made = receiptLine(terms, receipt, context.month);
        if (!made) continue;
        lines.push(made);
        if (made.kind !== "earned" && made.kind !== "released") continue;
        const key = `${plan!.plan} ${component.id}`;
        const group = payable.get(key) ?? {component, plan: plan!, money: [], rows: []};
        payable.set(key, group);
        if (terms.plan.version > group.plan.version)
          Object.assign(group, {plan: terms.plan, component: terms.component});
        group.money.push(made.basis.of!);
        group.rows.push(...made.rows);
      }
      const credited = receipts.filter(
        ({movement}) => paid.paidIn(component.id, movement.paymentId) !== undefined,
      );
      const known = credited.map(({movement}) => paid.paidOf(component.id, movement.paymentId));
      const before = {
        isAny: credited.length > 0,
        amount: known.includes(null) ? null : sumOf(known.map((one) => one!)),
      };
      for (const refund of late)
        if (monthOf(refund.movement.paidOn) === context.month) lines.push(lateLine(terms, refund, before));
    }
  }
  if (unpaid.length > 0) lines.push(withoutPercent(context, unpaid));
  for (const group of payable.values()) lines.push(...acceleratorLines(context, employee, versions, group));
  return lines;
}

/** The plan of the post a person had on a day; for days before the first plan, the plan of today for that post. */
const planForDeal = (context: Context, employee: Employee, day: Day, versions: Versions): Plan | undefined =>
  versions.planOn(day) ?? versions.planOn(lastEmployedDay(employee, context), postAt(employee, day));

const hasNews = (deal: Deal, month: Month) => deal.movements.some(({paidOn}) => monthOf(paidOn) === month);

function termsOf(
  employee: Employee,
  deal: Deal,
  {plan, component}: {plan: Plan; component: PlanComponent},
): Terms | OtherLine {
  const credits = deal.credits.filter((credit) => holds(credit, deal.dealDate));
  const shares = credits.map(({share}) => parseExact(share));
  const own = [...credits.keys()].filter((index) => credits[index]!.employeeId === employee.employeeId);
  const problem = (code: string, ru: string, en: string) =>
    line({
      id: `${plan.plan}/${component.id}/${deal.dealId}/${code}`,
      kind: "held",
      component: component.id,
      rule: `${plan.key}/${component.id}`,
      clause: component.clause,
      metric: "payments_received",
      needsAttention: true,
      text: {ru: `Сделка ${dealText(deal)}: ${ru}`, en: `Deal ${dealText(deal)}: ${en}`},
    });
  if (compare(total(shares), one) !== 0)
    return problem(
      "shares",
      `доли участников на ${dayText(deal.dealDate)} дают ${percent(total(shares), "ru")}, а не 100 %. Начисление ждёт, пока доли не исправят: их задаёт форма «Доли в сделках» или ответственный в CRM.`,
      `the shares on ${dayText(deal.dealDate)} sum to ${percent(total(shares), "en")}, not 100%. The accrual waits until they are corrected: by the form “Shares of deals” or the owner in the CRM.`,
    );
  const rate = rateOn(component.money!.rates, deal.dealDate);
  if (!rate)
    return problem(
      "rate",
      `в плане нет ставки для сделок от ${dayText(deal.dealDate)}. Начисление ждёт, пока её не внесут.`,
      `the plan has no rate for deals of ${dayText(deal.dealDate)}. The accrual waits until it is entered.`,
    );
  return {deal, shares, own, plan, component, rate};
}

/** Farmers' clients pay all the time without a percent; another's deal, or a share that somebody entered, is no routine. */
const isOfNote = (employee: Employee, deal: Deal) =>
  postAt(employee, deal.dealDate)?.role !== "farmer" ||
  deal.credits.some(
    ({employeeId, share}) => employeeId === employee.employeeId && compare(parseExact(share), one) < 0,
  );

/** Money of deals of a person whose plan has no percent of money: HR should know that nobody is paid for it. */
function withoutPercent({month}: Context, deals: readonly Deal[]): OtherLine {
  const movements = deals.flatMap(({movements: all}) => all.filter(({paidOn}) => monthOf(paidOn) === month));
  const sum = sumOf(movements.map(signedAmount));
  const names = deals.map(dealText).join(", ");
  return line({
    id: "no_percent",
    kind: "information",
    component: "payments",
    rule: "no_percent",
    metric: "payments_received",
    basis: {numerator: sum.toString()},
    rows: movements.map(({paymentId, version}) => ({id: paymentId, version})),
    needsAttention: true,
    text: {
      ru: `За месяц пришло ${roubles(sum, "ru")} по сделкам, которые записаны на сотрудника: ${names}. План оплаты его должности процента с поступлений не платит, за эти деньги ничего не начислено. Проверьте, чья это сделка.`,
      en: `${roubles(sum, "en")} came this month for deals in this person's name: ${names}. The pay plan of the post has no percent of money, so nothing is paid for it. Check whose deal it is.`,
    },
  });
}

function withoutPlan(deal: Deal): OtherLine {
  return line({
    id: `no_plan/${deal.dealId}`,
    kind: "information",
    component: "payments",
    rule: "no_plan",
    needsAttention: true,
    text: {
      ru: `Сделка ${dealText(deal)} от ${dayText(deal.dealDate)}: на эту дату и сейчас нет плана оплаты, по которому её считать.`,
      en: `Deal ${dealText(deal)} of ${dayText(deal.dealDate)}: no pay plan covers that day or today.`,
    },
  });
}

type Accelerator = NonNullable<PlanComponent["money"]>["accelerators"][number];

/** How much of the month's money is missing to the next accelerator. */
function distanceLine(
  {above, adds, whole}: Accelerator,
  sum: Kopecks,
  {plan, component}: {plan: Plan; component: PlanComponent},
): OtherLine {
  const from = {
    ru: whole ? "со всей суммы, когда она больше" : "с части сверх",
    en: whole ? "for all of it once it is more than" : "for the part above",
  };
  const reachedText = both((language) =>
    or(
      language,
      `К оплате за месяц ${roubles(sum, "ru")} поступлений — ровно порог ускорителя: ${exactPercent(adds, "ru")} добавляется ${from.ru} ${roubles(above, "ru")}, ${whole ? "пока не больше" : "её пока нет"}. ${groundText(plan, component.clause, "ru")}`,
      `${roubles(sum, "en")} of receipts fall due this month, the accelerator's threshold exactly: ${exactPercent(adds, "en")} more come ${from.en} ${roubles(above, "en")}, and ${whole ? "it is not yet" : "there is none yet"}. ${groundText(plan, component.clause, "en")}`,
    ),
  );
  return line({
    id: `${plan.plan}/${component.id}/up_to_${above / 100n}`,
    kind: "information",
    component: component.id,
    rule: `${plan.key}/${component.id}`,
    clause: component.clause,
    metric: "payments_received",
    basis: {of: above - sum, share: exactText(adds), numerator: sum.toString()},
    text:
      sum === above
        ? reachedText
        : {
            ru: `До ускорителя не хватает ${roubles(above - sum, "ru")}: к оплате за месяц ${roubles(sum, "ru")} поступлений, а ${exactPercent(adds, "ru")} добавляется ${from.ru} ${roubles(above, "ru")}. ${groundText(plan, component.clause, "ru")}`,
            en: `${roubles(above - sum, "en")} are missing to the accelerator: ${roubles(sum, "en")} of receipts fall due this month, and ${exactPercent(adds, "en")} more come ${from.en} ${roubles(above, "en")}. ${groundText(plan, component.clause, "en")}`,
          },
  });
}

/** More percent for the month's money above a sum, by the version in force at the month's end. */
function acceleratorLines(
  context: Context,
  employee: Employee,
  versions: Versions,
  {component, plan, money, rows}: {component: PlanComponent; plan: Plan; money: Kopecks[]; rows: SourceRow[]},
): OtherLine[] {
  const last = lastEmployedDay(employee, context);
  const known = versions.planOn(last);
  const now = known && versions.ofMoney(known, last);
  const inForce = now?.plan === plan.plan ? now : plan;
  const terms = inForce.components.find(({id}) => id === component.id)?.money ?? component.money!;
  const sum = sumOf(money);
  const next = terms.accelerators
    .filter(({above}) => sum <= above)
    .reduce<Accelerator | null>(
      (nearest, one) => (nearest && nearest.above <= one.above ? nearest : one),
      null,
    );
  return terms.accelerators.flatMap((accelerator) => {
    const {above, adds, whole} = accelerator;
    if (sum <= above)
      return accelerator === next ? [distanceLine(accelerator, sum, {plan: inForce, component})] : [];
    const of = whole ? sum : sum - above;
    const exact = multiply(rational(of), adds);
    const amount = roundHalfAway(exact);
    return [
      line({
        id: `${plan.plan}/${component.id}/above_${above / 100n}`,
        kind: "earned",
        component: component.id,
        rule: `${inForce.key}/${component.id}`,
        clause: component.clause,
        legalClass: component.class === "salary" ? null : component.class,
        metric: "payments_received",
        amount,
        basis: {of, share: exactText(adds), numerator: sum.toString()},
        rows,
        text: both((language) =>
          whole
            ? or(
                language,
                `За месяц к оплате ${roubles(sum, "ru")} поступлений — больше ${roubles(above, "ru")}, поэтому со всей суммы добавляется ${exactPercent(adds, "ru")}: ${roubles(sum, "ru")} × ${exactPercent(adds, "ru")} = ${roubles(amount, "ru")}${roundedText(exact, "ru")}. ${groundText(inForce, component.clause, "ru")}`,
                `${roubles(sum, "en")} of receipts fall due this month, more than ${roubles(above, "en")}, and so all of it brings ${exactPercent(adds, "en")} more: ${roubles(sum, "en")} × ${exactPercent(adds, "en")} = ${roubles(amount, "en")}${roundedText(exact, "en")}. ${groundText(inForce, component.clause, "en")}`,
              )
            : or(
                language,
                `За месяц к оплате ${roubles(sum, "ru")} поступлений; с части сверх ${roubles(above, "ru")} добавляется ${exactPercent(adds, "ru")}: ${roubles(sum - above, "ru")} × ${exactPercent(adds, "ru")} = ${roubles(amount, "ru")}${roundedText(exact, "ru")}. ${groundText(inForce, component.clause, "ru")}`,
                `${roubles(sum, "en")} of receipts fall due this month; the part above ${roubles(above, "en")} brings ${exactPercent(adds, "en")} more: ${roubles(sum - above, "en")} × ${exactPercent(adds, "en")} = ${roubles(amount, "en")}${roundedText(exact, "en")}. ${groundText(inForce, component.clause, "en")}`,
              ),
        ),
      }),
    ];
  });
}
