import {expect, test} from "vitest";
import type {Deal, PayrollInputs} from "../../../pipelines/payroll/inputs.ts";
import {
  bonusPlan,
  brief,
  deal,
  employee,
  hunter,
  inputsOf,
  ofKind,
  paidBy,
  part,
  percentPlan,
  receipt,
  refund,
  rub,
  statementOf,
} from "./month.ts";

const month = (deals: readonly Deal[], change: Partial<PayrollInputs> = {}) =>
  inputsOf({employees: [hunter()], deals, ...change});
const linesOf = (deals: readonly Deal[], plan = percentPlan(), change: Partial<PayrollInputs> = {}) =>
  brief(statementOf(month(deals, change), [plan]).lines.filter(({component}) => component === "percent"));

test("example 23: percent of each payment received, with small salary", () => {
  // 400 000.00 x 5 % = 20 000.00; 123 456.78 x 5 % = 6 172.839 -> 6 172.84; salary 30 000.00; together 56 172.84
  const statement = statementOf(
    month([deal([receipt("p1", "2026-10-05", "400 000"), receipt("p2", "2026-10-20", "123 456.78")])]),
    [percentPlan()],
  );
  expect(ofKind(statement, "earned").map(({amount}) => amount)).toEqual([rub("20 000"), rub("6 172.84")]);
  expect(statement.total).toBe(rub("56 172.84"));
});

test("example 24: more percent above a sum of the month", () => {
  // 2 500 000.00 x 5 % = 125 000.00; above 2 000 000.00: 500 000.00 x 1 % = 5 000.00
  // above 2 400 000.00: 100 000.00 x 2 % = 2 000.00
  const plan = percentPlan({
    accelerators: [
      {above: "2 000 000", adds: "1 %"},
      {above: "2 400 000", adds: "2 %"},
    ],
  });
  expect(linesOf([deal([receipt("p1", "2026-10-05", "2 500 000")])], plan)).toEqual([
    ["hunter/percent/p1/earned", rub("125 000"), 0n],
    ["hunter/percent/above_2000000", rub("5 000"), 0n],
    ["hunter/percent/above_2400000", rub("2 000"), 0n],
  ]);
});

test("a tier of the whole sum adds its percent from the first rouble, once the sum is exceeded", () => {
  // 2 000 000.00 is not more than 2 000 000.00: 5 % are 100 000.00, and no tier
  // 2 000 000.01: 5 % are 100 000.0005 -> 100 000.00; the tier 1 % of all, 20 000.0001 -> 20 000.00
  const plan = percentPlan({accelerators: [{above: "2 000 000", adds: "1 %", whole: true}]});
  const at = linesOf([deal([receipt("p1", "2026-10-05", "2 000 000")])], plan);
  expect(at).toEqual([
    ["hunter/percent/p1/earned", rub("100 000"), 0n],
    ["hunter/percent/up_to_2000000", 0n, 0n],
  ]);
  const statement = statementOf(month([deal([receipt("p1", "2026-10-05", "2 000 000.01")])]), [plan]);
  expect(ofKind(statement, "earned").map(({amount}) => amount)).toEqual([rub("100 000"), rub("20 000")]);
  expect(ofKind(statement, "earned")[1]!.text.ru.replaceAll("\u00a0", " ")).toContain(
    "больше 2 000 000,00 ₽, поэтому со всей суммы добавляется 1 %: 2 000 000,01 ₽ × 1 % = 20 000,00 ₽",
  );
});

test("what is missing to the nearest accelerator is told, and pays nothing", () => {
  // 2 000 000.00 - 1 500 000.00 = 500 000.00
  const accelerators = [
    {above: "2 400 000", adds: "2 %"},
    {above: "2 000 000", adds: "1 %"},
  ];
  const statement = statementOf(month([deal([receipt("p1", "2026-10-05", "1 500 000")])]), [
    percentPlan({accelerators}),
  ]);
  const told = ofKind(statement, "information").filter(({component}) => component === "percent");
  expect(brief(told)).toEqual([["hunter/percent/up_to_2000000", 0n, 0n]]);
  expect(told[0]!.text.ru.replaceAll("\u00a0", " ")).toContain("До ускорителя не хватает 500 000,00 ₽");
  expect(statement.total).toBe(rub("105 000"));
});

