import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

const answer = (feedback_id: string, score: number, score_max: number, more = {}) => ({
  feedback_id,
  score,
  score_max,
  answer_month: "2026-06-01",
  feedback_stage: "Доставка",
  client_id: "c1",
  employee_id: "e1",
  ...more,
});

test("of ten marks 9 is good and 6 is bad; of five the upper two and the lower two", async () => {
  const rows = await runModel("rollup_feedback_months", {
    dim_clients: [{client_id: "c1", client_group: "A"}],
    fct_client_feedback: [
      ...[10, 9, 8, 7, 6, 0].map((score) => answer(`ten${score}`, score, 10)),
      ...[5, 4, 3, 2, 1].map((score) => answer(`five${score}`, score, 5)),
      answer("unknown", 5, 5, {client_id: null, employee_id: null, feedback_stage: null}),
    ],
  });
  expect(
    pick(
      rows,
      "feedback_stage",
      "client_group",
      "employee_id",
      "score_max",
      "answer_count",
      "good_count",
      "bad_count",
    ).map((row) => Object.values(row)),
  ).toEqual([
    ["", "", "", 5, 1, 1, 0],
    ["Доставка", "A", "e1", 5, 5, 2, 2],
    ["Доставка", "A", "e1", 10, 6, 2, 2],
  ]);
});

test("answers of twelve months by what is asked, scales apart", async () => {
  const month = (month: string, more = {}) => ({
    month,
    feedback_stage: "Доставка",
    client_group: "A",
    employee_id: "e1",
    score_max: 10,
    answer_count: 10,
    good_count: 6,
    bad_count: 1,
    ...more,
  });
  const fixture = {
    dim_employees: [{employee_id: "e1", employee_name: "Иванова Анна"}],
    rollup_feedback_people: [
      {
        month: "2026-06-01",
        employee_id: "e1",
        score_max: 10,
        alike_count: 8,
        others_hits: 4,
        chance_low: 1.5,
        chance_high: 9.5,
      },
    ],
    rollup_feedback_months: [
      month("2025-06-01"),
      month("2025-07-01"),
      month("2026-06-01", {client_group: "B", employee_id: ""}),
      month("2026-06-01", {score_max: 5, answer_count: 3}),
      month("2026-07-01"),
    ],
  };
  const ask = async (by: string) =>
    (await runModel("feedback", fixture, {month: "2026-06-01", by})).map((row) =>
      Object.values(row).slice(0, 5),
    );
  expect(await ask("stage")).toEqual([
    ["Доставка", 10, 20, 12, 2],
    ["Доставка", 5, 3, 6, 1],
  ]);
  expect(await ask("group")).toEqual([
    ["A", 10, 10, 6, 1],
    ["B", 10, 10, 6, 1],
    ["A", 5, 3, 6, 1],
  ]);
  expect((await ask("person")).map(([name]) => name)).toEqual(["", "Иванова Анна", "Иванова Анна"]);
  const people = await runModel("feedback", fixture, {month: "2026-06-01", by: "person"});
  expect(pick(people, "others_share", "chance_low", "chance_high").map((row) => Object.values(row))).toEqual([
    [null, null, null],
    [0.5, 1.5, 9.5],
    [null, null, null],
  ]);
});

test("a card is made for an invoice within 30 days, else to hold the client, else for the relay; young cards wait", async () => {
  const card = (client_id: string, created_date: string, owner_employee_id: string | null) => ({
    client_id,
    created_date,
    created_by_employee_id: "e1",
    owner_employee_id,
  });
  const rows = await runModel("rollup_entered_months", {
    dim_clients: [
      card("a", "2026-05-01", "e1"),
      card("b", "2026-05-01", "e2"),
      card("c", "2026-05-02", "e1"),
      card("d", "2026-05-02", null),
      card("e", "2026-05-31", "e1"),
      card("young", "2026-06-01", "e1"),
      {...card("x", "2026-05-01", "e1"), created_by_employee_id: null},
    ],
    fct_invoices: [
      // the 30th day counts, the 31st does not, and neither does what was before the card
      {invoice_id: "1", client_id: "a", invoice_date: "2026-05-31"},
      {invoice_id: "2", client_id: "a", invoice_date: "2026-05-02"},
      {invoice_id: "3", client_id: "c", invoice_date: "2026-06-02"},
      {invoice_id: "4", client_id: "d", invoice_date: "2026-05-01"},
    ],
    int_purchase_days: [{client_id: "b", purchase_date: "2026-05-01"}],
  });
  expect(rows).toEqual([
    {month: "2026-05-01", employee_id: "e1", entered_count: 5, invoiced_count: 2, claimed_count: 2},
  ]);
});

test("good answers about a person stand beside those about others on the same stage and scale", async () => {
  const answers = (
    employee_id: string,
    feedback_stage: string,
    answer_count: number,
    good_count: number,
  ) => ({
    month: "2026-06-01",
    feedback_stage,
    client_group: "A",
    employee_id,
    score_max: 5,
    answer_count,
    good_count,
  });
  const rows = await runModel("rollup_feedback_people", {
    dim_months: [{month: "2026-06-01", month_end: "2026-06-30", known_until: "2026-06-30"}],
    rollup_feedback_months: [
      answers("odd", "care", 60, 12),
      answers("odd", "delivery", 10, 1),
      answers("e1", "care", 60, 36),
      answers("e2", "care", 80, 44),
      // about nobody, too long ago, on a stage of one person alone
      answers("", "care", 500, 0),
      {...answers("e1", "care", 500, 0), month: "2025-06-01"},
    ],
  });
  const [one, , odd] = rows;
  // 92 good of 200: 27.6 of 60 and, alone, 1 of 10; deviation of the draw sqrt(60 x 140 x 92 x 108 / (200 x 200 x 199)) = 3.238
  const half = 3.09 * Math.sqrt((60 * 140 * 92 * 108) / (200 * 200 * 199)) + 0.5;
  expect(odd).toMatchObject({employee_id: "odd", answer_count: 70, good_count: 13, alike_count: 60});
  expect(odd!["others_hits"]).toBeCloseTo((60 * 80) / 140, 5);
  expect(odd!["chance_low"]).toBeCloseTo(28.6 - half, 1);
  expect(odd!["chance_high"]).toBeCloseTo(28.6 + half, 1);
  expect(Number(one!["good_count"])).toBeLessThan(Number(one!["chance_high"]));
});
