import {expect, test} from "vitest";
import {unknownPeople} from "../../../pipelines/payroll/calculate.ts";
import type {Deal, PayrollInputs} from "../../../pipelines/payroll/inputs.ts";
import {
  brief,
  deal,
  hunter,
  inputsOf,
  ofKind,
  paidBy,
  percentPlan,
  receipt,
  refund,
  rub,
  statementOf,
} from "./month.ts";

const hunters = (deals: readonly Deal[], change: Parameters<typeof inputsOf>[0] = {}) =>
  inputsOf({employees: [hunter()], deals, ...change});
const percentLines = (inputs: PayrollInputs, plans = [percentPlan()]) =>
  brief(statementOf(inputs, plans).lines.filter(({component}) => component === "percent"));

test("trap: a rate changed mid-month does not touch lines of earlier deals", () => {
  const before = percentPlan({}, {valid_to: "2026-10-10"});
  const after = percentPlan(
    {
      rates: [
        {deals_from: "2025-01-01", rate: "5 %"},
        {deals_from: "2026-10-10", rate: "4 %"},
      ],
    },
    {version: 2, valid_from: "2026-10-10"},
  );
  const deals = [
    deal([receipt("p1", "2026-10-20", "100 000")]),
    deal([receipt("p2", "2026-10-21", "100 000")], {dealId: "d2", dealDate: "2026-10-12"}),
  ];
  const lineOf = (plans: readonly ReturnType<typeof percentPlan>[], id: string) =>
    statementOf(hunters(deals), plans).lines.find((line) => line.id === id);
  // 100 000.00 x 5 % = 5 000.00 for the deal of the 2nd, 100 000.00 x 4 % = 4 000.00 for that of the 12th
  expect(lineOf([before, after], "hunter/percent/p1/earned")!.amount).toBe(rub("5 000"));
  expect(lineOf([before, after], "hunter/percent/p2/earned")!.amount).toBe(rub("4 000"));
  // the earlier deal's line is the same as if the rate had never changed
  expect(lineOf([before, after], "hunter/percent/p1/earned")).toEqual(
    lineOf([percentPlan()], "hunter/percent/p1/earned"),
  );
});

test("trap: a refund after the close takes nothing back, and says what the deal was really paid", () => {
  // September paid 4 000.00 and 500.00 for the deal's receipts, by a rate of then; nothing is multiplied anew
  const refunded = deal(
    [
      receipt("p1", "2026-09-15", "100 000"),
      receipt("p2", "2026-09-16", "10 000"),
      refund("r1", "2026-10-08", "40 000"),
    ],
    {dealDate: "2026-09-10"},
  );
  const credit = (paymentId: string, amount: bigint | null) => ({
    employeeId: "e1",
    paymentId,
    component: "percent",
    month: "2026-09",
    amount,
  });
  const by = (paidCredits: readonly ReturnType<typeof credit>[]) =>
    statementOf(hunters([refunded], {ledger: {paidCredits}}), [percentPlan()]);
  const statement = by([credit("p1", rub("4 000")), credit("p2", rub("500"))]);
  expect(brief(statement.lines.slice(1, 2))).toEqual([
    ["hunter/percent/r1/refund_after_pay", 0n, rub("4 500")],
  ]);
  expect(statement.total).toBe(rub("30 000"));
  expect(statement.lines[1]!.text.ru.replaceAll("\u00a0", " ")).toContain(
    "В закрытых месяцах за неё начислено 4 500,00 ₽. Выплаченное обратно не берётся (ст. 137 ТК РФ).",
  );
  // a statement that did not keep the sums, and no closed month at all: no sum is made up
  for (const [credits, said] of [
    [[credit("p1", null)], "сумма — в их расчётах"],
    [[], "ничего не начислено"],
  ] as const) {
    const line = by(credits).lines[1]!;
    expect(line.stated).toBe(0n);
    expect(line.text.ru).toContain(said);
  }
  // and September comes out again as it was paid
  expect(percentLines(hunters([refunded], {month: "2026-09"}))).toEqual([
    ["hunter/percent/p1/earned", rub("5 000"), 0n],
    ["hunter/percent/p2/earned", rub("500"), 0n],
  ]);
});

test("trap: a refund larger than the month's sales stops at nothing", () => {
  // 50 000.00 came, 80 000.00 went back: 0 to pay a percent of, 2 500.00 not earned; nothing was paid for the rest
  const statement = statementOf(
    hunters([deal([receipt("p1", "2026-10-05", "50 000"), refund("r1", "2026-10-25", "80 000")])]),
    [percentPlan()],
  );
  expect(brief(statement.lines.slice(1, 3))).toEqual([
    ["hunter/percent/p1/not_earned", 0n, rub("2 500")],
    ["hunter/percent/r1/refund_after_pay", 0n, 0n],
  ]);
  expect(statement.total).toBe(rub("30 000"));
});

