import type {Context} from "./context.ts";
import {dayText} from "./days.ts";
import type {DisciplinaryOrder, Employee} from "./inputs.ts";
import {type Line, line, type OtherLine} from "./line.ts";
import {type Kopecks, roubles, shareOf, smaller, splitByShares, sumOf} from "./money.ts";
import {type Plan, planOn, type Signatures} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {multiply, rational, roundDown} from "./rational.ts";
import {exactPercent, or, percent} from "./words.ts";

/** Art. 135 of the Labour Code: a reduction for a disciplinary order leaves at least four fifths of the month's wage. */
const mostOfWage = rational(1n, 5n);

interface Rule {
  order: DisciplinaryOrder;
  plan: Plan;
  component: PlanComponent;
  signatures: Signatures;
}

interface Wanted {
  order: DisciplinaryOrder;
  plan: Plan;
  component: PlanComponent;
  accrued: Kopecks;
  amount: Kopecks;
}

/**
 * Less bonus for the month's disciplinary orders, for an order touches no other month: only by a clause of a
 * plan version signed before it, and at most 20 % of the month's wage over all orders together (art. 135; the reading of
 * "wage" is a setting). Salary and piece rates are never touched.
 */
export function cutLines(
  context: Context,
  employee: Employee,
  orders: readonly DisciplinaryOrder[],
  lines: readonly Line[],
  signatures: Signatures,
): OtherLine[] {
  const made: OtherLine[] = [];
  const wanted: Wanted[] = [];
  for (const order of orders) {
    const plan = planOn(context.plans, employee, order.date);
    const rules = plan?.components.filter(({disciplinary}) => disciplinary) ?? [];
    if (!plan || rules.length === 0) {
      made.push(
        untouched(
          order,
          "no_clause",
          "в плане оплаты нет пункта об уменьшении премии, поэтому она начислена полностью",
          "the pay plan has no clause on less bonus, so it is paid in full",
        ),
      );
      continue;
    }
    if (!signatures.has(plan, order.date)) {
      made.push(
        untouched(
          order,
          "unsigned",
          `с планом ${plan.key} сотрудник к этому дню не ознакомлен под подпись, поэтому премия не уменьшается`,
          `the employee had not signed plan ${plan.key} by that day, so the bonus stays as it is`,
        ),
      );
      continue;
    }
    for (const component of rules) {
      const accrued = accruedOf(context, lines, {plan, component, order, signatures});
      const before = sumOf(wanted.filter((other) => other.component === component).map(({amount}) => amount));
      const amount = smaller(shareOf(accrued, component.disciplinary![order.kind]), accrued - before);
      if (amount > 0n) wanted.push({order, plan, component, accrued, amount});
    }
  }
  return [...made, ...limited(context, wanted, lines)];
}

const isPaid = ({kind}: Line) => ["base", "earned", "within_chance", "released"].includes(kind);

/** Bonus of the component by versions that the person had signed and that have the clause. */
function accruedOf(
  context: Context,
  lines: readonly Line[],
  {plan, component, order, signatures}: Rule,
): Kopecks {
  const versions = context.plans
    .filter((version) => version.plan === plan.plan && signatures.has(version, order.date))
    .filter((version) => version.components.some(({id, disciplinary}) => id === component.id && disciplinary))
    .map(({key}) => key);
  return sumOf(
    lines
      .filter((given) => isPaid(given) && given.legalClass === "bonus" && given.component === component.id)
      .filter(({rule}) => versions.includes(rule.split("/")[0]!))
      .map(({amount}) => amount),
  );
}

function limited(context: Context, wanted: readonly Wanted[], lines: readonly Line[]): OtherLine[] {
  const isWage = context.inputs.settings.capBase === "wage";
  const wage = sumOf(
    lines.filter((given) => (isWage ? isPaid(given) : given.kind === "base")).map(({amount}) => amount),
  );
  const limit = roundDown(multiply(rational(wage), mostOfWage));
  const asked = sumOf(wanted.map(({amount}) => amount));
  if (asked === 0n) return [];
  const allowed = smaller(asked, limit);
  const amounts = splitByShares(
    allowed,
    wanted.map(({amount}) => rational(amount, asked)),
  );
  const reading = isWage
    ? {ru: "месячной заработной платы", en: "the month's wage"}
    : {ru: "оклада за месяц", en: "the month's salary"};
  const manyText = (language: "ru" | "en") =>
    wanted.length === 1
      ? ""
      : or(
          language,
          ` на все уменьшения месяца вместе, а они просят ${roubles(asked, "ru")}`,
          ` for all reductions of the month together, which ask for ${roubles(asked, "en")}`,
        );
  return wanted.flatMap(({order, plan, component, accrued, amount}, index) => {
    const cut = amounts[index]!;
    if (cut === 0n) return [];
    const limitText = (language: "ru" | "en") =>
      or(
        language,
        `Предел — 20 % ${reading.ru} ${roubles(wage, "ru")}, то есть ${roubles(limit, "ru")}${manyText("ru")}${allowed < asked ? "; уменьшение ограничено им" : ""}.`,
        `The limit is 20% of ${reading.en} ${roubles(wage, "en")}, that is ${roubles(limit, "en")}${manyText("en")}${allowed < asked ? "; the reduction stops at it" : ""}.`,
      );
    const {clause} = component.disciplinary!;
    const share = component.disciplinary![order.kind];
    return line({
      id: `${plan.plan}/${component.id}/cut/${order.number}`,
      kind: "cut",
      component: component.id,
      rule: `${plan.key}/${component.id}/disciplinary`,
      clause,
      legalClass: "bonus",
      amount: -cut,
      stated: amount,
      basis: {of: accrued, share: percent(share, "en")},
      rows: [],
      // Rostrud allows to leave out a whole bonus, others hold that it may only be less
      needsAttention: cut === accrued,
      text: {
        ru: `${component.name.ru} меньше на ${roubles(cut, "ru")}: приказ № ${order.number} от ${dayText(order.date)} (${order.kind === "remark" ? "замечание" : "выговор"}), по п. ${clause} — ${exactPercent(share, "ru")} от ${roubles(accrued, "ru")}. ${limitText("ru")} Оклад не меняется.`,
        en: `${component.name.en} is less by ${roubles(cut, "en")}: order ${order.number} of ${dayText(order.date)} (${order.kind}), by clause ${clause} ${exactPercent(share, "en")} of ${roubles(accrued, "en")}. ${limitText("en")} The salary stays as it is.`,
      },
    });
  });
}

function untouched(order: DisciplinaryOrder, code: string, ru: string, en: string): OtherLine {
  return line({
    id: `order/${order.number}/${code}`,
    kind: "information",
    component: "disciplinary_order",
    rule: "labour_code_135",
    needsAttention: true,
    text: {
      ru: `Приказ № ${order.number} от ${dayText(order.date)}: ${ru}.`,
      en: `Order ${order.number} of ${dayText(order.date)}: ${en}.`,
    },
  });
}
