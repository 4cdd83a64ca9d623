import {beforeAll, describe, expect, test} from "vitest";
import {
  type BridgeMonth,
  buyersByDays,
  monthlyBridge,
  repeatedWithin,
  windows,
} from "../helpers/real-buying.ts";
import {loadRealCompany, type RealCompany} from "../helpers/real-data.ts";

interface Conversion {
  mql: number;
  won: number;
}
interface Answers {
  rows: {mql: number; closed_deals: number; order_items: number};
  funnel: {
    conversion_pct: number;
    by_origin: Record<string, Conversion>;
    by_first_contact_month: Record<string, Conversion>;
    won_by_won_month: Record<string, number>;
  };
  by_sdr: Record<string, {won: number; median_cycle_days: number}>;
  by_sr: Record<string, {won: number; median_cycle_days: number}>;
  seller_volume: {
    all: {price: string};
    sellers_from_funnel: {price: string; items: number; "sellers with >=1 item": number};
    funnel_sellers_by_month: Record<string, {price: string; items: number; sellers: number}>;
    by_sr: Record<string, {price: string; sellers_with_sales: number}>;
    activation_by_won_month: Record<string, {won: number; with_sales: number}>;
  };
  seller_bridge: {months: Record<string, BridgeMonth>};
  seller_repeat: {
    customers_by_number_of_purchase_days: Record<string, number>;
  } & Record<`repeat_within_${30 | 60 | 90 | 180}`, {customers: number}>;
}

describe("olist: leads to SDR to sales rep to seller volume", () => {
  let olist: RealCompany;
  let answers: Answers;
  beforeAll(async () => {
    olist = await loadRealCompany("olist");
    answers = olist.answers as unknown as Answers;
  });

  const conversions = (key: string) =>
    olist.query<{key: string; mql: number; won: number}>(
      `select ${key} as key, count(*) as mql, count(*) filter (where status = 'won') as won from fct_deals group by ${key}`,
    );

  test("8,000 leads, 842 won, 10.525 %", async () => {
    const [total] = await conversions("'all'");
    expect(total).toEqual({key: "all", mql: answers.rows.mql, won: answers.rows.closed_deals});
    expect((total!.won / total!.mql) * 100).toBeCloseTo(answers.funnel.conversion_pct, 3);
  });

  test("conversion by origin and by month of first contact", async () => {
    const plain = (table: Record<string, Conversion>) =>
      Object.fromEntries(Object.entries(table).map(([key, {mql, won}]) => [key, {mql, won}]));
    const asTable = (rows: ({key: string} & Conversion)[]) =>
      Object.fromEntries(rows.map(({key, mql, won}) => [key, {mql, won}]));
    expect(asTable(await conversions("deal_source"))).toEqual(plain(answers.funnel.by_origin));
    expect(asTable(await conversions("strftime(created_date, '%Y-%m')"))).toEqual(
      plain(answers.funnel.by_first_contact_month),
    );
  });

  test("won deals by month of winning", async () => {
    const rows = await olist.query<{month: string; won: number}>(
      "select strftime(closed_date, '%Y-%m') as month, count(*) as won from fct_deals where status = 'won' group by month",
    );
    expect(Object.fromEntries(rows.map((row) => [row.month, row.won]))).toEqual(
      answers.funnel.won_by_won_month,
    );
  });

  test.each([
    ["by_sdr", "sourced_by_employee_id"],
    ["by_sr", "owner_employee_id"],
  ] as const)("deals and median cycle %s", async (list, column) => {
    const rows = await olist.query<{person: string; won: number; cycle: number}>(
      `select ${column} as person, count(*) as won, median(datediff('day', created_date, closed_date)) as cycle
       from fct_deals where status = 'won' group by person`,
    );
    const expected = Object.entries(answers[list]).map(([person, answer]) => [
      person,
      answer.won,
      answer.median_cycle_days,
    ]);
    expect(rows.map((row) => [row.person, row.won, row.cycle]).sort()).toEqual(expected.sort());
  });

  test("volume of the sellers won, in all, by month and by sales rep", async () => {
    const [all] = await olist.query<{amount: number}>(
      "select sum(order_amount)::varchar as amount from fct_orders",
    );
    expect(String(all!.amount)).toBe(answers.seller_volume.all.price);
    const funnel =
      "fct_orders as orders inner join fct_deals as deals on deals.client_id = orders.client_id and deals.status = 'won'";
    const [won] = await olist.query<{amount: string; items: number; sellers: number}>(
      `select sum(order_amount)::varchar as amount, count(*) as items, count(distinct orders.client_id) as sellers from ${funnel}`,
    );
    expect(won).toEqual({
      amount: answers.seller_volume.sellers_from_funnel.price,
      items: answers.seller_volume.sellers_from_funnel.items,
      sellers: answers.seller_volume.sellers_from_funnel["sellers with >=1 item"],
    });
    const months = await olist.query<{month: string; amount: string; sellers: number}>(
      `select strftime(order_date, '%Y-%m') as month, sum(order_amount)::varchar as amount, count(distinct orders.client_id) as sellers from ${funnel} group by month`,
    );
    const money = (text: string) => Number(text).toFixed(2);
    expect(Object.fromEntries(months.map((row) => [row.month, [money(row.amount), row.sellers]]))).toEqual(
      Object.fromEntries(
        Object.entries(answers.seller_volume.funnel_sellers_by_month).map(([month, row]) => [
          month,
          [money(row.price), row.sellers],
        ]),
      ),
    );
    const people = await olist.query<{person: string; amount: string; sellers: number}>(
      `select owner_employee_id as person, sum(order_amount)::varchar as amount, count(distinct orders.client_id) as sellers from ${funnel} group by person`,
    );
    const expected = Object.entries(answers.seller_volume.by_sr).filter(
      ([, row]) => row.sellers_with_sales > 0,
    );
    expect(Object.fromEntries(people.map((row) => [row.person, [money(row.amount), row.sellers]]))).toEqual(
      Object.fromEntries(
        expected.map(([person, row]) => [person, [money(row.price), row.sellers_with_sales]]),
      ),
    );
  });

  test("sellers won in a month and those of them that sold", async () => {
    const rows = await olist.query<{month: string; won: number; with_sales: number}>(
      `select strftime(deals.closed_date, '%Y-%m') as month, count(*) as won, count(clients.first_order_date) as with_sales
       from fct_deals as deals inner join dim_clients as clients on deals.client_id = clients.client_id
       where deals.status = 'won' group by month`,
    );
    expect(Object.fromEntries(rows.map(({month, won, with_sales}) => [month, {won, with_sales}]))).toEqual(
      Object.fromEntries(
        Object.entries(answers.seller_volume.activation_by_won_month).map(([month, {won, with_sales}]) => [
          month,
          {won, with_sales},
        ]),
      ),
    );
  });

  test("the bridge of the sellers' volume by month, and how often they sold", async () => {
    const found = await monthlyBridge(olist);
    const expected = answers.seller_bridge.months;
    expect(Object.fromEntries(Object.keys(expected).map((month) => [month, found[month]]))).toEqual(expected);
    const {seller_repeat: repeat} = answers;
    expect(await buyersByDays(olist)).toEqual(repeat.customers_by_number_of_purchase_days);
    expect(await repeatedWithin(olist)).toEqual(
      Object.fromEntries(windows.map((days) => [days, repeat[`repeat_within_${days}`].customers])),
    );
  });
});
