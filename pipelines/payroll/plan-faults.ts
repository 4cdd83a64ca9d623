import type {Bilingual} from "../bilingual.ts";
import {metricOf} from "./metrics.ts";
import type {PlanComponent, PlanCurve, PlanFile, PlanPart} from "./plan-schema.ts";
import {compare, multiply, one, type Rational, rational, shortText, total, zero} from "./rational.ts";

/** What is wrong with a plan, and where: the place is a path in its YAML. */
export interface PlanFault {
  path: readonly (string | number)[];
  message: Bilingual;
}

const said = (en: string, ru: string): Bilingual => ({en, ru});
const twice = said("this id stands above already", "такой id уже стоит выше");

/**
 * What no schema of single keys can see: what the Labour Code demands of a bonus (art. 135 part 3, Federal Law 144-FZ,
 * in force since 2025-09-01), that base pay hangs on nothing, that parts add up, and that more result never pays less.
 */
export function planFaults(plan: PlanFile): PlanFault[] {
  const faults: PlanFault[] = [];
  if (plan.valid_to !== undefined && plan.valid_to <= plan.valid_from)
    faults.push({
      path: ["valid_to"],
      message: said("expected a day after valid_from", "нужен день позже valid_from"),
    });
  const {act} = plan;
  if (act && act.number === undefined && act.date === undefined)
    faults.push({
      path: ["act"],
      message: said(
        `the act “${act.name.en}” has neither number nor date, so nobody can tell which one; add them`,
        `у положения «${act.name.ru}» нет ни номера, ни даты, его не отличить от другого; добавьте`,
      ),
    });
  const ids = new Set<string>();
  for (const [index, component] of plan.components.entries()) {
    const at = ["components", index];
    if (ids.has(component.id)) faults.push({path: [...at, "id"], message: twice});
    ids.add(component.id);
    faults.push(...namedAsFine(component, at));
    faults.push(...legalFaults(component, plan, at), ...shapeFaults(component, at));
  }
  return faults;
}

const fine = {ru: /штраф|депремир|дисциплинарн\S* взыскани/iu, en: /\bfines?\b|penalt/iu};

/** Art. 192 of the Labour Code knows no fine, and a bonus by that name is one. */
function namedAsFine(component: PlanComponent, at: (string | number)[]): PlanFault[] {
  return (["name", "kind_of_bonus"] as const).flatMap((key) =>
    (["ru", "en"] as const).flatMap((language) => {
      const text = component[key]?.[language];
      if (text === undefined || !fine[language].test(text)) return [];
      return {
        path: [...at, key, language],
        message: said(
          "a fine or penalty of money is against art. 192 of the Labour Code; name what is paid and for what",
          "денежный штраф или взыскание противоречит ст. 192 ТК РФ; назовите, что и за что выплачивается",
        ),
      };
    }),
  );
}

const variable = ["fund", "parts", "money", "per_unit", "disciplinary"] as const;

function legalFaults(component: PlanComponent, plan: PlanFile, at: (string | number)[]): PlanFault[] {
  if (component.class === "salary") {
    const extra =
      variable.find((key) => component[key] !== undefined) ??
      (component.min_days_worked > 0 ? "min_days_worked" : undefined);
    return extra === undefined
      ? []
      : [
          {
            path: at,
            message: said(
              `${extra} could lower base pay, which hangs on days worked alone (art. 129 and 135 of the Labour Code); make it a component of class bonus`,
              `${extra} может уменьшить оклад, а он зависит только от отработанных дней (ст. 129 и 135 ТК РФ); сделайте отдельную составляющую класса bonus`,
            ),
          },
        ];
  }
  if (component.class === "piece_rate")
    return component.disciplinary === undefined
      ? []
      : [
          {
            path: at,
            message: said(
              "disciplinary: only a bonus may be less for a disciplinary order (art. 135); take it away",
              "disciplinary: из-за взыскания меньше может быть только премия (ст. 135 ТК РФ); уберите ключ",
            ),
          },
        ];
  const demanded: [Bilingual, unknown][] = [
    [said("the act (act)", "положение (act)"), plan.act],
    [said("its kind (kind_of_bonus)", "вид премии (kind_of_bonus)"), component.kind_of_bonus],
    [
      said("its amount (fund, money or per_unit)", "размер (fund, money или per_unit)"),
      component.fund ?? component.money ?? component.per_unit,
    ],
    [said("its term (term)", "срок выплаты (term)"), component.term],
    [said("its grounds (grounds)", "основания (grounds)"), component.grounds],
    [said("its conditions (conditions)", "условия (conditions)"), component.conditions],
  ];
  const missing = demanded.flatMap(([name, value]) => (value === undefined ? [name] : []));
  const listed = (language: keyof Bilingual) => missing.map((name) => name[language]).join(", ");
  return missing.length === 0
    ? []
    : [
        {
          path: at,
          message: said(
            `a bonus must say ${listed("en")}: art. 135 part 3 of the Labour Code demands it since 2025-09-01; add it`,
            `в премии нужно указать: ${listed("ru")}; этого с 01.09.2025 требует ч. 3 ст. 135 ТК РФ; добавьте`,
          ),
        },
      ];
}

