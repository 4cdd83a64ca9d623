import {expect, test} from "vitest";
import {fisher} from "../helpers/drawn.ts";
import {type Fixture, type FixtureRow, runModel} from "../helpers/run-model.ts";

const month = "2026-05-01";
const norms: FixtureRow[] = [
  {month, norm_id: "result_rate_per_company", low: 0.0889},
  {month, norm_id: "talk_minutes_per_day", low: 120},
  {month, norm_id: "recording_coverage", low: 1},
];
const usual: FixtureRow = {
  month,
  leg_code: "call_centre",
  team_id: "A",
  worked_day_count: 20,
  contact_count: 400,
  conversation_count: 250,
  brief_count: 5,
  recorded_count: 250,
  talk_seconds: 20 * 7_300,
  talk_deviation: 1_200,
};
const nine = Array.from({length: 9}, (_, index) => ({...usual, employee_id: `e${index + 1}`}));

const codes = (rows: FixtureRow[]) => rows.map((row) => [row["finding_code"], row["subject_id"]]);
const calls = (odd: FixtureRow, others: Fixture = {}) =>
  runModel("int_call_findings", {
    rollup_operator_months: [...nine, {...usual, employee_id: "odd", ...odd}],
    dim_norm_months: norms,
    rollup_call_months: [{call_month: month, recorded_count: 2_250}],
    ...others,
  });

test("a month like any other has no findings", async () => {
  expect(codes(await calls({}))).toEqual([]);
});

test("a bad month of one operator within chance is no finding", async () => {
  expect(codes(await calls({talk_seconds: 20 * 6_600, recorded_count: 244, brief_count: 11}))).toEqual([]);
});

test("the whole centre under the norm is one finding, not ten", async () => {
  const rows = await calls(
    {},
    {
      rollup_call_months: [
        {call_month: month, leg_code: "call_centre", goal_client_count: 130, attempt_client_count: 2_200},
      ],
    },
  );
  expect(codes(rows)).toEqual([["result_rate_low", ""]]);
  expect(rows[0]).toMatchObject({
    actual_numerator: 130,
    actual_denominator: 2_200,
    norm_value: 0.0889,
    client_count: 66,
  });
});

test("too little talk, padded calls and missing recordings name the operator", async () => {
  expect(codes(await calls({talk_seconds: 20 * 5_000}))).toEqual([["talk_minutes_low", "odd"]]);
  expect(codes(await calls({brief_count: 90}))).toEqual([["padded_calls", "odd"]]);
  expect(codes(await calls({recorded_count: 150}))).toEqual([["recording_gaps", "odd"]]);
});

test("a telephony that names no recordings tells of none: no finding and no measure before the first month with one", async () => {
  const silent = {
    rollup_operator_months: [
      {...usual, employee_id: "only", conversation_count: 5, brief_count: 0, recorded_count: 0},
    ],
  };
  const recorded = (call_month: string, recorded_count: number) => ({
    rollup_call_months: [{call_month, recorded_count}],
  });
  const found = async (more: Fixture) => codes(await calls({}, {...silent, ...more}));
  expect(await found(recorded(month, 0))).toEqual([]);
  expect(await found(recorded("2026-06-01", 3))).toEqual([]);
  expect(await found(recorded("2026-04-01", 3))).toEqual([["recording_gaps", "only"]]);
  const measured = async (more: Fixture) =>
    (
      await runModel("rollup_norm_months", {
        rollup_operator_months: [{...silent.rollup_operator_months[0]!, attempt_count: 9}],
        dim_months: [{month}],
        dim_norm_months: norms.slice(2),
        ...more,
      })
    ).map((row) => [row["employee_id"], row["numerator"], row["denominator"]]);
  expect(await measured(recorded("2026-06-01", 3))).toEqual([]);
  expect(await measured({})).toEqual([]);
  expect(await measured(recorded("2026-04-01", 3))).toEqual([
    ["", 0, 5],
    ["only", 0, 5],
  ]);
});

test("an operator without a single conversation breaks no share", async () => {
  const rows = await calls({
    conversation_count: 0,
    brief_count: 0,
    recorded_count: 0,
    worked_day_count: 0,
    talk_seconds: 0,
    talk_deviation: null,
  });
  expect(codes(rows)).toEqual([]);
});

const hunter = {month, passed_count: 10, late_count: 0, overdue_count: 0, overdue_amount: 0};

