import {expect, test} from "vitest";
import {lateCompensation} from "../../../pipelines/payroll/corrections.ts";
import type {Adjustment, ClosedMonth} from "../../../pipelines/payroll/inputs.ts";
import {
  bonusPlan,
  brief,
  deal,
  hunter,
  inputsOf,
  observation,
  ofKind,
  paidBy,
  part,
  percentPlan,
  receipt,
  refund,
  rub,
  statementOf,
} from "./month.ts";

const closed: ClosedMonth = {
  employeeId: "e1",
  month: "2026-09",
  paid: rub("60 000"),
  recalculated: rub("61 500"),
  more: rub("1 500"),
  less: 0n,
  dueOn: "2026-10-10",
  rows: [{id: "h7", version: "2"}],
};
const accepted = {
  employeeId: "e1",
  closedMonth: "2026-09",
  openMonth: "2026-10",
  amount: rub("1 500"),
  approver: "Петрова А. И.",
};

test("example 31: more than was paid waits for HR, then is paid in the open month", () => {
  // 61 500.00 - 60 000.00 = 1 500.00
  // compensation if it is: due 10 October, paid 10 November, 31 days; 1 500.00 x 15 % / 150 x 31 = 46.50
  const waiting = statementOf(inputsOf({ledger: {closedMonths: [closed]}}), []);
  expect(brief(waiting.lines.slice(1).filter(({component}) => component === "correction"))).toEqual([
    ["correction/2026-09/proposed", 0n, rub("1 500")],
  ]);
  expect(waiting.lines[1]!.text.ru.replaceAll("\u00a0", " ")).toContain(
    "Если принять её в этом месяце, компенсация за задержку (ст. 236 ТК РФ) до 10.11.2026 — 46,50 ₽.",
  );
  expect(waiting.total).toBe(rub("50 000"));
  const paid = statementOf(inputsOf({ledger: {closedMonths: [closed], acceptedCorrections: [accepted]}}), []);
  expect(ofKind(paid, "correction")).toMatchObject([{amount: rub("1 500"), stated: 0n, rows: closed.rows}]);
  expect(paid.total).toBe(rub("51 500"));
});

test("what one accrual still owes is owed whole, whatever another one paid too much", () => {
  // salary 1 000.00 less, percent 500.00 more: 60 000.00 - 1 000.00 + 500.00 = 59 500.00; 500.00 are owed, 1 000.00 told
  const netted = {...closed, recalculated: rub("59 500"), more: rub("500"), less: -rub("1 000")};
  const linesOf = (given: ClosedMonth, acceptedCorrections: (typeof accepted)[] = []) =>
    statementOf(inputsOf({ledger: {closedMonths: [given], acceptedCorrections}}), []).lines.filter(
      ({component}) => component === "correction",
    );
  const waiting = linesOf(netted);
  expect(brief(waiting)).toEqual([
    ["correction/2026-09/proposed", 0n, rub("500")],
    ["correction/2026-09/overpaid", 0n, -rub("1 000")],
  ]);
  expect(waiting[1]!.text.ru.replaceAll("\u00a0", " ")).toContain(
    "Лишнее 1 000,00 ₽ (одни начисления больше на 500,00 ₽, другие меньше на 1 000,00 ₽) не удерживается.",
  );
  // compensation: 500.00 x 15 % / 150 x 31 = 15.50
  expect(brief(linesOf(netted, [accepted]))).toEqual([
    ["correction/2026-09/owed", rub("500"), 0n],
    ["correction/2026-09/compensation", 0n, rub("15.50")],
    ["correction/2026-09/overpaid", 0n, -rub("1 000")],
  ]);
  // 500.00 were paid since: nothing is owed, 1 000.00 stay told; 300.00 of them turn out not due: 1 300.00
  expect(brief(linesOf({...netted, paid: rub("60 500")}))).toEqual([
    ["correction/2026-09/overpaid", 0n, -rub("1 000")],
  ]);
  expect(brief(linesOf({...netted, paid: rub("60 500"), recalculated: rub("59 200")}))).toEqual([
    ["correction/2026-09/overpaid", 0n, -rub("1 300")],
  ]);
  expect(
    linesOf({...closed, recalculated: rub("61 500"), more: rub("2 000"), less: -rub("500")})[0]!.text.en,
  ).toContain("₽2,000.00 more in some accruals, ₽500.00 less in others");
  expect(linesOf(closed)[0]!.text.ru).not.toContain("одни начисления");
});

