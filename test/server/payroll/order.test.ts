import {join} from "node:path";
import {expect, test} from "vitest";
import {openLedger} from "../../../server/ledger/ledger.ts";
import {closeMonth, takeStep} from "../../../server/payroll/close.ts";
import {decisionsOf} from "../../../server/payroll/decisions.ts";
import {temporaryFolder} from "../../helpers/home.ts";
import {calculated, known, statement} from "./calculated.ts";
import {close, director, hr, life, order, otherHr, review} from "./steps.ts";

const sign = (on = "2026-10-05") =>
  ({employee_id: "e1", kind: "plan_signed", detail: {plan: "operator", version: 1, on}}) as const;
const takeBack = (signature_id: number) =>
  ({employee_id: null, kind: "signature_withdrawn", detail: {signature_id, reason: "не тот"}}) as const;

test("no month is passed over without a word: it is closed first, or HR states that it is not paid here", () => {
  const {take} = life({openBefore: "2026-08"});
  expect(take(review(), hr)).toContain("2026-08 has pay and is open; close it before 2026-10");
  const stated = review();
  const said = (month: string) =>
    ({...stated, detail: {...stated.detail, not_paid_here: month}}) as typeof stated;
  expect(take(said("2026-07"), hr)).toContain("2026-08 has pay and is open");
  expect(take(said("2026-08"), hr)).toBeNull();
  // what came into the data since the review was not spoken of
  expect(take(close(), hr, {openBefore: "2026-07"})).toContain("2026-07 has pay and is open");
  expect(take(close(), hr)).toBeNull();
});

test("a month with something wrong in itself is not closed", () => {
  const {take} = life();
  take(review(), hr);
  const hindrances = [{en: "personnel number 7", ru: "номер 7"}];
  expect(take(close(), hr, {hindrances})).toBe("personnel number 7");
  expect(take(close(), hr)).toBeNull();
});

test("a wrong signature is taken back, even after the month, and not twice", () => {
  const {take, state} = life({fourEyes: true});
  take(sign(), hr);
  expect(take(takeBack(7), hr)).toContain("no such signature");
  expect(take(takeBack(1), director)).toBe("this step is not for your role");
  expect(take(takeBack(1), {...hr, employee_id: "e1"})).toContain("own pay");
  take(review(), otherHr);
  expect(take(takeBack(1), hr)).toBeNull();
  expect(take(close(), hr)).toContain("another person closes it");
  expect(take(takeBack(1), hr)).toContain("no such signature");
  expect(state().signatures).toMatchObject([{withdrawn: {by_name: "Ольга", reason: "не тот"}}]);
});

test("no signature comes into or before a month that is paid", () => {
  const {take} = life();
  expect(take(sign(), hr, {closedMonths: ["2026-11"]})).toContain(
    "2026-11 is closed, and it was paid without",
  );
  take(review(), hr);
  take(close(), hr);
  expect(take(sign(), hr)).toContain("2026-10 is closed");
});

test.each(["7-К", "№ 7-k", "7 – К", " 7-K "])("order %s is order 7-K, recorded already", (number) => {
  const {take} = life();
  const by = (given: string) => ({...order, detail: {...order.detail, number: given}}) as typeof order;
  expect(take(by("7-K"), hr)).toBeNull();
  expect(take(by(number), hr)).toContain("is recorded for this person already (7-K of 2026-10-05)");
  expect(take(by("7-KA"), hr)).toBeNull();
});

test("the pipeline is told which content was signed: as it was kept, or as the next closed month paid by it", () => {
  const ledger = openLedger(join(temporaryFolder(), "ledger.sqlite"));
  const now = {...known, today: "2027-01-01"};
  const step = (one: object) =>
    takeStep(ledger, {month: "2026-10", ...one} as Parameters<typeof takeStep>[1], hr, now);
  step(sign());
  const kept = {
    ...sign(),
    employee_id: "e2",
    detail: {...sign().detail, hash: "h2", content: {plan: "operator"}},
  };
  step(kept);
  step({...sign(), employee_id: "e3"});
  step(takeBack(3));
  const told = () => decisionsOf(ledger);
  expect(told()).toMatchObject({
    acknowledgements: [
      {employee_id: "e1", hash: null},
      {employee_id: "e2", hash: "h2"},
    ],
    signed_plans: [{hash: "h2", content: {plan: "operator"}}],
  });
  expect(told().acknowledgements).toHaveLength(2);
  const paid = {...statement("e1", "1.00"), plans: {"operator@1": "h1"}};
  const whole = calculated("2026-10", [paid]);
  takeStep(ledger, {month: "2026-10", ...review(whole.hash)} as Parameters<typeof takeStep>[1], hr, {
    ...now,
    hash: whole.hash,
  });
  closeMonth(ledger, whole, whole.hash, hr, now);
  expect(told().acknowledgements).toMatchObject([{hash: "h1"}, {hash: "h2"}]);
  ledger.close();
});
