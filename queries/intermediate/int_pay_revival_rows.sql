-- int_pay_revival_rows: sleeping clients that bought again, as far as pay may hang on them, order by order.
-- grain: employee_id, metric_code, from_date, row_id
-- since: month
-- columns:
--   employee_id  varchar        id     dim_employees.employee_id
--   metric_code  varchar        code   clients_revived
--   month        date           month  first day of the month
--   from_date    date           day    first day of the post in the month
--   until_date   date           day    first day no longer in the post or the month
--   row_id       varchar        id     the first order of the day
--   row_version  varchar        text   what of the row counts: it changes when the row does
--   case_id      varchar        id     independent case the row is part of; null where the row is one
--   numerator    decimal(18,6)  ratio  what the row adds to what is counted
--   denominator  decimal(18,6)  ratio  what it adds to what that is divided by; null for counts
-- checks: unique(employee_id, metric_code, from_date, row_id), not_null(employee_id, metric_code, month, from_date, until_date, row_id, row_version, numerator)
with woken as (
    -- whoever the documents of the day name, else whoever holds the client
    select
        purchases.client_id,
        purchases.purchase_date,
        min(orders.order_id) as order_id,
        coalesce(min(orders.employee_id), min(owners.owner_employee_id)) as employee_id
    from int_purchase_days as purchases
    cross join dim_settings as settings
    inner join fct_orders as orders
        on purchases.client_id = orders.client_id
        and purchases.purchase_date = orders.order_date
        and orders.order_amount >= 0
    left join fct_ownership as owners
        on purchases.client_id = owners.client_id
        and purchases.purchase_date >= owners.valid_from
        and purchases.purchase_date < owners.valid_to
    where days_between(purchases.previous_date, purchases.purchase_date) >= settings.dormant_days
        and purchases.purchase_date >= months_after(settings.data_until, -24)
    group by purchases.client_id, purchases.purchase_date
)
select
    posts.employee_id,
    'clients_revived' as metric_code,
    posts.month,
    posts.from_date,
    posts.until_date,
    woken.order_id as row_id,
    woken.purchase_date::varchar || ' ' || woken.client_id as row_version,
    cast(null as varchar) as case_id,
    1::decimal(18,6) as numerator,
    cast(null as decimal(18,6)) as denominator
from int_post_months as posts
inner join woken
    on posts.employee_id = woken.employee_id
    and woken.purchase_date >= posts.from_date
    and woken.purchase_date < posts.until_date
where posts.role in ('operator', 'hunter', 'farmer')
