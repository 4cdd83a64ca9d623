import {beforeAll, describe, expect, test} from "vitest";
import {
  type BridgeMonth,
  buyersByDays,
  cohortBuyers,
  monthlyBridge,
  repeatedWithin,
  windows,
} from "../helpers/real-buying.ts";
import {loadRealCompany, type RealCompany} from "../helpers/real-data.ts";

interface Month {
  buyers: number;
  revenue: number;
  new_customers: number;
  ever: number;
  active_90: number;
  dormant_90: number;
  reactivated_customers_90: number;
  reactivated_revenue_day_90: number;
  reactivated_revenue_month_90: number;
  went_dormant_90: number;
  dormant_180: number;
}
interface Answers {
  rows: number;
  customers: number;
  amount: number;
  dormancy: {months: Record<string, Month>};
  repeat: {
    repeat_customers: number;
    customers_by_number_of_purchase_days: Record<string, number>;
  } & Record<`repeat_within_${30 | 60 | 90 | 180}`, {customers: number}>;
  bridge: {months: Record<string, BridgeMonth>};
  cohort_retention_buyers: Record<"1997-01" | "1997-02" | "1997-03", number[]>;
}

describe("cdnow: a base that sleeps and wakes", () => {
  let cdnow: RealCompany;
  let answers: Answers;
  beforeAll(async () => {
    cdnow = await loadRealCompany("cdnow");
    answers = cdnow.answers as unknown as Answers;
  });

  test("23,570 clients and 69,659 purchases, none lost although 2,068 share client and day", async () => {
    const [total] = await cdnow.query(
      "select count(*) as orders, count(distinct client_id) as clients, sum(order_amount)::varchar as amount from fct_orders",
    );
    expect(total).toEqual({
      orders: answers.rows,
      clients: answers.customers,
      amount: answers.amount.toFixed(2),
    });
  });

  test("active, dormant and reactivated by month", async () => {
    const rows = await cdnow.query<Record<string, number | string>>(
      "select * from rollup_base_months order by month",
    );
    const found = Object.fromEntries(
      rows.map((row) => [
        String(row["month"]).slice(0, 7),
        {
          buyers: row["buyer_count"],
          revenue: row["order_amount"],
          new_customers: row["new_count"],
          ever: row["ever_count"],
          active_90: Number(row["active_count"]) + Number(row["fading_count"]),
          dormant_90: row["dormant_count"],
          reactivated_customers_90: row["reactivated_count"],
          reactivated_revenue_day_90: row["reactivated_day_amount"],
          reactivated_revenue_month_90: row["reactivated_amount"],
          went_dormant_90: row["went_dormant_count"],
        },
      ]),
    );
    const expected = Object.fromEntries(
      Object.entries(answers.dormancy.months).map(([month, answer]) => [
        month,
        Object.fromEntries(
          Object.keys(found[month] ?? {}).map((name) => [name, answer[name as keyof Month]]),
        ),
      ]),
    );
    expect(found).toEqual(expected);
  });

  test("the bridge of every month: new, returned, lost, more, less and the same", async () => {
    const found = await monthlyBridge(cdnow);
    delete found["1997-01"];
    expect(found).toEqual(answers.bridge.months);
  });

  test("repeat buyers, and how soon they came again", async () => {
    const {repeat} = answers;
    const byDays = await buyersByDays(cdnow);
    expect(byDays).toEqual(repeat.customers_by_number_of_purchase_days);
    const total = Object.values(byDays).reduce((sum, count) => sum + count, 0);
    expect(total - byDays["1"]!).toBe(repeat.repeat_customers);
    expect(await repeatedWithin(cdnow)).toEqual(
      Object.fromEntries(windows.map((days) => [days, repeat[`repeat_within_${days}`].customers])),
    );
  });

  test("buyers of each cohort by month since the first purchase", async () => {
    const buyers = await cohortBuyers(cdnow);
    for (const month of ["1997-01", "1997-02", "1997-03"] as const) {
      const expected = answers.cohort_retention_buyers[month];
      expect(
        expected.map((_, age) => buyers(month, age)),
        month,
      ).toEqual(expected);
    }
  });

  test("sleepers of the last day by band: those of 90 days, and of these those of 180", async () => {
    const [row] = await cdnow.query<{all_count: number; longer_count: number}>(
      "select count(*)::integer as all_count, (count(*) filter (where band_code <> 'short'))::integer as longer_count from rollup_sleepers",
    );
    const last = answers.dormancy.months["1998-06"]!;
    expect(row).toEqual({all_count: last.dormant_90, longer_count: last.dormant_180});
  });

  test("who woke by themselves in the last 90 days equals a count from the orders themselves", async () => {
    // asleep on 1 April 1998: bought before, but not in the 90 days to it; woken: bought from 2 April to 30 June
    const [row] = await cdnow.query<Record<string, number>>(`
      with clients as (
        select client_id,
          max(order_date) filter (where order_date <= date '1998-04-01') as last_date,
          count(*) filter (where order_date >= date '1998-04-02') as later_count
        from fct_orders group by client_id
      ), asleep as (select * from clients where last_date <= date '1998-04-01' - 90)
      select count(*)::integer as past_count, (count(*) filter (where later_count > 0))::integer as woken_count from asleep`);
    const [found] = await cdnow.query<Record<string, number>>(
      "select sum(past_count)::integer as past_count, sum(woken_count)::integer as woken_count from rollup_sleep_bands",
    );
    expect(found).toEqual(row);
    expect(row!["past_count"]).toBeGreaterThan(10_000);
  });
});