test("more for a deal whose money has all gone back since is told before it is paid", () => {
  const refunded = deal([receipt("p7", "2026-09-20", "1 000"), refund("r7", "2026-10-05", "1 000")], {
    dealId: "d7",
    dealDate: "2026-09-10",
  });
  const given = {...closed, rows: [{id: "p7", version: ""}]};
  for (const acceptedCorrections of [[], [accepted]]) {
    const inputs = inputsOf({
      employees: [hunter()],
      deals: [refunded],
      ledger: {closedMonths: [given], acceptedCorrections},
    });
    const line = statementOf(inputs, [percentPlan()]).lines.find(
      ({component}) => component === "correction",
    )!;
    expect(line).toMatchObject({needsAttention: true});
    expect(line.text.ru).toContain("по сделке d7 с тех пор возвращены полностью");
  }
});

test("compensation names the key rate and the days of each, so that it can be calculated by hand", () => {
  const text = (rates: readonly {from: string; value: string}[]) => {
    const inputs = inputsOf({ledger: {closedMonths: [closed], acceptedCorrections: [accepted]}});
    const line = statementOf({...inputs, settings: {...inputs.settings, keyRate: rates}}, []).lines[2]!;
    return line.text.ru.replaceAll("\u00a0", " ");
  };
  // 10 October to 10 November: 31 days
  expect(text([{from: "2026-01-01", value: "15 %"}])).toContain(
    "1 500,00 ₽ × 1/150 × ключевая ставка 15 % × 31 день (срок 10.10.2026, выплата 10.11.2026) = 46,50 ₽",
  );
  // 1 500.00 x (15 x 0.16 + 16 x 0.15) / 150 = 48.00
  expect(
    text([
      {from: "2026-01-01", value: "16 %"},
      {from: "2026-10-26", value: "15 %"},
    ]),
  ).toContain(
    "ключевая ставка (16 % × 15 дней + 15 % × 16 дней) (срок 10.10.2026, выплата 10.11.2026) = 48,00 ₽",
  );
});

test("compensation is of the sum accepted, from its due day to the day it is paid", () => {
  // due 10 October. October takes 1 000.00 of 1 110.00, paid on 10 November: 1 000.00 x 15 % / 150 x 31 days = 31.00
  // November takes the other 110.00, paid on 10 December: 110.00 x 15 % / 150 x 61 days = 6.71; together 37.71
  const part = {...accepted, amount: rub("1 000")};
  const rest = {...accepted, openMonth: "2026-11", amount: rub("110")};
  const of = (change: Parameters<typeof inputsOf>[0]) =>
    statementOf(inputsOf(change), []).lines.filter(({rule}) => rule === "labour_code_236");
  const october = {...closed, recalculated: rub("61 110")};
  const november = {...october, paid: rub("61 000")};
  const acceptedCorrections = [part, rest];
  const first = of({ledger: {closedMonths: [october], acceptedCorrections}});
  expect(first).toMatchObject([{stated: rub("31"), basis: {of: rub("1 000"), workedDays: 31}}]);
  const later = {month: "2026-11", payDay: "2026-12-10"};
  const second = of({...later, ledger: {closedMonths: [november], acceptedCorrections}});
  expect(second).toMatchObject([{stated: rub("6.71"), basis: {of: rub("110"), workedDays: 61}}]);
  // what waits has none yet
  expect(of({...later, ledger: {closedMonths: [november], acceptedCorrections: [part]}})).toEqual([]);
});

test("HR's acceptance pays no more than the difference as it is now, and no other month's", () => {
  // accepted 2 000.00, owed 1 500.00
  const more = {...accepted, amount: rub("2 000")};
  const other = {...accepted, closedMonth: "2026-08", amount: rub("700")};
  const later = {...accepted, openMonth: "2026-11"};
  const by = (given: readonly (typeof accepted)[]) =>
    paidBy(
      statementOf(inputsOf({ledger: {closedMonths: [closed], acceptedCorrections: given}}), []),
      "correction",
    );
  expect(by([more])).toBe(rub("1 500"));
  expect(by([other])).toBe(0n);
  expect(by([later])).toBe(0n);
  expect(by([{...accepted, amount: -rub("1 500")}])).toBe(0n);
  expect(by([accepted, {...accepted}])).toBe(rub("1 500"));
});

