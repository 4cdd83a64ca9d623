-- rollup_owner_books: the clients one hunter or farmer holds on the last day of data: awake or asleep, and what is known of their potential.
--   An estimate of the potential is out of date after 365 days. Orders are those of the twelve months to the last day of data.
-- grain: owner_employee_id, owner_leg_code
-- columns:
--   owner_employee_id         varchar        id     dim_employees.employee_id of the owner
--   owner_leg_code            varchar        code   hunters or farmers
--   client_count              integer        count  clients held
--   active_count              integer        count  awake by purchase
--   fading_count              integer        count  fading by purchase
--   dormant_count             integer        count  dormant by purchase; the others never bought
--   contact_active_count      integer        count  awake by contact
--   contact_fading_count      integer        count  fading by contact
--   contact_dormant_count     integer        count  dormant by contact; with the others nobody ever spoke
--   order_amount              decimal(18,2)  money  orders less returns of all of them
--   potential_fresh_count     integer        count  clients with an estimate of at most 365 days
--   potential_stale_count     integer        count  clients with an older one
--   potential_stale_amount    decimal(18,2)  money  orders of these
--   potential_none_count      integer        count  clients without an estimate
--   potential_none_amount     decimal(18,2)  money  orders of these
--   potential_amount          decimal(18,2)  money  what clients with a fresh estimate could buy in a year
--   potential_bought_amount   decimal(18,2)  money  what they bought
--   potential_beyond_count    integer        count  of these, clients that bought more than estimated
-- checks: unique(owner_employee_id, owner_leg_code), not_null(owner_employee_id, owner_leg_code, client_count), accepted(owner_leg_code, legs), non_negative(client_count)
with bought as (
    select months.client_id, sum(months.order_amount) as order_amount
    from rollup_client_months as months
    cross join dim_settings as settings
    where months.month > months_after(settings.data_until, -12)
    group by months.client_id
),
clients as (
    select
        clients.owner_employee_id,
        clients.owner_leg_code,
        days_between(clients.last_order_date, settings.data_until) as silent_days,
        days_between(clients.last_contact_date, settings.data_until) as contact_silent_days,
        settings.fading_days,
        settings.dormant_days,
        coalesce(bought.order_amount, 0) as order_amount,
        clients.potential_amount,
        case
            when clients.potential_amount is null then 'none'
            when days_between(clients.potential_date, settings.data_until) > 365 then 'stale'
            else 'fresh'
        end as potential
    from dim_clients as clients
    cross join dim_settings as settings
    left join bought on clients.client_id = bought.client_id
    where clients.owner_employee_id is not null and clients.owner_leg_code in ('hunters', 'farmers')
)
select
    owner_employee_id,
    owner_leg_code,
    count(*)::integer as client_count,
    (count(*) filter (where silent_days < fading_days))::integer as active_count,
    (count(*) filter (where silent_days >= fading_days and silent_days < dormant_days))::integer as fading_count,
    (count(*) filter (where silent_days >= dormant_days))::integer as dormant_count,
    (count(*) filter (where contact_silent_days < fading_days))::integer as contact_active_count,
    (count(*) filter (
        where contact_silent_days >= fading_days and contact_silent_days < dormant_days
    ))::integer as contact_fading_count,
    (count(*) filter (where contact_silent_days >= dormant_days))::integer as contact_dormant_count,
    coalesce(sum(clients.order_amount), 0)::decimal(18,2) as order_amount,
    (count(*) filter (where potential = 'fresh'))::integer as potential_fresh_count,
    (count(*) filter (where potential = 'stale'))::integer as potential_stale_count,
    coalesce(sum(clients.order_amount) filter (where potential = 'stale'), 0)::decimal(18,2)
        as potential_stale_amount,
    (count(*) filter (where potential = 'none'))::integer as potential_none_count,
    coalesce(sum(clients.order_amount) filter (where potential = 'none'), 0)::decimal(18,2)
        as potential_none_amount,
    coalesce(sum(clients.potential_amount) filter (where potential = 'fresh'), 0)::decimal(18,2)
        as potential_amount,
    coalesce(sum(clients.order_amount) filter (where potential = 'fresh'), 0)::decimal(18,2)
        as potential_bought_amount,
    (count(*) filter (
        where potential = 'fresh' and clients.order_amount > clients.potential_amount
    ))::integer as potential_beyond_count
from clients
group by owner_employee_id, owner_leg_code
