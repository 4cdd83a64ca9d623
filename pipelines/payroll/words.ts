import type {Interval} from "../../queries/statistics/wilson.ts";
import type {Reading} from "./estimate.ts";
import {type InputMetric, metricOf} from "./metrics.ts";
import {type Bilingual, grouped, type Language} from "./money.ts";
import type {Plan} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {multiply, type Rational, rational, shortText} from "./rational.ts";

/** Says one thing in both languages by one rule each. */
export const both = (say: (language: Language) => string): Bilingual => ({ru: say("ru"), en: say("en")});
/** Chooses by language inside such a rule. */
export const or = (language: Language, ru: string, en: string) => (language === "ru" ? ru : en);

/** A number with the language's comma or point and thousands apart. */
export function numberText(value: Rational, language: Language, digits = 2): string {
  const [whole = "", decimals] = shortText(value, digits).split(".");
  const sign = whole.startsWith("-") ? "−" : "";
  const text = sign + grouped(sign ? whole.slice(1) : whole, language);
  return decimals === undefined ? text : `${text}${language === "ru" ? "," : "."}${decimals}`;
}

export const percent = (value: Rational, language: Language) =>
  `${numberText(multiply(value, rational(100n)), language)}${language === "ru" ? "\u00a0" : ""}%`;

/** "п. 3.1, «Положение о премировании»" */
export function groundText(plan: Plan, clause: string, language: Language): string {
  const act = plan.act;
  if (!act)
    return or(
      language,
      `Основание: п. ${clause} плана «${plan.name.ru}».`,
      `Ground: clause ${clause} of the plan “${plan.name.en}”.`,
    );
  const number = act.number === undefined ? "" : ` № ${act.number}`;
  return or(
    language,
    `Основание: п. ${clause}, «${act.name.ru}»${number}.`,
    `Ground: clause ${clause} of “${act.name.en}”${number}.`,
  );
}

export const clauseOf = (component: PlanComponent, partClause?: string) => partClause ?? component.clause;

/** "Разговоры: 18 при норме 20", with what a share is made of. */
export function figureText(metric: InputMetric, reading: Reading, language: Language): string {
  const {name, unit} = metricOf(metric);
  if (reading.value === null) return name[language];
  const isShare = unit === "share";
  const figure = isShare
    ? `${numberText(reading.numerator, language)} ${or(language, "из", "of")} ${numberText(reading.denominator!, language)} — ${percent(reading.value, language)}`
    : numberText(reading.value, language);
  const norm = isShare ? percent(reading.norm, language) : numberText(reading.norm, language);
  const prorated = reading.isProrated
    ? or(language, " (норма месяца по отработанным дням)", " (the month's norm by the days worked)")
    : "";
  return `${name[language]}: ${figure} ${or(language, "при норме", "against a norm of")} ${norm}${prorated}`;
}

/** "от 4,1 до 15,3 %" for shares, plain numbers for counts. */
export function rangeText({low, high}: Interval, isShare: boolean, language: Language): string {
  const text = (value: number) => {
    const digits = (isShare ? value * 100 : value).toFixed(1);
    return language === "ru" ? digits.replace(".", ",") : digits;
  };
  const percents = isShare ? (language === "ru" ? "\u00a0%" : "%") : "";
  return or(
    language,
    `от ${text(low)} до ${text(high)}${percents}`,
    `from ${text(low)} to ${text(high)}${percents}`,
  );
}

/** Says that a sum was rounded, where it was. */
export const roundedText = (exact: Rational, language: Language) =>
  exact.denominator === 1n ? "" : or(language, ", округлено до копейки", ", rounded to the kopeck");