test("trap: a credit note takes money back whatever its sign", () => {
  // 100 000.00 - 30 000.00 = 70 000.00 x 5 % = 3 500.00 each time
  const by = (movement: ReturnType<typeof refund>) =>
    paidBy(
      statementOf(hunters([deal([receipt("p1", "2026-10-05", "100 000"), movement])]), [percentPlan()]),
      "earned",
    );
  expect(by(refund("r1", "2026-10-09", "30 000"))).toBe(rub("3 500"));
  expect(by(refund("r1", "2026-10-09", "-30 000"))).toBe(rub("3 500"));
  expect(by(receipt("r1", "2026-10-09", "-30 000"))).toBe(rub("3 500"));
});

test("trap: the owner changed after the result and before payment", () => {
  // the deal of 2 October is e1's; from the 6th the card is e2's; paid on the 20th: e1 has all of 100 000.00 x 5 %
  const moved = deal([receipt("p1", "2026-10-20", "100 000")], {
    credits: [
      {employeeId: "e1", share: "1", from: "2026-09-01", until: "2026-10-06"},
      {employeeId: "e2", share: "1", from: "2026-10-06", until: null},
    ],
  });
  const inputs = hunters([moved], {employees: [hunter(), hunter({employeeId: "e2"})]});
  expect(paidBy(statementOf(inputs, [percentPlan()], "e1"), "earned")).toBe(rub("5 000"));
  expect(statementOf(inputs, [percentPlan()], "e2").total).toBe(rub("30 000"));
});

test("trap: a client merged after payout: the payment of the other card is the same payment", () => {
  const paidCredits = [
    {employeeId: "e1", paymentId: "p1", component: "percent", month: "2026-09", amount: null},
  ];
  // after the merge the payment of September stands on the other card's deal, won in October
  const merged = deal([receipt("p1", "2026-09-15", "100 000")], {dealId: "d9", clientId: "c2"});
  const held = percentPlan({hold: {until: "handover_accepted"}});
  const accepted = {...merged, handovers: [{handoverId: "h2", acceptedOn: "2026-10-20", returnedOn: null}]};
  const statement = statementOf(hunters([accepted], {ledger: {paidCredits}}), [held]);
  expect(brief(statement.lines.slice(1, 2))).toEqual([["hunter/percent/p1/information", 0n, 0n]]);
  expect(statement.lines[1]!.text.ru).toContain("уже оплачен в 09.2026");
  expect(statement.total).toBe(rub("30 000"));
});

test("a payment paid for by one component is still released by another", () => {
  // 100 000.00 of September: 5 % paid then; 1 % waited for the hand-over of October: 1 000.00
  const terms = (id: string, rate: string, hold?: object) => ({
    id,
    class: "piece_rate",
    name: {en: id, ru: id},
    clause: "4.1",
    accrual_code: "P",
    money: {metric: "payments_received", rates: [{deals_from: "2025-01-01", rate}], ...(hold ? {hold} : {})},
  });
  const two = percentPlan(
    {},
    {components: [terms("percent", "5 %"), terms("later", "1 %", {until: "handover_accepted"})]},
  );
  const sold = deal([receipt("p1", "2026-09-15", "100 000")], {
    dealDate: "2026-09-10",
    handovers: [{handoverId: "h1", acceptedOn: "2026-10-14", returnedOn: null}],
  });
  const paidCredits = [
    {employeeId: "e1", paymentId: "p1", component: "percent", month: "2026-09", amount: null},
  ];
  const statement = statementOf(hunters([sold], {ledger: {paidCredits}}), [two]);
  expect(brief(ofKind(statement, "earned", "released"))).toEqual([
    ["hunter/later/p1/released", rub("1 000"), 0n],
  ]);
});

test("who is named in deals and not in the staff list is told", () => {
  const credits = ["e1", "e9"].map((employeeId) => ({
    employeeId,
    share: "50 %",
    from: "2026-01-01",
    until: null,
  }));
  expect(unknownPeople(hunters([deal([], {credits})]))).toEqual(["e9"]);
});

test("trap: two cards of one client name the same payment", () => {
  const first = deal([receipt("p1", "2026-10-05", "100 000")]);
  const second = deal([receipt("p1", "2026-10-05", "100 000")], {dealId: "d2", dealDate: "2026-10-03"});
  expect(percentLines(hunters([second, first]))).toEqual([["hunter/percent/p1/earned", rub("5 000"), 0n]]);
});