test("at the sum of an accelerator exactly nothing is missing, and nothing is above it", () => {
  // 2 000 000.00 - 2 000 000.00 = 0.00
  const plan = percentPlan({accelerators: [{above: "2 000 000", adds: "1 %"}]});
  const statement = statementOf(month([deal([receipt("p1", "2026-10-05", "2 000 000")])]), [plan]);
  const [told] = ofKind(statement, "information").filter(({component}) => component === "percent");
  expect(told).toMatchObject({id: "hunter/percent/up_to_2000000", amount: 0n, basis: {of: 0n}});
  expect(told!.text.ru.replaceAll("\u00a0", " ")).toContain(
    "К оплате за месяц 2 000 000,00 ₽ поступлений — ровно порог ускорителя: 1 % добавляется с части сверх 2 000 000,00 ₽, её пока нет.",
  );
});

test("example 25: a deal of two splits each payment to the kopeck", () => {
  // 100 000.01 by 60 and 40 %: 60 000.006 and 40 000.004; rounded down 60 000.00 and 40 000.00, the kopeck left goes to
  // the larger remainder: 60 000.01 and 40 000.00; x 5 %: 3 000.0005 -> 3 000.00 and 2 000.00
  const shared = deal([receipt("p1", "2026-10-05", "100 000.01")], {
    credits: [
      {employeeId: "e1", share: "60 %", from: "2026-01-01", until: null},
      {employeeId: "e2", share: "40 %", from: "2026-01-01", until: null},
    ],
  });
  const inputs = month([shared], {employees: [hunter(), hunter({employeeId: "e2"})]});
  const [one, two] = ["e1", "e2"].map((id) => ofKind(statementOf(inputs, [percentPlan()], id), "earned")[0]!);
  expect([one!.basis.of, two!.basis.of]).toEqual([rub("60 000.01"), rub("40 000")]);
  expect([one!.amount, two!.amount]).toEqual([rub("3 000"), rub("2 000")]);
  expect(one!.text.ru.replaceAll("\u00a0", " ")).toContain("ваша доля 60 % — это 60 000,01 ₽ × 5 %");
  expect(two!.text.en.replaceAll("\u00a0", " ")).toContain("your part of 40%, ₽40,000.00 × 5%");
});

test("three who share a deal are paid each to the kopeck, and its money once", () => {
  // 1 000.00 by 33.34, 33.33 and 33.33 %: 333.40, 333.30 and 333.30; x 5 %: 16.67, 16.665 -> 16.67 and 16.67
  // 0.05 back in the month: of 999.95 they are 333.38333, 333.283335 and 333.283335; rounded down 333.38, 333.28 and
  // 333.28, and the kopeck left goes to the larger remainder, 0.003335, of which the second is the first
  const shares = ["33.34 %", "33.33 %", "33.33 %"];
  const shared = (...movements: Deal["movements"]) =>
    deal(movements, {
      credits: shares.map((share, index) => ({
        employeeId: `e${index + 1}`,
        share,
        from: "2026-01-01",
        until: null,
      })),
    });
  const people = ["e1", "e2", "e3"];
  const employees = people.map((employeeId) => hunter({employeeId}));
  const earned = (given: Deal) =>
    people.map((id) => {
      const [line] = ofKind(statementOf(month([given], {employees}), [percentPlan()], id), "earned");
      return [line!.basis.of, line!.amount];
    });
  expect(earned(shared(receipt("p1", "2026-10-05", "1 000")))).toEqual([
    [rub("333.40"), rub("16.67")],
    [rub("333.30"), rub("16.67")],
    [rub("333.30"), rub("16.67")],
  ]);
  expect(
    earned(shared(receipt("p1", "2026-10-05", "1 000"), refund("r1", "2026-10-06", "0.05"))).map(
      ([of]) => of,
    ),
  ).toEqual([rub("333.38"), rub("333.29"), rub("333.28")]);
});

test("shares that do not sum to 100 % hold the money and tell HR", () => {
  const short = deal([receipt("p1", "2026-10-05", "100 000")], {
    credits: [{employeeId: "e1", share: "90 %", from: "2026-01-01", until: null}],
  });
  const statement = statementOf(month([short]), [percentPlan()]);
  expect(ofKind(statement, "held")).toMatchObject([{amount: 0n, needsAttention: true}]);
  expect(statement.total).toBe(rub("30 000"));
});

