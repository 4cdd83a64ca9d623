import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel} from "../helpers/run-model.ts";

const stages: FixtureRow[] = [
  {pipeline: "", stage: "КП", stage_code: "offer", status: "open", position: 2},
  {pipeline: "", stage: "Продажа", stage_code: "won", status: "won", position: 3},
  {pipeline: "Сервис", stage: "Продажа", stage_code: "contact", status: "open", position: 1},
  {pipeline: "", stage: "Отказ", stage_code: "lost", status: "lost", position: 4},
];
const deal: FixtureRow = {deal_id: "d1", created_at: "2026-02-27 21:30:00+00"};

test("the status comes from the deal, else from its stage in its funnel, else it is open", async () => {
  const rows = await runModel("fct_deals", {
    "stage.deals": [
      {...deal, deal_id: "1", stage: "Продажа", status: "lost", closed_at: "2026-03-01 10:00:00+00"},
      {...deal, deal_id: "2", stage: "Продажа", pipeline: "Оптовый"},
      {...deal, deal_id: "3", stage: "Продажа", pipeline: "Сервис"},
      {...deal, deal_id: "4", stage: "Неведомая"},
    ],
    dim_stages: stages,
  });
  expect(pick(rows, "deal_id", "status", "stage_code")).toEqual([
    {deal_id: "1", status: "lost", stage_code: "won"},
    {deal_id: "2", status: "won", stage_code: "won"},
    {deal_id: "3", status: "open", stage_code: "contact"},
    {deal_id: "4", status: "open", stage_code: null},
  ]);
});

test("a won deal without a day of closing has the day it came into the won stage", async () => {
  const event = {deal_id: "d1", stage: "x"};
  const rows = await runModel("fct_deals", {
    "stage.deals": [
      {...deal, stage: "Продажа", status: "won"},
      {...deal, deal_id: "d2", status: "open", closed_at: "2026-03-01 10:00:00+00"},
    ],
    fct_stage_events: [
      {
        ...event,
        entered_at: "2026-03-05 09:00:00+00",
        entered_date: "2026-03-05",
        stage_code: "offer",
        status: "open",
      },
      {
        ...event,
        entered_at: "2026-03-02 09:00:00+00",
        entered_date: "2026-03-02",
        stage_code: "offer",
        status: "open",
      },
      {
        ...event,
        entered_at: "2026-03-31 21:00:00+00",
        entered_date: "2026-04-01",
        stage_code: "won",
        status: "won",
      },
    ],
    dim_stages: stages,
  });
  expect(pick(rows, "deal_id", "created_date", "offer_date", "closed_date", "closed_month")).toEqual([
    {
      deal_id: "d1",
      created_date: "2026-02-28",
      offer_date: "2026-03-02",
      closed_date: "2026-04-01",
      closed_month: "2026-04-01",
    },
    {deal_id: "d2", created_date: "2026-02-28", offer_date: null, closed_date: null, closed_month: null},
  ]);
});

test("a deal belongs to who leads it on its last day, and to who led it when he has left since", async () => {
  const post = {employee_key: "l", employee_id: "l"};
  const rows = await runModel("fct_deals", {
    "stage.deals": [
      // opened while he was an operator, closed or open while he is a hunter
      {
        deal_id: "1",
        owner: "l",
        created_at: "2026-01-20 09:00:00+00",
        status: "won",
        closed_at: "2026-02-10 09:00:00+00",
      },
      {deal_id: "2", owner: "l", created_at: "2026-01-20 09:00:00+00", status: "open"},
      // closed before he became one
      {
        deal_id: "3",
        owner: "l",
        created_at: "2026-01-10 09:00:00+00",
        status: "lost",
        closed_at: "2026-01-20 09:00:00+00",
      },
      // closed after he had left
      {
        deal_id: "4",
        owner: "left",
        created_at: "2026-01-10 09:00:00+00",
        status: "lost",
        closed_at: "2026-05-20 09:00:00+00",
      },
      {deal_id: "5", owner: "stranger", created_at: "2026-01-10 09:00:00+00", status: "open"},
    ],
    int_employee_posts: [
      {...post, leg_code: "call_centre", team_id: "cc", valid_from: "2025-01-01", valid_to: "2026-02-01"},
      {...post, leg_code: "hunters", team_id: "h", valid_from: "2026-02-01", valid_to: "9000-01-01"},
      {
        ...post,
        employee_key: "left",
        employee_id: "left",
        leg_code: "hunters",
        team_id: "h",
        valid_from: "2025-01-01",
        valid_to: "2026-03-01",
      },
      {
        ...post,
        employee_key: "left",
        employee_id: "left",
        leg_code: null,
        valid_from: "2026-03-01",
        valid_to: "9000-01-01",
      },
    ],
  });
  expect(
    rows.map((row) => [
      row["deal_id"],
      row["owner_employee_id"],
      row["owner_leg_code"],
      row["owner_team_id"],
    ]),
  ).toEqual([
    ["1", "l", "hunters", "h"],
    ["2", "l", "hunters", "h"],
    ["3", "l", "call_centre", "cc"],
    ["4", "left", "hunters", "h"],
    ["5", null, null, null],
  ]);
});

