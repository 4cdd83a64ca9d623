import type {RealCompany} from "./real-data.ts";

export interface BridgePart {
  n: number;
  delta: number;
}
export type BridgeMonth = Record<"new" | "returned" | "lost" | "up" | "down" | "flat", BridgePart> & {
  total_delta: number;
};
const parts = ["new", "returned", "lost", "up", "down", "flat"] as const;

/** The bridge from month to month over all clients, from what the rollup of client and month holds. */
export async function monthlyBridge(company: RealCompany): Promise<Record<string, BridgeMonth>> {
  const rows = await company.query<{month: string; part: (typeof parts)[number]; n: number; delta: number}>(`
    with volumes as (
        select client_id, month, order_amount as amount from rollup_client_months
        where order_day_count > 0 or order_amount <> 0
    ),
    firsts as (select client_id, min(month) as first_month from volumes group by client_id),
    pairs as (
        select months.month, firsts.client_id, firsts.first_month,
            coalesce(before.amount, 0) as v0, coalesce(now.amount, 0) as v1
        from dim_months as months
        cross join firsts
        left join volumes as before
            on before.client_id = firsts.client_id and before.month = months.month - interval 1 month
        left join volumes as now on now.client_id = firsts.client_id and now.month = months.month
    ),
    named as (
        select *, case
            when v0 = 0 and first_month < month then 'returned'
            when v0 = 0 then 'new'
            when v1 = 0 then 'lost'
            when v1 > v0 then 'up'
            when v1 < v0 then 'down'
            else 'flat' end as part
        from pairs where v0 <> 0 or v1 <> 0
    )
    select strftime(month, '%Y-%m') as month, part, count(*)::integer as n, sum(v1 - v0)::double as delta
    from named group by all`);
  const months: Record<string, BridgeMonth> = {};
  for (const {month, part, n, delta} of rows) {
    months[month] ??= {
      ...(Object.fromEntries(parts.map((name) => [name, {n: 0, delta: 0}])) as Omit<
        BridgeMonth,
        "total_delta"
      >),
      total_delta: 0,
    };
    months[month][part] = {n, delta: round(delta)};
    months[month].total_delta = round(months[month].total_delta + delta);
  }
  return months;
}

const round = (amount: number) => Math.round(amount * 100) / 100;

/** Clients by number of purchase days, ten standing for ten and more. */
export async function buyersByDays(company: RealCompany): Promise<Record<string, number>> {
  const rows = await company.query<{days: number; n: number}>(
    "select least(purchase_day_count, 10) as days, count(*)::integer as n from rollup_buyers group by all",
  );
  return Object.fromEntries(rows.map(({days, n}) => [days, n]));
}

export const windows = [30, 60, 90, 180] as const;

/** Clients whose second purchase day came within so many days of the first, for each of the windows. */
export async function repeatedWithin(company: RealCompany): Promise<Record<string, number>> {
  const [row] = await company.query<Record<string, number>>(`
    with days as (select distinct client_id, order_date from fct_orders),
    numbered as (
        select client_id, order_date, row_number() over (partition by client_id order by order_date) as number
        from days
    ),
    seconds as (
        select client_id, max(order_date) - min(order_date) as wait
        from numbered where number <= 2 group by client_id having count(*) = 2
    )
    select ${windows.map((days) => `(count(*) filter (where wait <= ${days}))::integer as "${days}"`).join(", ")}
    from seconds`);
  return row!;
}

/** Buyers by month of the first purchase and months since then. */
export async function cohortBuyers(company: RealCompany): Promise<(month: string, age: number) => number> {
  const rows = await company.query<{cohort: string; age: number; n: number}>(`
    with cohorts as (
        select client_id, min(month) as first_month from rollup_client_months
        where order_day_count > 0 group by client_id
    )
    select strftime(cohorts.first_month, '%Y-%m') as cohort,
        datediff('month', cohorts.first_month, months.month) as age, count(*)::integer as n
    from rollup_client_months as months inner join cohorts on months.client_id = cohorts.client_id
    where months.order_day_count > 0 group by all`);
  const counts = new Map(rows.map(({cohort, age, n}) => [`${cohort} ${age}`, n]));
  return (month, age) => counts.get(`${month} ${age}`) ?? 0;
}
