import {expect, test} from "vitest";
import {pick, runModel} from "../helpers/run-model.ts";

// data until 2026-06-30, a Tuesday
const held = {owner_employee_id: "e1", owner_leg_code: "farmers", client_size: "small", client_group: "A"};
const groups = [
  {client_group: "A", contact_days: 14},
  {client_group: "B", contact_days: 30},
];

test("overdue is silent for longer than allowed, due within 7 days of that, the rest are covered", async () => {
  const rows = await runModel("rollup_contact_plan", {
    dim_contact_groups: groups,
    dim_clients: [
      // 14 days of silence are still allowed, 15 are not; from 8 on the limit is less than 7 days away
      {...held, client_id: "c1", last_contact_date: "2026-06-15"},
      {...held, client_id: "c2", last_contact_date: "2026-06-16"},
      {...held, client_id: "c3", last_contact_date: "2026-06-22"},
      {...held, client_id: "c4", last_contact_date: "2026-06-23"},
      {...held, client_id: "c5", last_contact_date: "2026-06-15", client_group: " B "},
      // never spoken with: silence runs from the day the owner got the client
      {...held, client_id: "c6", last_contact_date: null, owned_since_date: "2026-06-01"},
      {...held, client_id: "c7", last_contact_date: null, owned_since_date: "2026-06-29"},
      // without a requirement: no group, another group, no owner, not of a hunter or farmer
      {...held, client_id: "x1", client_group: null},
      {...held, client_id: "x2", client_group: "D"},
      {...held, client_id: "x3", owner_employee_id: null},
      {...held, client_id: "x4", owner_leg_code: "call_centre"},
    ],
  });
  expect(pick(rows, "client_id", "client_group", "contact_silent_days", "contact_state")).toEqual([
    {client_id: "c1", client_group: "A", contact_silent_days: 15, contact_state: "overdue"},
    {client_id: "c2", client_group: "A", contact_silent_days: 14, contact_state: "due"},
    {client_id: "c3", client_group: "A", contact_silent_days: 8, contact_state: "due"},
    {client_id: "c4", client_group: "A", contact_silent_days: 7, contact_state: "covered"},
    {client_id: "c5", client_group: "B", contact_silent_days: 15, contact_state: "covered"},
    {client_id: "c6", client_group: "A", contact_silent_days: 29, contact_state: "overdue"},
    {client_id: "c7", client_group: "A", contact_silent_days: 1, contact_state: "covered"},
  ]);
});

test("a call promised for a later company day makes a late client planned, one already past does not", async () => {
  const promise = (client_id: string, callback_at: string | null) => ({client_id, callback_at});
  const rows = await runModel("rollup_contact_plan", {
    dim_contact_groups: groups,
    dim_clients: ["c1", "c2", "c3", "c4"].map((client_id) => ({
      ...held,
      client_id,
      last_contact_date: client_id === "c4" ? "2026-06-29" : "2026-05-01",
    })),
    fct_call_results: [
      promise("c1", "2026-07-03T09:00:00Z"),
      promise("c1", "2026-07-01T09:00:00Z"),
      // 20:59 in UTC is still the 30th in Moscow, 21:00 is the 1st
      promise("c2", "2026-06-30T20:59:00Z"),
      promise("c3", "2026-06-30T21:00:00Z"),
      promise("c4", "2026-07-03T09:00:00Z"),
      promise("c2", null),
    ],
  });
  expect(pick(rows, "client_id", "contact_state", "promised_date")).toEqual([
    {client_id: "c1", contact_state: "planned", promised_date: "2026-07-01"},
    {client_id: "c2", contact_state: "overdue", promised_date: null},
    {client_id: "c3", contact_state: "planned", promised_date: "2026-07-01"},
    {client_id: "c4", contact_state: "covered", promised_date: "2026-07-03"},
  ]);
});

const planned = {
  owner_employee_id: "e1",
  owner_leg_code: "farmers",
  client_group: "A",
  contact_days: 14,
  contact_silent_days: 20,
  contact_state: "overdue",
};

test("the states of a group add up to its clients", async () => {
  const states = ["overdue", "overdue", "due", "planned", "covered"];
  const rows = await runModel("contact_plan", {
    rollup_contact_plan: [
      ...states.map((contact_state, index) => ({...planned, client_id: `a${index}`, contact_state})),
      {...planned, client_id: "b", client_group: "B", contact_days: 7, contact_state: "covered"},
    ],
  });
  expect(rows).toEqual([
    {
      client_group: "B",
      contact_days: 7,
      client_count: 1,
      contact_covered_count: 1,
      contact_planned_count: 0,
      contact_due_count: 0,
      contact_overdue_count: 0,
    },
    {
      client_group: "A",
      contact_days: 14,
      client_count: 5,
      contact_covered_count: 1,
      contact_planned_count: 1,
      contact_due_count: 1,
      contact_overdue_count: 2,
    },
  ]);
});