const offered = {client_id: "k1", from_leg: "call_centre", to_leg: "hunters"};
const reference = [{client_reference: "k1|||", client_id: "k1", client_match_code: "id"}];

test("a hand-over waits, is accepted in or after its limit, or comes back", async () => {
  const rows = await runModel("fct_handovers", {
    "stage.handovers": [
      {
        ...offered,
        handover_id: "1",
        offered_at: "2026-03-02 09:00:00+00",
        accepted_at: "2026-03-04 09:00:00+00",
      },
      {
        ...offered,
        handover_id: "2",
        offered_at: "2026-03-02 09:00:00+00",
        accepted_at: "2026-03-04 09:00:01+00",
      },
      {...offered, handover_id: "3", offered_at: "2026-03-02 09:00:00+00"},
      {
        ...offered,
        handover_id: "4",
        offered_at: "2026-03-02 09:00:00+00",
        accepted_at: "2026-03-03 09:00:00+00",
        returned_at: "2026-03-05 09:00:00+00",
        return_reason: "not ours",
      },
      {
        ...offered,
        handover_id: "5",
        offered_at: "2026-03-02 09:00:00+00",
        due_at: "2026-03-02 10:00:00+00",
        accepted_at: "2026-03-02 11:00:00+00",
      },
    ],
    int_client_references: reference,
  });
  expect(rows.map((row) => [row["handover_id"], row["status"], row["is_within_limit"]])).toEqual([
    ["1", "accepted", true],
    ["2", "accepted", false],
    ["3", "waiting", false],
    ["4", "returned", true],
    ["5", "accepted", false],
  ]);
});

test("late is what was accepted after its limit or neither accepted nor given back by it", async () => {
  const at = (day: number, hour = 9) =>
    `2026-03-${String(day).padStart(2, "0")} ${String(hour).padStart(2, "0")}:00:00+00`;
  const offer = {...offered, offered_at: at(2), due_at: at(4), to_employee: "h1"};
  const rows = await runModel("fct_handovers", {
    "stage.handovers": [
      {...offer, handover_id: "accepted in time", accepted_at: at(3)},
      {...offer, handover_id: "accepted late", accepted_at: at(5)},
      {...offer, handover_id: "accepted in time, given back later", accepted_at: at(3), returned_at: at(9)},
      {...offer, handover_id: "given back in time", returned_at: at(4)},
      {...offer, handover_id: "given back late", returned_at: at(4, 10)},
      {...offer, handover_id: "still waits"},
      {...offer, handover_id: "not due yet", due_at: "2026-06-30 09:00:00+00"},
      {...offer, handover_id: "of nobody known", client_id: "stranger"},
      {...offer, handover_id: "while away", to_employee: "h2"},
      {...offer, handover_id: "before the post", to_employee: "h3"},
    ],
    int_client_references: reference,
    int_employee_posts: ["h1", "h2", "h3"].map((employee_id) => ({
      employee_key: employee_id,
      employee_id,
      leg_code: employee_id === "h3" ? "call_centre" : "hunters",
      valid_from: "2020-01-01",
      valid_to: "9000-01-01",
    })),
    fct_absences: [
      {employee_id: "h2", absence_date: "2026-03-04", absence_kind: "vacation"},
      {employee_id: "h1", absence_date: "2026-03-05", absence_kind: "vacation"},
    ],
  });
  const flags = (name: string) => rows.filter((row) => row[name]).map((row) => row["handover_id"]);
  expect(new Set(flags("is_decided"))).toEqual(
    new Set([
      "accepted in time",
      "accepted late",
      "accepted in time, given back later",
      "given back late",
      "still waits",
      "while away",
      "before the post",
    ]),
  );
  expect(new Set(flags("is_late"))).toEqual(
    new Set(["accepted late", "given back late", "still waits", "while away", "before the post"]),
  );
  // h1 was away on the fifth, after the limit of all but one
  expect(new Set(flags("is_taker_away"))).toEqual(new Set(["while away", "before the post", "not due yet"]));
});

