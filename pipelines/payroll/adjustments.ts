import {dayText} from "./days.ts";
import type {Adjustment} from "./inputs.ts";
import {type Line, line, type OtherLine} from "./line.ts";
import {type Kopecks, roubles, smaller, sumOf} from "./money.ts";
import {multiply, rational, roundDown} from "./rational.ts";

/** Art. 138 of the Labour Code: all deductions together take at most a fifth of a payment. */
const mostOfPayment = rational(1n, 5n);

const grounds = {
  award: {ru: "доплата", en: "an award"},
  consent: {ru: "письменное согласие сотрудника", en: "the employee's written consent"},
  court: {ru: "решение суда", en: "a court's decision"},
  counting_error: {ru: "счётная ошибка", en: "an arithmetical error"},
} as const;

/**
 * HR's own sums. A plus is paid as it is. A minus needs one of the grounds of art. 137, takes at most 20 % of what is paid
 * and never more than what was paid above the salary; what it may not take stands in the line.
 */
export function adjustmentLines(adjustments: readonly Adjustment[], lines: readonly Line[]): OtherLine[] {
  const before =
    sumOf(lines.map(({amount}) => amount)) +
    sumOf(adjustments.map(({amount}) => (amount > 0n ? amount : 0n)));
  const base = sumOf(lines.filter(({kind}) => kind === "base").map(({amount}) => amount));
  let room: Kopecks = smaller(roundDown(multiply(rational(before), mostOfPayment)), before - base);
  return adjustments.map((given) => {
    const {adjustmentId, amount, legalClass, ground, reason, document, approver} = given;
    const isLawful =
      [reason, document, approver].every((text) => text.trim() !== "") &&
      (amount >= 0n || ground !== "award");
    const taken = smaller(-amount, room);
    const applied = !isLawful ? 0n : amount >= 0n ? amount : -taken;
    if (applied < 0n) room += applied;
    const left = amount - applied;
    const why = isLawful
      ? {
          ru: `по закону можно удержать не больше 20 % выплаты и не из оклада, осталось ${roubles(-left, "ru")}`,
          en: `the law allows at most 20% of the payment and nothing of the salary, ${roubles(-left, "en")} are left`,
        }
      : {
          ru: "не проведено: нужны причина, документ и кто утвердил, а для минуса — основание по ст. 137 ТК РФ",
          en: "not made: it needs a reason, a document and who approved it, and a minus a ground of art. 137 of the Labour Code",
        };
    const {documentDate} = given;
    const dated =
      documentDate === undefined
        ? {ru: document, en: document}
        : {ru: `${document} от ${dayText(documentDate)}`, en: `${document} of ${dayText(documentDate)}`};
    const details = {
      ru: `${reason} (${grounds[ground].ru}; документ: ${dated.ru}; утвердил: ${approver})`,
      en: `${reason} (${grounds[ground].en}; document: ${dated.en}; approved by ${approver})`,
    };
    return line({
      id: `adjustment/${adjustmentId}`,
      kind: "adjustment",
      component: "adjustment",
      rule: amount < 0n ? "labour_code_137" : "adjustment",
      legalClass,
      amount: applied,
      stated: left,
      needsAttention: left !== 0n,
      text: {
        ru: `${applied < 0n ? "Удержание" : "Корректировка"} ${roubles(applied, "ru")}: ${details.ru}${left === 0n ? "" : `; ${why.ru}`}.`,
        en: `${applied < 0n ? "Deduction" : "Adjustment"} of ${roubles(applied, "en")}: ${details.en}${left === 0n ? "" : `; ${why.en}`}.`,
      },
    });
  });
}
