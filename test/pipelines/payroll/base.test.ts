import {expect, test} from "vitest";
import {basePay, workDaysOf} from "../../../pipelines/payroll/base.ts";
import type {BaseLine} from "../../../pipelines/payroll/line.ts";
import {
  bonusPlan,
  employee,
  inputsOf,
  month,
  observation,
  ofKind,
  paidBy,
  part,
  rub,
  statementOf,
} from "./month.ts";

const baseOf = (change: Parameters<typeof employee>[0], of = month) =>
  statementOf(inputsOf({month: of, employees: [employee(change)]}), []).base;

test("example 1: a whole month is the whole salary", () => {
  // October 2026: 22 working days, all worked
  // 50 000.00 x 22 / 22 = 50 000.00
  expect(baseOf({})).toBe(rub("50 000"));
});

test("example 2, hired on the 17th: working days from that day on", () => {
  // November 2026 has 20 working days (4 November is a holiday); from Tuesday 17: 17-20 are 4, 23-27 are 5, 30 is 1
  // 50 000.00 x 10 / 20 = 25 000.00
  expect(baseOf({hiredOn: "2026-11-17"}, "2026-11")).toBe(rub("25 000"));
});

test("example 3: left in the month, the day of leaving is no longer worked", () => {
  // first day no longer employed is Monday 12 October: 1, 2 and 5-9 are 7 days
  // 50 000.00 x 7 / 22 = 15 909.0909... -> 15 909.09
  expect(baseOf({leftOn: "2026-10-12"})).toBe(rub("15 909.09"));
});

test("example 4: a vacation over a weekend takes only its working days", () => {
  // 5 to 18 October are 10 working days; 22 - 10 = 12; 50 000.00 x 12 / 22 = 27 272.7272... -> 27 272.73
  expect(baseOf({absences: [{kind: "vacation", from: "2026-10-05", until: "2026-10-19"}]})).toBe(
    rub("27 272.73"),
  );
});

test("the line names the kinds of days away and their rows, a day of two kinds once", () => {
  // October: vacation 5-9 are 5 working days; sick from Friday 9 to Monday 12: the 9th is the vacation's, the 12th is left;
  // training is paid as work. 22 - 6 = 16
  const [line] = basePay(
    employee({
      absences: [
        {kind: "vacation", from: "2026-10-05", until: "2026-10-10"},
        {kind: "sick", from: "2026-10-09", until: "2026-10-13"},
        {kind: "training", from: "2026-10-20", until: "2026-10-22"},
        {kind: "sick", from: "2026-11-02", until: "2026-11-05"},
      ],
    }),
    month,
    workDaysOf(inputsOf().calendar),
    ["training"],
  );
  expect(line!.text.ru.replaceAll("\u00a0", " ")).toContain(
    "16 из 22 рабочих дней месяца = 36 363,64 ₽. Не отработано: отпуск — 5 рабочих дней, больничный — 1 рабочий день.",
  );
  expect(line!.text.en).toContain("Not worked: vacation: 5 working days, sick leave: 1 working day.");
  expect(line!.rows.map(({id}) => id)).toEqual([
    "salaries 2024-01-09",
    "absences 2026-10-05",
    "absences 2026-10-09",
  ]);
});

test("one salary written in several rows is one salary, to the kopeck", () => {
  // August 2026 has 21 working days: 3-11 August are 7, 12-20 are 7, 21-31 are 7; apart, each would be 10 000.0033 -> 10 000.00
  // 30 000.01 x 21 / 21 = 30 000.01
  const monthly = rub("30 000.01");
  const rows = (...spans: [string, string | null][]) =>
    spans.map(([from, until]) => ({monthly, from, until}));
  const whole = rows(["2026-07-01", "2026-08-12"], ["2026-08-12", "2026-08-21"], ["2026-08-21", null]);
  expect(baseOf({basePay: whole}, "2026-08")).toBe(monthly);
  // 15 and 16 August are a weekend: no row for it, or another salary, changes nothing
  const apart = rows(["2026-07-01", "2026-08-15"], ["2026-08-17", null]);
  expect(baseOf({basePay: apart}, "2026-08")).toBe(monthly);
  const between = {monthly: rub("99 000"), from: "2026-08-15", until: "2026-08-17"};
  expect(baseOf({basePay: [...apart, between]}, "2026-08")).toBe(monthly);
});

