import * as z from "zod";
import {employeeRoles} from "../../queries/vocabulary.ts";
import {checkSays, formSays} from "../bilingual.ts";
import {legalClasses} from "./line.ts";
import {estimators, inputMetricNames} from "./metrics.ts";
import {parseMoney} from "./money.ts";
import {planFaults} from "./plan-faults.ts";
import {compare, one, parseExact, zero} from "./rational.ts";

const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*$/,
    formSays({en: "expected a name of a-z, 0-9 and _", ru: "нужно: имя из a-z, 0-9 и _"}),
  );
const text = z.string().trim().min(1);
const bilingual = z.strictObject({en: text, ru: text});
const day = z.iso.date(
  formSays({en: "expected a day such as 2026-01-01", ru: "нужно: день, например 2026-01-01"}),
);
const clause = z
  .union([text, z.number()])
  .transform(String)
  .describe("clause of the act that people read on their statement");

/** Decimal text; YAML's own numbers are taken by the digits that were written. */
const written = z.union([z.string(), z.number()]).transform(String);

function readBy<T>(read: (text: string) => T) {
  return (value: string, context: z.RefinementCtx): T => {
    try {
      return read(value);
    } catch (error) {
      const message = (error as Error).message;
      context.addIssue({code: "custom", message, params: {ru: russianOfNumber(message)}});
      return z.NEVER;
    }
  };
}

const notBelow = checkSays({
  en: "expected 0 or more: a minus would lower pay",
  ru: "нужно 0 или больше: минус уменьшил бы оплату",
});

/** What the readers of numbers say, in Russian. */
const russianOfNumber = (message: string) =>
  message.includes("roubles")
    ? "нужно: рубли, не больше двух знаков после запятой"
    : "нужно: десятичное число, например 0,15 или 12,5 %";

const exact = written.transform(readBy(parseExact)).refine((value) => compare(value, zero) >= 0, notBelow);
const share = exact.refine(
  (value) => compare(value, one) <= 0,
  checkSays({en: "expected 100 % or less", ru: "нужно не больше 100 %"}),
);
/** More than 1 without a percent sign is 100 times what was meant. */
const percent = written
  .refine((text) => !isBareAboveOne(text), {
    ...checkSays({
      en: "it would be read as a hundred times as much; write the percent sign, such as 15 %",
      ru: "читалось бы в сто раз больше; поставьте знак процента, например 15 %",
    }),
    abort: true,
  })
  .transform(readBy(parseExact))
  .refine((value) => compare(value, zero) >= 0, notBelow);
const isBareAboveOne = (text: string) => !text.includes("%") && Number(text.replace(",", ".")) > 1;
const money = written.transform(readBy(parseMoney)).refine((value) => value >= 0n, notBelow);

const curve = z
  .strictObject({
    threshold: percent.optional().describe("attainment below which nothing is paid"),
    points: z
      .array(z.strictObject({at: percent, pays: percent}))
      .min(1)
      .describe("attainment and the part it pays; straight lines between, the last line goes on"),
    cap: percent.optional().describe("most that can be paid"),
  })
  .describe("what an attainment of the norm pays; 100 % of the norm is an attainment of 100 %");

const part = z.strictObject({
  id,
  metric: z.enum(inputMetricNames).describe("figure it is paid by"),
  estimator: z
    .enum(estimators)
    .describe("how the figure is read, so that pay does not hang on chance unsaid"),
  weight: share.describe("part of the bonus; the parts' weights sum to 100 %"),
  norm: exact.optional().describe("figure that attains 100 %; of a whole month for counts"),
  norm_id: z
    .string()
    .regex(/^[a-z_]+$/)
    .optional()
    .describe("or a norm of norms.yaml, as it stands on the day"),
  norm_factor: exact
    .default(one)
    .describe("what every norm of the part is multiplied by, people's own ones too"),
  curve,
  min_sample: z.int().min(0).default(0).describe("fewer cases than this are taken as no data"),
  without_data: z.enum(["paid", "not_earned"]).describe("what happens when there is nothing to judge by"),
  clause: clause.optional(),
});

