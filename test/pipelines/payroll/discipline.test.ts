import {expect, test} from "vitest";
import type {DisciplinaryOrder, LedgerEvents, PayrollInputs} from "../../../pipelines/payroll/inputs.ts";
import {
  bonusPlan,
  brief,
  employee,
  inputsOf,
  observation,
  ofKind,
  paidBy,
  part,
  percentPlan,
  rub,
  statementOf,
} from "./month.ts";

const reprimand: DisciplinaryOrder = {number: "15", date: "2026-10-12", employeeId: "e1", kind: "reprimand"};
const signed = [{employeeId: "e1", plan: "operator", version: 1, on: "2026-01-01"}];
const done = [observation("results_accepted", 20)];

/** All of the bonus may go for a reprimand, a quarter for a remark. */
const strict = (fund: object = {percent_of_base: "15 %"}) =>
  bonusPlan(
    [part("results_accepted", 20)],
    {},
    {fund, disciplinary: {clause: "5.2", remark: "25 %", reprimand: "100 %"}},
  );

function month(
  ledger: Partial<LedgerEvents>,
  {capBase = "wage", ...change}: Partial<PayrollInputs> & {capBase?: "wage" | "salary_only"} = {},
) {
  const given = inputsOf({observations: done, ...change, ledger: {acknowledgements: signed, ...ledger}});
  return {...given, settings: {...given.settings, capBase}};
}

test("golden: 50 000 and a bonus of 7 500 leave room for 11 500, so the whole bonus may go", () => {
  // wage 57 500.00 x 20 % = 11 500.00 > 7 500.00
  const statement = statementOf(month({orders: [reprimand]}), [strict()]);
  const [cut] = ofKind(statement, "cut");
  expect(cut!.amount).toBe(-rub("7 500"));
  expect(cut!.text.ru.replaceAll("\u00a0", " ")).toBe(
    "Премия меньше на 7 500,00 ₽: приказ № 15 от 12.10.2026 (выговор), по п. 5.2 — 100 % от 7 500,00 ₽. Предел — 20 % месячной заработной платы 57 500,00 ₽, то есть 11 500,00 ₽. Оклад не меняется.",
  );
  expect(statement.total).toBe(rub("50 000"));
  // a whole bonus left out is disputed, so HR is told
  expect(cut!.needsAttention).toBe(true);
});

test("golden: 30 000 and a bonus of 70 000 leave 20 000 to cut", () => {
  // wage 100 000.00 x 20 % = 20 000.00
  const people = [employee({basePay: [{monthly: rub("30 000"), from: "2024-01-09", until: null}]})];
  const plans = [strict({amount: "70 000"})];
  const statement = statementOf(month({orders: [reprimand]}, {employees: people}), plans);
  expect(brief(ofKind(statement, "cut"))).toEqual([["operator/bonus/cut/15", -rub("20 000"), rub("70 000")]]);
  expect(statement.total).toBe(rub("80 000"));
  // by the other reading 30 000.00 x 20 % = 6 000.00
  const safer = statementOf(month({orders: [reprimand]}, {employees: people, capBase: "salary_only"}), plans);
  expect(paidBy(safer, "cut")).toBe(-rub("6 000"));
  expect(ofKind(safer, "cut")[0]!.text.ru).toContain("20 % оклада за месяц");
});

test("example 29: two orders in a month together stop at one limit", () => {
  // a remark 25 % of 30 000.00 = 7 500.00 and a reprimand 100 %, of which 22 500.00 are left; asked 30 000.00
  // wage 80 000.00 x 20 % = 16 000.00, divided 7 500 : 22 500 = 4 000.00 and 12 000.00
  const remark: DisciplinaryOrder = {...reprimand, number: "14", date: "2026-10-05", kind: "remark"};
  const statement = statementOf(month({orders: [reprimand, remark]}), [strict({amount: "30 000"})]);
  expect(ofKind(statement, "cut").map(({amount}) => amount)).toEqual([-rub("4 000"), -rub("12 000")]);
});

test("the limit is rounded down, so that it is never passed", () => {
  // salary of 7 days: 50 000.00 x 7 / 22 = 15 909.09; x 20 % = 3 181.818 -> 3 181.81
  const statement = statementOf(
    month(
      {orders: [{...reprimand, date: "2026-10-05"}]},
      {
        employees: [employee({leftOn: "2026-10-12"})],
        observations: [observation("results_accepted", 20, null, {until: "2026-10-12"})],
        capBase: "salary_only",
      },
    ),
    [strict({amount: "40 000"})],
  );
  expect(paidBy(statement, "cut")).toBe(-rub("3 181.81"));
});