test("the list has who is not covered, the deepest overdue against the own group first", async () => {
  const rows = await runModel("contact_clients", {
    dim_employees: [{employee_id: "e1", employee_name: "Иванова Анна"}],
    dim_clients: ["c1", "c2", "c3", "c4"].map((client_id) => ({client_id, client_size: "small"})),
    rollup_contact_plan: [
      // 20 of 14 days are deeper than 40 of 30
      {...planned, client_id: "c1", contact_days: 30, contact_silent_days: 40, client_group: "B"},
      {...planned, client_id: "c2"},
      {...planned, client_id: "c3", contact_silent_days: 1, contact_state: "covered"},
      {...planned, client_id: "c4", contact_silent_days: 10, contact_state: "due"},
    ],
  });
  expect(pick(rows, "client_id", "owner_name", "all_contact_overdue_count")).toEqual(
    ["c2", "c1", "c4"].map((client_id) => ({
      client_id,
      owner_name: "Иванова Анна",
      all_contact_overdue_count: 2,
    })),
  );
});

test("what the plan asks: days of the month over days allowed, and the talk of the own part of the relay", async () => {
  const person = (employee_id: string, left_date: string | null) => ({
    employee_id,
    employee_name: employee_id.toUpperCase(),
    left_date,
  });
  const work = {month: "2026-06-01", leg_code: "farmers", talk_seconds: 600, contact_count: 5};
  const rows = await runModel(
    "contact_capacity",
    {
      dim_months: [{month: "2026-06-01", month_end: "2026-06-30", working_day_count: 21}],
      dim_norm_months: [
        // the operators' norm is not theirs
        {month: "2026-06-01", norm_id: "talk_minutes_per_day", direction: "up", low: 120},
        {month: "2026-06-01", norm_id: "talk_minutes_per_day_hunters", direction: "up", low: 90},
      ],
      dim_employee_roles: [
        {employee_id: "e1", leg_code: "farmers", valid_from: "2026-05-01", valid_to: "9000-01-01"},
        {employee_id: "e2", leg_code: "farmers", valid_from: "2026-01-01", valid_to: "2026-04-03"},
      ],
      dim_dates: [
        {date_day: "2026-03-31", month: "2026-03-01", is_working: true},
        {date_day: "2026-04-01", month: "2026-04-01", is_working: true},
        {date_day: "2026-04-02", month: "2026-04-01", is_working: true},
        {date_day: "2026-04-03", month: "2026-04-01", is_working: true},
        {date_day: "2026-06-01", month: "2026-06-01", is_working: true},
        {date_day: "2026-06-02", month: "2026-06-01", is_working: true},
        {date_day: "2026-06-06", month: "2026-06-01", is_working: false},
      ],
      fct_absences: [{employee_id: "e1", absence_date: "2026-06-02", absence_kind: "sick"}],
      dim_employees: [person("e1", null), person("e2", "2026-06-30"), person("e3", "2026-07-01")],
      rollup_operator_months: [
        {...work, employee_id: "e1"},
        {...work, employee_id: "e2", month: "2026-04-01", talk_seconds: 300, contact_count: 1},
        {...work, employee_id: "e2", month: "2026-03-01", talk_seconds: 9999},
        {...work, employee_id: "e9", leg_code: "call_centre", talk_seconds: 9999},
      ],
      rollup_contact_plan: [
        {...planned, client_id: "c1", contact_days: 15, contact_state: "covered"},
        {...planned, client_id: "c2", contact_days: 30},
        {...planned, client_id: "c3", contact_days: 10, owner_employee_id: "e2"},
        {...planned, client_id: "c4", contact_days: 10, owner_employee_id: "e3", owner_leg_code: "hunters"},
      ],
    },
    {month: "2026-06-01"},
  );
  const shared = {working_day_count: 21, talk_norm_minutes: null};
  // BIGINT travels as text in this helper's JSON
  expect(rows.map((row) => ({...row, required_contacts: Number(row["required_contacts"])}))).toEqual([
    // 30 days: every 15 is 2, every 30 is 1
    {
      ...shared,
      employee_id: "e1",
      employee_name: "E1",
      leg_code: "farmers",
      client_count: 2,
      contact_overdue_count: 1,
      required_contacts: 3,
      talk_seconds: "900",
      contact_count: "6",
      own_talk_seconds: "600",
      own_day_count: 1,
      is_gone: false,
    },
    {
      ...shared,
      employee_id: "e2",
      employee_name: "E2",
      leg_code: "farmers",
      client_count: 1,
      contact_overdue_count: 1,
      required_contacts: 3,
      talk_seconds: "900",
      contact_count: "6",
      own_talk_seconds: "300",
      own_day_count: 2,
      is_gone: true,
    },
    {
      ...shared,
      employee_id: "e3",
      employee_name: "E3",
      leg_code: "hunters",
      client_count: 1,
      contact_overdue_count: 1,
      required_contacts: 3,
      talk_seconds: "0",
      contact_count: "0",
      talk_norm_minutes: 90,
      own_talk_seconds: "0",
      own_day_count: 0,
      is_gone: false,
    },
  ]);
});

test("clients held in groups that no plan knows are counted by group, those without a group among them", async () => {
  const rows = await runModel("unplanned_groups", {
    dim_contact_groups: groups,
    dim_clients: [
      {...held, client_id: "c1"},
      ...["v1", "v2", "v3", "v4"].map((client_id) => ({...held, client_id, client_group: " VIP "})),
      {...held, client_id: "n1", client_group: null},
      {...held, client_id: "n2", client_group: " "},
      {...held, client_id: "x1", client_group: "VIP", owner_employee_id: null},
      {...held, client_id: "x2", client_group: "VIP", owner_leg_code: "call_centre"},
    ],
  });
  expect(rows).toEqual([
    {client_group: "VIP", client_count: 4},
    {client_group: "", client_count: 2},
  ]);
});
