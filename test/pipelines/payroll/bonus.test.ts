import {expect, test} from "vitest";
import {
  bonusPlan,
  brief,
  employee,
  inMonth,
  inputsOf,
  legal,
  observation,
  ofKind,
  paidBy,
  part,
  plan,
  rub,
  statementOf,
  step,
} from "./month.ts";

// salary 50 000.00, so a bonus of 15 % is 7 500.00
const threeSteps = {
  threshold: "70 %",
  points: [
    {at: "70 %", pays: "50 %"},
    {at: "100 %", pays: "100 %"},
    {at: "120 %", pays: "140 %"},
  ],
  cap: "130 %",
};

test.each([
  // 12 of 20 is 60 %, below the threshold of 70 %: nothing; 7 500.00 not earned
  [12, "0", "7 500"],
  // 14 of 20 is 70 %, just on it: 50 % of 7 500.00 = 3 750.00
  [14, "3 750", "3 750"],
  // 17 of 20 is 85 %, half way from 70 to 100 %: 75 % of 7 500.00 = 5 625.00
  [17, "5 625", "1 875"],
  // 20 of 20 is 100 %: 7 500.00
  [20, "7 500", "0"],
  // 22 of 20 is 110 %, half way from 100 to 120 %: 120 % of 7 500.00 = 9 000.00
  [22, "9 000", "0"],
  // 30 of 20 is 150 %: the line would go on to 200 %, the cap stops it at 130 %: 9 750.00
  [30, "9 750", "0"],
])("example 10: %i results of 20 by a curve with threshold, lines and cap", (results, earned, notEarned) => {
  const statement = statementOf(inputsOf({observations: [observation("results_accepted", results)]}), [
    bonusPlan([part("results_accepted", 20, {curve: threeSteps})]),
  ]);
  expect(paidBy(statement, "earned")).toBe(rub(earned));
  expect(ofKind(statement, "not_earned").reduce((sum, {stated}) => sum + stated, 0n)).toBe(rub(notEarned));
  expect(statement.total).toBe(rub("50 000") + rub(earned));
});

test("example 11: weights divide the bonus, each part is judged alone", () => {
  // 7 500.00 x 60 % = 4 500.00 for results: 18 of 20 = 90 % -> 4 050.00, not earned 450.00
  // 7 500.00 x 40 % = 3 000.00 for promised calls: 45 of 50 = 90 % against 90 % -> 3 000.00
  // together 50 000.00 + 7 050.00
  const statement = statementOf(
    inputsOf({
      observations: [observation("results_accepted", 18), observation("callbacks_kept_share", 45, 50)],
    }),
    [
      bonusPlan([
        part("results_accepted", 20, {weight: "60 %"}),
        part("callbacks_kept_share", "90 %", {weight: "40 %", curve: step}),
      ]),
    ],
  );
  expect(brief(statement.lines.slice(1, 4))).toEqual([
    ["operator/bonus/results_accepted/earned", rub("4 050"), 0n],
    ["operator/bonus/results_accepted/not_earned", 0n, rub("450")],
    ["operator/bonus/callbacks_kept_share/earned", rub("3 000"), 0n],
  ]);
  expect(statement.total).toBe(rub("57 050"));
});

test("a line shows what it was made of, and says it in both languages", () => {
  const rows = [
    {id: "h1", version: "a"},
    {id: "h2", version: "b"},
  ];
  const statement = statementOf(
    inputsOf({observations: [observation("results_accepted", 18, null, {rows})]}),
    [bonusPlan([part("results_accepted", 20, {clause: "3.1.1"})])],
  );
  const [earned] = ofKind(statement, "earned");
  expect(earned).toMatchObject({
    rule: "operator@1/bonus/results_accepted",
    clause: "3.1.1",
    legalClass: "bonus",
    rows,
    basis: {numerator: "18", norm: "20", value: "18", attainment: "0.9", estimator: "raw", of: rub("7 500")},
  });
  const spaced = (text: string) => text.replaceAll("\u00a0", " ");
  // 7 500.00 x 18 / 20 = 6 750.00
  expect(spaced(earned!.text.ru)).toBe(
    "Результаты, принятые охотниками: 18 при норме 20 — выполнено 90 %, начисляется 90 % от 7 500,00 ₽ = 6 750,00 ₽. Основание: п. 3.1.1, «Положение о премировании» № 7.",
  );
  expect(spaced(earned!.text.en)).toBe(
    "Results accepted by hunters: 18 against a norm of 20 — attained 90%, which pays 90% of ₽7,500.00 = ₽6,750.00. Ground: clause 3.1.1 of “Bonus act” № 7.",
  );
});

