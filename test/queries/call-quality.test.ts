import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const filed = (client_id: string, date: string, result_code: string, more: FixtureRow = {}): FixtureRow => ({
  result_id: `${client_id} ${date} ${result_code}`,
  client_id,
  leg_code: "call_centre",
  result_month: `${date.slice(0, 7)}-01`,
  result_date: date,
  filed_at: `${date} 09:00:00+00`,
  result_code,
  script_version: "v1",
  ...more,
});
const talk = (client_id: string, talk_date: string, more: FixtureRow = {}): FixtureRow => ({
  client_id,
  talk_date,
  talk_month: `${talk_date.slice(0, 7)}-01`,
  employee_id: "e1",
  has_goal: false,
  has_refusal: false,
  has_profile: false,
  ...more,
});

test("a first refusal is followed for 60 days; what nobody can know yet is not counted", async () => {
  // data until 2026-06-30, so that refusals up to 1 May are decided
  const offer = {refusal_reason: "send_offer"};
  const rows = await runModel("rollup_first_refusals", {
    fct_call_results: [
      filed("c1", "2026-03-02", "refusal", offer),
      filed("c1", "2026-03-20", "goal"),
      filed("c2", "2026-03-03", "refusal", offer),
      filed("c2", "2026-03-21", "refusal", {refusal_reason: "price"}),
      filed("c2", "2026-05-03", "goal"), // 61 days later
      filed("c3", "2026-03-04", "refusal", offer),
      filed("c3", "2026-03-04", "secondary", {secondary_goal: "profile"}),
      filed("c4", "2026-05-02", "refusal"),
      filed("c4", "2026-05-10", "goal"),
      filed("c5", "2026-05-01", "refusal"),
      filed("c6", "2026-03-01", "goal"),
      filed("c7", "2026-03-05", "refusal", {leg_code: "hunters"}),
    ],
    int_talk_days: [
      talk("c1", "2026-03-02", {has_refusal: true}),
      talk("c1", "2026-03-20", {has_goal: true}),
      talk("c2", "2026-03-21", {has_refusal: true}),
      talk("c2", "2026-05-03", {has_goal: true}),
      talk("c3", "2026-03-04", {has_refusal: true, has_profile: true}),
      talk("c4", "2026-05-10", {has_goal: true}),
    ],
    fct_deals: [
      {deal_id: "d1", client_id: "c1", status: "won", closed_date: "2026-05-01"},
      {deal_id: "d2", client_id: "c2", status: "won", closed_date: "2026-05-03"},
      {deal_id: "d3", client_id: "c3", status: "lost", closed_date: "2026-03-10"},
    ],
  });
  expect(rows).toEqual([
    {
      month: "2026-03-01",
      script_version: "v1",
      refusal_reason: "send_offer",
      client_count: 3,
      decided_count: 3,
      again_count: 2,
      softened_count: 1,
      needs_count: 1,
      goal_count: 1,
      won_count: 1,
    },
    {
      month: "2026-05-01",
      script_version: "v1",
      refusal_reason: "not_given",
      client_count: 2,
      decided_count: 1,
      again_count: 0,
      softened_count: 0,
      needs_count: 0,
      goal_count: 0,
      won_count: 0,
    },
  ]);
});

test("the first conversation with a profile learnt is told from the one without, and the second is what it brought", async () => {
  const rows = await runModel("rollup_first_conversations", {
    int_talk_days: [
      talk("c1", "2026-02-10", {has_profile: true}),
      talk("c1", "2026-02-20", {has_goal: true}),
      talk("c2", "2026-02-11", {has_profile: true}),
      talk("c2", "2026-02-21"),
      talk("c2", "2026-03-01", {has_goal: true}), // the third says nothing of the second
      talk("c3", "2026-02-12"),
      talk("c3", "2026-04-14", {has_goal: true, has_profile: true}), // 61 days later
      talk("c4", "2026-02-13", {has_goal: true}), // nothing left to win
      talk("c4", "2026-02-14"),
      talk("c5", "2026-05-02"), // 59 days before the data end
      talk("c5", "2026-05-12", {has_goal: true}),
    ],
  });
  const group = {employee_id: "e1", month: "2026-02-01"};
  expect(rows).toEqual([
    {...group, is_profiled: false, client_count: 2, decided_count: 1, again_count: 0, second_goal_count: 0},
    {...group, is_profiled: true, client_count: 2, decided_count: 2, again_count: 2, second_goal_count: 1},
    {
      ...group,
      month: "2026-05-01",
      is_profiled: false,
      client_count: 1,
      decided_count: 0,
      again_count: 0,
      second_goal_count: 0,
    },
  ]);
});

