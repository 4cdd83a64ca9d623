import {plural} from "../counted.ts";
import {dayText, type Month, monthOf, monthText} from "./days.ts";
import type {Deal, Movement, SourceRow} from "./inputs.ts";
import {line, type OtherLine} from "./line.ts";
import {type Kopecks, roubles, splitByShares, sumOf} from "./money.ts";
import type {Plan} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {
  compare,
  exactText,
  multiply,
  one,
  type Rational,
  rational,
  roundHalfAway,
  total,
} from "./rational.ts";
import type {LateRefund, Receipt} from "./receipts.ts";
import {both, exactPercent, groundText, or, roundedText} from "./words.ts";

/** A person's deal with the terms that hold for it. */
export interface Terms {
  readonly deal: Deal;
  readonly plan: Plan;
  readonly component: PlanComponent;
  readonly rate: Rational;
  readonly shares: readonly Rational[];
  /** Which of the shares are this person's. */
  readonly own: readonly number[];
}

const ownPart = ({shares, own}: Terms, amount: Kopecks): Kopecks => {
  const parts = splitByShares(amount, shares);
  return sumOf(own.map((index) => parts[index]!));
};

/** A deal's number with its client, whose name often has quotation marks of its own. */
export const dealText = ({dealId, clientName}: Deal): string =>
  clientName === null ? dealId : `${dealId} (${clientName})`;

/** "ваша доля 60 000,00 ₽", with how much of the deal it is where others share it. */
function partText({shares, own}: Terms, part: Kopecks, language: "ru" | "en"): string {
  const share = total(own.map((index) => shares[index]!));
  const of =
    compare(share, one) === 0
      ? ""
      : or(language, ` ${exactPercent(share, "ru")} — это`, ` of ${exactPercent(share, "en")},`);
  return `${or(language, "ваша доля", "your part")}${of} ${roubles(part, language)}`;
}

const rowOf = ({paymentId, version}: Movement): SourceRow => ({id: paymentId, version});

/** What a receipt is in a month; null when it is another month's. */
function kindOf(
  {movement, payMonth, dueMonth, refunds}: Receipt,
  part: Kopecks,
  month: Month,
): OtherLine["kind"] | null {
  if (payMonth !== null && payMonth < month) return dueMonth === month ? "information" : null;
  if (payMonth !== month) return part > 0n ? "held" : null;
  if (part > 0n) return monthOf(movement.paidOn) === month ? "earned" : "released";
  return [movement, ...refunds].some(({paidOn}) => monthOf(paidOn) === month) ? "not_earned" : null;
}

/** What a receipt brings in a month; nothing when it was paid for earlier or came later. */
export function receiptLine(terms: Terms, receipt: Receipt, month: Month): OtherLine | null {
  const {plan, component, rate, deal} = terms;
  const {movement, payMonth, refunds} = receipt;
  const part = ownPart(terms, receipt.left);
  const kind = kindOf(receipt, part, month);
  if (!kind) return null;
  const exact = multiply(rational(part), rate);
  const amount = roundHalfAway(exact);
  const lost = ownPart(terms, receipt.received) - part;
  return line({
    id: `${plan.plan}/${component.id}/${movement.paymentId}/${kind}`,
    kind,
    component: component.id,
    rule: `${plan.key}/${component.id}`,
    clause: component.clause,
    legalClass: component.class === "salary" ? null : component.class,
    metric: "payments_received",
    amount: kind === "earned" || kind === "released" ? amount : 0n,
    stated:
      kind === "held" ? amount : kind === "not_earned" ? roundHalfAway(multiply(rational(lost), rate)) : 0n,
    basis: {of: part, share: exactText(rate), numerator: movement.amount.toString()},
    rows: [rowOf(movement), ...refunds.map(rowOf)],
    text: both((language) => {
      const came = or(
        language,
        `Деньги по сделке ${dealText(deal)} от ${dayText(deal.dealDate)}: ${dayText(movement.paidOn)} поступило ${roubles(receipt.received, "ru")}`,
        `Money of deal ${dealText(deal)} of ${dayText(deal.dealDate)}: ${roubles(receipt.received, "en")} came on ${dayText(movement.paidOn)}`,
      );
      if (kind === "information")
        return `${came}. ${or(language, `Этот платёж уже оплачен в ${monthText(payMonth!)}, второй раз не начисляется.`, `This payment was paid for in ${monthText(payMonth!)} and is not credited again.`)}`;
      const refunded =
        refunds.length === 0
          ? ""
          : or(
              language,
              `, до выплаты возвращено ${roubles(receipt.received - receipt.left, "ru")}`,
              `, ${roubles(receipt.received - receipt.left, "en")} of it went back before pay`,
            );
      if (kind === "not_earned")
        return `${came}${refunded}. ${or(language, "Начислять не с чего", "There is nothing to pay a percent of")}. ${groundText(plan, component.clause, language)}`;
      const sum = `${partText(terms, part, language)} × ${exactPercent(rate, language)} (${or(language, "ставка на день сделки", "the rate on the day of the deal")}) = ${roubles(amount, language)}${roundedText(exact, language)}`;
      const waits =
        kind === "held"
          ? ` ${waitText(component, deal, language)}`
          : kind === "released"
            ? or(language, " Ожидание окончено, сумма начислена.", " The wait is over, the sum is paid.")
            : "";
      return `${came}${refunded}; ${sum}.${waits} ${groundText(plan, component.clause, language)}`;
    }),
  });
}

