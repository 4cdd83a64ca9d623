import {counted} from "../counted.ts";
import type {Context} from "./context.ts";
import {payOf} from "./curve.ts";
import {daysLater, dayText, firstDay, monthSpan} from "./days.ts";
import {type Reading, readPart} from "./estimate.ts";
import type {Employee} from "./inputs.ts";
import {type Basis, line, type OtherLine} from "./line.ts";
import {metricOf} from "./metrics.ts";
import {type Language, roubles} from "./money.ts";
import type {Plan} from "./plan.ts";
import type {PlanComponent, PlanPart} from "./plan-schema.ts";
import {
  compare,
  exactText,
  greater,
  multiply,
  one,
  type Rational,
  rational,
  roundHalfAway,
  zero,
} from "./rational.ts";
import type {Stretch} from "./stretches.ts";
import {
  both,
  clauseOf,
  exactPercent,
  figureText,
  groundText,
  numberText,
  or,
  percent,
  productText,
  rangeText,
  roundedText,
} from "./words.ts";

/** A component of one version of a plan, as a person meets it in a stretch of days. */
export interface Place {
  readonly context: Context;
  readonly employee: Employee;
  readonly stretch: Stretch;
  readonly plan: Plan;
  readonly component: PlanComponent;
}

/** Days are named in a line's id where it is not of the whole month, so that lines of one month stay apart. */
export const sinceSuffix = (from: string, month: string) => (from === firstDay(month) ? "" : `@${from}`);

/** The bonus at 100 % for a stretch of days, in kopecks before rounding. */
export function fundOf({context, stretch, component}: Place): Rational {
  const {percent_of_base: share, amount} = component.fund!;
  if (share) return multiply(stretch.base, share);
  const days = context.normDays(context.month);
  return days === 0 ? zero : rational(amount! * BigInt(stretch.workedDays), BigInt(days));
}

/** Lines of a bonus whose parts divide a fund: each part earned, paid within chance, or not earned. */
export function bonusLines(place: Place): OtherLine[] {
  const {context, employee, component} = place;
  const fund = fundOf(place);
  if (compare(fund, zero) <= 0) return [];
  const worked = context.worked(employee, monthSpan(context.month));
  if (worked < component.min_days_worked) return [tooFewDays(place, fund, worked)];
  return component.parts!.flatMap((part) => partLines(place, part, multiply(fund, part.weight)));
}

function common({context, stretch, plan, component}: Place, part?: PlanPart) {
  return {
    component: component.id,
    rule: [plan.key, component.id, ...(part ? [part.id] : [])].join("/"),
    clause: clauseOf(component, part?.clause),
    legalClass: component.class === "salary" ? null : component.class,
    id: (kind: string) =>
      `${[plan.plan, component.id, ...(part ? [part.id] : []), kind].join("/")}${sinceSuffix(stretch.from, context.month)}`,
  };
}

function tooFewDays(place: Place, fund: Rational, worked: number): OtherLine {
  const {component, plan} = place;
  const {id, ...shared} = common(place);
  const stated = roundHalfAway(fund);
  return line({
    ...shared,
    id: id("not_earned"),
    kind: "not_earned",
    stated,
    basis: {workedDays: worked, of: stated},
    text: both(
      (language) =>
        `${component.name[language]}: ${or(
          language,
          `отработано дней: ${worked}, а условие премии — не меньше ${component.min_days_worked}, поэтому ${roubles(stated, "ru")} не начислено. Это невыполненное условие, оклад не меняется.`,
          `${counted(worked, "day")} worked, and the bonus asks for at least ${component.min_days_worked}, so ${roubles(stated, "en")} did not come into being. A condition was not met; the salary stays as it is.`,
        )} ${groundText(plan, clauseOf(component), language)}`,
    ),
  });
}