test("a deal that was nobody's on its day tells who was credited later, and pays nobody", () => {
  const late = deal([receipt("p1", "2026-10-05", "100 000")], {
    credits: [{employeeId: "e1", share: "1", from: "2026-10-04", until: null}],
  });
  const statement = statementOf(month([late]), [percentPlan()]);
  expect(ofKind(statement, "held")).toMatchObject([{id: "hunter/percent/d1/shares", needsAttention: true}]);
  expect(statement.total).toBe(rub("30 000"));
});

test("example 26: money waits for the hand-over and is paid in the month of acceptance", () => {
  const held = percentPlan({hold: {until: "handover_accepted"}});
  const waiting = deal([receipt("p1", "2026-09-15", "200 000")], {
    dealDate: "2026-09-10",
    handovers: [{handoverId: "h1", acceptedOn: "2026-10-14", returnedOn: null}],
  });
  // September: 200 000.00 x 5 % = 10 000.00 held; October: released
  expect(linesOf([waiting], held, {month: "2026-09"})).toEqual([
    ["hunter/percent/p1/held", 0n, rub("10 000")],
  ]);
  expect(linesOf([waiting], held)).toEqual([["hunter/percent/p1/released", rub("10 000"), 0n]]);
  expect(linesOf([waiting], held, {month: "2026-11"})).toEqual([]);
});

test("example 27: money waits until the return period has passed", () => {
  const held = percentPlan({hold: {until: "return_period", days: 14}});
  const sold = deal([receipt("p1", "2026-10-10", "100 000"), receipt("p2", "2026-10-20", "60 000")]);
  // 10 October + 14 days is the 24th: 5 000.00 in October; 20 October + 14 days is 3 November: 3 000.00 then
  expect(linesOf([sold], held)).toEqual([
    ["hunter/percent/p1/earned", rub("5 000"), 0n],
    ["hunter/percent/p2/held", 0n, rub("3 000")],
  ]);
  expect(linesOf([sold], held, {month: "2026-11"})).toEqual([
    ["hunter/percent/p2/released", rub("3 000"), 0n],
  ]);
});

test("example 28: a refund reduces what still waits", () => {
  const held = percentPlan({hold: {until: "return_period", days: 30}});
  const sold = deal([receipt("p1", "2026-10-10", "100 000"), refund("r1", "2026-11-02", "30 000")]);
  // October: 5 000.00 held. November: 100 000.00 - 30 000.00 = 70 000.00 x 5 % = 3 500.00
  expect(linesOf([sold], held)).toEqual([["hunter/percent/p1/held", 0n, rub("5 000")]]);
  expect(linesOf([sold], held, {month: "2026-11"})).toEqual([
    ["hunter/percent/p1/released", rub("3 500"), 0n],
  ]);
});

test("a refund without its receipt takes the latest money that waits", () => {
  // 1 October + 30 days and 10 October + 30 days: both wait. 30 000.00 back: p2 60 000.00 - 30 000.00 = 30 000.00 x 5 %
  const held = percentPlan({hold: {until: "return_period", days: 30}});
  const sold = deal([
    receipt("p1", "2026-10-02", "100 000"),
    receipt("p2", "2026-10-10", "60 000"),
    refund("r1", "2026-10-12", "30 000"),
  ]);
  expect(linesOf([sold], held)).toEqual([
    ["hunter/percent/p1/held", 0n, rub("5 000")],
    ["hunter/percent/p2/held", 0n, rub("1 500")],
  ]);
});

test("a refund of September does not reach money that came in October", () => {
  // August's 100 000.00 was paid for; 40 000.00 went back in September; October's 50 000.00 x 5 % = 2 500.00
  const sold = deal(
    [
      receipt("p1", "2026-08-20", "100 000"),
      refund("r1", "2026-09-05", "40 000"),
      receipt("p2", "2026-10-06", "50 000"),
    ],
    {dealDate: "2026-08-10"},
  );
  expect(linesOf([sold])).toEqual([["hunter/percent/p2/earned", rub("2 500"), 0n]]);
});