test("one hunter who keeps clients past the limit is named, with their money; who is not due yet counts for nobody", async () => {
  const rows = await runModel("int_handover_findings", {
    rollup_hunter_months: [
      {...hunter, employee_id: "h1", clock_count: 500},
      {...hunter, employee_id: "h2", clock_count: 500},
      {
        ...hunter,
        employee_id: "h3",
        clock_count: 500,
        passed_count: 3,
        late_count: 3,
        overdue_count: 10,
        overdue_amount: 5000.5,
      },
    ],
  });
  // late: 3 passed on late and 10 still held; due: 10 + 10 + 3 passed on and 10 still held
  expect(
    rows.map((row) => [
      row["finding_code"],
      row["subject_id"],
      row["actual_numerator"],
      row["actual_denominator"],
      row["client_count"],
      row["amount"],
      row["others_count"],
    ]),
  ).toEqual([
    // the share of the others is of their 20
    ["handover_2_overdue", "", 13, 33, 13, "5000.50", null],
    ["hunter_keeps_clients", "h3", 13, 13, 13, "5000.50", 20],
  ]);
});

test("two of three clients late prove nothing, nor do four of five where the others have few", async () => {
  const two = await runModel("int_handover_findings", {
    rollup_hunter_months: [
      {...hunter, employee_id: "h1", passed_count: 1, overdue_count: 2},
      {...hunter, employee_id: "h2", passed_count: 40},
    ],
  });
  expect(codes(two)).toEqual([]);
  expect(fisher(4, 5, 0, 3)).toBeGreaterThan(0.1);
  const four = await runModel("int_handover_findings", {
    rollup_hunter_months: [
      {...hunter, employee_id: "h1", passed_count: 1, overdue_count: 4},
      {...hunter, employee_id: "h2", passed_count: 3},
    ],
  });
  expect(codes(four)).toEqual([["handover_2_overdue", ""]]);
});

const offer = (index: number, to_employee_id: string, more: FixtureRow = {}): FixtureRow => ({
  handover_id: `${to_employee_id}-${index}`,
  client_id: `k${to_employee_id}${index}`,
  to_employee_id,
  to_leg_code: "hunters",
  handover_source: "given",
  offered_month: month,
  is_decided: true,
  is_late: false,
  is_taker_away: false,
  ...more,
});
const offers = (count: number, late: number, to_employee_id: string, more: FixtureRow = {}) =>
  Array.from({length: count}, (_, index) => offer(index, to_employee_id, {is_late: index < late, ...more}));
const numbers = (rows: FixtureRow[]) =>
  rows.map((row) => [
    row["subject_id"],
    row["actual_numerator"],
    row["actual_denominator"],
    row["client_count"],
  ]);

test("clients not accepted in time are a finding of the post, and of the hunter who differs", async () => {
  const rows = await runModel("int_handover_findings", {
    fct_handovers: [
      ...offers(40, 0, "h1"),
      ...offers(20, 15, "h2"),
      // not due yet, or given back in time
      ...offers(300, 0, "h3", {is_decided: false}),
    ],
  });
  expect(numbers(rows)).toEqual([
    ["", 15, 60, 15],
    ["h2", 15, 20, 15],
  ]);
});

test("what fell due on a holiday is late for the post and not for the person", async () => {
  const rows = await runModel("int_handover_findings", {
    fct_handovers: [...offers(40, 0, "h1"), ...offers(20, 20, "h2", {is_taker_away: true}), offer(50, "h2")],
  });
  expect(numbers(rows)).toEqual([["", 20, 61, 20]]);
});

test("the finding, the leg and the hunters' page count one lateness", async () => {
  const fct_handovers = [
    ...offers(40, 4, "h1"),
    ...offers(20, 15, "h2"),
    ...offers(7, 0, "h2", {is_decided: false, handover_source: "given"}).map((row) => ({
      ...row,
      handover_id: `${row["handover_id"]} open`,
    })),
  ].map((row): FixtureRow => ({...row, offered_date: "2026-05-04", offered_at: "2026-05-04 09:00:00+00"}));
  const finding = await runModel("int_handover_findings", {fct_handovers});
  const legs = await runModel("rollup_leg_months", {fct_handovers});
  const warm = await runModel("rollup_warm_clients", {fct_handovers});
  const page = await runModel(
    "warm_intake",
    {
      rollup_warm_clients: warm,
      dim_employees: ["h1", "h2"].map((employee_id) => ({employee_id, employee_name: employee_id})),
    },
    {month},
  );
  const sum = (name: string) => page.reduce((total, row) => total + Number(row[name]), 0);
  const accepted = legs.find((row) => row["measure_code"] === "accepted_within_limit")!;
  expect(finding[0]).toMatchObject({subject_id: "", actual_numerator: 19, actual_denominator: 60});
  expect(accepted).toMatchObject({numerator: 41, denominator: 60});
  expect([sum("late_count"), sum("decided_count")]).toEqual([19, 60]);
});

