import {expect, test} from "vitest";
import {accrualsOf, difference} from "../../../pipelines/payroll/difference.ts";
import {canonicalJson, contentHash} from "../../../pipelines/payroll/hash.ts";
import {sensitivity, whatIf} from "../../../pipelines/payroll/what-if.ts";
import {
  bonusPlan,
  deal,
  employee,
  hunter,
  inputsOf,
  observation,
  part,
  percentPlan,
  receipt,
  refund,
  rub,
  statementOf,
  step,
} from "./month.ts";

const row = (id: string, version = "1") => ({id, version});
const plans = [bonusPlan([part("results_accepted", 20)])];
const results = (count: number, rows = [row("h1"), row("h2")]) =>
  inputsOf({
    observations: [observation("results_accepted", count, null, {rows})],
    definitions: {results_accepted: "d1"},
  });

test("a difference by data names the rows that came, went and changed", () => {
  // 18 of 20: 6 750.00; 19 of 20: 7 125.00; difference 375.00, and as much less not earned
  const found = difference(
    statementOf(results(18, [row("h1"), row("h2"), row("h3")]), plans),
    statementOf(results(19, [row("h1"), row("h2", "2"), row("h4")]), plans),
  );
  expect(found.change).toBe(rub("375"));
  expect(found.lines).toMatchObject([
    {
      lineId: "operator/bonus/results_accepted/earned",
      change: rub("375"),
      causes: ["data"],
      rows: {added: ["h4"], gone: ["h3"], changed: ["h2"]},
    },
    {lineId: "operator/bonus/results_accepted/not_earned", change: 0n, causes: ["data"]},
  ]);
});

test("a difference by rule: another plan version, or another norm", () => {
  const before = statementOf(results(18), plans);
  const richer = [bonusPlan([part("results_accepted", 20)], {}, {fund: {percent_of_base: "16 %"}})];
  // 8 000.00 x 90 % = 7 200.00, 450.00 more
  const [earned] = difference(before, statementOf(results(18), richer)).lines;
  expect(earned).toMatchObject({
    change: rub("450"),
    causes: ["rule"],
    rows: {added: [], gone: [], changed: []},
  });
  const byNorm = [bonusPlan([{...part("results_accepted", 1), norm: undefined, norm_id: "results"}])];
  const withNorm = (value: string) => ({
    ...results(18),
    norms: [{norm: "results", value, from: "2026-01-01", until: null}],
  });
  expect(
    difference(statementOf(withNorm("20"), byNorm), statementOf(withNorm("24"), byNorm)).lines[0]!.causes,
  ).toEqual(["rule"]);
});

test("a difference by definition: the metric was defined anew over the same rows", () => {
  const anew = {...results(17), definitions: {results_accepted: "d2"}};
  expect(difference(statementOf(results(18), plans), statementOf(anew, plans)).lines[0]!.causes).toEqual([
    "definition",
  ]);
});

test("a salary corrected by HR is data, and lines that stay the same are left out", () => {
  const raised = {
    ...results(20),
    employees: [employee({basePay: [{monthly: rub("55 000"), from: "2024-01-09", until: null}]})],
  };
  const found = difference(statementOf(results(20), plans), statementOf(raised, plans));
  // 5 000.00 of salary, 750.00 of bonus
  expect(found.change).toBe(rub("5 750"));
  expect(found.lines.map(({lineId, causes}) => [lineId, causes])).toEqual([
    ["base@2026-10-01", ["data"]],
    ["operator/bonus/results_accepted/earned", ["data"]],
  ]);
  expect(difference(statementOf(results(20), plans), statementOf(results(20), plans)).lines).toEqual([]);
});

test("a statement that came or went is all difference", () => {
  const statement = statementOf(results(20), plans);
  expect(difference(null, statement)).toMatchObject({employeeId: "e1", change: statement.total});
  expect(difference(statement, null).change).toBe(-statement.total);
});

test("a late payment that makes a person's first line of a plan is data", () => {
  const sold = inputsOf({employees: [hunter()], deals: [deal([receipt("p1", "2026-10-05", "100 000")])]});
  const found = difference(
    statementOf({...sold, deals: []}, [percentPlan()]),
    statementOf(sold, [percentPlan()]),
  );
  expect(found.lines).toMatchObject([
    {lineId: "hunter/percent/p1/earned", causes: ["data"], rows: {added: ["p1"]}},
  ]);
});

test("example 35: another plan on the same month, per person and in total", () => {
  // e1 18 of 20, e2 20 of 20. All or nothing in place of a straight line: e1 loses 6 750.00, e2 keeps 7 500.00
  const inputs = inputsOf({
    employees: [employee(), employee({employeeId: "e2"})],
    observations: [
      observation("results_accepted", 18),
      observation("results_accepted", 20, null, {employeeId: "e2"}),
    ],
  });
  const found = whatIf(inputs, plans, [bonusPlan([part("results_accepted", 20, {curve: step})])]);
  expect(found.people.map(({employeeId, paid, instead}) => [employeeId, paid, instead])).toEqual([
    ["e1", rub("56 750"), rub("50 000")],
    ["e2", rub("57 500"), rub("57 500")],
  ]);
  expect([found.paid, found.instead]).toEqual([rub("114 250"), rub("107 500")]);
  const line = found.people[0]!.lines.find(
    ({lineId}) => lineId === "operator/bonus/results_accepted/earned",
  )!;
  expect([line.paid?.amount, line.instead, line.change]).toEqual([rub("6 750"), null, -rub("6 750")]);
});

