-- dormant_clients: clients asleep on the last day of data, those that bought most over all time first.
-- grain: client_id
-- params:
--   team_id  varchar  only clients of this team's people; null for everybody's
-- columns:
--   client_id            varchar        id     dim_clients.client_id
--   client_name          varchar        text   company name
--   client_phone         varchar        text   number of the person who decides, else the company's
--   tax_id               varchar        id     tax number
--   client_size          varchar        code   large, medium, small or unknown
--   client_group         varchar        text   group that sets how often the client must be contacted
--   owner_employee_id    varchar        id     dim_employees.employee_id of who holds the client
--   owner_name           varchar        text   full name of who holds the client
--   owner_leg_code       varchar        code   part of the relay the client is in
--   order_amount         decimal(18,2)  money  orders less returns over all time
--   last_order_date      date           day    last purchase day
--   silent_days          integer        days   days since that day
--   last_contact_date    date           day    last contact of anybody
--   purchase_day_count   integer        count  days with an order
--   recency_days         integer        days   from the first purchase day to the last
--   age_days             integer        days   from the first purchase day to the last day of data
--   all_dormant_count    integer        count  clients asleep in all
--   all_dormant_amount   decimal(18,2)  money  their orders over all time
--   all_once_count       integer        count  clients asleep in all that bought on one day only
-- checks: unique(client_id), not_null(client_id, client_size, order_amount, last_order_date, silent_days, all_dormant_count, all_dormant_amount, all_once_count)
-- personal: client_name, owner_name, client_phone, tax_id
-- roles: admin, director, head
-- page: revival
-- rows: 2000
with asleep as not materialized (
    select
        sleepers.*,
        owners.employee_name as owner_name,
        date_diff('day', sleepers.last_order_date, settings.data_until) as days_asleep
    from rollup_sleepers as sleepers
    cross join dim_settings as settings
    left join dim_employees as owners on sleepers.owner_employee_id = owners.employee_id
    where ($team_id::varchar is null or owners.team_id = $team_id::varchar)
        and sleepers.last_order_date <= days_after(settings.data_until, -settings.dormant_days)
),
totals as (
    select
        count(*) as client_count,
        sum(order_amount) as order_amount,
        count(*) filter (where purchase_day_count = 1) as once_count
    from asleep
)
select
    asleep.client_id,
    asleep.client_name,
    asleep.client_phone,
    asleep.tax_id,
    asleep.client_size,
    asleep.client_group,
    asleep.owner_employee_id,
    asleep.owner_name,
    asleep.owner_leg_code,
    asleep.order_amount,
    asleep.last_order_date,
    asleep.days_asleep::integer as silent_days,
    asleep.last_contact_date,
    asleep.purchase_day_count,
    asleep.recency_days,
    asleep.age_days,
    totals.client_count::integer as all_dormant_count,
    coalesce(totals.order_amount, 0)::decimal(18,2) as all_dormant_amount,
    totals.once_count::integer as all_once_count
from asleep
cross join totals
order by asleep.list_place
