import type {Interval} from "../../queries/statistics/wilson.ts";
import type {Reading} from "./estimate.ts";
import {type InputMetric, metricOf} from "./metrics.ts";
import {type Bilingual, grouped, type Language, roubles} from "./money.ts";
import type {Plan} from "./plan.ts";
import type {PlanComponent} from "./plan-schema.ts";
import {
  decimalText,
  exactText,
  multiply,
  parseExact,
  type Rational,
  rational,
  roundHalfAway,
  shortText,
} from "./rational.ts";

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

/** The share to its last decimal; as a fraction where it has none. */
export function exactPercent(value: Rational, language: Language): string {
  const hundred = multiply(value, rational(100n));
  const text = exactText(hundred);
  return text.includes("/")
    ? `${value.numerator}/${value.denominator} (${percent(value, language)})`
    : `${numberText(hundred, language, 6)}${language === "ru" ? "\u00a0" : ""}%`;
}

const mostDigits = 8;

/**
 * "91,667 % от 3 420,00 ₽": a share and the sum it is of, with so many digits that their product, taken by hand, is the
 * sum that is paid. Where no number of digits does it, as the fraction itself.
 */
export function productText(share: Rational, of: Rational, language: Language): string {
  const amount = roundHalfAway(multiply(of, share));
  const whole = roundHalfAway(of);
  const hundred = multiply(share, rational(100n));
  const percents = (digits: number) => parseExact(decimalText(hundred, digits));
  const sums = (digits: number) => parseExact(decimalText(multiply(of, rational(1n, 100n)), digits));
  const reaches = (rate: Rational, sum: Rational) => roundHalfAway(multiply(sum, rate)) === amount;
  const sign = language === "ru" ? "\u00a0%" : "%";
  const link = or(language, "от", "of");
  for (let extra = 0; extra <= mostDigits; extra += 2)
    for (let digits = 2; digits <= mostDigits; digits += 1) {
      const sum = sums(2 + extra);
      if (!reaches(percents(digits), sum)) continue;
      const text = extra === 0 ? roubles(whole, language) : roublesText(sum, language, 2 + extra);
      return `${numberText(hundred, language, digits)}${sign} ${link} ${text}`;
    }
  const isWhole = of.denominator === 1n;
  const sum = isWhole
    ? roubles(whole, language)
    : `${of.numerator}/${of.denominator * 100n}\u00a0₽ (${roubles(whole, language)})`;
  return `${share.numerator}/${share.denominator} (${numberText(hundred, language)}${sign}) ${link} ${sum}`;
}

const roublesText = (sum: Rational, language: Language, digits: number) => {
  const text = numberText(sum, language, digits);
  return language === "ru" ? `${text}\u00a0₽` : `₽${text}`;
};

/** "п. 3.1, «Положение о премировании»" */
export function groundText(plan: Plan, clause: string, language: Language): string {
  const act = plan.act;
  if (!act)
    return or(
      language,
      `Основание: п.\u00a0${clause} плана «${plan.name.ru}».`,
      `Ground: clause ${clause} of the plan “${plan.name.en}”.`,
    );
  const number = act.number === undefined ? "" : `\u00a0№\u00a0${act.number}`;
  return or(
    language,
    `Основание: п.\u00a0${clause}, «${act.name.ru}»${number}.`,
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
