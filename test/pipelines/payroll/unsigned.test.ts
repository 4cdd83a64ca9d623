import {expect, test} from "vitest";
import type {Acknowledgement, Deal, PayrollInputs} from "../../../pipelines/payroll/inputs.ts";
import type {Plan} from "../../../pipelines/payroll/plan.ts";
import {
  bonusPlan,
  brief,
  deal,
  hunter,
  inputsOf,
  legal,
  observation,
  ofKind,
  paidBy,
  part,
  percentPlan,
  receipt,
  rub,
  statementOf,
} from "./month.ts";

const signed = (plan: string, version = 1, on = "2026-01-01"): Acknowledgement => ({
  employeeId: "e1",
  plan,
  version,
  on,
});

/** 60 000.00 of a deal before the second version, 60 000.55 of one after it; 120 000.55 together. */
const sold: readonly Deal[] = [
  deal([receipt("p1", "2026-10-06", "60 000")], {dealId: "d1", dealDate: "2026-10-05"}),
  deal([receipt("p2", "2026-10-20", "60 000.55")], {dealId: "d2", dealDate: "2026-10-15"}),
];
/** Two versions of a hunter's plan, the second from 10 October. */
const two = (first: object, second: object): Plan[] => [
  percentPlan(first, {valid_to: "2026-10-10"}),
  percentPlan(second, {version: 2, valid_from: "2026-10-10"}),
];
const paidOf = (
  plans: readonly Plan[],
  acknowledgements: readonly Acknowledgement[] = [signed("hunter")],
  change: Partial<PayrollInputs> = {},
) =>
  paidBy(
    statementOf(inputsOf({employees: [hunter()], deals: sold, ...change, ledger: {acknowledgements}}), plans),
    "earned",
    "released",
  );

test("an unsigned version cannot raise the sum above which an accelerator pays", () => {
  // 60 000.00 x 5 % = 3 000.00; 60 000.55 x 5 % = 3 000.0275 -> 3 000.03
  // signed: 120 000.55 - 50 000.00 = 70 000.55 x 1 % = 700.0055 -> 700.01; together 6 700.04
  // unsigned: 120 000.55 - 100 000.00 = 20 000.55 x 1 % = 200.0055 -> 200.01; together 6 200.04
  const plans = two(
    {accelerators: [{above: "50 000", adds: "1 %"}]},
    {accelerators: [{above: "100 000", adds: "1 %"}]},
  );
  expect(paidOf(plans)).toBe(rub("6 700.04"));
  expect(paidOf(plans, [signed("hunter"), signed("hunter", 2)])).toBe(rub("6 200.04"));
});

test("a signed rate and an unsigned accelerator are no version: one of them is paid whole", () => {
  // first: 3 000.00 + 3 000.03 + 20 000.55 x 1 % = 200.01, together 6 200.04
  // second: 3 000.00 + 60 000.55 x 4 % = 2 400.022 -> 2 400.02, and 70 000.55 x 1 % = 700.01, together 6 100.03
  const plans = two(
    {accelerators: [{above: "100 000", adds: "1 %"}]},
    {
      rates: [
        {deals_from: "2025-01-01", rate: "5 %"},
        {deals_from: "2026-10-10", rate: "4 %"},
      ],
      accelerators: [{above: "50 000", adds: "1 %"}],
    },
  );
  expect(paidOf(plans)).toBe(rub("6 200.04"));
  expect(paidOf(plans, [signed("hunter"), signed("hunter", 2)])).toBe(rub("6 100.03"));
});

test("an unsigned version that pays more is paid, and names itself", () => {
  // second: 3 000.00 + 60 000.55 x 6 % = 3 600.033 -> 3 600.03
  const plans = two(
    {},
    {
      rates: [
        {deals_from: "2025-01-01", rate: "5 %"},
        {deals_from: "2026-10-10", rate: "6 %"},
      ],
    },
  );
  const statement = statementOf(
    inputsOf({employees: [hunter()], deals: sold, ledger: {acknowledgements: [signed("hunter")]}}),
    plans,
  );
  expect(ofKind(statement, "earned").map(({rule, amount}) => [rule, amount])).toEqual([
    ["hunter@1/percent", rub("3 000")],
    ["hunter@2/percent", rub("3 600.03")],
  ]);
});

test("an unsigned version cannot let money wait that a signed one pays at once, in this month or a later one", () => {
  const handed = sold.map((one) => ({
    ...one,
    handovers: [{handoverId: `h${one.dealId}`, acceptedOn: "2026-11-05", returnedOn: null}],
  }));
  const held = {hold: {until: "handover_accepted"}};
  // October: 3 000.00 + 3 000.03; the hand-over in November pays nothing again
  expect(paidOf(two({}, held), undefined, {deals: handed})).toBe(rub("6 000.03"));
  expect(paidOf(two({}, held), undefined, {deals: handed, month: "2026-11"})).toBe(0n);
  // signed, it waits: 3 000.00 in October, 3 000.03 in November
  const both = [signed("hunter"), signed("hunter", 2)];
  expect(paidOf(two({}, held), both, {deals: handed})).toBe(rub("3 000"));
  expect(paidOf(two({}, held), both, {deals: handed, month: "2026-11"})).toBe(rub("3 000.03"));
});

