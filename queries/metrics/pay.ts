import type {PayMetric} from "./metric.ts";

const ofPay = {
  denominator: null,
  grain: "employee and month; the director has the company's sum",
  unit: "money",
  direction: "none",
  norm: null,
  route: "/api/payroll/{month}",
  page: "/payouts",
} as const;

/** Money of the payroll: calculated by the pay plans, closed by HR, and never a report that analysts read. */
export const payMetrics: readonly PayMetric[] = [
  {
    ...ofPay,
    id: "pay_salary",
    missions: ["M-23", "M-24"],
    name: {en: "Salary of the month", ru: "Оклад за месяц"},
    definition: {
      en: "Salary by contract for the time worked; no rule of a plan makes it smaller",
      ru: "Оклад по договору за отработанное время; ни одно правило плана его не уменьшает",
    },
    numerator: "lines of the class salary",
    field: "salary",
  },
  {
    ...ofPay,
    id: "pay_bonus",
    missions: ["M-23", "M-25", "M-37"],
    name: {en: "Bonus of the month", ru: "Премия за месяц"},
    definition: {
      en: "Parts of the bonus fund whose conditions were met or missed within chance, less cuts by a disciplinary order",
      ru: "Части премиального фонда, условия которых выполнены или не выполнены в пределах случайного, за вычетом снижений по приказу",
    },
    numerator: "lines of the class bonus",
    field: "bonus",
  },
  {
    ...ofPay,
    id: "pay_piece_rate",
    missions: ["M-24"],
    name: {en: "Percent of money received", ru: "Процент с полученных денег"},
    definition: {
      en: "A hunter's money received, times the rate of the plan in force on that day",
      ru: "Деньги, полученные охотником, по ставке плана, действующего на этот день",
    },
    numerator: "lines of the class piece rate",
    field: "piece_rate",
  },
  {
    ...ofPay,
    id: "pay_corrections",
    missions: ["M-38"],
    name: {en: "Corrections of closed months", ru: "Поправки за закрытые месяцы"},
    definition: {
      en: "What later data add to a closed month, paid in the open one; a closed statement never changes",
      ru: "Что добавляют поздние данные к закрытому месяцу, выплачивается в открытом; закрытый лист не меняется",
    },
    numerator: "correction lines",
    field: "corrections",
  },
  {
    ...ofPay,
    id: "pay_total",
    missions: ["M-38"],
    name: {en: "Pay of the month", ru: "К выплате за месяц"},
    definition: {
      en: "The sum of a statement, each of whose lines names its figure, norm and clause and leads to its rows",
      ru: "Сумма расчётного листа: каждая строка называет показатель, норму и пункт и ведёт к своим строкам данных",
    },
    numerator: "lines of the statement",
    field: "total",
  },
];