test("a receipt that a closed month paid to another person is not paid again without HR being told", () => {
  // September paid e2 for m3; the deal is e1's alone now
  const moved = deal([receipt("m3", "2026-09-14", "30 000")], {dealDate: "2026-09-14"});
  const difference = {...closed, rows: [{id: "m3", version: "1"}]};
  const credit = {
    employeeId: "e2",
    paymentId: "m3",
    component: "share",
    month: "2026-09",
    amount: rub("1 500"),
  };
  const lineOf = (paidCredits: (typeof credit)[], credits = moved.credits) =>
    statementOf(
      inputsOf({
        deals: [{...moved, credits}],
        ledger: {closedMonths: [difference], acceptedCorrections: [accepted], paidCredits},
      }),
      [],
    ).lines.find(({id}) => id === "correction/2026-09/owed")!;
  const told = lineOf([credit]);
  expect(told.needsAttention).toBe(true);
  expect(told.text.ru).toContain("Платёж m3 закрытый месяц уже оплатил другому сотруднику");
  // what somebody else is paid is not for this person's eyes
  expect(JSON.stringify(told.text)).not.toMatch(/e2|1.500,00 ₽ другому/);
  // shared between both, or paid to nobody else: nothing is paid twice
  const both = moved.credits.flatMap((one) => [
    {...one, share: "50 %"},
    {...one, employeeId: "e2", share: "50 %"},
  ]);
  for (const [credits, shares] of [
    [[credit], both],
    [[{...credit, employeeId: "e1"}], moved.credits],
    [[{...credit, amount: 0n}], moved.credits],
  ] as const)
    expect(lineOf([...credits], [...shares])).toMatchObject({needsAttention: false});
});

test("example 32: the key rate changes while the money is late", () => {
  // 11 to 25 October are 15 days at 16 %, 26 October to 10 November 16 days at 15 %
  // 1 500.00 x (15 x 0.16 + 16 x 0.15) / 150 = 1 500.00 x 4.8 / 150 = 48.00
  const rates = [
    {from: "2026-01-01", value: "16 %"},
    {from: "2026-10-26", value: "15 %"},
  ];
  expect(lateCompensation(rub("1 500"), "2026-10-10", "2026-11-10", rates)).toBe(rub("48"));
  expect(lateCompensation(rub("1 500"), "2026-10-10", "2026-10-10", rates)).toBe(0n);
  expect(lateCompensation(rub("1 500"), "2025-10-10", "2026-11-10", rates)).toBeNull();
});

const adjustment: Adjustment = {
  adjustmentId: "a1",
  employeeId: "e1",
  month: "2026-10",
  amount: rub("3 000"),
  legalClass: "bonus",
  ground: "award",
  reason: "За помощь новичкам",
  document: "служебная записка № 8",
  approver: "Петрова А. И.",
};

const withBonus = (adjustments: readonly Adjustment[]) =>
  statementOf(inputsOf({observations: [observation("results_accepted", 20)], ledger: {adjustments}}), [
    bonusPlan([part("results_accepted", 20)]),
  ]);

test("example 33: HR's plus is added, with reason, document and who approved it", () => {
  // 57 500.00 + 3 000.00
  const statement = withBonus([adjustment]);
  expect(statement.total).toBe(rub("60 500"));
  expect(ofKind(statement, "adjustment")[0]!.text.ru.replaceAll("\u00a0", " ")).toBe(
    "Корректировка 3 000,00 ₽: За помощь новичкам (доплата; документ: служебная записка № 8; утвердил: Петрова А. И.).",
  );
});

test("example 34: a lawful deduction leaves the salary and takes at most 20 %", () => {
  // consent to 9 000.00; 57 500.00 x 20 % = 11 500.00, above the salary there are 7 500.00: 7 500.00 taken, 1 500.00 left
  const statement = withBonus([{...adjustment, amount: -rub("9 000"), ground: "consent"}]);
  expect(brief(ofKind(statement, "adjustment"))).toEqual([["adjustment/a1", -rub("7 500"), -rub("1 500")]]);
  expect(statement.total).toBe(rub("50 000"));
});

test.each<[string, Partial<Adjustment>]>([
  ["a minus without a lawful ground", {amount: -rub("500")}],
  ["no reason", {reason: " "}],
  ["no document", {document: ""}],
  ["no approver", {approver: ""}],
])("%s is not made, and HR is told", (_name, change) => {
  const [line] = ofKind(withBonus([{...adjustment, ...change}]), "adjustment");
  expect(line).toMatchObject({amount: 0n, needsAttention: true});
});

test("an adjustment of another month, and one given twice", () => {
  expect(withBonus([{...adjustment, month: "2026-09"}]).total).toBe(rub("57 500"));
  expect(withBonus([adjustment, {...adjustment}]).total).toBe(rub("60 500"));
});
