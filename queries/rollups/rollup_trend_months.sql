-- rollup_trend_months: the six measures of the relay in a month, as numerator and denominator.
--   Null where there was nothing to count from: no calls of the call centre in the month; no outcome of a call, deal, money or
--   purchase in it or any month before.
-- grain: month, measure_code
-- columns:
--   month               date           month  first day of the month
--   measure_code        varchar        code   results, result_rate, deals, new_money, farmer_volume or revived_money
--   numerator_count     integer        count  counted part; null for a measure of money
--   denominator_count   integer        count  of how many; null for a plain count
--   numerator_amount    decimal(18,2)  money  money; null for a measure of clients
--   denominator_amount  decimal(18,2)  money  of how much; null for a plain sum
-- checks: unique(month, measure_code), not_null(month, measure_code), accepted(measure_code, trendMeasures)
with calls as (
    select call_month as month, goal_client_count, attempt_client_count
    from rollup_call_months
    where leg_code = 'call_centre'
),
deals as (
    select closed_month as month, count(*) as won_count, sum(deal_amount) as won_amount
    from fct_deals
    where status = 'won'
    group by closed_month
),
new_money as (
    select money_month as month, count(*) as client_count, sum(money_amount) as amount
    from int_client_money
    where money_month = month_of(first_money_date)
    group by money_month
),
books as (
    -- the whole book as it was then: of those that bought in one month alone the same month a year later is always lower
    select month, sum(now_amount) as now_amount, sum(base_amount) as base_amount
    from int_book_changes
    where months_after(month, -12) >= (select min(month) from dim_months)
    group by month
),
firsts as (
    select
        (select min(result_month) from int_result_months) as result_month,
        (select min(created_month) from fct_deals) as deal_month,
        (select min(money_month) from int_client_money) as money_month,
        (select min(purchase_month) from int_purchase_days) as purchase_month
)
select
    months.month,
    'results' as measure_code,
    case when months.month >= firsts.result_month then calls.goal_client_count end::integer as numerator_count,
    cast(null as integer) as denominator_count,
    cast(null as decimal(18,2)) as numerator_amount,
    cast(null as decimal(18,2)) as denominator_amount
from dim_months as months
cross join firsts
left join calls on months.month = calls.month
union all
select
    months.month,
    'result_rate' as measure_code,
    case when months.month >= firsts.result_month then calls.goal_client_count end::integer as numerator_count,
    calls.attempt_client_count::integer as denominator_count,
    cast(null as decimal(18,2)) as numerator_amount,
    cast(null as decimal(18,2)) as denominator_amount
from dim_months as months
cross join firsts
left join calls on months.month = calls.month
union all
select
    months.month,
    'deals' as measure_code,
    case
        when months.month >= firsts.deal_month then coalesce(deals.won_count, 0)
    end::integer as numerator_count,
    cast(null as integer) as denominator_count,
    case
        when months.month >= firsts.deal_month then coalesce(deals.won_amount, 0)
    end::decimal(18,2) as numerator_amount,
    cast(null as decimal(18,2)) as denominator_amount
from dim_months as months
cross join firsts
left join deals on months.month = deals.month
union all
select
    months.month,
    'new_money' as measure_code,
    case
        when months.month >= firsts.money_month then coalesce(new_money.client_count, 0)
    end::integer as numerator_count,
    cast(null as integer) as denominator_count,
    case
        when months.month >= firsts.money_month then coalesce(new_money.amount, 0)
    end::decimal(18,2) as numerator_amount,
    cast(null as decimal(18,2)) as denominator_amount
from dim_months as months
cross join firsts
left join new_money on months.month = new_money.month
union all
select
    months.month,
    'farmer_volume' as measure_code,
    cast(null as integer) as numerator_count,
    cast(null as integer) as denominator_count,
    books.now_amount::decimal(18,2) as numerator_amount,
    books.base_amount::decimal(18,2) as denominator_amount
from dim_months as months
left join books on months.month = books.month
union all
select
    months.month,
    'revived_money' as measure_code,
    case
        when months.month >= firsts.purchase_month then coalesce(base.reactivated_count, 0)
    end::integer as numerator_count,
    cast(null as integer) as denominator_count,
    case
        when months.month >= firsts.purchase_month then coalesce(base.reactivated_amount, 0)
    end::decimal(18,2) as numerator_amount,
    cast(null as decimal(18,2)) as denominator_amount
from dim_months as months
cross join firsts
left join rollup_base_months as base on months.month = base.month
