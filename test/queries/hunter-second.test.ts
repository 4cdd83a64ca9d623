import {afterAll, beforeAll, expect, test} from "vitest";
import {type Built, buildAll, type FixtureRow} from "../helpers/run-model.ts";
import {smallCompany} from "../helpers/small-company.ts";

/** The hunters' rollups of a random company, counted a second time in plain loops over its facts. */
let built: Built;
let contacts: FixtureRow[];
const seed = 21;
const last = "2026-06-30";

beforeAll(async () => {
  built = await buildAll(smallCompany(seed));
  contacts = await built.query(`
    select client_id, employee_id, leg_code, call_date::varchar as day, is_contact, call_month::varchar as month
    from fct_calls
    where direction <> 'internal' and client_id is not null and employee_id is not null and leg_code = 'hunters'`);
});
afterAll(() => built.close());

const text = (row: FixtureRow, name: string) => (row[name] === null ? null : String(row[name]));
const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
const daysBefore = (day: string, count: number) =>
  new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);

/** Neighbouring days of contact with one client. */
const spokenDays = (calls: FixtureRow[]): [string, string][] =>
  [...Map.groupBy(calls, (call) => call["client_id"]).values()].flatMap((own) => {
    const days = [...new Set(own.map((call) => String(call["day"])))].sort();
    return days.slice(1).map((day, index): [string, string] => [days[index]!, day]);
  });

test("waits of warm clients for a first contact", async () => {
  const offers = await built.query(`
    select handover_id, client_id, offered_at::varchar as offered_at, offered_date::varchar as offered,
        returned_date::varchar as returned
    from fct_handovers where to_leg_code = 'hunters' and client_id is not null and offered_date <= date '${last}'`);
  const deals = await built.query(
    "select client_id, created_date::varchar as created, closed_date::varchar as closed from fct_deals where closed_date is not null",
  );
  const expected = offers.map((offer) => {
    const [client, offered] = [offer["client_id"], String(offer["offered"])];
    const later = offers
      .filter(
        (other) =>
          other["client_id"] === client &&
          [String(other["offered_at"]), String(other["handover_id"])].join(" ") >
            [String(offer["offered_at"]), String(offer["handover_id"])].join(" "),
      )
      .map((other) => String(other["offered"]));
    const closed = deals
      .filter(
        (deal) =>
          deal["client_id"] === client &&
          String(deal["created"]) >= offered &&
          String(deal["closed"]) >= offered,
      )
      .map((deal) => String(deal["closed"]));
    const end =
      [...later, ...closed, text(offer, "returned")].filter((day) => day !== null).sort()[0] ?? null;
    const spoke = contacts
      .filter((call) => call["client_id"] === client && call["is_contact"])
      .map((call) => String(call["day"]))
      .filter((day) => day >= offered && (end === null || day <= end))
      .sort()[0];
    const until = spoke ?? (end !== null && end < last ? end : last);
    return {
      handover_id: offer["handover_id"],
      wait_days: daysBetween(offered, until),
      is_contacted: spoke !== undefined,
      is_waiting: spoke === undefined && (end === null || end > last),
    };
  });
  const rows = await built.query(
    "select handover_id, wait_days, is_contacted, is_waiting from rollup_warm_clients",
  );
  const byId = (some: FixtureRow[]) =>
    some.toSorted((a, b) => (String(a["handover_id"]) < String(b["handover_id"]) ? -1 : 1));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.some((row) => row["is_contacted"]) && rows.some((row) => row["is_waiting"])).toBe(true);
  expect(byId(rows)).toEqual(byId(expected as FixtureRow[]));
});

