import {expect, test} from "vitest";
import type {Actor} from "../../../server/payroll/refusal.ts";
import {
  accept,
  adjust,
  ask,
  back,
  close,
  decline,
  director,
  employee,
  exported,
  hr,
  life,
  order,
  otherHr,
  recalculated,
  review,
  say,
  withdraw,
} from "./steps.ts";

const signOperator = {
  employee_id: "e1",
  kind: "plan_signed",
  detail: {plan: "operator", version: 1, on: "2026-10-05"},
} as const;

test("a month goes from draft by review to closed and exported, back only before it is closed", () => {
  const {take, state} = life();
  expect(state().status).toBe("draft");
  expect(take(close(), hr)).toContain("2026-10 is draft");
  expect(take(exported, hr)).toContain("2026-10 is draft");
  expect(take(recalculated(2), hr)).toContain("2026-10 is draft");
  expect(take(review(), hr)).toBeNull();
  expect(take(review(), hr)).toContain("2026-10 is review");
  expect(take(back, hr)).toBeNull();
  expect(state()).toMatchObject({status: "draft", review: null});
  take(review(), hr);
  expect(take(close(), hr)).toBeNull();
  expect(state()).toMatchObject({status: "closed", version: 1, closed: {by_name: "Ольга", hash: "h"}});
  for (const step of [
    back,
    review(),
    close(),
    adjust("1", "award"),
    withdraw(1),
    order,
    accept("1"),
    decline,
  ])
    expect(take(step, hr)).toContain("2026-10 is closed");
  expect(take(exported, hr)).toBeNull();
  expect(take(exported, hr)).toBeNull();
  expect(take(close(), hr)).toContain("2026-10 is exported");
  expect(take(recalculated(2), hr)).toBeNull();
  expect(state()).toMatchObject({status: "exported", version: 2, exports: [{}, {}]});
});

test("what is closed is what was looked at", () => {
  const {take} = life();
  expect(take(review("seen"), hr)).toContain("have changed since you looked");
  take(review(), hr);
  expect(take(close(), hr, {hash: "other"})).toContain("have changed since you looked");
  expect(take(close("other"), hr, {hash: "other"})).toBeNull();
});

test("a month is closed when it is over, and not after a later one", () => {
  const {take} = life();
  expect(take(review(), hr, {closedMonths: ["2026-11"]})).toContain("2026-11 is closed already");
  take(review(), hr);
  expect(take(close(), hr, {today: "2026-10-31"})).toContain("2026-10 is not over yet");
  expect(take(close(), hr, {closedMonths: ["2026-11"]})).toContain("one after another");
  expect(take(close(), hr, {closedMonths: ["2026-09"], today: "2026-11-01"})).toBeNull();
});

test("the month's life shows signatures, and orders until they are withdrawn; no day is still to come", () => {
  const {take, state} = life();
  const sign = (on: string): Parameters<typeof take>[0] => ({
    employee_id: "e1",
    kind: "plan_signed",
    detail: {plan: "operator", version: 1, on},
  });
  expect(take(sign("2026-11-06"), hr)).toContain("date 2026-11-06: this day is still to come");
  expect(take(sign("2026-10-05"), hr)).toBeNull();
  expect(state().signatures).toMatchObject([
    {employee_id: "e1", plan: "operator", version: 1, on: "2026-10-05", by_name: "Ольга"},
  ]);
  expect(take(order, hr, {today: "2026-10-04"})).toContain("date 2026-10-05");
  expect(take(order, hr)).toBeNull();
  expect(take(order, hr)).toContain("order 7: it is recorded");
  const withdraw = {employee_id: null, kind: "order_withdrawn", detail: {order_id: 2, reason: "r"}} as const;
  expect(take(withdraw, hr)).toBeNull();
  expect(take(withdraw, hr)).toContain("no such order");
  expect(state().orders).toMatchObject([{number: "7", withdrawn: {by_name: "Ольга", reason: "r"}}]);
  expect(take(order, hr)).toBeNull();
});

test("where two people are asked for, nobody closes what he decided", () => {
  const fourEyes = true;
  const sent = life({fourEyes});
  sent.take(review(), hr);
  expect(sent.take(close(), hr)).toContain("another person closes it");
  expect(sent.take(close(), director)).toBeNull();
  for (const step of [adjust("1", "award"), order, accept("1")]) {
    const {take} = life({fourEyes, owed: {amount: 100n, version: 2}});
    expect(take(step, hr)).toBeNull();
    take(review(), otherHr);
    expect(take(close(), hr)).toContain("another person closes it");
    expect(take(close(), otherHr)).toContain("another person closes it");
    expect(take(close(), director)).toBeNull();
  }
  // taking a decision back decides too, and after the review most of all
  const withdrawn = life({fourEyes, owed: {amount: 100n, version: 2}});
  withdrawn.take(adjust("1", "award"), hr);
  withdrawn.take(accept("1"), hr);
  withdrawn.take(order, hr);
  withdrawn.take(review(), hr);
  const third: Actor = {name: "Третий", role: "hr", employee_id: null};
  const steps = [
    withdraw(1),
    {employee_id: null, kind: "correction_withdrawn", detail: {correction_id: 2, reason: "r"}},
    {employee_id: null, kind: "order_withdrawn", detail: {order_id: 3, reason: "r"}},
    signOperator,
  ] as const;
  for (const [index, step] of steps.entries()) {
    const actor = {...otherHr, name: `Павел ${index}`};
    expect(withdrawn.take(step, actor)).toBeNull();
    expect(withdrawn.take(close(), actor), step.kind).toContain("another person closes it");
  }
  expect(withdrawn.take(close(), hr)).toContain("another person closes it");
  // a signature under a plan, dated in another month, changes this one too
  expect(withdrawn.take(close(), third, {signers: ["Третий"]})).toContain("another person closes it");
  expect(withdrawn.take(close(), third)).toBeNull();
});

