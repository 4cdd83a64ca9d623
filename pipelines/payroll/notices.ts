import type {Context} from "./context.ts";
import {dayText, firstDay, monthSpan, overlap, sameDayLater} from "./days.ts";
import type {Employee} from "./inputs.ts";
import {mayLessen, versionBefore} from "./lessens.ts";
import {type Line, line, type OtherLine} from "./line.ts";
import {roubles, sumOf} from "./money.ts";
import type {Plan, Signatures} from "./plan.ts";
import {compare, multiply, one, parseExact, rational, roundHalfAway} from "./rational.ts";
import type {Stretch} from "./stretches.ts";
import {exactPercent, or} from "./words.ts";

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
  return [...notices, ...shortNotices(context, stretches, signatures)];
}

/** Months before which art. 74 of the Labour Code wants worse terms told in writing. */
const noticeMonths = 2;

/** Versions that may pay less than the one before and were signed less than two months before the days they pay. */
function shortNotices({plans}: Context, stretches: readonly Stretch[], signatures: Signatures): OtherLine[] {
  const own = stretches.filter(({isSigned}) => isSigned).toReversed();
  const signed = new Map(own.map(({plan, from}) => [plan, from]));
  return [...signed].flatMap(([plan, from]) => {
    const [before, on] = [versionBefore(plans, plan), signatures.dayOf(plan)];
    if (!before || on === undefined || !mayLessen(plan, before)) return [];
    const earliest = sameDayLater(on, noticeMonths);
    if (from >= earliest) return [];
    return [
      notice(`short_notice/${plan.key}`, {
        ru: `План «${plan.name.ru}» (версия ${plan.version}) может платить меньше прежней версии ${before.version}, а подписан ${dayText(on)}. Об ухудшении условий предупреждают письменно за два месяца (ст. 74 ТК РФ), то есть не раньше ${dayText(earliest)}. Проверьте, есть ли согласие сотрудника.`,
        en: `The plan “${plan.name.en}” (version ${plan.version}) may pay less than version ${before.version} before it and was signed on ${dayText(on)}. Worse terms are told in writing two months ahead (art. 74 of the Labour Code), which is ${dayText(earliest)} at the earliest. Check that the employee has consented.`,
      }),
    ];
  });
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

/**
 * Art. 133 of the Labour Code: the wage of the days worked is not below the least wage's part for them, whether a bonus was
 * reduced or nothing was earned beside a small salary. Of whom the salaries say that he works part-time, the part of it.
 */
export function wageWarning(context: Context, employee: Employee, lines: readonly Line[]): OtherLine[] {
  const least = context.inputs.settings.minimumWage.findLast(({from}) => from <= firstDay(context.month));
  const days = context.normDays(context.month);
  const worked = context.worked(employee, monthSpan(context.month));
  const pay = employee.basePay.findLast((given) => overlap(monthSpan(context.month), given));
  if (!least || days === 0 || worked === 0 || !pay || pay.monthly <= 0n) return [];
  const part = pay.fullTimePart === undefined ? one : parseExact(pay.fullTimePart);
  const limit = roundHalfAway(
    multiply(multiply(parseExact(least.value), rational(100n * BigInt(worked), BigInt(days))), part),
  );
  const paid = sumOf(lines.map(({amount}) => amount));
  if (paid >= limit) return [];
  const isCut = lines.some(({kind}) => kind === "cut");
  const isPart = compare(part, one) < 0;
  const start = (language: "ru" | "en") =>
    isCut
      ? or(
          language,
          `После уменьшения премии выходит ${roubles(paid, "ru")}`,
          `After the reduction ${roubles(paid, "en")} are left`,
        )
      : or(
          language,
          `За отработанное время выходит ${roubles(paid, "ru")}`,
          `The days worked come to ${roubles(paid, "en")}`,
        );
  const of = (language: "ru" | "en") =>
    isPart
      ? or(language, ` и ${exactPercent(part, "ru")} ставки`, ` and ${exactPercent(part, "en")} of full time`)
      : "";
  const advice = (language: "ru" | "en") =>
    isPart
      ? ""
      : or(
          language,
          " Если сотрудник работает неполное время, укажите его долю ставки в таблице окладов.",
          " If the employee works part-time, enter the part of full time in the table of salaries.",
        );
  return [
    notice(
      "minimum_wage",
      {
        ru: `${start("ru")} — меньше МРОТ за отработанное время${of("ru")} (${roubles(limit, "ru")}, ст. 133 ТК РФ). Проверьте до закрытия месяца.${advice("ru")}`,
        en: `${start("en")}, less than the least wage of the days worked${of("en")} (${roubles(limit, "en")}, art. 133 of the Labour Code). Check it before the month is closed.${advice("en")}`,
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