test("a plan without the clause cuts nothing", () => {
  const statement = statementOf(month({orders: [reprimand]}), [bonusPlan([part("results_accepted", 20)])]);
  expect(statement.total).toBe(rub("57 500"));
  expect(ofKind(statement, "information")).toMatchObject([{id: "order/15/no_clause", needsAttention: true}]);
});

test("a percent of money is piece pay and is never cut", () => {
  const people = [employee({posts: [{role: "hunter", teamId: null, from: "2024-01-09", until: null}]})];
  const inputs = month(
    {orders: [reprimand], acknowledgements: [{...signed[0]!, plan: "hunter"}]},
    {employees: people},
  );
  expect(ofKind(statementOf(inputs, [percentPlan()]), "cut")).toEqual([]);
});

test("an order given twice cuts once", () => {
  const statement = statementOf(month({orders: [reprimand, {...reprimand}]}), [strict({amount: "10 000"})]);
  expect(ofKind(statement, "cut")).toHaveLength(1);
});

test("example 30: after a cut the least wage is checked", () => {
  // salary 20 000.00, bonus 5 000.00; limit 20 000.00 x 20 % = 4 000.00; left 21 000.00, below 27 093.00 by 6 093.00
  const people = [employee({basePay: [{monthly: rub("20 000"), from: "2024-01-09", until: null}]})];
  const statement = statementOf(month({orders: [reprimand]}, {employees: people, capBase: "salary_only"}), [
    strict({amount: "5 000"}),
  ]);
  expect(statement.total).toBe(rub("21 000"));
  expect(brief(ofKind(statement, "information"))).toEqual([["notice/minimum_wage", 0n, rub("6 093")]]);
});

test("the least wage is checked without a cut too, by days worked and by the part of full time", () => {
  const told = (change: object, monthly: string, pay: object = {}) => {
    const basePay = [{monthly: rub(monthly), from: "2024-01-09", until: null, ...pay}];
    const people = [employee({basePay, ...change})];
    return ofKind(statementOf(inputsOf({employees: people}), []), "information").filter(
      ({rule}) => rule === "notice/minimum_wage",
    );
  };
  // 27 093.00 - 20 000.00 = 7 093.00
  const [line] = told({}, "20 000");
  expect(line).toMatchObject({stated: rub("7 093"), needsAttention: true});
  expect(line!.text.ru).toContain("укажите его долю ставки");
  // 11 of 22 days: 20 000 / 2 = 10 000.00; 27 093.00 / 2 = 13 546.50; 3 546.50 are missing
  const vacation = [{kind: "vacation" as const, from: "2026-10-17", until: "2026-11-01"}];
  const half = told(
    {absences: [...vacation, {kind: "sick" as const, from: "2026-10-01", until: "2026-10-02"}]},
    "20 000",
  );
  expect(half[0]!.stated).toBe(rub("3 546.50"));
  // half of full time: 13 546.50; 13 546.50 are enough, a kopeck less is not
  expect(told({}, "13 546.50", {fullTimePart: "0.5"})).toEqual([]);
  const [short] = told({}, "13 546.49", {fullTimePart: "0.5"});
  expect(short!.stated).toBe(1n);
  expect(short!.text.ru.replaceAll("\u00a0", " ")).toContain("и 50 % ставки (13 546,50 ₽");
  expect(told({}, "27 093")).toEqual([]);
});

test("no sentence calls less money by the words that the law forbids for it", () => {
  const statement = statementOf(
    month({orders: [reprimand, {...reprimand, number: "16", date: "2026-09-30"}], acknowledgements: signed}),
    [strict()],
  );
  for (const {text} of statement.lines)
    expect(`${text.ru} ${text.en}`).not.toMatch(/штраф|взыскани|депремир|\bfine|penalt/i);
});

test("every minus names its ground", () => {
  const adjustment = {
    adjustmentId: "a1",
    employeeId: "e1",
    month: "2026-10",
    amount: -rub("1 000"),
    legalClass: "bonus",
    ground: "consent",
    reason: "Переплата за сентябрь",
    document: "заявление от 05.10.2026",
    approver: "Петрова А. И.",
  } as const;
  const statement = statementOf(month({orders: [reprimand], adjustments: [adjustment]}), [strict()]);
  const minuses = statement.lines.filter(({amount}) => amount < 0n);
  expect(minuses.length).toBeGreaterThan(0);
  for (const {text, clause} of minuses)
    expect(text.ru).toMatch(clause ? new RegExp(`п. ${clause}`) : /документ: .+утвердил: /);
  expect(minuses.every(({kind}) => kind === "cut" || kind === "adjustment")).toBe(true);
});
