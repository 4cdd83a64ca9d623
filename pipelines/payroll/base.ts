import {plural} from "../counted.ts";
import {
  type ClosedSpan,
  type Day,
  dayText,
  firstDay,
  holds,
  type Month,
  monthOf,
  monthSpan,
  overlap,
  type Span,
} from "./days.ts";
import type {Absence, Employee, PayrollInputs, SourceRow} from "./inputs.ts";
import type {BaseLine} from "./line.ts";
import {type Bilingual, type Kopecks, type Language, roubles, sumOf} from "./money.ts";
import {add, type Rational, rational, roundHalfAway, total, zero} from "./rational.ts";

declare const proratedSalary: unique symbol;
/** A salary for days worked. Only `basePay` makes one, and it knows neither plans nor cuts: base pay has no way down. */
export type BaseAmount = Kopecks & {readonly [proratedSalary]: true};

/** Working days of the production calendar, by month. */
export type WorkDays = ReadonlyMap<Month, readonly string[]>;

export function workDaysOf(calendar: PayrollInputs["calendar"]): WorkDays {
  const days = new Map<Month, string[]>();
  for (const {date, isWorking} of calendar)
    if (isWorking) {
      const month = monthOf(date);
      const known = days.get(month);
      if (known) known.push(date);
      else days.set(month, [date]);
    }
  return days;
}

export const employment = (employee: Employee): Span => ({from: employee.hiredOn, until: employee.leftOn});

/** Working days of a span within one month on which the person was employed and not away. */
export function workedDays(
  employee: Employee,
  span: ClosedSpan,
  days: WorkDays,
  worked: readonly Absence["kind"][],
): number {
  const employed = overlap(span, employment(employee));
  if (!employed) return 0;
  const away = employee.absences.filter(({kind}) => !worked.includes(kind));
  return (days.get(monthOf(span.from)) ?? []).filter(
    (day) =>
      day >= employed.from &&
      day < employed.until &&
      !away.some(({from, until}) => day >= from && day < until),
  ).length;
}

interface DaysAway {
  readonly absence: Absence;
  readonly count: number;
}

/** Absences that take working days of a span, each day by the first that has it. */
function daysAway(
  employee: Employee,
  span: ClosedSpan,
  days: WorkDays,
  worked: readonly Absence["kind"][],
): DaysAway[] {
  if (employee.absences.length === 0) return [];
  const left = new Set((days.get(monthOf(span.from)) ?? []).filter((day) => holds(span, day)));
  return employee.absences
    .filter(({kind}) => !worked.includes(kind))
    .map((absence) => {
      const own = [...left].filter((day) => holds(absence, day));
      for (const day of own) left.delete(day);
      return {absence, count: own.length};
    })
    .filter(({count}) => count > 0);
}

const kindNames: Record<Absence["kind"], Bilingual> = {
  vacation: {ru: "отпуск", en: "vacation"},
  sick: {ru: "больничный", en: "sick leave"},
  training: {ru: "обучение", en: "training"},
  other: {ru: "другое отсутствие", en: "other absence"},
};

/** " Не оплачено по окладу: больничный — 5 рабочих дней." */
function awayText(away: readonly DaysAway[], language: Language): string {
  if (away.length === 0) return "";
  const kinds = [...Map.groupBy(away, ({absence}) => absence.kind)].map(([kind, own]) => {
    const count = own.reduce((sum, one) => sum + one.count, 0);
    const day = plural(count, ["рабочий день", "рабочих дня", "рабочих дней"]);
    return language === "ru"
      ? `${kindNames[kind].ru} — ${count} ${day}`
      : `${kindNames[kind].en}: ${count} working ${count === 1 ? "day" : "days"}`;
  });
  return language === "ru" ? ` Не отработано: ${kinds.join(", ")}.` : ` Not worked: ${kinds.join(", ")}.`;
}

/** What a salary line is made of: the salary as it was entered, and what took days off it. */
const baseRows = ({since, monthly}: SalaryStretch, away: readonly DaysAway[]): SourceRow[] => [
  {id: `salaries ${since}`, version: monthly.toString()},
  ...away.map(({absence: {kind, from, until}}) => ({id: `absences ${from}`, version: `${kind} ${until}`})),
];

/** Salary of the days worked, before rounding: monthly sum x days worked / working days of the month. */
export function exactBase(monthly: Kopecks, worked: number, norm: number): Rational {
  return norm === 0 ? rational(0n) : rational(monthly * BigInt(worked), BigInt(norm));
}