const component = z.strictObject({
  id,
  class: z
    .enum(legalClasses)
    .describe("salary, piece_rate or bonus: only a bonus may have a disciplinary cut"),
  name: bilingual,
  clause,
  accrual_code: text.describe("code of the accrual in the payroll program"),
  kind_of_bonus: bilingual.optional().describe("kind of the bonus in the words of the act"),
  term: bilingual.optional().describe("when it is paid"),
  grounds: bilingual.optional().describe("what it is paid for"),
  conditions: bilingual.optional().describe("under which conditions"),
  min_days_worked: z
    .int()
    .min(0)
    .max(31)
    .default(0)
    .describe("days to be worked in the month, else not earned"),
  fund: z
    .strictObject({
      percent_of_base: percent.optional().describe("of the salary for the days worked"),
      amount: money.optional().describe("or roubles a whole month, by days worked"),
    })
    .optional()
    .describe("the bonus at 100 %; its parts divide it"),
  parts: z.array(part).min(1).optional(),
  money: z
    .strictObject({
      metric: z.literal("payments_received"),
      rates: z
        .array(z.strictObject({deals_from: day, rate: share}))
        .min(1)
        .describe("percent of money received, by the day of the deal; earlier deals keep their rate"),
      accelerators: z
        .array(
          z.strictObject({
            above: money,
            adds: share,
            whole: z
              .literal(true)
              .optional()
              .describe("of all of the month's money, from its first rouble, once the sum is exceeded"),
          }),
        )
        .default([])
        .describe("each adds its percent for all of the month's money above its sum"),
      hold: z
        .strictObject({
          until: z.enum(["handover_accepted", "return_period"]),
          days: z.int().min(1).max(366).optional().describe("of the return period"),
        })
        .optional()
        .describe("money waits until the client is accepted by a farmer, or cannot be returned any more"),
    })
    .optional(),
  per_unit: z
    .strictObject({metric: z.enum(inputMetricNames), amount: money.describe("roubles for each")})
    .optional(),
  disciplinary: z
    .strictObject({
      clause,
      remark: share.describe("part of this bonus less in the month of an order with a remark"),
      reprimand: share.describe("part of this bonus less in the month of an order with a reprimand"),
    })
    .optional(),
});

/** `company/plans/<name>.yaml`: one version of one plan. */
export const planSchema = z
  .strictObject({
    plan: id.describe("name that all versions of the plan share"),
    version: z.int().min(1).describe("a change of the plan is a new version in a file of its own"),
    name: bilingual,
    for: z
      .strictObject({
        role: z.enum(employeeRoles).optional(),
        team: text.optional(),
        person: text.optional().describe("employee_id"),
      })
      .refine(({role, team, person}) => (person ? !role && !team : (role ?? team)), {
        ...checkSays({
          en: "expected a role, a team, both, or a person alone",
          ru: "нужно: должность (role), команда (team), обе или один человек (person)",
        }),
      })
      .describe("whom it is for; a person's plan wins over a team's, a team's over a role's"),
    valid_from: day.describe("first day"),
    valid_to: day.optional().describe("first day it no longer holds"),
    act: z
      .strictObject({name: bilingual, number: written.optional(), date: day.optional()})
      .optional()
      .describe("the local act that the plan puts into figures"),
    components: z.array(component).min(1),
  })
  .superRefine((plan, context) => {
    for (const {path, message} of planFaults(plan))
      context.addIssue({code: "custom", path: [...path], message: message.en, params: {ru: message.ru}});
  });

export type PlanFile = z.output<typeof planSchema>;
export type PlanComponent = z.output<typeof component>;
export type PlanPart = z.output<typeof part>;
export type PlanCurve = z.output<typeof curve>;

const dated = z.array(z.strictObject({from: day, value: written})).default([]);

/** `company/payroll.yaml`: what all plans share. */
export const payrollSchema = z.strictObject({
  cap_base: z
    .enum(["wage", "salary_only"])
    .default("salary_only")
    .describe(
      "of what the 20 % of art. 135 are taken; readings differ, the salary alone gives the lower cut",
    ),
  minimum_wage: dated.describe("least wage of a full month, roubles, by first day"),
  key_rate: dated.describe("key rate of the central bank, by first day; for compensation under art. 236"),
  pay_day: z
    .int()
    .min(1)
    .refine(
      (given) => given <= 15,
      checkSays({
        en: "expected a day up to the 15th: later is against art. 136 of the Labour Code",
        ru: "нужен день не позже 15-го: позже платить нельзя по ст. 136 ТК РФ",
      }),
    )
    .default(10)
    .describe("day of the next month on which a month is paid"),
  accrual_codes: z
    .strictObject({
      salary: text.default("OKLAD").describe("salary of people whose plan names no code for it"),
      award: text.default("DOPLATA"),
      deduction: text.default("UDERZH"),
      correction: text.default("PERERASCH").describe("what a closed month still owed"),
    })
    .default({salary: "OKLAD", award: "DOPLATA", deduction: "UDERZH", correction: "PERERASCH"})
    .describe("codes in the payroll program of what no plan pays"),
  four_eyes: z
    .boolean()
    .default(false)
    .describe("what one person of the personnel department decides or sends to review, another one closes"),
  worked_absences: z
    .array(z.enum(["vacation", "sick", "training", "other"]))
    .default(["training"])
    .describe("kinds of absence that are paid as work"),
});
