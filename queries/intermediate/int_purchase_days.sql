-- int_purchase_days: one day on which a client bought; several orders of a day are one purchase day.
--   A day with returns only is no purchase day.
-- grain: client_id, purchase_date
-- since: purchase_date, next_date
-- columns:
--   client_id           varchar        id     dim_clients.client_id
--   purchase_date       date           day    day of the order
--   purchase_month      date           month  first day of the month
--   order_amount        decimal(18,2)  money  orders of the day
--   previous_date       date           day    purchase day before; null for the first
--   next_date           date           day    purchase day after; null for the last
-- checks: unique(client_id, purchase_date), not_null(client_id, purchase_date)
with days as (
    select
        client_id,
        order_date,
        order_month,
        sum(order_amount)::decimal(18,2) as order_amount,
        count(*) filter (where orders.order_amount >= 0) as bought_count
    from fct_orders as orders
    where client_id is not null
    group by client_id, order_date, order_month
)
select
    client_id,
    order_date as purchase_date,
    order_month as purchase_month,
    order_amount,
    lag(order_date) over (partition by client_id order by order_date) as previous_date,
    lead(order_date) over (partition by client_id order by order_date) as next_date
from days
where bought_count > 0
