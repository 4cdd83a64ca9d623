import {plural} from "../counted.ts";
import {daysBetween, daysLater, dayText, monthText} from "./days.ts";
import type {AcceptedCorrection, ClosedMonth, DatedDecimal, Deal, PayrollInputs} from "./inputs.ts";
import {line, type OtherLine} from "./line.ts";
import {type Kopecks, roubles, smaller, sumOf} from "./money.ts";
import {signedAmount} from "./normalise.ts";
import {multiply, parseExact, type Rational, rational, roundHalfAway, total} from "./rational.ts";
import type {Records} from "./statement.ts";
import {exactPercent, or} from "./words.ts";

/**
 * What closed months still owe. More than was paid is paid in the open month once HR accepted it; less than was paid is
 * told and never taken back (art. 137 of the Labour Code), out of another accrual of that month neither.
 */
export function correctionLines(
  inputs: PayrollInputs,
  closed: readonly ClosedMonth[],
  {
    acceptedCorrections: accepted,
    deals,
    paidElsewhere,
  }: Pick<Records, "acceptedCorrections" | "deals" | "paidElsewhere">,
): OtherLine[] {
  return closed.flatMap((given) => {
    const difference = given.recalculated - given.paid;
    const [more, less] = difference > given.less ? [difference - given.less, given.less] : [0n, difference];
    const parts = {more, less};
    const told = less < 0n ? [overpaid(given, parts)] : [];
    if (more === 0n) return told;
    const own = accepted.filter(
      ({closedMonth, openMonth}) => closedMonth === given.month && openMonth === inputs.month,
    );
    const asked = sumOf(own.map((one) => (one.amount > 0n ? one.amount : 0n)));
    const amount = smaller(asked, more);
    const isLate = given.dueOn < inputs.payDay;
    return [
      underpaid(
        {
          ...given,
          returned: returnedDeals(given, deals),
          named: namedDeals(given, deals),
          elsewhere: given.rows.map(({id}) => id).filter((id) => paidElsewhere.has(id)),
        },
        parts,
        amount,
        own,
        inputs,
      ),
      // of what is paid now alone: the rest has its own when it is paid, from the same day due
      ...(isLate && amount > 0n ? [compensation(inputs, given, amount)] : []),
      ...told,
    ];
  });
}

/** Deals among the rows of a difference of whose money nothing is left: paying for them now could not be taken back. */
function returnedDeals(given: ClosedMonth, deals: readonly Deal[]): string[] {
  const named = new Set(namedDeals(given, deals));
  return deals
    .filter(({dealId, movements}) => named.has(dealId) && sumOf(movements.map(signedAmount)) <= 0n)
    .map(({dealId}) => dealId);
}

/** Deals whose money is among the rows of a difference. */
function namedDeals({rows}: ClosedMonth, deals: readonly Deal[]): string[] {
  const ids = new Set(rows.map(({id}) => id));
  return deals
    .filter(({movements}) => movements.some(({paymentId}) => ids.has(paymentId)))
    .map(({dealId}) => dealId);
}

/** What accruals still bring more, and what they bring less, below 0. */
type Parts = Pick<ClosedMonth, "more" | "less">;

/** A difference that some accruals raise and others lower hides both: each is told. */
function partsText({more, less}: Parts, language: "ru" | "en"): string {
  if (more === 0n || less === 0n) return "";
  return or(
    language,
    ` (одни начисления больше на ${roubles(more, "ru")}, другие меньше на ${roubles(-less, "ru")})`,
    ` (${roubles(more, "en")} more in some accruals, ${roubles(-less, "en")} less in others)`,
  );
}

const listed = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join(", ")}, …` : names.join(", ");

function shared(given: ClosedMonth, what: string) {
  return {
    id: `correction/${given.month}/${what}`,
    component: "correction",
    rows: given.rows,
    basis: {of: given.recalculated, numerator: given.paid.toString()},
  };
}

function underpaid(
  given: ClosedMonth & {returned: readonly string[]; elsewhere: readonly string[]; named: readonly string[]},
  parts: Parts,
  amount: Kopecks,
  own: readonly AcceptedCorrection[],
  {payDay, settings}: PayrollInputs,
): OtherLine {
  const month = monthText(given.month);
  const difference = parts.more;
  const left = difference - amount;
  const approvers = [...new Set(own.map(({approver}) => approver))].join(", ");
  const dealsText = (language: "ru" | "en") =>
    given.named.length === 0
      ? ""
      : or(
          language,
          `; изменились деньги по сделкам: ${listed(given.named)}`,
          `; the money of these deals has changed: ${listed(given.named)}`,
        );
  const sums = {
    ru: `За ${month} по уточнённым данным положено ${roubles(given.recalculated, "ru")}, выплачено ${roubles(given.paid, "ru")}${partsText(parts, "ru")}${dealsText("ru")}`,
    en: `For ${month} the corrected data give ${roubles(given.recalculated, "en")}, ${roubles(given.paid, "en")} were paid${partsText(parts, "en")}${dealsText("en")}`,
  };
  const [names, payments] = [given.returned.join(", "), given.elsewhere.join(", ")];
  const hint = (language: "ru" | "en") => {
    const refunded = or(
      language,
      ` Деньги по сделке ${names} с тех пор возвращены полностью: решите, доплачивать ли за неё; выплаченное обратно не взять.`,
      ` The money of deal ${names} has been refunded in full since: decide whether to pay for it; what is paid cannot be taken back.`,
    );
    // the statement is read by its own person, who must not learn what somebody else is paid
    const twice = or(
      language,
      ` Платёж ${payments} закрытый месяц уже оплатил другому сотруднику, за которым сделка тогда числилась: доплата за него здесь будет второй за одни деньги, обратно их не взять.`,
      ` Payment ${payments} was paid for in a closed month to another person, in whose name the deal stood then: more for it here is paid twice for the same money, and cannot be taken back.`,
    );
    return `${names === "" ? "" : refunded}${payments === "" ? "" : twice}`;
  };
  const late =
    given.dueOn < payDay ? lateCompensation(difference, given.dueOn, payDay, settings.keyRate) : null;
  const owed = (language: "ru" | "en") =>
    late === null
      ? ""
      : or(
          language,
          ` Если принять её в этом месяце, компенсация за задержку (ст. 236 ТК РФ) до ${dayText(payDay)} — ${roubles(late, "ru")}.`,
          ` If it is accepted this month, the compensation for late pay (art. 236 of the Labour Code) up to ${dayText(payDay)} is ${roubles(late, "en")}.`,
        );
  return line({
    ...shared(given, amount > 0n ? "owed" : "proposed"),
    kind: amount > 0n ? "correction" : "information",
    rule: "correction",
    amount,
    stated: left,
    needsAttention: left !== 0n || names !== "" || payments !== "",
    text:
      amount > 0n
        ? {
            ru: `${sums.ru}. Доплата ${roubles(amount, "ru")} (принял: ${approvers})${left > 0n ? `, осталось ${roubles(left, "ru")}` : ""}.${hint("ru")}`,
            en: `${sums.en}. ${roubles(amount, "en")} more are paid now (accepted by ${approvers})${left > 0n ? `, ${roubles(left, "en")} are left` : ""}.${hint("en")}`,
          }
        : {
            ru: `${sums.ru}. Доплата ${roubles(difference, "ru")} ждёт решения кадровой службы.${owed("ru")}${hint("ru")}`,
            en: `${sums.en}. ${roubles(difference, "en")} more wait for HR's decision.${owed("en")}${hint("en")}`,
          },
  });
}