test("days off do not run against the limit of acceptance", async () => {
  const rows = await runModel("fct_handovers", {
    "stage.handovers": [
      {...offered, handover_id: "friday", offered_at: "2026-03-06 12:00:00+00"},
      {...offered, handover_id: "saturday", offered_at: "2026-03-07 12:00:00+00"},
    ],
    int_client_references: reference,
  });
  expect(rows.map((row) => row["due_at"])).toEqual(["2026-03-10 12:00:00+00", "2026-03-10 12:00:00+00"]);
});

test("without rows of its own a change of owner between posts is a hand-over, else a deal of an operator", async () => {
  const own = {valid_to: "9000-01-01", client_id: "k2"};
  const rows = await runModel("fct_handovers", {
    "stage.handovers": [{...offered, handover_id: "1", offered_at: "2026-03-02 09:00:00+00"}],
    int_client_references: reference,
    fct_ownership: [
      {...own, client_id: "k1", valid_from: "2026-01-01", leg_code: "call_centre", owner_employee_id: "e1"},
      {...own, client_id: "k1", valid_from: "2026-03-03", leg_code: "hunters", owner_employee_id: "e2"},
      {...own, valid_from: "2026-01-01", leg_code: "hunters", owner_employee_id: "e2"},
      {...own, valid_from: "2026-02-01", leg_code: "hunters", owner_employee_id: "e3"},
      {...own, valid_from: "2026-04-01", leg_code: "farmers", owner_employee_id: "e4"},
    ],
    fct_deals: [
      {
        deal_id: "d1",
        client_id: "k1",
        created_at: "2026-03-02 09:00:00+00",
        owner_leg_code: "hunters",
        sourced_by_leg_code: "call_centre",
      },
      {
        deal_id: "d3",
        client_id: "k3",
        created_at: "2026-03-02 09:00:00+00",
        owner_leg_code: "hunters",
        sourced_by_leg_code: "call_centre",
      },
      {
        deal_id: "d4",
        client_id: "k4",
        created_at: "2026-03-02 09:00:00+00",
        owner_leg_code: "hunters",
        sourced_by_leg_code: null,
      },
    ],
  });
  expect(
    pick(rows, "handover_source", "client_id", "from_leg_code", "to_leg_code", "status", "offered_date"),
  ).toEqual([
    {
      handover_source: "given",
      client_id: "k1",
      from_leg_code: "call_centre",
      to_leg_code: "hunters",
      status: "waiting",
      offered_date: "2026-03-02",
    },
    {
      handover_source: "deal",
      client_id: "k3",
      from_leg_code: "call_centre",
      to_leg_code: "hunters",
      status: "accepted",
      offered_date: "2026-03-02",
    },
    {
      handover_source: "ownership",
      client_id: "k2",
      from_leg_code: "hunters",
      to_leg_code: "farmers",
      status: "accepted",
      offered_date: "2026-04-01",
    },
  ]);
});

const step = {step_code: "first_money", step_date: "2026-01-10"};

test("the clock runs from the first money of a hunter's client until a farmer takes it, open ones included", async () => {
  const held = {
    valid_from: "2025-12-01",
    valid_to: "9000-01-01",
    leg_code: "hunters",
    owner_employee_id: "h1",
  };
  const rows = await runModel("fct_handover_clocks", {
    int_relay_steps: ["k1", "k2", "k3", "k4"].map((client_id) => ({...step, client_id})),
    fct_ownership: [
      {...held, client_id: "k1", valid_to: "2026-03-01"},
      {...held, client_id: "k1", valid_from: "2026-03-01", leg_code: "farmers", owner_employee_id: "f1"},
      {...held, client_id: "k2"},
      {...held, client_id: "k3", leg_code: "farmers"},
    ],
    fct_handovers: [{client_id: "k1", to_leg_code: "farmers", accepted_date: "2026-03-01"}],
    fct_deals: [
      {client_id: "k4", created_date: "2026-01-01", owner_employee_id: "h2", owner_leg_code: "hunters"},
      {client_id: "k4", created_date: "2026-01-11", owner_employee_id: "h9", owner_leg_code: "hunters"},
    ],
  });
  expect(
    pick(rows, "client_id", "trap_date", "limit_date", "hunter_employee_id", "passed_date", "ended_date"),
  ).toEqual([
    {
      client_id: "k1",
      trap_date: "2026-01-10",
      limit_date: "2026-03-11",
      hunter_employee_id: "h1",
      passed_date: "2026-03-01",
      ended_date: "2026-03-01",
    },
    {
      client_id: "k2",
      trap_date: "2026-01-10",
      limit_date: "2026-03-11",
      hunter_employee_id: "h1",
      passed_date: null,
      ended_date: null,
    },
    {
      client_id: "k4",
      trap_date: "2026-01-10",
      limit_date: "2026-03-11",
      hunter_employee_id: "h2",
      passed_date: null,
      ended_date: null,
    },
  ]);
});