test("a refund that names its receipt leaves the other one", () => {
  // p1 50 000.00 all given back: nothing of it, 2 500.00 not earned; p2 80 000.00 x 5 % = 4 000.00
  const sold = deal([
    receipt("p1", "2026-10-10", "50 000"),
    receipt("p2", "2026-10-12", "80 000"),
    refund("r1", "2026-10-20", "50 000", {refundOf: "p1"}),
  ]);
  expect(linesOf([sold])).toEqual([
    ["hunter/percent/p1/not_earned", 0n, rub("2 500")],
    ["hunter/percent/p2/earned", rub("4 000"), 0n],
  ]);
});

test("a deal older than any rate waits for HR", () => {
  const old = deal([receipt("p1", "2026-10-10", "50 000")], {
    dealDate: "2024-12-30",
    credits: [{employeeId: "e1", share: "1", from: "2024-01-01", until: null}],
  });
  const statement = statementOf(month([old]), [percentPlan()]);
  expect(ofKind(statement, "held")).toMatchObject([
    {amount: 0n, needsAttention: true, id: "hunter/percent/d1/rate"},
  ]);
});

test("a hunter who became a farmer is still paid for his old deals", () => {
  // 100 000.00 x 5 % = 5 000.00, by the hunters' plan of the deal's day
  const moved = hunter({
    posts: [
      {role: "hunter", teamId: null, from: "2024-01-09", until: "2026-10-01"},
      {role: "farmer", teamId: null, from: "2026-10-01", until: null},
    ],
  });
  const old = deal([receipt("p1", "2026-10-10", "100 000")], {dealDate: "2026-09-10"});
  const statement = statementOf(inputsOf({employees: [moved], deals: [old]}), [percentPlan()]);
  expect(paidBy(statement, "earned")).toBe(rub("5 000"));
});

test("who has left is paid for money that comes later", () => {
  const gone = hunter({leftOn: "2026-09-20"});
  const old = deal([receipt("p1", "2026-10-10", "100 000")], {dealDate: "2026-09-10"});
  const statement = statementOf(inputsOf({employees: [gone], deals: [old]}), [percentPlan()]);
  expect(brief(statement.lines)).toEqual([["hunter/percent/p1/earned", rub("5 000"), 0n]]);
});

test("a line names its deal's client", () => {
  const sold = deal([receipt("p1", "2026-10-05", "100 000")], {clientName: 'ООО "Ромашка"'});
  const [line] = ofKind(statementOf(month([sold]), [percentPlan()]), "earned");
  expect(line!.text.ru).toContain('Деньги по сделке d1 (ООО "Ромашка") от 02.10.2026');
  expect(line!.text.en).toContain('Money of deal d1 (ООО "Ромашка") of 02.10.2026');
});

test("money of a deal in the name of somebody whose plan pays no percent is told to HR, a farmer's own is not", () => {
  // two receipts less a refund: 100 000 + 20 000 - 5 000 = 115 000
  const sold = deal([
    receipt("p1", "2026-10-05", "100 000"),
    receipt("p2", "2026-10-06", "20 000"),
    refund("r1", "2026-10-07", "5 000"),
    receipt("p0", "2026-09-30", "7"),
  ]);
  const plan = bonusPlan([part("results_accepted", 20)]);
  const told = (role: "operator" | "farmer", given: Deal) => {
    const posts = [{role, teamId: "north", from: "2024-01-09", until: null}];
    const plans = [{...plan, for: {role}}];
    const statement = statementOf(inputsOf({employees: [employee({posts})], deals: [given]}), plans);
    expect(statement.total).toBe(rub("50 000"));
    return statement.lines.filter(({rule}) => rule === "no_percent");
  };
  const [line] = told("operator", sold);
  expect(line).toMatchObject({needsAttention: true, amount: 0n, kind: "information"});
  expect(line!.text.ru.replaceAll("\u00a0", " ")).toContain("За месяц пришло 115 000,00 ₽ по сделкам");
  expect(line!.rows.map(({id}) => id).toSorted()).toEqual(["p1", "p2", "r1"]);
  expect(told("farmer", sold)).toEqual([]);
  const share = (employeeId: string) => ({employeeId, share: "50 %", from: "2026-01-01", until: null});
  expect(told("farmer", {...sold, credits: [share("e1"), share("e2")]})).toHaveLength(1);
  expect(told("operator", {...sold, movements: [receipt("p0", "2026-09-30", "7")]})).toEqual([]);
});
