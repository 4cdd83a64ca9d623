import {describe, expect, test} from "vitest";
import {deal, owned} from "../helpers/pay-rows.ts";
import {type Built, buildAll, type Fixture, pick} from "../helpers/run-model.ts";

/** A company of one operator who becomes a hunter on 10 June, two hunters and a farmer; data until 30 June 2026. */
const staff: Fixture = {
  "stage.employees": ["o1", "h1", "h2", "f1", "f2", "boss"].map((employee_id) => ({
    employee_id,
    employee_name: `Имя ${employee_id}`,
    hired_on: "2024-01-09",
  })),
  "stage.employee_roles": [
    {employee_id: "o1", role: "operator", team_id: "a", valid_from: "2024-01-09", valid_to: "2026-06-10"},
    {employee_id: "o1", role: "hunter", team_id: "b", valid_from: "2026-06-10"},
    {employee_id: "h1", role: "hunter", team_id: "b", valid_from: "2024-01-09"},
    {employee_id: "h2", role: "hunter", team_id: "b", valid_from: "2024-01-09"},
    {employee_id: "f1", role: "farmer", team_id: "c", valid_from: "2024-01-09"},
    {employee_id: "boss", role: "head", team_id: "b", valid_from: "2024-01-09"},
  ],
  "stage.clients": ["c1", "c2", "c3"].map((client_id) => ({client_id, client_name: client_id})),
  "company.stages": [{pipeline: "", stage: "Успех", stage_code: "won", status: "won", position: 9}],
};
async function built<Result>(fixture: Fixture, read: (open: Built) => Promise<Result>): Promise<Result> {
  const open = await buildAll({...staff, ...fixture});
  try {
    return await read(open);
  } finally {
    open.close();
  }
}

describe("salaries", () => {
  test("a person is met by number or name on the first day; who is not known stays, and the row loaded last is used", () =>
    built(
      {
        "stage.salaries": [
          {employee: "o1", valid_from: "2026-01-01", monthly_amount: 40_000, load_id: 1},
          {employee: "Имя o1", valid_from: "2026-01-01", monthly_amount: 42_000.5, load_id: 2},
          {
            employee: "h1",
            valid_from: "2026-02-01",
            valid_to: "2026-03-01",
            monthly_amount: 30_000,
            load_id: 1,
          },
          {employee: "Никто", valid_from: "2026-01-01", monthly_amount: 1, load_id: 1},
          {employee: "h2", valid_from: "2026-01-01", monthly_amount: null, load_id: 1},
        ],
      },
      async (open) => {
        expect(
          await open.query(
            "select employee_id, valid_from, valid_to, monthly_amount, is_used from fct_salaries order by employee_reference",
          ),
        ).toEqual([
          {
            employee_id: "h1",
            valid_from: "2026-02-01",
            valid_to: "2026-03-01",
            monthly_amount: "30000.00",
            is_used: true,
          },
          {
            employee_id: "o1",
            valid_from: "2026-01-01",
            valid_to: "9000-01-01",
            monthly_amount: "40000.00",
            is_used: false,
          },
          {
            employee_id: "o1",
            valid_from: "2026-01-01",
            valid_to: "9000-01-01",
            monthly_amount: "42000.50",
            is_used: true,
          },
          {
            employee_id: null,
            valid_from: "2026-01-01",
            valid_to: "9000-01-01",
            monthly_amount: "1.00",
            is_used: true,
          },
        ]);
      },
    ));
});

test("money belongs to a won deal that its document or its invoice names; other money to none", () =>
  built(
    {
      "stage.deals": [deal("d1", "c1", "h1"), deal("d2", "c2", "h1", {status: "lost"})],
      "stage.invoices": [{invoice_id: "i1", deal_id: "d1", issued_on: "2026-06-02", amount: 10}],
      "stage.payments": [
        {payment_id: "p1", deal_id: "d1", paid_on: "2026-06-03", amount: 100.01},
        {payment_id: "p2", invoice_id: "i1", paid_on: "2026-06-04", amount: 10},
        {payment_id: "p3", deal_id: "d1", paid_on: "2026-06-05", amount: -50},
        {payment_id: "p4", deal_id: "d2", paid_on: "2026-06-05", amount: 7},
        {payment_id: "p5", client_id: "c1", paid_on: "2026-06-05", amount: 7},
      ],
    },
    async (open) =>
      expect(
        await open.query("select payment_id, deal_id, payment_amount from fct_deal_money order by 1"),
      ).toEqual([
        {payment_id: "p1", deal_id: "d1", payment_amount: "100.01"},
        {payment_id: "p2", deal_id: "d1", payment_amount: "10.00"},
        {payment_id: "p3", deal_id: "d1", payment_amount: "-50.00"},
      ]),
  ));

