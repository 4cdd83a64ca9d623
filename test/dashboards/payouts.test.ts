// @vitest-environment jsdom
import {describe, expect, test} from "vitest";
import {payPairs} from "../../dashboards/charts/pay-pairs.ts";
import {payProgress} from "../../dashboards/charts/pay-progress.ts";
import {
  type AdjustmentForm,
  faultsOfAdjustment,
  faultsOfOrder,
  faultsOfSignature,
  signersOf,
  sumOf,
} from "../../dashboards/lib/pay-forms.ts";
import {isNobodySigned, notedOf, reasonOf} from "../../dashboards/lib/pay-reasons.ts";
import {
  changesOf,
  type PayLine,
  partsOf,
  progressOf,
  rowsOf,
  type Statement,
} from "../../dashboards/lib/payroll.ts";
import {missingText} from "../../dashboards/pages/payouts/progress-figure.tsx";
import {reconciliationFinding} from "../../dashboards/pages/payouts/reconciliation-card.tsx";
import {whatIfFinding} from "../../dashboards/pages/payouts/what-if-card.tsx";
import {draw, english, expectChart, plain, russian, texts} from "./chart-snapshot.ts";

const line = (id: string, amount: string, needs_attention = false): PayLine => ({
  id,
  kind: "earned",
  rule: "bonus",
  component: "bonus",
  amount,
  stated: "0.00",
  needs_attention,
  text: {ru: id, en: id},
});
const statement = (employee_id: string, lines: PayLine[], change: Partial<Statement> = {}): Statement => ({
  employee_id,
  employee_name: `Имя ${employee_id}`,
  personnel_number: employee_id,
  base: "30000.10",
  total: "34500.35",
  plans: {},
  lines,
  ...change,
});

test("a statement has what pays first, then what is not paid and why, and remarks apart", () => {
  const kinds = (id: string, kind: string, amount: string) => ({...line(id, amount), kind});
  const parts = partsOf(
    statement("1", [
      kinds("a", "not_earned", "0.00"),
      kinds("n", "information", "0.00"),
      line("b", "30000.10"),
      line("c", "-5.00"),
    ]),
  );
  expect(parts.paid.map(({id}) => id)).toEqual(["b", "c"]);
  expect(parts.unpaid.map(({id}) => id)).toEqual(["a"]);
  expect(parts.told.map(({id}) => id)).toEqual(["n"]);
});

test("a reason that most people share hides nobody who stands out", () => {
  const unsigned = {...line("notice/unsigned/o@1", "0.00", true), kind: "information"};
  const held = {...line("p/held", "0.00", true), kind: "held"};
  const rows = rowsOf({
    statements: [
      statement("1", [unsigned]),
      statement("2", [unsigned, held]),
      statement("3", [unsigned]),
      statement("4", []),
    ],
    questions: [],
  });
  expect(rows.map(({employee_id, attention_count}) => [employee_id, attention_count])).toEqual([
    ["2", 1],
    ["1", 0],
    ["3", 0],
    ["4", 0],
  ]);
});

test("people with an open question come first, then those with something to look at, then by name", () => {
  const question = (employee_id: string, status: "open" | "settled") => ({
    event_id: 1,
    employee_id,
    line_id: "a",
    status,
    said: [],
  });
  const rows = rowsOf({
    statements: [
      statement("1", []),
      statement("2", [line("a", "1.00", true)]),
      statement("3", []),
      statement("4", [], {employee_name: null}),
    ],
    questions: [question("3", "open"), question("1", "settled")],
  });
  expect(rows.map(({employee_id}) => employee_id)).toEqual(["3", "2", "4", "1"]);
  // to the kopeck, though a page's numbers are floats
  expect(rows[0]).toMatchObject({above_salary_amount: 4500.25, question_count: 1, attention_count: 0});
  expect(rows[2]!.employee_name).toBe("4");
});

