import {dayText, type Month, monthOf, monthText} from "./days.ts";
import type {Deal, Movement, SourceRow} from "./inputs.ts";
import {line, type OtherLine} from "./line.ts";
import {type Kopecks, roubles, splitByShares, sumOf} from "./money.ts";
import type {Plan} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {exactText, multiply, type Rational, rational, roundHalfAway} from "./rational.ts";
import type {LateRefund, Receipt} from "./receipts.ts";
import {both, groundText, or, percent, roundedText} from "./words.ts";

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
        `Деньги по сделке ${deal.dealId} (от ${dayText(deal.dealDate)}): ${dayText(movement.paidOn)} поступило ${roubles(receipt.received, "ru")}`,
        `Money of deal ${deal.dealId} (of ${dayText(deal.dealDate)}): ${roubles(receipt.received, "en")} came on ${dayText(movement.paidOn)}`,
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
      const sum = `${or(language, "ваша доля", "your part")} ${roubles(part, language)} × ${percent(rate, language)} (${or(language, "ставка на день сделки", "the rate on the day of the deal")}) = ${roubles(amount, language)}${roundedText(exact, language)}`;
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
        `Начислится, когда пройдёт срок возврата: ${hold.days} дней.`,
        `It will be paid when the return period of ${hold.days} days is over.`,
      );
}

export function lateLine(terms: Terms, {movement, rest}: LateRefund): OtherLine {
  const {plan, component, deal, rate} = terms;
  const stated = roundHalfAway(multiply(rational(ownPart(terms, rest)), rate));
  return line({
    id: `${plan.plan}/${component.id}/${movement.paymentId}/refund_after_pay`,
    kind: "information",
    component: component.id,
    rule: `${plan.key}/${component.id}`,
    clause: component.clause,
    metric: "payments_received",
    stated,
    rows: [rowOf(movement)],
    needsAttention: true,
    text: {
      ru: `Возврат ${roubles(rest, "ru")} от ${dayText(movement.paidOn)} по сделке ${deal.dealId} пришёл, когда вознаграждение за неё (${roubles(stated, "ru")}) уже выплачено. Выплаченное обратно не берётся (ст. 137 ТК РФ).`,
      en: `A refund of ${roubles(rest, "en")} of ${dayText(movement.paidOn)} in deal ${deal.dealId} came when its commission (${roubles(stated, "en")}) had been paid. What was paid is not taken back (art. 137 of the Labour Code).`,
    },
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
      ru: `Платёж ${paymentId} по сделке ${deal.dealId} записан в данных по-разному (сумма или день). Начисление ждёт, пока данные не исправят.`,
      en: `Payment ${paymentId} of deal ${deal.dealId} stands in the data with different sums or days. The accrual waits until the data are corrected.`,
    },
  });
}