test("a payment that stands with two sums waits until one is right", () => {
  const first = deal([receipt("p1", "2026-10-05", "100 000")]);
  const second = deal([receipt("p1", "2026-10-05", "120 000")], {dealId: "d2", dealDate: "2026-10-03"});
  const statement = statementOf(hunters([first, second]), [percentPlan()]);
  expect(ofKind(statement, "held")).toMatchObject([{id: "hunter/percent/p1/disputed", needsAttention: true}]);
  expect(statement.total).toBe(rub("30 000"));
});

test("trap: a client given back in the same month is not accepted", () => {
  const held = percentPlan({hold: {until: "handover_accepted"}});
  const given = (returnedOn: string | null, change: Partial<Deal> = {}) =>
    deal([receipt("p1", "2026-10-05", "100 000")], {
      handovers: [{handoverId: "h1", acceptedOn: "2026-10-12", returnedOn}],
      ...change,
    });
  expect(percentLines(hunters([given("2026-10-26")]), [held])).toEqual([
    ["hunter/percent/p1/held", 0n, rub("5 000")],
  ]);
  // given back a month later, when it was paid: it stays paid, and October comes out as it was
  expect(percentLines(hunters([given("2026-11-03")]), [held])).toEqual([
    ["hunter/percent/p1/earned", rub("5 000"), 0n],
  ]);
  expect(percentLines(hunters([given("2026-11-03")], {month: "2026-11"}), [held])).toEqual([]);
});

test("trap: a hand-over open at the month's end holds the money, and says for what it waits", () => {
  const held = percentPlan({hold: {until: "handover_accepted"}});
  const open = deal([receipt("p1", "2026-10-05", "100 000")], {
    handovers: [{handoverId: "h1", acceptedOn: null, returnedOn: null}],
  });
  const statement = statementOf(hunters([open]), [held]);
  expect(brief(ofKind(statement, "held"))).toEqual([["hunter/percent/p1/held", 0n, rub("5 000")]]);
  expect(ofKind(statement, "held")[0]!.text.ru).toContain("когда фермер примет клиента");
});

test("trap: a version that lowers the rate of money is not acknowledged", () => {
  const first = percentPlan({}, {valid_to: "2026-10-01"});
  const second = percentPlan(
    {
      rates: [
        {deals_from: "2025-01-01", rate: "5 %"},
        {deals_from: "2026-10-01", rate: "3 %"},
      ],
    },
    {version: 2, valid_from: "2026-10-01"},
  );
  const sold = [deal([receipt("p1", "2026-10-05", "100 000")])];
  const by = (version: number) =>
    paidBy(
      statementOf(
        hunters(sold, {
          ledger: {acknowledgements: [{employeeId: "e1", plan: "hunter", version, on: "2026-01-01"}]},
        }),
        [first, second],
      ),
      "earned",
    );
  expect(by(1)).toBe(rub("5 000"));
  expect(by(2)).toBe(rub("3 000"));
});

test("trap: one client with two farmers is split, and no kopeck is paid twice", () => {
  // 0.01 by halves: 0.005 each, the kopeck goes to the first; 100 000.01 x 5 %: 2 500.0005 -> 2 500.00 and 2 500.00
  const credits = ["e1", "e2"].map((employeeId) => ({
    employeeId,
    share: "50 %",
    from: "2026-01-01",
    until: null,
  }));
  const inputs = hunters([deal([receipt("p1", "2026-10-05", "100 000.01")], {credits})], {
    employees: [hunter(), hunter({employeeId: "e2"})],
  });
  const bases = ["e1", "e2"].map(
    (id) => ofKind(statementOf(inputs, [percentPlan()], id), "earned")[0]!.basis.of,
  );
  expect(bases).toEqual([rub("50 000.01"), rub("50 000")]);
});

test("money that came before its deal was won is paid for in the month of the deal, once", () => {
  const early = deal([receipt("p1", "2026-09-20", "1 000")], {dealDate: "2026-10-05"});
  const of = (on: string, given = percentPlan()) =>
    statementOf(inputsOf({month: on, employees: [hunter()], deals: [early]}), [given]);
  expect(paidBy(of("2026-10"), "earned", "released")).toBe(rub("50"));
  expect(paidBy(of("2026-11"), "earned", "released")).toBe(0n);
  const before = of("2026-09");
  expect(before.total).toBe(rub("30 000"));
  expect(ofKind(before, "held")).toMatchObject([{stated: rub("50")}]);
  const returns = percentPlan({hold: {until: "return_period", days: 14}});
  expect(paidBy(of("2026-10", returns), "earned", "released")).toBe(rub("50"));
});