test("a raise within the month never brings less than no raise, and the line says what rounding left", () => {
  // 30 000.01 x 7 / 21 = 10 000.0033 -> 10 000.00; 30 000.02 x 14 / 21 = 20 000.0133 -> 20 000.01: 30 000.01 together
  // exactly it is 30 000.0166 -> 30 000.02: the kopeck goes to the last line
  const basePay = [
    {monthly: rub("30 000.01"), from: "2026-07-01", until: "2026-08-12"},
    {monthly: rub("30 000.02"), from: "2026-08-12", until: null},
  ];
  const statement = statementOf(inputsOf({month: "2026-08", employees: [employee({basePay})]}), []);
  const lines = ofKind(statement, "base");
  expect(lines.map(({amount}) => amount)).toEqual([rub("10 000"), rub("20 000.02")]);
  expect(lines[1]!.text.en).toContain("= ₽20,000.01 and ₽0.01, so that rounding by parts does not lower");
});

test("example 5: two absences over the same days are away once, and training is paid as work", () => {
  // sick 5-9 and sick again 8-12 (until the 13th): 5, 6, 7, 8, 9, 12 are 6 days; training takes none
  // 50 000.00 x 16 / 22 = 36 363.6363... -> 36 363.64
  expect(
    baseOf({
      absences: [
        {kind: "sick", from: "2026-10-05", until: "2026-10-10"},
        {kind: "sick", from: "2026-10-08", until: "2026-10-13"},
        {kind: "training", from: "2026-10-20", until: "2026-10-23"},
      ],
    }),
  ).toBe(rub("36 363.64"));
});

test("example 6: a rise of the salary on the 12th is two lines, each for its days", () => {
  // 1-9 October: 7 days of 50 000.00: 50 000.00 x 7 / 22 = 15 909.0909... -> 15 909.09
  // from the 12th: 15 days of 60 500.00: 60 500.00 x 15 / 22 = 41 250.00
  // together 57 159.09
  const statement = statementOf(
    inputsOf({
      employees: [
        employee({
          basePay: [
            {monthly: rub("50 000"), from: "2024-01-09", until: null},
            {monthly: rub("60 500"), from: "2026-10-12", until: null},
          ],
        }),
      ],
    }),
    [],
  );
  expect(ofKind(statement, "base").map(({amount}) => amount)).toEqual([rub("15 909.09"), rub("41 250")]);
  expect(statement.total).toBe(rub("57 159.09"));
});

test("example 7: a bonus in percent of base follows the days worked", () => {
  // hired on 17 November: salary 25 000.00, 15 % of it 3 750.00
  // results: the norm of 20 a month is 20 x 10 / 20 = 10 for these days; 10 done is 100 % -> 3 750.00; together 28 750.00
  const statement = statementOf(
    inputsOf({
      month: "2026-11",
      employees: [employee({hiredOn: "2026-11-17"})],
      observations: [observation("results_accepted", 10, null, {from: "2026-11-17", until: "2026-12-01"})],
    }),
    [bonusPlan([part("results_accepted", 20)])],
  );
  expect(paidBy(statement, "earned")).toBe(rub("3 750"));
  expect(statement.total).toBe(rub("28 750"));
});

test("a base amount is made by nothing but proration", () => {
  const [made] = basePay(employee(), month, workDaysOf(inputsOf().calendar), []);
  // @ts-expect-error: a plain sum is no base pay, so no rule can put another one in its place
  const lowered: BaseLine = {...made!, amount: 1n};
  expect(lowered.amount).not.toBe(made!.amount);
});

test("a month without a working day pays nothing and does not fail", () => {
  const statement = statementOf(inputsOf({calendar: []}), [bonusPlan([part("results_accepted", 20)])]);
  expect(statement.total).toBe(0n);
});
