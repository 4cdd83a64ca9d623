import type {Metric} from "./metric.ts";

export const caseMetrics: readonly Metric[] = [
  {
    id: "case_talk",
    missions: ["M-01", "M-10", "M-11"],
    name: {en: "One client's time line", ru: "История одного клиента"},
    definition: {
      en: "Calls with their length and recording, outcomes, deals, money, owners and hand-overs of one client over two years, with every silence longer than the limit",
      ru: "Звонки с длительностью и записью, итоги, сделки, деньги, владельцы и передачи одного клиента за два года, со всеми паузами дольше предела",
    },
    numerator: "talk time of each call",
    denominator: null,
    grain: "event of a client",
    unit: "s",
    direction: "none",
    norm: null,
    report: "case_events",
    columns: ["talk_seconds"],
    page: "/case",
  },
  {
    id: "case_worth",
    missions: ["M-10"],
    name: {en: "Clients by worth", ru: "Клиенты по весу"},
    definition: {
      en: "Orders less returns of the last twelve months: large clients are reviewed first",
      ru: "Заказы за вычетом возвратов за последние двенадцать месяцев: крупных клиентов разбирают первыми",
    },
    numerator: "orders less returns",
    denominator: null,
    grain: "client",
    unit: "money",
    direction: "up",
    norm: null,
    report: "case_clients",
    columns: ["order_amount"],
    page: "/case",
  },
];
