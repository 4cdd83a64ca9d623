-- rollup_contact_plan: each client that a hunter or farmer holds and whose group must be contacted, on the last day of data.
--   Silence runs from the last contact of anybody, without one from the day the owner got the client.
--   overdue: silent for longer than the group allows; due: will be within 7 days; planned: either, and a call
--   is promised for a later day; covered: the others.
-- grain: client_id
-- columns:
--   client_id            varchar  id    dim_clients.client_id
--   client_group         varchar  text  group of the client
--   contact_days         integer  days  longest silence that the company allows
--   owner_employee_id    varchar  id    dim_employees.employee_id of who holds the client
--   owner_leg_code       varchar  code  hunters or farmers
--   contact_silent_days  integer  days  days of silence; null when no day is known to count from
--   promised_date        date     day   next call promised for a later day; null without one
--   contact_state        varchar  code  covered, planned, due or overdue
-- checks: unique(client_id), not_null(client_id, client_group, contact_days, owner_employee_id, owner_leg_code, contact_state), accepted(contact_state, contactStates), accepted(owner_leg_code, legs)
with promises as (
    select results.client_id, min(company_date(results.callback_at)) as promised_date
    from fct_call_results as results
    cross join dim_settings as settings
    where results.client_id is not null and company_date(results.callback_at) > settings.data_until
    group by results.client_id
),
held as (
    select
        clients.client_id,
        plan.client_group,
        plan.contact_days,
        clients.owner_employee_id,
        clients.owner_leg_code,
        days_between(
            coalesce(clients.last_contact_date, clients.owned_since_date), settings.data_until
        ) as contact_silent_days,
        promises.promised_date
    from dim_clients as clients
    inner join dim_contact_groups as plan on trim(clients.client_group) = plan.client_group
    cross join dim_settings as settings
    left join promises on clients.client_id = promises.client_id
    where clients.owner_employee_id is not null and clients.owner_leg_code in ('hunters', 'farmers')
)
select
    client_id,
    client_group,
    contact_days,
    owner_employee_id,
    owner_leg_code,
    contact_silent_days,
    promised_date,
    case
        when contact_silent_days + 7 <= contact_days then 'covered'
        when promised_date is not null then 'planned'
        when contact_silent_days <= contact_days then 'due'
        else 'overdue'
    end as contact_state
from held