test("example 12: rounding happens once in a line, and the line says so", () => {
  // 13 of 21 is 0.619047...: 7 500.00 x 13 / 21 = 4 642.857142... -> 4 642.86; not earned 2 857.14
  const statement = statementOf(inputsOf({observations: [observation("results_accepted", 13)]}), [
    bonusPlan([part("results_accepted", 21)]),
  ]);
  expect(brief(statement.lines.slice(1, 3)).map(([, amount, stated]) => [amount, stated])).toEqual([
    [rub("4 642.86"), 0n],
    [0n, rub("2 857.14")],
  ]);
  expect(ofKind(statement, "earned")[0]!.text.ru).toContain("округлено до копейки");
});

test("example 13: too few days worked is a condition not met", () => {
  // left on 7 October: 1, 2, 5, 6 are 4 days; salary 50 000.00 x 4 / 22 = 9 090.9090... -> 9 090.91
  // the bonus of 15 % would have been 1 363.6363... -> 1 363.64, and asks for 5 days
  const statement = statementOf(
    inputsOf({
      employees: [employee({leftOn: "2026-10-07"})],
      observations: [observation("results_accepted", 20)],
    }),
    [bonusPlan([part("results_accepted", 20)], {}, {min_days_worked: 5})],
  );
  expect(brief(statement.lines)).toContainEqual(["operator/bonus/not_earned", 0n, rub("1 363.64")]);
  expect(statement.total).toBe(rub("9 090.91"));
});

test("what was not earned says why: no data, nothing at all, too little, or a part", () => {
  const why = (given: ReturnType<typeof observation>[], change: object = {}) =>
    ofKind(
      statementOf(inputsOf({observations: given}), [
        bonusPlan([part("callbacks_kept_share", "90 %", {...change})]),
      ]),
      "not_earned",
    )[0]!.text.en.replaceAll("\u00a0", " ");
  const share = (kept: number, of: number) => [observation("callbacks_kept_share", kept, of)];
  expect(why(share(0, 0))).toContain("without data the plan does not pay this part of the bonus.");
  expect(why(share(0, 10))).toContain(
    "₽7,500.00 of ₽7,500.00 did not come into being: the condition was not met.",
  );
  // 45 % of 90 % is 50 %, below the threshold of 70 %
  const curve = {threshold: "70 %", points: [{at: "100 %", pays: "100 %"}]};
  expect(why(share(45, 100), {curve})).toContain(
    "less was attained than this part of the bonus begins to pay at.",
  );
  expect(why(share(45, 100))).toContain("the condition was not met in full.");
});

test("example 14: a bonus of a fixed sum follows the days worked", () => {
  // away 5-9 and 12-16 October: 12 of 22 days; 11 000.00 x 12 / 22 = 6 000.00
  // results: the norm of 22 becomes 22 x 12 / 22 = 12; 12 done -> 6 000.00
  const statement = statementOf(
    inputsOf({
      employees: [employee({absences: [{kind: "vacation", from: "2026-10-05", until: "2026-10-17"}]})],
      observations: [observation("results_accepted", 12)],
    }),
    [bonusPlan([part("results_accepted", 22)], {}, {fund: {amount: "11 000"}})],
  );
  expect(paidBy(statement, "earned")).toBe(rub("6 000"));
});

test("example 15: so much for each result is piece pay", () => {
  // 300.00 x 18 = 5 400.00
  const statement = statementOf(inputsOf({observations: [observation("results_accepted", 18)]}), [
    plan({
      components: [
        {
          id: "each",
          class: "piece_rate",
          name: {en: "For each result", ru: "За каждый результат"},
          clause: "4.2",
          accrual_code: "E",
          per_unit: {metric: "results_accepted", amount: 300},
        },
      ],
    }),
  ]);
  expect(ofKind(statement, "earned")).toMatchObject([{amount: rub("5 400"), legalClass: "piece_rate"}]);
});

test("example 16: a role changed in the month has each post's bonus for its days, and one salary", () => {
  // operator 1-9 October, 7 days: base 15 909.0909..., 15 % of it 2 386.3636...; norm 20 x 7 / 22 = 6.3636..., done 7: 110 %
  // without a cap: 2 386.3636... x 7 / (140 / 22) = 2 386.3636... x 1.1 = 2 625.00
  // farmer from the 12th (post from the 10th), 15 days: base 34 090.9090..., 15 % of it 5 113.6363...; 18 of 20 clients
  // reached is 90 % against 90 %: 5 113.64
  // salary 50 000.00; together 57 738.64
  const statement = statementOf(
    inputsOf({
      employees: [
        employee({
          posts: [
            {role: "operator", teamId: null, from: "2024-01-09", until: "2026-10-10"},
            {role: "farmer", teamId: null, from: "2026-10-10", until: null},
          ],
        }),
      ],
      observations: [
        observation("results_accepted", 7, null, {until: "2026-10-10"}),
        observation("contacts_done_share", 18, 20, {from: "2026-10-10"}),
      ],
    }),
    [
      bonusPlan([part("results_accepted", 20)]),
      bonusPlan([part("contacts_done_share", "90 %", {curve: step})], {
        plan: "farmer",
        for: {role: "farmer"},
      }),
    ],
  );
  expect(brief(statement.lines.slice(0, 3))).toEqual([
    ["base@2026-10-01", rub("50 000"), 0n],
    ["operator/bonus/results_accepted/earned", rub("2 625"), 0n],
    ["farmer/bonus/contacts_done_share/earned@2026-10-10", rub("5 113.64"), 0n],
  ]);
  expect(statement.total).toBe(rub("57 738.64"));
});