test("a farmer's fall is the verdict of his book; all books together are said where they fell beyond chance", async () => {
  const book = {month, client_count: 40, base_amount: 1_000, now_amount: 950, verdict_code: "within"};
  const named = async (books: FixtureRow[], is_complete = true) =>
    (
      await runModel("int_base_findings", {
        dim_months: [{month, is_complete}],
        rollup_farmer_months: books,
      })
    ).map((row) => [row["finding_code"], row["subject_id"], row["amount"], row["severity"]]);
  const books = [
    {...book, employee_id: "f1", change_deviation: 60},
    {...book, employee_id: "f2", change_deviation: 60},
    {...book, employee_id: "lost", now_amount: 600, verdict_code: "fell", change_deviation: 60},
    // below everybody, but not by his verdict
    {...book, employee_id: "noisy", now_amount: 300, change_deviation: 60},
  ];
  // 1,200 less of 4,000, three times the root of four times 60 squared is 360
  expect(await named(books)).toEqual([
    ["farmer_volume_fell", "", "1200.00", 2],
    ["farmer_volume_fell", "lost", "400.00", 1],
  ]);
  expect(await named(books, false)).toEqual([["farmer_volume_fell", "lost", "400.00", 1]]);
  expect(await named(books.map((one) => ({...one, change_deviation: 201})))).toEqual([
    ["farmer_volume_fell", "lost", "400.00", 1],
  ]);
  expect(await named([{...book, employee_id: "alone", now_amount: 1, change_deviation: 60}])).toEqual([]);
});

test("more clients falling asleep than the months before allow is one, once there are enough months", async () => {
  const series = (counts: number[]) => ({
    rollup_base_months: counts.map((went_dormant_count, index) => ({
      month: `2026-${String(index + 1).padStart(2, "0")}-01`,
      active_count: 300,
      fading_count: 100,
      went_dormant_count,
    })),
    dim_months: counts.map((_, index) => ({
      month: `2026-${String(index + 1).padStart(2, "0")}-01`,
      is_complete: true,
    })),
  });
  const calm = [30, 32, 29, 31, 30, 33, 30, 31];
  expect(codes(await runModel("int_base_findings", series([...calm, 34])))).toEqual([]);
  expect(
    (await runModel("int_base_findings", series([...calm, 60]))).map((row) => [
      row["finding_code"],
      row["month"],
    ]),
  ).toEqual([["dormant_growing", "2026-09-01"]]);
  expect(codes(await runModel("int_base_findings", series([30, 32, 29, 60])))).toEqual([]);
});

test("who holds entered clients without an invoice, or is liked less than chance leaves, is named; those in a post alone", async () => {
  const posts = ["odd", "e1", "e2", "e3"].map((employee_id) => ({
    employee_id,
    leg_code: "hunters",
    valid_from: "2025-01-01",
    valid_to: "9000-01-01",
  }));
  const cards = (employee_id: string, entered_count: number, claimed_count: number, of = month) => ({
    month: of,
    employee_id,
    entered_count,
    claimed_count,
  });
  const answers = {month, employee_id: "odd", answer_count: 60, alike_count: 60, others_hits: 34};
  const fixture = (odd: FixtureRow[]): Fixture => ({
    dim_months: [{month, known_until: "2026-05-31", is_complete: true}],
    dim_employee_roles: posts,
    rollup_entered_months: [...odd, cards("e1", 40, 8), cards("e2", 30, 5), cards("e3", 13, 6)],
    rollup_feedback_people: [
      {...answers, score_max: 10, good_count: 20, chance_low: 22.5, chance_high: 46},
      {...answers, score_max: 5, good_count: 12, chance_low: 22.5, chance_high: 46},
      {...answers, score_max: 5, employee_id: "e1", good_count: 23, chance_low: 22.5, chance_high: 46},
    ],
  });
  // 30 of this month and 5 of a month of the twelve; before them nothing counts
  const odd = [cards("odd", 39, 30), cards("odd", 5, 5, "2025-06-01"), cards("odd", 90, 0, "2025-05-01")];
  const found = await runModel("int_base_findings", fixture(odd));
  expect(
    found.map((row) => [row["finding_code"], row["subject_id"], row["actual_numerator"], row["norm_value"]]),
  ).toEqual([
    ["claimed_clients", "odd", 35, 19 / 83],
    // the worse of the two scales
    ["clients_unhappy", "odd", 12, 34 / 60],
  ]);
  const usual = await runModel("int_base_findings", fixture([cards("odd", 44, 14)]));
  expect(codes(usual)).toEqual([["clients_unhappy", "odd"]]);
  const gone = {...fixture(odd), dim_employee_roles: posts.slice(1)};
  expect(codes(await runModel("int_base_findings", gone))).toEqual([]);
});

test("all people with one finding are there, the worst first, for the page to say how many it leaves out", async () => {
  const finding = {month, finding_code: "padded_calls", leg_code: "call_centre", severity: 2};
  const rows = await runModel("rollup_findings", {
    int_call_findings: [
      ...[0.1, 0.5, 0.3, 0.4].map((distance, index) => ({...finding, subject_id: `e${index + 1}`, distance})),
      {...finding, subject_id: "", distance: 0.01},
    ],
  });
  expect(rows.map((row) => [row["subject_id"], row["place"]])).toEqual([
    ["", 1],
    ["e1", 4],
    ["e2", 1],
    ["e3", 3],
    ["e4", 2],
  ]);
});
