-- int_quarter_volumes: what a client bought in the three months that end with a month.
-- grain: month, client_id
-- partition: month
-- columns:
--   month            date           month  first day of the last of the three months
--   client_id        varchar        id     dim_clients.client_id
--   order_amount     decimal(18,2)  money  orders less returns
--   order_day_count  integer        count  days with an order
-- checks: unique(month, client_id), not_null(month, client_id, order_amount, order_day_count)
with volumes as (
    select client_id, month, order_amount, order_day_count
    from rollup_client_months
    where month >= months_after(touched_from(), -2)
        and month < touched_until()
        and (order_amount <> 0 or order_day_count > 0)
),
spread as (
    -- a month counts in its own three months and in those of the next two
    select client_id, month, order_amount, order_day_count
    from volumes
    union all
    select client_id, months_after(month, 1) as month, order_amount, order_day_count
    from volumes
    union all
    select client_id, months_after(month, 2) as month, order_amount, order_day_count
    from volumes
)
select
    spread.month,
    spread.client_id,
    sum(spread.order_amount)::decimal(18,2) as order_amount,
    sum(spread.order_day_count)::integer as order_day_count
from spread
where spread.month in (select month from touched_months_forward)
    and spread.month <= (select max(month) from dim_months)
group by spread.month, spread.client_id