test("one reason of many people is one line, what money hangs on comes first", () => {
  const unsigned = (plan: string) => ({
    ...line(`notice/unsigned/${plan}`, "0.00", true),
    kind: "information",
  });
  const noData = (part: string, amount: string) => ({
    ...line(`operator/bonus/${part}/within_chance`, amount, true),
    kind: "within_chance",
  });
  const statements = [
    statement("1", [unsigned("operator@1"), noData("quality", "10.10"), noData("volume", "0.20")]),
    statement("2", [unsigned("operator@1")]),
    statement("3", [unsigned("farmer@1"), noData("quality", "5.00"), line("quiet", "1000.00")]),
    statement("4", [{...line("notice/no_plan", "0.00", true), kind: "information"}]),
  ];
  const noted = notedOf({statements});
  expect(
    noted.map(({reason, people, stake}) => [reason, people.map((one) => one.employee_id), stake]),
  ).toEqual([
    ["no_data", ["1", "3"], 15.3],
    ["unsigned", ["1", "2", "3"], 0],
    ["no_plan", ["4"], 0],
  ]);
  expect(noted[1]!.said.map(({people}) => people.length)).toEqual([2, 1]);
  expect(isNobodySigned(noted, 4)).toBe(true);
  expect(isNobodySigned(noted, 5)).toBe(false);
});

test("without a salary nothing is paid at all: that comes before any sum", () => {
  const held = {...line("p/held", "0.00", true), kind: "held", stated: "999999.00"};
  const noSalary = {...line("notice/no_salary", "0.00", true), kind: "information"};
  const noted = notedOf({statements: [statement("1", [held]), statement("2", [noSalary])]});
  expect(noted.map(({reason}) => reason)).toEqual(["no_salary", "held"]);
});

test.each([
  ["no_plan/d1", "information", "no_plan", "deal_without_plan"],
  ["order/7/late", "information", "labour_code_135", "order"],
  ["h/p/m1/refund_after_pay", "information", "hunter@1/p", "late_refund"],
  ["correction/2026-08/compensation", "information", "labour_code_236", "compensation"],
  ["correction/2026-08/proposed", "information", "correction", "owed"],
  ["correction/2026-08/overpaid", "information", "labour_code_137", "overpaid"],
  ["adjustment/4", "adjustment", "labour_code_137", "deduction"],
  ["o/b/cut/7", "cut", "o@1/b/disciplinary", "whole_cut"],
])("%s is looked at for a reason", (id, kind, rule, reason) => {
  expect(reasonOf({id, kind, rule})).toBe(reason);
});

test("a sum is read as people write it, and nothing else is a sum", () => {
  const read = ["5000", "+5000", "−1 500,50", "-1\u00a0500.5 ₽"].map(sumOf);
  expect(read).toEqual(["5000", "5000", "-1500.50", "-1500.5"]);
  for (const wrong of ["", "0", "0,00", "1,505", "1e3", "10 %", "5 000 или больше"])
    expect(sumOf(wrong)).toBeNull();
});

test("each wrong field of a form has its own fault beside it", () => {
  const form: AdjustmentForm = {
    employee_id: "1",
    amount: "-100",
    legal_class: "bonus",
    ground: "consent",
    reason: "r",
    document: "7",
    document_date: "2026-10-05",
    approver: "a",
  };
  expect(faultsOfAdjustment(form)).toEqual({});
  expect(faultsOfAdjustment({...form, ground: "award"})).toEqual({ground: "minus"});
  expect(faultsOfAdjustment({...form, amount: "100"})).toEqual({ground: "plus"});
  expect(faultsOfAdjustment({...form, amount: "сто", reason: " "})).toEqual({amount: "sum", reason: "empty"});
  const order = {employee_id: "1", number: "7", date: "2026-10-05", order_kind: "remark"} as const;
  expect(faultsOfOrder(order, "2026-10")).toEqual({});
  expect(faultsOfOrder(order, "2026-09")).toEqual({date: "month"});
  expect(faultsOfSignature({plan: "", on: "", employees: []}, "2026-10")).toEqual({
    plan: "empty",
    on: "empty",
    employees: "nobody",
  });
});

