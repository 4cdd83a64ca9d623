import type {Metric} from "./metric.ts";

/** What a person reads of the own work only. */
export const ownMetrics: readonly Metric[] = [
  {
    id: "own_month_pace",
    missions: ["M-25"],
    name: {en: "Own month so far", ru: "Свой месяц к цели на сегодня"},
    definition: {
      en: "The month so far against its goal, of the hunter or farmer who looks at it: the same count as on the page of the post",
      ru: "Месяц к цели на сегодня того охотника или фермера, который смотрит: то же число, что на странице его поста",
    },
    numerator: "money or orders so far",
    denominator: "goal of the month",
    grain: "employee and month",
    unit: "rate",
    direction: "up",
    norm: null,
    report: "my_pace",
    columns: ["actual_amount", "goal_amount"],
    page: "/my",
  },
  {
    id: "own_shares",
    missions: ["M-25"],
    name: {en: "Own shares of the post", ru: "Свои доли по посту"},
    definition: {
      en: "Promised calls kept, deals won, clients accepted or passed on late, silent deals, overdue contacts: the counts of the post's pages for one person alone",
      ru: "Обещанные звонки, выигранные сделки, поздние приёмы и передачи, молчащие сделки, просроченные контакты: числа страниц поста по одному человеку",
    },
    numerator: "what is counted",
    denominator: "of how many",
    grain: "employee and measure",
    unit: "rate",
    direction: "none",
    norm: null,
    report: "my_figures",
    columns: ["numerator", "denominator"],
    page: "/my",
  },
  {
    id: "own_retention",
    missions: ["M-25", "M-37"],
    name: {en: "Own volume kept", ru: "Свой удержанный объём"},
    definition: {
      en: "Volume kept over three months by the own book, with the verdict of the card of the farmers",
      ru: "Удержанный за три месяца объём своей книги с выводом карточки фермеров",
    },
    numerator: "orders now",
    denominator: "orders a year ago",
    grain: "farmer and three months",
    unit: "rate",
    direction: "up",
    norm: null,
    report: "my_book",
    columns: ["now_amount", "base_amount"],
    page: "/my",
  },
];
