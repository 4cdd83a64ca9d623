import {expect, test} from "vitest";
import type {Observation} from "../../../pipelines/payroll/inputs.ts";
import {
  bonusPlan,
  employee,
  inMonth,
  inputsOf,
  observation,
  ofKind,
  paidBy,
  part,
  rub,
  statementOf,
  step,
} from "./month.ts";

/** Paid kind, paid and not earned of a bonus of 7 500.00 that hangs on one part. */
function judged(observations: readonly Observation[], partOf: object) {
  const statement = statementOf(inputsOf({observations}), [bonusPlan([partOf])]);
  const [paid] = ofKind(statement, "earned", "within_chance");
  const [unearned] = ofKind(statement, "not_earned");
  return [paid?.kind ?? null, paid?.amount ?? 0n, unearned?.stated ?? 0n];
}

const rate = part("result_rate", "15 %", {estimator: "outside_chart_limits"});

test("example 17: a rate below the norm within 99.8 % limits is paid in full", () => {
  // norm 15 %, 225 companies: the limits are 7.89 % and 22.56 %; 20 of 225 = 8.9 % lies between them
  const given = observation("result_rate", 20, 225);
  expect(judged([given], rate)).toEqual(["within_chance", rub("7 500"), 0n]);
  const statement = statementOf(inputsOf({observations: [given]}), [bonusPlan([rate])]);
  const [line] = ofKind(statement, "within_chance");
  expect(line!.basis).toMatchObject({low: "0.0789", high: "0.2256"});
  expect(line!.text.ru.replaceAll("\u00a0", " ")).toContain(
    "20 из 225 — 8,89 % при норме 15 %. Разница с нормой в пределах случайного: случай оставляет от 7,9 до 22,6 %.",
  );
});

test("example 18: beyond the limits only what was attained is paid", () => {
  // 15 of 225 = 6.67 % is below 7.89 %: attained 0.0666... / 0.15 = 44.44 %; 7 500.00 x 4 / 9 = 3 333.33, not earned 4 166.67
  expect(judged([observation("result_rate", 15, 225)], rate)).toEqual([
    "earned",
    rub("3 333.33"),
    rub("4 166.67"),
  ]);
  // above the norm the figure itself counts: 45 of 225 = 20 %: 7 500.00 x 20 / 15 = 10 000.00
  expect(judged([observation("result_rate", 45, 225)], rate)).toEqual(["earned", rub("10 000"), 0n]);
});

test("example 19: a farmer's volume fell, within the limit of the book and beyond it", () => {
  const volume = part("volume_change", "100 %", {estimator: "outside_chart_limits", curve: step});
  const of = (now: number, verdict: Observation["verdict"]) =>
    observation("volume_change", now, 1_000_000, {deviation: "40000", verdict});
  // limit: 1.645 x 40 000 = 65 800 of 1 000 000; 940 000 is 60 000 less: chance -> 7 500.00
  expect(judged([of(940_000, "within")], volume)).toEqual(["within_chance", rub("7 500"), 0n]);
  // 930 000 is 70 000 less, and the book fell: the condition is not met, nothing is cut from the salary
  expect(judged([of(930_000, "fell")], volume)).toEqual([null, 0n, rub("7 500")]);
  // one large client alone makes no fall of the book, however much is missing
  expect(judged([of(500_000, "within")], volume)).toEqual(["within_chance", rub("7 500"), 0n]);
  // ten clients are too few to say anything
  expect(judged([of(500_000, "unknown")], volume)).toEqual(["within_chance", rub("7 500"), 0n]);
  // a norm of 90 %: 840 000 lies 60 000 below it, within 65 800, though the book fell
  const lower = part("volume_change", "90 %", {estimator: "outside_chart_limits", curve: step});
  expect(judged([of(840_000, "fell")], lower)).toEqual(["within_chance", rub("7 500"), 0n]);
  expect(judged([of(830_000, "fell")], lower)).toEqual([null, 0n, rub("7 500")]);
});

test("example 20: a count is held against the person's own series", () => {
  // 8.9, 9.8, 7.6, 10.2, 9.1, 8.4, 9.6, 8.0: mean 8.95, limits 5.04 and 12.86
  const history = ["8.9", "9.8", "7.6", "10.2", "9.1", "8.4", "9.6", "8.0"];
  const deals = part("deals_won", 9, {estimator: "outside_chart_limits"});
  // 6 of 9 lies above 5.04: chance -> 7 500.00
  expect(judged([observation("deals_won", 6, null, {history})], deals)).toEqual([
    "within_chance",
    rub("7 500"),
    0n,
  ]);
  // 5 of 9 lies below it: 7 500.00 x 5 / 9 = 4 166.67, not earned 3 333.33
  expect(judged([observation("deals_won", 5, null, {history})], deals)).toEqual([
    "earned",
    rub("4 166.67"),
    rub("3 333.33"),
  ]);
  // five months are no series yet: nothing can be held against anybody
  expect(judged([observation("deals_won", 5, null, {history: history.slice(3)})], deals)[0]).toBe(
    "within_chance",
  );
});

