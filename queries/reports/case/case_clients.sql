-- case_clients: clients to look into, the largest by the orders of the twelve months first.
-- grain: client_id
-- params:
--   month   date     first day of the last of the twelve months
--   search  varchar  part of the name or the id; empty for every client
-- columns:
--   client_id          varchar        id     dim_clients.client_id
--   client_name        varchar        text   company name
--   client_size        varchar        code   large, medium, small or unknown
--   client_group       varchar        text   group that sets how often the client must be contacted
--   owner_employee_id  varchar        id     dim_employees.employee_id of that person
--   owner_name         varchar        text   full name of who holds the client on the last day of data
--   owner_leg_code     varchar        code   part of the relay the client is in on that day
--   order_amount       decimal(18,2)  money  orders less returns of the twelve months
--   last_contact_date  date           day    last contact of anybody
--   last_order_date    date           day    last purchase day
--   fading_days        integer        days   days of silence from which a client fades
-- checks: not_null(client_id, client_size, order_amount)
-- personal: client_name, owner_name
-- roles: admin, director, head
-- page: case
-- months: 12
-- team: owner_employee_id
-- rows: 200
-- drill: case_events
with found as (
    select *
    from dim_clients
    where $search::varchar = '' or contains(search_name, lower($search::varchar))
    union all
    -- apart, so that neither is asked of every row: an id is found by the order of the table
    select *
    from dim_clients
    where client_id = $search::varchar
        and $search::varchar <> ''
        and not coalesce(contains(search_name, lower($search::varchar)), false)
),
bought as (
    select client_id, sum(order_amount) as order_amount
    from rollup_client_months
    where month > months_after($month::date, -12) and month <= $month::date and order_amount <> 0
    group by client_id
)
select
    clients.client_id,
    clients.client_name,
    clients.client_size,
    clients.client_group,
    clients.owner_employee_id,
    owners.employee_name as owner_name,
    clients.owner_leg_code,
    coalesce(bought.order_amount, 0)::decimal(18,2) as order_amount,
    clients.last_contact_date,
    clients.last_order_date,
    settings.fading_days
from found as clients
cross join dim_settings as settings
left join bought on clients.client_id = bought.client_id
left join dim_employees as owners on clients.owner_employee_id = owners.employee_id
order by coalesce(bought.order_amount, 0) desc, clients.client_id
