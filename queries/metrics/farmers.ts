import type {Metric} from "./metric.ts";

export const farmerMetrics: readonly Metric[] = [
  {
    id: "net_retention",
    missions: ["M-36", "M-37"],
    name: {en: "Volume kept (NRR)", ru: "Удержанный объём (NRR)"},
    definition: {
      en: "Orders of three months of the clients a farmer held a year ago, against their orders in the same months then; with the range that chance leaves",
      ru: "Заказы за три месяца клиентов, которые были у фермера год назад, против их заказов в те же месяцы тогда; с границами случайного",
    },
    numerator: "orders now",
    denominator: "orders a year ago",
    grain: "farmer and three months",
    unit: "rate",
    direction: "up",
    norm: null,
    report: "farmer_books",
    columns: ["now_amount", "base_amount"],
    page: "/farmers",
  },
  {
    id: "gross_retention",
    missions: ["M-36"],
    name: {en: "Volume kept without growth (GRR)", ru: "Удержанный объём без роста (GRR)"},
    definition: {
      en: "The same, counting each client at most with its orders a year ago: what is lost cannot be hidden by what grew",
      ru: "То же, но каждый клиент считается не больше, чем год назад: рост одних не скрывает потерь других",
    },
    numerator: "orders now, of each client at most those then",
    denominator: "orders a year ago",
    grain: "farmer and three months",
    unit: "rate",
    direction: "up",
    norm: null,
    report: "farmer_books",
    columns: ["kept_amount", "base_amount"],
    page: "/farmers",
  },
];