test("an unsigned version that lets money wait less is paid where it promises no less in all else", () => {
  const days = (count: number) => ({hold: {until: "return_period", days: count}});
  const lower = {
    rates: [
      {deals_from: "2025-01-01", rate: "5 %"},
      {deals_from: "2026-10-10", rate: "4 %"},
    ],
  };
  // p1 of 6 October + 30 days waits until November by either; p2 of 20 October + 5 days is due in October
  expect(paidOf(two(days(30), days(5)))).toBe(rub("3 000.03"));
  // 4 % at once is not what 5 % later was: p2 waits as it was signed, and both come in November
  expect(paidOf(two(days(30), {...days(5), ...lower}))).toBe(0n);
  expect(paidOf(two(days(30), {...days(5), ...lower}), undefined, {month: "2026-11"})).toBe(rub("6 000.03"));
});

test("a plan under another name lowers nothing either until it is signed", () => {
  // signed 15 % of 50 000.00 = 7 500.00, results 20 of 20; from the 10th 5 % under another name
  // signed both: 50 000.00 x 7 / 22 x 15 % = 2 386.36; 50 000.00 x 15 / 22 x 5 % = 1 704.5454... -> 1 704.55
  const person = {for: {person: "e1"}};
  const plans = [
    bonusPlan([part("results_accepted", 20)], {...person, plan: "q", valid_to: "2026-10-10"}),
    bonusPlan(
      [part("results_accepted", 20)],
      {...person, plan: "qq", valid_from: "2026-10-10"},
      {fund: {percent_of_base: "5 %"}},
    ),
  ];
  const by = (acknowledgements: Acknowledgement[]) =>
    statementOf(
      inputsOf({observations: [observation("results_accepted", 20)], ledger: {acknowledgements}}),
      plans,
    );
  expect(paidBy(by([signed("q")]), "earned")).toBe(rub("7 500"));
  expect(by([signed("q")]).lines.at(-1)!.text.en).toContain("the plan “Plan” (version 1) was compared");
  expect(paidBy(by([signed("q"), signed("qq")]), "earned")).toBe(rub("4 090.91"));
  expect(by([]).lines.at(-1)!.text.en).toContain("No plan signed before is there to compare");
});

test("a plan of another post is not compared: the work is another one", () => {
  // farmer from the 10th by an unsigned plan: 15 days, 50 000.00 x 15 / 22 x 5 % = 1 704.55; the operator's 7 days 2 386.36
  const posts = [
    {role: "operator" as const, teamId: null, from: "2024-01-09", until: "2026-10-10"},
    {role: "farmer" as const, teamId: null, from: "2026-10-10", until: null},
  ];
  const given = inputsOf({ledger: {acknowledgements: [signed("operator")]}});
  const statement = statementOf(
    {
      ...given,
      employees: given.employees.map((one) => ({...one, posts})),
      observations: [
        observation("results_accepted", 7, null, {until: "2026-10-10"}),
        observation("contacts_done_share", 9, 10, {from: "2026-10-10"}),
      ],
    },
    [
      bonusPlan([part("results_accepted", 22)]),
      bonusPlan(
        [part("contacts_done_share", "90 %")],
        {plan: "farmer", for: {role: "farmer"}},
        {fund: {percent_of_base: "5 %"}},
      ),
    ],
  );
  expect(brief(ofKind(statement, "earned")).map(([, amount]) => amount)).toEqual([
    rub("2 386.36"),
    rub("1 704.55"),
  ]);
});

test("a component under another name, or paid another way, is not paid twice", () => {
  // 15 % of 50 000.00 = 7 500.00 by the signed one, 5 % = 2 500.00 by the other: never both
  const results = [part("results_accepted", 20)];
  const done = [observation("results_accepted", 20)];
  const before = bonusPlan(results, {valid_to: "2026-10-01"});
  const renamed = bonusPlan(
    results,
    {version: 2, valid_from: "2026-10-01"},
    {id: "premium", fund: {percent_of_base: "5 %"}},
  );
  const each = (amount: number) =>
    bonusPlan(
      results,
      {version: 2, valid_from: "2026-10-01"},
      {
        ...legal,
        fund: undefined,
        parts: undefined,
        per_unit: {metric: "results_accepted", amount},
      },
    );
  const by = (after: Plan) =>
    paidBy(
      statementOf(inputsOf({observations: done, ledger: {acknowledgements: [signed("operator")]}}), [
        before,
        after,
      ]),
      "earned",
    );
  expect(by(renamed)).toBe(rub("7 500"));
  // 20 x 300.00 = 6 000.00 is less than 7 500.00; 20 x 400.00 = 8 000.00 is more
  expect(by(each(300))).toBe(rub("7 500"));
  expect(by(each(400))).toBe(rub("8 000"));
});