interface SalaryStretch extends ClosedSpan {
  readonly monthly: Kopecks;
  /** First day the salary holds. */
  readonly since: Day;
}

/**
 * The month's stretches by salary. Neighbours alike are one, also with days off between them that another salary holds or
 * none: each stretch rounds, and rounding must not make two halves of one salary less than the salary.
 */
function salariesOf(employee: Employee, month: Month, days: WorkDays): SalaryStretch[] {
  const working = days.get(month) ?? [];
  const joined: SalaryStretch[] = [];
  for (const pay of employee.basePay) {
    const span = overlap(monthSpan(month), pay);
    const employed = span && overlap(span, employment(employee));
    if (!employed || pay.monthly <= 0n) continue;
    const last = joined.findLastIndex(({monthly}) => monthly === pay.monthly);
    const before = joined[last];
    if (before && !working.some((day) => day >= before.until && day < employed.from)) {
      joined.splice(last, joined.length, {...before, until: employed.until});
    } else joined.push({...employed, monthly: pay.monthly, since: pay.from});
  }
  return joined;
}

/**
 * One line for each stretch of the month with one salary; plans are not asked (art. 129, 136 of the Labour Code). What the
 * lines' rounding would leave below the month's exact salary goes to the last one.
 */
export function basePay(
  employee: Employee,
  month: Month,
  days: WorkDays,
  counted: readonly Absence["kind"][],
): BaseLine[] {
  const norm = days.get(month)?.length ?? 0;
  const stretches = salariesOf(employee, month, days).map((stretch) => {
    const worked = workedDays(employee, stretch, days, counted);
    const exact = exactBase(stretch.monthly, worked, norm);
    return {...stretch, worked, exact, rounded: roundHalfAway(exact)};
  });
  const missing =
    roundHalfAway(total(stretches.map(({exact}) => exact))) - sumOf(stretches.map(({rounded}) => rounded));
  const last = stretches.findLast(({worked}) => worked > 0);
  return stretches.map((stretch): BaseLine => {
    const {from, until, monthly, worked, rounded} = stretch;
    const employed = overlap(stretch, employment(employee));
    const away = employed ? daysAway(employee, employed, days, counted) : [];
    const added = stretch === last && missing > 0n ? missing : 0n;
    const amount = (rounded + added) as BaseAmount;
    const isWhole = from === firstDay(month) && until === monthSpan(month).until;
    const since = isWhole ? {ru: "", en: ""} : {ru: `с ${dayText(from)}: `, en: `from ${dayText(from)}: `};
    const kept =
      added === 0n
        ? {ru: "", en: ""}
        : {
            ru: ` и ${roubles(added, "ru")}, чтобы округление по частям не уменьшило оклад месяца`,
            en: ` and ${roubles(added, "en")}, so that rounding by parts does not lower the month's salary`,
          };
    return {
      id: `base@${from}`,
      kind: "base",
      legalClass: "salary",
      component: "salary",
      rule: "labour_contract",
      clause: null,
      metric: null,
      amount,
      stated: 0n,
      needsAttention: false,
      basis: {workedDays: worked, normDays: norm, of: monthly},
      rows: baseRows(stretch, away),
      text: {
        ru: `Оклад ${since.ru}${roubles(monthly, "ru")} × ${worked} из ${norm} рабочих дней месяца = ${roubles(rounded, "ru")}${kept.ru}.${awayText(away, "ru")} Основание: трудовой договор.`,
        en: `Salary ${since.en}${roubles(monthly, "en")} × ${worked} of ${norm} working days of the month = ${roubles(rounded, "en")}${kept.en}.${awayText(away, "en")} Ground: the labour contract.`,
      },
    };
  });
}

/** The salary a stretch of days brings, exact: what a bonus in percent of base is taken of. */
export function exactBaseOf(
  employee: Employee,
  span: ClosedSpan,
  days: WorkDays,
  counted: readonly Absence["kind"][],
): Rational {
  const norm = days.get(monthOf(span.from))?.length ?? 0;
  return employee.basePay.reduce((sum, pay) => {
    const part = overlap(span, pay);
    return part ? add(sum, exactBase(pay.monthly, workedDays(employee, part, days, counted), norm)) : sum;
  }, zero);
}