function shapeFaults(component: PlanComponent, at: (string | number)[]): PlanFault[] {
  const faults: PlanFault[] = [];
  const {fund, parts, money, per_unit: perUnit} = component;
  const ways = [fund, money, perUnit].filter((way) => way !== undefined).length;
  if (component.class === "piece_rate" && (fund || ways !== 1))
    faults.push({
      path: at,
      message: said(
        "a piece rate has money or per_unit, one of them",
        "у сдельной оплаты должно быть money или per_unit, что-то одно",
      ),
    });
  if (component.class === "bonus" && ways > 1)
    faults.push({
      path: at,
      message: said(
        "expected one of fund, money and per_unit",
        "нужно что-то одно: fund, money или per_unit",
      ),
    });
  if ((fund === undefined) !== (parts === undefined))
    faults.push({
      path: at,
      message: said(
        "a fund needs parts that divide it, and parts need a fund",
        "фонду (fund) нужны части (parts), а частям — фонд",
      ),
    });
  if (component.min_days_worked > 0 && !fund)
    faults.push({
      path: [...at, "min_days_worked"],
      message: said(
        "belongs to a fund; what was sold or done is paid for however few the days",
        "относится только к fund; за проданное и сделанное платят и при малом числе дней",
      ),
    });
  if (fund && (fund.percent_of_base === undefined) === (fund.amount === undefined))
    faults.push({
      path: [...at, "fund"],
      message: said(
        "expected percent_of_base or amount, one of them",
        "нужно что-то одно: percent_of_base или amount",
      ),
    });
  if (parts) {
    const sum = total(parts.map(({weight}) => weight));
    if (compare(sum, one) !== 0)
      faults.push({
        path: [...at, "parts"],
        message: said(
          `the weights sum to ${percentText(sum)}; make it 100 %`,
          `сумма весов ${percentText(sum)}; сделайте 100 %`,
        ),
      });
    const ids = new Set<string>();
    for (const [index, part] of parts.entries()) {
      if (ids.has(part.id)) faults.push({path: [...at, "parts", index, "id"], message: twice});
      ids.add(part.id);
      faults.push(...partFaults(part, [...at, "parts", index]));
    }
  }
  if (perUnit && metricOf(perUnit.metric).unit !== "count")
    faults.push({
      path: [...at, "per_unit", "metric"],
      message: said("expected a metric that counts", "нужен показатель, который считает штуки"),
    });
  if (money) {
    if (money.hold && (money.hold.until === "return_period") !== (money.hold.days !== undefined))
      faults.push({
        path: [...at, "money", "hold"],
        message: said(
          "days belong to return_period, and it needs them",
          "days нужны для return_period и только для него",
        ),
      });
    money.rates.forEach((rate, index) => {
      if (index > 0 && rate.deals_from <= money.rates[index - 1]!.deals_from)
        faults.push({
          path: [...at, "money", "rates", index, "deals_from"],
          message: said("expected a day after the one above", "нужен день позже того, что выше"),
        });
    });
  }
  return faults;
}

function partFaults(part: PlanPart, at: (string | number)[]): PlanFault[] {
  const faults: PlanFault[] = [];
  const {unit, evidence} = metricOf(part.metric);
  if ((part.norm === undefined) === (part.norm_id === undefined))
    faults.push({
      path: at,
      message: said("expected norm or norm_id, one of them", "нужно что-то одно: norm или norm_id"),
    });
  if (unit === "money")
    faults.push({
      path: [...at, "metric"],
      message: said(
        "money is paid by `money` and its rates, not by a part of a fund",
        "за деньги платят через money и ставки, а не частью фонда",
      ),
    });
  if (unit === "count" && part.min_sample > 0)
    faults.push({
      path: [...at, "min_sample"],
      message: said(
        `${part.metric} is a count, its own sample: fewer would be no data and could pay more than many; take min_sample away, and let the curve say what few pay`,
        `${part.metric} — это количество, оно само себе выборка: меньшее сочли бы отсутствием данных и могли бы оплатить больше, чем большее; уберите min_sample, а сколько платить за немногое, скажет curve`,
      ),
    });
  if (unit === "count" && part.without_data === "paid")
    faults.push({
      path: [...at, "without_data"],
      message: said(
        `${part.metric} is a count: paid in full without data, the first one counted would pay less; make it not_earned`,
        `${part.metric} — это количество: если без данных платить полностью, то за первое посчитанное платили бы меньше; поставьте not_earned`,
      ),
    });
  if (part.estimator === "shrunken" && evidence !== "trials")
    faults.push({
      path: [...at, "estimator"],
      message: said(
        `${part.metric} has no trials to shrink by; choose another estimator`,
        `у ${part.metric} нет числа случаев, по которому сглаживать; выберите другой estimator`,
      ),
    });
  return [...faults, ...normFaults(part, at), ...curveFaults(part.curve, [...at, "curve"])];
}