test("a passing before the deal counts, but not where the client came back from the farmers before it", () => {
  const handover = (handover_id: string, client_id: string) => ({
    handover_id,
    client_id,
    from_leg: "hunters",
    to_leg: "farmers",
    from_employee: "h1",
    to_employee: "f1",
    offered_at: "2026-02-02 09:00:00+00",
    accepted_at: "2026-02-03 09:00:00+00",
  });
  return built(
    {
      "stage.deals": [deal("d1", "c1", "h1"), deal("d2", "c2", "h1")],
      "stage.handovers": [
        handover("p1", "c1"),
        handover("p2", "c2"),
        {...handover("p3", "c2"), offered_at: "2026-06-05 09:00:00+00", accepted_at: null},
      ],
      "stage.ownership_events": [
        owned("c1", "f1", "2026-02-03", "farmers"),
        owned("c2", "f1", "2026-02-03", "farmers"),
        owned("c2", "h1", "2026-04-01", "hunters"),
      ],
    },
    async (open) =>
      expect(
        await open.query("select deal_id, handover_id, accepted_date from fct_deal_handovers order by all"),
      ).toEqual([
        {deal_id: "d1", handover_id: "p1", accepted_date: "2026-02-03"},
        {deal_id: "d2", handover_id: "p3", accepted_date: null},
      ]),
  );
});