test("less is better: given-back hand-overs at half the norm are attained by 150 %", () => {
  // 5 of 100 against 10 %: 2 - 5 / 10 = 150 %: 7 500.00 x 1.5 = 11 250.00; 20 of 100 is 2 - 2 = 0
  const by = (given: number) =>
    paidBy(
      statementOf(inputsOf({observations: [observation("handovers_returned_share", given, 100)]}), [
        bonusPlan([part("handovers_returned_share", "10 %")]),
      ]),
      "earned",
    );
  expect([by(5), by(10), by(20), by(30)]).toEqual([rub("11 250"), rub("7 500"), 0n, 0n]);
});

test("a line of a part of the month says its days and that the norm is theirs", () => {
  // hired on 7 October: 18 of 22 days, norm 20 x 18 / 22 = 16.3636...
  const statement = statementOf(
    inputsOf({
      employees: [employee({hiredOn: "2026-10-07"})],
      observations: [observation("results_accepted", 15)],
    }),
    [bonusPlan([part("results_accepted", 20)])],
  );
  const text = ofKind(statement, "earned")[0]!.text.ru.replaceAll("\u00a0", " ");
  expect(text).toContain("15 при норме 16,36 (норма месяца по отработанным дням) — выполнено 91,67 %");
  expect(text).toContain("За дни с 07.10.2026 по 31.10.2026, отработано 18.");
});

test("a person's own norm stands above the plan's", () => {
  // own norm 16: 8 of 16 is 50 % of 7 500.00 = 3 750.00
  const statement = statementOf(
    inputsOf({observations: [observation("results_accepted", 8, null, {norm: "16"})]}),
    [bonusPlan([part("results_accepted", 20)])],
  );
  expect(paidBy(statement, "earned")).toBe(rub("3 750"));
});

test("the narrowest plan wins: a person's over a post's in a team, that over a team's, that over a post's", () => {
  const of = (name: string, circle: object, percent: number) =>
    bonusPlan(
      [part("results_accepted", 20)],
      {plan: name, for: circle},
      {fund: {percent_of_base: `${percent} %`}},
    );
  const plans = [
    of("by_role", {role: "operator"}, 10),
    of("by_team", {team: "north"}, 12),
    of("by_post", {team: "north", role: "operator"}, 14),
    of("by_person", {person: "e1"}, 16),
  ];
  const inputs = inputsOf({observations: [observation("results_accepted", 20)]});
  const paid = [4, 3, 2, 1].map((count) => paidBy(statementOf(inputs, plans.slice(0, count)), "earned"));
  // 16, 14, 12 and 10 % of 50 000.00
  expect(paid).toEqual([rub("8 000"), rub("7 000"), rub("6 000"), rub("5 000")]);
});

test("a plan for nobody in the month leaves the salary and tells HR", () => {
  const statement = statementOf(inputsOf(), [
    bonusPlan([part("results_accepted", 20)], {for: {role: "farmer"}}),
  ]);
  expect(statement.total).toBe(rub("50 000"));
  expect(ofKind(statement, "information")).toMatchObject([{id: "notice/no_plan", needsAttention: true}]);
});

test("three months are read together, counts against three months of the norm", () => {
  // August 10, September 20, October 30: 60 against 3 x 20 -> 100 %
  const results = observation("results_accepted", 0);
  const statement = statementOf(
    inputsOf({
      observations: [
        {...results, numerator: "99", ...span(-3)},
        {...results, numerator: "10", ...span(-2)},
        {...results, numerator: "20", ...span(-1)},
        {...results, numerator: "30"},
      ],
    }),
    [bonusPlan([part("results_accepted", 20, {estimator: "three_month"})])],
  );
  expect(paidBy(statement, "earned")).toBe(rub("7 500"));
});

const span = (later: number) => {
  const {from, until} = inMonth(observation("results_accepted", 0), later);
  return {from, until};
};

test("a plan's legal facts are data of its components", () => {
  expect(bonusPlan([part("results_accepted", 20)]).components[0]).toMatchObject(legal);
});
