import {validate as isCron} from "node-cron";
import * as z from "zod";
import {checkSays, formSays} from "../bilingual.ts";

const zone = z.string().refine(
  isZone,
  checkSays({
    en: "expected an IANA time zone such as Europe/Moscow",
    ru: "нужен часовой пояс IANA, например Europe/Moscow",
  }),
);
const days = z.int().min(1).max(3650);
const cron = z.string().refine(
  (value) => isCron(value),
  checkSays({
    en: 'expected five cron fields such as "0 6 * * *"',
    ru: "нужны пять полей расписания cron, например «0 6 * * *»",
  }),
);

function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", {timeZone: value});
    return true;
  } catch {
    return false;
  }
}

/** `company/company.yaml` */
export const companySchema = z.strictObject({
  name: z.string().min(1).describe("name shown on every page"),
  demo: z
    .boolean()
    .default(false)
    .describe("the example company: an empty inbox is filled with simulated exports"),
  timezone: zone.describe("zone that cuts the business day"),
  locale: z
    .enum(["ru-RU", "en-US", "en-GB"])
    .default("ru-RU")
    .describe("language of numbers and dates by default"),
  currency: z
    .string()
    .regex(
      /^[A-Z]{3}$/,
      formSays({en: "expected a three-letter code such as RUB", ru: "нужен код из трёх букв, например RUB"}),
    ),
  country: z
    .string()
    .regex(
      /^[A-Z]{2}$/,
      formSays({
        en: "expected a two-letter country such as RU",
        ru: "нужна страна двумя буквами, например RU",
      }),
    )
    .describe("country of the telephone account; decides how local numbers are read"),
  work_calendar: z
    .string()
    .regex(/^[a-z-]+$/)
    .default("ru")
    .describe(
      "prefix of the production calendars: calendars/<prefix>-<year>.csv, or .xml or .json of xmlcalendar; `none` = Monday to Friday",
    ),
  thresholds: z
    .strictObject({
      contact_seconds: z
        .int()
        .min(0)
        .max(600)
        .default(1)
        .describe("talk that makes an answered call a contact"),
      conversation_seconds: z.int().min(1).max(600).default(30).describe("talk that makes a conversation"),
      gap_seconds: z.int().min(60).max(14_400).default(600).describe("silence between calls shown as a gap"),
      fading_days: days.default(30).describe("days without contact or purchase until a client fades"),
      dormant_days: days.default(90).describe("days without contact or purchase until a client sleeps"),
      handover_limit_days: days.default(60).describe("days a hunter may keep a client after the trap event"),
      acceptance_hours: z.int().min(1).max(2000).default(48).describe("hours to accept a client handed over"),
      deal_maturity_days: days.default(60).describe("age at which a cohort's deals are taken as complete"),
      revival_days: days.default(90).describe("days from a campaign's start within which a purchase counts"),
    })
    .prefault({}),
  trap_event: z
    .enum(["first_payment", "first_order", "deal_won"])
    .default("first_payment")
    .describe("what makes the client stay and starts the hand-over clock"),
  script_test: z
    .strictObject({
      smallest_change: z
        .number()
        .min(0.005)
        .max(0.5)
        .default(0.02)
        .describe("smallest change of the share of companies with a result that is worth knowing"),
      false_alarm: z
        .number()
        .min(0.001)
        .max(0.2)
        .default(0.05)
        .describe("chance of a verdict when nothing changed, over all looks together"),
      power: z.number().min(0.5).max(0.99).default(0.8).describe("chance to find a change of that size"),
      looks: z.int().min(1).max(12).default(5).describe("looks at the data, fixed before the test"),
    })
    .prefault({})
    .describe("how a change of the script is judged; settle it before the change"),
  breaks: z
    .array(
      z.strictObject({
        date: z.iso
          .date(formSays({en: "expected a day such as 2025-09-01", ru: "нужен день, например 2025-09-01"}))
          .describe("first day after it"),
        name: z.strictObject({en: z.string().trim().min(1), ru: z.string().trim().min(1)}),
      }),
    )
    .default([])
    .describe("events after which figures are not comparable: a law, prices, a list, a reorganisation"),
  recording_links: z
    .record(
      z.string(),
      z.string().regex(
        /^https?:\/\/[^\s"'<>]*\{id\}[^\s"'<>]*$/,
        formSays({
          en: "expected an address with {id}, such as https://pbx.example/records/{id}",
          ru: "нужен адрес, в котором есть {id}, например https://pbx.example/records/{id}",
        }),
      ),
    )
    .default({})
    .describe("source of calls: address of a recording, for exports that give only its id"),
  contact_days: z
    .record(z.string().trim().min(1), days)
    .default({})
    .describe("group of clients: days within which somebody must have spoken with each of its clients"),
  schedule: z
    .strictObject({run: cron.optional().describe("the whole run, in the company's zone")})
    .default({run: "0 6 * * *"}),
  retry: z
    .strictObject({
      attempts: z.int().min(0).max(10).default(3),
      base_seconds: z.int().min(1).max(3600).default(60),
    })
    .prefault({}),
  settle_seconds: z
    .int()
    .min(0)
    .max(600)
    .default(2)
    .describe("a file in the inbox must be unchanged for so long; a younger one may still be being written"),
  keep_snapshots: z.int().min(1).max(365).default(14),
});
export type CompanyConfig = z.output<typeof companySchema>;

const isoDay = z.iso.date();

/** `company/norms.yaml` */
export const normsSchema = z.strictObject({
  norms: z.array(
    z
      .strictObject({
        id: z.string().regex(/^[a-z_]+$/),
        name: z.strictObject({en: z.string(), ru: z.string()}),
        definition: z.strictObject({en: z.string(), ru: z.string()}),
        numerator: z.string().describe("what is counted"),
        denominator: z.string().describe("what it is counted per"),
        grain: z.string().describe("whose and of which period, such as operator and month"),
        unit: z.enum(["count", "rate", "ratio", "s", "days", "minutes"]),
        direction: z
          .enum(["up", "down", "band"])
          .describe("up: at least low; down: at most high; band: between"),
        low: z.number().optional(),
        high: z.number().optional(),
        valid_from: isoDay.default("2000-01-01"),
        valid_to: isoDay.optional().describe("first day the norm no longer holds"),
        mission: z
          .string()
          .regex(/^M-\d{2}$/)
          .optional(),
      })
      .refine(
        (norm) => norm.low !== undefined || norm.high !== undefined,
        checkSays({en: "expected low, high or both", ru: "нужно указать low, high или оба"}),
      ),
  ),
});
export type NormsConfig = z.output<typeof normsSchema>;

export {cron as cronSchema, zone as zoneSchema};