test("who records a sum is not who approved it", () => {
  const {take} = life();
  const by = (approver: string) => {
    const step = adjust("1", "award");
    return {...step, detail: {...step.detail, approver}} as typeof step;
  };
  expect(take(by("Ольга"), hr)).toContain("approved by “Ольга”");
  expect(take(by(" ольга "), hr)).toContain("who records a decision does not approve it");
  expect(take(by("Ольга Петрова"), hr)).toBeNull();
});

test("a decision about a difference is taken back before the close, and then made anew", () => {
  const {take, state} = life({owed: {amount: 100n, version: 2}});
  take(decline, hr);
  const back = (correction_id: number) =>
    ({employee_id: null, kind: "correction_withdrawn", detail: {correction_id, reason: "r"}}) as const;
  expect(take(back(7), hr)).toContain("no such decision");
  expect(take(back(1), director)).toBe("this step is not for your role");
  expect(take(back(1), {...hr, employee_id: "e1"})).toContain("own pay");
  expect(take(back(1), hr)).toBeNull();
  expect(take(back(1), hr)).toContain("no such decision");
  expect(take(accept("1"), hr)).toBeNull();
  expect(state().corrections).toMatchObject([{withdrawn: {by_name: "Ольга"}}, {withdrawn: null}]);
  take(review(), hr);
  take(close(), hr);
  expect(take(back(3), hr)).toContain("2026-10 is closed");
});

test("HR alone decides, and nobody about the own pay", () => {
  for (const actor of [director, employee])
    for (const step of [
      review(),
      adjust("1", "award"),
      order,
      accept("1"),
      decline,
      exported,
      recalculated(2),
    ])
      expect(life().take(step, actor)).toBe("this step is not for your role");
  const sent = life();
  sent.take(review(), hr);
  expect(sent.take(close(), director)).toBe("this step is not for your role");
  const {take} = life({owed: {amount: 100n, version: 2}});
  expect(take(adjust("1", "award", "e9"), hr)).toBe("nobody decides about their own pay");
  expect(take(accept("1", 2, "e9"), hr)).toBe("nobody decides about their own pay");
  expect(take(adjust("1", "award", "e9"), otherHr)).toBeNull();
  expect(take(withdraw(1), hr)).toBe("nobody decides about their own pay");
});

test("a minus needs one of the law's grounds, a plus is an award", () => {
  const {take, state} = life();
  expect(take(adjust("-10", "award"), hr)).toContain("art. 137");
  expect(take(adjust("10", "consent"), hr)).toContain("art. 137");
  for (const wrong of ["0", "1.555", "1e3", "", "10 %"])
    expect(take(adjust(wrong, "award"), hr), wrong).toContain(`sum “${wrong}”: expected roubles`);
  expect(take(adjust("-10.50", "consent"), hr)).toBeNull();
  expect(take(withdraw(1), hr)).toBeNull();
  expect(take(withdraw(1), hr)).toContain("no such adjustment");
  expect(state().adjustments).toMatchObject([{withdrawn: {by_name: "Ольга", reason: "r"}}]);
});

test("a correction pays at most what is owed, once, and by the version that was looked at", () => {
  const owed = {amount: 10_000n, version: 2};
  const {take, state} = life({owed});
  expect(take(accept("100.01"), hr)).toContain("at most what the closed month still owes");
  expect(take(accept("-5"), hr)).toContain("never taken back");
  expect(take(accept("50", 1), hr)).toContain("something else");
  expect(take(accept("50"), hr, {owed: null})).toContain("something else");
  expect(take(accept("50"), hr)).toBeNull();
  expect(take(decline, hr)).toContain("decided about already");
  expect(state().corrections).toMatchObject([{amount: "50", closed_month: "2026-09"}]);
  // less than was paid is put aside, never paid
  const less = life({owed: {amount: -10_000n, version: 2}});
  expect(less.take(accept("50"), hr)).toContain("at most");
  expect(less.take(decline, hr)).toBeNull();
  expect(less.state().corrections).toMatchObject([{amount: null}]);
});

test("a question is a thread on an own line: asked, answered, asked on, settled", () => {
  const {take, state} = life();
  expect(take(ask(), employee)).toContain("2026-10 is draft");
  take(review(), hr);
  expect(take(ask("no such"), employee)).toContain("no such line");
  expect(take(ask("base", "e2"), employee)).toContain("only your own lines");
  expect(take(ask("base", "e2"), hr)).toContain("only your own lines");
  expect(take(ask(), employee)).toBeNull();
  const status = () => state().questions[0]!.status;
  expect(status()).toBe("open");
  expect(take(say(2), {...employee, employee_id: "e2"})).toBe("there is no such question");
  expect(take(say(2), director)).toBe("there is no such question");
  take(say(2), hr);
  expect(status()).toBe("answered");
  take(say(2), employee);
  expect(status()).toBe("open");
  take(close(), hr);
  take(say(2, true), hr);
  expect(status()).toBe("settled");
  expect(take(say(2), employee)).toContain("this question is settled");
  expect(state().questions[0]!.said.map(({by_name}) => by_name)).toEqual(["Анна", "Ольга", "Анна", "Ольга"]);
});
