import * as fc from "fast-check";
import {expect, test} from "vitest";
import {type FixtureRow, pick, runModel, settings} from "../helpers/run-model.ts";

const day = 86_400_000;
const at = (date: string) => Date.parse(`${date}T00:00:00Z`) / day;
const text = (date: number) => new Date(date * day).toISOString().slice(0, 10);

/** Months of a whole year, as dim_months has them. */
const months = Array.from({length: 12}, (_, index) => {
  const first = `2026-${String(index + 1).padStart(2, "0")}-01`;
  return {month: first, month_end: text(Date.UTC(2026, index + 1, 0) / day), is_complete: true};
});

function purchase(client_id: string, dates: string[], amount = 10): FixtureRow[] {
  return dates.map((date, index) => ({
    client_id,
    purchase_date: date,
    purchase_month: `${date.slice(0, 7)}-01`,
    order_amount: amount,
    previous_date: dates[index - 1] ?? null,
    next_date: dates[index + 1] ?? null,
  }));
}

const until = (data_until: string) => ({"company.settings": [{...settings, data_until}]});
const base = (purchases: FixtureRow[], known = "2026-12-31") =>
  runModel("rollup_base_months", {...until(known), dim_months: months, int_purchase_days: purchases});

test("a client is active, fades after 30 days, sleeps after 90 and wakes with the next purchase", async () => {
  const rows = await base([
    ...purchase("k1", ["2026-01-10", "2026-06-15", "2026-06-20"]),
    ...purchase("k2", ["2026-02-28"]),
  ]);
  expect(
    pick(
      rows.slice(0, 7),
      "ever_count",
      "active_count",
      "fading_count",
      "dormant_count",
      "went_dormant_count",
      "reactivated_count",
    ),
  ).toEqual([
    {
      ever_count: 1,
      active_count: 1,
      fading_count: 0,
      dormant_count: 0,
      went_dormant_count: 0,
      reactivated_count: 0,
    },
    {
      ever_count: 2,
      active_count: 1,
      fading_count: 1,
      dormant_count: 0,
      went_dormant_count: 0,
      reactivated_count: 0,
    },
    {
      ever_count: 2,
      active_count: 0,
      fading_count: 2,
      dormant_count: 0,
      went_dormant_count: 0,
      reactivated_count: 0,
    },
    {
      ever_count: 2,
      active_count: 0,
      fading_count: 1,
      dormant_count: 1,
      went_dormant_count: 1,
      reactivated_count: 0,
    },
    {
      ever_count: 2,
      active_count: 0,
      fading_count: 0,
      dormant_count: 2,
      went_dormant_count: 1,
      reactivated_count: 0,
    },
    {
      ever_count: 2,
      active_count: 1,
      fading_count: 0,
      dormant_count: 1,
      went_dormant_count: 0,
      reactivated_count: 1,
    },
    {
      ever_count: 2,
      active_count: 0,
      fading_count: 1,
      dormant_count: 1,
      went_dormant_count: 0,
      reactivated_count: 0,
    },
  ]);
  expect(pick(rows.slice(5, 6), "reactivated_day_amount", "reactivated_amount", "order_amount")).toEqual([
    {reactivated_day_amount: "10.00", reactivated_amount: "20.00", order_amount: "20.00"},
  ]);
});

test("exactly 90 days is dormant and reactivates, 89 is not", async () => {
  const rows = await base([
    ...purchase("k1", ["2026-01-01", "2026-04-01"]),
    ...purchase("k2", ["2026-01-02", "2026-04-01"]),
  ]);
  expect(
    pick(rows.slice(3, 4), "went_dormant_count", "reactivated_count", "dormant_count", "active_count"),
  ).toEqual([{went_dormant_count: 1, reactivated_count: 1, dormant_count: 0, active_count: 2}]);
});

