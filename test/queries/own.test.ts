import {expect, test} from "vitest";
import {readCatalog} from "../../server/catalog.ts";
import {type Fixture, type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const month = "2026-03-01";
const me = {month, employee_id: "me"};
const people = [
  {employee_id: "me", employee_name: "Я"},
  {employee_id: "other", employee_name: "Другой"},
];

test("what an employee reads of persons or clients asks whose it is, and the server sets that", () => {
  const own = [...readCatalog().values()].filter(({roles}) => roles.join() === "employee");
  expect(own.map(({name}) => name).sort()).toEqual([
    "my_book",
    "my_callbacks",
    "my_calls",
    "my_clocks",
    "my_days",
    "my_figures",
    "my_month",
    "my_pace",
    "my_post",
  ]);
  for (const report of own)
    expect(
      report.params.map(({name}) => name),
      report.name,
    ).toContain("employee_id");
});

const post = (more: FixtureRow) => ({
  employee_id: "me",
  valid_from: "2020-01-01",
  valid_to: "9000-01-01",
  leg_code: "hunters",
  ...more,
});

test("the post of a month is the one held last in it; who had left, or came later, held none", async () => {
  const held = async (posts: FixtureRow[], left: string | null = null, of = month) =>
    pick(
      await runModel(
        "my_post",
        {
          dim_employees: people.map((person) => ({...person, left_date: left})),
          dim_employee_roles: [...posts, post({employee_id: "other", leg_code: "call_centre"})],
        },
        {...me, month: of},
      ),
      "employee_id",
      "leg_code",
    );
  const moved = [
    post({valid_to: "2026-03-10"}),
    post({valid_from: "2026-03-10", valid_to: "2026-04-01", leg_code: "farmers"}),
    post({valid_from: "2026-04-01", leg_code: null}),
  ];
  expect(await held(moved)).toEqual([{employee_id: "me", leg_code: "farmers"}]);
  expect(await held(moved, null, "2026-02-01")).toEqual([{employee_id: "me", leg_code: "hunters"}]);
  expect(await held(moved, null, "2026-04-01")).toEqual([{employee_id: "me", leg_code: null}]);
  expect(await held([post({})], "2026-02-20")).toEqual([]);
  expect(await held([post({valid_from: "2026-04-01"})])).toEqual([]);
});

test("the norm of talk is the call centre's: a hunter's days have none", async () => {
  const days = async (leg_code: string) =>
    runModel(
      "my_days",
      {
        "company.settings": [{company_name: "Test", data_until: "2026-03-03", conversation_seconds: 30}],
        dim_employees: people,
        dim_employee_roles: [post({leg_code})],
        dim_dates: [{date_day: "2026-03-03", month, is_working: true, norm_hours: 8}],
        dim_norms: [
          {norm_id: "talk_minutes_per_day", low: 120, valid_from: "2026-01-01", valid_to: "2026-03-04"},
          {norm_id: "talk_minutes_per_day", low: 240, valid_from: "2026-03-04"},
        ],
        rollup_operator_days: [
          {employee_id: "me", call_date: "2026-03-03", call_month: month, talk_seconds: 600},
        ],
      },
      me,
    );
  expect(pick(await days("hunters"), "talk_seconds", "norm_seconds")).toEqual([
    {talk_seconds: 600, norm_seconds: 0},
  ]);
  expect(pick(await days("call_centre"), "norm_seconds")).toEqual([{norm_seconds: 7200}]);
});

/** The same rows for me and for another person, who must not be counted. */
const both = (rows: FixtureRow[], key = "employee_id") => [
  ...rows.map((row) => ({...row, [key]: "me"})),
  ...rows.map((row, index) => ({
    ...row,
    [key]: "other",
    ...Object.fromEntries(
      ["client_id", "handover_id"].filter((id) => row[id]).map((id) => [id, `x${index}`]),
    ),
  })),
];

const fixture: Fixture = {
  rollup_callback_months: both([{month, promised_count: 8, kept_count: 6}]),
  rollup_operator_months: both([
    {month, leg_code: "hunters", team_id: "A", conversation_client_count: 20, worked_day_count: 10},
    {month, leg_code: "hunters", team_id: "B", conversation_client_count: 5, worked_day_count: 3},
    {month, leg_code: "call_centre", team_id: "C", conversation_client_count: 90, worked_day_count: 3},
  ]),
  rollup_hunter_work: both([
    {month, promised_count: 4, kept_count: 1, open_deal_count: 30, silent_deal_count: 3},
  ]),
  rollup_hunter_deals: both([
    {closed_month: "2026-01-01", status: "won"},
    {closed_month: month, status: "lost"},
    {closed_month: "2025-12-01", status: "won"},
    {closed_month: "2026-04-01", status: "won"},
  ]),
  rollup_warm_clients: both([
    {
      handover_id: "a",
      offered_month: "2026-02-01",
      is_decided: true,
      is_accepted_late: true,
      is_waiting: false,
    },
    {handover_id: "b", offered_month: month, is_decided: true, is_accepted_late: false, is_waiting: false},
    {handover_id: "c", offered_month: month, is_decided: false, is_accepted_late: false, is_waiting: true},
    {
      handover_id: "d",
      offered_month: "2025-12-01",
      is_decided: true,
      is_accepted_late: true,
      is_waiting: true,
    },
  ]),
  rollup_hunter_months: both([
    {month: "2026-01-01", passed_count: 5, late_count: 1, overdue_count: 9},
    {month, passed_count: 3, late_count: 2, overdue_count: 4},
  ]),
  rollup_contact_plan: both(
    [
      {client_id: "p", contact_state: "overdue"},
      {client_id: "q", contact_state: "due"},
    ],
    "owner_employee_id",
  ),
};

test("own figures are the counts of the post's pages, of the person who asks and of nobody else", async () => {
  const rows = await runModel("my_figures", fixture, me);
  const figures = Object.fromEntries(
    rows.map((row) => [row["measure_code"], [row["numerator"], row["denominator"], row["period_code"]]]),
  );
  expect(figures).toEqual({
    accepted_late: [1, 2, "quarter"],
    callbacks_kept: [7, 12, "month"],
    clients_spoken: [25, null, "month"],
    contacts_overdue: [1, 2, "now"],
    deals_silent: [3, 30, "month"],
    deals_won: [1, 2, "quarter"],
    first_contact_waiting: [1, 3, "quarter"],
    // late 1 + 2 of 8 passed on, and 4 still held past the limit
    handed_over_late: [7, 12, "quarter"],
  });
  expect(await runModel("my_figures", fixture, {...me, employee_id: "nobody"})).toEqual([]);
});

test("the figures of one hunter equal those that his head reads on the page of the hunters", async () => {
  const shares = await runModel(
    "handover_shares",
    {dim_employees: people, rollup_hunter_months: fixture["rollup_hunter_months"]!},
    {month},
  );
  const intake = await runModel(
    "warm_intake",
    {dim_employees: people, rollup_warm_clients: fixture["rollup_warm_clients"]!},
    {month},
  );
  const own = await runModel("my_figures", fixture, me);
  const figure = (code: string) =>
    pick(
      own.filter((row) => row["measure_code"] === code),
      "numerator",
      "denominator",
    );
  const mine = (rows: FixtureRow[]) => rows.find((row) => row["employee_id"] === "me")!;
  expect(figure("handed_over_late")).toEqual([
    {numerator: mine(shares)["delayed_count"], denominator: mine(shares)["due_count"]},
  ]);
  expect(figure("accepted_late")).toEqual([
    {numerator: mine(intake)["late_count"], denominator: mine(intake)["decided_count"]},
  ]);
});

test("own lists and the own book hold nobody else's clients", async () => {
  const clients = ["a", "x0"].map((client_id) => ({client_id, client_name: client_id}));
  const lists: Record<string, Fixture> = {
    my_callbacks: {
      dim_clients: clients,
      rollup_open_callbacks: both([{client_id: "a", due_date: "2026-03-02", late_days: 3}]),
    },
    my_clocks: {
      dim_clients: clients,
      rollup_running_clocks: both([
        {client_id: "a", trap_date: "2026-01-02", limit_date: "2026-02-02", held_days: 60, over_days: 29},
      ]),
    },
    my_calls: {
      rollup_clients_to_call: both([
        {client_id: "a", reason_code: "below_range", silent_days: 3, usual_amount: 9, recent_amount: 1},
      ]),
    },
  };
  for (const [name, tables] of Object.entries(lists))
    expect(pick(await runModel(name, tables, {employee_id: "me"}), "client_id"), name).toEqual([
      {client_id: "a"},
    ]);
  const book = {
    month,
    client_count: 12,
    base_amount: 100,
    buyer_base_amount: 100,
    now_amount: 80,
    verdict_code: "within",
  };
  const parts = {lost_count: 1, lost_amount: 10, down_count: 2, down_amount: 10, up_count: 0, up_amount: 0};
  const pace = {month, leg_code: "farmers", measure_code: "volume", actual_amount: 5, goal_amount: 9};
  const books = await runModel(
    "my_book",
    {
      dim_employees: people,
      rollup_farmer_months: [
        {...book, ...parts, employee_id: "me"},
        {...book, ...parts, employee_id: "other"},
      ],
    },
    me,
  );
  expect(pick(books, "employee_id", "kept_amount")).toEqual([{employee_id: "me", kept_amount: "80.00"}]);
  const paces = await runModel(
    "my_pace",
    {
      dim_employees: people,
      rollup_month_pace: ["me", "other"].map((employee_id) => ({
        ...pace,
        employee_id,
        passed_day_count: 1,
        working_day_count: 2,
      })),
    },
    me,
  );
  expect(pick(paces, "employee_id", "goal_amount")).toEqual([{employee_id: "me", goal_amount: "9.00"}]);
});
