import {expect, test} from "vitest";
import {run} from "../../pipelines/run.ts";
import {currentSnapshot} from "../../pipelines/snapshots.ts";
import {makeHome} from "../helpers/home.ts";
import {staged} from "../helpers/stage.ts";

/** Lines that are refused, of a table whose columns carry the contract's own names; the header is line 1. */
async function refusedOf(preset: string, lines: string[]) {
  const home = makeHome({
    sources: `sources: {it: {preset: ${preset}, zone: Europe/Moscow}}\n`,
    inbox: {"it/rows.csv": `${lines.join("\n")}\n`},
  });
  return staged(home, async (open) =>
    (await open.rejected()).map((row) => [row.line_number, row.column_name, row.reason_code, row.value]),
  );
}

test.each([
  [
    "employees",
    "left_on",
    [
      "employee_id,employee_name,hired_on,left_on",
      "1,Иванова,2026-03-01,2026-02-28",
      "2,Петрова,2026-03-01,2026-03-01",
      "3,Сидорова,,2026-02-01",
      "4,Кузнецова,2026-03-01,",
    ],
    "2026-02-28",
  ],
  [
    "employee_roles",
    "valid_to",
    [
      "employee_id,role,valid_from,valid_to",
      "1,operator,2026-03-01,2026-02-28",
      "1,operator,2026-04-01,2026-04-01",
      "1,operator,2026-05-01,",
    ],
    "2026-02-28",
  ],
  [
    "employee_extensions",
    "valid_to",
    [
      "extension,employee_id,valid_from,valid_to",
      "201,1,2026-03-01,2025-03-02",
      "201,2,2026-03-01,2026-03-02",
    ],
    "2025-03-02",
  ],
  [
    "salaries",
    "valid_to",
    [
      "employee,valid_from,valid_to,monthly_amount",
      "1,2026-03-01,2026-03-01,50000",
      "2,2026-03-01,2026-03-02,50000",
      "3,2026-03-01,,50000.50",
    ],
    "2026-03-01",
  ],
  [
    "script_versions",
    "valid_to",
    ["script_version,valid_from,valid_to", "А,2026-03-02,2026-03-01", "Б,2026-03-02,2026-03-02"],
    "2026-03-01",
  ],
  [
    "handovers",
    "accepted_at",
    [
      "handover_id,from_leg,to_leg,offered_at,accepted_at,returned_at",
      "1,hunters,farmers,2026-03-02 10:00,2026-02-02 10:00,",
      "2,hunters,farmers,2026-03-02 10:00,2026-03-03 10:00,2026-03-04 10:00",
    ],
    "2026-02-02 10:00",
  ],
  [
    "handovers",
    "returned_at",
    [
      "handover_id,from_leg,to_leg,offered_at,accepted_at,returned_at",
      "1,hunters,farmers,2026-03-02 10:00,2026-03-02 11:00,2025-03-04 10:00",
    ],
    "2025-03-04 10:00",
  ],
])(
  "%s: a %s before its start is set aside, a stretch of no length is not",
  async (preset, column, lines, value) => {
    expect(await refusedOf(preset, lines)).toEqual([[2, column, "not_in_order", value]]);
  },
);

test("an absence or a campaign without a day in it is set aside as well: the last day was written for the next", async () => {
  expect(
    await refusedOf("absences", [
      "employee,started_on,ended_on,absence_kind",
      "Иванова,2026-03-05,2026-03-05,sick",
      "Петрова,2026-03-05,2026-03-06,sick",
      "Сидорова,2026-03-05,2026-03-04,sick",
    ]),
  ).toEqual([
    [2, "ended_on", "not_in_order", "2026-03-05"],
    [4, "ended_on", "not_in_order", "2026-03-04"],
  ]);
  expect(
    await refusedOf("campaigns", [
      "campaign_id,campaign_kind,started_on,ended_on",
      "весна,revival,2026-03-01,2026-03-01",
      "лето,revival,2026-06-01,2026-06-02",
      "осень,revival,2026-09-01,",
    ]),
  ).toEqual([[2, "ended_on", "not_in_order", "2026-03-01"]]);
});

test("the form that people fill in is held to the same order", async () => {
  expect(
    await refusedOf("form_employees", [
      "Табельный номер;ФИО;Принят;Первый день после увольнения",
      "1;Иванова;01.03.2026;01.02.2026",
      "2;Петрова;01.02.2026;01.03.2026",
    ]),
  ).toEqual([[2, "left_on", "not_in_order", "01.02.2026"]]);
});

test("what is unreadable is said first: nothing is known of the order then", async () => {
  expect(
    await refusedOf("employees", [
      "employee_id,employee_name,hired_on,left_on",
      "1,Иванова,2026-13-01,2026-02-28",
    ]),
  ).toEqual([[2, "hired_on", "unreadable", "2026-13-01"]]);
});

test("a deal closed before it was created, as after a move to another CRM, counts and is said", async () => {
  const home = makeHome({
    sources: "sources: {crm: {preset: deals}}\n",
    inbox: {"crm/a.csv": "deal_id,created_at,closed_at,status,amount\n1,2026-03-02,2024-02-01,won,100\n"},
  });
  const {checks, rejected} = await run(home);
  expect(rejected).toBe(0);
  expect(checks.filter(({check_name}) => check_name === "deals_in_order")).toMatchObject([
    {
      severity: "warn",
      status_code: "failed",
      failed_row_count: 1,
      message: expect.stringMatching(/^deals closed before they were created, .* for example deal_id = 1, /),
      message_ru: expect.stringMatching(/^сделки закрыты раньше, чем созданы, .* например deal_id = 1, /),
    },
  ]);
});

test("a salary below nought, in another currency or without a day is set aside", () =>
  expect(
    refusedOf("salaries", [
      "employee,valid_from,monthly_amount",
      "1,2026-03-01,-50000",
      "2,2026-03-01,500 USD",
      "3,,50000",
      "4,2026-03-01,0",
    ]),
  ).resolves.toEqual([
    [2, "monthly_amount", "out_of_range", "-50000"],
    [3, "monthly_amount", "other_currency", "500 USD"],
    [4, "valid_from", "missing", null],
  ]));

test("an event dated long after its file came waits, and one dated forward by days does not move the last day", async () => {
  const lines = [
    "payment_id,client_id,paid_on,amount",
    "1,10,2026-03-01,100.00",
    "2,10,2026-04-04,100.00",
    "3,10,2026-04-06,100.00",
    "4,10,2062-03-01,100.00",
  ];
  const home = makeHome({
    sources: `sources:
  money: {preset: payments, zone: Europe/Moscow}
  owners: {preset: ownership_events, zone: Europe/Moscow}\n`,
    inbox: {
      "money/payments.csv": `${lines.join("\n")}\n`,
      "owners/owners.csv": "client_id,started_at,owner\n10,2026-09-01 00:00,1\n",
    },
  });
  const now = () => new Date("2026-03-05T06:00:00Z");
  await staged(
    home,
    async (open) => {
      expect(
        (await open.rejected()).map(({line_number, reason_code, value}) => [line_number, reason_code, value]),
      ).toEqual([
        [4, "not_happened", "2026-04-06"],
        [5, "not_happened", "2062-03-01"],
      ]);
    },
    now,
  );
  await run(home, {now});
  expect(currentSnapshot(home)?.data_until).toBe("2026-03-05");
});