test("a day of talk holds what was filed on it, whoever filed it", async () => {
  const said = {
    client_id: "c1",
    leg_code: "call_centre",
    direction: "out",
    is_conversation: true,
    call_date: "2026-03-02",
    call_month: "2026-03-01",
  };
  const rows = await runModel("int_talk_days", {
    fct_calls: [
      {...said, call_id: "1", started_at: "2026-03-02 12:00:00+00", employee_id: "e2"},
      {...said, call_id: "2", started_at: "2026-03-02 09:00:00+00", employee_id: "e1"},
      {
        ...said,
        call_id: "3",
        client_id: "c2",
        started_at: "2026-03-02 09:00:00+00",
        is_conversation: false,
      },
      {...said, call_id: "4", client_id: "c3", started_at: "2026-03-02 09:00:00+00", leg_code: "hunters"},
    ],
    fct_call_results: [
      filed("c1", "2026-03-02", "screened_out"),
      filed("c1", "2026-03-02", "secondary", {secondary_goal: "profile"}),
      filed("c1", "2026-03-03", "goal"),
      filed("c2", "2026-03-02", "goal"),
    ],
  });
  expect(pick(rows, "client_id", "employee_id", "has_goal", "has_refusal", "has_profile")).toEqual([
    {client_id: "c1", employee_id: "e1", has_goal: false, has_refusal: true, has_profile: true},
  ]);
});

test("a thing learnt counts as gained in the month it was told first, and as known from the next on", async () => {
  const contact = {leg_code: "call_centre", contact_month: "2026-04-01"};
  const profile = {secondary_goal: "profile"};
  const rows = await runModel("rollup_learned_months", {
    int_contact_months: [
      {...contact, client_id: "c1"},
      {...contact, client_id: "c2"},
      {...contact, client_id: "c3"},
      {...contact, client_id: "c4"},
      {...contact, client_id: "c1", contact_month: "2026-03-01"},
      {...contact, client_id: "c5", leg_code: "hunters"},
    ],
    fct_call_results: [
      filed("c1", "2026-03-31", "secondary", profile),
      filed("c1", "2026-04-02", "secondary", profile),
      filed("c2", "2026-04-02", "refusal", profile),
      filed("c3", "2026-05-02", "secondary", profile),
      filed("c5", "2026-04-02", "secondary", profile),
    ],
  });
  expect(rows).toEqual([
    {month: "2026-03-01", secondary_goal: "profile", company_count: 1, known_count: 0, gained_count: 1},
    {month: "2026-04-01", secondary_goal: "profile", company_count: 4, known_count: 1, gained_count: 1},
  ]);
});

test("a client screened out again counts once in twelve months and once in a month, for the reason filed first", async () => {
  const rows = await runModel("rollup_screened_months", {
    dim_months: ["2026-03-01", "2026-04-01", "2027-03-01"].map((month) => ({month})),
    fct_call_results: [
      filed("c1", "2026-03-03", "screened_out", {screening_reason: "too_small"}),
      filed("c1", "2026-03-02", "screened_out"),
      filed("c2", "2026-03-02", "screened_out", {screening_reason: "too_small"}),
      filed("c2", "2026-04-02", "screened_out", {screening_reason: "too_small"}),
      filed("c3", "2026-04-02", "refusal", {refusal_reason: "price"}),
    ],
  });
  expect(rows).toEqual([
    {month: "2026-03-01", screening_reason: "not_given", client_count: 1, month_count: 1},
    {month: "2026-03-01", screening_reason: "too_small", client_count: 1, month_count: 1},
    {month: "2026-04-01", screening_reason: "not_given", client_count: 1, month_count: 0},
    {month: "2026-04-01", screening_reason: "too_small", client_count: 1, month_count: 1},
    // March of the year before is no longer among the twelve months, April is
    {month: "2027-03-01", screening_reason: "too_small", client_count: 1, month_count: 0},
  ]);
});

const mark = (review_id: string, score: number | null, more: FixtureRow = {}): FixtureRow => ({
  review_id,
  item_code: "need",
  item_name: "Need",
  review_date: "2026-03-10",
  employee_id: "e1",
  reviewer_employee_id: "h1",
  conversation_id: review_id,
  score,
  weight: 1,
  is_critical: false,
  script_version: "v1",
  ...more,
});

