-- rollup_white_space: a farmer's client whose potential was estimated: what he could buy in a year and what he bought.
-- grain: client_id
-- columns:
--   client_id         varchar        id     dim_clients.client_id
--   employee_id       varchar        id     dim_employees.employee_id of the farmer on the last day of data
--   potential_amount  decimal(18,2)  money  last estimate of what the client could buy in a year
--   potential_date    date           day    day of that estimate
--   is_stale          boolean        flag   true when the estimate is older than a year
--   year_amount       decimal(18,2)  money  orders of the twelve months to the last day of data
--   white_amount      decimal(18,2)  money  potential less orders; nothing when he buys more than estimated
--   group_count       integer        count  groups of goods bought in these months
-- checks: unique(client_id), not_null(client_id, employee_id, potential_amount, is_stale, year_amount, white_amount, group_count), non_negative(white_amount)
with volumes as (
    select orders.client_id, sum(orders.order_amount) as year_amount
    from rollup_client_months as orders
    cross join dim_settings as settings
    where orders.month > months_after(settings.data_until, -12)
        and orders.month <= month_of(settings.data_until)
        and orders.order_amount <> 0
    group by orders.client_id
),
groups as (
    select client_id, count(*) as group_count
    from rollup_client_groups
    group by client_id
)
select
    clients.client_id,
    clients.owner_employee_id as employee_id,
    clients.potential_amount,
    clients.potential_date,
    coalesce(days_between(clients.potential_date, settings.data_until) > 365, true) as is_stale,
    coalesce(volumes.year_amount, 0)::decimal(18,2) as year_amount,
    greatest(clients.potential_amount - coalesce(volumes.year_amount, 0), 0)::decimal(18,2) as white_amount,
    coalesce(groups.group_count, 0)::integer as group_count
from dim_clients as clients
cross join dim_settings as settings
left join volumes on clients.client_id = volumes.client_id
left join groups on clients.client_id = groups.client_id
where clients.owner_leg_code = 'farmers'
    and clients.owner_employee_id is not null
    and clients.potential_amount is not null