test("a version is signed by those its plan is in force for and who have not signed it yet", () => {
  const version = {
    plan: "operator",
    version: 2,
    name: {ru: "О", en: "O"},
    valid_from: "2026-12-01",
    valid_to: null,
  };
  const statements = [
    statement("1", [], {plans: {"operator@1": "h"}}),
    statement("2", [], {plans: {"operator@2": "h"}}),
    statement("3", [], {plans: {"farmer@1": "h"}}),
  ];
  const signed = [
    {employee_id: "1", plan: "operator", version: 1, on: "2026-01-05"},
    {employee_id: "2", plan: "operator", version: 2, on: "2026-10-05"},
  ];
  const ids = (people: readonly Statement[]) => people.map(({employee_id}) => employee_id);
  expect(ids(signersOf(version, statements, signed))).toEqual(["1"]);
  // a plan that holds for nobody yet may concern anybody
  expect(ids(signersOf({...version, plan: "new"}, statements, signed))).toEqual(["1", "2", "3"]);
});

test("the reconciliation says what each source has, and the sum of what does not agree", () => {
  const line = (line_code: string, is_break: boolean, event_count: number, amount: number | null) => ({
    line_code,
    is_break,
    event_count,
    amount,
  });
  const sides = [
    line("won", false, 12, 300_000.5),
    line("paid", false, 9, 250_000),
    line("goal", false, 40, null),
  ];
  const breaks = [
    line("won_unpaid", true, 2, 50_000.4),
    line("paid_not_won", true, 1, -0.15),
    line("goal_without_call", true, 3, null),
  ];
  const said = reconciliationFinding([...sides, ...breaks], russian)!;
  expect(plain(said.finding)).toBe("Не сходится: 6 записей на 50 000,25 ₽");
  expect(plain(said.sides)).toBe(
    "В CRM выиграно 12 на 300 000,50 ₽; оплат по сделкам 9 на 250 000,00 ₽; результатов после звонков 40",
  );
  expect(reconciliationFinding(sides, russian)!.finding).toBe("Сделки, оплаты и звонки месяца сходятся");
  expect(reconciliationFinding([], russian)).toBeNull();
});

describe("a plan that is tried", () => {
  const month = {
    month: "2026-10",
    paid: null,
    by_plan: "300.30",
    instead: "299.10",
    change: "-1.20",
    gain_count: 1,
    lose_count: 2,
  };
  const person = (employee_id: string, by_plan: string, instead: string, change: string) => ({
    employee_id,
    employee_name: `Имя ${employee_id}`,
    by_plan,
    instead,
    change,
  });

  test("the sentence says the sum of all months, and who gets more and less", () => {
    const people = [person("1", "100.10", "95.10", "-5.00"), person("2", "200.20", "202.80", "2.60")];
    expect(plain(whatIfFinding({months: [month, month], people}, russian))).toBe(
      "По этому плану всего −2,40 ₽: больше получат 1 человек, меньше 1",
    );
    // sums alone count the people of the last month
    expect(plain(whatIfFinding({months: [month, month]}, russian))).toBe(
      "По этому плану всего −2,40 ₽; за последний месяц, октябрь 2026, больше получат 1 человек, меньше 2",
    );
    const same = {...month, change: "0.00", gain_count: 0, lose_count: 0};
    expect(whatIfFinding({months: [same]}, russian)).toBe("По этому плану ничья сумма не меняется");
  });

  test.each([390, 1200])("each person is a line from one sum to the other at %i px", (width) => {
    const rows = [
      {id: "1", name: "Абзацев Максим Глебович", before: 70_167.5, after: 66_000},
      {id: "2", name: "Точкина Анна", before: 50_037.76, after: 52_000.01},
    ];
    const chart = draw(() => payPairs(rows, {width, words: english}));
    expect(texts(chart, "text").join(" ")).toContain("−₽4,167.50");
    expect(plain(chart.querySelector(".hit > *")!.getAttribute("data-tip"))).toBe(
      "Абзацев Максим Глебович\nby the plan in force ₽70,167.50, by this one ₽66,000.00, difference −₽4,167.50",
    );
    expectChart(`pay-pairs-${width}`, () => payPairs(rows, {width, words: russian}));
  });
});