function partLines(place: Place, part: PlanPart, full: Rational): OtherLine[] {
  const {context, employee, stretch, component, plan} = place;
  const reading = readPart(context, employee, stretch, part);
  const isSpared =
    reading.verdict === "within_chance" || (reading.verdict === "no_data" && part.without_data === "paid");
  const attained = reading.attainment ?? zero;
  const pays = isSpared
    ? greater(payOf(part.curve, one), payOf(part.curve, attained))
    : payOf(part.curve, attained);
  const exact = multiply(full, pays);
  const amount = roundHalfAway(exact);
  const whole = roundHalfAway(full);
  const {id, ...shared} = common(place, part);
  const of: Place & {part: PlanPart; reading: Reading} = {...place, part, reading};
  const row = {
    ...shared,
    metric: part.metric,
    rows: reading.rows,
    needsAttention: reading.verdict === "no_data",
    basis: basisOf(of, whole, pays),
  };
  const end = (language: Language) =>
    `${daysText(place, language)} ${groundText(plan, clauseOf(component, part.clause), language)}`;
  const lines: OtherLine[] = [];
  if (amount > 0n)
    lines.push(
      line({
        ...row,
        id: id(isSpared ? "within_chance" : "earned"),
        kind: isSpared ? "within_chance" : "earned",
        amount,
        text: both((language) =>
          isSpared
            ? `${sparedText(of, language)} ${or(language, "Часть премии начислена", "This part of the bonus is paid")}: ${roubles(amount, language)}${roundedText(exact, language)}.${end(language)}`
            : `${figureText(part.metric, reading, language)}${readText(context, of, language)} — ${or(language, "выполнено", "attained")} ${percent(attained, language)}, ${or(language, "начисляется", "which pays")} ${productText(pays, full, language)} = ${roubles(amount, language)}${roundedText(exact, language)}.${end(language)}`,
        ),
      }),
    );
  if (amount < whole)
    lines.push(
      line({
        ...row,
        id: id("not_earned"),
        kind: "not_earned",
        stated: whole - amount,
        text: both(
          (language) =>
            `${reading.verdict === "no_data" ? noDataText(of, language) : `${figureText(part.metric, reading, language)}${readText(context, of, language)} — ${or(language, "выполнено", "attained")} ${percent(attained, language)}.`} ${or(
              language,
              `Не начислено ${roubles(whole - amount, "ru")} из ${roubles(whole, "ru")}: ${whyNot(reading, amount, "ru")}. Из начисленного ничего не вычтено.`,
              `${roubles(whole - amount, "en")} of ${roubles(whole, "en")} did not come into being: ${whyNot(reading, amount, "en")}. Nothing is taken from what was earned.`,
            )}${end(language)}`,
        ),
      }),
    );
  return lines;
}

function whyNot({verdict, attainment}: Reading, amount: bigint, language: Language): string {
  if (verdict === "no_data")
    return or(
      language,
      "без данных план эту часть премии не платит",
      "without data the plan does not pay this part of the bonus",
    );
  if (amount > 0n)
    return or(language, "условие премии выполнено не полностью", "the condition was not met in full");
  return attainment && compare(attainment, zero) > 0
    ? or(
        language,
        "выполнено меньше, чем нужно, чтобы эта часть премии платилась",
        "less was attained than this part of the bonus begins to pay at",
      )
    : or(language, "условие премии не выполнено", "the condition was not met");
}

function basisOf(
  {stretch, context, part, reading}: Place & {part: PlanPart; reading: Reading},
  whole: bigint,
  pays: Rational,
): Basis {
  return {
    numerator: exactText(reading.numerator),
    denominator: reading.denominator && exactText(reading.denominator),
    norm: exactText(reading.norm),
    estimator: part.estimator,
    ...(reading.value ? {value: exactText(reading.value)} : {}),
    ...(reading.attainment ? {attainment: exactText(reading.attainment)} : {}),
    ...(reading.interval
      ? {low: reading.interval.low.toFixed(4), high: reading.interval.high.toFixed(4)}
      : {}),
    pays: exactText(pays),
    workedDays: stretch.workedDays,
    normDays: context.normDays(context.month),
    of: whole,
    share: exactText(part.weight),
  };
}

