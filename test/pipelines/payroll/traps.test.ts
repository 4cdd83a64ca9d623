import {expect, test} from "vitest";
import type {Deal, Observation} from "../../../pipelines/payroll/inputs.ts";
import {
  bonusPlan,
  brief,
  deal,
  employee,
  hunter,
  inputsOf,
  observation,
  ofKind,
  paidBy,
  part,
  percentPlan,
  plan,
  receipt,
  rub,
  statementOf,
  step,
} from "./month.ts";

const hunters = (deals: readonly Deal[], change: Parameters<typeof inputsOf>[0] = {}) =>
  inputsOf({employees: [hunter()], deals, ...change});
const operators = (observations: readonly Observation[], change: Parameters<typeof inputsOf>[0] = {}) =>
  inputsOf({observations, ...change});

test("trap: an operator dismissed before acceptance is paid for what was accepted after", () => {
  const each = plan({
    components: [
      {
        id: "each",
        class: "piece_rate",
        name: {en: "Each", ru: "За каждый"},
        clause: "4.2",
        accrual_code: "E",
        per_unit: {metric: "results_accepted", amount: 300},
      },
    ],
  });
  const gone = employee({
    leftOn: "2026-09-26",
    posts: [{role: "operator", teamId: null, from: "2024-01-09", until: "2026-09-26"}],
  });
  // 3 results accepted in October x 300.00 = 900.00, no salary
  const statement = statementOf(operators([observation("results_accepted", 3)], {employees: [gone]}), [each]);
  expect(brief(statement.lines)).toEqual([["operator/each/earned", rub("900"), 0n]]);
  // with nothing owed there is no statement
  expect(() => statementOf(inputsOf({employees: [gone]}), [each])).toThrow(/no statement/);
});

test("trap: zero denominators are no data, and the plan says what follows", () => {
  const nothing = observation("callbacks_kept_share", 0, 0);
  const by = (withoutData: string) => {
    const statement = statementOf(operators([nothing]), [
      bonusPlan([part("callbacks_kept_share", "90 %", {without_data: withoutData})]),
    ]);
    return [
      paidBy(statement, "within_chance"),
      ofKind(statement, "not_earned").reduce((sum, {stated}) => sum + stated, 0n),
    ];
  };
  expect(by("paid")).toEqual([rub("7 500"), 0n]);
  expect(by("not_earned")).toEqual([0n, rub("7 500")]);
});

test("trap: one grader, all items not applicable: nothing to judge by", () => {
  const statement = statementOf(operators([observation("qa_score_share", 0, 0, {sample: "0"})]), [
    bonusPlan([part("qa_score_share", "85 %", {without_data: "paid", min_sample: 15})]),
  ]);
  expect(ofKind(statement, "within_chance")).toMatchObject([{amount: rub("7 500"), needsAttention: true}]);
  expect(ofKind(statement, "within_chance")[0]!.text.ru).toContain(
    "данных для оценки нет (случаев: 0, нужно не меньше 15)",
  );
});

const lower = (change: object = {}) =>
  bonusPlan(
    [part("results_accepted", 20)],
    {version: 2, valid_from: "2026-10-01", ...change},
    {fund: {percent_of_base: "10 %"}, disciplinary: {clause: "5", remark: "50 %", reprimand: "50 %"}},
  );
const former = () => bonusPlan([part("results_accepted", 20)], {valid_to: "2026-10-01"});
const signature = (version: number, on: string) => ({employeeId: "e1", plan: "operator", version, on});