test("example 21: a shrunken rate by hand", () => {
  // 10 of 100 and 50 of 100: mean 0.3; S = 100 x 0.2² x 2 = 8; 0.3 x 0.7 = 0.21
  // phi = (8 - 0.21) / (0.21 x (200 - 100 - 1)) = 7.79 / 20.79 = 0.374699; M = 1 / phi - 1 = 1.6688 -> 1.67
  // (10 + 1.67 x 0.3) / 101.67 = 10.501 / 101.67; against the norm of 30 %: 10.501 / 30.501 = 0.34428379
  // 7 500.00 x 0.34428379 = 2 582.1284 -> 2 582.13
  const shrunken = part("result_rate", "30 %", {estimator: "shrunken"});
  const others = {employees: [employee(), employee({employeeId: "e2"})]};
  const statement = statementOf(
    inputsOf({
      ...others,
      observations: [
        observation("result_rate", 10, 100),
        observation("result_rate", 50, 100, {employeeId: "e2"}),
      ],
    }),
    [bonusPlan([shrunken])],
  );
  expect(paidBy(statement, "earned")).toBe(rub("2 582.13"));
});

test("a shrunken rate is the common mean where all differ no more than by chance, and itself without others", () => {
  const shrunken = part("result_rate", "15 %", {estimator: "shrunken"});
  // 28 and 32 of 200: together 60 of 400 = 15 %, S = 200 x 0.01² x 2 = 0.04, far below chance -> both 15 % -> 7 500.00
  const two = inputsOf({
    employees: [employee(), employee({employeeId: "e2"})],
    observations: [
      observation("result_rate", 28, 200),
      observation("result_rate", 32, 200, {employeeId: "e2"}),
    ],
  });
  const plans = [bonusPlan([shrunken])];
  expect(paidBy(statementOf(two, plans), "earned")).toBe(rub("7 500"));
  expect(paidBy(statementOf(two, plans, "e2"), "earned")).toBe(rub("7 500"));
  // alone: 27 of 200 = 13.5 % is 90 % -> 6 750.00
  expect(
    paidBy(statementOf(inputsOf({observations: [observation("result_rate", 27, 200)]}), plans), "earned"),
  ).toBe(rub("6 750"));
});

test("example 22: quality over three months", () => {
  // 30 of 40, 34 of 40, 38 of 40: 102 of 120 = 85 % against 85 % -> 7 500.00; October alone would be 95 %
  const heard = (points: number, later: number) =>
    inMonth(observation("qa_score_share", points, 40, {sample: "10"}), later);
  const quality = part("qa_score_share", "85 %", {estimator: "three_month", min_sample: 30});
  expect(judged([heard(30, -2), heard(34, -1), heard(38, 0)], quality)).toEqual(["earned", rub("7 500"), 0n]);
  // two months are 20 conversations, 30 are needed
  expect(judged([heard(34, -1), heard(38, 0)], {...quality, without_data: "paid"})).toEqual([
    "within_chance",
    rub("7 500"),
    0n,
  ]);
});

test("talk of few days is held against the deviation that was measured", () => {
  // norm 100 % of 2 520 minutes due; 2 200 came, deviation 150: 3 x 150 = 450 > 320 -> chance
  const talk = part("talk_minutes_share", "100 %", {estimator: "outside_chart_limits", curve: step});
  expect(judged([observation("talk_minutes_share", 2200, 2520, {deviation: "150"})], talk)[0]).toBe(
    "within_chance",
  );
  expect(judged([observation("talk_minutes_share", 2200, 2520, {deviation: "100"})], talk)).toEqual([
    null,
    0n,
    rub("7 500"),
  ]);
});

test("a volume without a measured deviation is no count of trials: nothing can be held against anybody", () => {
  const volume = part("volume_change", "100 %", {estimator: "outside_chart_limits", curve: step});
  expect(judged([observation("volume_change", 500_000, 1_000_000)], volume)).toEqual([
    "within_chance",
    rub("7 500"),
    0n,
  ]);
});

test("a norm that nobody gave is no reason to pay less where the plan says so, and HR is told", () => {
  const unknown = {
    ...part("result_rate", 1, {without_data: "paid"}),
    norm: undefined,
    norm_id: "no_such_norm",
  };
  const statement = statementOf(inputsOf({observations: [observation("result_rate", 1, 100)]}), [
    bonusPlan([unknown]),
  ]);
  expect(ofKind(statement, "within_chance")).toMatchObject([{amount: rub("7 500"), needsAttention: true}]);
});