/** How the figure was read; of a shrunken one all that it is worked out from. */
function readText(
  context: Context,
  {part, reading}: {part: PlanPart; reading: Reading},
  language: Language,
): string {
  if (part.estimator === "three_month") return or(language, " за три месяца", " over three months");
  if (part.estimator !== "shrunken" || reading.verdict === "no_data") return "";
  const {count, mean, strength} = context.pool(part.metric);
  if (count < 2 || mean === null)
    return or(language, " (сравнить не с кем, оценка без поправки)", " (nobody to compare with, as it is)");
  const common = exactPercent(mean, language);
  if (strength === null)
    return or(
      language,
      ` (общая доля ${common} всех, у кого её считают: люди отличаются не больше случайного)`,
      ` (the common share ${common} of all who are measured by it: people differ no more than by chance)`,
    );
  const weight = numberText(strength, language, 6);
  const [hits, trials] = [reading.numerator, reading.denominator!].map((value) =>
    numberText(value, language),
  );
  return or(
    language,
    ` (с учётом числа случаев: (${hits} + ${weight} × ${common}) / (${trials} + ${weight}), где ${common} — общая доля всех, у кого её считают, а ${weight} — её вес в случаях)`,
    ` (by the number of cases: (${hits} + ${weight} × ${common}) / (${trials} + ${weight}), where ${common} is the common share of all who are measured by it and ${weight} its weight in cases)`,
  );
}

function sparedText({part, reading}: {part: PlanPart; reading: Reading}, language: Language): string {
  if (reading.verdict === "no_data") return noDataText({part, reading}, language);
  const {interval} = reading;
  const isShare = metricOf(part.metric).unit === "share";
  const chance = interval
    ? or(
        language,
        `случай оставляет ${rangeText(interval, isShare, "ru")}`,
        `chance leaves ${rangeText(interval, isShare, "en")}`,
      )
    : or(language, "оценить размах случайного пока не по чему", "nothing tells yet how far chance reaches");
  const figure = figureText(part.metric, reading, language);
  if (reading.isOfFew)
    return `${figure}. ${or(
      language,
      `Сумма ниже нормы сильнее случайного (${rangeText(interval!, isShare, "ru")}), но сами клиенты изменились не хуже, чем бывает случайно или чем у других.`,
      `The sum is further below the norm than by chance (${rangeText(interval!, isShare, "en")}), but the clients themselves changed no worse than by chance or than those of the others.`,
    )}`;
  return `${figure}. ${or(language, "Разница с нормой в пределах случайного", "The difference from the norm is within chance")}: ${chance}.`;
}

function noDataText({part, reading}: {part: PlanPart; reading: Reading}, language: Language): string {
  const cases = exactText(reading.sample);
  const least =
    part.min_sample > 0
      ? or(language, `, нужно не меньше ${part.min_sample}`, `, at least ${part.min_sample} are needed`)
      : "";
  return `${metricOf(part.metric).name[language]}: ${or(language, `данных для оценки нет (случаев: ${cases}${least}).`, `there is nothing to judge by (cases: ${cases}${least}).`)}`;
}

/** Which days, where a line is not of the whole month. */
function daysText({stretch, context}: Place, language: Language): string {
  const month = monthSpan(context.month);
  if (stretch.from === month.from && stretch.until === month.until) return "";
  const [from, last] = [dayText(stretch.from), dayText(daysLater(stretch.until, -1))];
  return or(
    language,
    ` За дни с ${from} по ${last}, отработано ${stretch.workedDays}.`,
    ` For the days from ${from} to ${last}, ${stretch.workedDays} worked.`,
  );
}