test("example 36: how a month hangs on a norm", () => {
  // 18 done. Norm 20: 6 750.00. Norm 18: 7 500.00. Norm 22: 7 500.00 x 18 / 22 = 6 136.3636... -> 6 136.36
  // (6 136.36 - 7 500.00) / 20 = -68.182 for one per cent more norm
  const [found] = sensitivity(results(18), plans);
  expect(found).toMatchObject({
    plan: "operator@1",
    part: "results_accepted",
    total: rub("56 750"),
    lower: rub("57 500"),
    higher: rub("56 136.36"),
    perPercent: {numerator: -34_091n, denominator: 5n},
  });
});

test("canonical JSON has one form: sorted keys, whole numbers as text, nothing undefined", () => {
  expect(canonicalJson({b: 2n, a: [1, "x", null, undefined], c: undefined})).toBe(
    '{"a":[1,"x",null,null],"b":"2"}',
  );
  // SHA-256 of {"a":"1"} by `printf '{"a":"1"}' | sha256sum`
  expect(contentHash({a: 1n})).toBe("9afeb0f2b203f254312ec8ded441d0318b7c34c57f8695ede42d2215a30c0960");
});

test("the hash of a statement changes with inputs, plan, definition and nothing else", () => {
  const rich = [bonusPlan([part("results_accepted", 20)], {}, {min_days_worked: 1})];
  const hashes = [
    statementOf(results(18), plans),
    statementOf(results(18, [row("h1"), row("h2", "9")]), plans),
    statementOf(results(18), rich),
    statementOf({...results(18), definitions: {results_accepted: "d2"}}, plans),
  ].map(({hash}) => hash);
  expect(new Set(hashes).size).toBe(4);
  // somebody else's data are not in it
  const other = {...results(18), employees: [employee(), employee({employeeId: "e2"})]};
  expect(statementOf(other, plans).hash).toBe(hashes[0]);
});

test("an order of another month, and the day a version of a plan ends, are no difference of a month", () => {
  const order = (date: string) => ({number: "15", date, employeeId: "e1", kind: "reprimand"}) as const;
  const before = statementOf(results(18), plans);
  const by = (orders: readonly ReturnType<typeof order>[]) =>
    statementOf({...results(18), ledger: {...results(18).ledger, orders}}, plans);
  expect(by([order("2026-09-30"), order("2026-11-02")]).hash).toBe(before.hash);
  const ended = statementOf(results(18), [
    bonusPlan([part("results_accepted", 20)], {valid_to: "2027-01-01"}),
  ]);
  expect(difference(before, ended).lines).toEqual([]);
  expect(ended.hash).toBe(before.hash);
});

test("other words of the same sums and figures are no difference", () => {
  const before = statementOf(results(18), plans);
  const renamed = statementOf(results(18), [
    bonusPlan([part("results_accepted", 20)], {act: {name: {ru: "Другое", en: "Another"}, number: 2}}),
  ]);
  expect(renamed.lines[1]!.text.ru).not.toBe(before.lines[1]!.text.ru);
  expect(difference(before, renamed).lines).toEqual([]);
});

test("a sick leave that came late is named by its row, and takes nothing from money that came late too", () => {
  // salary 30 000 x 17 / 22 = 23 181.82 for 22 days: 6 818.18 less; 100 000 x 5 % = 5 000 more
  const sold = deal([receipt("p1", "2026-10-05", "100 000")]);
  const before = statementOf(inputsOf({employees: [hunter()]}), [percentPlan()]);
  const sick = hunter({absences: [{kind: "sick", from: "2026-10-05", until: "2026-10-12"}]});
  const after = statementOf(inputsOf({employees: [sick], deals: [sold]}), [percentPlan()]);
  const found = difference(before, after);
  expect(found.change).toBe(rub("-1 818.18"));
  expect(found.lines).toMatchObject([
    {
      lineId: "base@2026-10-01",
      causes: ["data"],
      rows: {added: ["absences 2026-10-05"], gone: [], changed: []},
    },
    {lineId: "hunter/percent/p1/earned", rows: {added: ["p1"]}},
  ]);
  expect(accrualsOf(found.lines, [before, after])).toEqual({more: rub("5 000"), less: rub("-6 818.18")});
});

test("lines of one accrual are one sum, and an accrual under a new name is no second one", () => {
  // p1 5 000 before; now p2 of 60 000 brings 3 000 and 40 000 of p1 went back: 3 000 left of it; together 1 000 more
  const before = statementOf(
    inputsOf({employees: [hunter()], deals: [deal([receipt("p1", "2026-10-05", "100 000")])]}),
    [percentPlan()],
  );
  const moved = deal([
    receipt("p1", "2026-10-05", "100 000"),
    refund("r1", "2026-10-06", "40 000", {refundOf: "p1"}),
    receipt("p2", "2026-10-07", "60 000"),
  ]);
  const after = statementOf(inputsOf({employees: [hunter()], deals: [moved]}), [percentPlan()]);
  expect(accrualsOf(difference(before, after).lines, [before, after])).toEqual({
    more: rub("1 000"),
    less: 0n,
  });
  // the same percent as another component: 5 000 gone, 5 000 come
  const plan = percentPlan();
  const renamed = {...plan, components: plan.components.map((one) => ({...one, id: "share"}))};
  const again = statementOf(
    inputsOf({employees: [hunter()], deals: [deal([receipt("p1", "2026-10-05", "100 000")])]}),
    [renamed],
  );
  const lines = difference(before, again).lines;
  expect(lines).toHaveLength(2);
  expect(accrualsOf(lines, [before, again])).toEqual({more: 0n, less: 0n});
});
