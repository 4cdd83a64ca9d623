-- rollup_months: what a month holds, over the whole company.
-- grain: month
-- columns:
--   month         date           month  first day of the month
--   is_complete   boolean        flag   true when data exist for the whole month
--   call_count    integer        count  calls of every direction
--   deal_count    integer        count  deals opened
--   order_amount  decimal(18,2)  money  orders less returns, with and without a known client
-- checks: unique(month), not_null(month, is_complete)
with calls as (
    select call_month as month, sum(call_count) as call_count
    from rollup_call_months
    group by call_month
),
deals as (
    select created_month as month, count(*) as deal_count
    from fct_deals
    group by created_month
),
orders as (
    select order_month as month, sum(order_amount) as order_amount
    from fct_orders
    group by order_month
)
select
    months.month,
    months.is_complete,
    coalesce(calls.call_count, 0)::integer as call_count,
    coalesce(deals.deal_count, 0)::integer as deal_count,
    coalesce(orders.order_amount, 0)::decimal(18,2) as order_amount
from dim_months as months
left join calls on months.month = calls.month
left join deals on months.month = deals.month
left join orders on months.month = orders.month