test("contacts, money, clients past the limit and silent deals of each hunter and month", async () => {
  const clocks = new Map(
    (
      await built.query(
        "select client_id, limit_date::varchar as limit_day, ended_date::varchar as ended from fct_handover_clocks",
      )
    ).map((clock) => [clock["client_id"], clock]),
  );
  const isLate = (client: unknown, day: string) => {
    const clock = clocks.get(client as string);
    return Boolean(
      clock && day > String(clock["limit_day"]) && (clock["ended"] === null || day < String(clock["ended"])),
    );
  };
  const deals = await built.query(`
    select deal_id, client_id, owner_employee_id as hunter, owner_leg_code as leg, created_date::varchar as created,
        closed_date::varchar as closed from fct_deals`);
  const payments = await built.query(`
    select payment_date::varchar as day, payment_amount::varchar as amount, client_id, deal_id, employee_id, leg_code
    from fct_payments`);
  const rows = await built.query(`
    select work.*, months.known_until::varchar as known_until
    from rollup_hunter_work as work inner join dim_months as months on work.month = months.month`);
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const [hunter, month, end] = [
      row["employee_id"],
      String(row["month"]).slice(0, 7),
      String(row["known_until"]),
    ];
    const own = contacts.filter(
      (call) => call["employee_id"] === hunter && String(call["month"]).startsWith(month),
    );
    const spoken = own.filter((call) => call["is_contact"]);
    const received = payments.filter((payment) => {
      if (!String(payment["day"]).startsWith(month)) return false;
      const deal = deals.find((one) => one["deal_id"] === payment["deal_id"]);
      if (deal) return deal["leg"] === "hunters" && deal["hunter"] === hunter;
      return payment["leg_code"] === "hunters" && payment["employee_id"] === hunter;
    });
    const sum = (some: FixtureRow[]) =>
      some.reduce((total, payment) => total + Number(payment["amount"]), 0).toFixed(2);
    const since = daysBefore(end, 30);
    const open = deals.filter(
      (deal) =>
        deal["leg"] === "hunters" &&
        deal["hunter"] === hunter &&
        deal["client_id"] !== null &&
        String(deal["created"]) <= since &&
        (deal["closed"] === null || String(deal["closed"]) > end),
    );
    const silent = open.filter(
      (deal) =>
        !contacts.some(
          (call) =>
            call["client_id"] === deal["client_id"] &&
            call["is_contact"] &&
            String(call["day"]) > since &&
            String(call["day"]) <= end,
        ),
    );
    const gaps = spokenDays(contacts.filter((call) => call["employee_id"] === hunter && call["is_contact"]))
      .filter(([, day]) => day.startsWith(month))
      .map(([previous, day]) => daysBetween(previous, day));
    const clients = (some: FixtureRow[]) => new Set(some.map((call) => call["client_id"])).size;
    expect({...row, known_until: undefined}, `${hunter} ${month}`).toMatchObject({
      attempt_count: own.length,
      contact_count: spoken.length,
      contact_client_count: clients(spoken),
      late_client_count: clients(spoken.filter((call) => isLate(call["client_id"], String(call["day"])))),
      gap_count: gaps.length,
      gap_days: gaps.reduce((total, gap) => total + gap, 0),
      money_amount: sum(received),
      late_money_amount: sum(
        received.filter((payment) => isLate(payment["client_id"], String(payment["day"]))),
      ),
      open_deal_count: open.length,
      silent_deal_count: silent.length,
    });
  }
  const total = (name: string) => rows.reduce((sum, row) => sum + Number(row[name]), 0);
  for (const name of ["contact_count", "gap_count", "silent_deal_count", "open_deal_count"])
    expect(total(name), name).toBeGreaterThan(0);
});

test("the deals of the hunters' page are those of the company, month by month, whoever led them", async () => {
  const count = async (sql: string) =>
    new Map((await built.query(sql)).map((row) => [String(row["month"]), Number(row["count"])]));
  const trend = await count(
    "select month::varchar as month, numerator_count as count from rollup_trend_months where measure_code = 'deals' and numerator_count > 0",
  );
  const won = await count(
    "select closed_month::varchar as month, count(*) as count from rollup_hunter_deals where status = 'won' group by closed_month",
  );
  const opened = await count(
    "select created_month::varchar as month, count(*) as count from rollup_hunter_deals group by created_month",
  );
  const facts = await count(
    `select created_month::varchar as month, count(*) as count from fct_deals where created_date <= date '${last}' group by created_month`,
  );
  expect(trend.size).toBeGreaterThan(3);
  expect(won).toEqual(trend);
  expect(opened).toEqual(facts);
});
