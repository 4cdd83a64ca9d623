import {expect, test} from "vitest";
import {accrualsOf} from "../../../pipelines/payroll/accruals.ts";
import {calculate} from "../../../pipelines/payroll/calculate.ts";
import {hindrancesOf} from "../../../pipelines/payroll/hindrances.ts";
import type {Plan} from "../../../pipelines/payroll/plan.ts";
import {signedPlans, withHashes} from "../../../pipelines/payroll/signed-plans.ts";
import {
  bonusPlan,
  employee,
  inputsOf,
  legal,
  month,
  observation,
  paidBy,
  part,
  rub,
  statementOf,
} from "./month.ts";

const source = (amount: string, change: object = {}) => ({
  plan: "operator",
  version: 1,
  name: {en: "Plan", ru: "План"},
  for: {role: "operator"},
  valid_from: "2026-01-01",
  act: {name: {en: "Act", ru: "Положение"}, number: 7, date: "2025-12-01"},
  components: [
    {
      id: "bonus",
      class: "bonus",
      name: {en: "Bonus", ru: "Премия"},
      clause: "3.1",
      accrual_code: "B",
      ...legal,
      fund: {amount},
      parts: [part("results_accepted", 20)],
      ...change,
    },
  ],
});
const planOfAmount = (amount: string, change: object = {}): Plan =>
  bonusPlan([], {}, {fund: {amount}, parts: [part("results_accepted", 20)], ...change});

const full = planOfAmount("70000");
const half = planOfAmount("35000");
const observations = [observation("results_accepted", 20)];
const signature = (hash: string | null, on = "2026-01-15") => ({
  employeeId: "e1",
  plan: "operator",
  version: 1,
  on,
  hash,
});
const notices = (plans: readonly Plan[], acknowledgements: ReturnType<typeof signature>[]) => {
  const statement = statementOf(inputsOf({observations, ledger: {acknowledgements}}), plans);
  const ids = statement.lines.flatMap(({id, needsAttention}) => (needsAttention ? [id] : []));
  return {statement, ids, blocks: hindrancesOf([statement], new Map([["e1", "Анна"]]))};
};

test("a version changed after it was signed is not signed, and the month waits where nobody kept what was signed", () => {
  expect(notices([full], [signature(full.hash)])).toMatchObject({ids: [], blocks: []});
  const {ids, blocks, statement} = notices([half], [signature(full.hash)]);
  expect(ids).toEqual(["notice/changed_unknown/operator@1"]);
  expect(blocks).toHaveLength(1);
  expect(blocks[0]!.ru).toContain("План operator@1 изменён в файле после того, как его подписали: Анна (e1)");
  expect(blocks[0]!.en).toContain("the month cannot be closed before");
  expect(statement.lines.find(({id}) => id === ids[0])!.text.ru).toContain("Верните в файл подписанное");
  // signed again, or put back, it is in order; a signature whose content nobody kept is trusted
  expect(notices([half], [signature(full.hash), signature(half.hash, "2026-09-30")])).toMatchObject({
    ids: [],
    blocks: [],
  });
  expect(notices([half], [signature(null)])).toMatchObject({ids: [], blocks: []});
});

test("pay is not lower than by the content that was signed, when it is kept", () => {
  const events = {
    acknowledgements: [{employee_id: "e1", plan: "operator", version: 1, on: "2026-01-15", hash: "stored"}],
    signed_plans: [{hash: "stored", content: source("70000")}],
  };
  const current = {...half};
  const {past, hashOf} = signedPlans(events, [current]);
  expect(past.map(({key}) => key)).toEqual([`operator@1#${past[0]!.hash.slice(0, 8)}`]);
  const acknowledgements = withHashes([signature("stored")], hashOf);
  const inputs = inputsOf({observations, ledger: {acknowledgements}});
  const statement = statementOf(inputs, [current, ...past]);
  expect(paidBy(statement, "earned")).toBe(rub("70 000"));
  expect(statement.lines.map(({id}) => id)).toContain("notice/changed/operator@1");
  expect(hindrancesOf([statement], new Map())).toEqual([]);
  // and the payroll program gets it under the code it was signed with
  const codes = {salary: "S", award: "A", deduction: "D", correction: "C"};
  expect(accrualsOf([statement], inputs, [current, ...past], codes).map(({code}) => code)).toContain("B");
});

test("a component that is gone from the changed version keeps the month from being closed", () => {
  const events = {
    acknowledgements: [{employee_id: "e1", plan: "operator", version: 1, on: "2026-01-15", hash: "stored"}],
    signed_plans: [{hash: "stored", content: source("70000")}],
  };
  const current = planOfAmount("70000", {id: "other"});
  const {past, hashOf} = signedPlans(events, [current]);
  const ledger = {acknowledgements: withHashes([signature("stored")], hashOf)};
  const statement = statementOf(inputsOf({observations, ledger}), [current, ...past]);
  expect(hindrancesOf([statement], new Map())).toHaveLength(1);
});

test("another program that hashes otherwise is no other content", () => {
  const events = {
    acknowledgements: [{employee_id: "e1", plan: "operator", version: 1, on: "2026-01-15", hash: "older"}],
    signed_plans: [{hash: "older", content: source("70000")}],
  };
  const [same] = signedPlans(events, []).past;
  const {past, hashOf} = signedPlans(events, [same!]);
  expect(past).toEqual([]);
  expect(hashOf("older")).toBe(same!.hash);
});

test("one personnel number of two people keeps the month from being closed, and names them", () => {
  const employees = [
    employee({employeeId: "P14", personnelNumber: "0077"}),
    employee({employeeId: "P15", personnelNumber: "0077 "}),
    employee({employeeId: "P16", personnelNumber: "0078"}),
  ];
  const names = new Map([
    ["P14", "Олег"],
    ["P15", "Пётр"],
  ]);
  const [first, ...more] = hindrancesOf(calculate(inputsOf({month, employees}), []), names);
  expect(more).toEqual([]);
  expect(first!.ru).toContain("Табельный номер 0077 указан у нескольких сотрудников: Олег (P14), Пётр (P15)");
  expect(first!.en).toContain("correct the number in the table of salaries");
});

test("a bonus of a part of the month has the days of that part in its row", () => {
  const moved = employee({
    posts: [
      {role: "operator", teamId: "north", from: "2024-01-09", until: "2026-10-16"},
      {role: "farmer", teamId: "west", from: "2026-10-16", until: null},
    ],
  });
  const inputs = inputsOf({
    employees: [moved],
    observations: [observation("results_accepted", 20, null, {until: "2026-10-16"})],
  });
  const codes = {salary: "S", award: "A", deduction: "D", correction: "C"};
  const rows = accrualsOf([statementOf(inputs, [full])], inputs, [full], codes);
  expect(rows.map(({code, days}) => [code, days])).toEqual([
    ["S", 22],
    ["B", 11],
  ]);
});
