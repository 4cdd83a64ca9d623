import {daysBetween, daysLater, dayText, monthText} from "./days.ts";
import type {AcceptedCorrection, ClosedMonth, DatedDecimal, PayrollInputs} from "./inputs.ts";
import {line, type OtherLine} from "./line.ts";
import {type Kopecks, roubles, smaller, sumOf} from "./money.ts";
import {add, multiply, parseExact, rational, roundHalfAway, zero} from "./rational.ts";

/**
 * What closed months still owe. More than was paid is paid in the open month once HR accepted it; less than was paid is
 * told and never taken back (art. 137 of the Labour Code).
 */
export function correctionLines(
  inputs: PayrollInputs,
  closed: readonly ClosedMonth[],
  accepted: readonly AcceptedCorrection[],
): OtherLine[] {
  return closed.flatMap((given) => {
    const difference = given.recalculated - given.paid;
    if (difference === 0n) return [];
    if (difference < 0n) return [overpaid(given, -difference)];
    const own = accepted.filter(
      ({closedMonth, openMonth}) => closedMonth === given.month && openMonth === inputs.month,
    );
    const asked = sumOf(own.map((one) => (one.amount > 0n ? one.amount : 0n)));
    const amount = smaller(asked, difference);
    const isLate = given.dueOn < inputs.payDay;
    return [
      underpaid(given, difference, amount, own),
      ...(isLate ? [compensation(inputs, given, difference)] : []),
    ];
  });
}

function shared(given: ClosedMonth, what: string) {
  return {
    id: `correction/${given.month}/${what}`,
    component: "correction",
    rows: given.rows,
    basis: {of: given.recalculated, numerator: given.paid.toString()},
  };
}

function underpaid(
  given: ClosedMonth,
  difference: Kopecks,
  amount: Kopecks,
  own: readonly AcceptedCorrection[],
): OtherLine {
  const month = monthText(given.month);
  const left = difference - amount;
  const approvers = [...new Set(own.map(({approver}) => approver))].join(", ");
  const sums = {
    ru: `За ${month} по уточнённым данным положено ${roubles(given.recalculated, "ru")}, выплачено ${roubles(given.paid, "ru")}`,
    en: `For ${month} the corrected data give ${roubles(given.recalculated, "en")}, ${roubles(given.paid, "en")} were paid`,
  };
  return line({
    ...shared(given, amount > 0n ? "owed" : "proposed"),
    kind: amount > 0n ? "correction" : "information",
    rule: "correction",
    amount,
    stated: left,
    needsAttention: left !== 0n,
    text:
      amount > 0n
        ? {
            ru: `${sums.ru}. Доплата ${roubles(amount, "ru")} (принял: ${approvers})${left > 0n ? `, осталось ${roubles(left, "ru")}` : ""}.`,
            en: `${sums.en}. ${roubles(amount, "en")} more are paid now (accepted by ${approvers})${left > 0n ? `, ${roubles(left, "en")} are left` : ""}.`,
          }
        : {
            ru: `${sums.ru}. Доплата ${roubles(difference, "ru")} ждёт решения кадровой службы.`,
            en: `${sums.en}. ${roubles(difference, "en")} more wait for HR's decision.`,
          },
  });
}

function overpaid(given: ClosedMonth, difference: Kopecks): OtherLine {
  const month = monthText(given.month);
  return line({
    ...shared(given, "overpaid"),
    kind: "information",
    rule: "labour_code_137",
    stated: -difference,
    needsAttention: true,
    text: {
      ru: `За ${month} по уточнённым данным положено ${roubles(given.recalculated, "ru")}, выплачено ${roubles(given.paid, "ru")}. Разница ${roubles(difference, "ru")} не удерживается. Вернуть её можно только с письменного согласия сотрудника или по решению суда (ст. 137 ТК РФ).`,
      en: `For ${month} the corrected data give ${roubles(given.recalculated, "en")}, ${roubles(given.paid, "en")} were paid. The difference of ${roubles(difference, "en")} is not taken back. It can come back only with the employee's written consent or by a court's decision (art. 137 of the Labour Code).`,
    },
  });
}

/**
 * Art. 236 of the Labour Code: 1/150 of the key rate for each day after the day due, the day of payment included. Null
 * when the rate of a day is not known.
 */
export function lateCompensation(
  amount: Kopecks,
  dueOn: string,
  paidOn: string,
  rates: readonly DatedDecimal[],
): Kopecks | null {
  let sum = zero;
  for (let day = daysLater(dueOn, 1); day <= paidOn; day = daysLater(day, 1)) {
    const rate = rates.findLast(({from}) => from <= day);
    if (!rate) return null;
    sum = add(sum, parseExact(rate.value));
  }
  return roundHalfAway(multiply(multiply(rational(amount), sum), rational(1n, 150n)));
}

function compensation(inputs: PayrollInputs, given: ClosedMonth, difference: Kopecks): OtherLine {
  const sum = lateCompensation(difference, given.dueOn, inputs.payDay, inputs.settings.keyRate);
  const days = daysBetween(given.dueOn, inputs.payDay);
  const dates = [dayText(given.dueOn), dayText(inputs.payDay)] as const;
  return line({
    ...shared(given, "compensation"),
    kind: "information",
    rule: "labour_code_236",
    stated: sum ?? 0n,
    needsAttention: true,
    basis: {of: difference, workedDays: days},
    text:
      sum === null
        ? {
            ru: "Компенсация за задержку (ст. 236 ТК РФ) не посчитана: в payroll.yaml нет ключевой ставки на эти дни.",
            en: "Compensation for late pay (art. 236 of the Labour Code) is not calculated: payroll.yaml has no key rate for these days.",
          }
        : {
            ru: `Компенсация за задержку (ст. 236 ТК РФ): ${roubles(difference, "ru")} × 1/150 ключевой ставки за день × ${days} дней (срок ${dates[0]}, выплата ${dates[1]}) = ${roubles(sum, "ru")}, округлено до копейки. Начисляет бухгалтерия, в итог не входит.`,
            en: `Compensation for late pay (art. 236 of the Labour Code): ${roubles(difference, "en")} × 1/150 of the key rate a day × ${days} days (due ${dates[0]}, paid ${dates[1]}) = ${roubles(sum, "en")}, rounded to the kopeck. Accounting pays it; it is not in the total.`,
          },
  });
}