test("clients sleep by contact as they do by purchase", async () => {
  const contact = {client_id: "k1", contact_count: 1};
  const changes = await runModel("int_contact_changes", {
    rollup_client_months: [
      {...contact, month: "2026-01-01", last_contact_date: "2026-01-31"},
      {...contact, month: "2026-02-01", last_contact_date: null},
      {...contact, month: "2026-07-01", last_contact_date: "2026-07-01"},
    ],
  });
  const rows = await runModel("rollup_base_months", {
    ...until("2026-12-31"),
    dim_months: months,
    int_contact_changes: changes,
    int_client_starts: [{client_id: "k1", last_contact_date: "2026-07-01"}],
  });
  const states = rows.map((row) => [
    row["contact_active_count"],
    row["contact_fading_count"],
    row["contact_dormant_count"],
  ]);
  expect(states.slice(0, 9)).toEqual([
    [1, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0, 0, 1],
    [0, 1, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
});

/** The definition, word for word, client by client. */
function byDefinition(clients: Map<string, string[]>, month: {month: string; month_end: string}) {
  const end = at(month.month_end);
  const start = at(month.month);
  const count = {
    ever: 0,
    active: 0,
    fading: 0,
    dormant: 0,
    buyers: 0,
    isNew: 0,
    reactivated: 0,
    wentDormant: 0,
  };
  for (const dates of clients.values()) {
    const days = dates.map(at);
    const last = days.filter((date) => date <= end).at(-1);
    if (last === undefined) continue;
    count.ever++;
    if (end - last >= 90) count.dormant++;
    else if (end - last >= 30) count.fading++;
    else count.active++;
    const inMonth = days.filter((date) => date >= start && date <= end);
    if (inMonth.length > 0) count.buyers++;
    if (days[0]! >= start) count.isNew++;
    if (inMonth.some((date) => days.indexOf(date) > 0 && date - days[days.indexOf(date) - 1]! >= 90))
      count.reactivated++;
    if (
      days.some(
        (date, index) => date + 90 >= start && date + 90 <= end && (days[index + 1] ?? Infinity) - date >= 90,
      )
    )
      count.wentDormant++;
  }
  return count;
}

test("running sums of entries and exits equal a count of every client at every month's end", async () => {
  const dates = fc.uniqueArray(fc.integer({min: 0, max: 364}), {minLength: 1, maxLength: 8});
  await fc.assert(
    fc.asyncProperty(fc.array(dates, {minLength: 1, maxLength: 12}), async (clients) => {
      const known = new Map(
        clients.map((days, index) => [
          `k${index}`,
          days.toSorted((a, b) => a - b).map((number) => text(at("2026-01-01") + number)),
        ]),
      );
      const rows = await base([...known].flatMap(([client, list]) => purchase(client, list)));
      expect(
        rows.map((row) => ({
          ever: row["ever_count"],
          active: row["active_count"],
          fading: row["fading_count"],
          dormant: row["dormant_count"],
          buyers: row["buyer_count"],
          isNew: row["new_count"],
          reactivated: row["reactivated_count"],
          wentDormant: row["went_dormant_count"],
        })),
      ).toEqual(months.map((month) => byDefinition(known, month)));
    }),
    {numRuns: 12},
  );
});

test("in the month of the last known day the base is that of this day, not of the month's end", async () => {
  // 30 days after 1 June are 1 July, 90 days after 2 April too: on 30 June neither has faded nor sleeps
  const clients = [...purchase("k1", ["2026-06-01"]), ...purchase("k2", ["2026-04-02"])];
  const last = async (known: string) =>
    pick(
      (await base(clients, known)).slice(6, 7),
      "active_count",
      "fading_count",
      "dormant_count",
      "went_dormant_count",
    );
  expect(await last("2026-06-30")).toEqual([
    {active_count: 1, fading_count: 1, dormant_count: 0, went_dormant_count: 0},
  ]);
  expect(await last("2026-07-01")).toEqual([
    {active_count: 0, fading_count: 1, dormant_count: 1, went_dormant_count: 1},
  ]);
  const contacts = await runModel("rollup_base_months", {
    ...until("2026-06-30"),
    dim_months: months.slice(0, 6),
    int_contact_changes: [{change_month: "2026-06-01", ever_change: 1, faded_change: 0, dormant_change: 0}],
    int_client_starts: [{client_id: "k1", last_contact_date: "2026-06-01"}],
  });
  expect(pick(contacts.slice(-1), "contact_active_count", "contact_fading_count")).toEqual([
    {contact_active_count: 1, contact_fading_count: 0},
  ]);
});

test("several orders of a day are one purchase day, and a day of returns is none", async () => {
  const line = {order_id: "o1", client_id: "k1", order_month: "2026-03-01", order_date: "2026-03-02"};
  const rows = await runModel("int_purchase_days", {
    fct_orders: [
      {...line, line_number: "1", order_amount: 10},
      {...line, line_number: "2", order_amount: -4},
      {...line, line_number: "3", order_amount: 0, order_date: "2026-03-05"},
      {...line, line_number: "4", order_amount: -10, order_date: "2026-03-07"},
      {...line, line_number: "5", order_amount: 10, client_id: null},
    ],
  });
  expect(pick(rows, "purchase_date", "order_amount", "previous_date", "next_date")).toEqual([
    {purchase_date: "2026-03-02", order_amount: "6.00", previous_date: null, next_date: "2026-03-05"},
    {purchase_date: "2026-03-05", order_amount: "0.00", previous_date: "2026-03-02", next_date: null},
  ]);
});