function overpaid(given: ClosedMonth, parts: Parts): OtherLine {
  const month = monthText(given.month);
  const less = -parts.less;
  return line({
    ...shared(given, "overpaid"),
    kind: "information",
    rule: "labour_code_137",
    stated: parts.less,
    needsAttention: true,
    text: {
      ru: `За ${month} по уточнённым данным положено ${roubles(given.recalculated, "ru")}, выплачено ${roubles(given.paid, "ru")}. Лишнее ${roubles(less, "ru")}${partsText(parts, "ru")} не удерживается. Вернуть его можно только с письменного согласия сотрудника или по решению суда (ст. 137 ТК РФ).`,
      en: `For ${month} the corrected data give ${roubles(given.recalculated, "en")}, ${roubles(given.paid, "en")} were paid. The ${roubles(less, "en")} too much${partsText(parts, "en")} are not taken back. They can come back only with the employee's written consent or by a court's decision (art. 137 of the Labour Code).`,
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
  const spans = rateDays(dueOn, paidOn, rates);
  if (!spans) return null;
  const sum = total(spans.map(({rate, days}) => multiply(rate, rational(BigInt(days)))));
  return roundHalfAway(multiply(multiply(rational(amount), sum), rational(1n, 150n)));
}

/** The key rates of the days of a delay, each with its number of days. */
function rateDays(dueOn: string, paidOn: string, rates: readonly DatedDecimal[]) {
  const spans: {value: string; rate: Rational; days: number}[] = [];
  for (let day = daysLater(dueOn, 1); day <= paidOn; day = daysLater(day, 1)) {
    const found = rates.findLast(({from}) => from <= day);
    if (!found) return null;
    const last = spans.at(-1);
    if (last?.value === found.value) last.days += 1;
    else spans.push({value: found.value, rate: parseExact(found.value), days: 1});
  }
  return spans;
}

function compensation(inputs: PayrollInputs, given: ClosedMonth, amount: Kopecks): OtherLine {
  const sum = lateCompensation(amount, given.dueOn, inputs.payDay, inputs.settings.keyRate);
  const days = daysBetween(given.dueOn, inputs.payDay);
  const spans = rateDays(given.dueOn, inputs.payDay, inputs.settings.keyRate) ?? [];
  const ratesText = (language: "ru" | "en") => {
    const each = spans.map(
      (span) =>
        `${exactPercent(span.rate, language)} × ${span.days} ${or(language, plural(span.days, ["день", "дня", "дней"]), span.days === 1 ? "day" : "days")}`,
    );
    return each.length === 1 ? each[0]! : `(${each.join(" + ")})`;
  };
  const dates = [dayText(given.dueOn), dayText(inputs.payDay)] as const;
  return line({
    ...shared(given, "compensation"),
    kind: "information",
    rule: "labour_code_236",
    stated: sum ?? 0n,
    needsAttention: true,
    basis: {of: amount, workedDays: days},
    text:
      sum === null
        ? {
            ru: "Компенсация за задержку (ст. 236 ТК РФ) не посчитана: в payroll.yaml нет ключевой ставки на эти дни.",
            en: "Compensation for late pay (art. 236 of the Labour Code) is not calculated: payroll.yaml has no key rate for these days.",
          }
        : {
            ru: `Компенсация за задержку (ст. 236 ТК РФ): ${roubles(amount, "ru")} × 1/150 × ключевая ставка ${ratesText("ru")} (срок ${dates[0]}, выплата ${dates[1]}) = ${roubles(sum, "ru")}, округлено до копейки. Начисляет бухгалтерия, в итог не входит.`,
            en: `Compensation for late pay (art. 236 of the Labour Code): ${roubles(amount, "en")} × 1/150 × the key rate ${ratesText("en")} (due ${dates[0]}, paid ${dates[1]}) = ${roubles(sum, "en")}, rounded to the kopeck. Accounting pays it; it is not in the total.`,
          },
  });
}
