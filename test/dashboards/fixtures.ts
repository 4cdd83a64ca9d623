import {daysOfMonth, isWeekend} from "../../dashboards/lib/month.ts";
import type {
  CallFunnelRow,
  CallGapsRow,
  CallHoursRow,
  OperatorDaysRow,
  OperatorMonthsRow,
  RelayCohortGridRow,
  RelayCohortRow,
  RelayFlowRow,
  SourceDaysRow,
} from "../../queries/generated/rows.ts";

type Step = Partial<RelayFlowRow> & {step_code: string; client_count: number};

const nothing = {
  amount: null,
  previous_client_count: null,
  previous_amount: null,
  from_count: null,
  waited_count: null,
  passed_count: null,
  median_days: null,
  lost_count: null,
  lost_cause_code: null,
  lost_cause_count: null,
  waiting_count: null,
  norm_low: null,
  norm_high: null,
};

const steps: Step[] = [
  {
    step_code: "companies_worked",
    client_count: 2700,
    previous_client_count: 2850,
    norm_low: 2400,
    norm_high: 3000,
  },
  {
    step_code: "conversations",
    client_count: 2100,
    from_count: 2700,
    passed_count: 2100,
    lost_count: 0,
    waiting_count: 600,
  },
  {
    step_code: "results",
    client_count: 240,
    previous_client_count: 260,
    from_count: 2100,
    passed_count: 240,
    median_days: 1,
    lost_count: 1200,
    lost_cause_code: "price",
    lost_cause_count: 300,
    waiting_count: 660,
    norm_low: 240,
  },
  {
    step_code: "handover_1",
    client_count: 200,
    from_count: 260,
    waited_count: 20,
    passed_count: 200,
    median_days: 2,
    lost_count: 15,
    waiting_count: 45,
  },
  {
    step_code: "offers",
    client_count: 120,
    amount: 9_000_000,
    from_count: 300,
    waited_count: 100,
    passed_count: 120,
    median_days: 9,
    lost_count: 60,
    waiting_count: 120,
  },
  {
    step_code: "deals_won",
    client_count: 50,
    amount: 4_000_000,
    from_count: 150,
    waited_count: 30,
    passed_count: 50,
    median_days: 20,
    lost_count: 40,
    waiting_count: 60,
  },
  {
    step_code: "first_money",
    client_count: 40,
    amount: 3_000_000,
    from_count: 55,
    waited_count: 5,
    passed_count: 40,
    median_days: 8,
    lost_count: 1,
    waiting_count: 14,
  },
  {
    step_code: "handover_2",
    client_count: 30,
    from_count: 60,
    waited_count: 20,
    passed_count: 30,
    median_days: 30,
    lost_count: 0,
    waiting_count: 30,
  },
  {
    step_code: "repeat_volume",
    client_count: 300,
    amount: 28_000_000,
    from_count: 900,
    passed_count: 290,
    lost_count: 20,
    waiting_count: 590,
  },
];

export const flow: RelayFlowRow[] = steps.map((step, index) => ({
  ...nothing,
  step_order: index + 1,
  ...step,
}));

export const cohort: RelayCohortRow[] = flow.map((row, index) => ({
  step_code: row.step_code,
  step_order: row.step_order,
  client_count: [600, 500, 150, 120, 80, 20, 15, 5, 2][index]!,
  from_count: [null, 600, 500, 150, 120, 80, 20, 15, 5][index]!,
  median_days: row.median_days,
  is_mature: index < 3,
}));

export const grid: RelayCohortGridRow[] = ["2026-08-01", "2026-09-01", "2026-10-01"].flatMap((month, index) =>
  Array.from({length: 3 - index}, (_, age) => ({
    cohort_month: month,
    age_months: age,
    client_count: 200,
    result_client_count: 20 + age * 30,
    deal_client_count: age * 8,
    is_mature: index + age < 2,
  })),
);

const people = [
  {employee_id: "e1", employee_name: "Анна Белова", team_id: "Юг"},
  {employee_id: "e2", employee_name: "Игорь Крылов", team_id: "Север"},
];

export const month = "2026-10-01";
export const days = daysOfMonth(month);

