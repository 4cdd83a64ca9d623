-- int_client_groups: what a client bought of one group of goods in a month.
-- grain: order_month, client_id, product_group
-- partition: order_month
-- columns:
--   order_month    date           month  first day of the month
--   client_id      varchar        id     dim_clients.client_id
--   product_group  varchar        text   group of goods
--   order_amount   decimal(18,2)  money  orders less returns
-- checks: unique(order_month, client_id, product_group), not_null(order_month, client_id, product_group)
select
    order_month,
    client_id,
    product_group,
    sum(order_amount)::decimal(18,2) as order_amount
from fct_orders
where client_id is not null
    and product_group is not null
    and order_date >= touched_from()
    and order_date < touched_until()
    and order_month in (select month from touched_months)
group by order_month, client_id, product_group