describe("the parts of a bonus", () => {
  const name = {ru: "Обещанные звонки, сделанные в срок", en: "Promised calls made in time"};
  const basis = {of: "1248.75", value: "53/67"};
  const rule = "operator@1/monthly_bonus/callbacks";
  const earned = {...line("a", "870.81"), rule, name, basis};
  const missed: PayLine = {
    ...line("b", "0.00"),
    kind: "not_earned",
    stated: "377.94",
    rule,
    name,
    basis,
    next: {value: "0.9000", unit: "share", adds: "377.94"},
  };
  const base = {...line("base", "30000.10"), kind: "base", basis: {of: "30000.10"}};

  test("each says what was earned of it, and what the next step asks for and gives", () => {
    const parts = progressOf({lines: [base, earned, missed]});
    expect(parts).toMatchObject([{rule, earned: 870.81, whole: 1248.75, value: 53 / 67}]);
    expect(plain(missingText(parts[0]!, russian))).toBe(
      "не начислено 377,94 ₽; было 79,1 %, следующая ступень 90 % дала бы ещё 377,94 ₽",
    );
    // 90 % of 67 is 60.3: 61, 8 more than 53
    const [counted] = progressOf({
      lines: [earned, {...missed, next: {...missed.next!, more: {count: 8, of: 67}}}],
    });
    expect(plain(missingText(counted!, russian))).toBe(
      "не начислено 377,94 ₽; было 79,1 %, следующая ступень 90 % (ещё 8 из 67) дала бы ещё 377,94 ₽",
    );
    // a part without anything to judge by is a part of the bonus too
    const unjudged = {...earned, rule: "o@1/b/quality", basis: {of: "100.00", pays: "1"}, amount: "100.00"};
    expect(progressOf({lines: [earned, missed, unjudged]})).toMatchObject([
      {rule},
      {earned: 100, value: null},
    ]);
    // on a slope each one more pays: no step is spoken of
    const [sloping] = progressOf({lines: [earned, {...missed, next: {...missed.next!, is_gradual: true}}]});
    expect(plain(missingText(sloping!, russian))).toBe(
      "не начислено 377,94 ₽; было 79,1 %, премия растёт постепенно: до 90 % прибавится 377,94 ₽",
    );
    // two bars of one name are told apart by plan, or by part within a plan
    const names = (...rules: string[]) =>
      progressOf({lines: rules.map((one) => ({...earned, id: one, rule: one}))}).map(({name: of}) => of.en);
    expect(names("o@1/b/calls", "o@2/b/calls")).toEqual([`${name.en} (o@1)`, `${name.en} (o@2)`]);
    expect(names("o@1/b/calls", "o@1/c/calls")).toEqual([`${name.en} (b/calls)`, `${name.en} (c/calls)`]);
    // a month closed by an earlier version names no step
    const [old] = progressOf({lines: [earned, {...missed, next: null}]});
    expect(plain(missingText(old!, russian))).toBe("не начислено 377,94 ₽: почему, сказано ниже");
    expect(missingText(progressOf({lines: [earned]})[0]!, russian)).toBe("");
  });

  test.each([390, 1200])("a bar of what was earned and a hatched one of what was not at %i px", (width) => {
    const rows = [
      {id: "1", name: "Результаты, принятые охотниками", earned: 3330, whole: 3330, missing: ""},
      {id: "2", name: name.ru, earned: 870.81, whole: 1248.75, missing: "не начислено 377,94 ₽"},
    ];
    const chart = draw(() => payProgress(rows, {width, words: russian}));
    expect(chart.querySelectorAll(".earned > *")).toHaveLength(2);
    expect(chart.querySelectorAll(".missing > *")).toHaveLength(1);
    expectChart(`pay-progress-${width}`, () => payProgress(rows, {width, words: russian}));
  });
});

test("what changed in a closed month names lines that vanished, the largest sum first", () => {
  const side = (amount: string) => ({amount, text: {ru: amount, en: amount}});
  const lines = [
    {line_id: "a", before: null, after: side("500.00"), change: "500.00"},
    {line_id: "gone", before: side("1666.67"), after: null, change: "-1666.67"},
  ];
  const changes = changesOf({difference: {paid: "1", recalculated: "2", lines}});
  expect(changes.map(({line_id}) => line_id)).toEqual(["gone", "a"]);
  expect(changesOf({difference: null})).toEqual([]);
});
