import type {Metric} from "./metric.ts";

export const refusalMetrics: readonly Metric[] = [
  {
    id: "refusal_rate_by_reason",
    missions: ["M-18"],
    name: {en: "Refusals for a reason", ru: "Отказы по причине"},
    definition: {
      en: "Refusals filed for a reason, per contact of the call centre: a share among refusals would move when another reason moves",
      ru: "Отказы по причине на один контакт колл-центра: доля среди отказов двигалась бы от других причин",
    },
    numerator: "refusals for the reason",
    denominator: "contacts",
    grain: "reason and month",
    unit: "rate",
    direction: "down",
    norm: null,
    report: "refusal_reasons",
    columns: ["refusal_count", "contact_count"],
    page: "/refusals",
  },
  {
    id: "refusal_rate",
    missions: ["M-18"],
    name: {en: "Refusals per contact", ru: "Отказы на контакт"},
    definition: {
      en: "Refusals filed divided by contacts, month by month, with natural limits of each script version",
      ru: "Отказы, делённые на контакты, по месяцам, с естественными границами каждого сценария",
    },
    numerator: "refusals",
    denominator: "contacts",
    grain: "month",
    unit: "rate",
    direction: "down",
    norm: null,
    report: "refusal_months",
    columns: ["refusal_count", "contact_count"],
    page: "/refusals",
  },
];