function waitText(component: PlanComponent, deal: Deal, language: "ru" | "en"): string {
  const {hold} = component.money!;
  if (!hold)
    return or(
      language,
      `Начислится в месяце сделки: ${monthText(monthOf(deal.dealDate))}.`,
      `It will be paid in the month of the deal: ${monthText(monthOf(deal.dealDate))}.`,
    );
  return hold.until === "handover_accepted"
    ? or(
        language,
        "Начислится, когда фермер примет клиента.",
        "It will be paid when a farmer has accepted the client.",
      )
    : or(
        language,
        `Начислится, когда пройдёт срок возврата: ${hold.days} ${plural(hold.days!, ["день", "дня", "дней"])}.`,
        `It will be paid when the return period of ${hold.days} ${hold.days === 1 ? "day" : "days"} is over.`,
      );
}

/** A refund that came too late, beside what lines of closed months really paid for the deal's receipts. */
export function lateLine(
  terms: Terms,
  {movement, rest}: LateRefund,
  paid: {isAny: boolean; amount: Kopecks | null},
): OtherLine {
  const {plan, component, deal} = terms;
  const taken = {
    ru: "Выплаченное обратно не берётся (ст. 137 ТК РФ).",
    en: "What was paid is not taken back (art. 137 of the Labour Code).",
  };
  const before = (language: "ru" | "en") => {
    if (!paid.isAny)
      return or(
        language,
        "В закрытых здесь месяцах за её деньги ничего не начислено.",
        "No month closed here paid anything for its money.",
      );
    if (paid.amount === null)
      return `${or(language, "За неё начислено в закрытых месяцах; сумма — в их расчётах.", "Closed months paid for it; their statements have the sum.")} ${taken[language]}`;
    return `${or(language, `В закрытых месяцах за неё начислено ${roubles(paid.amount, "ru")}.`, `Closed months paid ${roubles(paid.amount, "en")} for it.`)} ${taken[language]}`;
  };
  return line({
    id: `${plan.plan}/${component.id}/${movement.paymentId}/refund_after_pay`,
    kind: "information",
    component: component.id,
    rule: `${plan.key}/${component.id}`,
    clause: component.clause,
    metric: "payments_received",
    stated: paid.amount ?? 0n,
    basis: {of: rest},
    rows: [rowOf(movement)],
    needsAttention: true,
    text: both(
      (language) =>
        `${or(language, `Возврат ${roubles(rest, "ru")} от ${dayText(movement.paidOn)} по сделке ${dealText(deal)} больше, чем деньги, за которые ещё не начислено.`, `A refund of ${roubles(rest, "en")} of ${dayText(movement.paidOn)} in deal ${dealText(deal)} is more than the money that is not paid for yet.`)} ${before(language)}`,
    ),
  });
}

export function disputedLine({plan, component, deal}: Terms, paymentId: string): OtherLine {
  return line({
    id: `${plan.plan}/${component.id}/${paymentId}/disputed`,
    kind: "held",
    component: component.id,
    rule: `${plan.key}/${component.id}`,
    clause: component.clause,
    metric: "payments_received",
    needsAttention: true,
    text: {
      ru: `Платёж ${paymentId} по сделке ${dealText(deal)} записан в данных по-разному (сумма или день). Начисление ждёт, пока данные не исправят.`,
      en: `Payment ${paymentId} of deal ${dealText(deal)} stands in the data with different sums or days. The accrual waits until the data are corrected.`,
    },
  });
}