test("trap: a plan version that is not acknowledged cannot lower pay", () => {
  const done = [observation("results_accepted", 20)];
  const by = (acknowledgements: readonly ReturnType<typeof signature>[], orders = false) =>
    statementOf(
      operators(done, {
        ledger: {
          acknowledgements,
          orders: orders ? [{number: "1", date: "2026-10-12", employeeId: "e1", kind: "remark"}] : [],
        },
      }),
      [former(), lower()],
    );
  // signed the first only: its 15 % of 50 000.00 = 7 500.00 stand against 10 % = 5 000.00
  const kept = by([signature(1, "2026-01-10")]);
  expect(paidBy(kept, "earned")).toBe(rub("7 500"));
  expect(ofKind(kept, "information")).toMatchObject([{id: "notice/unsigned/operator@2"}]);
  // signed both: the new one holds
  expect(paidBy(by([signature(1, "2026-01-10"), signature(2, "2026-09-20")]), "earned")).toBe(rub("5 000"));
  // signed on 12 October: 7 days by the first, 2 386.3636... -> 2 386.36; 15 days by the second, 3 409.0909... -> 3 409.09
  expect(paidBy(by([signature(1, "2026-01-10"), signature(2, "2026-10-12")]), "earned")).toBe(
    rub("5 795.45"),
  );
  // and an order cuts nothing by a clause that nobody signed
  const ordered = by([signature(1, "2026-01-10")], true);
  expect(paidBy(ordered, "cut")).toBe(0n);
  expect(ofKind(ordered, "information")).toContainEqual(expect.objectContaining({id: "order/1/unsigned"}));
});

test("trap: two plans in one month each pay for their days, and the salary is one", () => {
  // 1-9 October are 7 days by the first: 50 000.00 x 7 / 22 x 15 % = 2 386.3636... -> 2 386.36
  // 10-31 October are 15 days by the second: 50 000.00 x 15 / 22 x 10 % = 3 409.0909... -> 3 409.09; results 20 of 20
  const plans = [
    bonusPlan([part("results_accepted", 20)], {valid_to: "2026-10-10"}),
    bonusPlan(
      [part("results_accepted", 20)],
      {version: 2, valid_from: "2026-10-10"},
      {fund: {percent_of_base: "10 %"}},
    ),
  ];
  const acknowledgements = [signature(1, "2026-01-01"), signature(2, "2026-08-01")];
  const statement = statementOf(
    operators([observation("results_accepted", 20)], {ledger: {acknowledgements}}),
    plans,
  );
  expect(brief(statement.lines)).toEqual([
    ["base@2026-10-01", rub("50 000"), 0n],
    ["operator/bonus/results_accepted/earned", rub("2 386.36"), 0n],
    ["operator/bonus/results_accepted/earned@2026-10-10", rub("3 409.09"), 0n],
  ]);
  expect(Object.keys(statement.plans)).toEqual(["operator@1", "operator@2"]);
});

test("figures of days are judged by the plan of their days", () => {
  // 10 of 10 to the 9th: attained, 2 386.36; 0 of 10 from the 10th: 3 409.0909... -> 3 409.09 not earned
  const kept = part("callbacks_kept_share", "90 %", {curve: step});
  const plans = [
    bonusPlan([kept], {valid_to: "2026-10-10"}),
    bonusPlan([kept], {version: 2, valid_from: "2026-10-10"}, {fund: {percent_of_base: "10 %"}}),
  ];
  const statement = statementOf(
    operators(
      [
        observation("callbacks_kept_share", 10, 10, {until: "2026-10-10"}),
        observation("callbacks_kept_share", 0, 10, {from: "2026-10-10"}),
      ],
      {ledger: {acknowledgements: [signature(1, "2026-01-01"), signature(2, "2026-08-01")]}},
    ),
    plans,
  );
  expect(brief(statement.lines.slice(1))).toEqual([
    ["operator/bonus/callbacks_kept_share/earned", rub("2 386.36"), 0n],
    ["operator/bonus/callbacks_kept_share/not_earned@2026-10-10", 0n, rub("3 409.09")],
  ]);
});

test("trap: a norm changed on the 10th holds for its own days", () => {
  // calls kept: 90 of 100 all month. Norm 90 % to the 9th: attained; from the 10th 95 %: not attained, all or nothing
  // 7 days: 2 386.36 paid; 15 days: 5 113.6363... -> 5 113.64 not earned
  const byNorm = {...part("callbacks_kept_share", 1, {curve: step}), norm: undefined, norm_id: "callbacks"};
  const norms = [
    {norm: "callbacks", value: "0.9", from: "2026-01-01", until: "2026-10-10"},
    {norm: "callbacks", value: "0.95", from: "2026-10-10", until: null},
    {norm: "elsewhere", value: "1", from: "2026-10-20", until: null},
  ];
  const statement = statementOf(operators([observation("callbacks_kept_share", 90, 100)], {norms}), [
    bonusPlan([byNorm]),
  ]);
  expect(brief(statement.lines.slice(1, 3))).toEqual([
    ["operator/bonus/callbacks_kept_share/earned", rub("2 386.36"), 0n],
    ["operator/bonus/callbacks_kept_share/not_earned@2026-10-10", 0n, rub("5 113.64")],
  ]);
});

