import {readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import type {DatabaseSync} from "node:sqlite";
import {beforeEach, expect, onTestFinished, test} from "vitest";
import {eventsSchema, ledgerOf} from "../../../pipelines/payroll/events-schema.ts";
import {openLedger} from "../../../server/ledger/ledger.ts";
import {closedMonths, listStandings, listSteps, paidStatements} from "../../../server/ledger/payroll.ts";
import {type CalculatedMonth, closeMonth, keepRecalculated, takeStep} from "../../../server/payroll/close.ts";
import {decisionsOf, listOwed, writeDecisions} from "../../../server/payroll/decisions.ts";
import type {Step} from "../../../server/payroll/events.ts";
import {emptyHome} from "../company.ts";
import {calculated, known, later, statement} from "./calculated.ts";
import {accept, adjust, decline, hr, order, otherHr, review, withdraw} from "./steps.ts";

let home: string;
let ledger: DatabaseSync;
beforeEach(() => {
  home = emptyHome();
  ledger = openLedger(join(home, "ledger.sqlite"));
  onTestFinished(() => ledger.close());
});

const take = (month: string, step: Omit<Step, "month">, change: object = {}) =>
  takeStep(ledger, {month, ...step} as Step, hr, {...known, ...change});
function close(month: CalculatedMonth) {
  take(month.month, review(month.hash), {hash: month.hash});
  closeMonth(ledger, month, month.hash, hr, known);
}
const september = calculated("2026-09", [
  statement("e1", "100.00", {payment: "p1"}),
  statement("e2", "50.00"),
]);

test("a closed month and its statements stay as they were", () => {
  close(september);
  expect(closedMonths(ledger)).toEqual(["2026-09"]);
  expect(paidStatements(ledger, "2026-09")).toEqual(september.statements);
  expect(() => closeMonth(ledger, september, september.hash, hr, known)).toThrow("2026-09 is closed");
  for (const table of ["payroll_events", "payroll_closes", "payroll_statements"]) {
    expect(() => ledger.exec(`delete from ${table}`)).toThrow("never deleted");
    expect(() => ledger.exec(`update ${table} set month = ''`)).toThrow("never changed");
  }
  const trail = ledger.prepare("select actor, action, subject from audit order by audit_id").all();
  expect(trail).toEqual([
    {actor: "Ольга", action: "payroll_review_started", subject: "2026-09"},
    {actor: "Ольга", action: "payroll_closed", subject: "2026-09"},
  ]);
});

test("a step that is refused leaves nothing behind", () => {
  take("2026-09", review("h"), {hash: "h"});
  expect(() => closeMonth(ledger, september, "other", hr, known)).toThrow("have changed since you looked");
  expect(listSteps(ledger)).toHaveLength(1);
  expect(closedMonths(ledger)).toEqual([]);
  expect(paidStatements(ledger, "2026-09")).toEqual([]);
});

test("a later calculation is the next version, and the same again is none", () => {
  close(september);
  expect(keepRecalculated(ledger, {...september, differences: []}, hr, known)).toBeNull();
  const more = later(september, "e1", ["100.00", "130.50", "30.50"]);
  expect(keepRecalculated(ledger, more, hr, known)).toBe(2);
  expect(keepRecalculated(ledger, more, hr, known)).toBeNull();
  expect(listStandings(ledger)).toMatchObject([
    {month: "2026-09", employee_id: "e1", version: 2, paid: 10_000n, recalculated: 13_050n},
  ]);
  // what was paid is what was paid
  expect(paidStatements(ledger, "2026-09")).toEqual(september.statements);
  // the late data turned out wrong: the next version is as paid
  expect(keepRecalculated(ledger, {...september, differences: []}, hr, known)).toBe(3);
  expect(listStandings(ledger)).toMatchObject([{version: 3, recalculated: 10_000n, difference: null}]);
  expect(decisionsOf(ledger).closed_months).toEqual([]);
});

test("another cause or other words of the same sums and figures are no version, other figures are", () => {
  close(september);
  const more = later(september, "e1", ["100.00", "130.50", "30.50"]);
  const by = (causes: string[], value: string, text: string) => {
    const side = {amount: "130.50", stated: "0.00", basis: {value}, text};
    const line = {
      line_id: "base",
      before: null,
      after: side,
      causes,
      rows: more.differences![0]!.lines[0]!.rows,
    };
    return {...more, differences: [{...more.differences![0]!, lines: [line]}]} as CalculatedMonth;
  };
  expect(keepRecalculated(ledger, by(["data"], "18/20", "a"), hr, known)).toBe(2);
  expect(keepRecalculated(ledger, by(["data", "rule"], "18/20", "b"), hr, known)).toBeNull();
  expect(keepRecalculated(ledger, by(["data"], "36/40", "b"), hr, known)).toBe(3);
});

test("the pipeline is told what each month was closed with, what receipts were paid, and both parts of a difference", () => {
  const credit = {payment_id: "p1", component: "percent", amount: "7.00"};
  const paid = {...september, total: "150.00"};
  paid.statements = [{...september.statements[0]!, paid_credits: [credit]}, september.statements[1]!];
  close(paid);
  const netted = later(paid, "e1", ["100.00", "99.50", "-0.50"]);
  const rows = {added: [], gone: [], changed: []};
  Object.assign(netted.differences![0]!, {
    more: "0.50",
    less: "-1.00",
    lines: [
      {line_id: "a", change: "0.50", rows},
      {line_id: "b", change: "-1.00", rows},
    ],
  });
  keepRecalculated(ledger, netted, hr, known);
  const given = decisionsOf(ledger);
  expect(given.closes).toEqual([{month: "2026-09", people: 2, total: "150.00"}]);
  expect(given.paid_credits).toEqual([{employee_id: "e1", month: "2026-09", ...credit}]);
  expect(given.closed_months).toMatchObject([{more: "0.50", less: "-1.00"}]);
  expect(eventsSchema.parse(given).closed_months).toMatchObject([{more: 50n, less: -100n}]);
  // one is owed and can be accepted, the other stays told
  expect(listOwed(ledger)).toMatchObject([{closed_month: "2026-09", amount: 50n, overpaid: 100n}]);
});

test("a month does not close over the decisions of whoever recorded a signature for an earlier one", () => {
  const fourEyes = {...known, fourEyes: true};
  takeStep(
    ledger,
    {
      month: "2026-08",
      kind: "plan_signed",
      employee_id: "e1",
      detail: {plan: "operator", version: 1, on: "2026-08-03"},
    },
    otherHr,
    fourEyes,
  );
  take("2026-09", review(september.hash), {hash: september.hash});
  expect(() => closeMonth(ledger, september, september.hash, otherHr, fourEyes)).toThrow(
    "another person closes",
  );
  closeMonth(ledger, september, september.hash, {...hr, name: "Третий"}, fourEyes);
  expect(closedMonths(ledger)).toEqual(["2026-09"]);
});

test("somebody who by present data was not there is told, and nothing is taken back", () => {
  close(september);
  const gone: CalculatedMonth = {
    ...september,
    statements: [september.statements[0]!],
    differences: [{employee_id: "e2", paid: "50.00", recalculated: "0.00", change: "-50.00", lines: []}],
  };
  keepRecalculated(ledger, gone, hr, known);
  expect(decisionsOf(ledger).closed_months).toMatchObject([
    {employee_id: "e2", month: "2026-09", paid: "50.00", recalculated: "0.00"},
  ]);
});

test("what a closed month owes is paid by the month that took it, and what HR put aside is not told again", () => {
  close(september);
  keepRecalculated(ledger, later(september, "e1", ["100.00", "130.00", "30.00"]), hr, known);
  expect(decisionsOf(ledger)).toMatchObject({
    paid_credits: [{employee_id: "e1", payment_id: "p1", component: "percent", month: "2026-09"}],
    closed_months: [
      {
        employee_id: "e1",
        month: "2026-09",
        paid: "100.00",
        recalculated: "130.00",
        due_on: "2026-09-28",
        rows: [{id: "p9", version: ""}],
      },
    ],
  });
  take("2026-10", accept("30"), {owed: {amount: 3_000n, version: 2}});
  expect(decisionsOf(ledger).accepted_corrections).toEqual([
    {
      employee_id: "e1",
      closed_month: "2026-09",
      open_month: "2026-10",
      amount: "30",
      approver: "Ольга",
    },
  ]);
  // data shrank before the close: October paid 20.00 of the 30 accepted, and that is what counts
  close(calculated("2026-10", [statement("e1", "100.00", {corrections: [["2026-09", "20.00"]]})]));
  expect(decisionsOf(ledger).accepted_corrections).toMatchObject([{open_month: "2026-10", amount: "20.00"}]);
  const file = eventsSchema.parse(decisionsOf(ledger));
  expect(ledgerOf(file, "2026-11").closedMonths).toMatchObject([{paid: 12_000n, recalculated: 13_000n}]);
  expect(ledgerOf(file, "2026-10").closedMonths).toMatchObject([{paid: 10_000n, recalculated: 13_000n}]);

  take("2026-11", decline, {owed: {amount: 1_000n, version: 2}});
  expect(decisionsOf(ledger).closed_months).toEqual([]);
  keepRecalculated(ledger, later(september, "e1", ["100.00", "140.00", "40.00"]), hr, known);
  expect(decisionsOf(ledger).closed_months).toMatchObject([{recalculated: "140.00"}]);
});

test("a receipt that came late and was paid as a correction is paid for too", () => {
  close(september);
  const more = later(september, "e1", ["100.00", "130.00", "30.00"]);
  more.statements[0]!.paid_credits.push({payment_id: "p9", component: "percent"});
  keepRecalculated(ledger, more, hr, known);
  const receipts = () => decisionsOf(ledger).paid_credits.map(({payment_id}) => payment_id);
  expect(receipts()).toEqual(["p1"]);
  take("2026-10", accept("30"), {owed: {amount: 3_000n, version: 2}});
  expect(receipts()).toEqual(["p1", "p9"]);
});

test("decisions are written for the pipeline in a file for the owner alone, once there are any", () => {
  const path = join(home, "var", "payroll", "events.json");
  writeDecisions(home, ledger);
  expect(() => statSync(path)).toThrow("ENOENT");
  take("2026-10", adjust("1000.50", "award"));
  take("2026-10", adjust("-5", "consent"));
  take("2026-10", withdraw(2));
  take("2026-10", order);
  take("2026-10", {
    employee_id: "e1",
    kind: "plan_signed",
    detail: {plan: "farmer", version: 1, on: "2026-10-01"},
  });
  writeDecisions(home, ledger);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, "var", "payroll")).mode & 0o777).toBe(0o700);
  const file = eventsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  expect(ledgerOf(file, "2026-10")).toMatchObject({
    adjustments: [{adjustmentId: "1", employeeId: "e1", month: "2026-10", amount: 100_050n, approver: "a"}],
    orders: [{number: "7", date: "2026-10-05", employeeId: "e1", kind: "remark"}],
    acknowledgements: [{employeeId: "e1", plan: "farmer", version: 1, on: "2026-10-01"}],
  });
});