/** Белова talks 150 minutes on every working day, Крылов 60 and is away in the last week. */
export const operatorDays: OperatorDaysRow[] = people.flatMap((person, index) =>
  days.map((call_date) => {
    const isWorking = !isWeekend(call_date);
    const isAbsent = isWorking && index === 1 && call_date >= "2026-10-26";
    const isThere = isWorking && !isAbsent;
    return {
      ...person,
      call_date,
      attempt_count: isThere ? 60 : 0,
      contact_count: isThere ? 30 : 0,
      conversation_count: isThere ? 20 : 0,
      talk_seconds: isThere ? (index === 0 ? 9000 : 3600) : 0,
      goal_count: isThere && call_date.endsWith("5") ? 1 : 0,
      recorded_count: isThere ? 20 - index : 0,
      is_absent: isAbsent,
      is_working: isWorking,
      norm_seconds: isWorking ? 7200 : 0,
    };
  }),
);

export const hours: CallHoursRow[] = people.flatMap((person, index) =>
  [9, 10, 11, 12].map((hour) => ({
    ...person,
    hour,
    attempt_count: 100 + hour * 10 * (index + 1),
    contact_count: 60,
    conversation_count: 40,
    talk_seconds: 7000,
    active_day_count: 20,
  })),
);

/** 09:30 and 11:00 in Moscow. */
export const gaps: CallGapsRow[] = [
  {...people[0]!, call_date: "2026-10-05", gap_started_at: "2026-10-05T06:30:00.000Z", gap_seconds: 1800},
  {...people[1]!, call_date: "2026-10-05", gap_started_at: "2026-10-05T08:00:00.000Z", gap_seconds: 3600},
  {...people[1]!, call_date: "2026-10-06", gap_started_at: "2026-10-06T08:00:00.000Z", gap_seconds: 5400},
];

const callStep = (step_code: string, more: Partial<CallFunnelRow>): CallFunnelRow => ({
  step_code,
  step_order: 1,
  employee_id: null,
  employee_name: null,
  event_count: 0,
  base_count: null,
  client_count: null,
  previous_event_count: null,
  previous_client_count: null,
  ...more,
});

/** 900 of 1,800 outcomes that say so were with the person who decides. */
export const callSteps: CallFunnelRow[] = [
  callStep("attempts", {
    event_count: 10_000,
    client_count: 2700,
    previous_event_count: 11_000,
    previous_client_count: 2800,
  }),
  callStep("contacts", {
    step_order: 2,
    event_count: 4000,
    base_count: 10_000,
    client_count: 2300,
    previous_event_count: 4400,
    previous_client_count: 2400,
  }),
  callStep("conversations", {step_order: 3, event_count: 2500, base_count: 4000, client_count: 2100}),
  callStep("results", {step_order: 4, event_count: 225, base_count: 2500, client_count: 220}),
  callStep("decision_maker", {step_order: 5, event_count: 900, base_count: 1800, client_count: 800}),
];

export function operatorMonth(
  employee_name: string,
  company_count: number,
  goal_client_count: number,
): OperatorMonthsRow {
  return {
    employee_id: employee_name,
    employee_name,
    team_id: "Юг",
    worked_day_count: 20,
    attempt_count: 1000,
    contact_count: 500,
    conversation_count: 400,
    brief_count: 40,
    talk_seconds: 20 * 7200,
    company_count,
    new_company_count: 25,
    carried_over_count: 190,
    goal_client_count,
    goal_count: goal_client_count,
    refusal_count: 60,
    recorded_count: 390,
  };
}

export const operatorMonths: OperatorMonthsRow[] = [
  operatorMonth("Белова", 225, 20),
  operatorMonth("Крылов", 230, 22),
  operatorMonth("Соколова", 210, 19),
  operatorMonth("Орлов", 220, 60),
  operatorMonth("Зайцева", 240, 2),
];

export const sourceDays: SourceDaysRow[] = ["sipuni", "amocrm"].flatMap((source_id) =>
  ["2026-10-28", "2026-10-29", "2026-10-30", "2026-10-31"].map((day, index) => ({
    source_id,
    day,
    status_code: ["loaded", "late", "empty", "rejected"][index]!,
    file_count: index === 2 ? 0 : 1,
    accepted_count: index === 2 ? 0 : 500,
    rejected_count: index === 3 ? 4 : 0,
  })),
);
