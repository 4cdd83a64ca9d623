-- orders_add_up: orders of the months must add up to the order lines, known clients or not.
-- ru: заказы по месяцам должны сложиться в строки заказов, с известными клиентами или без.
-- severity: fail
with facts as (
    select sum(order_amount) as amount
    from fct_orders as orders
    inner join dim_months as months on orders.order_month = months.month
),
rollups as (
    select sum(order_amount) as amount from rollup_months
)
select facts.amount as fact_amount, rollups.amount as rollup_amount
from facts
cross join rollups
where coalesce(facts.amount, 0) <> coalesce(rollups.amount, 0)