describe("figures", () => {
  const figures = (fixture: Fixture, where: string) =>
    built(fixture, async (open) =>
      pick(
        await open.query(
          `select employee_id, metric_code, from_date, until_date, numerator::double as n, denominator::double as d
           from rollup_pay_figures where ${where} order by employee_id, metric_code, from_date`,
        ),
        "employee_id",
        "metric_code",
        "from_date",
        "until_date",
        "n",
        "d",
      ),
    );
  const passed = (handover_id: string, accepted: string | null, returned: string | null = null) => ({
    handover_id,
    client_id: "c1",
    from_leg: "call_centre",
    to_leg: "hunters",
    from_employee: "o1",
    to_employee: "h1",
    offered_at: "2026-06-01 09:00:00+00",
    accepted_at: accepted && `${accepted} 09:00:00+00`,
    returned_at: returned && `${returned} 09:00:00+00`,
  });
  const accepted = (...handovers: ReturnType<typeof passed>[]) =>
    figures(
      {
        "stage.handovers": handovers,
        "stage.payments": [{payment_id: "p", client_id: "c2", paid_on: "2026-06-30", amount: 1}],
      },
      "metric_code = 'results_accepted' and month >= date '2026-06-01'",
    );
  const operator = {
    employee_id: "o1",
    metric_code: "results_accepted",
    from_date: "2026-06-01",
    until_date: "2026-06-10",
    d: null,
  };

  test("a post that ends on the 10th has the days before it, and what was accepted on them", async () =>
    expect(
      await accepted(passed("1", "2026-06-02"), passed("2", "2026-06-09"), passed("3", "2026-06-10")),
    ).toEqual([{...operator, n: 2}]));

  test("a client given back in the same month is no result, one given back later or taken again is", async () =>
    expect(
      await accepted(
        passed("1", "2026-06-02", "2026-06-20"),
        passed("2", "2026-06-03", "2026-07-01"),
        passed("3", "2026-06-05", "2026-06-04"),
      ),
    ).toEqual([{...operator, n: 2}]));

  test("who passed nothing on has a nought, and nobody has a figure of what no source tells", async () => {
    expect(await accepted({...passed("1", null), from_employee: "x"})).toEqual([{...operator, n: 0}]);
    expect(
      await figures(
        {"stage.payments": [{payment_id: "p", client_id: "c2", paid_on: "2026-06-30", amount: 1}]},
        "month >= date '2026-06-01'",
      ),
    ).toEqual([]);
  });

  test("clients passed on in time, late, and still held past the limit, each in its month", async () => {
    const clients = ["c1", "c2", "c3"];
    const rows = await figures(
      {
        // the first payment starts the clock: 60 days, until 8 May
        "stage.payments": clients.map((client_id) => ({
          payment_id: client_id,
          client_id,
          paid_on: "2026-03-09",
          amount: 1,
        })),
        "stage.deals": clients.map((client_id) =>
          deal(`d-${client_id}`, client_id, "h1", {
            created_at: "2026-02-02 09:00:00+00",
            closed_at: "2026-03-02 09:00:00+00",
          }),
        ),
        "stage.ownership_events": [
          ...clients.map((client_id) => owned(client_id, "h1", "2026-02-02", "hunters")),
          owned("c1", "f1", "2026-05-07", "farmers"),
          owned("c2", "f1", "2026-05-20", "farmers"),
        ],
        "stage.orders": [
          {order_id: "o", line_number: "1", client_id: "c1", ordered_on: "2026-06-29", amount: 1},
        ],
      },
      "metric_code = 'handovers_in_time_share'",
    );
    const of = (from_date: string, until_date: string, n: number, d: number) => ({
      employee_id: "h1",
      metric_code: "handovers_in_time_share",
      from_date,
      until_date,
      n,
      d,
    });
    expect(rows).toEqual([of("2026-05-01", "2026-06-01", 1, 3), of("2026-06-01", "2026-07-01", 0, 1)]);
  });

  test("the book of a year ago over three months; of two clients nothing is said", async () => {
    const order = (client_id: string, ordered_on: string, amount: number) => ({
      order_id: `${client_id} ${ordered_on}`,
      line_number: "1",
      client_id,
      ordered_on,
      amount,
    });
    await built(
      {
        "stage.ownership_events": ["c1", "c2"].map((client_id) =>
          owned(client_id, "f1", "2025-01-10", "farmers"),
        ),
        "stage.orders": [
          order("c1", "2025-04-10", 1000),
          order("c2", "2025-06-10", 500),
          order("c1", "2026-05-10", 700),
          order("c2", "2026-06-10", 900),
          // bought nothing a year ago: not of the book
          order("c3", "2026-06-11", 5000),
        ],
      },
      async (open) =>
        expect(
          await open.query(
            "select metric_code, numerator::double as n, denominator::double as d, deviation, verdict_code from rollup_pay_figures where metric_code in ('volume_change', 'net_retention') and month = date '2026-06-01' order by 1",
          ),
        ).toEqual(
          ["net_retention", "volume_change"].map((metric_code) => ({
            metric_code,
            n: 1600,
            d: 1500,
            deviation: null,
            verdict_code: "unknown",
          })),
        ),
    );
  });

  test("a volume has the deviation and the verdict of the farmers' page", async () => {
    const clients = Array.from({length: 52}, (_, index) => ({client_id: `c${index}`, isLost: index < 12}));
    const order = (client_id: string, ordered_on: string, amount: number) => ({
      order_id: `${client_id} ${ordered_on}`,
      line_number: "1",
      client_id,
      ordered_on,
      amount,
    });
    await built(
      {
        "stage.ownership_events": clients.map(({client_id, isLost}) =>
          owned(client_id, isLost ? "f1" : "f2", "2025-01-10", "farmers"),
        ),
        "stage.orders": clients.flatMap(({client_id, isLost}, index) => [
          order(client_id, "2025-04-10", 1000),
          order(client_id, "2026-04-10", isLost ? 100 + index : index % 2 === 0 ? 950 : 1050),
        ]),
      },
      async (open) => {
        const rows = await open.query(
          `select figures.employee_id, figures.verdict_code, figures.deviation = round(books.change_deviation) as is_same,
              figures.numerator = books.now_amount and figures.denominator = books.base_amount as is_same_volume
           from rollup_pay_figures figures
           inner join rollup_farmer_months books using (employee_id, month)
           where figures.metric_code = 'volume_change' and figures.month = date '2026-06-01' order by 1`,
        );
        expect(rows).toEqual([
          {employee_id: "f1", verdict_code: "fell", is_same: true, is_same_volume: true},
        ]);
      },
    );
  });
});