const percentText = (value: Rational) => `${shortText(multiply(value, rational(100n)))} %`;
/** A share that may exceed 100 % hardly does so fivefold: the percent sign was forgotten. */
const mostOfShare = rational(5n);

/** A norm that nobody can reach, or that anybody does, pays or takes for nothing. */
function normFaults({metric, norm, norm_factor: factor}: PlanPart, at: (string | number)[]): PlanFault[] {
  const {unit, evidence, direction} = metricOf(metric);
  const faults: PlanFault[] = [];
  if (compare(factor, zero) === 0)
    faults.push({
      path: [...at, "norm_factor"],
      message: said(
        "expected more than 0: a norm times 0 is no norm; leave it out or write such as 90 %",
        "нужно больше 0: норма, умноженная на 0, не норма; уберите или напишите, например, 90 %",
      ),
    });
  if (norm === undefined) return faults;
  const path = [...at, "norm"];
  const most = evidence === "trials" ? one : mostOfShare;
  if (unit === "share" && compare(norm, most) > 0)
    faults.push({
      path,
      message: said(
        `it is read as ${percentText(norm)}, and ${metric} is a share of at most ${percentText(most)}; write the percent sign, such as 85 %`,
        `читается как ${percentText(norm)}, а ${metric} — доля, не больше ${percentText(most)}; поставьте знак процента, например 85 %`,
      ),
    });
  if (unit === "count" && compare(norm, one) < 0)
    faults.push({
      path,
      message: said(
        `it is read as ${shortText(norm, 4)}, and ${metric} counts cases; write how many a month, such as 20`,
        `читается как ${shortText(norm, 4)}, а ${metric} считает случаи; напишите, сколько в месяц, например 20`,
      ),
    });
  if (unit === "share" && direction === "up" && compare(norm, zero) === 0)
    faults.push({
      path,
      message: said("expected more than 0: a norm of 0 is no norm", "нужно больше 0: норма 0 — не норма"),
    });
  return faults;
}

function curveFaults(curve: PlanCurve, at: (string | number)[]): PlanFault[] {
  const faults: PlanFault[] = [];
  const last = curve.points.at(-1)!.at;
  if (curve.cap && compare(curve.cap, zero) === 0)
    faults.push({
      path: [...at, "cap"],
      message: said(
        "nothing could ever be paid; write the most that is paid, such as 120 %, or leave it out",
        "так не начислить ничего; напишите наибольшее, например 120 %, или уберите",
      ),
    });
  if (curve.threshold && compare(curve.threshold, last) > 0)
    faults.push({
      path: [...at, "threshold"],
      message: said(
        `it is read as ${percentText(curve.threshold)} and lies above the last point (${percentText(last)}), so no point is ever paid; lower it`,
        `читается как ${percentText(curve.threshold)} и стоит выше последней точки (${percentText(last)}): ни одна точка не оплатится; уменьшите`,
      ),
    });
  return [...faults, ...pointFaults(curve, at)];
}

function pointFaults(curve: PlanCurve, at: (string | number)[]): PlanFault[] {
  return curve.points.flatMap((point, index) => {
    const before = curve.points[index - 1];
    if (before === undefined) return [];
    const path = [...at, "points", index];
    if (compare(point.at, before.at) <= 0)
      return [
        {
          path,
          message: said(
            "expected a higher `at` than the point above",
            "at должно быть больше, чем в точке выше",
          ),
        },
      ];
    return compare(point.pays, before.pays) < 0
      ? [
          {
            path,
            message: said(
              "more result would pay less; let `pays` not fall",
              "за больший результат вышло бы меньше; pays не должно падать",
            ),
          },
        ]
      : [];
  });
}
