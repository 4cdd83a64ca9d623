import type {Context} from "./context.ts";
import {dayText, firstDay, monthSpan} from "./days.ts";
import type {Employee} from "./inputs.ts";
import {type Line, line, type OtherLine} from "./line.ts";
import {roubles, sumOf} from "./money.ts";
import type {Plan, Signatures} from "./plan.ts";
import {multiply, parseExact, rational, roundHalfAway} from "./rational.ts";
import type {Stretch} from "./stretches.ts";
import {or} from "./words.ts";

/** Code of a notice that keeps a month from being closed. */
export const changedUnknown = "changed_unknown";

/** What HR should know of a person's month before it is closed. */
export function noticeLines(
  context: Context,
  employee: Employee,
  {
    stretches,
    signatures,
    lines,
  }: {stretches: readonly Stretch[]; signatures: Signatures; lines: readonly Line[]},
): OtherLine[] {
  const notices: OtherLine[] = [];
  const worked = context.worked(employee, monthSpan(context.month));
  if (worked > 0 && stretches.length === 0)
    notices.push(
      notice("no_plan", {
        ru: "Ни один план оплаты не действует для должности, команды или самого сотрудника: посчитан только оклад.",
        en: "No pay plan covers this post, team or person: only the salary is calculated.",
      }),
    );
  if (worked > 0 && employee.basePay.every(({monthly}) => monthly <= 0n))
    notices.push(
      notice("no_salary", {
        ru: "Оклад сотрудника не указан: внесите его из трудового договора.",
        en: "The salary is not known: enter it from the labour contract.",
      }),
    );
  const changed = changedPlans(context, {stretches, signatures, lines});
  notices.push(...changed.map((plan) => changedNotice(context, plan, signatures)));
  const unsigned = stretches.filter(
    ({isSigned, plan}, index) =>
      !isSigned &&
      !changed.includes(plan) &&
      stretches.findIndex((other) => other.plan === plan && !other.isSigned) === index,
  );
  for (const {plan, signed} of unsigned)
    notices.push(
      notice(`unsigned/${plan.key}`, {
        ru: `С планом «${plan.name.ru}» (версия ${plan.version}, с ${dayText(plan.valid_from)}) сотрудник не ознакомлен под подпись: эта версия не может уменьшить оплату${signed ? `, сравнение шло с ${versionText(plan, signed, "ru")}` : ". Подписанного раньше плана, с которым сравнить, нет"}.`,
        en: `The plan “${plan.name.en}” (version ${plan.version}, from ${dayText(plan.valid_from)}) is not signed by the employee: this version cannot lower the pay${signed ? `; ${versionText(plan, signed, "en")} was compared` : ". No plan signed before is there to compare"}.`,
      }),
    );
  return notices;
}

const versionText = (plan: Plan, signed: Plan, language: "ru" | "en") =>
  signed.plan === plan.plan
    ? or(language, `версией ${signed.version}`, `version ${signed.version}`)
    : or(
        language,
        `планом «${signed.name.ru}» (версия ${signed.version})`,
        `the plan “${signed.name.en}” (version ${signed.version})`,
      );

/** Versions by which the month is paid that the person signed and that were changed in their files since. */
function changedPlans(
  {plans}: Context,
  {
    stretches,
    signatures,
    lines,
  }: {stretches: readonly Stretch[]; signatures: Signatures; lines: readonly Line[]},
): Plan[] {
  const used = new Set([
    ...stretches.map(({plan}) => plan.key),
    ...lines.map(({rule}) => rule.split("/")[0]!.split("#")[0]!),
  ]);
  return plans.filter((plan) => used.has(plan.key) && signatures.isChanged(plan));
}

/** Nobody can say what would be due by a content that was not kept, or by a component that is gone: the month waits. */
function changedNotice({plans}: Context, plan: Plan, signatures: Signatures): OtherLine {
  const signed = plans.findLast(
    (other) =>
      other.plan === plan.plan &&
      other.version === plan.version &&
      other !== plan &&
      signatures.dayOf(other) !== undefined,
  );
  const isKept =
    signed?.components.every(({id}) => plan.components.some((component) => component.id === id)) ?? false;
  const said = {
    ru: `План «${plan.name.ru}» (${plan.key}) изменён после подписи сотрудника: версия с другим содержанием не подписана и не может уменьшить оплату. ${isKept ? "Сравнение шло с подписанным содержанием. " : ""}Верните в файл подписанное содержание (а изменение запишите новой версией) или запишите новую подпись${isKept ? "" : "; до этого месяц не закрыть"}.`,
    en: `The plan “${plan.name.en}” (${plan.key}) was changed after the employee signed it: a version of another content is not signed and cannot lower the pay. ${isKept ? "What was signed was compared. " : ""}Put back into the file what was signed (a change is a new version) or record a new signature${isKept ? "" : "; the month cannot be closed before"}.`,
  };
  return notice(`${isKept ? "changed" : changedUnknown}/${plan.key}`, said);
}

/** Art. 133 of the Labour Code: after a reduction the wage of the days worked is not below the least wage's part for them. */
export function wageWarning(context: Context, employee: Employee, lines: readonly Line[]): OtherLine[] {
  if (!lines.some(({kind}) => kind === "cut")) return [];
  const least = context.inputs.settings.minimumWage.findLast(({from}) => from <= firstDay(context.month));
  const days = context.normDays(context.month);
  if (!least || days === 0) return [];
  const worked = context.worked(employee, monthSpan(context.month));
  const limit = roundHalfAway(
    multiply(parseExact(least.value), rational(100n * BigInt(worked), BigInt(days))),
  );
  const paid = sumOf(lines.map(({amount}) => amount));
  if (paid >= limit) return [];
  return [
    notice(
      "minimum_wage",
      {
        ru: `После уменьшения премии выходит ${roubles(paid, "ru")} — меньше МРОТ за отработанное время (${roubles(limit, "ru")}, ст. 133 ТК РФ). Проверьте до закрытия месяца.`,
        en: `After the reduction ${roubles(paid, "en")} are left, less than the least wage of the days worked (${roubles(limit, "en")}, art. 133 of the Labour Code). Check it before the month is closed.`,
      },
      limit - paid,
    ),
  ];
}

const notice = (code: string, text: {ru: string; en: string}, stated = 0n): OtherLine =>
  line({
    id: `notice/${code}`,
    kind: "information",
    component: "notice",
    rule: `notice/${code.split("/")[0]}`,
    stated,
    needsAttention: true,
    text,
  });