test.each(["2026-09-30", "2026-11-01"])("trap: an order dated %s does not touch October", (date) => {
  const statement = statementOf(
    operators([observation("results_accepted", 20)], {
      ledger: {
        acknowledgements: [signature(2, "2026-09-20")],
        orders: [{number: "15", date, employeeId: "e1", kind: "reprimand"}],
      },
    }),
    [lower()],
  );
  expect(statement.total).toBe(rub("55 000"));
  // and October does not speak of it: another month's order is no news of this one
  expect(ofKind(statement, "information")).toEqual([]);
});

test("trap: a negative correction after payment is told and not taken", () => {
  const closedMonths = [
    {
      employeeId: "e1",
      month: "2026-09",
      paid: rub("61 500"),
      recalculated: rub("60 000"),
      more: 0n,
      less: 0n,
      dueOn: "2026-10-10",
      rows: [],
    },
  ];
  // even when somebody accepted it by mistake
  const acceptedCorrections = [
    {employeeId: "e1", closedMonth: "2026-09", openMonth: "2026-10", amount: -rub("1 500"), approver: "П."},
  ];
  const statement = statementOf(inputsOf({ledger: {closedMonths, acceptedCorrections}}), []);
  expect(statement.total).toBe(rub("50 000"));
  const [told] = ofKind(statement, "information");
  expect(told).toMatchObject({
    id: "correction/2026-09/overpaid",
    amount: 0n,
    stated: -rub("1 500"),
    needsAttention: true,
  });
  expect(told!.text.ru).toMatch(/согласия сотрудника или по решению суда/);
});

test("trap: a month reopened by mistake comes out with the same hash and owes nothing", () => {
  const inputs = operators([observation("results_accepted", 17)]);
  const plans = [bonusPlan([part("results_accepted", 20)])];
  const closed = statementOf(inputs, plans);
  // what the month itself paid is in the ledger by now; it changes nothing in its own calculation
  const reopened = statementOf(inputs, plans);
  expect(reopened.hash).toBe(closed.hash);
  const sold = hunters([deal([receipt("p1", "2026-10-05", "100 000")])]);
  const again = hunters([deal([receipt("p1", "2026-10-05", "100 000")])], {
    ledger: {
      paidCredits: [
        {employeeId: "e1", paymentId: "p1", component: "percent", month: "2026-10", amount: null},
      ],
    },
  });
  expect(statementOf(again, [percentPlan()]).total).toBe(statementOf(sold, [percentPlan()]).total);
  const next = inputsOf({
    month: "2026-11",
    ledger: {
      closedMonths: [
        {
          employeeId: "e1",
          month: "2026-10",
          paid: closed.total,
          recalculated: reopened.total,
          more: 0n,
          less: 0n,
          dueOn: "2026-11-10",
          rows: [],
        },
      ],
    },
  });
  expect(
    ofKind(statementOf(next, []), "correction", "information").filter(
      ({component}) => component === "correction",
    ),
  ).toEqual([]);
});

test("trap: a client moved between farmers stays in the book it was frozen in", () => {
  // e1 held 1 000 000.00 a year ago and the client moved to e2 since; e1's book counts it, e2 has no book and no data
  const volume = bonusPlan([
    part("volume_change", 1, {estimator: "outside_chart_limits", curve: step, without_data: "paid"}),
  ]);
  const inputs = operators(
    [observation("volume_change", 1_050_000, 1_000_000, {deviation: "40000", verdict: "within"})],
    {
      employees: [employee(), employee({employeeId: "e2"})],
    },
  );
  expect(paidBy(statementOf(inputs, [volume], "e1"), "earned")).toBe(rub("7 500"));
  expect(ofKind(statementOf(inputs, [volume], "e2"), "within_chance")).toMatchObject([
    {amount: rub("7 500")},
  ]);
});