test("an item that did not apply is in no sum, and a conversation two reviewers heard counts once", async () => {
  const rows = await runModel("rollup_qa_months", {
    fct_qa_scores: [
      mark("a", 1, {weight: 2}),
      mark("b", null),
      mark("c", 1, {is_critical: true}),
      mark("c2", 0, {conversation_id: "c", reviewer_employee_id: "h2", review_date: "2026-04-01"}),
      mark("d", 0, {employee_id: "e2", conversation_id: null}),
    ],
  });
  const group = {month: "2026-03-01", item_code: "need", item_name: "Need", script_version: "v1"};
  expect(rows).toEqual([
    {
      ...group,
      employee_id: "e1",
      applied_count: 2,
      skipped_count: 1,
      score_sum: 1.5,
      weight_sum: 3,
      passed_weight: 2.5,
      failed_count: 1,
    },
    {
      ...group,
      employee_id: "e2",
      applied_count: 1,
      skipped_count: 0,
      score_sum: 0,
      weight_sum: 1,
      passed_weight: 0,
      failed_count: 0,
    },
  ]);
});

test("pairs of marks weigh one over the marks less one, so that a conversation weighs as many as it has", async () => {
  const heard = (conversation_id: string, ...scores: (number | null)[]) =>
    scores.map((score, index) =>
      mark(`${conversation_id}${index}`, score, {conversation_id, reviewer_employee_id: `h${index}`}),
    );
  const rows = await runModel("rollup_qa_pairs", {
    fct_qa_scores: [
      ...heard("a", 1, 1),
      ...heard("b", 1, 0),
      ...heard("c", 0, 0, 1),
      ...heard("d", 1),
      ...heard("e", 1, null),
    ],
  });
  // c: 0-0 and 0-1, 1-0 twice each way, every pair a half
  expect(pick(rows, "score", "other_score", "pair_weight")).toEqual([
    {score: 0, other_score: 0, pair_weight: 1},
    {score: 0, other_score: 1, pair_weight: 2},
    {score: 1, other_score: 0, pair_weight: 2},
    {score: 1, other_score: 1, pair_weight: 2},
  ]);
});

test("months of first refusals are added up over reasons, with the script most of them heard", async () => {
  const row = {month: "2026-03-01", client_count: 10, decided_count: 8, again_count: 4, softened_count: 3};
  const rows = await runModel(
    "second_contacts",
    {
      rollup_first_refusals: [
        {...row, script_version: "v1", refusal_reason: "price", goal_count: 1},
        {...row, script_version: "v2", refusal_reason: "price", goal_count: 2, client_count: 11},
        {...row, script_version: "v1", refusal_reason: "other", goal_count: 0},
        {...row, script_version: "v1", refusal_reason: "other", goal_count: 0, month: "2024-04-01"},
      ],
    },
    {month: "2026-04-01"},
  );
  expect(rows).toEqual([
    {
      month: "2026-03-01",
      script_version: "v1",
      client_count: 31,
      decided_count: 24,
      again_count: 12,
      softened_count: 9,
      goal_count: 3,
      maturity_days: 60,
    },
  ]);
});

test("a client counts once in the twelve months that end with a month, and as new when the first call lies in them", async () => {
  const contact = (client_id: string, contact_month: string, conversation_count = 1) => ({
    client_id,
    contact_month,
    leg_code: "call_centre",
    conversation_count,
  });
  const rows = await runModel("rollup_company_years", {
    dim_months: ["2025-01-01", "2025-12-01", "2026-01-01", "2026-02-01", "2027-01-01"].map((month) => ({
      month,
    })),
    int_contact_months: [
      contact("c1", "2025-01-01"),
      contact("c1", "2025-12-01"),
      contact("c2", "2025-12-01"),
      contact("c3", "2025-01-01"),
      contact("c1", "2026-01-01"),
      contact("c4", "2026-01-01", 0),
      {...contact("c5", "2026-01-01"), leg_code: "hunters"},
    ],
  });
  // January 2026 looks back to February 2025: c1 again, c2, c4; c3 is too long ago
  expect(rows).toEqual([
    {month: "2025-01-01", company_count: 2, new_company_count: 2, talked_count: 2},
    {month: "2025-12-01", company_count: 3, new_company_count: 3, talked_count: 3},
    {month: "2026-01-01", company_count: 3, new_company_count: 2, talked_count: 2},
    // nobody called in February, which looks back to March all the same; nobody had for a year before January 2027
    {month: "2026-02-01", company_count: 3, new_company_count: 2, talked_count: 2},
  ]);
});
