import type {Metric} from "./metric.ts";

export const normMetrics: readonly Metric[] = [
  {
    id: "norm_actual",
    missions: ["M-15"],
    name: {en: "Norm and actual", ru: "Норма и факт"},
    definition: {
      en: "What was done in the month by all whom a norm concerns, in the norm's own numerator and denominator",
      ru: "Что сделали за месяц все, кого касается норма, в её собственных числителе и знаменателе",
    },
    numerator: "numerator of the norm",
    denominator: "denominator of the norm",
    grain: "norm and month",
    unit: "ratio",
    direction: "none",
    norm: null,
    report: "norm_register",
    columns: ["actual_numerator", "actual_denominator"],
    page: "/norms",
  },
  {
    id: "conversation_length",
    missions: ["M-15", "M-17"],
    name: {en: "Length of a conversation", ru: "Длина разговора"},
    definition: {
      en: "Time spent talking divided by conversations of the call centre; ties minutes a day to conversations a goal",
      ru: "Время разговоров колл-центра, делённое на их число; связывает минуты в день с разговорами на цель",
    },
    numerator: "talk time",
    denominator: "conversations",
    grain: "month",
    unit: "s",
    direction: "none",
    norm: null,
    report: "norm_facts",
    columns: ["talk_seconds", "conversation_count"],
    page: "/norms",
  },
];
