-- int_client_money: money of one client in a month: receipts, or orders for a company without receipts.
-- grain: client_id, money_month
-- columns:
--   client_id         varchar        id     dim_clients.client_id
--   money_month       date           month  first day of the month
--   money_amount      decimal(18,2)  money  money of the month
--   first_money_date  date           day    first day of money of this client, ever
-- checks: unique(client_id, money_month), not_null(client_id, money_month, first_money_date)
with known as (
    select count(*) as payment_count from fct_payments
),
amounts as (
    select client_id, payment_month as money_month, payment_date as money_date, payment_amount as amount
    from fct_payments
    where client_id is not null
    union all
    select
        orders.client_id,
        orders.order_month as money_month,
        orders.order_date as money_date,
        orders.order_amount as amount
    from fct_orders as orders
    cross join known
    where orders.client_id is not null and known.payment_count = 0
),
firsts as (
    select client_id, min(money_date) as first_money_date
    from amounts
    where amount > 0
    group by client_id
)
select
    amounts.client_id,
    amounts.money_month,
    sum(amounts.amount)::decimal(18,2) as money_amount,
    firsts.first_money_date
from amounts
inner join firsts on amounts.client_id = firsts.client_id
group by amounts.client_id, amounts.money_month, firsts.first_money_date
