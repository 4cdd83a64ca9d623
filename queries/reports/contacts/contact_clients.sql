-- contact_clients: clients to speak with now: overdue, due within 7 days or promised a call, the deepest overdue first.
-- grain: client_id
-- params:
--   team_id  varchar  only clients of this team's people; null for everybody's
-- columns:
--   client_id                  varchar        id     dim_clients.client_id
--   client_name                varchar        text   company name
--   client_phone               varchar        text   number of the person who decides, else the company's
--   tax_id                     varchar        id     tax number
--   client_group               varchar        text   group of the client
--   client_size                varchar        code   large, medium, small or unknown
--   owner_employee_id          varchar        id     dim_employees.employee_id of who holds the client
--   owner_name                 varchar        text   full name of who holds the client
--   owner_leg_code             varchar        code   part of the relay the client is in
--   contact_state              varchar        code   overdue, due or planned
--   contact_silent_days        integer        days   days since the last contact, else since the owner got the client
--   contact_days               integer        days   longest silence that the company allows
--   promised_date              date           day    next promised call
--   order_amount               decimal(18,2)  money  orders less returns over all time
--   all_contact_overdue_count  integer        count  overdue clients in all
-- checks: unique(client_id), not_null(client_id, client_group, client_size, contact_state, contact_days, order_amount, all_contact_overdue_count)
-- personal: client_name, owner_name, client_phone, tax_id
-- roles: admin, director, head
-- page: contacts
-- rows: 2000
with plan as (
    select plan.*
    from rollup_contact_plan as plan
    left join dim_employees as owners on plan.owner_employee_id = owners.employee_id
    where $team_id::varchar is null or owners.team_id = $team_id::varchar
),
late as (
    select count(*) as contact_overdue_count
    from plan
    where contact_state = 'overdue'
)
select
    plan.client_id,
    clients.client_name,
    clients.client_phone,
    clients.tax_id,
    plan.client_group,
    clients.client_size,
    plan.owner_employee_id,
    owners.employee_name as owner_name,
    plan.owner_leg_code,
    plan.contact_state,
    plan.contact_silent_days,
    plan.contact_days,
    plan.promised_date,
    coalesce(clients.order_amount, 0)::decimal(18,2) as order_amount,
    late.contact_overdue_count::integer as all_contact_overdue_count
from plan
inner join dim_clients as clients on plan.client_id = clients.client_id
left join dim_employees as owners on plan.owner_employee_id = owners.employee_id
cross join late
where plan.contact_state <> 'covered'
order by safe_ratio(plan.contact_silent_days, plan.contact_days) desc nulls first, plan.client_id
